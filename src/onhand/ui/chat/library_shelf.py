"""Conversations of the app in onhand's library: a database that other programs can read too."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Mapping
from typing import Any

from onhand import ConversationInfo, ConversationRecord, Library, Message
from onhand.errors import ConversationNotFoundError, OnhandError
from onhand.ui.chat.draft import AnswerStats
from onhand.ui.chat.settings import ChatSettings
from onhand.ui.chat.shelf import UNTITLED, Entry, Headline, Record


class LibraryShelf:
    """Keeps conversations in a `Library`, which is opened when it is first needed.

    The system prompt is the first message there; settings and the figures of the answers are what
    the library calls `extra`.
    """

    def __init__(
        self, path: str | os.PathLike[str] | None = None, *, key: bytes | None = None
    ) -> None:
        """`path` is the database, None: this user's; `key` what it is encrypted with."""
        self._path, self._key = path, key
        self._opening: asyncio.Task[Library] | None = None
        self._revisions: dict[str, int] = {}
        self._copies: dict[str, str] = {}

    async def headlines(self, query: str = "") -> tuple[Headline, ...]:
        """See `Shelf.headlines`; the best match first where something is searched for."""
        library = await self._library()
        return tuple(_headline(info) for info in await library.search(query))

    async def load(self, id: str) -> Record:
        """See `Shelf.load`."""
        kept = await (await self._library()).load(self._copies.get(id, id))
        self._revisions[id] = kept.revision
        return _record(id, kept)

    async def save(self, record: Record) -> None:
        """See `Shelf.save`.

        Where another program changed it meanwhile, both stay: this one goes on as a copy.
        """
        library = await self._library()
        messages = [entry.message for entry in record.entries]
        if record.settings.system:
            messages.insert(0, Message.system(record.settings.system))
        stats = [None if one.stats is None else one.stats.to_dict() for one in record.entries]
        kept = await library.save(
            ConversationRecord(
                id=self._copies.get(record.id, record.id),
                title="" if record.title == UNTITLED else record.title,
                messages=tuple(messages),
                extra={"settings": record.settings.to_dict(), "stats": stats},
                model=next((one.stats.model for one in record.entries[::-1] if one.stats), ""),
                revision=self._revisions.get(record.id, 0),
            )
        )
        self._revisions[record.id] = kept.revision
        if kept.id != record.id:
            self._copies[record.id] = kept.id

    async def rename(self, id: str, title: str) -> None:
        """See `Shelf.rename`."""
        await (await self._library()).rename(self._copies.get(id, id), title)

    async def delete(self, id: str) -> None:
        """See `Shelf.delete`."""
        self._revisions.pop(id, None)
        try:
            await (await self._library()).delete(self._copies.pop(id, id))
        except ConversationNotFoundError:
            return  # gone already, or never kept

    async def close(self) -> None:
        """See `Shelf.close`."""
        opening, self._opening = self._opening, None
        if opening is not None:
            with contextlib.suppress(OnhandError):  # what could not be opened needs no closing
                await (await opening).close()

    async def _library(self) -> Library:
        if self._opening is None or (self._opening.done() and self._opening.exception()):
            self._opening = asyncio.ensure_future(self._open())
        return await asyncio.shield(self._opening)

    async def _open(self) -> Library:
        return await Library.open(self._path, key=self._key, snapshot_budget_bytes=0)


def _headline(info: ConversationInfo) -> Headline:
    return Headline(
        id=info.id,
        title=info.title or UNTITLED,
        updated_at=info.updated_at,
        snippet=info.snippet if info.snippet != info.title else "",
    )


def _record(id: str, kept: ConversationRecord) -> Record:
    extra = kept.extra
    settings = ChatSettings.from_dict(_mapping(extra.get("settings")))
    messages = list(kept.messages)
    if messages and messages[0].role == "system":
        settings = settings.changed(system=messages.pop(0).text)
    stats: list[Any] = list(extra.get("stats") or ())
    stats += [None] * (len(messages) - len(stats))
    return Record(
        id=id,
        title=kept.title or UNTITLED,
        entries=tuple(
            Entry(message, AnswerStats.from_dict(one) if isinstance(one, Mapping) else None)
            for message, one in zip(messages, stats, strict=False)
        ),
        settings=settings,
        updated_at=kept.updated_at,
    )


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
