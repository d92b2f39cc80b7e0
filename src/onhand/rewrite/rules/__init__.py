"""Rewriting by rules: typing mended and a tone given without a model, for English.

`mending` comes first, before every tone and before the bundled model reads a message; then a room
for each tone: `stiff` (formal), `plain` (casual), `brief` (concise), `firm` (confident) and
`courteous` (polite and friendly). `english` is what they share. Tables of words and patterns are
data; the code around them is small. A rule fires where it is certain: a wrong edit is worse than a
missed one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from onhand.rewrite.rules.brief.concise import concise
from onhand.rewrite.rules.courteous.friendly import friendly
from onhand.rewrite.rules.courteous.polite import polite
from onhand.rewrite.rules.english.sentences import with_capitals
from onhand.rewrite.rules.firm.confident import confident
from onhand.rewrite.rules.mending.language import is_english
from onhand.rewrite.rules.mending.mending import is_too_long, mend
from onhand.rewrite.rules.mending.shouting import calm
from onhand.rewrite.rules.plain.casual import casual
from onhand.rewrite.rules.stiff.formal import formal

__all__ = ["calm", "edit", "mend", "preload"]

_EDITS: Mapping[str, Callable[[str], str]] = {
    "formal": formal,
    "polite": polite,
    "friendly": friendly,
    "casual": casual,
    "concise": concise,
    "confident": confident,
}


def edit(text: str, tone: str) -> str:
    """Return `text` mended, and with the marks of a built-in tone where rules can give them.

    Words are exchanged and put before or after, never dropped unless they only hedge or pad. For
    another tone the same as :func:`mend`.
    """
    change = _EDITS.get(tone)
    mended = mend(text, keeps_chat=tone in ("correct", "casual"))
    if change is None or is_too_long(text) or not is_english(text):
        return mended
    changed = re.sub(r"[ \t]{2,}", " ", change(mended))
    changed = re.sub(r"\b(it|he|she|that|there) is (been|got)\b", r"\1 has \2", changed, flags=re.I)
    return with_capitals(re.sub(r"[\s,]+([.,!?])", r"\1", changed).strip())


def preload() -> None:
    """Load the dictionary, a tenth of a second's work, before the first text comes."""
    mend("ready")
