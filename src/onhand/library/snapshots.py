"""Snapshots of caches: files beside the database, least recently used ones dropped.

Files and not blobs: a cache has tens of megabytes and more, which SQLite would write twice (WAL and
database) and hold in memory whole, while every other write waits. The saved state's own format is
verified when it is read, and it appears in one piece or not at all. A row points to a file only
when that is complete; a file without a row is left over from a kill and removed some time later.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from onhand.errors import OnhandError

if TYPE_CHECKING:
    from onhand.engine import Engine
    from onhand.library.conversation import Conversation
    from onhand.library.database import Database
    from onhand.session import Session

Run: TypeAlias = "Callable[[Callable[[Database], Any]], Awaitable[Any]]"

log: logging.Logger = logging.getLogger("onhand.library")

STALE_AFTER_S: Final = 3600.0
SUFFIX: Final = ".onhand"


class SnapshotFiles:
    """The folder of a library's snapshots. All methods block."""

    def __init__(self, database: Path) -> None:
        self.folder: Path = database.with_name(f"{database.name}-snapshots")

    def new(self, id: str) -> Path:
        """Return the path of a new snapshot; the folder is there."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        return self.folder / f"{id}-{secrets.token_hex(4)}{SUFFIX}"

    def path(self, file: str) -> Path:
        """Return where a snapshot is."""
        return self.folder / Path(file).name

    def remove(self, files: list[str]) -> None:
        """Remove snapshots; one that is read somewhere (Windows) goes another time."""
        for file in files:
            with contextlib.suppress(OSError):
                self.path(file).unlink(missing_ok=True)

    def remove_left_over(self, known: set[str], now: float | None = None) -> int:
        """Remove files that nothing points to, an hour after they were made; return how many."""
        limit = (time.time() if now is None else now) - STALE_AFTER_S
        n_removed = 0
        with contextlib.suppress(OSError):
            for item in self.folder.iterdir():
                with contextlib.suppress(OSError):
                    if item.name not in known and item.stat().st_mtime < limit:
                        item.unlink()
                        n_removed += 1
        return n_removed


class Snapshots:
    """The snapshots of one open library; on its event loop.

    Attributes:
        files: the folder.
        key: what they are encrypted with; None: they are not.
    """

    def __init__(
        self, files: SnapshotFiles, run: Run, *, budget_bytes: int, key: bytes | None
    ) -> None:
        """Take and restore snapshots, as noted in the database that `run` runs work on."""
        self.files: SnapshotFiles = files
        self.key: bytes | None = key
        self._run = run
        self._budget_bytes = budget_bytes

    async def take(self, conversation: Conversation) -> bool:
        """Write the cache of a conversation.

        Returns:
            Whether it is there; not where the worker has no cache of it, or there is no room.
        """
        from onhand.state import write_state

        if not self._budget_bytes:
            return False
        id = conversation.id
        state = await conversation.chat.session._state()
        if not state.header.n_cached:
            return False
        path = await asyncio.to_thread(self.files.new, id)
        await asyncio.to_thread(write_state, path, state, key=self.key)

        def note(database: Database) -> bool:
            try:
                size_bytes = path.stat().st_size
                gone = database.set_snapshot(id, path.name, size_bytes, self._budget_bytes)
            except BaseException:
                self.files.remove([path.name])
                raise
            self.files.remove(gone)
            return path.name not in gone

        is_kept: bool = await self._run(note)
        return is_kept

    async def restored(self, id: str, engine: Engine) -> Session:
        """Return a session with a conversation's cache, or an empty one."""
        file: str | None = await self._run(lambda database: database.snapshot(id))
        if file is None:
            return engine.session()
        path = self.files.path(file)
        try:
            return await engine.restore(path, on_mismatch="replay", key=self.key)
        except (OnhandError, OSError) as error:
            log.warning("the snapshot of conversation %s is of no use: %s", id, error)
        await self._run(lambda database: database.forget_snapshot(file))
        await asyncio.to_thread(self.files.remove, [file])
        return engine.session()
