"""Holds an answer's words against its message's: what was lost, what was added.

Meant for a small model that edits sentences. A large one rightly finds other words, so this
check is not made for it (see `Rewriter`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onhand.rewrite.wordings import ADDED, BARE, DROPPED, SAME

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_REQUEST = re.compile(r"\b(?:can|could|would|will|wd|cd)\b", re.IGNORECASE)
_UNSURE = re.compile(r"\b(?:i(?: am|['’]?m) )?not sure,? (?:but|if)\b", re.IGNORECASE)
_ENDINGS = re.compile(r"(?:'s|ing|ed|es|s|d)$")
_ROWS: dict[str, set[int]] = {}
for _index, _row in enumerate(SAME):
    for _word in _row.split():
        _ROWS.setdefault(_word, set()).add(_index)


@dataclass(frozen=True, slots=True)
class Fidelity:
    """What differs.

    Attributes:
        lost: content words of the message that nothing in the answer stands for.
        added: words of the answer that nothing in the message accounts for.
    """

    lost: tuple[str, ...] = ()
    added: tuple[str, ...] = ()

    @property
    def problems(self) -> tuple[str, ...]:
        """The same as short texts, such as "dropped: kettle"."""
        found = (("dropped", self.lost), ("added", self.added))
        return tuple(f"{what}: {', '.join(words)}" for what, words in found if words)


def compare(message: str, answer: str) -> Fidelity:
    """Compare an answer's words with its message's; spelling repairs and inflection are allowed.

    A question that is none any more lost its "?", unless it asked for something to be done.
    """
    asked, answered = (_words(_UNSURE.sub(" ", text)) for text in (message, answer))
    if "?" in message and "?" not in answer and not _REQUEST.search(message):
        asked.append("?")
    lost = [w for w in asked if w not in DROPPED and not _is_among(w, answered)]
    added = [w for w in answered if w not in ADDED and not _is_among(w, asked)]
    return Fidelity(tuple(dict.fromkeys(lost)), tuple(dict.fromkeys(added)))


def _words(text: str) -> list[str]:
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


def _is_among(word: str, words: Sequence[str]) -> bool:
    return word in words or any(_is_same(word, other) for other in words)


def _is_same(word: str, other: str) -> bool:
    if _ROWS.get(word, set()) & _ROWS.get(other, set()):
        return True
    stem, other_stem = _ENDINGS.sub("", word), _ENDINGS.sub("", other)
    if len(stem) > 2 and stem == other_stem:
        return True
    if min(len(word), len(other)) < 4:  # "not" and "now" are one letter apart, "teh" is "the"
        return len(word) == 3 and word[0] == other[0] and sorted(word) == sorted(other)
    longest = max(len(word), len(other))
    return distance(word, other) <= (1 if longest < 6 else 2)


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
