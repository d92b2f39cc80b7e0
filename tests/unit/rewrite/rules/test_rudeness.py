"""Insults go, the demand and the facts stay."""

from __future__ import annotations

import pytest

from onhand.rewrite.rules.courteous.rudeness import without_rudeness


@pytest.mark.parametrize(
    ("text", "mild"),
    [
        ("Where the hell is my order?", "Where is my order?"),
        ("Are you kidding me? I paid for it.", "I paid for it."),
        ("You are all idiots. Send the invoice.", "Send the invoice."),
        ("Get out of my seat you moron.", "Get out of my seat."),
        ("Fix your stupid app.", "Fix your app."),
        ("Your service is absolutely terrible.", "Your service is disappointing."),
    ],
)
def test_rudeness_goes(text: str, mild: str) -> None:
    assert without_rudeness(text) == mild


@pytest.mark.parametrize(
    "text",
    ["Hello Tom.", "The hell of Dante is canto 1.", "He lives in Hell, Norway.", "It was fun."],
)
def test_what_is_not_rude_stays(text: str) -> None:
    assert without_rudeness(text) == text


def test_a_text_that_is_only_rude_is_left() -> None:
    assert without_rudeness("Idiots!") == "Idiots!"
