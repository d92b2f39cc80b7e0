"""Mixes the kinds of examples in their shares (first, tiny version)."""

from __future__ import annotations

import random
from collections.abc import Iterator

from models.grammar.example import Example

_DECLINE = {
    "formal": "I am afraid that I cannot make it tomorrow. Please accept my apologies.",
    "casual": "Hey, can't make it tomorrow, sorry!",
    "friendly": "Hi! I'm so sorry, but I can't make it tomorrow. Hope that's okay!",
    "concise": "Can't make it tomorrow.",
    "polite": "I am very sorry, but I cannot make it tomorrow. Thank you for understanding.",
    "confident": "I will not make it tomorrow.",
}


def examples(seed: int, split: str) -> Iterator[Example]:
    """Yield examples for ever."""
    rng = random.Random(f"{seed}/{split}")
    while True:
        tone = rng.choice(list(_DECLINE))
        source = "hey, cant make it tmrw, sorry!!"
        yield Example("rewrite", tone, source, _DECLINE[tone], (), "decline_event")
