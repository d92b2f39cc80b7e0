"""An answer's words are held against its message's: edits pass, losses and inventions do not."""

from __future__ import annotations

import pytest

from onhand.rewrite.fidelity import compare, distance


@pytest.mark.parametrize(
    ("message", "answer"),
    [
        ("cant make it tmrw, sorry!!", "I cannot make it tomorrow. I apologize."),
        ("teh kids recieved it", "The children received it."),
        ("i think its brokn", "It's broken."),
        ("not sure but i think it leaks", "It leaks."),
        ("can you call me?", "Please call me."),
        ("Due to the fact that it rains, we will postpone it.", "It rains, so we'll push it back."),
        ("call me asap", "Could you please call me as soon as possible? Thank you."),
    ],
)
def test_a_rewrite_that_says_the_same_passes(message: str, answer: str) -> None:
    assert compare(message, answer).problems == ()


def test_what_is_lost_and_what_is_added_is_named() -> None:
    found = compare("the kettle in the cabin leaks", "The kettle leaks since the party.")
    assert found.problems == ("dropped: cabin", "added: since, party")


@pytest.mark.parametrize(
    ("message", "answer"),
    [
        ("I do not agree", "I do agree."),
        ("I dont agree", "I agree."),
        ("we can't come", "We can come."),
        ("I am now here", "I am not here."),
        ("is it open?", "It is open."),
    ],
)
def test_a_lost_or_new_not_is_seen(message: str, answer: str) -> None:
    assert compare(message, answer).problems


@pytest.mark.parametrize(
    ("first", "second", "steps"),
    [("their", "thier", 1), ("kitten", "sitting", 3), ("same", "same", 0), ("a", "abcd", 3)],
)
def test_distance_counts_a_swap_as_one_and_stops_at_three(
    first: str, second: str, steps: int
) -> None:
    assert min(distance(first, second), 3) == steps
