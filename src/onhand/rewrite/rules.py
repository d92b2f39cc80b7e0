"""The honest fallback: typing mended by rules that cannot lose a fact."""

from __future__ import annotations

import re

_EXPANSIONS = {
    "u": "you",
    "ur": "your",
    "r": "are",
    "pls": "please",
    "plz": "please",
    "thx": "thanks",
    "tmrw": "tomorrow",
    "tmr": "tomorrow",
    "idk": "I don't know",
    "asap": "as soon as possible",
    "btw": "by the way",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "have to",
    "cant": "can't",
    "dont": "don't",
    "wont": "won't",
    "didnt": "didn't",
    "doesnt": "doesn't",
    "isnt": "isn't",
    "wasnt": "wasn't",
    "couldnt": "couldn't",
    "im": "I'm",
    "ive": "I've",
    "i": "I",
}
_WORD = re.compile(r"(?<![\w@#./-])[A-Za-z']+(?![\w@/-]|\.\w)")


def mend(text: str) -> str:
    """Return `text` with common abbreviations written out, capitals and end marks put right."""
    mended = _WORD.sub(lambda match: _EXPANSIONS.get(match.group(), match.group()), text.strip())
    mended = re.sub(r"([!?])\1+", r"\1", mended)
    mended = re.sub(
        r"(^|[.!?]\s+)([a-z])", lambda match: match.group(1) + match.group(2).upper(), mended
    )
    if mended and mended[-1].isalnum():
        mended += "."
    return mended
