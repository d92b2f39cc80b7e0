"""Shouted texts in small letters."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.sentences import with_capitals

_SHOUTED = re.compile(r"(?<![\w-])[A-Z']+(?: [A-Z']+){2,}(?![\w-])")


def calm(text: str) -> str:
    """Return a text with what is shouted in small letters: all of it, or three words in a row.

    Words with digits are left alone.
    """
    letters = [char for char in text if char.isalpha()]
    if len(letters) < 8 or sum(char.isupper() for char in letters) < 0.8 * len(letters):
        return _SHOUTED.sub(lambda match: match.group().lower(), text)
    words = (w if any(c.isdigit() for c in w) else w.lower() for w in text.split(" "))
    return with_capitals(re.sub(r"\bi\b", "I", " ".join(words)))
