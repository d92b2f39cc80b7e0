"""Writes a chat into the library whenever it changes, in the background and in order."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from onhand.chat.keeping import Keeper
from onhand.chat.saved import chat_settings
from onhand.errors import LibraryError, OnhandError
from onhand.library.records import Change, as_json, title_of
from onhand.types.message import Message

if TYPE_CHECKING:
    from onhand.chat.chat import Chat
    from onhand.library.conversation import Conversation

log: logging.Logger = logging.getLogger("onhand.library")


class Autosave:
    """The keeper of one conversation's chat.

    Attributes:
        error: why the last write failed; None: all is kept. The next change tries again.
    """

    def __init__(self, conversation: Conversation, *, revision: int) -> None:
        """Begin with what the database has at `revision`; nothing at 0."""
        self.error: OnhandError | None = None
        self.revision: int = revision
        self._conversation = conversation
        self._loop = asyncio.get_running_loop()
        self._written: tuple[Message, ...] = conversation.chat.messages if revision else ()
        self._is_dirty = False
        self._task: asyncio.Task[None] | None = None

    def changed(self) -> None:
        """See `Keeper.changed`."""
        if _is_running(self._loop):
            self._schedule()
        elif not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._schedule)

    async def kept(self) -> None:
        """See `Keeper.kept`."""
        while (task := self._task) is not None and not task.done():
            await asyncio.shield(task)

    def forked(self, copy: Chat) -> Keeper:
        """See `Keeper.forked`; the copy is a conversation of its own, kept at once."""
        keeper = self._conversation._forked(copy)._keeper
        keeper.changed()
        return keeper

    async def write(self) -> None:
        """Write what is not written yet, also of a conversation without a message of the user.

        Raises:
            LibraryError: the database cannot be written.
            NotEnoughDiskError: the disk is full.
        """
        await self.kept()
        await self._write()
        self.error = None

    # ── inside ──

    def _schedule(self) -> None:
        self._is_dirty = True
        if self._task is None or self._task.done():
            self._task = self._loop.create_task(self._write_changes())

    async def _write_changes(self) -> None:
        while self._is_dirty:
            self._is_dirty = False
            if not self.revision and not self._has_begun():
                return
            try:
                await self._write()
                self.error = None
            except (OnhandError, OSError, TypeError, ValueError) as error:
                log.warning("conversation %s is not kept: %s", self._conversation.id, error)
                if not isinstance(error, OnhandError):
                    error = LibraryError(f"The conversation cannot be kept: {error}.")
                self.error = error
                return

    async def _write(self) -> None:
        conversation = self._conversation
        messages = conversation.chat.messages
        n_kept = 0
        for message, known in zip(messages, self._written, strict=False):
            if message is not known and message != known:
                break
            n_kept += 1
        change = Change(
            id=conversation.id,
            revision=self.revision,
            n_kept=n_kept,
            messages=messages[n_kept:],
            kept_messages=messages[:n_kept],
            title=conversation._wanted_title or title_of(messages),
            settings=as_json(chat_settings(conversation.chat)),
            extra=as_json(conversation.extra),
            model=conversation.chat.engine.info.model.name,
        )
        id, revision = await conversation.library._run(lambda database: database.save(change))
        if id != conversation.id:
            log.warning("conversation %s was changed elsewhere; it goes on as %s", change.id, id)
            conversation._renamed_id(id)
        self.revision, self._written = revision, messages

    def _has_begun(self) -> bool:
        return any(message.role != "system" for message in self._conversation.chat.messages)


def _is_running(loop: asyncio.AbstractEventLoop) -> bool:
    try:
        return asyncio.get_running_loop() is loop
    except RuntimeError:
        return False
