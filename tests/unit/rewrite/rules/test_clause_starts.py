"""Where a clause of its own begins."""

from __future__ import annotations

import pytest

from onhand.rewrite.rules.english.clause_starts import begins_clause, is_complete


@pytest.mark.parametrize(
    "text",
    [
        "I want a refund",
        "it's gone",
        "we just missed it",
        "the office closes at 12",
        "my visitors come on Friday",
        "wedding's on the 21st",
        "bread from Jana's is the best",
        "two of them were broken",
        "mine went up in smoke",
        "from Monday I cannot come",
        "last time Anselm was stung",
    ],
)
def test_begins_clause(text: str) -> None:
    assert begins_clause(text)


@pytest.mark.parametrize(
    "text",
    ["", "the red ones", "and it is", "a blue box", "to the shop", "blue, it is", "which is"],
)
def test_begins_no_clause(text: str) -> None:
    assert not begins_clause(text)


def test_is_complete() -> None:
    assert is_complete("so far the shop needs nothing")
    assert is_complete("can't come")
    assert not is_complete("no hot water")
