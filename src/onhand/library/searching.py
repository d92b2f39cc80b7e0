"""Full-text search over titles and messages: by FTS5, or by reading all where there is no index.

The index is a table of its own; its rows are numbered as the messages, titles as minus the
conversation. A process without FTS5 marks the index as stale, the next one with it makes it anew.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from typing import Final

from onhand.library.sealing import Sealing

N_LEAD, N_TAIL = 20, 60
_WORDS: Final = re.compile(r"\w+")
_ACCENTS: Final = re.compile("[\u0300-\u036f]+")


class SearchIndex:
    """The index of one open database; used under the database's transactions.

    A sealed library has none: its texts are unsealed and read for each search.
    """

    def __init__(
        self, connection: sqlite3.Connection, sealing: Sealing, *, use_fts: bool = True
    ) -> None:
        """Find or make the index."""
        self._connection = connection
        self._sealing = sealing
        self.has_fts: bool = use_fts and not sealing.is_sealed and self._prepare()

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

    def find(self, text: str, limit: int) -> dict[int, str]:
        """Return a snippet by conversation, the best match first, of `limit` conversations.

        All words must be in one message or title, each a word or the beginning of one; where that
        finds nothing, the text is looked for as it stands, inside words too.
        """
        return self._by_index(text, limit) or self._by_reading(text, limit)

    def _by_index(self, text: str, limit: int) -> dict[int, str]:
        words = _WORDS.findall(text)
        if not self.has_fts or not words:
            return {}
        query = " ".join(f'"{word}"*' for word in words)
        rows = self._connection.execute(
            "SELECT conversation, snippet(search, 0, '', '', '…', 16) FROM search"
            " WHERE search MATCH ? ORDER BY rank",
            (query,),
        )
        found: dict[int, str] = {}
        for conversation, snippet in rows:
            if conversation not in found:
                found[conversation] = " ".join(snippet.split())
                if len(found) == limit:
                    break
        return found

    def _by_reading(self, text: str, limit: int) -> dict[int, str]:
        """Look at all texts, last changed first."""
        wanted = _folded(text.strip())
        words = _WORDS.findall(wanted)
        by_words: dict[int, str] = {}
        by_part: dict[int, str] = {}
        for conversation, body in self._texts():
            folded = _folded(body)
            if words and _has_words(folded, words):
                by_words.setdefault(conversation, _around(body, folded.find(words[0])))
            elif wanted in folded:
                by_part.setdefault(conversation, _around(body, folded.find(wanted)))
        return dict(list((by_words or by_part).items())[:limit])

    def _texts(self) -> Iterator[tuple[int, str]]:
        rows = self._connection.execute(
            "SELECT conversation, id, position, text FROM (SELECT number AS conversation,"
            " id, -1 AS position, title AS text, updated_at FROM conversations UNION ALL"
            " SELECT conversation, id, position, text, updated_at FROM messages"
            " JOIN conversations ON conversations.number = conversation)"
            " ORDER BY updated_at DESC, position"
        )
        for conversation, id, position, text in rows:
            column, at = ("title", 0) if position < 0 else ("text", position)
            yield conversation, self._sealing.read(text, id, column, at)

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
        if self._sealing.is_sealed:
            return
        self._connection.execute("INSERT OR IGNORE INTO facts VALUES ('stale_index', '1')")


def _folded(text: str) -> str:
    """Return the text without differences of case and accents."""
    if text.isascii():
        return text.lower()
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))


def _has_words(folded: str, words: list[str]) -> bool:
    """Whether each of `words` is a word of the text or begins one."""
    if not all(word in folded for word in words):
        return False
    present = _WORDS.findall(folded)
    return all(any(one.startswith(word) for one in present) for word in words)


def _around(text: str, at: int) -> str:
    return " ".join(text[max(0, at - N_LEAD) : at + N_TAIL].split())
