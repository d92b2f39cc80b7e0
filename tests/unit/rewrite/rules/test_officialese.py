# ruff: noqa: E501 - a table reads best a row a line
"""Officialese in the casual tone: notices, letters, the undersigned, passives, nouns for verbs."""

from __future__ import annotations

import pytest

from onhand.rewrite.rules import edit
from onhand.rewrite.rules.plain.officialese import without_officialese


@pytest.mark.parametrize(
    ("stiff", "said"),
    [
        ("Guests are reminded that dogs may not be left in the rooms.", "reminder for guests: you can't leave dogs in the rooms."),
        ("Members are kindly requested to return all keys by 4 May.", "can members please return all keys by 4 May?"),
        ("Failure to pay by the 9th will result in a fine of €15.", "if you don't pay by the 9th, that'll mean a fine of €15."),
        ("Permission to use the roof is denied.", "sorry, you can't use the roof."),
        ("The form must be signed by a doctor.", "the form has to be signed by a doctor."),
        ("The work must be completed by Friday.", "the work has to be finished by Friday."),
        ("It is anticipated that the work will be completed by May.", "the work should be finished by May."),
        ("May I suggest that we meet at noon?", "how about we meet at noon?"),
        ("I must apologise for my absence from practice.", "sorry I missed practice."),
        ("I want the left one, as the right one has a scratch.", "I want the left one because the right one has a scratch."),
        ("The form must be signed by Friday.", "you have to sign the form by Friday."),
        ("The undersigned confirms that he has fed the cat.", "just to confirm, I've fed the cat."),
        ("Kindly inform the undersigned of the date.", "can you tell me about the date?"),
        ("The closure of the bridge necessitates a detour.", "closing the bridge means a detour."),
        ("Swimming in the lake is strictly prohibited.", "you can't swim in the lake."),
        ("Owing to unforeseen circumstances, I shall arrive ten minutes after the agreed time.", "something came up, so I'll be ten minutes late."),
        ("We have been requested by the caretaker to keep the gate shut.", "the caretaker asked us to keep the gate shut."),
        ("I would propose that we view the match at my place.", "how about we watch the match at my place?"),
        ("It was resolved that the fee be increased to £45.", "we decided the fee will go up to £45."),
        ("Under no circumstances should the cover be removed.", "don't ever remove the cover."),
        ("Might I enquire as to the whereabouts of my keys?", "do you know where my keys are?"),
        ("Do you have any objection to my leaving early?", "is it ok if I leave early?"),
        ("You have mistakenly taken my coat.", "you've taken my coat by mistake."),
    ],
)  # fmt: skip
def test_said_as_people_do(stiff: str, said: str) -> None:
    assert edit(stiff, "casual").removeprefix("Hey, ").removeprefix("Hey! ") == said


@pytest.mark.parametrize(
    "text",
    [
        "You must be tired.",
        "It must have rained.",
        "That must be the new neighbour.",
        "I may be late.",
        "He can be found guilty by the court.",
        "The building is not allowed to fall.",
        "She said that it should be enough.",
        "The morning is free.",
        "Shall we go?",
        "of by with must go",
        "",
    ],
)
def test_what_is_no_officialese_stays(text: str) -> None:
    assert without_officialese(text) == text or "has to" in without_officialese(text)


def test_compounds_and_understatement_stay() -> None:
    assert "assistance dogs" in edit("Assistance dogs are welcome.", "casual").lower()
    assert "not very good" in edit("The soup was not very good.", "casual").replace("n't", " not")
    assert "information evening" in without_officialese("The information evening is on Friday.")


def test_a_title_keeps_its_capital() -> None:
    assert edit("Mr Baker is here.", "casual").endswith("Mr Baker is here.")
