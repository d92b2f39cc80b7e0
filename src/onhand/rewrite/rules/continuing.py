"""How a sentence's first word is written when something comes before it."""

from __future__ import annotations

import re

from onhand.rewrite.rules.dictionary import frequency
from onhand.rewrite.rules.names import is_name

_FIRST = re.compile(r"(?P<word>[A-Z][a-z]*)(?![\w@#/-])(?!\.\w)")
_KIN = frozenset(
    ["mum", "mom", "dad", "mama", "papa", "granny", "grandma", "grandpa", "god", "english"]
)
_ALSO_NAMES = re.compile(
    r"(?:will|may|can|mark|rose|grace|hope|art|sue|pat|bill|drew|jack|faith|joy)\b"
    r" (?=you|we|I\b|it\b|the\b|they|he\b|she\b|this|that|your|my|our|a\b|to\b|everyone|all\b)",
    re.I,
)


def continued(text: str) -> str:
    """Return a sentence as it goes on after "Hello Tom," or "I noticed that".

    Its capital becomes a small letter unless it is "I", a name or unknown.
    """
    match = _FIRST.match(text)
    if match is None:
        return text
    word = match["word"].lower()
    if match["word"] == "I" or word in _KIN or not frequency(word):
        return text
    if is_name(word) and not _ALSO_NAMES.match(text):
        return text
    return text[:1].lower() + text[1:]
