"""Commas after how a message begins."""

from __future__ import annotations

import pytest

from onhand.rewrite.rules.mending.openings import with_opening_apart


@pytest.mark.parametrize(
    ("typed", "apart"),
    [
        ("sorry can't make it", "sorry, can't make it"),
        ("ma'am my salary is late", "ma'am, my salary is late"),
        ("heads up the road is closed", "heads up, the road is closed"),
        ("yes I have it", "yes, I have it"),
        ("when you get home can you feed the cat", "when you get home, can you feed the cat"),
        ("if possible please ring first", "if possible, please ring first"),
        ("if not who should I ask", "if not, who should I ask"),
        ("as I said on the phone the boiler is old", "as I said on the phone, the boiler is old"),
        ("Marlena you forgot the keys", "Marlena, you forgot the keys"),
        ("Anna I left it open", "Anna, I left it open"),
        # belongs to what follows
        ("Maybe you can", "Maybe you can"),
        ("Will you come", "Will you come"),
        ("Marlena likes you", "Marlena likes you"),
        ("sorry I'm late", "sorry I'm late"),
        ("mum is at the station", "mum is at the station"),
        ("all I want is sleep", "all I want is sleep"),
        ("nice of you to ask", "nice of you to ask"),
        ("when is the next train please", "when is the next train please"),
        ("when can you come", "when can you come"),
        ("update my address", "update my address"),
    ],
)
def test_with_opening_apart(typed: str, apart: str) -> None:
    assert with_opening_apart(typed) == apart
