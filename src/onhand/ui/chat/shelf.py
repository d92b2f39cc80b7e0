"""Where conversations are kept: what the chat view needs of it, and one that forgets."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Protocol, TypeAlias

import onhand
from onhand.ui.chat.draft import AnswerStats
from onhand.ui.chat.settings import ChatSettings

ExportFormat: TypeAlias = Literal["markdown", "json"]
UNTITLED = "New conversation"


@dataclass(frozen=True, slots=True)
class Entry:
    """A message, and what is said about the answer that it is.

    Attributes:
        message: of the user or the assistant.
        stats: of an answer; None: unknown.
    """

    message: onhand.Message
    stats: AnswerStats | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A conversation as it is kept.

    Attributes:
        id: names it; stays.
        title: for people.
        entries: messages of user and assistant in order.
        settings: system prompt and sampling.
        updated_at: Unix time of the last change.
    """

    id: str
    title: str = UNTITLED
    entries: tuple[Entry, ...] = ()
    settings: ChatSettings = field(default_factory=ChatSettings)
    updated_at: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A conversation in a list.

    Attributes:
        id: names it.
        title: for people.
        updated_at: Unix time of the last change.
        snippet: where a search found its words; "" without a search.
    """

    id: str
    title: str
    updated_at: float
    snippet: str = ""


class Shelf(Protocol):
    """Keeps conversations."""

    async def headlines(self, query: str = "") -> tuple[Headline, ...]:
        """Return the conversations in which `query` occurs, last changed first."""

    async def load(self, id: str) -> Record:
        """Return one; ConversationNotFoundError: there is none."""

    async def save(self, record: Record) -> None:
        """Keep it as it is now."""

    async def rename(self, id: str, title: str) -> None:
        """Give it another title; ConversationNotFoundError: there is none."""

    async def delete(self, id: str) -> None:
        """Forget it."""

    async def close(self) -> None:
        """Let go of files."""


class PassingShelf:
    """Keeps conversations as long as the app runs: for tests, and where nothing may be written."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        """Begin empty."""
        self._records: dict[str, Record] = {}
        self._clock = clock

    async def headlines(self, query: str = "") -> tuple[Headline, ...]:
        """See `Shelf.headlines`."""
        found = [
            Headline(id=record.id, title=record.title, updated_at=record.updated_at, snippet=where)
            for record in self._records.values()
            if (where := _find(record, query)) is not None
        ]
        return tuple(sorted(found, key=lambda line: -line.updated_at))

    async def load(self, id: str) -> Record:
        """See `Shelf.load`."""
        if id not in self._records:
            raise onhand.ConversationNotFoundError(f"There is no conversation {id!r}.")
        return self._records[id]

    async def save(self, record: Record) -> None:
        """See `Shelf.save`."""
        self._records[record.id] = replace(record, updated_at=self._clock())

    async def rename(self, id: str, title: str) -> None:
        """See `Shelf.rename`."""
        self._records[id] = replace(await self.load(id), title=title)

    async def delete(self, id: str) -> None:
        """See `Shelf.delete`."""
        self._records.pop(id, None)

    async def close(self) -> None:
        """See `Shelf.close`."""


def new_id() -> str:
    """Return an id that no other conversation has."""
    return uuid.uuid4().hex[:12]


def title_from(text: str) -> str:
    """Return a title from a first message: its first line, at most 48 characters."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return line if len(line) <= 48 else line[:47].rstrip() + "…"


def exported(record: Record, format: ExportFormat) -> str:
    """Return a conversation as a file's text."""
    if format == "json":
        return json.dumps(_data(record), ensure_ascii=False, indent=2) + "\n"
    parts = [f"# {record.title}"]
    if record.settings.system:
        parts.append(f"> {record.settings.system}".replace("\n", "\n> "))
    names = {"user": "You", "assistant": "Assistant"}
    for entry in record.entries:
        role = entry.message.role
        parts.append(f"## {names.get(role, role)}\n\n{entry.message.text}")
    return "\n\n".join(parts) + "\n"


def _data(record: Record) -> dict[str, Any]:
    return {
        "id": record.id,
        "title": record.title,
        "settings": record.settings.to_dict(),
        "messages": [
            entry.message.to_dict()
            | ({} if entry.stats is None else {"stats": entry.stats.to_dict()})
            for entry in record.entries
        ],
    }


def _find(record: Record, query: str) -> str | None:
    """Return the text around `query` ("" for an empty one); None: it does not occur."""
    wanted = query.strip().lower()
    if not wanted:
        return ""
    for text in (record.title, *(entry.message.text for entry in record.entries)):
        at = text.lower().find(wanted)
        if at >= 0:
            return " ".join(text[max(0, at - 20) : at + 60].split())
    return None
