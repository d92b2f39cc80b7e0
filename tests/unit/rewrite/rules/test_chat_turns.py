"""Whole chat messages in the formal tone: each part a sentence, nothing lost or turned round."""

from __future__ import annotations

import pytest

from onhand.rewrite.rules import edit
from onhand.rewrite.rules.stiff.completing import completed_as_read
from onhand.rewrite.rules.stiff.fragments import completed
from onhand.rewrite.rules.stiff.idioms import without_idioms


@pytest.mark.parametrize(
    ("chat", "formal"),
    [
        (
            "kettle bust, two off sick, need a plumber like now",
            "The kettle is broken. Two are on sick leave. I need a plumber immediately.",
        ),
        (
            "the roofer came, had a look, said its the gutter",
            "The roofer came, had a look and said it is the gutter.",
        ),
        (
            "wrong lamp sent. ordered brass, got chrome. can i swap it?",
            "The wrong lamp has been sent. I ordered brass. I received chrome. Can I swap it?",
        ),
        (
            "forgot my card, locked out, phone on 2%",
            "I forgot my card. I am locked out. My phone is on 2%.",
        ),
        ("you still need the tent sat?", "Do you still need the tent Saturday?"),
        ("no can do, fully booked til may", "That is not possible. We are fully booked until May."),
        ("file wouldnt open so heres a copy", "The file would not open so here is a copy."),
        ("you lied to me you idiot", "You lied to me."),
        ("Your goat ate my hat. Again.", "Your goat ate my hat again."),
    ],
)
def test_a_chat_becomes_sentences(chat: str, formal: str) -> None:
    assert edit(chat, "formal") == formal


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("huge queue at the till", "There is a huge queue at the till"),
        ("mould in the cellar", "There is mould in the cellar"),
        ("Fire drill Thursday 11am", "the fire drill is on Thursday 11am"),
        ("parcel for you at the desk", "There is a parcel for you at the desk"),
        ("loads of soup left", "There is plenty of soup left"),
        ("nice view", "The view is nice"),
        ("everyone bring a torch", "everyone, please bring a torch"),
        ("merge conflict in main.c", "There is a merge conflict in main.c"),
    ],
)
def test_a_noun_phrase_tells_something(part: str, whole: str) -> None:
    assert completed_as_read(part) == whole


@pytest.mark.parametrize(
    ("part", "question"),
    [
        ("lift still broken", "Is the lift still broken"),
        ("seen my gloves", "Have you seen my gloves"),
        ("coming tonight", "Are you coming tonight"),
        ("same time next week", "Is it the same time next week"),
        ("any spaces left", "Are there any spaces left"),
        ("how much for the drum", "What is the price of the drum"),
        ("Tuesday at 4pm", "Would Tuesday at 4pm be suitable"),
        ("60 degrees", None),
    ],
)
def test_a_fragment_asks(part: str, question: str | None) -> None:
    assert completed(part, is_question=True) == question


@pytest.mark.parametrize(
    ("talk", "plain"),
    [
        ("the lift packed in", "the lift stopped working"),
        ("no reply, no call", "no reply or call"),
        ("no call no text", "no call or text"),
        ("saw you at the gate", "saw you at the gate"),
        ("the cat sat", "the cat sat"),
        ("tell me back", "tell me back"),
        ("stay in bed a bit", "stay in bed a bit"),
        ("who opens 3 shops", "who opens 3 shops"),
    ],
)
def test_turns_of_a_chat(talk: str, plain: str) -> None:
    assert without_idioms(talk) == plain


@pytest.mark.parametrize(
    "written",
    [
        "Applicants failing to submit the form by noon will not be considered.",
        "In light of the recent increase in costs, I regret that I can no longer attend.",
        "The street lamp in front of our house has, I would say, been broken for three weeks.",
        "Members are reminded that dogs, with the exception of guide dogs, are not permitted.",
        "Unless the deposit is received by noon on Friday, your reservation will lapse.",
    ],
)
def test_what_was_written_with_care_stays(written: str) -> None:
    assert edit(written, "formal") == written
