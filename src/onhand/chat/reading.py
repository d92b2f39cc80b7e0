"""Tells an answer's text from the model's thoughts and from the tool calls in it, as it streams."""

from __future__ import annotations

from onhand.chat.reasoning import Piece, ReasoningSplitter
from onhand.chat.tool_calls import ToolCallParser
from onhand.types.events import Event, ReasoningEvent, TokenEvent, TokenLogprob, ToolCallEvent


class AnswerReader:
    """Reads one answer: thoughts first, then text and calls.

    Token ids go to the first event that their text becomes part of, so that none is lost where
    text is held back or turned into a call.
    """

    def __init__(
        self, splitter: ReasoningSplitter | None = None, parser: ToolCallParser | None = None
    ) -> None:
        self._splitter = splitter
        self._parser = parser
        self._ids: list[int] = []
        self._logprobs: list[TokenLogprob] = []

    @property
    def closing_text(self) -> str | None:
        """What closes a thought that is longer than allowed; None: nothing is to be closed."""
        splitter = self._splitter
        return splitter.closing_text if splitter is not None and splitter.is_over_limit else None

    def feed(self, event: TokenEvent) -> list[Event]:
        """Return the chat's events for a piece of the answer."""
        if self._splitter is None and self._parser is None:
            return [event]
        self._ids.extend(event.token_ids)
        self._logprobs.extend(event.logprobs)
        if self._splitter is None:
            pieces = [Piece(event.text, False)]
        else:
            pieces = self._splitter.feed(event.text, len(event.token_ids))
        return self._events(pieces)

    def close_thought(self) -> list[Event]:
        """End the open thought; what follows is the answer."""
        return self._events(self._splitter.close()) if self._splitter is not None else []

    def finish(self) -> list[Event]:
        """Return what was held back; the answer has ended."""
        events = self._events(self._splitter.finish()) if self._splitter is not None else []
        if self._parser is not None:
            events += [self._event(output) for output in self._parser.finish()]
        if self._ids or self._logprobs:
            events.append(self._event(""))  # tokens of a tag, a call or blanks at the end
        return events

    def _events(self, pieces: list[Piece]) -> list[Event]:
        events: list[Event] = []
        for piece in pieces:
            if piece.is_reasoning:
                events.append(ReasoningEvent(piece.text, self._take_ids()))
            elif self._parser is None:
                events.append(self._event(piece.text))
            else:
                events.extend(self._event(output) for output in self._parser.feed(piece.text))
        return events

    def _event(self, output: str | ToolCallEvent) -> Event:
        if isinstance(output, ToolCallEvent):
            return output
        logprobs, self._logprobs = tuple(self._logprobs), []
        return TokenEvent(output, self._take_ids(), logprobs)

    def _take_ids(self) -> tuple[int, ...]:
        ids, self._ids = tuple(self._ids), []
        return ids
