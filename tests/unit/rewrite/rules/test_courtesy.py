"""No string makes the three tones fail, and none loses a fact."""

# ruff: noqa: E501, SIM905

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onhand.rewrite.facts import find_facts, missing_facts
from onhand.rewrite.rules import edit

TONES = ("polite", "friendly", "casual")
_PIECES = st.sampled_from(
    "Hi Tom , . ! ? you forgot don't can't why is my order \n stop I want the a or else 5 😀 ’ \u202e \x00 ñ Could please % {who} %s \\g<1> receive purchase".split(" ")
)  # fmt: skip


@pytest.mark.parametrize("tone", TONES)
@given(text=st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=14).map(" ".join)))
@settings(max_examples=60, deadline=None)
def test_never_raises(tone: str, text: str) -> None:
    edit(text, tone)


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize(
    "text",
    [
        "Send Ida the A-7/b form by 3:30 or I'll go to Mr Ur, it cost $5.50.",
        "You haven't paid 59.90 € for order B7-Q, see https://im.org/u and mail i@r.com!",
        "WHY IS UNIT 12 EMPTY? I told you twice that Dembele comes on Monday.",
    ],
)
def test_facts_stay(tone: str, text: str) -> None:
    assert missing_facts(find_facts(text), edit(text, tone)) == ()
