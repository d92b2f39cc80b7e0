"""All conversations of the app: which are open, and the list of those that are kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from onhand.ui.chat.conversation import Change, Conversation
from onhand.ui.chat.shelf import ExportFormat, Headline, Record, Shelf, exported, new_id
from onhand.ui.listeners import Listeners

if TYPE_CHECKING:
    from onhand.ui.backend import Backend

MOST_OPEN = 8
"""Conversations that stay open behind the one in front; the caches of others are given up."""


class Conversations:
    """What all windows share of the conversations."""

    def __init__(self, backend: Backend, shelf: Shelf) -> None:
        """Begin with none open."""
        self._backend = backend
        self._shelf = shelf
        self._open: dict[str, Conversation] = {}
        self._listeners: Listeners[[]] = Listeners()

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener()` when the list may have changed; return what ends that."""
        return self._listeners.add(listener)

    @property
    def is_answering(self) -> bool:
        """Whether an answer is being made in any of them."""
        return any(one.is_answering for one in self._open.values())

    def new(self) -> Conversation:
        """Return a new, empty conversation; it is kept from its first message on."""
        return self._opened(Record(id=new_id()))

    async def open(self, id: str) -> Conversation:
        """Return a conversation.

        Raises:
            ConversationNotFoundError: there is none of that id.
            OnhandError: it cannot be read.
        """
        conversation = self._open.pop(id, None)
        if conversation is not None:
            self._open[id] = conversation  # the last one used is the last to be closed
        else:
            record = await self._shelf.load(id)
            conversation = self._open.get(id) or self._opened(record)
        await self._close_oldest(conversation)
        return conversation

    async def headlines(self, query: str = "") -> tuple[Headline, ...]:
        """Return the kept conversations in which `query` occurs, last changed first."""
        return await self._shelf.headlines(query)

    async def rename(self, id: str, title: str) -> None:
        """Give a conversation another title; an empty one changes nothing."""
        await (await self.open(id)).rename(title)
        self._listeners.tell()

    async def delete(self, id: str) -> None:
        """Stop its answer and forget it."""
        conversation = self._open.pop(id, None)
        if conversation is not None:
            await conversation.close()
        await self._shelf.delete(id)
        self._listeners.tell()

    async def exported(self, id: str, format: ExportFormat) -> tuple[str, str]:
        """Return a file's name and text for a conversation."""
        record = (await self.open(id)).record()
        ending = "md" if format == "markdown" else "json"
        kept = "".join(char if char.isalnum() else "-" for char in record.title.lower())
        stem = "-".join(filter(None, kept.split("-")))[:40] or "conversation"
        return f"{stem}.{ending}", exported(record, format)

    async def close(self) -> None:
        """Stop all answers and let go of files."""
        for conversation in self._open.values():
            await conversation.close()
        self._open.clear()
        await self._shelf.close()

    # ── inside ──

    def _opened(self, record: Record) -> Conversation:
        conversation = Conversation(self._backend, self._shelf, record)
        self._open[record.id] = conversation

        def listener(change: Change) -> None:
            if change in ("title", "state"):
                self._listeners.tell()

        conversation.on_any_change = listener
        return conversation

    async def _close_oldest(self, kept: Conversation) -> None:
        """Give up the caches of conversations that nobody looks at, the least recent first."""
        idle = [one for one in self._open.values() if one.is_idle and one is not kept]
        for conversation in idle[: max(0, len(self._open) - MOST_OPEN)]:
            del self._open[conversation.id]
            await conversation.close()
