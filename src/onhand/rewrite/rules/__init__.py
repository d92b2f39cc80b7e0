"""The honest fallback: typing mended and a tone given by rules that cannot lose a fact."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from onhand.rewrite.rules.casual import casual
from onhand.rewrite.rules.concise import concise
from onhand.rewrite.rules.confident import confident
from onhand.rewrite.rules.formal import formal
from onhand.rewrite.rules.friendly import friendly
from onhand.rewrite.rules.polite import polite
from onhand.rewrite.rules.sentences import with_capitals
from onhand.rewrite.rules.shouting import calm
from onhand.rewrite.rules.spelling import with_words_spelt

__all__ = ["calm", "edit", "mend"]

_EDITS: Mapping[str, Callable[[str], str]] = {
    "formal": formal,
    "polite": polite,
    "friendly": friendly,
    "casual": casual,
    "concise": concise,
    "confident": confident,
}


def mend(text: str) -> str:
    """Return `text` with common abbreviations written out, capitals and end marks put right."""
    mended = with_words_spelt(text.strip())
    mended = re.sub(r"([!?])\1+", r"\1", mended)
    return with_capitals(mended)


def edit(text: str, tone: str) -> str:
    """Return `text` mended, and with the marks of a built-in tone where rules can give them.

    Words are exchanged and put before or after, never dropped unless they only hedge or pad. For
    another tone the same as :func:`mend`.
    """
    change = _EDITS.get(tone)
    if change is None:
        return mend(text)
    mended = mend(text)
    changed = re.sub(r"[ \t]{2,}", " ", change(mended))
    changed = re.sub(r"\b(it|he|she|that|there) is (been|got)\b", r"\1 has \2", changed, flags=re.I)
    return with_capitals(re.sub(r"[\s,]+([.,!?])", r"\1", changed).strip())
