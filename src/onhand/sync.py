"""The same handles, blocking: for scripts and threads without an event loop.

```python
from onhand import sync

with sync.Engine.open() as engine:
    print(engine.session().complete("Once upon a time"))
```

Names, arguments and defaults are those of `onhand`; see there. Any thread may call; an interrupt
(Ctrl-C) cancels what is waited for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any

from onhand import engine as _engine
from onhand import portal
from onhand import session as _session
from onhand import stream as _stream
from onhand.chat import chat as _chat
from onhand.chat import turn as _turn
from onhand.chat.answering import ToolChoice
from onhand.chat.history import HistoryParams, OverflowPolicy
from onhand.chat.reasoning import ReasoningParams
from onhand.chat.reply import Reply
from onhand.chat.sources import MessageSource, TemplateSource
from onhand.chat.tool_rounds import Approve
from onhand.portal import Blocking
from onhand.saving import OnMismatch, StateSource
from onhand.types.events import Event
from onhand.types.info import DeviceInfo, EngineInfo
from onhand.types.message import Message
from onhand.types.params import ContextParams, ModelParams
from onhand.types.sampling import SamplingParams

if TYPE_CHECKING:
    from onhand.governor.governor import Governor as AsyncGovernor
    from onhand.governor.members import Share
    from onhand.sync_governor import Governor
    from onhand.sync_library import Conversation, Library

__all__ = [
    "Chat",
    "ChatStream",
    "Conversation",
    "Engine",
    "GenerationStream",
    "Governor",
    "Library",
    "Session",
]


def __getattr__(name: str) -> Any:
    """Import the faces of library and governor when they are first used."""
    if name in ("Conversation", "Library"):
        from onhand import sync_library

        return getattr(sync_library, name)
    if name == "Governor":
        from onhand import sync_governor

        return sync_governor.Governor
    raise AttributeError(f"module 'onhand.sync' has no attribute {name!r}")


def _events(stream: GenerationStream | ChatStream) -> Iterator[Event]:
    """Yield a stream's events and close it at the end, also when the reader leaves early."""
    try:
        while True:
            try:
                event = next(stream)
            except StopIteration:
                return
            yield event
    finally:
        stream.close()


def _next_event(stream: GenerationStream | ChatStream) -> Event:
    asynchronous = stream._async
    try:
        return asynchronous.next_ready() or portal.run(asynchronous.__anext__())
    except StopAsyncIteration:
        raise StopIteration from None
    except KeyboardInterrupt:
        stream.close()
        raise


class GenerationStream:
    """The events of one generation: an iterator and a context manager. Leaving it cancels."""

    def __init__(self, stream: _stream.GenerationStream) -> None:
        self._async = stream

    def __iter__(self) -> Iterator[Event]:
        """Yield the events; a `break` cancels the generation."""
        yield from _events(self)

    def __next__(self) -> Event:
        """Return the next event."""
        return _next_event(self)

    def __enter__(self) -> GenerationStream:
        """Start the generation."""
        portal.run(self._async.__aenter__())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Cancel what has not ended."""
        self.close()

    def close(self) -> None:
        """Cancel the generation, if it has not ended, and wait until the session is free again."""
        portal.run(self._async.aclose())

    def cancel(self) -> None:
        """End the generation early; what was generated can still be read, then `DoneEvent`."""
        portal.call(self._async.cancel)

    text = Blocking(_stream.GenerationStream.text)
    collect = Blocking(_stream.GenerationStream.collect)


class Session:
    """Tokens that grow by prompts and answers; see `onhand.Session`."""

    def __init__(self, session: _session.Session, engine: Engine) -> None:
        self._async = session
        self._engine = engine

    def __enter__(self) -> Session:
        """Return the session."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the session."""
        self.close()

    @property
    def engine(self) -> Engine:
        """The engine that the session belongs to."""
        return self._engine

    @property
    def tokens(self) -> tuple[int, ...]:
        """The tokens that the session holds; while it generates, those from before."""
        return self._async.tokens

    @property
    def is_generating(self) -> bool:
        """Whether a generation runs in it."""
        return self._async.is_generating

    def generate(
        self,
        prompt: str | Sequence[int] | None = None,
        *,
        sampling: SamplingParams | None = None,
        overflow: _session.Overflow = "error",
        n_keep: int | None = None,
        n_discard: int | None = None,
        deadline_s: float | None = None,
        priority: int = 0,
        parse_special: bool = False,
        response_format: Any = None,
        **options: Any,
    ) -> GenerationStream:
        """Add `prompt` to the session and stream the answer; see `onhand.Session.generate`."""
        stream = self._async.generate(
            prompt,
            sampling=sampling,
            overflow=overflow,
            n_keep=n_keep,
            n_discard=n_discard,
            deadline_s=deadline_s,
            priority=priority,
            parse_special=parse_special,
            response_format=response_format,
            **options,
        )
        return GenerationStream(stream)

    def complete(self, prompt: str | Sequence[int] | None = None, **options: Any) -> str:
        """Generate and return the whole text; the options are `generate`'s."""
        return portal.run(self._async.complete(prompt, **options))

    append = Blocking(_session.Session.append)
    reset = Blocking(_session.Session.reset)
    save = Blocking(_session.Session.save)
    close = Blocking(_session.Session.close)

    def fork(self) -> Session:
        """Return a new session with the same history; the cache is shared, not copied."""
        return Session(portal.call(self._async.fork), self._engine)


