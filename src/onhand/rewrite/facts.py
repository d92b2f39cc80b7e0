"""The facts of a message: what a rewrite must not lose, and how to look for it afterwards.

Numbers, times, dates, prices, codes, names, addresses, links. Found by shape alone, so that it
works for any model and language that writes names with capitals; lower-case names are not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_LINK = r"https?://[^\s<>\"')\]]*[^\s<>\"')\].,;:!?]|www\.[^\s<>\"')\]]*[^\s<>\"')\].,;:!?]"
_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_PATH = r"\b[\w-]+\.(?:pdf|docx?|xlsx?|pptx?|txt|csv|png|jpe?g|zip|py|md|json|html?)\b"
_HANDLE = r"(?<!\w)[@#]\w[\w-]*"
_CODE = r"\b(?=[\w./-]*\d)(?=[\w./-]*[A-Za-z])[A-Za-z0-9]+(?:[-/.][A-Za-z0-9]+)*\b"
_NUMBER = r"(?:(?<=[ (])-)?[$€£]?\d+(?:[.,:/-]\d+)*%?"
_DAY = r"(?i:\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b)"
_MONTH = r"(?i:\b(?:january|february|april|june|july|august|september|october|november|december)\b)"
_MAY_OR_MARCH = (  # words too: a month beside a number only
    r"(?:(?<=\d )|(?<=\d(?:st|nd|rd|th) )|(?<=of ))(?:May|March)\b|\b(?:May|March)(?= \d)"
)
_PLACE = (
    r"\b(?i:row|seats?|room|gate|platform|apt|flat|unit|bus|line|door|aisle|table|block|floor)"
    r"\s+(?:[A-Z]\d*|\d+[A-Za-z]?)\b"
)
_SHAPES = re.compile(
    "|".join((_LINK, _EMAIL, _PATH, _HANDLE, _PLACE, _CODE, _NUMBER, _DAY, _MONTH, _MAY_OR_MARCH))
)
_VERBATIM = re.compile(rf"{_LINK}|{_EMAIL}")
_TITLED = re.compile(r"\b(?i:mr|mrs|ms|dr|prof)\.?\s+([^\W\d_][\w'’-]*)")

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SENTENCE_END = re.compile(
    r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bProf)[.!?:;\n\"“”(]\s*$|^\s*$"
)
_MAX_ACRONYM = 4
_ORDINARY = frozenset(
    """
    i i'm i'll i'd i've im ill id ive ok okay hi hey hello dear thanks thank thx sorry please pls
    yes no the a an and but or so if when because it its it's this that these those we you he she
    they my your our his her their what where why who how can could will would should may might do
    does did is are was were am be have has had not just also tomorrow today tonight yesterday
    asap again all any very now fyi btw idk lol omg brb tbh imo np ty u
    ur r mr mrs ms dr sir madam mum mom dad english god christmas
    """.split()  # noqa: SIM905 - a list of words reads better as text
)


def find_facts(text: str) -> tuple[str, ...]:
    """Return the facts of `text` as written there, each once; names come after the others."""
    found: dict[str, None] = {}
    taken: list[tuple[int, int]] = []
    for match in _SHAPES.finditer(text):
        taken.append(match.span())
        found.setdefault(match.group(), None)
    if not _is_shouted(text):
        for name in _names(text, taken):
            found.setdefault(name, None)
    return tuple(found)


def missing_facts(facts: Iterable[str], text: str) -> tuple[str, ...]:
    """Return the facts that `text` does not hold; case makes no difference, nor does spacing.

    Links and addresses must not have gained a space.
    """
    folded = _folded(text)
    plain = text.casefold()
    tokens = {*re.findall(r"\w+", plain), *re.findall(r"\w+", re.sub(r"['’]", "", plain))}
    return tuple(fact for fact in facts if not _is_in(fact, plain, folded, tokens))


def added_facts(facts: Iterable[str], text: str) -> tuple[str, ...]:
    """Return the numbers and codes of `text` that none of `facts` has: they were made up."""
    known = _folded(" ".join(facts))
    shapes = (match.group() for match in _SHAPES.finditer(text))
    return tuple(shape for shape in shapes if _folded(shape) not in known)


def _is_in(fact: str, text: str, folded: str, tokens: set[str]) -> bool:
    plain = fact.casefold()
    if _VERBATIM.search(fact):
        return plain in text
    if plain.isdigit() or plain.isalpha():  # "2" must not be found in "12", nor "Al" in "also"
        return plain in tokens or (plain.isdigit() and _stands_alone(plain, folded))
    return _folded(fact) in folded


def _stands_alone(number: str, folded: str) -> bool:
    return re.search(rf"(?<!\d){number}(?!\d)", folded) is not None


def _folded(text: str) -> str:
    return re.sub(r"[\s'’]+", "", text.casefold())


def _is_shouted(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return sum(char.isupper() for char in letters) > 0.6 * max(1, len(letters))


def _names(text: str, taken: list[tuple[int, int]]) -> list[str]:
    """Return words with a capital inside a sentence, neighbours joined, and whom a title names.

    The first word of a sentence may be any word, and one in capitals may be stressed.
    """
    names = [match.group(1) for match in _TITLED.finditer(text) if match.group(1).islower()]
    previous_end = -1
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = re.sub(r"['’]s$", "", match.group())
        if any(low < end and start < high for low, high in taken) or not _may_be_name(word):
            continue
        if previous_end >= 0 and text[previous_end:start] == " ":
            names[-1] += " " + word
        elif _SENTENCE_END.search(text[:start]) is None:
            names.append(word)
        else:
            continue
        previous_end = end if word == match.group() else -1
    return names


def _may_be_name(word: str) -> bool:
    if not word[0].isupper() or word.casefold().replace("’", "'") in _ORDINARY:
        return False
    return not (word.isupper() and len(word) > _MAX_ACRONYM)
