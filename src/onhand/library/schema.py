"""The tables of a library, and how older ones become today's."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Final

from onhand.errors import LibraryError

TABLES_1: Final = (
    """CREATE TABLE conversations (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        created_at REAL NOT NULL,
        updated_at REAL NOT NULL,
        revision INTEGER NOT NULL,
        model TEXT NOT NULL,
        settings TEXT NOT NULL,
        extra TEXT NOT NULL
    )""",
    "CREATE INDEX conversations_by_time ON conversations (updated_at)",
    """CREATE TABLE messages (
        number INTEGER PRIMARY KEY,
        conversation INTEGER NOT NULL REFERENCES conversations ON DELETE CASCADE,
        position INTEGER NOT NULL,
        data TEXT NOT NULL,
        text TEXT NOT NULL,
        UNIQUE (conversation, position)
    )""",
    "CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
)
TABLES_2: Final = (
    """CREATE TABLE snapshots (
        conversation INTEGER PRIMARY KEY REFERENCES conversations ON DELETE CASCADE,
        file TEXT NOT NULL,
        size_bytes INTEGER NOT NULL,
        used_at REAL NOT NULL
    )""",
)

Step = Callable[[sqlite3.Connection], None]


def _create(*statements: str) -> Step:
    def step(connection: sqlite3.Connection) -> None:
        for statement in statements:
            connection.execute(statement)

    return step


STEPS: tuple[Step, ...] = (_create(*TABLES_1), _create(*TABLES_2))
"""Step n makes version n + 1 of version n; what is published never changes, only grows."""


def migrate(connection: sqlite3.Connection, steps: tuple[Step, ...] = STEPS) -> None:
    """Bring a database to the newest version, in one transaction; a new one is made from nothing.

    Raises:
        LibraryError: it is of a newer version than this one knows.
    """
    if _version(connection) == len(steps):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection)  # another process may have been at it
        if version > len(steps):
            raise LibraryError(
                f"The library is of version {version}; this onhand knows up to {len(steps)}.",
                hint="Use the release of onhand that made it, or newer.",
            )
        for step in steps[version:]:
            step(connection)
        connection.execute(f"PRAGMA user_version = {len(steps)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
