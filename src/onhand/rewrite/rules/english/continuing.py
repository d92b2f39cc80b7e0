"""How a sentence's first word is written when something comes before it."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.orders import VERBS
from onhand.rewrite.rules.mending.dictionary import frequency
from onhand.rewrite.rules.mending.names import is_name

_FIRST = re.compile(r"(?P<word>[A-Z][a-z]*)(?![\w@#/-])(?!\.\w)")
_KIN = frozenset(
    ["mum", "mom", "dad", "mama", "papa", "granny", "grandma", "grandpa", "god", "english"]
)
_TITLES = frozenset(["mr", "mrs", "ms", "dr", "prof", "miss"])
_ALSO_NAMES = re.compile(
    r"(?:will|may|can|mark|rose|grace|hope|art|sue|pat|bill|drew|jack|faith|joy)\b"
    r" (?=you|we|I\b|it\b|the\b|they|he\b|she\b|this|that|your|my|our|a\b|to\b|everyone|all\b)",
    re.I,
)
_AHEAD = re.compile(r"\b(Next time|From now on|In (?:the )?future)\. ([A-Z])(?=[a-z]+ )")


def continued(text: str) -> str:
    """Return a sentence as it goes on after "Hello Tom," or "I noticed that".

    Its capital becomes a small letter unless it is "I", a name or unknown.
    """
    match = _FIRST.match(text)
    if match is None:
        return text
    word = match["word"].lower()
    if match["word"] == "I" or word in _KIN or word in _TITLES or not frequency(word):
        return text
    if is_name(word) and not _ALSO_NAMES.match(text):
        return text
    return text[:1].lower() + text[1:]


def rejoined(text: str) -> str:
    """Return a text with "if you could. Let me know" and "Next time. Ask" as one sentence each."""

    def join(match: re.Match[str]) -> str:
        head, first, rest = match.groups()
        verb = (first + rest).lower()
        return f"{head} {verb}" if verb in VERBS else match.group()

    text = re.sub(r"\b(if you (?:could|would|can))[.?] ([A-Z])([a-z]+)\b", join, text)
    return _AHEAD.sub(lambda match: f"{match[1]}, {match[2].lower()}", text)
