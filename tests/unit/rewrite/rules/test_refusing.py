"""Refusals are put with regret; hedges and doubts are no refusals."""

from __future__ import annotations

import pytest

from onhand.rewrite.rules import edit
from onhand.rewrite.rules.courteous.refusing import lacking, refusal


@pytest.mark.parametrize(
    ("text", "turned_down"),
    [
        ("We don't do refunds.", True),
        ("I have no time today.", True),
        ("I don't understand your letter.", False),
        ("You can't park here.", True),
        ("You didn't get the flat.", True),
    ],
)
def test_what_is_lacking(text: str, turned_down: bool) -> None:
    assert lacking(text) == (text.rstrip("."), turned_down)


@pytest.mark.parametrize(
    "text",
    ["I don't know if it fits.", "I'm not sure.", "I don't mind.", "You can't miss it.", "We do."],
)
def test_no_lack(text: str) -> None:
    assert lacking(text) is None


def test_a_refusal_is_taken_apart() -> None:
    assert refusal("No, I won't lend you the saw") == ("I", "cannot", "lend you the saw")
    assert refusal("I can't wait to see you") is None


@pytest.mark.parametrize(
    ("text", "tone", "said"),
    [
        ("No. We don't sell live bait.", "polite", "Unfortunately, we do not sell live bait."),
        ("I'm sorry for your loss.", "polite", "I am sorry for your loss."),
        (
            "My aunt died on Monday.",
            "friendly",
            "Hi, I wanted to let you know that my aunt died on Monday.",
        ),
        (
            "Remember that the gym opens at 6.",
            "friendly",
            "Hi! Just a reminder that the gym opens at 6.",
        ),
        ("@marek stop that", "polite", "@marek, could you please stop that? Thank you."),
        (
            "You were supposed to feed the fish.",
            "polite",
            "I believe you were going to feed the fish.",
        ),
    ],
)
def test_in_a_message(text: str, tone: str, said: str) -> None:
    assert edit(text, tone) == said


def test_sarcasm_goes() -> None:
    assert "antastic" not in edit("Fantastic, you lost the map. Move over.", "polite")
