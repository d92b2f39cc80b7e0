"""Confident takes hedges out, turns no negation round and knows no more than the writer."""

from __future__ import annotations

import pytest

from onhand.rewrite.rules import edit
from onhand.rewrite.rules.english.clauses import as_open_question, as_question, negated
from onhand.rewrite.rules.english.verbs import base_of


@pytest.mark.parametrize(
    ("text", "direct"),
    [
        ("maybe we could meet at 3 instead?", "Let's meet at 3 instead."),
        ("I don't think we can make it", "We cannot make it."),
        ("I don't think that's a good idea", "That is not a good idea."),
        ("I don't think it works", "It does not work."),
        ("I might be able to get it done by Thursday, I think", "I can get it done by Thursday."),
        ("would it be ok if I left early on Friday?", "I would like to leave early on Friday."),
        (
            "I was kind of hoping you could maybe send me the list",
            "Please send me the list.",
        ),
        ("Would you mind turning the music down?", "Please turn the music down."),
        ("I could do Tuesday?", "I can do Tuesday."),
        ("I was hoping to get a refund, if possible", "I would like to get a refund."),
        ("I was thinking of applying for the job in Oslo", "I plan to apply for the job in Oslo."),
        ("We might want to check the numbers again", "We should check the numbers again."),
        ("I probably won't come", "I won't come."),
        ("The pump seems to be leaking", "The pump is leaking."),
        ("Do you think we could move the call to 4pm?", "Let's move the call to 4pm."),
        (
            "I was wondering if we could get a room with a sea view",
            "We would like to get a room with a sea view.",
        ),
        (
            "sorry if this is a stupid question but I think the total is wrong?",
            "The total is wrong.",
        ),
        ("I was thinking maybe Tuesday?", "How about Tuesday?"),
        ("I'm fairly confident that we can finish on time", "We can finish on time."),
        ("I suppose it could be the router, but I don't know", "It could be the router."),
        ("Maybe you're right", "You may be right."),
        ("there were maybe 30 people", "There were about 30 people."),
        ("he maybe comes on Tuesday", "He may come on Tuesday."),
        ("I don't suppose you could lend me 20 quid?", "Please lend me 20 quid."),
    ],
)
def test_hedges_go(text: str, direct: str) -> None:
    assert edit(text, "confident") == direct


@pytest.mark.parametrize(
    "text",
    [
        "I don't know the answer.",
        "Sorry I broke the vase. I will pay for it.",
        "What kind of paint do we need?",
        "Did anyone check the boiler?",
        "It is kind of you to help.",
        "That's not what I think.",
        "Tell me what you think.",
        "Let me know if that works for you.",
        "Only call me if it's urgent.",
        "I believe in you.",
        "I think about you every day.",
        "I may have left my keys at your place.",
        "You still owe me 200.",
        "You're right.",
        "Is that ok?",
        "Look at this.",
        "Sorry, but I can't.",
        "It may take up to 5 days.",
        "I'm afraid of dogs.",
        "We may have to cancel if it rains.",
        "May I come in?",
    ],
)
def test_what_is_no_hedge_stays(text: str) -> None:
    assert edit(text, "confident") == text


def test_not_knowing_stays_not_knowing() -> None:
    said = edit("I'm not sure if the parcel arrived", "confident")
    assert said == "I do not know if the parcel arrived."


@pytest.mark.parametrize(
    ("clause", "question", "denied"),
    [
        (
            "the shop is open on Sunday",
            "Is the shop open on Sunday",
            "the shop is not open on Sunday",
        ),
        ("you got my mail", "Did you get my mail", "you did not get my mail"),
        ("it makes sense", "Does it make sense", "it does not make sense"),
        ("that's right", "Is that right", "that is not right"),
        ("he quickly and", None, None),
    ],
)
def test_clauses_turn(clause: str, question: str | None, denied: str | None) -> None:
    assert as_question(clause) == question
    assert negated(clause) == denied


def test_an_open_question_is_turned() -> None:
    assert as_open_question("when the bakery opens") == "When does the bakery open"
    assert as_open_question("how much the ticket is") == "How much is the ticket"


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("sending", "send"),
        ("leaving", "leave"),
        ("getting", "get"),
        ("left", "leave"),
        ("used", "use"),
        ("replied", "reply"),
        ("calling", "call"),
        ("moved", "move"),
        ("stopped", "stop"),
    ],
)
def test_base_forms(form: str, base: str) -> None:
    assert base_of(form) == base


@pytest.mark.parametrize(
    ("hedged", "said"),
    [
        ("The blue one looks cheap, might just be me though.", "The blue one looks cheap."),
        ("The film is too long, though that's just my taste.", "The film is too long."),
        ("I think build 2.0.3 breaks the search.", "Build 2.0.3 breaks the search."),
        ("I suppose one might argue that the plot is thin.", "The plot is thin."),
        ("I think you might have sent me the wrong key.", "You might have sent me the wrong key."),
        ("I think the music could be a bit louder.", "The music should be a bit louder."),
        ("Maybe the font could be a bit bigger?", "The font should be a bit bigger."),
        ("I'll come, but only if Ana comes too.", "I'll come, but only if Ana comes too."),
    ],
)
def test_doubts_about_oneself_go(hedged: str, said: str) -> None:
    assert edit(hedged, "confident") == said
