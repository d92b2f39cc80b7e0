"""One training example and the names that every part of the grammar shares."""

from __future__ import annotations

from dataclasses import dataclass

TONES = ("formal", "casual", "friendly", "concise", "polite", "confident")
SPLITS = ("train", "held_slots", "held_situations")


@dataclass(frozen=True, slots=True)
class Example:
    """A message as a person types it and the answer that the model should give.

    ``tone`` is one of ``TONES`` for a rewrite, ``"correct"`` for a correction, ``None`` for talk.
    ``facts`` are the strings that must stand verbatim in the target.  ``situation`` is the id of
    a situation, or ``open``, ``copy``, ``long``, ``talk``.
    """

    task: str
    tone: str | None
    source: str
    target: str
    facts: tuple[str, ...]
    situation: str
