# ruff: noqa: E501 - tables read best a row a line
"""The honest fallback: typing mended and a tone given by rules that cannot lose a fact."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from onhand.rewrite.wordings import MISSPELT

_EXPANSIONS = {
    "u": "you", "ur": "your", "r": "are", "pls": "please", "plz": "please", "thx": "thanks", "ty": "thank you", "tysm": "thank you so much",
    "tmrw": "tomorrow", "tmr": "tomorrow", "2moro": "tomorrow", "tonite": "tonight", "idk": "I don't know", "asap": "as soon as possible",
    "btw": "by the way", "fyi": "for your information", "lmk": "let me know", "omw": "on my way", "atm": "at the moment", "rn": "right now",
    "gonna": "going to", "wanna": "want to", "gotta": "have to", "gimme": "give me", "lemme": "let me", "dunno": "don't know",
    "cant": "can't", "dont": "don't", "wont": "won't", "didnt": "didn't", "doesnt": "doesn't", "isnt": "isn't", "arent": "aren't",
    "wasnt": "wasn't", "werent": "weren't", "couldnt": "couldn't", "shouldnt": "shouldn't", "wouldnt": "wouldn't", "havent": "haven't",
    "hasnt": "hasn't", "hadnt": "hadn't", "im": "I'm", "ive": "I've", "youre": "you're", "theyre": "they're", "thats": "that's",
    "whats": "what's", "theres": "there's", "hes": "he's", "shes": "she's", "i": "I", "i'm": "I'm", "i've": "I've", "i'll": "I'll", "i'd": "I'd",
    "teh": "the", "hte": "the", "adn": "and", "wich": "which", "becuase": "because", "recieve": "receive", "definately": "definitely",
    "seperate": "separate", "tommorow": "tomorrow", "tomorow": "tomorrow", "thier": "their", "freind": "friend", "alot": "a lot", "cuz": "because",
    "coz": "because", "bc": "because", "w": "with", "n": "and", "prob": "probably", "appt": "appointment", "msg": "message", "mins": "minutes",
    "hrs": "hours", "ppl": "people", "thru": "through", "b4": "before", "sry": "sorry", "soz": "sorry", "def": "definitely",
    "monday": "Monday", "tuesday": "Tuesday", "wednesday": "Wednesday", "thursday": "Thursday", "friday": "Friday", "saturday": "Saturday", "sunday": "Sunday",
}  # fmt: skip
_EXPANSIONS |= {wrong: right.replace("_", " ") for wrong, right in MISSPELT.items()}
_WORD = re.compile(r"(?<![\w@#./-])[A-Za-z0-9']*[A-Za-z][A-Za-z0-9']*(?![\w@/-]|\.\w)")
_WHOLE = {"can't": "cannot", "won't": "will not", "let's": "let us"}
_PARTS = {"n't": " not", "'re": " are", "'ve": " have", "'ll": " will", "'m": " am"}
_SHORT = re.compile(
    r"\b(?:(can't|won't|let's)|([a-z]+)(n't|'re|'ve|'ll|'m)|(it|that|there|he|she|what|who|where|here)'s(?! been))\b", re.I
)  # fmt: skip
_LONG = re.compile(
    r"\b(do|does|did|is|are|was|were|have|has|had|could|would|should) not\b|\bcannot\b|\bwill not\b"
    r"|\b(I) (am|have|will)\b|\b(it|that) (is)\b(?! not)|\b(we|you|they) (are|will)\b(?! not)", re.I
)  # fmt: skip
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]+")
_CHATTER = re.compile(
    r"(?:^|(?<=\s))(?:lol|lmao|haha(?:ha)*|omg|ugh|smh|xx+|:\)|:\(|:D|xD)(?=[\s.,!?]|$)[,]?", re.I
)
_HEDGES = re.compile(
    r"\b(?:(?:sorry to bother you|sorry for the trouble|sorry if this is a (?:silly|stupid) question),? but"
    r"|(?:(?:I'm )?not sure,? but )?I (?:just )?(?:think|guess|feel like|suppose|believe)(?: that)?(?: (?:maybe|perhaps))?"
    r"(?= (?:I|we|you|it|the|this|that|they|he|she|there)\b)|maybe|perhaps|possibly|kind of|sort of|a bit|just|I was wondering if|if (?:that's|that is|thats) (?:ok|okay|alright)(?: with you)?)\b,?", re.I
)  # fmt: skip
_PADDING: Mapping[str, str] = {
    "due to the fact that": "because", "owing to the fact that": "because", "for the reason that": "because", "in order to": "to",
    "in the event that": "if", "at this point in time": "now", "at the present time": "now", "prior to": "before", "with regard to": "about",
    "in connection with": "about", "on a daily basis": "daily", "a large number of": "many", "a lot of": "many", "made the decision to": "decided to",
    "taken the decision to": "decided to", "in the near future": "soon", "at your earliest convenience": "soon", "as soon as possible": "soon",
    "i just wanted to let you know that": "", "i wanted to let you know that": "", "just wanted to let you know that": "",
    "i would like to inform you that": "", "i am writing to inform you that": "", "please be advised that": "", "please note that": "",
    "as you may already know,": "", "really": "", "very": "", "actually": "", "basically": "", "just": "", "i think that": "", "i think": "",
}  # fmt: skip
_PLAIN: Mapping[str, str] = {
    "please be advised that": "", "please note that": "", "kindly": "please", "purchase": "buy", "require": "need", "regarding": "about", "concerning": "about",
    "prior to": "before", "therefore": "so", "however": "but", "inform": "tell", "assistance": "help", "assist": "help", "at your earliest convenience": "when you can",
    "due to the fact that": "because", "in order to": "to", "i would like to": "I'd like to", "commence": "start", "terminate": "end",
}  # fmt: skip
_STIFF: Mapping[str, str] = {
    "kids": "children", "guys": "everyone", "yeah": "yes", "yep": "yes", "nope": "no", "tons of": "many", "loads of": "many", "a bit": "somewhat",
    "really": "very", "super": "very", "awesome": "excellent", "thanks a lot": "thank you very much", "thanks": "thank you", "hey": "hello", "hi": "hello",
    "sorry for": "I apologize for", "kinda": "somewhat", "stuff": "items", "gonna": "going to", "ok": "all right", "okay": "all right", "cool": "fine",
}  # fmt: skip
_VERBS = """add ask book bring buy call cancel change check clean close come confirm copy delete don't explain feed find fix forward get give go help hold
    keep leave let look lock make mail meet move open order park pass pay pick print put read refund remove repair replace reply return save send set share show sign
    start stop switch tell text throw try turn update use wait wake walk wash watch water write""".split()  # noqa: SIM905
_ORDER = re.compile(
    rf"^(?:please |can you (?:please )?|could you (?:please )?)?({'|'.join(_VERBS)}|take(?! care))\b(.*?)( please)?([.!?]*)$",
    re.I | re.S,
)
_ASKS = re.compile(
    r"(?:and |but |so )?(?:(?:what|when|where|why|who|how|which)(?:'s| (?:is|are|was|were|do|does|did|can|could|will|would|should|has|much|many|long)\b)"
    r"|(?:can|could|will|would|should|do|does|did|is|are|was|were|have|has) (?:you|we|they|i|he|she|it|there|the|this|that|my|your|our|any|some)\w*\b)", re.I
)  # fmt: skip
_SPLICE = re.compile(rf",\s+(?=(?:please |can you |could you )?(?:{'|'.join(_VERBS)})\b)", re.I)
_SHOUTED = re.compile(r"(?<![\w-])[A-Z']+(?: [A-Z']+){2,}(?![\w-])")
_YO = re.compile(r"^(?:yo|hey|hiya|heya)(?: there)?[,!.]*\s+", re.I)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_ABBREVIATED = re.compile(r"\b(?:[a-z]\.[a-z]|mr|mrs|ms|dr|vs|etc|approx|prof)$", re.I)
_GREETING = re.compile(r"^(?:hi|hey|hello|dear|yo)\b", re.I)


def mend(text: str) -> str:
    """Return `text` with common abbreviations written out, capitals and end marks put right."""
    mended = _WORD.sub(_spelt, text.strip())
    mended = re.sub(r"([!?])\1+", r"\1", mended)
    return _cased(mended)


def _spelt(match: re.Match[str]) -> str:
    word = match.group()
    if word in _EXPANSIONS:
        return _EXPANSIONS[word]
    right = _EXPANSIONS.get(word.lower(), "") if word.istitle() else ""
    return right[:1].upper() + right[1:] if right else word


def edit(text: str, tone: str) -> str:
    """Return `text` mended, and with the marks of a built-in tone where rules can give them.

    Words are exchanged and put before or after, never dropped unless they only hedge or pad. For
    another tone the same as :func:`mend`.
    """
    change = _EDITS.get(tone)
    if change is None:
        return mend(text)
    mended = mend(text)
    changed = re.sub(r"[ \t]{2,}", " ", change(mended))
    changed = re.sub(r"\b(it|he|she|that|there) is (been|got)\b", r"\1 has \2", changed, flags=re.I)
    return _cased(re.sub(r"[\s,]+([.,!?])", r"\1", changed).strip())


def calm(text: str) -> str:
    """Return a text with what is shouted in small letters: all of it, or three words in a row.

    Words with digits are left alone.
    """
    letters = [char for char in text if char.isalpha()]
    if len(letters) < 8 or sum(char.isupper() for char in letters) < 0.8 * len(letters):
        return _SHOUTED.sub(lambda match: match.group().lower(), text)
    words = (w if any(c.isdigit() for c in w) else w.lower() for w in text.split(" "))
    return _cased(re.sub(r"\bi\b", "I", " ".join(words)))


def _cased(text: str) -> str:
    def raised(match: re.Match[str]) -> str:
        goes_on = match[1].startswith(".") and _ABBREVIATED.search(text, 0, match.start())
        return match.group() if goes_on else match[1] + match[2].upper()

    cased = re.sub(r"(^|[.!?]\s+)([a-z])(?!\S*[@/])", raised, text)
    if not cased or not (cased[-1].isalnum() or cased[-1] in "'\"’)"):
        return cased
    return cased + ("?" if _ASKS.match(_SENTENCE.split(cased)[-1]) else ".")


def _written_out(text: str) -> str:
    def full(match: re.Match[str]) -> str:
        whole, head, tail, subject = match.groups()
        if whole:
            said = _WHOLE[whole.lower()]
            return said.capitalize() if whole[0].isupper() else said
        return f"{subject} is" if subject else head + _PARTS[tail.lower()]

    return _SHORT.sub(full, text)


def _contracted(text: str) -> str:
    def short(match: re.Match[str]) -> str:
        said = match.group()
        if said.lower() in ("cannot", "will not"):
            return said[0] + {"c": "an't", "w": "on't"}[said[0].lower()]
        head, tail = said.split(" ")
        return (
            head
            + {"not": "n't", "am": "'m", "have": "'ve", "will": "'ll", "is": "'s", "are": "'re"}[
                tail.lower()
            ]
        )

    return _LONG.sub(short, text)


def _replaced(text: str, table: Mapping[str, str]) -> str:
    pattern = "|".join(
        rf"(?<![\w-]){re.escape(key)}(?![\w-])" for key in sorted(table, key=len, reverse=True)
    )

    def put(match: re.Match[str]) -> str:
        new = table[match.group().lower()]
        return new[:1].upper() + new[1:] if match.group()[0].isupper() else new

    return re.sub(pattern, put, text, flags=re.I)


def _quiet(text: str) -> str:
    quiet = _CHATTER.sub("", _EMOJI.sub("", text)).replace("!", ".").strip(" ,")
    return _YO.sub("", quiet)


def _apart(text: str) -> list[str]:
    """Cut a text at its sentences, and where an order follows something else by a comma."""
    found: list[str] = []
    for sentence in _SENTENCE.split(text):
        head, *rest = _SPLICE.split(sentence, maxsplit=1)
        if not rest or _ORDER.match(head):
            found.append(sentence)
        else:
            found += [_cased(head), rest[0]]
    return found


def _asked(text: str, wrapper: str) -> str:
    """Put each order among the sentences into `wrapper` ("Could you please %s?")."""
    sentences = []
    for sentence in _apart(text):
        match = _ORDER.match(sentence)
        if match is None:
            sentences.append(sentence)
            continue
        verb, rest = match[1].lower(), match[2]
        if verb == "don't":
            sentences.append(f"Please do not{rest}.")
        else:
            sentences.append(wrapper % f"{verb}{rest}")
    return " ".join(sentences)


def _formal(text: str) -> str:
    return _written_out(_asked(_replaced(_quiet(text), _STIFF), "Please %s."))


def _polite(text: str) -> str:
    asked = _written_out(_asked(_replaced(_quiet(text), _STIFF), "Could you please %s?"))
    return asked if "thank" in asked.lower() else f"{_cased(asked)} Thank you."


def _friendly(text: str) -> str:
    asked = _asked(_contracted(text), "Could you %s?")
    wants = "Could you" in asked or "?" in asked
    end = (
        ""
        if re.search(r"thank|take care|best wishes", asked, re.I)
        else " Thanks so much!"
        if wants
        else " Take care!"
    )
    return ("" if _GREETING.match(asked) else "Hi! ") + _cased(asked) + end


def _small_second(match: re.Match[str]) -> str:
    return match[1] + match[2].lower()


def _casual(text: str) -> str:
    plain = _replaced(_contracted(text), _PLAIN)
    plain = plain.strip(" ,")
    if _GREETING.match(plain):
        plain = re.sub(r"^(?:hello|dear)\b", "Hey", plain, flags=re.I)
        return re.sub(
            r"^(Hey, )(Please|The|We|You|My|It|This|There|Can|Could)\b", _small_second, plain
        )
    is_name = plain[:2] in ("I ", "I'") or plain[:2].isupper()
    return f"Hey, {plain if is_name else plain[:1].lower() + plain[1:]}"


def _concise(text: str) -> str:
    short = _CHATTER.sub("", _EMOJI.sub("", text))
    short = _replaced(_contracted(short), _PADDING)
    return re.sub(r"^(?:hi|hey|hello)(?: there)?[,!. ]+", "", short.strip(), flags=re.I).strip(" ,")


def _confident(text: str) -> str:
    return _written_out(_HEDGES.sub("", _quiet(text)))


_EDITS: Mapping[str, Callable[[str], str]] = {
    "formal": _formal,
    "polite": _polite,
    "friendly": _friendly,
    "casual": _casual,
    "concise": _concise,
    "confident": _confident,
}
