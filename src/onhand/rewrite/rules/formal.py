# ruff: noqa: E501 - tables read best a row a line
"""Full sentences, no slang, no contractions."""

from __future__ import annotations

from collections.abc import Mapping

from onhand.rewrite.rules.sentences import with_orders_as
from onhand.rewrite.rules.words import replaced, without_chatter, written_out

STIFF: Mapping[str, str] = {
    "kids": "children", "guys": "everyone", "yeah": "yes", "yep": "yes", "nope": "no", "tons of": "many", "loads of": "many", "a bit": "somewhat",
    "really": "very", "super": "very", "awesome": "excellent", "thanks a lot": "thank you very much", "thanks": "thank you", "hey": "hello", "hi": "hello",
    "sorry for": "I apologize for", "kinda": "somewhat", "stuff": "items", "gonna": "going to", "ok": "all right", "okay": "all right", "cool": "fine",
}  # fmt: skip


def formal(text: str) -> str:
    return written_out(with_orders_as(replaced(without_chatter(text), STIFF), "Please %s."))
