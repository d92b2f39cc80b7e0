"""Chat talk put the way a sentence is written."""

from __future__ import annotations

import pytest

from onhand.rewrite.rules import edit
from onhand.rewrite.rules.english.spoken import as_written


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Anyone got a tent peg?", "Has anyone got a tent peg?"),
        ("Anybody know the code?", "Does anybody know the code?"),
        ("Any chance of a lift?", "Is there any chance of a lift?"),
        ("You got a spare key?", "Do you have a spare key?"),
        ("Reckon the pump is dead.", "I reckon the pump is dead."),
        ("Ok so, the pump is dead.", "the pump is dead."),
        ("Nah mate, it's closed.", "Nah, it's closed."),
        ("I'm late, start without me.", "I'm late. Start without me."),
        ("The oven is hot 🔥 bring gloves", "The oven is hot 🔥. Bring gloves"),
        ("He's always been kind.", "He has always been kind."),
        ("Enjoyed it but gonna pass.", "Enjoyed it but I am gonna pass."),
    ],
)
def test_what_is_left_out_is_put_in(said: str, written: str) -> None:
    assert as_written(said) == written


@pytest.mark.parametrize(
    "said",
    [
        "Guess what?",
        "Think before you speak.",
        "You have been told?",
        "Has anyone got a tent peg?",
        "So what about the pump?",
        "I love my 🐶 so much",
    ],
)
def test_whole_sentences_stay(said: str) -> None:
    assert as_written(said) == said


@pytest.mark.parametrize(
    ("said", "polite"),
    [
        (
            "You charged me twice for the lamp, refund one of them.",
            "I noticed that you charged me twice for the lamp. "
            "Could you please refund one of them? Thank you.",
        ),
        ("Visitors are requested to ring twice.", "Could visitors please ring twice? Thank you."),
        (
            "Whoever had the ladder, bring it back.",
            "Could whoever had the ladder please bring it back?",
        ),
        (
            "He needs the trailer for his pigs.",
            "I wanted to let you know that he needs the trailer for his pigs.",
        ),
        (
            "where is my refund, order 12-X",
            "Could you please tell me where my refund is, order 12-X? Thank you.",
        ),
    ],
)
def test_it_is_put_politely(said: str, polite: str) -> None:
    assert edit(said, "polite") == polite


@pytest.mark.parametrize(
    ("said", "confident"),
    [
        ("Would it be possible to turn down the radio?", "Please turn down the radio."),
        ("It was green. Now it's blue.", "It was green. Now it's blue."),
        (
            "I was sorry to hear that you're leaving us.",
            "I was sorry to hear that you're leaving us.",
        ),
        ("Quick question: red bin or blue bin today?", "Red bin or blue bin today?"),
    ],
)
def test_it_is_put_directly(said: str, confident: str) -> None:
    assert edit(said, "confident") == confident
