"""Names with their capitals."""

from __future__ import annotations

import pytest

from onhand.rewrite.rules.mending.names import with_names


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("call jenny wu about it", "call Jenny Wu about it"),
        ("we fly from new york to hong kong", "we fly from New York to Hong Kong"),
        ("it's at 22 mill lane", "it's at 22 Mill Lane"),
        ("they live on baker street", "they live on Baker Street"),
        ("tell mrs o'brien", "tell Mrs O'Brien"),
        ("ask hamza from hr", "ask Hamza from HR"),
        ("the invoice for may, please", "the invoice for May, please"),
        ("kind regards, beata nowak", "kind regards, Beata Nowak"),
        ("cheers, sam", "cheers, Sam"),
        # no names
        ("on the main road", "on the main road"),
        ("30 pounds per hr", "30 pounds per hr"),
        ("any trouble this may cause", "any trouble this may cause"),
        ("I saw the doctor yesterday", "I saw the doctor yesterday"),
        ("thanks, mate", "thanks, mate"),
        ("do it today, thanks, urgent", "do it today, thanks, urgent"),
    ],
)
def test_with_names(typed: str, named: str) -> None:
    assert with_names(typed) == named
