"""Warm and without reproach."""

from __future__ import annotations

import re

from onhand.rewrite.rules.sentences import GREETING, with_capitals, with_orders_as
from onhand.rewrite.rules.words import contracted


def friendly(text: str) -> str:
    asked = with_orders_as(contracted(text), "Could you %s?")
    wants = "Could you" in asked or "?" in asked
    end = (
        ""
        if re.search(r"thank|take care|best wishes", asked, re.I)
        else " Thanks so much!"
        if wants
        else " Take care!"
    )
    return ("" if GREETING.match(asked) else "Hi! ") + with_capitals(asked) + end
