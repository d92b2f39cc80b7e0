"""One conversation that is open: its messages, the answer being made, all that can be done to it.

It belongs to the app and not to a window: an answer goes on when the page is loaded again, and two
windows see the same.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, TypeAlias

import onhand
from onhand.ui.chat.draft import AnswerStats, Draft
from onhand.ui.chat.settings import ChatSettings
from onhand.ui.chat.shelf import UNTITLED, Entry, Record, Shelf, title_from
from onhand.ui.listeners import Listeners

if TYPE_CHECKING:
    from onhand.ui.backend import Backend

_log = logging.getLogger("onhand.ui")

Change: TypeAlias = Literal["entries", "draft", "state", "title", "settings"]
"""What changed: messages; the draft's text; whether it answers or failed; title; settings."""
Listener: TypeAlias = Callable[[Change], None]


class Conversation:
    """One open conversation. Use it on the backend's event loop.

    Attributes:
        id: names it.
        title: for people.
        settings: system prompt and sampling; change them with `configure`.
        entries: the messages of user and assistant.
        draft: the answer being made; None: none is.
        failure: why the last answer failed; None: it did not.
        on_any_change: also told of every change, without counting as somebody who looks.
    """

    def __init__(self, backend: Backend, shelf: Shelf, record: Record) -> None:
        """Open a conversation as `record` has it."""
        self.id: str = record.id
        self.title: str = record.title
        self.settings: ChatSettings = record.settings
        self.entries: list[Entry] = list(record.entries)
        self.draft: Draft | None = None
        self.failure: onhand.OnhandError | None = None
        self.on_any_change: Listener = lambda change: None
        self._backend = backend
        self._shelf = shelf
        self._chat: onhand.Chat | None = None
        self._left: onhand.Chat | None = None
        self._stream: onhand.ChatStream | None = None
        self._opening: asyncio.Task[onhand.Engine] | None = None
        self._answering: asyncio.Task[None] | None = None
        self._is_stopped = self._is_unsaved = False
        self._listeners: Listeners[Change] = Listeners()

    @property
    def is_answering(self) -> bool:
        """Whether an answer is being made."""
        return self._answering is not None

    @property
    def is_idle(self) -> bool:
        """Whether it makes no answer and no window shows it."""
        return self._answering is None and not self._listeners

    @property
    def n_context_tokens(self) -> int | None:
        """Tokens of the context that are in use; None: not known before an answer."""
        if self.draft is not None and self.draft.prompt is not None:
            return self.draft.prompt.total + self.draft.n_tokens
        stats = next((entry.stats for entry in reversed(self.entries) if entry.stats), None)
        return None if stats is None else stats.n_prompt_tokens + stats.n_tokens

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener(change)` at every change; return what ends that."""
        return self._listeners.add(listener)

    def send(self, text: str) -> None:
        """Add a message of the user and begin to answer it.

        Raises:
            ValueError: there is nothing but space.
            EngineBusyError: an answer is being made.
        """
        if not text.strip():
            raise ValueError("the message is empty")
        self._refuse_busy()
        if not self.entries and self.title == UNTITLED:
            self.title = title_from(text)
            self._tell("title")
        self._begin([*self.entries, Entry(onhand.Message.user(text.strip()))])

    def regenerate(self) -> None:
        """Answer the last message of the user again, in place of the last answer.

        Raises:
            ValueError: there is no message to answer.
            EngineBusyError: an answer is being made.
        """
        self._refuse_busy()
        index = self._last_question()
        self._begin(self.entries[: index + 1])

    async def retry(self) -> None:
        """Do again what failed: keep an answer that is there already, else answer.

        Raises:
            ValueError: there is no message to answer.
            EngineBusyError: an answer is being made.
        """
        self._refuse_busy()
        if self._is_unsaved and self.entries[-1].message.role == "assistant":
            self.failure = None
            await self._try_to_save()
            self._tell("state")
        else:
            self.regenerate()

    def edit(self, index: int, text: str) -> None:
        """Put `text` in place of message `index` of the user, drop what follows, answer it.

        Raises:
            ValueError: it is no message of the user, or there is nothing but space.
            EngineBusyError: an answer is being made.
        """
        self._refuse_busy()
        if self.entries[index].message.role != "user":
            raise ValueError("only a message of the user can be edited")
        if not text.strip():
            raise ValueError("the message is empty")
        self._begin([*self.entries[:index], Entry(onhand.Message.user(text.strip()))])

    def stop(self) -> None:
        """End the answer early; what there is of it stays."""
        self._is_stopped = True
        if self._stream is not None:
            self._stream.cancel()
        elif self._opening is not None:
            self._opening.cancel()

    async def configure(self, settings: ChatSettings) -> None:
        """Set system prompt and sampling, from the next answer on."""
        self.settings = settings
        self._tell("settings")
        if self.entries:
            await self.save()

    async def rename(self, title: str) -> None:
        """Give it another title; an empty one changes nothing."""
        if title.strip():
            self.title = title.strip()
            self._tell("title")
            await self._shelf.rename(self.id, self.title)

    async def save(self) -> None:
        """Keep it as it is now."""
        await self._shelf.save(self.record())

    def record(self) -> Record:
        """Return it as it is kept."""
        return Record(
            id=self.id, title=self.title, entries=tuple(self.entries), settings=self.settings
        )

    async def settled(self) -> None:
        """Wait until no answer is being made."""
        if self._answering is not None:
            await asyncio.gather(asyncio.shield(self._answering), return_exceptions=True)

    async def close(self) -> None:
        """Stop, and give up the cache."""
        self.stop()
        await self.settled()
        for chat in (self._chat, self._left):
            if chat is not None:
                await chat.close()
        self._chat = self._left = None

    # ── inside ──

    def _begin(self, entries: list[Entry]) -> None:
        self.entries = entries
        self.failure = None
        self.draft = Draft()
        self._is_stopped = False
        self._answering = asyncio.get_running_loop().create_task(self._answer(self.draft))
        self._tell("entries")
        self._tell("state")

    async def _answer(self, draft: Draft) -> None:
        model = self._backend.status.model
        await self._try_to_save()
        try:
            engine = await self._engine()
            model = self._backend.status.model
            chat = await self._chat_on(engine)
            async with chat.stream(
                overflow=self.settings.overflow, **self.settings.sampling()
            ) as stream:
                self._stream = stream
                if self._is_stopped:
                    stream.cancel()
                async for event in stream:
                    draft.take(event)
                    self._tell("draft")
        except onhand.OnhandError as error:
            self.failure = error
        except asyncio.CancelledError:
            pass  # stopped before the engine was there: the question stays, unanswered
        except Exception as error:
            _log.exception("an answer failed")
            self.failure = onhand.EngineError(f"The answer failed: {error}")
        self._keep(draft, draft.stats(model))
        await self._try_to_save()
        self._stream = self._answering = None
        self._tell("state")

    async def _engine(self) -> onhand.Engine:
        """Return the engine; CancelledError: stopped before it was there."""
        if self._is_stopped:
            raise asyncio.CancelledError
        self._opening = asyncio.ensure_future(self._backend.engine())
        try:
            return await self._opening
        finally:
            self._opening = None

    async def _try_to_save(self) -> None:
        """Save; what is on the screen stays there if the disk does not take it."""
        self._is_unsaved = True
        try:
            await self.save()
            self._is_unsaved = False
        except onhand.OnhandError as error:
            self.failure = self.failure or error
        except OSError as error:
            hint = "Free some space, then try again."
            failure = onhand.StoreError(f"The conversation was not saved: {error}", hint=hint)
            self.failure = self.failure or failure

    async def _chat_on(self, engine: onhand.Engine) -> onhand.Chat:
        """Return a chat with this history on `engine`: the one before, if it still fits."""
        messages = [entry.message for entry in self.entries]
        if self.settings.system:
            messages.insert(0, onhand.Message.system(self.settings.system))
        chat = self._chat
        if chat is not None and chat.engine is engine:
            known = len(chat.messages)
            if list(chat.messages) == messages[:known]:
                for message in messages[known:]:
                    chat.add(message)
                return chat
        if self._left is not None:
            await self._left.close()
        self._left = chat  # until the next change, so that the new one can copy its cache
        self._chat = engine.chat(messages=messages, overflow=self.settings.overflow)
        return self._chat

    def _keep(self, draft: Draft, stats: AnswerStats | None) -> None:
        """Put what was answered among the messages."""
        if draft.text or draft.reasoning:
            is_whole = draft.done is not None and draft.done.reason in ("eog", "stop")
            message = onhand.Message.assistant(
                draft.text, reasoning=draft.reasoning or None, is_partial=not is_whole
            )
            self.entries.append(Entry(message, stats))
        self.draft = None
        self._tell("entries")

    def _last_question(self) -> int:
        for index in range(len(self.entries) - 1, -1, -1):
            if self.entries[index].message.role == "user":
                return index
        raise ValueError("there is no message to answer")

    def _refuse_busy(self) -> None:
        if self._answering is not None:
            raise onhand.EngineBusyError(
                "An answer is being made.", hint="Wait for it or stop it first (Esc)."
            )

    def _tell(self, change: Change) -> None:
        self.on_any_change(change)
        self._listeners.tell(change)
