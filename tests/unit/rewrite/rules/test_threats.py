"""Threats and deadlines stay, but as what has to follow."""

from __future__ import annotations

import pytest

from onhand.rewrite.rules.courteous.threats import followed_by, softened
from onhand.rewrite.rules.english.sentences import join, split_sentences


@pytest.mark.parametrize(
    ("text", "mild"),
    [
        ("Pay or I leave.", "Pay. Otherwise, I will have to leave."),
        (
            "Answer by noon or we find another painter.",
            "Answer by noon. Otherwise, we will have to find another painter.",
        ),
        (
            "Either bring it back or I'll see you in court.",
            "Bring it back. Otherwise, I will have to take this to court.",
        ),
        (
            "Pay the fee or you're off the list.",
            "Pay the fee. Otherwise, I am afraid you will be off the list.",
        ),
        (
            "If you touch my drum again I'll kill you.",
            "Do not touch my drum again. Otherwise, there will be consequences.",
        ),
        (
            "Do that again and I'm calling your boss.",
            "Do not do that again. Otherwise, I will have to call your boss.",
        ),
        ("You have two days to pay the bill.", "Pay the bill within two days."),
        ("I'm giving you until Monday to reply.", "Reply by Monday."),
        ("After that I go to a lawyer.", "After that, I will have to go to a lawyer."),
        (
            "Whoever took my cup, bring it back.",
            "Could whoever took my cup please bring it back?",
        ),
        (
            "If it isn't done by six, don't bother coming in.",
            "If it isn't done by six, there is no need to come in.",
        ),
    ],
)
def test_threats_follow(text: str, mild: str) -> None:
    assert join(part for one in split_sentences(text) for part in softened(one)) == mild


@pytest.mark.parametrize(
    "text",
    [
        "Ask Priya or look it up.",
        "Bring red or white.",
        "Tell me if you want tea or you want coffee.",
        "You have two options to choose from.",
        "Call me or I can call you.",
    ],
)
def test_choices_stay(text: str) -> None:
    assert join(part for one in split_sentences(text) for part in softened(one)) == text


def test_an_unknown_threat_is_none() -> None:
    assert followed_by("I hum") == ""
