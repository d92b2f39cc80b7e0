"""Pieces of one text are greeted once and end once."""

from __future__ import annotations

import pytest

from onhand.rewrite.joining import trim


@pytest.mark.parametrize(
    ("answer", "message", "place", "kept"),
    [
        ("Hi! It rains. Take care!", "it rains", (True, False), "Hi! It rains."),
        ("Hi! It rains. Take care!", "it rains", (False, True), "It rains. Take care!"),
        ("Hey, it rains.", "it rains", (False, False), "It rains."),
        ("Hi! It rains. Take care!", "it rains", (True, True), "Hi! It rains. Take care!"),
        ("Hello, Jo. Thank you.", "hello jo, thx", (False, False), "Hello, Jo. Thank you."),
    ],
)
def test_what_only_a_whole_text_has_is_cut_off(
    answer: str, message: str, place: tuple[bool, bool], kept: str
) -> None:
    assert trim(answer, message, *place) == kept
