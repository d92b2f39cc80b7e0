"""Tells from an answer alone (and its source) whether the asked tone shows."""

from __future__ import annotations

import re

_CONTRACTED = re.compile(
    r"\b\w+'(?:t|re|ve|ll|m)\b|\b(?:I|it|that|there|he|she|what|who|where)'[sd]\b", re.IGNORECASE
)
_SLANG = re.compile(
    r"\b(?:gonna|wanna|gotta|kinda|hey|yeah|nope|yep|congrats|cheers|thx|pls|lol|haha|u|cuz|btw)\b",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"\b(?:please|thank you|could you|would you|perhaps|I am (?:so )?(?:very )?sorry|I wanted to let you know"
    r"|if I may|may I|gentle reminder|I would be grateful|I would very much like|warmest|I wish you"
    r"|I do hope|I look forward|hello|kind regards|of course|that is fine|very good to hear)\b",
    re.IGNORECASE,
)
_FRIENDLY = re.compile(r"^Hi\b|!|\bthanks so much\b|\bhope\b", re.IGNORECASE)
_CASUAL = re.compile(r"^(?:Hey|Hi|Yo)\b", re.IGNORECASE)
_FILLER = re.compile(
    r"\b(?:hi|hey|hello|dear|please|just letting|I wanted to|I would|could you|kind regards|thank you|have a great day"
    r"|so much|I am afraid|note that)\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:maybe|perhaps|I think|I guess|kind of|sort of|sorry|I am afraid|I believe|hopefully|probably"
    r"|just wanted|if that's okay|would you mind|could you please|I hope)\b|!",
    re.IGNORECASE,
)
_QUOTED = re.compile(r'"[^"]*"|\S*[@/]\S*')


def has_marker(tone: str, source: str, target: str) -> bool:
    """Say whether an answer shows its tone.

    formal: nothing contracted, no slang, no exclamation.  casual: opens with "Hey".
    friendly: warm opener or closer.  concise: no filler, not longer than the source by more than a
    few letters.  polite: a polite phrase, nothing contracted.  confident: no hedge, nothing contracted.

    Raises:
        ValueError: For a tone without markers.
    """
    text = _QUOTED.sub(" ", target)
    if tone == "formal":
        return not (_CONTRACTED.search(text) or _SLANG.search(text) or "!" in text)
    if tone == "casual":
        return bool(_CASUAL.search(text))
    if tone == "friendly":
        return bool(_FRIENDLY.search(text))
    if tone == "concise":
        return not _FILLER.search(text) and len(target) <= 1.15 * len(source) + 12
    if tone == "polite":
        return bool(_POLITE.search(text)) and not _CONTRACTED.search(text)
    if tone == "confident":
        return not (_HEDGE.search(text) or _CONTRACTED.search(text))
    raise ValueError(f"no markers for tone {tone!r}")
