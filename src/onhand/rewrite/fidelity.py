"""Holds an answer's words against its message's: what was lost, added or turned round.

Meant for a small model that edits sentences. A large one rightly finds other words, so this
check is not made for it (see `Rewriter`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onhand.rewrite.meaning import DENIALS, is_turned, swapped
from onhand.rewrite.word_forms import is_among, words_of
from onhand.rewrite.wordings import ADDED, DROPPED

_REQUEST = re.compile(r"\b(?:can|could|would|will|wd|cd)\b", re.IGNORECASE)
_MAY_GO = DROPPED | DENIALS  # what is denied is looked at by itself
_MAY_COME = ADDED | DENIALS
_UNSURE = re.compile(r"\b(?:i(?: am|['’]?m) )?not sure,? (?:but|if)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fidelity:
    """What differs.

    Attributes:
        lost: content words of the message that nothing in the answer stands for.
        added: words of the answer that nothing in the message accounts for.
        swapped: words that belong to another person than in the message ("my fence", "your fence").
        is_turned: whether something is denied that was not, or no longer.
    """

    lost: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    swapped: tuple[str, ...] = ()
    is_turned: bool = False

    @property
    def problems(self) -> tuple[str, ...]:
        """The same as short texts, such as "dropped: kettle"."""
        found = (("dropped", self.lost), ("added", self.added), ("swapped", self.swapped))
        named = tuple(f"{what}: {', '.join(words)}" for what, words in found if words)
        return (*named, "turned round") if self.is_turned else named


def compare(message: str, answer: str, ruled: str | None = None) -> Fidelity:
    """Compare an answer's words with its message's; spelling repairs and inflection are allowed.

    A question that is none any more lost its "?", unless it asked for something to be done.

    Args:
        message: what was to be rewritten.
        answer: how it was.
        ruled: what rules made of the message in the same tone. What they leave out or add, the
            answer may as well: a concise text loses its padding, a friendly one gets a greeting.
    """
    ruled = message if ruled is None else ruled
    message, answer, ruled = (_UNSURE.sub(" ", text) for text in (message, answer, ruled))
    asked, answered, kept = words_of(message), words_of(answer), words_of(ruled)
    if "?" in message and "?" in ruled and "?" not in answer and not _REQUEST.search(message):
        asked.append("?")
        kept.append("?")
    lost = (
        word
        for word in asked
        if word not in _MAY_GO and is_among(word, kept) and not is_among(word, answered)
    )
    added = (
        word
        for word in answered
        if word not in _MAY_COME and not is_among(word, asked) and not is_among(word, kept)
    )
    return Fidelity(
        tuple(dict.fromkeys(lost)),
        tuple(dict.fromkeys(added)),
        swapped(message, answer, ruled),
        is_turned(message, answer, ruled),
    )
