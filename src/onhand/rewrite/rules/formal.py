# ruff: noqa: E501 - patterns read best in one piece
"""Full sentences, no slang, no contractions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from onhand.rewrite.rules.dictionary import frequency
from onhand.rewrite.rules.fragments import completed, is_complete, with_article
from onhand.rewrite.rules.names import is_name
from onhand.rewrite.rules.orders import VERBS
from onhand.rewrite.rules.run_ons import is_order_tail
from onhand.rewrite.rules.sentences import (
    Sentence,
    capital,
    greeting_apart,
    join,
    sentence,
    split_sentences,
)
from onhand.rewrite.rules.slang import STIFF
from onhand.rewrite.rules.words import CHATTER, EMOJI, replaced, written_out

_STRESSED = re.compile(r"(?<![\w-])[A-Z]{2,}(?![\w-])")
_ACRONYMS = frozenset(
    "IT US OK TV HR AM PM ID UK EU UN AC CV PA PE GP MP VAT PIN SIM CD DVD PC BBQ AI IQ VIP CEO USA NHS ATM FAQ RSVP PIN PS PR QA CAR GPS MOT BMW ISO HDMI USB PDF SAP AIDS".split()  # noqa: SIM905
)
_BE = r"(?P<be>(?:is|are|was|were|been|be|am|it['’]s|that['’]s|this is|so|very|absolutely|total|totally|complete|completely|rather) )"
_POOR = re.compile(
    rf"{_BE}(?P<word>rubbish|crap|shit|cool|nuts|insane|mental|crazy|dead|a joke|fun|sick|gross|stupid|dumb|amazing)\b(?! (?:of|to (?:the|my)))",
    re.I,
)
_FINER = {"rubbish": "poor", "crap": "poor", "shit": "very poor", "cool": "fine", "nuts": "unreasonable", "insane": "unreasonable", "mental": "unreasonable", "crazy": "unreasonable", "dead": "not working", "a joke": "unacceptable", "fun": "enjoyable", "sick": "sick", "gross": "unpleasant", "stupid": "unreasonable", "dumb": "unreasonable", "amazing": "excellent"}  # fmt: skip
_PERSON_DEAD = re.compile(
    r"\b(?:he|she|who|they|father|mother|dog|cat|fish|grandfather|grandmother|husband|wife|bird|hamster|hen|hens|horse|plant|plants|tree)(?:['’]s)?\s*$",
    re.I,
)
_MANY_OF = re.compile(
    r"\b(?:(?P<a>a )?(?:whole )?(?:lots?|loads?|tons?|heaps|bunch) of) (?P<next>\w+)(?: (?P<more>\w+))?",
    re.I,
)
_A_LOT = re.compile(
    r"\ba (?:whole )?lot(?= (?:more|less|better|worse|easier|cheaper|faster|longer|shorter|bigger|smaller|nicer|later|earlier|higher|lower|happier|quieter|cleaner|safer)\b)",
    re.I,
)
_REALLY = re.compile(r"\b(?P<really>really|super|pretty|so so) (?P<next>[\w'’]+)", re.I)
_KIND_OF = re.compile(
    r"\b(?<!what )(?<!this )(?<!that )(?<!some )(?<!any )(?<!a )(?<!the )(?<!all )(?<!which )(?<!every )(?<!same )(?<!right )(?<!one )(?<!another )(?<!new )(?<!these )(?<!two )(?:kind|sort) of (?=\w)",
    re.I,
)
_GOT_DONE = re.compile(
    r"\b(?P<who>\w+) got (?P<done>nicked|stolen|cancelled|canceled|delayed|moved|damaged|broken|postponed|rejected|charged|told|fired|invited|locked out)\b",
    re.I,
)
_VOCATIVE = re.compile(
    r",? (?:mate|dude|bro|bruv|buddy|pal|man|lol|haha|innit|you know|i mean)(?=[.,!?]|$)", re.I
)
_GREETINGS = re.compile(
    r"^(?:hiya|heya|hey|hi|yo|hello|howdy)\b(?: there\b)?(?: (?:hey|hi)\b)?", re.I
)
_MONTHS = {
    "jan": "January",
    "feb": "February",
    "aug": "August",
    "sep": "September",
    "oct": "October",
    "nov": "November",
    "dec": "December",
}
_TIDY: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"\b(could|would|can|will) you please please\b", r"\1 you please"),
    (r"\bout (?=the (?:house|door|window|car|way|flat|office|room)\b)", "out of "),
    (r"(?<=[A-Za-z0-9]) & (?=[A-Za-z0-9])", " and "),
    (r"\b(I|we|you|they) (?:have|['’]ve) got to\b", r"\1 have to"),
    (r"\b(he|she|it) has got to\b", r"\1 has to"),
    (r"\b(I|we|you|they) (?:have|['’]ve) got\b(?! (?:\w+ed|better|worse|used)\b)", r"\1 have"),
    (r"\b(he|she|it) has got\b(?! (?:\w+ed|better|worse|used)\b)", r"\1 has"),
    (r"\b(he|she|it)['’]s got\b(?! (?:\w+ed|better|worse|used)\b)", r"\1 has"),
    (r"\bhave you got\b", "do you have"),
    (r"\b(\d+)ish\b", r"about \1"),
    (r"\b(a|per) (hr|min)\b", r"\1 \2"),
    (r"\bone's\b", "one's"),
    (r"^(?:so|well|anyway|ok|all right|right|oh|ah|um|uh|hmm|er|wow|yeah|like|look|listen|honestly|seriously|basically|plus)[,.]? (?=(?:I|we|you|he|she|it|they|the|my|our|your|there|this|that|can|could|please|is|are|do|does|did|what|when|where|why|who|how)\b)", ""),
    (r"^but (?=\w)", "However, "),
    (r"^(?:and|also),? (?=(?:I|we|you|he|she|it|they|the|my|our|your|there|this|that)\b)", "In addition, "),
    (r"^so (?=(?:I|we)\b)", "Therefore, "),
    (r"^(?:and|also|so) (?=\w)", ""),
    (r"\bcan you\b", "could you"),
    (r"\bdo not have no\b", "do not have any"),
    (r"^(?!but\b|however\b)([^,:;]+?),? though$", lambda m: f"However, {_small_start(m[1])}"),
    (r"(?<=[a-z]) \+ (?=[a-z0-9])", " and "),
    (r"\bhow come (I|you|we|they|he|she|it|the \w+) (was|were|is|are|am|have|has|did|can|could|will|would)( not)?\b", r"why \2 \1\3"),
    (r"^how come (?=\w)", "why is it that "),
    (r"(?<=\w) though$", ", though"),
    (r"\b(tried [\w ]{3,40}), (?:but )?(?:no|nope|no luck|nothing|no joy)$", r"\1, without success"),
    (r"\b(is|are) (dead|not working|broken|closed|down|out|ill|sick|missing|leaking|off work|without (?:heating|water|power|electricity)|waiting) since\b", lambda m: f"{'has' if m[1].lower() == 'is' else 'have'}{' not been working' if m[2] == 'not working' else ' been ' + m[2]} since"),
    (r"\blooks? like (?:the )?(\w+) (full|down|broken|empty|dead|gone|missing)\b", r"appears that the \1 is \2"),
    (r"^M[uo]m (?=(?:says|said|is|was|has|wants|told|asked|needs|can|will)\b)", "My mother "),
    (r"^Dad (?=(?:says|said|is|was|has|wants|told|asked|needs|can|will)\b)", "My father "),
    (r"(?<!the )(?<!on )(?<!by )(?<!of )(?<!from )(?<!to )(?<!is )(?<!and )(?<!until )(?<!since )(?<!before )(?<!after )(?<!for )(?<!day )(?<!or )(?<!was )(?<!\d )(?<=[a-z] )(\d{1,2}(?:st|nd|rd|th)) (?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))", r"on \1 "),
    (r"(?<=\d )(Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\b(?! ?\d{1,2}:)|(?<=(?:st|nd|rd|th) )(Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\b", lambda m: _MONTHS[m[0][:3].lower()]),
    (r",, ", ", "),
)  # fmt: skip
_TIDIES = [(re.compile(pattern, re.I), new) for pattern, new in _TIDY]


def formal(text: str) -> str:
    """Return a mended text in full sentences without slang, contractions, emoji and exclamation."""
    plain = CHATTER.sub("", EMOJI.sub("", text))
    plain = re.sub(r"(?<=[a-z.,!?]) x{1,4}(?=\.?$)", "", plain.strip())
    plain = re.sub(r",? sorry not sorry\b", "", plain, flags=re.I)
    plain = re.sub(
        r"(?<=[\w,.] )like (?=\d+ (?:of|people|minutes|hours|days|times|euros|pounds))",
        "about ",
        plain,
    )
    plain = re.sub(r"(?:^|(?<=\s))[:;]-?[()DPp](?=\s|$|[.,])", "", plain)
    plain = _STRESSED.sub(_lowered, plain).replace("!", ".")
    plain = re.sub(r"[ \t]{2,}", " ", re.sub(r"[ \t]+(?=[.,?])", "", plain)).strip(" ,")
    greeting, rest = greeting_apart(plain)
    gap = plain[len(greeting) : len(plain) - len(rest)] or " "
    found: list[Sentence] = []
    for one in split_sentences(rest):
        found += _formal_sentence(one)
    said = join(found)
    if not greeting:
        return said
    if not said:
        return _greeted(greeting)
    return f"{_greeted(greeting)}{gap}{said if chr(10) in gap else _small_start(said)}"


def _greeted(greeting: str) -> str:
    name = _GREETINGS.sub("", greeting).strip(" ,.!:;-–—")
    if not _GREETINGS.match(greeting):
        return capital(greeting.rstrip(".!:;-–— ,")) + ","
    name = {
        "guys": "everyone",
        "folks": "everyone",
        "all": "everyone",
        "mate": "",
        "there": "",
        "man": "",
        "dude": "",
        "bro": "",
    }.get(name.lower(), name)
    name = re.sub(r"\bprof\b\.?", "Professor", name, flags=re.I)
    return f"Hello {name}," if name else "Hello,"


def _small_start(text: str) -> str:
    """Return a text without the capital that only its place gave it, to follow "Hello Tom,"."""
    word = re.match(r"[A-Z][a-z'’]*(?![\w-])", text)
    if word is None or word.group() in ("I", "I'm") or is_name(word.group().lower()):
        return text
    small = word.group().lower()
    return text[0].lower() + text[1:] if frequency(small) > 3_000 else text


def _lowered(match: re.Match[str]) -> str:
    word = match.group()
    is_plain = word not in _ACRONYMS and frequency(word.lower()) > (
        20_000 if len(word) > 2 else 900_000
    )
    if not is_plain:
        return word
    before = match.string[: match.start()].rstrip()
    return word.capitalize() if not before or before[-1] in ".!?" else word.lower()


def _formal_sentence(one: Sentence) -> list[Sentence]:
    """Return a sentence made formal; more than one, where commas only strung them together."""
    parts = _parts(one)
    found = []
    for i, (body, end) in enumerate(parts):
        said = _said(body, end)
        if said:
            found.append(Sentence(said, "statement", one.space if i == len(parts) - 1 else " "))
    if found and found[-1].space != one.space:
        found[-1] = replace(found[-1], space=one.space)
    return found


def _parts(one: Sentence) -> list[tuple[str, str]]:
    """Cut "can't make it, train late" at commas, if each part can be a sentence of its own."""
    body, end = one.body.strip(" ,"), "?" if "?" in one.end else "."
    if one.kind in ("sign-off", "thanks", "greeting"):
        return [(body, "." if one.end else "")]
    body = re.sub(r"^(?:dude|bro|bruv|mate|man|buddy),? (?=\w)", "", body, flags=re.I)
    body = re.sub(
        r"^(?:just )?(?:a |quick |a quick )?heads[- ]up(?: that|:|,| -)? ",
        "please note that ",
        body,
        flags=re.I,
    )
    pieces = re.split(r", (?!(?:and|or|but|so|which|who)\b)|, and (?=(?:i|we) )| [-–—] ", body)
    if len(pieces) > 1 and not re.match(
        r"(?:if|when|because|since|after|before|as|while|although|though|once|unless|until|in|on|at|for|from|to|by|with)\b",
        body,
        re.I,
    ):
        cut: list[str] = []
        for piece in pieces:
            is_own = cut and _stands_alone(piece, end, cut[-1]) and _may_end(cut[-1])
            if is_own or not cut:
                cut.append(piece)
            else:
                cut[-1] += ", " + piece
        if len(cut) > 1:
            asked = [sentence(piece).kind in ("request", "question") for piece in cut]
            if end == "?" and not any(asked[:-1]):
                asked[-1] = True
            return [(piece, "?" if asks else ".") for piece, asks in zip(cut, asked, strict=True)]
    if end == "." and sentence(body).kind in ("request", "question"):
        end = "?"
    return [(body, end)]


def _stands_alone(piece: str, end: str, before: str) -> bool:
    if completed(piece) is not None or is_complete(piece):
        return True
    if end == "?" and completed(piece, is_question=True) is not None:
        return True
    is_asked = sentence(piece).kind == "request" or is_order_tail(before, piece)
    return is_asked and (completed(before) is not None or is_complete(before))


def _may_end(piece: str) -> bool:
    """Return whether a sentence may end after this part of a chain."""
    if len(piece.split()) < 2 or re.match(
        r"(?:if|when|because|since|while|although|as|hi|hello|please be|to)\b", piece, re.I
    ):
        return False
    return (
        completed(piece) is not None
        or is_complete(piece)
        or sentence(piece).kind in ("order", "request", "question", "statement")
        or len(piece.split()) > 3
    )


def _said(body: str, end: str) -> str:
    body = _VOCATIVE.sub("", body)
    sorry = re.search(r"(?<=\w),? (?:so |very )?sorry$", body, re.I)
    if sorry and " " in body[: sorry.start()].strip():
        return f"{_said(body[: sorry.start()], '.')} I apologize."
    whole = completed(body, is_question=end == "?")
    body = capital(whole) if whole else body
    if whole and whole.startswith("Please"):
        end = "."
    order = sentence(body + end).order if end != "?" else None
    if order is not None and not order.is_request and not order.is_told:
        body = _ordered(order.lead, order.action, is_negative=order.is_negative)
    body = _plain(with_article(written_out(body + end).removesuffix(end)))
    body = re.sub(r"\s{2,}", " ", re.sub(r"\s+(?=[,.])", "", body)).strip(" ,")
    body = re.sub(r"^(?:, )+", "", body)
    if not re.search(r"\w", body):
        return ""
    return capital(body) + end


def _ordered(lead: str, action: str, *, is_negative: bool) -> str:
    lead = re.sub(
        r"^(?:and|so|then|but|ok|okay|anyway|well|now|plus|seriously|just)[, ]+",
        "",
        lead,
        flags=re.I,
    )
    said = f"please {'do not ' if is_negative else ''}{action}"
    return lead + said if lead else capital(said)


def _plain(text: str) -> str:
    """Exchange talk for formal words."""
    text = _MANY_OF.sub(_many, _A_LOT.sub("much", text))
    text = _KIND_OF.sub("somewhat ", text)
    text = _POOR.sub(_finer, text)
    text = _GOT_DONE.sub(_was_done, text)
    text = replaced(text, STIFF)
    text = _REALLY.sub(_very, text)
    text = re.sub(r"\ba lot\b", "a great deal", text)
    for pattern, new in _TIDIES:
        text = pattern.sub(new, text)
    return text


def _many(match: re.Match[str]) -> str:
    following = match["next"] + (f" {match['more']}" if match["more"] else "")
    noun = (
        match["next"]
        if match["next"].endswith("s") or match["next"] in ("people", "children", "kids")
        else match["more"] or ""
    )
    is_many = (noun.endswith("s") and not noun.endswith("ss")) or noun in ("people", "children")
    new = "many" if is_many else "a great deal of"
    return (new.capitalize() if match.group()[0].isupper() else new) + " " + following


def _finer(match: re.Match[str]) -> str:
    word = match["word"].lower()
    if word == "dead" and _PERSON_DEAD.search(match.string[: match.start()]):
        return match.group()
    return match["be"] + _FINER[word]


def _was_done(match: re.Match[str]) -> str:
    who, done = match["who"], match["done"].lower()
    is_many = who.lower() in ("we", "they", "you", "both", "people") or (
        who.endswith("s") and not who.endswith("ss")
    )
    return f"{who} {'were' if is_many else 'was'} {'stolen' if done == 'nicked' else done}"


def _very(match: re.Match[str]) -> str:
    word, following = match["really"].lower(), match["next"]
    small = following.lower()
    before = match.string[: match.start()].rstrip().lower()
    if word == "pretty":
        is_degree = re.search(
            r"\b(?:is|are|was|were|['’]s|be|been|a|am|looks|feels|seems|it|still|got)$", before
        ) and (
            frequency(small)
            and small
            not in (
                "girl",
                "dress",
                "woman",
                "house",
                "and",
                "but",
                "please",
                "face",
                "lady",
                "flowers",
            )
        )
        return f"rather {following}" if is_degree else match.group()
    if before.endswith("not"):
        return f"particularly {following}" if small not in VERBS else following
    is_verb = (
        small in VERBS
        or (
            small.endswith("ed")
            and small
            not in (
                "tired",
                "excited",
                "annoyed",
                "interested",
                "disappointed",
                "pleased",
                "delayed",
                "crowded",
                "confused",
                "worried",
                "delighted",
                "relaxed",
                "bored",
                "concerned",
            )
        )
        or small
        in (
            "want",
            "wanted",
            "hope",
            "like",
            "love",
            "appreciate",
            "think",
            "do",
            "does",
            "don't",
            "can't",
            "cannot",
            "would",
            "should",
            "is",
            "are",
            "was",
            "has",
            "have",
            "had",
            "must",
            "will",
            "not",
            "a",
            "the",
            "mean",
            "hate",
            "to",
            "in",
            "on",
            "my",
            "no",
            "wish",
            "enjoy",
            "believe",
            "it",
            "that",
            "this",
            "be",
            "wants",
            "needs",
        )
    )
    if is_verb:
        return (
            f"{following[0].upper() + following[1:] if match['really'][0].isupper() else following}"
        )
    return f"{'Very' if match['really'][0].isupper() else 'very'} {following}"
