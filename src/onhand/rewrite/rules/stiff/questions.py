# ruff: noqa: E501 - word lists read best as words
"""Fragments that end in a question mark, put as whole questions."""

from __future__ import annotations

import re

from onhand.rewrite.rules.stiff.reading import Reading
from onhand.rewrite.rules.stiff.states import with_be
from onhand.rewrite.rules.stiff.subjects import in_small
from onhand.rewrite.rules.stiff.word_classes import PERSONAL, THINKING, is_adjective


def asked(part: str, reading: Reading) -> str | None:
    """Turn a fragment with a question mark into a question: "lift still broken" -> "Is the lift …"."""
    small = in_small(part)
    first = part.split(" ", maxsplit=1)[0].lower()
    if reading.kind == "small":
        whole = with_be(part, reading)
        match = re.match(r"(.+?) (is|are|has|have) (?=\S)", whole or "")
        if whole and match:
            return f"{match[2].capitalize()} {in_small(match[1])} {whole[match.end() :]}"
        return None
    if reading.kind == "gerund" and not reading.subject:
        return f"Are you {small}"
    if reading.kind == "verb" and reading.verb in THINKING - {"hope", "guess", "suppose", "look"}:
        return f"Do you {small}"
    if re.match(
        r"(?:seen|heard|finished|done|tried|checked|read|been|eaten|found|received|booked|paid|sent|decided|ordered|spoken|thought|made|managed|had|lost|met)\b",
        part,
        re.I,
    ):
        return f"Have you {small}"
    if first in (
        "free",
        "ready",
        "sure",
        "busy",
        "awake",
        "home",
        "available",
        "interested",
        "happy",
        "back",
        "okay",
        "alone",
        "around",
        "up",
    ):
        return f"Are you {small}"
    if re.match(r"(?:the )?same (?:time|place|day|as|again)\b", part, re.I):
        return f"Is it {re.sub(r'^(?:the )?', 'the ', small)}"
    if re.match(
        r"(?:maybe |how about )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|(?:at )?\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)\b|(?:at )?\d{1,2}[:.]\d\d\b|at \d{1,2}$)[\w :.]{0,18}$",
        part,
        re.I,
    ):
        part = re.sub(r"^(?:maybe|how about) ", "", part, flags=re.I)
        return f"Would {part[:1] if part[:1].isupper() and not part.startswith(('Tomorrow', 'Tonight', 'Maybe')) else part[:1].lower()}{part[1:]} be suitable"
    if re.match(r"(?:the )?usual (?:place|time|spot|table)\b", part, re.I):
        return f"Would the {re.sub(r'^the ', '', small)} be suitable"
    if re.match(
        r"(?:lunch|dinner|breakfast|coffee|drinks|pizza|a coffee|a beer|beer|tea|a drink|brunch|supper)(?: (?:at|on|in|tomorrow|today|tonight|later|next|this|soon|with|after)\b.*)?$",
        part,
        re.I,
    ):
        return f"Would you like to have {small}"
    if reading.kind == "state" and is_adjective(first) and first not in PERSONAL:
        return f"Is it {small}"
    if reading.kind == "nothing":
        return f"Is there {small}"
    return None
