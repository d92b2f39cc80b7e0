"""Tables of phrases and patterns put to work on a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import overload

from onhand.rewrite.rules.english.verbs import forms_of, inflected

Frame = tuple[re.Pattern[str], str]
Row = tuple[str, str] | tuple[str, str, str]
"""A pattern and what to put; before them, maybe, words of which the text must have one: "a|b"."""


class Frames(Sequence[Frame]):
    """Patterns and what to put for each, each compiled when a text first has its word."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = tuple((row[0] if len(row) == 3 else "", *row[-2:]) for row in rows)

    @cached_property
    def _words(self) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(words.split("|")) for words, _row, _new in self._rows)

    def likely(self, text: str) -> Iterator[Frame]:
        """Yield the frames whose word a text in small letters has."""
        for index, words in enumerate(self._words):
            if any(word in text for word in words):
                yield self[index]

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Frame: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Frame]: ...
    def __getitem__(self, index: int | slice) -> Frame | Sequence[Frame]:
        if isinstance(index, slice):
            return Frames(self._rows[index])
        _words, row, new = self._rows[index]
        return _compiled(row), new


@cache
def _compiled(row: str) -> re.Pattern[str]:
    return re.compile(row, re.I | re.S)


def frames(rows: Iterable[Row]) -> Frames:
    """Return a table of patterns and what to put for each."""
    return Frames(rows)


def framed(text: str, table: Frames | Iterable[Frame]) -> str:
    """Return a text with each frame's matches replaced; a capital at the start is kept."""
    if isinstance(table, Frames):
        low = text.lower().replace("’", "'")
        for index, words in enumerate(table._words):
            if any(word in low for word in words):
                pattern, new = table[index]
                text, before = _put(text, pattern, new), text
                low = low if text is before else text.lower().replace("’", "'")
        return text
    for pattern, new in table:
        text = _put(text, pattern, new)
    return text


def _put(text: str, pattern: re.Pattern[str], new: str) -> str:
    return pattern.sub(lambda match: _expanded(match, new), text)


def _expanded(match: re.Match[str], new: str) -> str:
    said = match.expand(new)
    if match.group()[:1].isupper() and said[:1].islower() and match.start() == 0:
        return said[:1].upper() + said[1:]
    return said


class Phrases:
    """A table of phrases as one pattern, compiled when first used."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._table = table

    @cached_property
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
        for match in self._pattern.finditer(folded):
            new = self._table[match.group()]
            if text[match.start()].isupper():
                new = new[:1].upper() + new[1:]
            parts += (text[end : match.start()], new)
            end = match.end()
        return "".join((*parts, text[end:]))


class VerbPhrases:
    """Verbs with their nouns, and the one verb that says it: "made a decision" is "decided".

    A row is the verb, a pattern for what follows it, and the meaning; every form of the verb is
    found, and answered by the same form.
    """

    def __init__(self, rows: Iterable[tuple[str, str, str]]) -> None:
        self._table = tuple(rows)

    @cached_property
    def _rows(self) -> list[tuple[re.Pattern[str], dict[str, str]]]:
        found = []
        for verb, noun, meant in self._table:
            head, _, particle = verb.partition(" ")
            said = {form: inflected(meant, kind) for form, kind in forms_of(head).items()}
            pattern = rf"\b({'|'.join(said)}) {particle + ' ' if particle else ''}{noun}(?![\w-])"
            found.append((re.compile(pattern, re.I), said))
        return found

    @cached_property
    def _any(self) -> re.Pattern[str]:
        heads = {form for _pattern, said in self._rows for form in said}
        return re.compile(rf"\b(?:{'|'.join(sorted(heads))})\b", re.I)

    def replaced(self, text: str) -> str:
        """Return `text` with each verb and noun made one verb."""
        if not self._any.search(text):
            return text
        for pattern, said in self._rows:
            text = pattern.sub(lambda match, said=said: said[match[1].lower()], text)  # type: ignore[misc]
        return text
