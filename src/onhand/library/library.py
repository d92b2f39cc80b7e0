"""The library: conversations in a database, found again after a restart."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, TypeVar

from onhand.chat.saved import chat_settings, restored_chat
from onhand.errors import ConversationNotFoundError, LibraryError
from onhand.library.conversation import Conversation
from onhand.library.export import exported
from onhand.library.records import (
    Change,
    ConversationInfo,
    ConversationRecord,
    ExportFormat,
    as_json,
    new_id,
)
from onhand.library.snapshots import SnapshotFiles, Snapshots
from onhand.opening import Opening
from onhand.paths import data_directory

if TYPE_CHECKING:
    from onhand.engine import Engine
    from onhand.library.database import Database

log: logging.Logger = logging.getLogger("onhand.library")

T = TypeVar("T")

DEFAULT_BUDGET_BYTES: Final = 2 * 1024**3
DEFAULT_DELAY_S: Final = 5.0
_DEFAULTS: Final[dict[str, Any]] = {
    "template": None,
    "overflow": "window",
    "history": {},
    "reasoning": None,
    "variables": {},
    "summary": None,
    "has_shifted": False,
}


class Library:
    """Conversations in one SQLite database; made by `Library.open`.

    Any number of processes may have it open. What blocks runs in a thread of the library's own;
    use it on one event loop. `onhand.sync` has the same names, blocking.
    """

    def __init__(
        self,
        database: Database,
        thread: ThreadPoolExecutor,
        *,
        snapshot_budget_bytes: int,
        snapshot_delay_s: float | None,
        key: bytes | None,
    ) -> None:
        """Not for callers: use `Library.open`."""
        self._database = database
        self._thread = thread
        self._snapshots = Snapshots(
            SnapshotFiles(database.path), self._run, budget_bytes=snapshot_budget_bytes, key=key
        )
        self._snapshot_delay_s = snapshot_delay_s if snapshot_budget_bytes else None
        self._conversations: dict[str, Conversation] = {}
        self._is_closed = False

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str] | None = None,
        *,
        snapshot_budget_bytes: int = DEFAULT_BUDGET_BYTES,
        snapshot_delay_s: float | None = DEFAULT_DELAY_S,
        key: bytes | None = None,
    ) -> Opening[Library]:
        """Open a library, making it where there is none: `async with Library.open() as library`.

        Args:
            path: the database; None: `conversations.sqlite3` in onhand's data folder. Snapshots
                lie in a folder beside it.
            snapshot_budget_bytes: most bytes of all snapshots; beyond it the least recently used
                go. 0: none are taken.
            snapshot_delay_s: seconds without a change after which a snapshot is taken; None: only
                when a conversation is closed.
            key: 32 bytes that it is encrypted with (see `keyring_key`): all that is said, titles,
                settings, `extra` and snapshots. None: not encrypted.

        Raises (when awaited):
            LibraryError: it is no library, damaged, or made by a newer onhand.
            StateKeyError: it is encrypted and the key is missing or another one; or it is not, and
                there is a key.
            OSError: the file cannot be written.
        """
        from onhand.state import check_key

        check_key(key)
        if snapshot_budget_bytes < 0:
            raise ValueError(f"snapshot_budget_bytes must be at least 0: {snapshot_budget_bytes}")
        if snapshot_delay_s is not None and snapshot_delay_s < 0:
            raise ValueError(f"snapshot_delay_s must be at least 0, got {snapshot_delay_s}")
        where = None if path is None else Path(path)

        async def start() -> Library:
            thread = ThreadPoolExecutor(1, "onhand-library")
            try:
                run = asyncio.get_running_loop().run_in_executor
                database = await run(thread, _open_database, where, key)
            except BaseException:
                thread.shutdown(wait=False)
                raise
            return cls(
                database,
                thread,
                snapshot_budget_bytes=snapshot_budget_bytes,
                snapshot_delay_s=snapshot_delay_s,
                key=key,
            )

        return Opening(start)

    async def __aenter__(self) -> Library:
        """Return the library."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the library."""
        await self.close()

    @property
    def path(self) -> Path:
        """The database's file."""
        return self._database.path

    @property
    def has_full_text(self) -> bool:
        """Whether searches use an index (FTS5); without one all messages are read."""
        return self._database.has_fts

    # ── what is kept ──

    async def list(self, *, limit: int = 1000, offset: int = 0) -> tuple[ConversationInfo, ...]:
        """Return conversations, last changed first."""
        return await self._run(lambda database: database.infos(limit, offset))

    async def search(self, text: str, *, limit: int = 100) -> tuple[ConversationInfo, ...]:
        """Return the conversations in whose title or messages `text` is found, best first.

        All its words must be in one message, each a word or the beginning of one; where that finds
        nothing, `text` is looked for as it stands. An empty text finds all, last changed first.
        """
        if not text.strip():
            return await self.list(limit=limit)
        return await self._run(lambda database: database.search(text, limit))

    async def find(self, prefix: str) -> str:
        """Return the only id that begins with `prefix`.

        Raises:
            ConversationNotFoundError: there is none.
            LibraryError: there are several.
        """
        ids = await self._run(lambda database: database.ids_like(prefix))
        if prefix in ids:
            return prefix
        if not prefix or not ids:
            raise ConversationNotFoundError(f"There is no conversation {prefix!r} in the library.")
        if len(ids) > 1:
            raise LibraryError(
                f"{len(ids)} conversations begin with {prefix!r}: {', '.join(ids[:5])}.",
                hint="Give more of its id.",
            )
        return ids[0]

    async def load(self, id: str) -> ConversationRecord:
        """Return a conversation as it is kept; no engine is needed.

        Raises:
            ConversationNotFoundError: there is none of that id.
        """
        return await self._run(lambda database: database.load(id))

    async def save(self, record: ConversationRecord) -> ConversationRecord:
        """Keep a conversation that no engine has open; return it as it is kept now.

        Where it was changed since `record.revision`, both stay and the id that is returned is a
        copy's.

        Raises:
            ConversationNotFoundError: it was deleted since.
        """
        change = Change.of(record)
        id, _ = await self._run(lambda database: database.save(change))
        return await self.load(id)

    async def rename(self, id: str, title: str) -> None:
        """Give a conversation another title.

        Raises:
            ConversationNotFoundError: there is none of that id.
        """
        await self._run(lambda database: database.rename(id, title))
        conversation = self._conversations.get(id)
        if conversation is not None:
            conversation._wanted_title = title

    async def delete(self, id: str) -> None:
        """Forget a conversation, its snapshot too; close it first where it is open here.

        Raises:
            ConversationNotFoundError: there is none of that id.
        """
        conversation = self._conversations.get(id)
        if conversation is not None:
            await conversation._discard()

        def work(database: Database) -> None:
            file = database.delete(id)
            if file is not None:
                self._snapshots.files.remove([file])

        await self._run(work)

    async def export(self, id: str, format: ExportFormat = "markdown") -> str:
        """Return a conversation as the text of a file: "json" or "markdown".

        Raises:
            ConversationNotFoundError: there is none of that id.
            ValueError: the format is unknown.
        """
        return exported(await self.load(id), format)

    async def encrypt(self, key: bytes) -> None:
        """Encrypt a library that is not; from now on only `key` opens it.

        In one transaction; what was plain is overwritten in the file, plain snapshots are removed.

        Args:
            key: 32 bytes; whoever loses them loses the library.

        Raises:
            StateKeyError: it is encrypted already.
        """
        from onhand.state import check_key

        check_key(key)
        for conversation in self._conversations.values():
            await conversation._forget_snapshot()
        files = await self._run(lambda database: database.encrypt(key))
        self._snapshots.key = key
        await asyncio.to_thread(self._snapshots.files.remove, files)

    # ── open conversations ──

    async def new(
        self,
        engine: Engine,
        system: str | None = None,
        *,
        title: str = "",
        extra: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> Conversation:
        """Return a new conversation on `engine`; it is in the library from its first message on.

        Args:
            engine: what answers.
            system: text of the system message; None: none.
            title: for people; "": made from the first message of the user.
            extra: what the app wants to remember with it, JSON-able.
            **options: `Engine.chat`'s.

        Raises:
            TypeError: `extra` or a template variable is not JSON-able.
        """
        self._refuse_closed()
        as_json(extra or {})
        chat = engine.chat(system, **options)
        chat_settings(chat)
        return Conversation(self, chat, id=new_id(), title=title.strip(), extra=extra)

    async def resume(self, id: str, engine: Engine, *, tools: Iterable[Any] = ()) -> Conversation:
        """Return a kept conversation, open on `engine`.

        Its cache comes from the snapshot where that fits this model and context; otherwise it is
        computed from the messages with the next answer. A conversation that is open here already
        is returned as it is, or closed first where another engine has it.

        Args:
            id: of the conversation.
            engine: what answers from now on; any model.
            tools: functions cannot be kept; pass them again.

        Raises:
            ConversationNotFoundError: there is none of that id.
            StateCorruptError: its settings make no sense.
        """
        self._refuse_closed()
        present = self._conversations.get(id)
        if present is not None:
            if present.chat.engine is engine and not present.chat.session._is_closed:
                return present
            await present.close()
        record = await self.load(id)
        session = await self._snapshots.restored(id, engine)
        tokens = session.tokens
        data = {**_DEFAULTS, **record.settings, "messages": record.messages}
        chat = await restored_chat(engine, session, data, tools)
        conversation = Conversation(
            self, chat, id=id, title=record.title, extra=record.extra, revision=record.revision
        )
        conversation._snapshot_tokens = tokens
        return conversation

    async def close(self) -> None:
        """Close the conversations that are open here, then the database. Again: does nothing."""
        if self._is_closed:
            return
        for conversation in list(self._conversations.values()):
            await conversation.close()
        self._is_closed = True
        await asyncio.get_running_loop().run_in_executor(self._thread, self._database.close)
        self._thread.shutdown(wait=False)

    # ── inside the package ──

    async def _run(self, work: Callable[[Database], T]) -> T:
        """Run blocking work in the library's thread."""
        self._refuse_closed()
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, work, self._database)

    async def _set_extra(self, id: str | None, extra: Mapping[str, Any]) -> None:
        text = as_json(extra)
        if id is not None:
            await self._run(lambda database: database.set_extra(id, text))

    def _opened(self, conversation: Conversation) -> None:
        self._conversations[conversation.id] = conversation

    def _closed(self, conversation: Conversation) -> None:
        if self._conversations.get(conversation.id) is conversation:
            del self._conversations[conversation.id]

    def _refuse_closed(self) -> None:
        if self._is_closed:
            raise LibraryError("The library is closed.", hint="Open it again.")


def _open_database(path: Path | None, key: bytes | None) -> Database:
    """Open the database and remove what kills left behind; blocks."""
    from onhand.library.database import Database

    where = data_directory() / "conversations.sqlite3" if path is None else path
    database = Database(where, key=key)
    with contextlib.suppress(OSError):
        SnapshotFiles(database.path).remove_left_over(database.snapshot_files())
    return database
