"""Full-text search over titles and messages: by FTS5, or by reading all where that is missing.

The index is a table of its own; its rows are numbered as the messages, titles as minus the
conversation. A process without FTS5 marks the index as stale, the next one with it makes it anew.
"""

from __future__ import annotations

import re
import sqlite3
from typing import Final

N_LEAD, N_TAIL = 20, 60
_MOST_HITS: Final = 500


class SearchIndex:
    """The index of one open database; used under the database's transactions."""

    def __init__(self, connection: sqlite3.Connection, *, use_fts: bool = True) -> None:
        """Find or make the index."""
        self._connection = connection
        self.has_fts: bool = use_fts and self._prepare()

    def add(self, number: int, conversation: int, text: str) -> None:
        """Index a message, or (minus the conversation) a title."""
        if self.has_fts:
            self._connection.execute(
                "INSERT INTO search (rowid, text, conversation) VALUES (?, ?, ?)",
                (number, text, conversation),
            )
        else:
            self._mark_stale()

    def remove(self, numbers: list[int]) -> None:
        """Forget messages or titles."""
        if self.has_fts:
            self._connection.executemany(
                "DELETE FROM search WHERE rowid = ?", [(number,) for number in numbers]
            )
        else:
            self._mark_stale()

    def find(self, text: str) -> dict[int, str]:
        """Return a snippet by conversation, the best match first.

        All words must be in one message or title, each a word or the beginning of one; where that
        finds nothing, the text is looked for as it stands, inside words too.
        """
        return self._by_index(text) or self._by_reading(text)

    def _by_index(self, text: str) -> dict[int, str]:
        words = re.findall(r"\w+", text)
        if not self.has_fts or not words:
            return {}
        query = " ".join(f'"{word}"*' for word in words)
        rows = self._connection.execute(
            "SELECT conversation, snippet(search, 0, '', '', '…', 16) FROM search"
            " WHERE search MATCH ? ORDER BY rank LIMIT ?",
            (query, _MOST_HITS),
        )
        found: dict[int, str] = {}
        for conversation, snippet in rows:
            found.setdefault(conversation, " ".join(snippet.split()))
        return found

    def _by_reading(self, text: str) -> dict[int, str]:
        wanted = text.strip()
        pattern = "%" + re.sub(r"([\\%_])", r"\\\1", wanted) + "%"
        rows = self._connection.execute(
            "SELECT conversation, text FROM (SELECT number AS conversation, title AS text,"
            " updated_at, -1 AS position FROM conversations UNION ALL"
            " SELECT conversation, text, updated_at, position FROM messages"
            " JOIN conversations ON conversations.number = conversation)"
            " WHERE text LIKE ? ESCAPE '\\' ORDER BY updated_at DESC, position LIMIT ?",
            (pattern, _MOST_HITS),
        )
        found: dict[int, str] = {}
        for conversation, body in rows:
            found.setdefault(conversation, _around(body, wanted))
        return found

    def _prepare(self) -> bool:
        """Make the index if there is none, make it anew if it is stale; False: no FTS5 here."""
        try:
            self._connection.execute("SELECT rowid FROM search LIMIT 1").fetchone()
            is_stale = self._is_stale()
        except sqlite3.OperationalError:
            is_stale = True
        if not is_stale:
            return True
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            self._rebuild()
        except sqlite3.OperationalError as error:
            self._connection.execute("ROLLBACK")
            if "fts5" in str(error):
                return False
            raise
        self._connection.execute("COMMIT")
        return True

    def _rebuild(self) -> None:
        for statement in (
            "CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5 (text, conversation UNINDEXED,"
            " tokenize = 'unicode61 remove_diacritics 2')",
            "DELETE FROM search",
            "INSERT INTO search (rowid, text, conversation)"
            " SELECT number, text, conversation FROM messages",
            "INSERT INTO search (rowid, text, conversation)"
            " SELECT -number, title, number FROM conversations",
            "DELETE FROM facts WHERE name = 'stale_index'",
        ):
            self._connection.execute(statement)

    def _is_stale(self) -> bool:
        query = "SELECT 1 FROM facts WHERE name = 'stale_index'"
        return self._connection.execute(query).fetchone() is not None

    def _mark_stale(self) -> None:
        self._connection.execute("INSERT OR IGNORE INTO facts VALUES ('stale_index', '1')")


def _around(text: str, wanted: str) -> str:
    at = max(0, text.lower().find(wanted.lower()))
    return " ".join(text[max(0, at - N_LEAD) : at + N_TAIL].split())
