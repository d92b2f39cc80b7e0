"""Snapshots of caches: files beside the database, least recently used ones dropped.

Files and not blobs: a cache has tens of megabytes and more, which SQLite would write twice (WAL and
database) and hold in memory whole, while every other write waits. The saved state's own format is
verified when it is read, and it appears in one piece or not at all. A row points to a file only
when that is complete; a file without a row is left over from a kill and removed some time later.
"""

from __future__ import annotations

import contextlib
import logging
import secrets
import time
from pathlib import Path
from typing import Final

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
