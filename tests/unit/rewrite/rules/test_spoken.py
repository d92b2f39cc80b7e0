"""Chat talk put the way a sentence is written."""

from __future__ import annotations

import pytest

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
