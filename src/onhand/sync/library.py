"""The blocking faces of the library; reached as `onhand.sync.Library` and `.Conversation`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from onhand import portal
from onhand.errors import OnhandError
from onhand.library import conversation as _conversation
from onhand.library import library as _library
from onhand.portal import Blocking
from onhand.sync.chat import Chat
from onhand.sync.engine import Engine

__all__ = ["Conversation", "Library"]


class Conversation:
    """A chat that is kept in a library; see `onhand.Conversation`."""

    def __init__(
        self, conversation: _conversation.Conversation, library: Library, engine: Engine
    ) -> None:
        """Not for callers: use `Library.new` or `Library.resume`."""
        self._async = conversation
        self._library = library
        self._engine = engine

    def __enter__(self) -> Conversation:
        """Return the conversation."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the conversation."""
        self.close()

    @property
    def library(self) -> Library:
        """The library that keeps it."""
        return self._library

    @property
    def chat(self) -> Chat:
        """The chat; use it as any other one."""
        return Chat(self._async.chat, self._engine)

    @property
    def id(self) -> str:
        """Names it in the library; see `onhand.Conversation.id`."""
        return self._async.id

    @property
    def title(self) -> str:
        """For people: what it was given, else made from the first message of the user."""
        return self._async.title

    @property
    def extra(self) -> Mapping[str, Any]:
        """What the app wants to remember with it; change it with `set_extra`."""
        return self._async.extra

    @property
    def is_kept(self) -> bool:
        """Whether the library has all of it, apart from an answer that is being made."""
        return self._async.is_kept

    @property
    def save_error(self) -> OnhandError | None:
        """Why it could not be kept at its last change; None: it could."""
        return self._async.save_error

    def fork(self) -> Conversation:
        """Return a conversation of its own with the same messages; it shares the cache."""
        return Conversation(portal.run(self._async.fork()), self._library, self._engine)

    save = Blocking(_conversation.Conversation.save)
    rename = Blocking(_conversation.Conversation.rename)
    set_extra = Blocking(_conversation.Conversation.set_extra)
    snapshot = Blocking(_conversation.Conversation.snapshot)
    close = Blocking(_conversation.Conversation.close)


class Library:
    """Conversations in one SQLite database; see `onhand.Library`."""

    def __init__(self, library: _library.Library) -> None:
        """Not for callers: use `Library.open`."""
        self._async = library

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str] | None = None,
        *,
        snapshot_budget_bytes: int = _library.DEFAULT_BUDGET_BYTES,
        snapshot_delay_s: float | None = _library.DEFAULT_DELAY_S,
        key: bytes | None = None,
    ) -> Library:
        """Open a library and return it; see `onhand.Library.open`."""

        async def opened() -> _library.Library:
            return await _library.Library.open(
                path,
                snapshot_budget_bytes=snapshot_budget_bytes,
                snapshot_delay_s=snapshot_delay_s,
                key=key,
            )

        return cls(portal.run(opened()))

    def __enter__(self) -> Library:
        """Return the library."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the library."""
        self.close()

    @property
    def path(self) -> Path:
        """The database's file."""
        return self._async.path

    @property
    def has_full_text(self) -> bool:
        """Whether searches use an index (FTS5); without one all messages are read."""
        return self._async.has_full_text

    def new(
        self,
        engine: Engine,
        system: str | None = None,
        *,
        title: str = "",
        extra: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> Conversation:
        """Return a new conversation on `engine`; see `onhand.Library.new`."""
        made = self._async.new(engine._async, system, title=title, extra=extra, **options)
        return Conversation(portal.run(made), self, engine)

    def resume(self, id: str, engine: Engine, *, tools: Iterable[Any] = ()) -> Conversation:
        """Return a kept conversation, open on `engine`; see `onhand.Library.resume`."""
        resumed = portal.run(self._async.resume(id, engine._async, tools=tools))
        return Conversation(resumed, self, engine)

    list = Blocking(_library.Library.list)
    search = Blocking(_library.Library.search)
    find = Blocking(_library.Library.find)
    load = Blocking(_library.Library.load)
    save = Blocking(_library.Library.save)
    rename = Blocking(_library.Library.rename)
    delete = Blocking(_library.Library.delete)
    export = Blocking(_library.Library.export)
    encrypt = Blocking(_library.Library.encrypt)
    close = Blocking(_library.Library.close)
