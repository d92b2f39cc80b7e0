"""The stop matcher finds the first complete stop text, wherever the text is cut."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onhand.generation.stop import StopMatcher

texts = st.text(alphabet="ab🙂", max_size=40)
stop_lists = st.lists(st.text(alphabet="ab🙂", min_size=1, max_size=5), min_size=1, max_size=4)


def first_match(text: str, stops: list[str]) -> tuple[int, str] | None:
    """The naive reference: the stop text that is complete first; of several, the longest."""
    for end in range(1, len(text) + 1):
        found = [stop for stop in stops if text[:end].endswith(stop)]
        if found:
            return end, max(found, key=len)
    return None


def n_held(text: str, stops: list[str]) -> int:
    """The naive reference: the longest end of the text that begins a stop text."""
    ends = (n for stop in stops for n in range(len(stop)) if n == 0 or text.endswith(stop[:n]))
    return max(ends)


def cut(text: str, places: list[int]) -> list[str]:
    bounds = [0, *sorted(place % (len(text) + 1) for place in places), len(text)]
    return [text[start:end] for start, end in pairwise(bounds)]


@given(texts, stop_lists, st.lists(st.integers(0, 40), max_size=8))
def test_agrees_with_the_naive_reference_however_the_text_is_cut(
    text: str, stops: list[str], places: list[int]
) -> None:
    matcher = StopMatcher(stops)
    n_before = 0
    found = None
    for piece in cut(text, places):
        match = matcher.feed(piece)
        if match is not None:
            found = n_before + match[0], match[1]
            break
        n_before += len(piece)
        assert matcher.n_held == n_held(text[:n_before], stops)
    assert found == first_match(text, stops)


@pytest.mark.parametrize("order", [["world", "lo"], ["lo", "world"]])
def test_the_earliest_match_wins_not_the_first_listed(order: list[str]) -> None:
    assert StopMatcher(order).feed("hello world") == (5, "lo")


def test_of_two_that_end_together_the_longest_wins() -> None:
    assert StopMatcher(["b", "aab"]).feed("xaab") == (4, "aab")


def test_nothing_is_held_that_cannot_begin_a_stop_text() -> None:
    matcher = StopMatcher(["STOP"])
    matcher.feed("STO")
    assert matcher.n_held == 3
    matcher.feed("R")
    assert matcher.n_held == 0


def test_a_false_start_may_contain_the_true_one() -> None:
    matcher = StopMatcher(["aab"])
    assert matcher.feed("aa") is None
    assert matcher.feed("ab") == (2, "aab")


def test_cost_of_a_character_does_not_grow_with_the_text() -> None:
    """The last tenth of a long text takes about as long as the first."""
    matcher = StopMatcher(["a" * 50 + "b", "never"])
    parts = []
    for _ in range(10):
        started = time.process_time()
        for _ in range(4000):
            matcher.feed("a")
        parts.append(time.process_time() - started)
    assert min(parts[5:]) < 5 * min(parts[:5])
