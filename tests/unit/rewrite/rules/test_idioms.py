"""Turns of talk said plainly, chat letters read, and where both must leave the words alone."""

from __future__ import annotations

import pytest

from onhand.rewrite.rules import edit
from onhand.rewrite.rules.mending.texting import with_texting_read
from onhand.rewrite.rules.stiff.idioms import without_idioms


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("The doc says two days off", "The doctor says two days off"),
        ("It's doing my head in", "It's causing me great frustration"),
        ("You owe me 20 bucks", "You owe me 20 dollars"),
        ("20 bucks, or €18", "20 bucks, or €18"),
        ("I'm skint until Friday", "I'm short of money until Friday"),
        ("The boiler's knackered", "The boiler's not working"),
        ("Come fix it", "Come and fix it"),
        ("No, I'm good, thanks", "No, thank you"),
        ("I bought a coat off you", "I bought a coat from you"),
        # must stay
        ("My phone broke", "My phone broke"),
        ("I am broke the moment rent is due", "I am broke the moment rent is due"),
        ("The car has come back", "The car has come back"),
        ("Take my photo off your website", "Take my photo off your website"),
        ("I slept half a day", "I slept half a day"),
        ("The order was sorted by date", "The order was sorted by date"),
        ("Is it number 14 or no 15 at all", "Is it number 14 or no 15 at all"),
    ],
)
def test_idioms(said: str, plain: str) -> None:
    assert without_idioms(said) == plain


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("r u coming 4 dinner", "r u coming for dinner"),
        ("ur bins r blocking the drive", "ur bins are blocking the drive"),
        ("dont worry, ill sort it", "dont worry, I'll sort it"),
        ("forgot jonass coat and omars hat", "forgot jonass coat and Omar's hat"),
        ("hope ur feeling better", "hope you're feeling better"),
        # must stay
        ("we need 4 chairs", "we need 4 chairs"),
        ("bring 2 forks", "bring 2 forks"),
        ("he is ill and tired", "he is ill and tired"),
        ("lukas sent it", "lukas sent it"),
        ("thanks for your doing this", "thanks for your doing this"),
        ("your being late is a problem", "your being late is a problem"),
    ],
)
def test_texting(typed: str, read: str) -> None:
    assert with_texting_read(typed) == read


@pytest.mark.parametrize(
    ("chat", "formal"),
    [
        (
            "ur bins r blocking the drive, cant get my car out. shift em pls",
            "Your bins are blocking the drive. I cannot get my car out. Please move them.",
        ),
        ("kinda annoyed that no1 told me", "I am somewhat annoyed that no one told me."),
        ("sunday any good?", "Is Sunday any good?"),
        (
            "running late, Oxley roundabout is shut",
            "I am running late. The Oxley roundabout is shut.",
        ),
        ("he has no idea what bus to take", "He has no idea what bus to take."),
        ("anyone seen my keys?", "Has anyone seen my keys?"),
        ("mind closing the window?", "Would you mind closing the window?"),
        ("wanna swap shifts?", "Would you like to swap shifts?"),
        ("im a nurse, quiet, dont smoke", "I am a nurse, quiet. I do not smoke."),
        ("slow down", "Please slow down."),
        ("so sorry for ur loss", "Please accept my condolences."),
        ("thx for the flowers, they made my day", "Thank you for the flowers. They made my day."),
    ],
)
def test_a_chat_message_becomes_formal(chat: str, formal: str) -> None:
    assert edit(chat, "formal") == formal
