# ruff: noqa: E501, SIM905 - patterns and word lists read best in one piece
"""Names: which words are one, where one stands, and which get a capital."""

from __future__ import annotations

import re
from functools import cache

from onhand.rewrite.rules.mending.dictionary import frequency, is_word
from onhand.rewrite.rules.mending.known_names import (
    ACRONYMS,
    AMBIGUOUS_NAMES,
    FIRST_NAMES,
    KEPT_SMALL,
    PROPER_WORDS,
    SPACED_NAMES,
    SURNAMES,
)

__all__ = ["FIRST_NAMES", "is_name", "stands_like_a_name", "with_names"]

_PROPER = {word.lower(): word for word in PROPER_WORDS} | {"wifi": "wifi"}
_MONTHS = {"march": "March", "may": "May", "august": "August"}
_MONTH = re.compile(
    r"(?:(?<=\d )|(?<=\d(?:st|nd|rd|th) )|(?<=\bof )|(?<=\bin )|(?<=\bby )|(?<=\buntil )|(?<=\bsince )|(?<=\bnext )|(?<=\blast ))(?:march|august|may(?! (?:be|have|not|i|we|you)\b))\b"
    r"|(?<=\bfor )(?:march|may)(?=[.,?!]|$| (?:pls|plz|please|and|is|was|to|or)\b)|\b(?:march|august|may)(?= \d{1,2}(?:st|nd|rd|th)?\b)|(?<=\bmonth of )(?:march|may)"
    r"|(?<=\bthis )(?:august|(?:march|may)(?=[.,?!]|$| (?:and|or|if|at|for|in|on|we|i|is|was|with|when)\b))",
    re.I,
)
_SHORT_MONTH = re.compile(
    r"(?:(?<=\d )|(?<=\d(?:st|nd|rd|th) ))(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b|\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?= \d{1,2}(?:st|nd|rd|th)?\b)"
)
_BEFORE = re.compile(
    r"(?:^|[\s(,])(?:hi|hey|hello|dear|yo|mr|mrs|ms|miss|dr|prof|doctor|professor|uncle|aunt|auntie|called|named|ask|tell|told|asked|thank)\.?,?\s+$",
    re.I,
)
_BEFORE_LOOSE = re.compile(
    r"(?:^|\s)(?:with|from|call|cc|invite|meet|for|regards,|cheers,|thanks,|and|love,|by|best,|message|text|email|see|saw|met|about|to)\s+$",
    re.I,
)
_TITLE = re.compile(
    r"(?<!\bthe )(?<!\ba )(?<!\bmy )(?<!\byour )(?<!\bour )(?<!\bhis )(?<!\bher )(?<![^\s(])(?:mr|mrs|ms|dr|prof|doctor|professor|uncle|aunt|auntie)\.?\s+$",
    re.I,
)
_DOES = re.compile(
    r"['’]s\b|\s+(?:is|was|has|will|says|said|told|asked|can|can['’]t|wants|needs|thinks|does|did|doesn['’]t|didn['’]t|isn['’]t|wasn['’]t|hasn['’]t|won['’]t|called|sent|came|got|went|left|knows|works|wrote|should|would|could|forgot|paid|keeps|took|might|and i)\b",
    re.I,
)
_TITLES = re.compile(r"(?<![\w.])(mr|mrs|ms|dr|prof|st)(?=\.? [A-Z])")
_IRISH = re.compile(r"(?<![\w'’])[oO](['’])(?!clock)([a-z])(?=[a-z]{3,})")
_HOURS = re.compile(r"(?:\d|\b(?:an?|one|two|three|half|per|every|each)) ?$")
_SURNAME = re.compile(
    r"(?<![\w@#./'’-])(?P<first>[A-Z][a-z]+) (?P<last>[a-z][a-z'’-]+)\b(?!['’]\w)"
)
_ROAD = r"(?:road|street|avenue|lane|crescent|terrace|gardens|mews|rd)"
_NO_ROAD = r"(?!(?:the|a|an|my|your|our|his|her|this|that|main|side|same|next|busy|quiet|other|one|two|way|lane|wrong|long|narrow|wet|icy|dirt|gravel|country|open|empty|toll|ring|cross|dual|whole|first|second|third|last|and|or|on|in|at|off|to|of|down|up|mins?|minutes?|miles?|people|new|old|beer|front|back|hospital|rose|vegetable|fast|slow|bus|cycle|memory|left|right|pm|am)\b)"
_STREET = re.compile(
    rf"(?P<ahead>\b(?:\d+[a-z]?|on|at|off|near|from|to|of)\b,? )(?P<name>{_NO_ROAD}[a-z]{{3,}}(?: {_NO_ROAD}[a-z]{{3,}})?) (?P<kind>{_ROAD})(?![\w-])",
    re.I,
)
_NAMED_ROAD = re.compile(rf"(?<![\w@#./'’-])(?P<name>[a-z]+) {_ROAD}(?![\w'’-])")
_SIGNED = re.compile(
    r"(?P<ahead>\b(?i:regards|wishes|cheers|thanks|sincerely|best|love|yours|thank you),?\s+)(?P<name>[a-z]{2,}(?: [a-z]{3,})?)(?P<end>\.?\s*)$"
)
_NO_SIGNATURES = frozenset(
    "mate mates bro dude guys folks lads team buddy pal dear again lol bye ta cheers regards neighbour neighbor both hun babe xx xxx".split()
)
_NEAR = 80  # how many characters around a word tell whether it is a name
_WORD = re.compile(r"(?<![\w@#./\\_-])[^\W\d_]+(?![\w@/\\_]|\.\w)")


