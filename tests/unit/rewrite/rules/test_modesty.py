"""Clauses in which a writer makes themselves small, and those that only look like it."""

from __future__ import annotations

import pytest

from onhand.rewrite.rules import edit
from onhand.rewrite.rules.firm.modesty import is_modest, without_modesty


@pytest.mark.parametrize(
    "clause",
    [
        "I may not be the best person to judge",
        "it is not my place to say",
        "I realise this is short notice",
        "I don't want to complain",
        "I'm no accountant",
        "I can't promise anything",
        "I hope this isn't a bad moment",
    ],
)
def test_modest(clause: str) -> None:
    assert is_modest(clause)


@pytest.mark.parametrize(
    "text",
    [
        "This is wrong, but I'll take it",
        "I wanted to come, but the car broke down",
        "I know the boss said yes, but we can't",
        "I'm sorry I was late, but the bus broke down",
        "I like the idea, but it's too late",
        "Take the train, but not the first one",
        "I told you before, but you did not listen",
        "I may be late, but start without me",
        "You might be right, but the numbers disagree",
        "Call me if you like",
    ],
)
def test_what_carries_something_stays(text: str) -> None:
    assert without_modesty(text) == text


@pytest.mark.parametrize(
    ("hedged", "direct"),
    [
        ("I'm not a vet, but the cow looks ill.", "The cow looks ill."),
        ("The sum is off by 3, though I'm no accountant.", "The sum is off by 3."),
        (
            "I was wondering about the possibility of moving my desk?",
            "I would like to move my desk.",
        ),
        ("Would anybody mind if I closed the door?", "I would like to close the door."),
        ("We should probably think about buying a second oven.", "We should buy a second oven."),
        ("I'm not convinced that the tent is big enough.", "The tent is not big enough."),
        ("The map is a bit old, don't you think?", "The map is old."),
        ("If you have a minute, could you maybe water the palm?", "Please water the palm."),
        ("Is it ok if I ask why the gate was locked?", "Why was the gate locked?"),
        ("I'm afraid I might have to say no to the trip.", "I will have to say no to the trip."),
        ("I think we agreed on 10 a.m.", "We agreed on 10 a.m."),
    ],
)
def test_said_directly(hedged: str, direct: str) -> None:
    assert edit(hedged, "confident") == direct


def test_an_aside_between_commas_goes_with_its_opener() -> None:
    typed = "With all due respect, and please correct me if I'm wrong, the price is 19.90."
    assert edit(typed, "confident") == "The price is 19.90."
