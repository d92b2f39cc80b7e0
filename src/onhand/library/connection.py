"""Opens a library's SQLite file, runs transactions, and raises its errors as the library's."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from onhand.errors import LibraryError, NotEnoughDiskError

BUSY_S: Final = 15.0
"""How long a statement waits for another process that writes."""
_PRAGMAS: Final = ("synchronous = FULL", "foreign_keys = ON", "secure_delete = ON")


def connect(path: Path) -> sqlite3.Connection:
    """Return a connection to a file that is made, for its owner only, where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    return sqlite3.connect(path, timeout=BUSY_S, isolation_level=None, check_same_thread=False)


def prepare(connection: sqlite3.Connection) -> None:
    """Set how the file is written: WAL, flushed at each commit, deleted content overwritten."""
    for attempt in range(100):
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
            break
        except sqlite3.OperationalError as error:
            # two first openers: SQLite does not always wait here
            if "locked" not in str(error) or attempt == 99:
                raise
            time.sleep(0.02)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection, kind: str = "IMMEDIATE") -> Iterator[None]:
    """Commit what is done inside, or nothing of it."""
    connection.execute(f"BEGIN {kind}")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextlib.contextmanager
def errors(path: Path) -> Iterator[None]:
    """Raise what SQLite raises as errors of the library."""
    try:
        yield
    except sqlite3.Error as error:
        text = str(error)
        if "full" in text:
            message = f"The disk is full; {path} is as it was before."
            raise NotEnoughDiskError(message, hint="Free some space and try again.") from error
        hint = "Try again." if "locked" in text or "busy" in text else "Is it a library of onhand?"
        raise LibraryError(f"The library {path} cannot be used: {text}.", hint=hint) from error
