"""Terse notes become whole sentences or the orders they stand for."""

from __future__ import annotations

import pytest

from onhand.rewrite.rules.courteous.notes import written_out
from onhand.rewrite.rules.english.sentences import sentence


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("No dogs in the shop.", "No dogs in the shop, please."),
        ("No refunds on hats.", "I am afraid there are no refunds on hats."),
        ("No milk left.", "I am afraid there is no milk left."),
        ("Helmet on, Jo.", "Put your helmet on, Jo."),
        ("Lights off when you leave.", "Turn the lights off when you leave."),
        ("Feet off the chairs.", "Keep your feet off the chairs."),
        ("Row 7 not available.", "Row 7 is not available."),
        ("Report on my desk by 5.", "Put the report on my desk by 5."),
        ("All keys to me before you leave.", "Send all keys to me before you leave."),
        ("Order KX-20.", "The order number is KX-20."),
        ("Dinner 7.", "Dinner is at 7."),
        ("Too much on.", "I have too much on."),
        ("Router too.", "Router too, please."),
        ("Yes or no?", "Let me know yes or no."),
    ],
)
def test_notes_are_written_out(note: str, said: str) -> None:
    assert written_out(sentence(note), has_asks=True).text == said


@pytest.mark.parametrize(
    "note",
    [
        "No one came.",
        "No receipt, no refund.",
        "Welcome to the team.",
        "Happy birthday to you.",
        "Leave the keys on my desk.",
        "Trip to Paris.",
        "URGENT.",
        "Your son hit mine on the playground today.",
    ],
)
def test_others_stay(note: str) -> None:
    assert written_out(sentence(note), has_asks=False).text == note
