"""Tells an answer's text from the model's thoughts and from the tool calls in it, as it streams."""

from __future__ import annotations

from onhand.types.events import Event, TokenEvent


class AnswerReader:
    """Reads one answer; the plain kind passes everything on."""

    def feed(self, event: TokenEvent) -> list[Event]:
        """Return the chat's events for a piece of the answer."""
        return [event]

    def finish(self) -> list[Event]:
        """Return what was held back; the answer has ended."""
        return []
