"""Joins the answers to the pieces of one text: it is greeted once and ends once."""

from __future__ import annotations

import re

_OPENER = re.compile(r"^(?:Hi|Hey|Hello)(?: there)?[,!]\s+(?=\S)")
_CLOSER = re.compile(
    r"(?<=[.!?…])\s+(?:Take care|Thanks(?: so much| a lot)?|Thank you(?: so much| very much)?)"
    r"(?: for (?:your )?understanding)?[.!]$"
)
_GREETED = re.compile(r"^\W*(?:hi|hey|hello|dear|yo)\b", re.IGNORECASE)
_THANKED = re.compile(r"\b(?:thank|thanks|thx|ty|cheers|take care)\b", re.IGNORECASE)


def trim(answer: str, message: str, is_first: bool, is_last: bool) -> str:
    """Return a piece's answer without the greeting or ending that only a whole text has.

    Args:
        answer: the piece rewritten.
        message: the piece; what it says itself stays.
        is_first: whether it begins the text.
        is_last: whether it ends the text.
    """
    if not is_first and not _GREETED.match(message):
        opened = _OPENER.sub("", answer)
        answer = opened[:1].upper() + opened[1:]
    if not is_last and not _THANKED.search(message):
        answer = _CLOSER.sub("", answer)
    return answer
