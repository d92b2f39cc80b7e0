"""Links, addresses, file names, handles and tags kept out of the reach of any rule."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

_UNTOUCHED = re.compile(
    r"https?://\S*[^\s.,;:!?)\]}'\"]|www\.\S*[^\s.,;:!?)\]}'\"]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<!\w)[@#]\w[\w-]*|\b[\w-]+(?:/[\w.-]+)*\.(?:[a-z]{2,4}\d?|html)\b(?<!\.\d)"
)
_FIRST, _LAST = 0xE000, 0xF8FF
"""Private-use characters, which no message has, stand for what is kept away."""


def shielded(change: Callable[[str], str]) -> Callable[[str], str]:
    """Make an edit of text that leaves links, addresses, file names, handles and tags alone."""

    @functools.wraps(change)
    def changed(text: str) -> str:
        if any(_FIRST <= ord(char) <= _LAST for char in text):
            return change(text)
        kept: list[str] = []

        def keep(match: re.Match[str]) -> str:
            kept.append(match.group())
            return chr(_FIRST + len(kept) - 1) if len(kept) <= _LAST - _FIRST else match.group()

        text = change(_UNTOUCHED.sub(keep, text))
        for index, one in enumerate(kept):
            text = text.replace(chr(_FIRST + index), one)
        return text

    return changed
