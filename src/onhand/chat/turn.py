"""One answer of a chat while it is made: events in, chat events out, history at the end."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from types import TracebackType

from onhand.chat.answering import Answer
from onhand.chat.keeping import Keeper
from onhand.chat.reply import Reply
from onhand.session import Session
from onhand.stream import GenerationStream
from onhand.types.events import (
    DoneEvent,
    Event,
    PromptEvent,
    ReasoningEvent,
    ShiftEvent,
    TokenEvent,
    ToolCallEvent,
    Usage,
)
from onhand.types.message import Message, ToolCall

Commit = Callable[[Message], None]


@dataclass(slots=True)
class Turn:
    """What an answer consists of so far.

    Attributes:
        answer: the generation, what reads it, the form that it has.
        commit: writes the assistant's message into the history.
        take_back: leaves the history as it was before; it or `commit` is called, and once.
        session: the session under the chat, for an answer that goes on.
        on_shift: told of every context shift.
        keeper: keeps the chat: what was asked before the first event, the answer before the last.
        is_reasoning_hidden: thoughts are collected, not yielded.
        is_cancelled: the caller wants it to end.
        is_over: the history has its answer, or is as it was before.
    """

    answer: Answer
    commit: Commit
    take_back: Callable[[], None]
    session: Session
    on_shift: Callable[[], None]
    keeper: Keeper | None = None
    is_reasoning_hidden: bool = False
    is_cancelled: bool = False
    is_over: bool = False
    text: list[str] = field(default_factory=list)
    reasoning: list[str] = field(default_factory=list)
    tool_calls: list[ToolCallEvent] = field(default_factory=list)
    message: Message | None = None
    done: DoneEvent | None = None
    prompt: PromptEvent | None = None
    n_tokens: int = 0
    earlier: Usage | None = None

    @property
    def stream(self) -> GenerationStream:
        """The generation that runs."""
        return self.answer.stream

    async def open(self) -> None:
        """Start the generation; read what was put into the answer's mouth."""
        await self.stream.__aenter__()
        if self.answer.opening:
            self._noted(self.answer.reader.feed(TokenEvent(self.answer.opening, ())))

    def cancel(self) -> None:
        """End the answer early; what was generated can still be read."""
        self.is_cancelled = True
        self.stream.cancel()

    async def next_events(self) -> list[Event]:
        """Wait for the generation's next event and return the chat's events for it."""
        event = await self.stream.__anext__()
        if self.prompt is None:
            await self.kept()
        if isinstance(event, TokenEvent):
            self.n_tokens += len(event.token_ids)
            events = self._noted(self.answer.reader.feed(event))
            await self._limit_thought()
            return events
        if isinstance(event, DoneEvent):
            events = self._finished(event)
            await self.kept()
            return events
        if isinstance(event, PromptEvent):
            if self.earlier is not None:
                return []  # the answer goes on; its prompt was reported
            self.prompt = event
        elif isinstance(event, ShiftEvent):
            self.on_shift()
        return [event]

    async def kept(self) -> None:
        """Wait until the chat is kept as it is."""
        if self.keeper is not None:
            await self.keeper.kept()

    def settle(self, *, is_partial: bool) -> None:
        """Write what there is into the history, once."""
        if self.is_over:
            return
        self.is_over = True
        if is_partial:
            self._noted(self.answer.reader.finish())
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

    def fail(self) -> None:
        """The answer failed: leave the history as it was before, once."""
        if not self.is_over:
            self.is_over = True
            self.take_back()

    def leave(self) -> None:
        """The reader goes: what was read so far is the answer."""
        if self.stream.has_failed:
            self.fail()
        else:
            self.settle(is_partial=True)

    def reply(self) -> Reply:
        """Return the whole answer; only after its end.

        Raises:
            StructuredOutputError: the text does not have the form that was asked for.
        """
        if self.message is None or self.done is None:
            raise RuntimeError("the answer has not ended")
        calls = tuple(call for call in self.tool_calls if call.is_complete)
        form, text = self.answer.form, self.message.text
        parsed = repaired = None
        if form is not None and not self.answer.opening and not calls:
            if self.message.is_partial:
                repaired = form.repair(text)
            else:
                parsed = form.parse(text)
        return Reply(self.message, self.done, calls, parsed, repaired)

    def _finished(self, event: DoneEvent) -> list[Event]:
        reader = self.answer.reader
        events: list[Event] = []
        is_whole = event.reason in ("eog", "stop")
        if self.answer.closing and is_whole:
            events += self._noted(reader.feed(TokenEvent(self.answer.closing, ())))
        events += self._noted(reader.finish())
        if self.earlier is not None:
            event = replace(event, usage=_sum(self.earlier, event.usage))
        self.done = event
        self.settle(is_partial=not is_whole)
        return [*events, event]

    async def _limit_thought(self) -> None:
        """Close a thought that is as long as it may be for the model, and let it answer."""
        closing = self.answer.reader.closing_text
        n_left = self.answer.n_left(self.n_tokens)
        if closing is None or self.is_cancelled or (n_left is not None and n_left < 1):
            return
        await self.stream.aclose()
        self._noted(self.answer.reader.close_thought())
        prompt = self.prompt or PromptEvent(0, 0, 0)
        self.earlier = Usage(prompt.total, prompt.cached, self.n_tokens, 0)
        self.answer.stream = self.answer.continued(self.session, closing, self.n_tokens)
        await self.stream.__aenter__()
        if self.is_cancelled:
            self.stream.cancel()

    def _noted(self, events: list[Event]) -> list[Event]:
        for event in events:
            if isinstance(event, TokenEvent):
                self.text.append(event.text)
            elif isinstance(event, ReasoningEvent):
                self.reasoning.append(event.text)
            elif isinstance(event, ToolCallEvent):
                self.tool_calls.append(event)
        if self.is_reasoning_hidden:
            return [event for event in events if not isinstance(event, ReasoningEvent)]
        return events


def _sum(first: Usage, second: Usage) -> Usage:
    """Return the usage of an answer that was made in two goes."""
    return replace(
        second,
        prompt_tokens=first.prompt_tokens,
        cached_tokens=first.cached_tokens,
        completion_tokens=first.completion_tokens + second.completion_tokens,
    )


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
        self._is_cancelled = False

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
        try:
            while not self._ready:
                self._ready.extend(await turn.next_events())
        except StopAsyncIteration:
            raise
        except asyncio.CancelledError:
            self._drop()
            raise
        except BaseException:
            turn.fail()
            raise
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
            await self._turn.kept()

    def cancel(self) -> None:
        """End the answer early; what was generated can still be read, then `DoneEvent`."""
        self._is_cancelled = True
        if self._turn is not None:
            self._turn.cancel()

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
            if self._is_cancelled:
                self._turn.cancel()
        return self._turn

    def _leave(self) -> None:
        self._is_left = True
        if self._turn is not None:
            self._turn.leave()

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
