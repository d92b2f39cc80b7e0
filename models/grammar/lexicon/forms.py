"""Inflection by rule: plurals, third person, past, participles."""

from __future__ import annotations

from functools import cache

from models.grammar.lexicon.verbs import DOUBLING, IRREGULAR

_VOWELS = "aeiou"
_PAST: dict[str, tuple[str, str]] = {}
for _entry in IRREGULAR:
    _base, _past, *_rest = _entry.split(":")
    _PAST[_base] = (_past, _rest[0] if _rest else _past)
_PLURALS = {
    "child": "children", "person": "people", "wife": "wives", "knife": "knives", "shelf": "shelves",
    "scarf": "scarves", "calf": "calves", "wolf": "wolves", "loaf": "loaves", "mouse": "mice",
    "goose": "geese", "sheep": "sheep", "deer": "deer", "moose": "moose", "salmon": "salmon",
    "trout": "trout", "series": "series", "thesis": "theses", "index": "indexes", "policeman": "policemen",
    "postman": "postmen", "salesman": "salesmen", "fisherman": "fishermen", "sushi": "sushi",
    "diagnosis": "diagnoses", "mother-in-law": "mothers-in-law", "bookshelf": "bookshelves",
    "tomato": "tomatoes", "potato": "potatoes", "mango": "mangoes",
}  # fmt: skip


def _ends_consonant_y(word: str) -> bool:
    return word.endswith("y") and len(word) > 1 and word[-2] not in _VOWELS


def _add_s(word: str) -> str:
    if _ends_consonant_y(word):
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "z", "ch", "sh", "go", "do")) else f"{word}s"


@cache
def plural(noun: str) -> str:
    """Return the plural of a noun."""
    return _PLURALS.get(noun) or _add_s(noun)


@cache
def third(verb: str) -> str:
    """Return the form after he, she or it."""
    return "has" if verb == "have" else _add_s(verb)


def _regular_past(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    if _ends_consonant_y(verb):
        return f"{verb[:-1]}ied"
    return f"{verb}{verb[-1]}ed" if verb in DOUBLING else f"{verb}ed"


@cache
def past(verb: str) -> str:
    """Return the simple past."""
    return _PAST[verb][0] if verb in _PAST else _regular_past(verb)


@cache
def participle(verb: str) -> str:
    """Return the past participle."""
    return _PAST[verb][1] if verb in _PAST else _regular_past(verb)


@cache
def ing(verb: str) -> str:
    """Return the present participle."""
    if verb.endswith("ie"):
        return f"{verb[:-2]}ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return f"{verb[:-1]}ing"
    return f"{verb}{verb[-1]}ing" if verb in DOUBLING else f"{verb}ing"
