"""Tests of dense sentences made shorter without loss."""

import pytest

from onhand.rewrite.rules.brief.concise import concise
from onhand.rewrite.rules.brief.condensing import condensed, direct


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "I was talking to Ingeborg yesterday at the bakery, and she mentioned in passing that "
            "the choir meets on Thursday, so I thought I'd better pass it on.",
            "Ingeborg mentioned the choir meets on Thursday.",
        ),
        (
            "The meeting, which was supposed to take place in the big room on the second floor, "
            "has been moved to the small one, which is typical.",
            "The meeting has been moved from the big room on the second floor to the small one.",
        ),
        (
            "The bike is broken again, silly me, and the thing with the lock is that it doesn't "
            "open any more in the cold.",
            "The bike is broken again, and the lock doesn't open any more in the cold.",
        ),
        (
            "Would you be an absolute angel and bring the passport from the drawer in the hall to "
            "terminal 2 before 11?",
            "Please bring the passport from the drawer in the hall to terminal 2 before 11.",
        ),
        (
            "I know this is the third time I'm asking this week, but the parcel with the hinges "
            "still hasn't arrived at the depot.",
            "The parcel with the hinges still hasn't arrived at the depot.",
        ),
        (
            "I've been asked by several parents whether it would be possible for the school to "
            "open at 7:45, so I'm passing this on to you.",
            "Several parents asked whether the school could open at 7:45.",
        ),
        (
            "I just got off the phone with the garage and they're telling me that it's the "
            "gearbox, which frankly is too dear.",
            "According to the garage, it's the gearbox, which is too dear.",
        ),
        (
            "My physio said, and I trust her completely because she is good, that I shouldn't lift "
            "anything heavier than 5 kilos.",
            "My physio said that I shouldn't lift anything heavier than 5 kilos.",
        ),
        (
            "Since our car is at the garage until Friday, would there be any possibility of us "
            "borrowing yours for a couple of hours?",
            "Since our car is at the garage until Friday, could we borrow yours for a couple of "
            "hours?",
        ),
    ],
)
def test_side_remarks_and_roundabout_telling_go(text: str, wanted: str) -> None:
    assert direct(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "I was talking to Tom about the fence and he said no, so what are we going to do with the "
        "posts in the garage now?",
        "The red van (only until Friday, not on Saturday) can be parked behind the church, next to "
        "the two bins and the gate.",
        "We have a quick question about the 40 litre tank: how long does it take to fill it if the "
        "pump is off?",
        "My brother, Emil, thinks we should sell the boat to the man from Kiel before the winter, "
        "and I agree with him.",
    ],
)
def test_what_carries_something_stays(text: str) -> None:
    assert direct(text) == text


def test_a_short_text_stays() -> None:
    assert direct("Typical, the bus is late, silly me.") == "Typical, the bus is late, silly me."


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("I think we should sell it.", "We should sell it."),
        ("A friend of mine has got the key.", "My friend has the key."),
        (
            "There are lots of leaves, which means that the gutter is blocked.",
            "There are many leaves, so the gutter is blocked.",
        ),
        ("It's late due to the fact that it snowed.", "It's late because it snowed."),
        ("You are therefore asked to pay by Monday.", "Please pay by Monday."),
        ("It has been here for ten years now.", "It has been here for ten years."),
        ("Please call me as soon as possible.", "Please call me ASAP."),
    ],
)
def test_many_words_become_few(text: str, wanted: str) -> None:
    assert condensed(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "I don't think we should sell it.",
        "I need a copy of yours.",
        "She is over there.",
        "The name is still kwillems, and since the rota has to be out today, please reset it.",
    ],
)
def test_what_is_short_already_stays(text: str) -> None:
    assert condensed(text) == text


def test_a_statement_that_begins_with_what_is_no_question() -> None:
    text = (
        "What annoys me about the whole thing is not so much the money, it's the fact that nobody "
        "told us about the trip until 5:30, so I'd like a refund for my group."
    )
    wanted = "Nobody told us about the trip until 5:30, so I'd like a refund for my group."
    assert concise(text) == wanted


def test_news_after_a_courteous_lead_stays() -> None:
    text = (
        "In response to your enquiry, for which we thank you, we are pleased to be able to confirm "
        "that dogs are permitted in the flats, for a supplement of 9 euros per night."
    )
    assert (
        concise(text) == "Dogs are permitted in the flats, for a supplement of 9 euros per night."
    )


def test_a_question_at_the_end_keeps_its_mark() -> None:
    text = (
        "I hate being that mother, but Oskar came home without his inhaler again on Monday, and "
        "since he needs it before sport, could someone please check his locker today?"
    )
    assert concise(text).endswith("could someone check his locker today?")