class ChatStream:
    """The events of one answer: an iterator and a context manager. Leaving it cancels."""

    def __init__(self, stream: _turn.ChatStream) -> None:
        self._async = stream

    def __iter__(self) -> Iterator[Event]:
        """Yield the events; a `break` cancels the answer."""
        yield from _events(self)

    def __next__(self) -> Event:
        """Return the next event."""
        return _next_event(self)

    def __enter__(self) -> ChatStream:
        """Start the answer."""
        portal.run(self._async.__aenter__())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Cancel what has not ended."""
        self.close()

    def close(self) -> None:
        """Cancel the answer, if it has not ended, and wait until the chat is free again."""
        portal.run(self._async.aclose())

    def cancel(self) -> None:
        """End the answer early; what was generated can still be read, then `DoneEvent`."""
        portal.call(self._async.cancel)

    reply = Blocking(_turn.ChatStream.reply)
    text = Blocking(_turn.ChatStream.text)


class Chat:
    """A conversation; see `onhand.Chat`."""

    def __init__(self, chat: _chat.Chat, engine: Engine) -> None:
        self._async = chat
        self._engine = engine

    def __enter__(self) -> Chat:
        """Return the chat."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the chat."""
        self.close()

    @property
    def engine(self) -> Engine:
        """The engine that the chat belongs to."""
        return self._engine

    @property
    def session(self) -> Session:
        """The session under the chat."""
        return Session(self._async.session, self._engine)

    @property
    def messages(self) -> tuple[Message, ...]:
        """The whole history, also what a policy keeps from the model."""
        return self._async.messages

    @property
    def is_answering(self) -> bool:
        """Whether an answer is being made."""
        return self._async.is_answering

    def stream(
        self,
        message: MessageSource | None = None,
        *,
        overflow: OverflowPolicy | None = None,
        tools: Iterable[Any] | None = None,
        tool_choice: ToolChoice = "auto",
        response_format: Any = None,
        reasoning: ReasoningParams | None = None,
        deadline_s: float | None = None,
        priority: int = 0,
        **options: Any,
    ) -> ChatStream:
        """Add a message and stream the answer; see `onhand.Chat.stream`."""
        return ChatStream(
            self._async.stream(
                message,
                overflow=overflow,
                tools=tools,
                tool_choice=tool_choice,
                response_format=response_format,
                reasoning=reasoning,
                deadline_s=deadline_s,
                priority=priority,
                **options,
            )
        )

    def send(self, message: MessageSource | None = None, **options: Any) -> Reply:
        """Add a message and return the whole answer; the options are `stream`'s."""
        return portal.run(self._async.send(message, **options))

    def run(
        self,
        message: MessageSource | None = None,
        *,
        tools: Iterable[Any] | None = None,
        max_rounds: int = 3,
        approve: Approve | None = None,
        tool_timeout_s: float = 30.0,
        on_event: Callable[[Event], None] | None = None,
        **options: Any,
    ) -> Reply:
        """Answer with tools; see `onhand.Chat.run`. The callbacks run on a background thread."""
        return portal.run(
            self._async.run(
                message,
                tools=tools,
                max_rounds=max_rounds,
                approve=approve,
                tool_timeout_s=tool_timeout_s,
                on_event=on_event,
                **options,
            )
        )

    def regenerate(self, **options: Any) -> ChatStream:
        """Drop the last answer and stream another one; the options are `stream`'s."""
        return ChatStream(portal.call(lambda: self._async.regenerate(**options)))

    def edit(self, index: int, message: MessageSource, **options: Any) -> ChatStream:
        """Replace message `index`, drop what follows it, and stream an answer to it."""
        return ChatStream(portal.call(lambda: self._async.edit(index, message, **options)))

    def undo(self) -> tuple[Message, ...]:
        """Take back the last exchange; return it."""
        return portal.call(self._async.undo)

    def add(self, message: MessageSource) -> None:
        """Add a message without an answer, such as a tool's result."""
        portal.call(lambda: self._async.add(message))

    def fork(self) -> Chat:
        """Return an independent copy; it shares the cache."""
        return Chat(portal.call(self._async.fork), self._engine)

    save = Blocking(_chat.Chat.save)
    close = Blocking(_chat.Chat.close)


