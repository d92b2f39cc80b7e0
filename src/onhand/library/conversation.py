"""One conversation of a library that is open on an engine: a chat that keeps itself."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any

from onhand.errors import EngineBusyError, EngineClosedError, OnhandError
from onhand.library.autosave import Autosave
from onhand.library.records import new_id, title_of

if TYPE_CHECKING:
    from onhand.chat.chat import Chat
    from onhand.library.library import Library

log: logging.Logger = logging.getLogger("onhand.library")


class Conversation:
    """A chat that is kept in a library; made by `Library.new` and `Library.resume`.

    Use `chat` as any other one: what is asked is kept before the first piece of the answer is
    delivered, the answer before its `DoneEvent`; `regenerate`, `edit`, `undo`, `add` and `run` are
    kept as well, and `fork` makes a conversation of its own. Use it on the engine's event loop. It
    is an async context manager.
    """

    def __init__(
        self,
        library: Library,
        chat: Chat,
        *,
        id: str,
        title: str = "",
        extra: Mapping[str, Any] | None = None,
        revision: int = 0,
    ) -> None:
        """Not for callers: use `Library.new` or `Library.resume`."""
        self._library = library
        self._chat = chat
        self._id = id
        self._wanted_title = title
        self._extra: dict[str, Any] = dict(extra or {})
        self._is_closed = False
        self._timer: asyncio.TimerHandle | None = None
        self._snapshot_task: asyncio.Task[bool] | None = None
        self._snapshot_tokens: tuple[int, ...] = ()
        self._forks: list[Conversation] = []
        self._keeper = _Keeper(self, revision=revision)
        chat._keeper = self._keeper
        library._opened(self)

    async def __aenter__(self) -> Conversation:
        """Return the conversation."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the conversation."""
        await self.close()

    @property
    def library(self) -> Library:
        """The library that keeps it."""
        return self._library

    @property
    def chat(self) -> Chat:
        """The chat; use it as any other one."""
        return self._chat

    @property
    def id(self) -> str:
        """Names it in the library.

        Another one after another process changed the same conversation: then this one goes on as a
        copy, and nothing of either is lost.
        """
        return self._id

    @property
    def title(self) -> str:
        """For people: what it was given, else made from the first message of the user."""
        return self._wanted_title or title_of(self._chat.messages)

    @property
    def extra(self) -> Mapping[str, Any]:
        """What the app wants to remember with it; change it with `set_extra`."""
        return self._extra

    @property
    def is_kept(self) -> bool:
        """Whether the library has all of it, apart from an answer that is being made."""
        keeper = self._keeper
        return bool(keeper.revision) and keeper.error is None and not keeper.is_pending

    @property
    def save_error(self) -> OnhandError | None:
        """Why it could not be kept at its last change; None: it could. The next change retries."""
        return self._keeper.error

    async def save(self) -> None:
        """Keep it as it is, also before its first message; changes do this by themselves.

        Raises:
            ConversationNotFoundError: it was deleted.
            LibraryError: the database cannot be written.
            NotEnoughDiskError: the disk is full.
        """
        await self._keeper.write()

    async def rename(self, title: str) -> None:
        """Give it another title; "" goes back to one made from the first message."""
        self._wanted_title = title.strip()
        if self._keeper.revision:
            await self._library.rename(self._id, self.title)

    async def set_extra(self, extra: Mapping[str, Any]) -> None:
        """Replace what the app remembers with it (JSON-able).

        Raises:
            TypeError, ValueError: it is not JSON-able.
        """
        await self._library._set_extra(self._id if self._keeper.revision else None, extra)
        self._extra = dict(extra)

    async def fork(self) -> Conversation:
        """Return a conversation of its own with the same messages; it shares the cache."""
        self._chat.fork()
        fork = self._forks.pop()
        await fork._keeper.kept()
        return fork

    async def snapshot(self) -> bool:
        """Keep the cache too, so that `resume` has nothing to compute; return whether it could.

        Happens by itself some seconds after an answer and in `close`.

        Raises:
            EngineBusyError: an answer is being made.
            OSError, NotEnoughDiskError: it cannot be written.
        """
        tokens = self._chat.session.tokens
        if not tokens or not self._keeper.revision or tokens == self._snapshot_tokens:
            return bool(tokens) and tokens == self._snapshot_tokens
        is_taken = await self._library._snapshots.take(self)
        if is_taken:
            self._snapshot_tokens = tokens
        return is_taken

    async def close(self) -> None:
        """Keep it, cache included, stop an answer and give up the cache. Again: does nothing."""
        if self._is_closed:
            return
        self._is_closed = True
        self._cancel_timer()
        if self._snapshot_task is not None:
            await asyncio.gather(self._snapshot_task, return_exceptions=True)
        await self._chat.session._settle()
        await self._keeper.kept()
        await self._try_snapshot()
        await self._chat.close()
        self._library._closed(self)

    # ── inside the package ──

    async def _discard(self) -> None:
        """Close it without a snapshot: it is about to be deleted."""
        await self._chat.session._settle()
        self._snapshot_tokens = self._chat.session.tokens
        await self.close()

    async def _forget_snapshot(self) -> None:
        """Wait for a snapshot that is being taken, and take another at the next occasion."""
        if self._snapshot_task is not None:
            await asyncio.gather(self._snapshot_task, return_exceptions=True)
        self._snapshot_tokens = ()

    def _forked(self, copy: Chat) -> Conversation:
        title = f"{self.title} (copy)" if self.title else ""
        fork = Conversation(self._library, copy, id=new_id(), title=title, extra=self._extra)
        self._forks = [fork]
        return fork

    def _renamed_id(self, id: str) -> None:
        self._library._closed(self)
        self._id = id
        self._snapshot_tokens = ()
        self._library._opened(self)

    def _note_change(self) -> None:
        """Take a snapshot once nothing has changed for some time."""
        self._cancel_timer()
        delay_s = self._library._snapshot_delay_s
        if delay_s is not None and not self._is_closed:
            self._timer = asyncio.get_running_loop().call_later(delay_s, self._begin_snapshot)

    def _begin_snapshot(self) -> None:
        if not self._chat.is_answering:
            self._snapshot_task = asyncio.get_running_loop().create_task(self._try_snapshot())

    async def _try_snapshot(self) -> bool:
        with contextlib.suppress(EngineBusyError, EngineClosedError):
            try:
                return await self.snapshot()
            except (OnhandError, OSError) as error:
                if isinstance(error, (EngineBusyError, EngineClosedError)):
                    raise
                log.warning("no snapshot of conversation %s: %s", self._id, error)
        return False

    def _cancel_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


class _Keeper(Autosave):
    """Keeps the messages, and the cache after a while."""

    @property
    def is_pending(self) -> bool:
        """Whether something is not written yet."""
        return self._is_dirty or (self._task is not None and not self._task.done())

    def _schedule(self) -> None:
        super()._schedule()
        self._conversation._note_change()
