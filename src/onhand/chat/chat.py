"""Messages over a session, rendered by the model's own template."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any

from onhand.chat.answering import AnswerOptions, ToolChoice, prepare
from onhand.chat.history import HistoryParams, OverflowPolicy
from onhand.chat.keeping import Keeper
from onhand.chat.prompt import ChatPrompt, Prompt
from onhand.chat.reasoning import ReasoningParams
from onhand.chat.reply import Reply
from onhand.chat.sources import MessageSource, TemplateSource, message_of, template_of
from onhand.chat.tool_rounds import Approve, ToolRounds, unanswered
from onhand.chat.tools import Tool, tools_of
from onhand.chat.turn import ChatStream, Turn
from onhand.errors import EngineBusyError
from onhand.saving import StatePath
from onhand.types.events import Event
from onhand.types.message import Message

if TYPE_CHECKING:
    from onhand.engine import Engine
    from onhand.session import Session

Change = Callable[[list[Message]], list[Message]]


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
        overflow: OverflowPolicy,
        history: HistoryParams | None,
        tools: Iterable[Any],
        reasoning: ReasoningParams | None,
        variables: Mapping[str, Any],
    ) -> None:
        """Not for callers: use `Engine.chat`."""
        self._engine = engine
        self._messages = [message_of(message) for message in messages]
        if system is not None:
            self._messages.insert(0, Message.system(system))
        self._tools = tools_of(tools)
        self._reasoning = reasoning
        self._is_answering = False
        self._keeper: Keeper | None = None
        self._prompt = ChatPrompt(
            engine,
            template=template_of(template),
            overflow=overflow,
            history=history or HistoryParams(),
            variables=variables,
        )
        self._session = engine.session()

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
        return self._is_answering

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
        """Add a message and stream the answer.

        Args:
            message: text of the user, a message, or None to answer what the history ends in.
            overflow: what happens when the history does not fit; None: the chat's policy.
            tools: functions, schemas or `Tool` values that the model may ask for; None: the chat's.
                Nothing is executed here, see `run`.
            tool_choice: "auto": the model decides; "required": it must call a tool; "none".
            response_format: what the answer must look like: a JSON schema, a pydantic model or
                dataclass, a compiled regular expression, or a `ResponseFormat`.
            reasoning: how thoughts are marked, limited and shown; None: the chat's.
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
            GrammarError: while reading: the response format cannot be satisfied.
            CapabilityError: while reading: the model's template has no tools.
        """
        added = [] if message is None else [message_of(message)]
        asked = self._asked(
            overflow=overflow,
            tools=tools,
            tool_choice=tool_choice,
            response_format=response_format,
            reasoning=reasoning,
            deadline_s=deadline_s,
            priority=priority,
            **options,
        )
        return self._streamed(lambda messages: [*messages, *added], asked)

    async def send(self, message: MessageSource | None = None, **options: Any) -> Reply:
        """Add a message and return the whole answer; the options are `stream`'s."""
        return await self.stream(message, **options).reply()

    async def run(
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
        """Answer with tools: call what the model asks for, give it the results, until it answers.

        Calls of one round run at the same time; plain functions in threads. What a tool raises,
        an unknown tool, a refused or a timed-out call are told to the model, which may try again.
        Only functions that were passed here or to the chat are ever called.

        Args:
            message: as for `stream`.
            tools: functions or `Tool` values; None: the chat's.
            max_rounds: rounds of calls before the model must answer without tools.
            approve: called (or awaited) with each call before it is made; False refuses it.
            tool_timeout_s: seconds that a call may take.
            on_event: called with every event of every round, to show progress.
            **options: `stream`'s.

        Raises:
            ToolError: a tool has no function to call.
        """
        rounds = ToolRounds(
            tools=self._tools if tools is None else tools_of(tools),
            approve=approve,
            timeout_s=tool_timeout_s,
        )
        for index in range(max_rounds + 1):
            is_last = index == max_rounds
            offered = () if is_last else rounds.tools
            async with self.stream(message, tools=offered, **options) as stream:
                async for event in stream:
                    if on_event is not None:
                        on_event(event)
                reply = await stream.reply()
            if is_last or not reply.tool_calls:
                break
            try:
                self._messages += await rounds.results(reply.tool_calls)
            except BaseException:
                self._messages += unanswered(reply.tool_calls)
                raise
            finally:
                self._changed()
            message = None
            options.pop("tool_choice", None)  # a call may be required once; its result is answered
        return reply

    def regenerate(self, **options: Any) -> ChatStream:
        """Stream another answer in place of the last one; the options are `stream`'s.

        The last answer stays until the new one has begun to say something.

        Raises:
            ValueError: there is no answer to replace.
        """
        self._refuse_busy()
        self._without_answer(self._messages)
        return self._streamed(self._without_answer, self._asked(**options))

    def edit(self, index: int, message: MessageSource, **options: Any) -> ChatStream:
        """Replace message `index`, drop what follows it, and stream an answer to it.

        An edited assistant message is not answered: the stream continues it.

        Raises:
            IndexError: there is no such message.
        """
        self._refuse_busy()
        n = len(self._messages)
        if not -n <= index < n:
            raise IndexError(f"there is no message {index}; the chat has {n}")
        new = message_of(message, role=self._messages[index].role)
        index %= n
        return self._streamed(lambda messages: [*messages[:index], new], self._asked(**options))

    def undo(self) -> tuple[Message, ...]:
        """Take back the last exchange (the last user message and all after it); return it.

        Raises:
            ValueError: there is no user message.
        """
        self._refuse_busy()
        index = self._last("user", self._messages)
        taken = tuple(self._messages[index:])
        del self._messages[index:]
        self._changed()
        return taken

    def add(self, message: MessageSource) -> None:
        """Add a message without an answer, such as a tool's result."""
        self._refuse_busy()
        self._messages.append(message_of(message))
        self._changed()

    def fork(self) -> Chat:
        """Return an independent copy; it shares the cache."""
        copy = object.__new__(Chat)
        copy._engine = self._engine
        copy._messages = list(self._messages)
        copy._session = self._session.fork()
        copy._prompt = self._prompt.copy()
        copy._tools = self._tools
        copy._reasoning = self._reasoning
        copy._is_answering = False
        copy._keeper = None if self._keeper is None else self._keeper.forked(copy)
        return copy

    async def save(
        self, path: StatePath = None, *, key: bytes | None = None, compress: bool = False
    ) -> bytes | None:
        """Save messages, settings and cache, to go on with `Engine.restore_chat`.

        Functions are not saved: pass the tools again. Arguments and what is raised are
        `Session.save`'s.

        Raises:
            TypeError: a template variable is not JSON-able.
        """
        from onhand.chat.saved import chat_data

        def data() -> dict[str, Any]:
            self._refuse_busy()
            return chat_data(self)

        self._refuse_busy()
        return await self._session._save(path, key=key, compress=compress, chat=data)

    async def close(self) -> None:
        """Cancel an answer and give up the cache. Calling again does nothing."""
        await self._session.close()
        if self._keeper is not None:
            await self._keeper.kept()

    # ── inside the package ──

    def _asked(
        self,
        *,
        tools: Iterable[Any] | None = None,
        reasoning: ReasoningParams | None = None,
        overflow: OverflowPolicy | None = None,
        tool_choice: ToolChoice = "auto",
        response_format: Any = None,
        deadline_s: float | None = None,
        priority: int = 0,
        **sampling: Any,
    ) -> AnswerOptions:
        """Check what is asked of an answer and return it; what is None is the chat's."""
        self._session._refuse_closed()
        self._session._check_options(sampling)
        return AnswerOptions(
            overflow=overflow,
            tools=self._tools if tools is None else tools_of(tools),
            tool_choice=tool_choice,
            response_format=response_format,
            reasoning=self._reasoning if reasoning is None else reasoning,
            deadline_s=deadline_s,
            priority=priority,
            sampling=sampling,
        )

    def _streamed(self, change: Change, asked: AnswerOptions) -> ChatStream:
        async def begin() -> Turn:
            return await self._begin(change, asked)

        return ChatStream(begin)

    async def _begin(self, change: Change, asked: AnswerOptions) -> Turn:
        """Start the answer to the history that `change` makes of the present one."""
        await self._session._wait_until_free()
        self._refuse_busy()
        before = list(self._messages)
        asking = change(before)
        offered = () if asked.tool_choice == "none" else asked.tools
        self._is_answering = True
        try:
            answer = await prepare(self._prompt, self._session, asking, asked)
            turn = Turn(
                answer,
                commit=lambda message: self._commit(
                    before, asking, answer.prompt, offered, message
                ),
                take_back=lambda: self._take_back(before),
                session=self._session,
                on_shift=self._prompt.note_shift,
                keeper=self._keeper,
                is_reasoning_hidden=asked.reasoning is not None and asked.reasoning.is_hidden,
            )
            await turn.open()
        except BaseException:
            self._is_answering = False
            raise
        self._messages = asking
        if asking[: len(before)] == before:
            self._changed()  # an answer that is replaced stays kept until there is another
        return turn

    def _commit(
        self,
        before: list[Message],
        asking: list[Message],
        prompt: Prompt,
        tools: Sequence[Tool],
        message: Message,
    ) -> None:
        has_said = message.text or message.reasoning or message.tool_calls
        if message.is_partial and not has_said:
            self._take_back(before)  # nothing was said
            return
        self._is_answering = False
        self._prompt.offer_lead(asking, prompt, tools)
        if prompt.continues:
            *asking, begun = asking
            message = dataclasses.replace(
                message,
                content=begun.text + message.text,
                reasoning=message.reasoning or begun.reasoning,
            )
        self._messages = [*asking, message]
        self._changed()

    def _take_back(self, before: list[Message]) -> None:
        self._is_answering = False
        self._messages = before
        self._changed()

    def _last(self, role: str, messages: Sequence[Message]) -> int:
        for index in range(len(messages) - 1, -1, -1):
            if messages[index].role == role:
                return index
        raise ValueError(f"the chat has no {role} message")

    def _without_answer(self, messages: list[Message]) -> list[Message]:
        """Return the messages up to what the last answer, its calls included, answers."""
        index = self._last("assistant", messages)
        while index > 0 and messages[index - 1].role in ("assistant", "tool"):
            index -= 1
        return messages[:index]

    def _changed(self) -> None:
        if self._keeper is not None:
            self._keeper.changed()

    def _refuse_busy(self) -> None:
        if self._is_answering:
            raise EngineBusyError(
                "The chat answers already.",
                hint="Wait for the answer, cancel it, or use `chat.fork()`.",
            )