class Engine:
    """One loaded model; see `onhand.Engine`."""

    def __init__(self, engine: _engine.Engine) -> None:
        """Not for callers: use `Engine.open`."""
        self._async = engine

    @classmethod
    def open(
        cls,
        model: _engine.ModelSource = None,
        *,
        runtime: str | None = None,
        isolation: _engine.Isolation = "auto",
        recovery: _engine.Recovery = "auto",
        model_params: ModelParams | None = None,
        context_params: ContextParams | None = None,
        crash_limit: int = 3,
        force: bool = False,
        prefix_cache: _engine.PrefixCacheSource = None,
        governor: Governor | AsyncGovernor | None = None,
        share: Share | None = None,
        on_progress: Callable[[float], None] | None = None,
    ) -> Engine:
        """Load a model and return the engine; see `onhand.Engine.open`.

        `on_progress` is called on a background thread.
        """
        minds: Any = getattr(governor, "_async", governor)

        async def opened() -> _engine.Engine:
            return await _engine.Engine.open(
                model,
                runtime=runtime,
                isolation=isolation,
                recovery=recovery,
                model_params=model_params,
                context_params=context_params,
                crash_limit=crash_limit,
                force=force,
                prefix_cache=prefix_cache,
                governor=minds,
                share=share,
                on_progress=on_progress,
            )

        return cls(portal.run(opened()))

    def __enter__(self) -> Engine:
        """Return the engine."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the engine."""
        self.close()

    @property
    def info(self) -> EngineInfo:
        """Model, runtime, capabilities, limits."""
        return self._async.info

    @property
    def devices(self) -> tuple[DeviceInfo, ...]:
        """Hardware that the runtime can use, the primary accelerator marked."""
        return self._async.devices

    @property
    def worker_pid(self) -> int | None:
        """Process id of the worker; None for a thread, or between two lives."""
        return self._async.worker_pid

    @property
    def is_open(self) -> bool:
        """Whether requests are still taken."""
        return self._async.is_open

    @property
    def is_evicted(self) -> bool:
        """Whether a governor unloaded it to save memory; the next use loads it again."""
        return self._async.is_evicted

    def session(self) -> Session:
        """Return a new, empty session."""
        return Session(portal.call(self._async.session), self)

    def chat(
        self,
        system: str | None = None,
        *,
        messages: Iterable[MessageSource] = (),
        template: TemplateSource = None,
        overflow: OverflowPolicy = "error",
        history: HistoryParams | None = None,
        tools: Iterable[Any] = (),
        reasoning: ReasoningParams | None = None,
        **variables: Any,
    ) -> Chat:
        """Return a new chat; see `onhand.Engine.chat`."""
        chat = portal.call(
            lambda: self._async.chat(
                system,
                messages=messages,
                template=template,
                overflow=overflow,
                history=history,
                tools=tools,
                reasoning=reasoning,
                **variables,
            )
        )
        return Chat(chat, self)

    def restore(
        self,
        source: StateSource,
        *,
        on_mismatch: OnMismatch = "error",
        key: bytes | None = None,
    ) -> Session:
        """Return a new session that goes on where a saved one was; see `onhand.Engine.restore`."""
        session = portal.run(self._async.restore(source, on_mismatch=on_mismatch, key=key))
        return Session(session, self)

    def restore_chat(
        self,
        source: StateSource,
        *,
        on_mismatch: OnMismatch = "error",
        key: bytes | None = None,
        tools: Iterable[Any] = (),
    ) -> Chat:
        """Return a new chat that goes on where a saved one was; see `Engine.restore_chat`."""
        chat = portal.run(
            self._async.restore_chat(source, on_mismatch=on_mismatch, key=key, tools=tools)
        )
        return Chat(chat, self)

    def embed(
        self, inputs: str | Sequence[str], *, pooled: bool = True, normalize: bool = True
    ) -> Any:
        """Return the embedding of one text, or of each of several; see `onhand.Engine.embed`."""
        return portal.run(self._async.embed(inputs, pooled=pooled, normalize=normalize))

    tokenize = Blocking(_engine.Engine.tokenize)
    detokenize = Blocking(_engine.Engine.detokenize)
    score = Blocking(_engine.Engine.score)
    stats = Blocking(_engine.Engine.stats)
    close = Blocking(_engine.Engine.close)
