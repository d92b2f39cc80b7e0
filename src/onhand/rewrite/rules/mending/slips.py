"""Tables of slips: the words that give one away, the pattern that finds it, what it becomes."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

Change = str | Callable[[re.Match[str]], str]
Rule = tuple[str, str, Change]
"""What gives a slip away, its pattern, what it becomes.

Of the first, parts of words in small letters, one must be there; "" is always tried, and `_` is a
space.
"""


@cache
def _parts(given: str) -> tuple[str, ...]:
    return tuple(part.replace("_", " ") for part in given.split())


@cache  # compiled when a text first has one of the words that it looks for
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern compiled, capitals and small letters alike."""
    return re.compile(pattern, re.I)


def mended_by(rules: tuple[Rule, ...], text: str) -> str:
    """Return a text with the rules of a table applied, one after the other."""
    small = text.lower()
    for given, pattern, change in rules:
        if not given or any(part in small for part in _parts(given)):
            changed = compiled(pattern).sub(change, text)
            if changed != text:
                text, small = changed, changed.lower()
    return text
