"""Asking instead of ordering, with thanks."""

from __future__ import annotations

from onhand.rewrite.rules.formal import STIFF
from onhand.rewrite.rules.sentences import with_capitals, with_orders_as
from onhand.rewrite.rules.words import replaced, without_chatter, written_out


def polite(text: str) -> str:
    asked = written_out(
        with_orders_as(replaced(without_chatter(text), STIFF), "Could you please %s?")
    )
    return asked if "thank" in asked.lower() else f"{with_capitals(asked)} Thank you."
