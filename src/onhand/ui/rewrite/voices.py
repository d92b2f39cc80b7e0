"""What a text can be rewritten in: tones and personas of `onhand.rewrite`, under one kind of id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from onhand.rewrite import PERSONAS, TONES

DEFAULT_VOICES = ("tone-formal", "tone-casual", "tone-friendly", "tone-concise")


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A tone, or a persona with its tone.

    Attributes:
        kind: which of them.
        name: how `onhand.rewrite` calls it.
        tone: the tone's name.
        description: what it means, for people.
    """

    kind: Literal["tone", "persona"]
    name: str
    tone: str
    description: str

    @property
    def id(self) -> str:
        """Names it among tones and personas."""
        return f"{self.kind}-{self.name}"

    @property
    def label(self) -> str:
        """Its name for people."""
        return self.name.capitalize()


VOICES: dict[str, Voice] = {
    voice.id: voice
    for voice in (
        *(
            Voice(kind="tone", name=tone.name, tone=tone.name, description=tone.description)
            for tone in TONES.values()
        ),
        *(
            Voice(
                kind="persona",
                name=persona.name,
                tone=persona.tone,
                description=persona.instructions,
            )
            for persona in PERSONAS.values()
        ),
    )
}
"""All of them by id: tones first, each kind in the package's order."""


def in_order(ids: Iterable[str]) -> tuple[Voice, ...]:
    """Return the voices of those ids as they are offered; unknown ids are passed over."""
    chosen = set(ids)
    return tuple(voice for voice in VOICES.values() if voice.id in chosen)
