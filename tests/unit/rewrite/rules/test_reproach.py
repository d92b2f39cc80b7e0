"""Reproaches lose their edge; what happened stays."""

from __future__ import annotations

import pytest

from onhand.rewrite.rules import edit


@pytest.mark.parametrize(
    ("text", "tone", "said"),
    [
        ("You never wash up.", "polite", "It sometimes seems that you never wash up."),
        (
            "You never wash up.",
            "friendly",
            "Hi! I hope you don't mind me mentioning it, but "
            "it sometimes feels like you never wash up.",
        ),
        (
            "You forgot our anniversary.",
            "friendly",
            "Hi! I think our anniversary slipped your mind.",
        ),
        (
            "You haven't paid the deposit.",
            "polite",
            "It seems that you have not had a chance to pay the deposit yet.",
        ),
        ("You sent me the wrong colour.", "polite", "It seems that I got the wrong colour."),
        ("You never looked better.", "polite", None),
        ("We don't do deliveries.", "polite", "Unfortunately, we do not do deliveries."),
        ("I don't mind.", "polite", None),
    ],
)
def test_reproach(text: str, tone: str, said: str | None) -> None:
    edited = edit(text, tone)
    if said is None:
        assert "seems" not in edited
        assert "afraid" not in edited
    else:
        assert edited == said
