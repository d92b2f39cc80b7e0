"""The SQLite database of a library: every statement, in the one thread that may run them."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from onhand.errors import ConversationNotFoundError, LibraryError, NotEnoughDiskError
from onhand.library.records import Change, ConversationInfo, ConversationRecord, new_id
from onhand.library.schema import migrate
from onhand.library.searching import SearchIndex
from onhand.types.message import Message

BUSY_S: Final = 15.0
"""How long a statement waits for another process that writes."""
_INFO: Final = (
    "SELECT number, id, title, created_at, updated_at, model,"
    " (SELECT count(*) FROM messages WHERE conversation = conversations.number)"
    " FROM conversations"
)


class Database:
    """One connection; all methods block and belong to one thread at a time.

    WAL: readers and a writer, of any number of processes, do not wait for each other. A commit is
    flushed to the disk (`synchronous=FULL`): what was kept survives a power cut as well.
    """

    def __init__(
        self, path: Path, *, clock: Callable[[], float] = time.time, use_fts: bool = True
    ) -> None:
        """Open or make the database.

        Raises:
            LibraryError: it is no library, damaged, or of a newer version.
        """
        self.path: Path = path
        self._clock = clock
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with contextlib.suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        self._connection = sqlite3.connect(
            path, timeout=BUSY_S, isolation_level=None, check_same_thread=False
        )
        try:
            with _errors(path):
                self._prepare()
                migrate(self._connection)
                self._index = SearchIndex(self._connection, use_fts=use_fts)
        except BaseException:
            self._connection.close()
            raise

    @property
    def has_fts(self) -> bool:
        """Whether searches use an index."""
        return self._index.has_fts

    def close(self) -> None:
        """Close the connection; the last one of all processes merges the WAL into the file."""
        self._connection.close()

    # ── reading ──

    def infos(self, limit: int, offset: int) -> tuple[ConversationInfo, ...]:
        """Return conversations, last changed first."""
        with _errors(self.path):
            rows = self._connection.execute(
                f"{_INFO} ORDER BY updated_at DESC, number DESC LIMIT ? OFFSET ?", (limit, offset)
            )
            return tuple(_info(row) for row in rows)

    def search(self, text: str, limit: int) -> tuple[ConversationInfo, ...]:
        """Return the conversations in which `text` was found, with snippets, best first."""
        with _errors(self.path):
            found = []
            for number, snippet in list(self._index.find(text).items())[:limit]:
                row = self._connection.execute(f"{_INFO} WHERE number = ?", (number,)).fetchone()
                if row is not None:
                    found.append(_info(row, snippet))
            return tuple(found)

    def load(self, id: str) -> ConversationRecord:
        """Return a conversation, as one moment saw it.

        Raises:
            ConversationNotFoundError: there is none of that id.
        """
        with _errors(self.path), self._transaction("DEFERRED"):
            row = self._connection.execute(
                "SELECT number, title, created_at, updated_at, revision, model, settings, extra"
                " FROM conversations WHERE id = ?",
                (id,),
            ).fetchone()
            if row is None:
                raise _not_found(id)
            messages = self._connection.execute(
                "SELECT data FROM messages WHERE conversation = ? ORDER BY position", (row[0],)
            ).fetchall()
        try:
            return ConversationRecord(
                id=id,
                title=row[1],
                messages=tuple(Message.from_dict(json.loads(data)) for (data,) in messages),
                settings=json.loads(row[6]),
                extra=json.loads(row[7]),
                model=row[5],
                created_at=row[2],
                updated_at=row[3],
                revision=row[4],
            )
        except (ValueError, TypeError, AttributeError) as error:
            raise LibraryError(f"The conversation {id} makes no sense: {error!r}.") from error

    def ids_like(self, prefix: str) -> tuple[str, ...]:
        """Return the ids that begin with `prefix`."""
        with _errors(self.path):
            rows = self._connection.execute(
                "SELECT id FROM conversations WHERE substr(id, 1, ?) = ? ORDER BY updated_at DESC",
                (len(prefix), prefix),
            )
            return tuple(id for (id,) in rows)

    # ── writing ──

    def save(self, change: Change) -> tuple[str, int]:
        """Write a change; return the conversation's id and revision afterwards.

        Where another writer changed the conversation since, both stay: the change goes into a
        copy of another id.

        Raises:
            ConversationNotFoundError: it was deleted meanwhile.
        """
        now = self._clock()
        with _errors(self.path), self._transaction():
            row = self._connection.execute(
                "SELECT number, revision FROM conversations WHERE id = ?", (change.id,)
            ).fetchone()
            if row is None and change.revision:
                raise _not_found(change.id)
            if row is None:
                return change.id, self._insert(change, change.id, change.title, now)
            if row[1] != change.revision:
                id = new_id()
                title = f"{change.title or self._title(row[0])} (copy)"
                return id, self._insert(change, id, title, now)
            self._update(change, row[0], now)
            return change.id, change.revision + 1

    def rename(self, id: str, title: str) -> None:
        """Give a conversation another title."""
        with _errors(self.path), self._transaction():
            self._set_title(self._number(id), title)

    def set_extra(self, id: str, extra: str) -> None:
        """Replace what the app remembers with a conversation (JSON)."""
        with _errors(self.path), self._transaction():
            number = self._number(id)
            self._connection.execute(
                "UPDATE conversations SET extra = ? WHERE number = ?", (extra, number)
            )

    def delete(self, id: str) -> str | None:
        """Forget a conversation; return the file of its snapshot, which nobody needs any more."""
        with _errors(self.path), self._transaction():
            number = self._number(id)
            numbers = [n for (n,) in self._numbers_from(number, 0)]
            self._index.remove([-number, *numbers])
            row = self._connection.execute(
                "SELECT file FROM snapshots WHERE conversation = ?", (number,)
            ).fetchone()
            self._connection.execute("DELETE FROM conversations WHERE number = ?", (number,))
            return None if row is None else str(row[0])

    # ── snapshots ──

    def snapshot(self, id: str) -> str | None:
        """Return the file of a conversation's snapshot and note that it is used; None: none."""
        with _errors(self.path), self._transaction():
            row = self._connection.execute(
                "SELECT conversation, file FROM snapshots"
                " JOIN conversations ON number = conversation WHERE id = ?",
                (id,),
            ).fetchone()
            if row is None:
                return None
            self._connection.execute(
                "UPDATE snapshots SET used_at = ? WHERE conversation = ?", (self._clock(), row[0])
            )
            return str(row[1])

    def set_snapshot(self, id: str, file: str, size_bytes: int, budget_bytes: int) -> list[str]:
        """Note a conversation's new snapshot; return the files that go: old, least recently used.

        Raises:
            ConversationNotFoundError: the conversation is gone.
        """
        with _errors(self.path), self._transaction():
            number = self._number(id)
            query = "SELECT file FROM snapshots WHERE conversation = ?"
            gone = [str(old) for (old,) in self._connection.execute(query, (number,))]
            self._connection.execute(
                "INSERT OR REPLACE INTO snapshots VALUES (?, ?, ?, ?)",
                (number, file, size_bytes, self._clock()),
            )
            return gone + self._evicted(budget_bytes)

    def forget_snapshot(self, file: str) -> None:
        """Forget a snapshot that is of no use."""
        with _errors(self.path), self._transaction():
            self._connection.execute("DELETE FROM snapshots WHERE file = ?", (file,))

    def snapshot_files(self) -> set[str]:
        """Return the files of all snapshots."""
        with _errors(self.path):
            return {str(f) for (f,) in self._connection.execute("SELECT file FROM snapshots")}

    def _evicted(self, budget_bytes: int) -> list[str]:
        rows = self._connection.execute(
            "SELECT conversation, file, size_bytes FROM snapshots"
            " ORDER BY used_at DESC, conversation DESC"
        ).fetchall()
        gone, room = [], budget_bytes
        for number, file, size_bytes in rows:
            if size_bytes <= room:
                room -= size_bytes
            else:
                self._connection.execute("DELETE FROM snapshots WHERE conversation = ?", (number,))
                gone.append(str(file))
        return gone

    # ── inside ──

    def _prepare(self) -> None:
        for attempt in range(100):
            try:
                self._connection.execute("PRAGMA journal_mode = WAL").fetchone()
                break
            except sqlite3.OperationalError as error:
                # two first openers: SQLite does not always wait here
                if "locked" not in str(error) or attempt == 99:
                    raise
                time.sleep(0.02)
        for pragma in ("synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
            self._connection.execute(f"PRAGMA {pragma}")

    @contextlib.contextmanager
    def _transaction(self, kind: str = "IMMEDIATE") -> Iterator[None]:
        self._connection.execute(f"BEGIN {kind}")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def _insert(self, change: Change, id: str, title: str, now: float) -> int:
        number = self._connection.execute(
            "INSERT INTO conversations"
            " (id, title, created_at, updated_at, revision, model, settings, extra)"
            " VALUES (?, ?, ?, ?, 1, ?, ?, ?)",
            (id, title, now, now, change.model, change.settings, change.extra),
        ).lastrowid
        if number is None:
            raise LibraryError("The database gave the conversation no number.")
        self._index.add(-number, number, title)
        self._append(number, 0, (*change.kept_messages, *change.messages))
        return 1

    def _update(self, change: Change, number: int, now: float) -> None:
        n_same = 0 if change.n_kept else self._n_same(number, change.messages)
        n_kept = change.n_kept + n_same
        dropped = [n for (n,) in self._numbers_from(number, n_kept)]
        if dropped:
            self._index.remove(dropped)
            self._connection.execute(
                "DELETE FROM messages WHERE conversation = ? AND position >= ?", (number, n_kept)
            )
        self._append(number, n_kept, change.messages[n_same:])
        self._connection.execute(
            "UPDATE conversations SET updated_at = ?, revision = revision + 1,"
            " model = ?, settings = ?, extra = ? WHERE number = ?",
            (now, change.model, change.settings, change.extra, number),
        )
        if change.title and not self._title(number):
            self._set_title(number, change.title)

    def _n_same(self, number: int, messages: tuple[Message, ...]) -> int:
        """Return how many messages at the start are in the database as they are."""
        query = "SELECT data FROM messages WHERE conversation = ? ORDER BY position"
        n_same = 0
        rows = self._connection.execute(query, (number,))
        for (data,), message in zip(rows, messages, strict=False):
            if data != _encoded(message):
                break
            n_same += 1
        return n_same

    def _append(self, number: int, position: int, messages: tuple[Message, ...]) -> None:
        for offset, message in enumerate(messages):
            text = message.text
            row = self._connection.execute(
                "INSERT INTO messages (conversation, position, data, text) VALUES (?, ?, ?, ?)",
                (number, position + offset, _encoded(message), text),
            ).lastrowid
            if row is not None and text:
                self._index.add(row, number, text)

    def _set_title(self, number: int, title: str) -> None:
        self._connection.execute(
            "UPDATE conversations SET title = ? WHERE number = ?", (title, number)
        )
        self._index.remove([-number])
        self._index.add(-number, number, title)

    def _title(self, number: int) -> str:
        query = "SELECT title FROM conversations WHERE number = ?"
        return str(self._connection.execute(query, (number,)).fetchone()[0])

    def _number(self, id: str) -> int:
        query = "SELECT number FROM conversations WHERE id = ?"
        row = self._connection.execute(query, (id,)).fetchone()
        if row is None:
            raise _not_found(id)
        return int(row[0])

    def _numbers_from(self, number: int, position: int) -> sqlite3.Cursor:
        return self._connection.execute(
            "SELECT number FROM messages WHERE conversation = ? AND position >= ?",
            (number, position),
        )


def _encoded(message: Message) -> str:
    return json.dumps(message.to_dict(), ensure_ascii=False, separators=(",", ":"))


def _info(row: Any, snippet: str = "") -> ConversationInfo:
    return ConversationInfo(
        id=row[1],
        title=row[2],
        created_at=row[3],
        updated_at=row[4],
        model=row[5],
        n_messages=row[6],
        snippet=snippet,
    )


def _not_found(id: str) -> ConversationNotFoundError:
    return ConversationNotFoundError(f"There is no conversation {id!r} in the library.")


@contextlib.contextmanager
def _errors(path: Path) -> Iterator[None]:
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
