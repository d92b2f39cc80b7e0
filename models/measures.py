"""What is counted in an answer: facts, loops, broken words.  Pure functions over text."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterable

from models.grammar import examples

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def words(text: str) -> list[str]:
    """Return the words of a text in small letters; digits and signs separate them."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def missing_facts(facts: Iterable[str], answer: str, *, ignore_case: bool = False) -> list[str]:
    """Return the facts that do not stand in the answer as they are."""
    if ignore_case:
        answer = answer.lower()
    return [fact for fact in facts if (fact.lower() if ignore_case else fact) not in answer]


def has_loop(source: str, answer: str, length: int = 6) -> bool:
    """Say whether a run of words comes twice in the answer and more often than in the source.

    Shorter runs come twice by right ("I would like to inform you …, I would like to request …").
    """
    counted, allowed = _runs(words(answer), length), _runs(words(source), length)
    return any(count > max(1, allowed[run]) for run, count in counted.items())


def _runs(sequence: list[str], length: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(sequence[at : at + length]) for at in range(len(sequence) - length + 1))


def broken_words(source: str, answer: str, vocabulary: Collection[str]) -> list[str]:
    """Return the answer's words that neither the source nor the grammar's vocabulary has."""
    known = set(words(source))
    return [word for word in words(answer) if word not in known and word not in vocabulary]


def grammar_vocabulary(n_examples: int = 40_000) -> frozenset[str]:
    """Collect the words that the grammar writes in its answers, its made-up words left out."""
    found: set[str] = set()
    for split in ("train", "held_slots", "held_situations"):
        for example in itertools.islice(examples(7, split), n_examples):
            if example.situation not in ("copy", "long"):
                found.update(words(example.target))
    return frozenset(found)
