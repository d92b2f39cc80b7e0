# ruff: noqa: E501 - tables read best a row a line
"""As to a friend: short forms, plain words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from onhand.rewrite.rules.sentences import GREETING
from onhand.rewrite.rules.words import contracted, replaced

_PLAIN: Mapping[str, str] = {
    "please be advised that": "", "please note that": "", "kindly": "please", "purchase": "buy", "require": "need", "regarding": "about", "concerning": "about",
    "prior to": "before", "therefore": "so", "however": "but", "inform": "tell", "assistance": "help", "assist": "help", "at your earliest convenience": "when you can",
    "due to the fact that": "because", "in order to": "to", "i would like to": "I'd like to", "commence": "start", "terminate": "end",
}  # fmt: skip


def _small_second(match: re.Match[str]) -> str:
    return match[1] + match[2].lower()


def casual(text: str) -> str:
    plain = replaced(contracted(text), _PLAIN)
    plain = plain.strip(" ,")
    if GREETING.match(plain):
        plain = re.sub(r"^(?:hello|dear)\b", "Hey", plain, flags=re.I)
        return re.sub(
            r"^(Hey, )(Please|The|We|You|My|It|This|There|Can|Could)\b", _small_second, plain
        )
    is_name = plain[:2] in ("I ", "I'") or plain[:2].isupper()
    return f"Hey, {plain if is_name else plain[:1].lower() + plain[1:]}"
