# ruff: noqa: E501 - tables read best a row a line
"""The hedges taken out."""

from __future__ import annotations

import re

from onhand.rewrite.rules.words import without_chatter, written_out

_HEDGES = re.compile(
    r"\b(?:(?:sorry to bother you|sorry for the trouble|sorry if this is a (?:silly|stupid) question),? but"
    r"|(?:(?:I'm )?not sure,? but )?I (?:just )?(?:think|guess|feel like|suppose|believe)(?: that)?(?: (?:maybe|perhaps))?"
    r"(?= (?:I|we|you|it|the|this|that|they|he|she|there)\b)|maybe|perhaps|possibly|kind of|sort of|a bit|just|I was wondering if|if (?:that's|that is|thats) (?:ok|okay|alright)(?: with you)?)\b,?", re.I
)  # fmt: skip


def confident(text: str) -> str:
    return written_out(_HEDGES.sub("", without_chatter(text)))
