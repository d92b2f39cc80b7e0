"""Questions put indirectly have the word order of a statement."""

from __future__ import annotations

import pytest

from onhand.rewrite.rules.courteous.indirect import indirect


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("Where's my order?", "where my order is"),
        ("When will you be here?", "when you will be here"),
        ("Why haven't you replied?", "why you have not replied"),
        ("Did you get my message?", "whether you got my message"),
        ("Does the bus stop here?", "whether the bus stops here"),
        ("Is the shop open on Sunday?", "whether the shop is open on Sunday"),
        ("Who is coming?", "who is coming"),
        ("Who is the manager?", "who the manager is"),
        ("What happened to the printer?", "what happened to the printer"),
        ("How many chairs do we need?", "how many chairs we need"),
        ("Where are the files you promised?", "where the files you promised are"),
        ("Why was I charged twice?", "why I was charged twice"),
        ("What time is dinner?", "what time dinner is"),
        ("What is that noise?", "what that noise is"),
        ("What is this for?", "what this is for"),
        ("Has Tom called?", "whether Tom has called"),
    ],
)
def test_word_order(question: str, clause: str) -> None:
    assert indirect(question) == clause


@pytest.mark.parametrize(
    "question", ["How are you?", "Isn't it late?", "Ok?", "", "What if it rains?", "Call me."]
)
def test_none_where_it_is_not_safe(question: str) -> None:
    assert indirect(question) is None
