"""Tones and personas, as data that an app can add to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from onhand.types.params import Params

SYSTEM = (
    "Rewrite the message in the requested tone. Keep every fact. "
    "Reply with the rewritten message only."
)
"""What the bundled model was trained to see; larger models understand it too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tone(Params):
    """How a message shall sound.

    Attributes:
        name: how it is asked for; also what the model reads.
        description: what it means, for people, and for models when `is_described`.
        is_described: whether the model reads the description too; the bundled model knows the
            built-in names only and is confused by more.
        min_ratio: least words of a good answer, as a share of the message's.
        max_ratio: most words of a good answer, as a share of the message's.
    """

    name: str
    description: str = ""
    is_described: bool = False
    min_ratio: float = 0.5
    max_ratio: float = 2.5

    @property
    def request(self) -> str:
        """What follows the message in the prompt."""
        said = f" ({self.description})" if self.is_described and self.description else ""
        return f"Tone: {self.name}{said}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona(Params):
    """Somebody's way of writing: a tone, and what else the model should know.

    Attributes:
        name: how it is asked for.
        tone: name of the tone.
        instructions: added to the system message; for models that follow instructions, the
            bundled one does not.
    """

    name: str
    tone: str
    instructions: str = ""


def _by_name(*items: Tone) -> dict[str, Tone]:
    return {item.name: item for item in items}


TONES: Mapping[str, Tone] = _by_name(
    Tone(name="formal", description="complete sentences, no contractions, no slang"),
    Tone(name="casual", description="the way people write to friends"),
    Tone(name="friendly", description="warm and open"),
    Tone(name="concise", description="as short as it can be", min_ratio=0.2, max_ratio=1.2),
    Tone(name="polite", description="please and thank you, asking rather than telling"),
    Tone(name="confident", description="direct, without hedging", min_ratio=0.35),
    Tone(name="correct", description="only the mistakes are mended", min_ratio=0.7, max_ratio=1.5),
)

PERSONAS: Mapping[str, Persona] = {
    persona.name: persona
    for persona in (
        Persona(
            name="colleague",
            tone="friendly",
            instructions="Write as one colleague to another.",
        ),
        Persona(
            name="support",
            tone="polite",
            instructions="Write as customer support: helpful, calm, never blaming.",
        ),
        Persona(
            name="lawyer",
            tone="formal",
            instructions="Write as a careful lawyer: precise, without promises.",
        ),
    )
}

T = TypeVar("T")


def look_up(kind: str, name: str, known: Mapping[str, T]) -> T:
    """Return the entry called `name`.

    Raises:
        ValueError: there is none; the message lists those there are.
    """
    if name not in known:
        raise ValueError(f"there is no {kind} {name!r}; there are: {', '.join(known)}")
    return known[name]
