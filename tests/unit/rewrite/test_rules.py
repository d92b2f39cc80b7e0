"""The fallback mends typing and cannot lose a fact."""

from __future__ import annotations

import pytest

from onhand.rewrite.facts import find_facts, missing_facts
from onhand.rewrite.rules import mend


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("hey, cant make it tmrw, sorry!!", "Hey, can't make it tomorrow, sorry!"),
        ("i think u r right", "I think you are right."),
        ("Already fine.", "Already fine."),
        ("see https://im.org/u now", "See https://im.org/u now."),
        ("mail i@r.com", "Mail i@r.com."),
    ],
)
def test_mending(text: str, mended: str) -> None:
    assert mend(text) == mended


@pytest.mark.parametrize(
    "text", ["call Mr Ur at 3pm re A-7/b", "pls see u.r/x.pdf & pay $5.50 to Ida Im by 2026-01-02"]
)
def test_facts_survive(text: str) -> None:
    assert missing_facts(find_facts(text), mend(text)) == ()