_NOT_SURNAMES = frozenset(
    "appointment appointments visit visits office surgery note notes bill letter practice said says who house bag yesterday today tomorrow tonight now then again at on in for and or but about is was has will can".split()
)


_INTRODUCED = re.compile(
    r"^((?:(?:hi|hey|hello|hiya)(?: [a-z]+)?,? )?)it['’]?s (?!(?:me|the|my|about|your|all|not|a|an|only|just|so|been|cold|nice|hot|good|great|quiet|raining|fine|time|late)\b)([a-z]{3,})(?= (?:from|here)\b)(?! from here)", re.I
)  # fmt: skip
_NAMED = re.compile(
    r"(?:^|[.!?,\n]\s*)(?:hi|hey|hello|dear|yo|hiya|thanks|thank you|cheers|love|regards|morning|good morning|good evening|bye)[ ,]+$",
    re.I,
)


def is_name(small: str) -> bool:
    """Return whether a word in small letters is a name or a proper noun that we know."""
    return small in FIRST_NAMES or small in _PROPER


def stands_like_a_name(before: str, after: str) -> bool:
    """Return whether an unknown word between these two would be somebody's name."""
    if _BEFORE.search(before):
        return True
    if _BEFORE_LOOSE.search(before) and not re.match(r"\s+[a-z]+ (?:of|for)\b", after):
        return _DOES.match(after) is not None or re.match(r"\s*(?:[,.!?]|$|\n)", after) is not None
    is_first = not before.strip() or re.search(
        r"[.!?,\n]\s*$|\b(?:and|but|because|that|if|when|so)\s+$", before, re.I
    )
    return bool(is_first and _DOES.match(after))


@cache
def _spaced() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern for the names of several words, and how each is written."""
    names = {name.lower(): name for name in SPACED_NAMES}
    ways = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w@#./-])(?:{ways})(?![\w-])", re.I), names


def with_names(text: str) -> str:
    """Return a text with capitals at the names of people, places, days, months and languages."""

    def raised(match: re.Match[str]) -> str:
        word = match.group()
        if word != word.lower():
            return word
        before = match.string[max(0, match.start() - _NEAR) : match.start()]
        after = match.string[match.end() : match.end() + _NEAR]
        if word in _PROPER and word not in KEPT_SMALL:
            return _PROPER[word]
        if word in ACRONYMS and not (word == "hr" and _HOURS.search(before)):
            return word.upper()
        if (
            word in AMBIGUOUS_NAMES
            and _NAMED.search(before)
            and re.match(r"\s*(?:[,.!?]|$)", after)
        ):
            return word[0].upper() + word[1:]
        if (
            word in FIRST_NAMES
            or (_is_unknown(word) and stands_like_a_name(before, after))
            or _titled(word, before)
        ):
            return word[0].upper() + word[1:]
        return word

    text = _INTRODUCED.sub(
        lambda m: f"{m[1]}it's {m[2].capitalize()}" if m[1] else f"It's {m[2].capitalize()}", text
    )
    text = _MONTH.sub(lambda m: _MONTHS[m.group().lower()], text)
    text = _SHORT_MONTH.sub(lambda m: m.group().capitalize(), text)
    text = _WORD.sub(raised, text)
    spaced, names = _spaced()
    text = spaced.sub(
        lambda m: m.group() if m.group().isupper() else names[m.group().lower()], text
    )
    text = _STREET.sub(_as_street, _SURNAME.sub(_with_surname, text))
    text = _NAMED_ROAD.sub(_as_named_road, text)
    text = _SIGNED.sub(_with_signature, text)
    text = _IRISH.sub(lambda m: f"O{m[1]}{m[2].upper()}", text)
    return _TITLES.sub(lambda m: m[1].capitalize(), text)


def _with_surname(match: re.Match[str]) -> str:
    last = match["last"]
    if match["first"].lower() not in FIRST_NAMES:
        return match.group()
    is_surname = last in SURNAMES or (not is_word(last) and len(last) > 2 and last.isalpha())
    return f"{match['first']} {last.capitalize()}" if is_surname else match.group()


def _as_street(match: re.Match[str]) -> str:
    """Return "14 Tansy Row" for "14 tansy row"; a road without a name is left."""
    return f"{match['ahead']}{match['name'].title()} {match['kind'].capitalize()}"


def _as_named_road(match: re.Match[str]) -> str:
    """Return "Harcourt Lane" for "harcourt lane": the first word is no other."""
    name = match["name"]
    return match.group().title() if _is_unknown(name) and len(name) > 3 else match.group()


def _with_signature(match: re.Match[str]) -> str:
    """Return a text's last words as a name, where they come after "kind regards"."""
    words = match["name"].split()
    is_apart = "," in match["ahead"] or "\n" in match["ahead"]
    is_name = all(
        word in FIRST_NAMES
        or word in AMBIGUOUS_NAMES
        or word in SURNAMES
        or (is_apart and frequency(word) < 200 and word not in _NO_SIGNATURES)
        for word in words
    )
    return match["ahead"] + match["name"].title() + match["end"] if is_name else match.group()


def _is_unknown(word: str) -> bool:
    return len(word) > 1 and (not is_word(word) or 0 < frequency(word) <= 50) and word.isalpha()


def _titled(word: str, before: str) -> bool:
    return (
        len(word) > 1
        and _TITLE.search(before) is not None
        and frequency(word) < 100_000
        and word not in _NOT_SURNAMES
    )
