# ruff: noqa: E501 - a row a message
"""Self-doubt before a point goes whole; what carries something, or confesses, stays."""

from __future__ import annotations

import pytest

from onhand.rewrite.rules import edit
from onhand.rewrite.rules.firm.doubts import is_doubt, without_doubt
from onhand.rewrite.rules.firm.recasting import recast, sure_question, without_tails


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("This may sound silly, but the tap is dripping", "The tap is dripping"),
        ("It's maybe only me, but the soup is salty", "The soup is salty"),
        ("Possibly an odd remark, but aren't we early", "Aren't we early"),
        ("I'm no chef but the cake is dry", "The cake is dry"),
        ("If you don't mind me saying so, it is late", "It is late"),
        ("I'm the wrong person to say this, but he drinks", "He drinks"),
        ("I can't say for sure, but the shop is shut", "The shop is shut"),
    ],
)
def test_doubt_before_the_point_goes(text: str, point: str) -> None:
    assert without_doubt(text) == point


@pytest.mark.parametrize(
    "text",
    [
        "It's late, so we should go home",
        "Sorry I broke the bowl, but I will pay for it",
        "I'm no longer in the team, but Olga is",
        "Not the best day, but good enough for us",
        "It's not my job, but I did it anyway",
        "I'm not a member, but I would like to come",
    ],
)
def test_what_carries_something_stays(text: str) -> None:
    assert without_doubt(text) == text
    assert not is_doubt(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The rent is too high, sorry", "The rent is too high"),
        ("I can't come, sorry", "I can't come, sorry"),
        ("He left early, but maybe I'm wrong", "He left early"),
        ("Let me know if that works for you", "Let me know if that works for you"),
    ],
)
def test_doubt_after_the_point_goes(text: str, said: str) -> None:
    assert without_tails(text) == said


def test_turns_are_recast() -> None:
    assert recast("Would it be very annoying if I came late") == "Would it be ok if I came late"
    assert recast("Could it be that you forgot the key") == "Did you forget the key"
    assert sure_question("Might the tea be cold?") == "Is the tea cold?"
    assert sure_question("Might the bus be late tomorrow?") == "Will the bus be late tomorrow?"


@pytest.mark.parametrize(
    ("text", "direct"),
    [
        ("The mistake could be mine, but I rather think the form is old.", "The mistake could be mine, but the form is old."),
        ("Perhaps it was my fault.", "It may have been my fault."),
        ("maybe dont tell Ruth yet", "Don't tell Ruth yet."),
        ("Would you maybe have a spare chair?", "Do you have a spare chair?"),
        ("Would you maybe want to eat with us on Friday?", "Would you like to eat with us on Friday?"),
        ("Would you mind not smoking here?", "Please do not smoke here."),
        ("If I understood correctly, the bus leaves at 8:10, right?", "The bus leaves at 8:10, right?"),
        ("I'm not sure I can be there by 6, maybe 6:30.", "I'm not sure I can be there by 6, maybe 6:30."),
        ("We could maybe rotate the shifts.", "Let's rotate the shifts."),
        ("I was kind of wondering why I wasn't asked.", "Why wasn't I asked?"),
        ("I might be wrong but I sort of feel like the lamp is too bright", "The lamp is too bright."),
        ("Sorry to be difficult but I don't eat nuts, would it be possible to get something else?", "I don't eat nuts. I would like to get something else."),
        ("I think I might have left my scarf in room 12 last night.", "I left my scarf in room 12 last night."),
        ("I'm wondering if the pills might be making me tired?", "Are the pills making me tired?"),
        ("My brother might drive us, but I think he might be busy.", "My brother might drive us, but he might be busy."),
        ("We may possibly need to repaint the door.", "We need to repaint the door."),
    ],
)  # fmt: skip
def test_hedged_messages(text: str, direct: str) -> None:
    assert edit(text, "confident") == direct


@pytest.mark.parametrize(
    "text",
    [
        "The bus leaves at 7:40 from platform 3.",
        "I can't come on Thursday. I have to work.",
        "Could I have the bill, please?",
        "We may be late because of the snow.",
        "What do you think about the blue curtains?",
        "Sorry, I can't help you with that.",
        "If it rains, we will stay at home.",
        "I hope it's not raining, but bring an umbrella.",
        "He said it might be cancelled.",
        "The film was a kind of fairy tale.",
    ],
)
def test_direct_messages_stay(text: str) -> None:
    assert edit(text, "confident") == text


@pytest.mark.parametrize(
    "text", ["", " ", "maybe", "Maybe?", "I think", "I guess, maybe, but", "🙂", "’s maybe ’"]
)
def test_odd_texts_raise_nothing(text: str) -> None:
    edit(text, "confident")
