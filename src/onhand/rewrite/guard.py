"""Checks an answer against its message before it is believed: facts, loops, length, leaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onhand.rewrite.facts import added_facts, find_facts, missing_facts
from onhand.rewrite.tones import Tone
from onhand.rewrite.word_forms import distance

LOOP_TIMES = 3
SHORT_WORDS = 6
"""Messages of up to this many words may grow more than a tone's ratio allows."""
SHORT_ROOM = 14
"""Words that any rewrite may add: a greeting and a closing line."""


_AS_SHORT = 0.8  # of the rules' text


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with an answer.

    Attributes:
        problems: short texts such as "lost: 3pm"; empty when nothing was found.
        lost: facts of the message that the answer lacks.
    """

    problems: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether nothing was found."""
        return not self.problems


def inspect(message: str, answer: str, tone: Tone, ruled: str | None = None) -> Verdict:
    """Compare an answer with the message that it rewrites.

    Args:
        message: what was to be rewritten.
        answer: how it was.
        tone: the tone asked for.
        ruled: what rules made of the message in that tone; an answer may be as short as that.
    """
    problems: list[str] = []
    facts = find_facts(message)
    lost = missing_facts(facts, answer)
    if lost:
        problems.append("lost: " + ", ".join(lost))
    added = tuple(a for a in added_facts([*facts, message], answer) if not _is_repaired(a, message))
    if added:
        problems.append("made up: " + ", ".join(added))
    words, answer_words = _words(message), _words(answer)
    least = len(words) * tone.min_ratio
    if ruled is not None:
        least = min(least, len(_words(ruled)) * _AS_SHORT)
    if not answer_words:
        problems.append("empty")
    elif has_loop(answer_words):
        problems.append("repeats itself")
    if len(answer_words) > len(words) * tone.max_ratio + SHORT_ROOM:
        problems.append(f"too long: {len(answer_words)} words for {len(words)}")
    if len(words) > SHORT_WORDS and len(answer_words) < least:
        problems.append(f"too short: {len(answer_words)} words for {len(words)}")
    return Verdict(tuple(problems), lost)


def has_loop(words: Sequence[str]) -> bool:
    """Whether a run of words comes three times in a row, or a long one three times at all."""
    n = len(words)
    for size in range(1, min(12, n // LOOP_TIMES) + 1):
        for start in range(n - size * LOOP_TIMES + 1):
            run = words[start : start + size]
            repeats = all(
                words[start + k * size : start + (k + 1) * size] == run
                for k in range(1, LOOP_TIMES)
            )
            if repeats:
                return True
    counts: dict[tuple[str, ...], int] = {}
    for start in range(n - 3):
        run_of_four = tuple(words[start : start + 4])
        counts[run_of_four] = counts.get(run_of_four, 0) + 1
    return max(counts.values(), default=0) >= LOOP_TIMES


def _is_repaired(fact: str, message: str) -> bool:
    """Whether a weekday or month is what the message misspells ("wensday")."""
    return fact.isalpha() and any(distance(fact.casefold(), word) <= 2 for word in _words(message))


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'’]+", text.casefold())
