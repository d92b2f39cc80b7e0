"""One answer of a chat while it is made: events in, chat events out, history at the end."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from onhand.chat.reading import AnswerReader
from onhand.chat.reply import Reply
from onhand.stream import GenerationStream
from onhand.types.events import DoneEvent, Event, ReasoningEvent, TokenEvent, ToolCallEvent
from onhand.types.message import Message, ToolCall

Commit = Callable[[Message], None]


@dataclass(slots=True)
class Turn:
    """What an answer consists of so far.

    Attributes:
        stream: the generation under it.
        reader: splits text from thoughts and tool calls.
        commit: writes the assistant's message into the history; called exactly once.
        parse: makes the value that a response format asks for of the whole text.
    """

    stream: GenerationStream
    reader: AnswerReader
    commit: Commit
    parse: Callable[[str, DoneEvent], Any] | None = None
    text: list[str] = field(default_factory=list)
    reasoning: list[str] = field(default_factory=list)
    tool_calls: list[ToolCallEvent] = field(default_factory=list)
    message: Message | None = None
    done: DoneEvent | None = None
    n_chars_before: int = 0

    def take(self, event: Event) -> list[Event]:
        """Return the chat's events for one event of the generation."""
        if isinstance(event, TokenEvent):
            return self._noted(self.reader.feed(event))
        if isinstance(event, DoneEvent):
            events = self._noted(self.reader.finish())
            self.done = event
            self.settle(is_partial=event.reason in ("cancelled", "deadline", "length"))
            return [*events, event]
        return [event]

    def settle(self, *, is_partial: bool) -> None:
        """Write what there is into the history, once."""
        if self.message is not None:
            return
        if is_partial:
            self._noted(self.reader.finish())
        calls = tuple(
            ToolCall(call.id, call.name, call.arguments)
            for call in self.tool_calls
            if call.is_complete
        )
        self.message = Message(
            "assistant",
            "".join(self.text),
            tool_calls=calls,
            reasoning="".join(self.reasoning) or None,
            is_partial=is_partial,
        )
        self.commit(self.message)

    def reply(self) -> Reply:
        """Return the whole answer; only after its end."""
        if self.message is None or self.done is None:
            raise RuntimeError("the answer has not ended")
        parsed = None if self.parse is None else self.parse(self.message.text, self.done)
        complete = tuple(call for call in self.tool_calls if call.is_complete)
        return Reply(self.message, self.done, complete, parsed)

    def _noted(self, events: list[Event]) -> list[Event]:
        for event in events:
            if isinstance(event, TokenEvent):
                self.text.append(event.text)
            elif isinstance(event, ReasoningEvent):
                self.reasoning.append(event.text)
            elif isinstance(event, ToolCallEvent):
                self.tool_calls.append(event)
        return events


class ChatStream:
    """The events of one answer, ended by exactly one `DoneEvent`; like `GenerationStream`.

    Leaving it before its end, cancelling the task that reads it or dropping it cancels the answer;
    what was delivered stays in the history, marked as partial.
    """

    def __init__(self, begin: Callable[[], Awaitable[Turn]]) -> None:
        self._begin_turn = begin
        self._turn: Turn | None = None
        self._ready: deque[Event] = deque()
        self._is_left = False

    def __aiter__(self) -> AsyncIterator[Event]:
        """Return an iterator over the events; dropping it (a `break` does) cancels."""
        return _Iteration(self)

    async def __anext__(self) -> Event:
        """Return the next event.

        Raises:
            OnhandError: the answer failed; the chat is as it was before.
        """
        if self._is_left:
            raise StopAsyncIteration
        turn = await self._begin()
        while not self._ready:
            self._ready.extend(turn.take(await turn.stream.__anext__()))
        return self._ready.popleft()

    async def __aenter__(self) -> ChatStream:
        """Start the answer."""
        await self._begin()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Cancel what has not ended and wait until the chat is free again."""
        await self.aclose()

    async def aclose(self) -> None:
        """Cancel the answer, if it has not ended, and wait until the chat is free again."""
        self._leave()
        if self._turn is not None:
            await self._turn.stream.aclose()

    def cancel(self) -> None:
        """End the answer early; what was generated can still be read, then `DoneEvent`."""
        if self._turn is not None:
            self._turn.stream.cancel()

    def next_ready(self) -> Event | None:
        """Return the next event if it is there already, else None. Any thread, one reader."""
        if self._ready and not self._is_left:
            return self._ready.popleft()
        return None

    async def reply(self) -> Reply:
        """Read to the end and return the whole answer."""
        async with self:
            async for _ in self:
                pass
            if self._turn is None:
                raise RuntimeError("the stream was left before")
            return self._turn.reply()

    async def text(self) -> str:
        """Read to the end and return the whole text."""
        return (await self.reply()).text

    async def _begin(self) -> Turn:
        if self._turn is None:
            self._turn = await self._begin_turn()
        return self._turn

    def _leave(self) -> None:
        turn = self._turn
        if turn is not None and turn.message is None and not turn.stream.has_failed:
            turn.settle(is_partial=True)
        self._is_left = True

    def _drop(self) -> None:
        if not self._is_left:
            self._leave()
            if self._turn is not None:
                self._turn.stream._drop()

    def __del__(self) -> None:
        """Cancel when dropped."""
        self._drop()


class _Iteration:
    """One `async for` over a stream."""

    def __init__(self, stream: ChatStream) -> None:
        self._stream = stream

    def __aiter__(self) -> _Iteration:
        return self

    async def __anext__(self) -> Event:
        return await self._stream.__anext__()

    def __del__(self) -> None:
        self._stream._drop()
