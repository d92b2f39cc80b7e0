"""The blocking face of a chat."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import TracebackType
from typing import TYPE_CHECKING, Any

from onhand import portal
from onhand.chat import chat as _chat
from onhand.chat.answering import ToolChoice
from onhand.chat.history import OverflowPolicy
from onhand.chat.reasoning import ReasoningParams
from onhand.chat.reply import Reply
from onhand.chat.sources import MessageSource
from onhand.chat.tool_rounds import Approve
from onhand.portal import Blocking
from onhand.sync.session import Session
from onhand.sync.streams import ChatStream
from onhand.types.events import Event
from onhand.types.message import Message

if TYPE_CHECKING:
    from onhand.sync.engine import Engine


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
