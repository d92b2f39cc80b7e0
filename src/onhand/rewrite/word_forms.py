"""Words taken apart, and when two of them stand for the same."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onhand.rewrite.rules.mending.dictionary import is_word
from onhand.rewrite.wordings import BARE, SAME

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ENDINGS = re.compile(r"(?:'s|ing|ed|es|s|d)$")
_ROWS: dict[str, set[int]] = {}
for _index, _row in enumerate(SAME):
    for _word in _row.split():
        _ROWS.setdefault(_word, set()).add(_index)


def stem(word: str) -> str:
    """Return a word without its ending: "parcels" and "parcel" have the same."""
    return _ENDINGS.sub("", word)


def words_of(text: str) -> list[str]:
    """Return the words in small letters, short forms taken apart: "can't" is "can", "not"."""
    found: list[str] = []
    for match in _WORD.finditer(text.casefold().replace("’", "'")):
        word = match.group()
        if word in BARE:
            found += BARE[word].split()
        elif word.endswith("n't"):
            found += [word[:-3], "not"]
        elif "'" in word:
            found += [part for part in word.split("'") if len(part) > 2 or part == "i"]
        else:
            found.append(word)
    return found


def is_among(word: str, words: Iterable[str]) -> bool:
    """Whether any of `words` stands for `word`."""
    return any(word == other or is_same(word, other) for other in words)


def is_same(word: str, other: str) -> bool:
    """Whether two words may stand for one another: another form, a known pair, a mended spelling.

    Only what is no English word is a misspelling: "house" does not stand for "horse".
    """
    if _ROWS.get(word, set()) & _ROWS.get(other, set()):
        return True
    if len(stem(word)) > 2 and stem(word) == stem(other):
        return True
    if min(len(word), len(other)) < 4:  # "not" and "now" are one letter apart, "teh" is "the"
        return len(word) == 3 and word[0] == other[:1] and sorted(word) == sorted(other)
    if is_word(word) and is_word(other):
        return False
    return distance(word, other) <= (1 if max(len(word), len(other)) < 6 else 2)


def distance(first: str, second: str) -> int:
    """Letters to insert, delete, replace or swap with a neighbour (optimal string alignment)."""
    if abs(len(first) - len(second)) > 2:
        return 3
    before, row = list[int](), list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        before, previous, row = row, before, [i]
        for j, other in enumerate(second, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                cost = min(cost, previous[j - 2] + 1)
            row.append(cost)
    return row[-1]
