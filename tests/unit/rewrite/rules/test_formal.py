"""Formal: full sentences without slang; nothing completed that is not certain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onhand.rewrite.rules import edit
from onhand.rewrite.rules.english.words import contracted, written_out


@pytest.mark.parametrize(
    ("text", "formal"),
    [
        ("running late, start without me", "I am running late. Please start without me."),
        ("got the keys, thx", "I have the keys. Thank you."),
        ("didnt get ur email", "I did not get your email."),
        ("why havent you paid??", "Why have you not paid?"),
        ("isnt it late?", "Is it not late?"),
        ("hey tom, call me asap", "Hello Tom, please call me as soon as possible."),
        ("its been ages lol", "It has been a long time."),
        ("dont park here", "Please do not park here."),
        ("the train was late", "The train was late."),
        ("you free tmrw?", "Are you free tomorrow?"),
        ("Tom's car is red.", "Tom's car is red."),
        ("What kind of cake is it?", "What kind of cake is it?"),
    ],
)
def test_formal(text: str, formal: str) -> None:
    assert edit(text, "formal") == formal


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("he's been", "he has been"),
        ("she's late", "she is late"),
        ("let's go", "let us go"),
        ("I'd rather", "I would rather"),
        ("I'd better", "I had better"),
        ("the server's down", "the server is down"),
        ("the dog's dinner", "the dog's dinner"),
    ],
)
def test_contractions_written_out(short: str, long: str) -> None:
    assert written_out(short) == long


def test_have_is_contracted_before_its_verb_only() -> None:
    assert contracted("I have been there and I have the key.") == (
        "I've been there and I have the key."
    )


@given(st.text(max_size=60))
def test_any_text_can_be_made_formal(text: str) -> None:
    assert isinstance(edit(text, "formal"), str)
