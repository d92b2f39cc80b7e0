"""Tables of phrases and patterns put to work on a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from onhand.rewrite.rules.verbs import forms_of, inflected

Frame = tuple[re.Pattern[str], str]


def frames(rows: Iterable[tuple[str, str]]) -> tuple[Frame, ...]:
    """Return patterns compiled, with what to put for each."""
    return tuple((re.compile(pattern, re.I | re.S), new) for pattern, new in rows)


def framed(text: str, table: Iterable[Frame]) -> str:
    """Return a text with each frame's matches replaced; a capital at the start is kept."""
    for pattern, new in table:
        text = pattern.sub(lambda match, new=new: _expanded(match, new), text)  # type: ignore[misc]
    return text


def _expanded(match: re.Match[str], new: str) -> str:
    said = match.expand(new)
    if match.group()[:1].isupper() and said[:1].islower() and match.start() == 0:
        return said[:1].upper() + said[1:]
    return said


class Phrases:
    """A table of phrases as one pattern, compiled when first used."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._table = table

    @lru_cache(maxsize=1)  # noqa: B019 - a few tables that live as long as the program
    def _pattern(self) -> re.Pattern[str]:
        keys = sorted(self._table, key=len, reverse=True)
        words = "|".join(re.escape(key) for key in keys if key[0].isalnum())
        tails = "|".join(re.escape(key) for key in keys if not key[0].isalnum())
        pattern = rf"(?<![\w-])(?:{words})(?![\w-])"
        return re.compile(f"{pattern}|(?:{tails})(?![\\w-])" if tails else pattern)

    def replaced(self, text: str) -> str:
        """Return `text` with each phrase exchanged; small and capital first letters are kept."""
        folded = text.lower().replace("’", "'")
        if len(folded) != len(text):  # a letter whose small form is longer; rare, so left alone
            return text
        parts: list[str] = []
        end = 0
        for match in self._pattern().finditer(folded):
            new = self._table[match.group()]
            if text[match.start()].isupper():
                new = new[:1].upper() + new[1:]
            parts += (text[end : match.start()], new)
            end = match.end()
        return "".join((*parts, text[end:]))


def verb_frames(rows: Iterable[tuple[str, str, str]]) -> tuple[Frame, ...]:
    """Return frames for a verb with its noun, one for each form of the verb.

    ("make", "a decision", "decide") gives "made a decision" → "decided" and so on.
    """
    found: list[tuple[str, str]] = []
    for verb, noun, meant in rows:
        head, _, particle = verb.partition(" ")
        for form, kind in forms_of(head).items():
            phrase = f"{form} {particle}".strip()
            found.append((rf"\b{phrase} {noun}(?![\w-])", inflected(meant, kind)))
    return frames(found)
