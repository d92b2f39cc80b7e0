"""A whole answer: its text, and what goes with it."""

from __future__ import annotations

from typing import Any

from onhand.types.events import DoneEvent, DoneReason, Timings, ToolCallEvent, Usage
from onhand.types.message import Message


class Reply(str):
    """The answer's text, usable as a `str`, with how it came about.

    Attributes:
        message: the assistant's message as the chat's history has it.
        done: the final event.
        tool_calls: calls that the model asked for.
        parsed: the value that a `response_format` made of the text; None without one.
        repaired: a cut answer of a JSON format, completed by closing what was open; else None.
    """

    __slots__ = ("done", "message", "parsed", "repaired", "tool_calls")

    message: Message
    done: DoneEvent
    tool_calls: tuple[ToolCallEvent, ...]
    parsed: Any
    repaired: str | None

    def __new__(
        cls,
        message: Message,
        done: DoneEvent,
        tool_calls: tuple[ToolCallEvent, ...] = (),
        parsed: Any = None,
        repaired: str | None = None,
    ) -> Reply:
        """Make a reply of the assistant's message."""
        reply = super().__new__(cls, message.text)
        reply.message = message
        reply.done = done
        reply.tool_calls = tool_calls
        reply.parsed = parsed
        reply.repaired = repaired
        return reply

    @property
    def text(self) -> str:
        """The text as a plain str."""
        return str.__str__(self)

    @property
    def reasoning(self) -> str | None:
        """What the model thought before it answered."""
        return self.message.reasoning

    @property
    def reason(self) -> DoneReason:
        """Why the answer ended."""
        return self.done.reason

    @property
    def usage(self) -> Usage:
        """Token counts."""
        return self.done.usage

    @property
    def timings(self) -> Timings:
        """Durations and rates."""
        return self.done.timings
