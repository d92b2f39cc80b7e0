# ruff: noqa: E501 - patterns read best in one piece
"""Short forms written out and long ones contracted, in the places where grammar lets them be."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.orders import VERBS

_PARTICIPLE = r"(?:been|got|gone|become|had|done|made|come|taken|seen|given|put|sent|lost|left|broken down|stopped|started|happened|arrived|changed|died|disappeared|expired|ended|run out|fallen|forgotten|eaten|told|said|paid|met|begun|grown|found|moved|finished|asked|called|tried|worked|written|bought|brought|won|(?!need)\w+ed to)"
_ADVERB = r"(?:already|just|never|always|also|only|finally|not|now|still|really|recently|probably|actually)"
_HAS = re.compile(
    rf"(?: {_ADVERB})* {_PARTICIPLE}\b(?! (?:by|to be|out of (?:order|date))\b)", re.I
)
_NOT_SUBJECT = r"(?:I|you|he|she|it|we|they|there|this|that|these|those|someone|anyone|everyone)"
_INVERTED = re.compile(rf"\b(can|won|ai|\w+?)n?['’]t ({_NOT_SUBJECT})\b(?= |[?.,]|$)(?!['’])", re.I)
_NOUN_INVERTED = re.compile(
    r"\b(?P<aux>did|do|does|is|are|was|were|has|have|can|could|will|would|should)n?['’]t (?P<subject>(?:the|my|your|our|his|her|their|this|that|any|a|an)(?: [\w'’-]+){1,4})(?=[^.!]*\?)", re.I
)  # fmt: skip
_PREDICATES = (
    "ready",
    "here",
    "there",
    "open",
    "closed",
    "free",
    "broken",
    "done",
    "late",
    "enough",
    "good",
)
_ODD = {"ca": "can", "wo": "will", "can": "can", "won": "will", "sha": "shall", "ai": "is"}
_STAYS = re.compile(r"(?:^|[.!?]\s|\b(?:but|and|so|why|how|however,)\s)$", re.I)
_ITS_SUBJECT = re.compile(
    r" (?:the|my|your|our|his|her|their|this|that|any|a|an|all|(?-i:[A-Z])\w+)\b[^.!]*\?", re.I
)
_WHOLE = {"can't": "cannot", "won't": "will not", "let's": "let us", "ain't": "is not", "shan't": "shall not", "y'all": "you all", "o'clock": "o'clock", "c'mon": "come on", "ma'am": "madam", "how'd": "how did", "where'd": "where did", "why'd": "why did"}  # fmt: skip
_PARTS = {"n't": " not", "'re": " are", "'ve": " have", "'ll": " will", "'m": " am"}
_SHORT = re.compile(
    r"\b(?:(?P<whole>can't|won't|let's|ain't|shan't|y'all|how'd|where'd|why'd|c'mon)|(?P<head>[a-z]+)(?P<tail>n't|'re|'ve|'ll|'m)(?P<more>'ve)?"
    r"|(?P<who>it|that|there|he|she|what|who|where|here|how|when|why|this|everything|something|nothing|(?:everyone|everybody|someone|somebody|nobody|no one)(?='s \w+(?:ing|ed)\b))'s|(?P<whom>i|you|he|she|it|we|they|who|that|there|this)'d)(?![\w'])", re.I
)  # fmt: skip
_OF_NOUN = re.compile(
    r"\b(?!(?:let|o|yesterday|today|tomorrow|tonight)\b)(?P<noun>[^\W\d_]{2,}|\d+[A-Z]?)['’]s (?=(?P<next>not|down|up|late|here|there|out|broken|gone|closed|open|ready|very|so|too|still|dead|empty|full|stuck|been|really|always|never|already|just|also|getting|going|coming|making|doing|being|having|leaking|working|waiting|running|blocking|asking|saying|the|a|an|my|on|in|at|off|away|ill|sick|fine|great|free|due|asleep|wrong|missing|gonna|hanging|swollen|changed|expired|flooding|smashed|under|behind|inside|with|near|between|\d+|cancelled|canceled|delayed|locked|overdue|annoyed|allergic|happy|sure|supposed|able|back|over|moved|arrived|got|said|told|(?:breathing|barking|blocking|playing|screaming|shouting|crying|falling|dripping|flashing|beeping|ringing|parked|charging|telling|complaining|crashing|acting|taking|trying|looking|standing|sitting|sleeping|smoking|closing|opening|starting|ending|failing|burning|smelling|jammed|stuck|frozen|blocked|ruined|drunk|furious|angry|upset|worried|pregnant|in hospital))\b)(?P<rest>.{0,24})"
)  # fmt: skip
_STAYS_OWNER = re.compile(
    r"(?:open|late|free|full|missing|empty|broken|dead|delayed|sick|own|working|going|running|waiting|locked|cancelled|moved|overdue|opening|closing|starting|parked|in) (?!(?:now|again|since|today|and|but|so|because|at|on|for|with|to|in|from|outside|until|till|by|as|or|if|when|the|my|a|me|us|this|all|of|about|out|up|down|late|there|here|very|yet|over|already|hospital|bed|town|charge|trouble|touch|our|your|his|her|their|that|these)\b)[a-z]+", re.I
)  # fmt: skip
_LONG = re.compile(
    r"\b(?:(?P<aux>do|does|did|is|are|was|were|have|has|had|could|would|should) not\b(?! only\b)(?! (?:I|you|he|she|it|we|they)\b)|(?P<cannot>cannot)\b|(?P<will>will not)\b|(?P<be>I am|it is|that is|he is|she is|there is|what is|we are|you are|they are|let us)\b(?! not\b)(?= [\w'\"])"
    r"|(?P<shall>I will|we will|you will|they will|he will|she will|it will)\b(?! not\b)(?= \w)|(?P<have>I have|we have|you have|they have)\b(?= (?:(?:already|just|never|always|also|not|only|ever|recently) )?(?:been|got|done|made|seen|had|taken|sent|lost|left|paid|found|gone|given|told|tried|asked|called|received|written|come|bought|brought|heard|read|used|run|put|forgotten|decided|finished|started|looked|checked|attached|waited|worked|changed|ordered|booked|moved|spoken|met|broken|\w{3,}ed)\b)"
    r"|(?P<would>I would|we would|you would|they would|he would|she would)\b(?= (?:like|love|prefer|rather|appreciate|be|have|need|say)\b))", re.I
)  # fmt: skip


def written_out(text: str) -> str:
    """Return a text without contractions: "it's been" gives "it has been", "isn't it" "is it not"."""
    text = _INVERTED.sub(_turned, text)
    text = _NOUN_INVERTED.sub(_turned_noun, text)
    text = _SHORT.sub(_full, text.replace("’", "'") if "’" in text else text)
    return _OF_NOUN.sub(_noun_is, text)


def contracted(text: str) -> str:
    """Return a text with the contractions that people say; "have" only where it helps a verb."""

    def short(match: re.Match[str]) -> str:
        said = match.group()
        if match["cannot"]:
            return said[0] + "an't"
        if match["will"]:
            return said[0] + "on't"
        before = match.string[: match.start()]
        if (
            match["be"]
            and re.search(
                r"\b(?:how|what|where|who|as|than|yes|no|sure|whatever|think so) (?:\w+ )?$",
                before,
                re.I,
            )
            and not re.match(r" (?:not|going|\w+ing)\b", match.string[match.end() :])
        ):
            return said
        head, tail = said.split(" ")
        ends = {
            "not": "n't",
            "am": "'m",
            "have": "'ve",
            "will": "'ll",
            "is": "'s",
            "are": "'re",
            "us": "'s",
            "would": "'d",
        }
        return head + ends[tail.lower()]

    return _LONG.sub(short, text)


def _turned(match: re.Match[str]) -> str:
    word, subject = match[1], match[2]
    aux = _ODD.get(word.lower(), word)
    if (
        not match.group().lower().startswith(aux + "n")
        and word.lower() not in _ODD
        and not match.group()[len(word) :].startswith("n")
    ):
        return match.group()
    before = match.string[: match.start()].rstrip().lower()
    is_asked = (
        not before
        or before[-1] in '.!?,;\n"'
        or re.search(r"\b(?:why|how|what|when|where|who|which|and|but|so|or)$", before)
    )
    if not is_asked:
        return match.group()
    if not before or before[-1] in ".!?\n":
        aux = aux[:1].upper() + aux[1:]
    if re.search(r"(?:\?|$)", match.string[match.end() :]) is None:
        return match.group()
    return f"{aux} {subject} not"


def _turned_noun(match: re.Match[str]) -> str:
    words = match["subject"].split(" ")
    for n in range(len(words) - 1, 1, -1):
        after = words[n].lower()
        if after in VERBS or after.endswith(("ing", "ed")) or after in _PREDICATES:
            return f"{match['aux']} {' '.join(words[:n])} not {' '.join(words[n:])}"
    return match.group()


def _full(match: re.Match[str]) -> str:
    said = match.group()
    after = match.string[match.end() :]
    if match["whole"]:
        new = _WHOLE[said.lower()]
        if said.lower() == "ain't" and re.search(
            r"\b(?:I|we|you|they)\s$", match.string[: match.start()]
        ):
            new = "am not" if match.string[: match.start()].rstrip().endswith("I") else "are not"
        return new.capitalize() if said[0].isupper() else new
    if (
        match["head"]
        and match["tail"].lower() == "n't"
        and _STAYS.search(match.string[: match.start()])
        and _ITS_SUBJECT.match(after)
    ):
        return said  # "isn't the old lock any good?": where "not" would go is unsure
    if match["head"]:
        return match["head"] + _PARTS[match["tail"].lower()] + (" have" if match["more"] else "")
    if match["who"]:
        return f"{match['who']} {'has' if _HAS.match(after) else 'is'}"
    is_had = re.match(
        rf"(?: {_ADVERB})* (?:better|no|{_PARTICIPLE})\b", after, re.I
    ) and not re.match(r" (?:put|come)\b", after)
    return f"{match['whom']} {'had' if is_had else 'would'}"


def _noun_is(match: re.Match[str]) -> str:
    following = match["rest"]
    if _STAYS_OWNER.match(match.string[match.start("next") :]) or (
        match["next"] in ("a", "an", "my", "the")
        and not re.match(r"(?:a|an|my|the) [a-z]", following)
    ):
        return match.group()
    has = _HAS.match(" " + match.string[match.start("next") :])
    if match["next"] == "moved":
        has = re.match(r"moved (?:to|from|out|in)\b", match.string[match.start("next") :])
    return f"{match['noun']} {'has' if has else 'is'} {match['rest']}"
