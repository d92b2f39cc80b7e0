# ruff: noqa: SIM905 - word lists read best as words
"""Names of places, and names capital elsewhere in a text, that stand in small letters."""

from __future__ import annotations

import re

from onhand.rewrite.rules.mending.dictionary import frequency

_PLACED = re.compile(
    r"\b(?P<where>at|in|near|via|from) (?P<place>[a-z]{5,})"
    r"(?=$|[,.?!]| (?:and|on|at|by|for|until|till|from|to|with|but|so|this|next|tomorrow|today)\b)"
)
_NO_PLACE = re.compile(r"(?:wifi|\w+(?:s|ing|ed|er|ly|ish))$")
_HOUSE = re.compile(
    r"\b(?P<where>at|in|near|from|on|to) (?P<name>[a-z]{4,}) "
    r"(?P<kind>house|hall|court|manor|lodge|road|street|lane|avenue|square|hotel)\b(?! \d)"
)
_NO_HOUSE = frozenset(
    "this that your their every each some next main high same other whole busy first second third"
    " small little open guest town city village council back side front night summer both another"
    " cheap nice good better quiet wrong right country family wooden empty dance music concert"
    " school church parish sports food tennis squash basketball court tree bird green opera".split()
)  # fmt: skip


def with_places_capital(text: str) -> str:
    """Return a text whose places and repeated names are capital: "at kestrel house"."""
    text = _HOUSE.sub(_house, text)
    text = _PLACED.sub(_place, text)
    for name in set(re.findall(r"(?<=[a-z,;] )[A-Z][a-z]{2,}\b", text)):
        if not frequency(name.lower()):
            text = re.sub(rf"\b{name.lower()}\b(?![@./])", name, text)
    return text


def _house(match: re.Match[str]) -> str:
    if match["name"] in _NO_HOUSE or match["name"].endswith(("ing", "'s")):
        return match.group()
    return f"{match['where']} {match['name'].capitalize()} {match['kind'].capitalize()}"


def _place(match: re.Match[str]) -> str:
    place = match["place"]
    if _NO_PLACE.match(place) or frequency(place):
        return match.group()
    return f"{match['where']} {place.capitalize()}"
