"""The fallback mends typing and cannot lose a fact."""

from __future__ import annotations

import pytest

from onhand.rewrite.facts import find_facts, missing_facts
from onhand.rewrite.rules import calm, edit, mend


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("hey, cant make it tmrw, sorry!!", "Hey, can't make it tomorrow, sorry!"),
        ("i think u r right", "I think you are right."),
        ("Already fine.", "Already fine."),
        ("see https://im.org/u now", "See https://im.org/u now."),
        ("mail i@r.com", "Mail i@r.com."),
        ("at 5 p.m. sharp, e.g. here. ok", "At 5 p.m. sharp, e.g. here. Ok."),
    ],
)
def test_mending(text: str, mended: str) -> None:
    assert mend(text) == mended


@pytest.mark.parametrize(
    "text", ["call Mr Ur at 3pm re A-7/b", "pls see u.r/x.pdf & pay $5.50 to Ida Im by 2026-01-02"]
)
def test_facts_survive(text: str) -> None:
    assert missing_facts(find_facts(text), mend(text)) == ()


@pytest.mark.parametrize(
    ("tone", "text", "edited"),
    [
        ("formal", "kids cant come lol", "The children cannot come."),
        ("polite", "stop the noise", "Could you please stop the noise? Thank you."),
        ("polite", "don't touch it", "Please do not touch it. Thank you."),
        ("friendly", "bring the tent", "Hi! Could you bring the tent? Thanks!"),
        ("casual", "It is not open prior to noon.", "Hey, it isn't open before noon."),
        (
            "concise",
            "I just wanted to let you know that we wait due to the fact that it rains.",
            "We wait because it rains.",
        ),
        ("confident", "I think maybe we should go, I guess.", "We should go."),
        ("correct", "i dont no", "I don't know."),
        ("pirate", "u there", "You there?"),
    ],
)
def test_a_tone_by_rules(tone: str, text: str, edited: str) -> None:
    assert edit(text, tone) == edited


@pytest.mark.parametrize(
    ("text", "calmed"),
    [
        ("WHERE IS ORDER B7-Q? I WAIT", "Where is order B7-Q? I wait."),
        ("NASA called", "NASA called"),
        ("OK FINE", "OK FINE"),
    ],
)
def test_a_shouted_text_is_calmed_and_codes_stay(text: str, calmed: str) -> None:
    assert calm(text) == calmed
