"""Messages over a session, rendered by the model's own template."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Generator, Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from onhand.chat.prompt import ChatPrompt, Prompt
from onhand.chat.reading import AnswerReader
from onhand.chat.reply import Reply
from onhand.chat.turn import ChatStream, Turn
from onhand.errors import CapabilityError, EngineBusyError
from onhand.templates import BUILTIN_TEMPLATES, ChatTemplate
from onhand.types.message import Message

if TYPE_CHECKING:
    from onhand.engine import Engine
    from onhand.session import Session

ChatOverflow = Literal["error", "shift", "window", "summarise"]
TemplateSource = ChatTemplate | str | Path | None
MessageSource = Message | Mapping[str, Any] | str


class Chat:
    """A conversation; made by `Engine.chat`.

    The history is a list of `Message`; each answer is computed from what of it the cache does not
    hold yet. One answer at a time. Use it on the engine's event loop. It can be awaited and is an
    async context manager.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        system: str | None,
        messages: Iterable[MessageSource],
        template: TemplateSource,
        overflow: ChatOverflow,
        n_exchanges: int,
        variables: Mapping[str, Any],
    ) -> None:
        """Not for callers: use `Engine.chat`."""
        self._engine = engine
        self._messages = [_message(message) for message in messages]
        if system is not None:
            self._messages.insert(0, Message.system(system))
        for message in self._messages:
            _refuse_media(message)
        self._session = engine.session()
        self._prompt = ChatPrompt(
            engine,
            template=_template(template),
            overflow=overflow,
            n_exchanges=n_exchanges,
            variables=variables,
        )
        self._turn: Turn | None = None

    def __await__(self) -> Generator[None, None, Chat]:
        """Return the chat (nothing is waited for)."""
        yield from asyncio.sleep(0).__await__()
        return self

    async def __aenter__(self) -> Chat:
        """Return the chat."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the chat."""
        await self.close()

    @property
    def engine(self) -> Engine:
        """The engine that the chat belongs to."""
        return self._engine

    @property
    def session(self) -> Session:
        """The session under the chat; its tokens are what the model has read and said."""
        return self._session

    @property
    def messages(self) -> tuple[Message, ...]:
        """The whole history, also what a policy keeps from the model."""
        return tuple(self._messages)

    @property
    def is_answering(self) -> bool:
        """Whether an answer is being made."""
        return self._session.is_generating

    def stream(
        self,
        message: MessageSource | None = None,
        *,
        overflow: ChatOverflow | None = None,
        deadline_s: float | None = None,
        priority: int = 0,
        **options: Any,
    ) -> ChatStream:
        """Add a message and stream the answer.

        Args:
            message: text of the user, a message, or None to answer what the history ends in.
            overflow: what happens when the history does not fit; None: the chat's policy.
            deadline_s: seconds after which the answer ends with reason "deadline".
            priority: a higher one is computed first.
            **options: fields of `SamplingParams`, or `sampling=`.

        Returns:
            The stream; the answer starts when it is first read.

        Raises:
            TypeError, ValueError: an unknown or impossible option.
            EngineBusyError: while reading: another answer is being made.
            ContextFullError: while reading: the history does not fit (`overflow="error"`).
            TemplateError: while reading: the template fails.
        """
        added = [] if message is None else [_message(message)]
        for new in added:
            _refuse_media(new)
        self._session._check_options(options)

        async def begin() -> Turn:
            return await self._begin(
                added, overflow, deadline_s=deadline_s, priority=priority, options=options
            )

        return ChatStream(begin)

    async def send(self, message: MessageSource | None = None, **options: Any) -> Reply:
        """Add a message and return the whole answer; the options are `stream`'s."""
        return await self.stream(message, **options).reply()

    def regenerate(self, **options: Any) -> ChatStream:
        """Drop the last answer and stream another one; the options are `stream`'s.

        Raises:
            ValueError: there is no answer to replace.
        """
        index = self._last("assistant")
        self._refuse_busy()
        while index > 0 and self._messages[index - 1].role in ("assistant", "tool"):
            index -= 1
        del self._messages[index:]
        return self.stream(None, **options)

    def edit(self, index: int, message: MessageSource, **options: Any) -> ChatStream:
        """Replace message `index`, drop what follows it, and stream an answer to it.

        An edited assistant message is kept as it is and not answered: the stream continues it.

        Raises:
            IndexError: there is no such message.
        """
        self._refuse_busy()
        old = self._messages[index]
        new = _message(message, role=old.role)
        _refuse_media(new)
        index %= len(self._messages)
        self._messages[index:] = [new]
        return self.stream(None, **options)

    def undo(self) -> tuple[Message, ...]:
        """Take back the last exchange (the last user message and all after it); return it.

        Raises:
            ValueError: there is no user message.
        """
        self._refuse_busy()
        index = self._last("user")
        taken = tuple(self._messages[index:])
        del self._messages[index:]
        return taken

    def add(self, message: MessageSource) -> None:
        """Add a message without an answer, such as a tool's result."""
        self._refuse_busy()
        new = _message(message)
        _refuse_media(new)
        self._messages.append(new)

    def fork(self) -> Chat:
        """Return an independent copy; it shares the cache."""
        copy = object.__new__(Chat)
        copy._engine = self._engine
        copy._messages = list(self._messages)
        copy._session = self._session.fork()
        copy._prompt = self._prompt.copy()
        copy._turn = None
        return copy

    async def close(self) -> None:
        """Cancel an answer and give up the cache. Calling again does nothing."""
        await self._session.close()

    # ── inside the package ──

    async def _begin(
        self,
        added: list[Message],
        overflow: ChatOverflow | None,
        *,
        deadline_s: float | None,
        priority: int,
        options: Mapping[str, Any],
    ) -> Turn:
        await self._session._wait_until_free()
        self._refuse_busy()
        sampling = self._session._sampling_from(options)
        prompt = await self._prompt.make(
            [*self._messages, *added], self._session, sampling.max_tokens, overflow
        )
        stream = self._session._stream(
            self._session._message(
                prompt.value,
                sampling=sampling.replace(stop=(*sampling.stop, *prompt.stops)),
                replaces=prompt.replaces,
                overflow="shift" if prompt.n_keep is not None else "error",
                n_keep=prompt.n_keep,
                stop_token_ids=list(prompt.stop_token_ids),
                parse_special=True,
                deadline_s=deadline_s,
                priority=priority,
            )
        )
        n_before = len(self._messages)
        self._messages.extend(added)

        def commit(answer: Message) -> None:
            if answer.is_partial and not (answer.text or answer.reasoning or answer.tool_calls):
                del self._messages[n_before:]  # nothing was said: the chat is as it was before
            else:
                self._commit(answer, prompt)

        def take_back(error: BaseException) -> None:
            del self._messages[n_before:]

        stream.on_failure = take_back
        return Turn(stream, AnswerReader(), commit)

    def _commit(self, answer: Message, prompt: Prompt) -> None:
        """Add an answer, or join it to the message that it continues."""
        if prompt.continues and self._messages:
            last = self._messages[-1]
            answer = dataclasses.replace(answer, content=last.text + answer.text)
            self._messages[-1] = answer
        else:
            self._messages.append(answer)

    def _last(self, role: str) -> int:
        for index in range(len(self._messages) - 1, -1, -1):
            if self._messages[index].role == role:
                return index
        raise ValueError(f"the chat has no {role} message")

    def _refuse_busy(self) -> None:
        if self._session.is_generating:
            raise EngineBusyError("The chat answers already.")


def _message(source: MessageSource, role: str = "user") -> Message:
    if isinstance(source, str):
        return Message(role, source)  # type: ignore[arg-type]
    return Message.of(source)


def _refuse_media(message: Message) -> None:
    if message.has_media:
        raise CapabilityError(
            "This runtime takes no images or sound in a chat yet.",
            hint="Send the text alone.",
        )


def _template(source: TemplateSource) -> ChatTemplate | None:
    """Return the template that is meant: a value, a built-in's name, a file, or Jinja text."""
    if source is None or isinstance(source, ChatTemplate):
        return source
    if isinstance(source, Path):
        return ChatTemplate.from_file(source)
    if source in BUILTIN_TEMPLATES:
        return ChatTemplate.builtin(source)
    if "{" not in source and Path(source).is_file():
        return ChatTemplate.from_file(source)
    if "{" not in source:
        raise ValueError(
            f"template {source!r} is neither Jinja text, nor a file, nor built in "
            f"({', '.join(BUILTIN_TEMPLATES)})"
        )
    return ChatTemplate(source)
