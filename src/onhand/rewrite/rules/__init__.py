"""Rewriting by rules: typing mended and a tone given without a model, for English.

`mending` comes first, before every tone and before the bundled model reads a message; then a room
for each tone: `stiff` (formal), `plain` (casual), `brief` (concise), `firm` (confident) and
`courteous` (polite and friendly). `english` is what they share. Tables of words and patterns are
data; the code around them is small. A rule fires where it is certain: a wrong edit is worse than a
missed one.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from typing import cast

__all__ = ["calm", "edit", "mend", "mend_for", "preload"]

_ROOMS = {
    "formal": "stiff.formal",
    "polite": "courteous.polite",
    "friendly": "courteous.friendly",
    "casual": "plain.casual",
    "concise": "brief.concise",
    "confident": "firm.confident",
}
"""Where a tone lives; imported when it is asked for, since patterns take a while to compile."""


def mend(text: str, *, keeps_chat: bool = False) -> str:
    """Return `text` with its typing mended: spelling, grammar slips, names, sentences, end marks.

    Text that is not English, or longer than `mending.MAX_WORDS`, gets its capitals and its end mark
    only.

    Args:
        text: any text.
        keeps_chat: whether what is a chat's way ("gonna", "btw") stays, as no mistake.
    """
    from onhand.rewrite.rules.mending.mending import mend as mended

    return mended(text, keeps_chat=keeps_chat)


def mend_for(text: str, tone: str) -> str:
    """Return `text` mended for a tone: in some, what is a chat's way is no mistake."""
    return mend(text, keeps_chat=tone in ("correct", "casual"))


def calm(text: str) -> str:
    """Return a text with what is shouted in small letters: all of it, or three words in a row."""
    from onhand.rewrite.rules.mending.shouting import calm as calmed

    return calmed(text)


def edit(text: str, tone: str) -> str:
    """Return `text` mended, and with the marks of a built-in tone where rules can give them.

    Words are exchanged and put before or after, never dropped unless they only hedge or pad. For
    another tone the same as :func:`mend`.
    """
    from onhand.rewrite.rules.english.sentences import with_capitals
    from onhand.rewrite.rules.mending.mending import is_left_alone

    mended = mend_for(text, tone)
    if tone not in _ROOMS or is_left_alone(text):
        return mended
    room = importlib.import_module(f"{__name__}.{_ROOMS[tone]}")
    change = cast(Callable[[str], str], getattr(room, tone))
    changed = re.sub(r"[ \t]{2,}", " ", change(mended))
    changed = re.sub(r"\b(it|he|she|that|there) is (been|got)\b", r"\1 has \2", changed, flags=re.I)
    return with_capitals(re.sub(r"[\s,]+([.,!?])(?!\w)", r"\1", changed).strip())


def preload() -> None:
    """Load what every tone needs, half a second's work, before the first text comes."""
    mend("ready")
