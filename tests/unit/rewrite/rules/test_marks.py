"""Marks as print has them."""

from __future__ import annotations

import pytest

from onhand.rewrite.rules.mending.marks import with_marks_tidied


@pytest.mark.parametrize(
    ("typed", "tidied"),
    [
        ("no!!!", "no!"),
        ("what?!?!", "what?"),
        ("one,two", "one, two"),
        ("so comma I um called him full stop", "so, I called him."),
        ("can you come question mark", "can you come?"),
        ("put a comma there", "put a comma there"),
        ("it came to a full stop", "it came to a full stop"),
        ("see a.example/x,y.html", "see a.example/x,y.html"),
    ],
)
def test_with_marks_tidied(typed: str, tidied: str) -> None:
    assert with_marks_tidied(typed) == tidied


@pytest.mark.parametrize(
    ("typed", "tidied"),
    [
        ("bring the contacts *contracts", "bring the contracts"),
        ("dont starve without me start*", "dont start without me"),
        ("a *very* good one", "a *very* good one"),
        ("two eggs *milk", "two eggs *milk"),
    ],
)
def test_the_sender_s_own_correction_is_taken(typed: str, tidied: str) -> None:
    assert with_marks_tidied(typed) == tidied
