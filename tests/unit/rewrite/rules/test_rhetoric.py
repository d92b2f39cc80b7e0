"""Questions that only scold go; those that say something say it plainly."""

from __future__ import annotations

import pytest

from onhand.rewrite.rules.courteous.rhetoric import unscolded
from onhand.rewrite.rules.english.sentences import join, split_sentences


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Do I look like your maid? Wash it.", "Wash it."),
        ("You call yourself a plumber? It drips.", "It drips."),
        ("Why should I pay for that?", "I do not think I should pay for that."),
        ("Since when do we work on Sundays?", "I was not aware that we work on Sundays."),
        ("How could you forget my name?", "I did not expect you to forget my name."),
        ("You call this warm? It is ice.", "I do not think this is warm. It is ice."),
        ("Thanks for not telling me.", "You did not tell me."),
        ("Great job blocking the gate. Move it.", "You blocked the gate. Move it."),
        ("Why can't you just listen?", "Listen."),
        (
            "Is it too much to ask for an answer?",
            "I would be grateful for an answer.",
        ),
        (
            "What kind of person leaves a dog in a hot car?",
            "I am not sure why anyone would leave a dog in a hot car.",
        ),
        (
            "When were you going to tell me about the leak?",
            "It would have helped to know about the leak.",
        ),
    ],
)
def test_scolding_is_said_plainly(text: str, plain: str) -> None:
    assert join(unscolded(split_sentences(text))) == plain


@pytest.mark.parametrize(
    "text",
    [
        "Why can't you come on Saturday?",
        "Great job organising the party!",
        "Thanks for not smoking.",
        "Do you know what time the bus leaves?",
        "Who told you about it?",
        "How can you tell?",
        "Why should I choose the blue one?",
        "Do I look like your maid?",
    ],
)
def test_true_questions_and_thanks_stay(text: str) -> None:
    assert join(unscolded(split_sentences(text))) == text
