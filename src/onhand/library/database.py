"""The SQLite database of a library: every statement, in the one thread that may run them."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from onhand.errors import ConversationNotFoundError, LibraryError, StateKeyError
from onhand.library.connection import connect, errors, prepare, transaction
from onhand.library.records import Change, ConversationInfo, ConversationRecord, new_id
from onhand.library.schema import migrate
from onhand.library.sealing import Plain, Sealing, seal, sealing_of
from onhand.library.searching import SearchIndex
from onhand.types.message import Message

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
        self,
        path: Path,
        *,
        key: bytes | bytearray | None = None,
        clock: Callable[[], float] = time.time,
        use_fts: bool = True,
    ) -> None:
        """Open or make the database; one that is made with a key is encrypted.

        Raises:
            LibraryError: it is no library, damaged, or of a newer version.
            StateKeyError: it is encrypted and the key is missing or another one; or it is not, and
                there is a key.
        """
        self.path: Path = path
        self._clock = clock
        self._sealing: Sealing = Plain()
        self._connection = connect(path)
        try:
            with errors(path):
                prepare(self._connection)
                migrate(self._connection)
                self._sealing = self._found_sealing(key)
                self._index = SearchIndex(self._connection, self._sealing, use_fts=use_fts)
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

    def encrypt(self, key: bytes | bytearray) -> list[str]:
        """Seal a plain library; return the files of its plain snapshots, which are no use now.

        Raises:
            StateKeyError: it is encrypted already.
        """
        with errors(self.path):
            with transaction(self._connection):
                if self._sealing.is_sealed or sealing_of(self._connection, key) is not None:
                    raise StateKeyError("The library is encrypted already.")
                self._sealing, files = seal(self._connection, key)
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # plain text is in it
            self._index = SearchIndex(self._connection, self._sealing)
            return files

    # ── reading ──

    def infos(self, limit: int, offset: int) -> tuple[ConversationInfo, ...]:
        """Return conversations, last changed first."""
        with errors(self.path):
            rows = self._connection.execute(
                f"{_INFO} ORDER BY updated_at DESC, number DESC LIMIT ? OFFSET ?", (limit, offset)
            )
            return tuple(self._info(row) for row in rows)

    def search(self, text: str, limit: int) -> tuple[ConversationInfo, ...]:
        """Return the conversations in which `text` was found, with snippets, best first."""
        with errors(self.path):
            found = []
            for number, snippet in self._index.find(text, limit).items():
                row = self._connection.execute(f"{_INFO} WHERE number = ?", (number,)).fetchone()
                if row is not None:
                    found.append(self._info(row, snippet))
            return tuple(found)

    def load(self, id: str) -> ConversationRecord:
        """Return a conversation, as one moment saw it.

        Raises:
            ConversationNotFoundError: there is none of that id.
        """
        with errors(self.path), self._transaction("DEFERRED"):
            row = self._connection.execute(
                "SELECT number, title, created_at, updated_at, revision, model, settings, extra"
                " FROM conversations WHERE id = ?",
                (id,),
            ).fetchone()
            if row is None:
                raise _not_found(id)
            messages = self._connection.execute(
                "SELECT data, position FROM messages WHERE conversation = ? ORDER BY position",
                (row[0],),
            ).fetchall()
        read = self._sealing.read
        try:
            return ConversationRecord(
                id=id,
                title=read(row[1], id, "title"),
                messages=tuple(
                    Message.from_dict(json.loads(read(data, id, "data", position)))
                    for data, position in messages
                ),
                settings=json.loads(read(row[6], id, "settings")),
                extra=json.loads(read(row[7], id, "extra")),
                model=row[5],
                created_at=row[2],
                updated_at=row[3],
                revision=row[4],
            )
        except (ValueError, TypeError, AttributeError) as error:
            raise LibraryError(f"The conversation {id} makes no sense: {error!r}.") from error

    def ids_like(self, prefix: str) -> tuple[str, ...]:
        """Return the ids that begin with `prefix`."""
        with errors(self.path):
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
        with errors(self.path), self._transaction():
            row = self._connection.execute(
                "SELECT number, revision FROM conversations WHERE id = ?", (change.id,)
            ).fetchone()
            if row is None and change.revision:
                raise _not_found(change.id)
            if row is None:
                return change.id, self._insert(change, change.id, change.title, now)
            if row[1] != change.revision:
                id = new_id()
                title = f"{change.title or self._title(row[0], change.id)} (copy)"
                return id, self._insert(change, id, title, now)
            self._update(change, row[0], now)
            return change.id, change.revision + 1

    def rename(self, id: str, title: str) -> None:
        """Give a conversation another title."""
        with errors(self.path), self._transaction():
            self._set_title(self._number(id), id, title)

    def set_extra(self, id: str, extra: str) -> None:
        """Replace what the app remembers with a conversation (JSON)."""
        with errors(self.path), self._transaction():
            number = self._number(id)
            stored = self._sealing.stored(extra, id, "extra")
            self._connection.execute(
                "UPDATE conversations SET extra = ? WHERE number = ?", (stored, number)
            )

    def delete(self, id: str) -> str | None:
        """Forget a conversation; return the file of its snapshot, which nobody needs any more."""
        with errors(self.path), self._transaction():
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
        with errors(self.path), self._transaction():
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
        with errors(self.path), self._transaction():
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
        with errors(self.path), self._transaction():
            self._connection.execute("DELETE FROM snapshots WHERE file = ?", (file,))

    def snapshot_files(self) -> set[str]:
        """Return the files of all snapshots."""
        with errors(self.path):
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

    def _found_sealing(self, key: bytes | bytearray | None) -> Sealing:
        """Return how texts are stored; a key seals a library that holds nothing yet."""
        found = sealing_of(self._connection, key)
        if found is not None or key is None:
            return found or Plain()
        with transaction(self._connection):
            found = sealing_of(self._connection, key)  # another process may have been at it
            if found is not None:
                return found
            if self._connection.execute("SELECT 1 FROM conversations LIMIT 1").fetchone():
                raise StateKeyError(
                    "A key was given, but the library is not encrypted.",
                    hint="Open it without a key; `encrypt` encrypts it.",
                )
            return seal(self._connection, key)[0]

    @contextlib.contextmanager
    def _transaction(self, kind: str = "IMMEDIATE") -> Iterator[None]:
        """Run a transaction, unless another process sealed the library since it was opened."""
        with transaction(self._connection, kind):
            if not self._sealing.is_sealed:
                sealing_of(self._connection, None)
            yield

    def _insert(self, change: Change, id: str, title: str, now: float) -> int:
        number = self._connection.execute(
            "INSERT INTO conversations"
            " (id, title, created_at, updated_at, revision, model, settings, extra)"
            " VALUES (?, ?, ?, ?, 1, ?, ?, ?)",
            (id, self._sealing.stored(title, id, "title"), now, now, *self._about(change, id)),
        ).lastrowid
        if number is None:
            raise LibraryError("The database gave the conversation no number.")
        self._index.add(-number, number, title)
        self._append(number, id, 0, (*change.kept_messages, *change.messages))
        return 1

    def _update(self, change: Change, number: int, now: float) -> None:
        id = change.id
        n_same = 0 if change.n_kept else self._n_same(number, id, change.messages)
        n_kept = change.n_kept + n_same
        dropped = [n for (n,) in self._numbers_from(number, n_kept)]
        if dropped:
            self._index.remove(dropped)
            self._connection.execute(
                "DELETE FROM messages WHERE conversation = ? AND position >= ?", (number, n_kept)
            )
        self._append(number, id, n_kept, change.messages[n_same:])
        self._connection.execute(
            "UPDATE conversations SET updated_at = ?, revision = revision + 1,"
            " model = ?, settings = ?, extra = ? WHERE number = ?",
            (now, *self._about(change, id), number),
        )
        if change.title and not self._title(number, id):
            self._set_title(number, id, change.title)

    def _about(self, change: Change, id: str) -> tuple[str, str | bytes, str | bytes]:
        """Return model, settings and extra as they are stored."""
        stored = self._sealing.stored
        settings = stored(change.settings, id, "settings")
        return change.model, settings, stored(change.extra, id, "extra")

    def _n_same(self, number: int, id: str, messages: tuple[Message, ...]) -> int:
        """Return how many messages at the start are in the database as they are."""
        query = "SELECT data FROM messages WHERE conversation = ? ORDER BY position"
        n_same = 0
        rows = self._connection.execute(query, (number,))
        for (data,), message in zip(rows, messages, strict=False):
            if self._sealing.read(data, id, "data", n_same) != _encoded(message):
                break
            n_same += 1
        return n_same

    def _append(self, number: int, id: str, start: int, messages: tuple[Message, ...]) -> None:
        stored = self._sealing.stored
        for position, message in enumerate(messages, start):
            text = message.text
            data = stored(_encoded(message), id, "data", position)
            row = self._connection.execute(
                "INSERT INTO messages (conversation, position, data, text) VALUES (?, ?, ?, ?)",
                (number, position, data, stored(text, id, "text", position)),
            ).lastrowid
            if row is not None and text:
                self._index.add(row, number, text)

    def _set_title(self, number: int, id: str, title: str) -> None:
        self._connection.execute(
            "UPDATE conversations SET title = ? WHERE number = ?",
            (self._sealing.stored(title, id, "title"), number),
        )
        self._index.remove([-number])
        self._index.add(-number, number, title)

    def _title(self, number: int, id: str) -> str:
        query = "SELECT title FROM conversations WHERE number = ?"
        title = self._connection.execute(query, (number,)).fetchone()[0]
        return self._sealing.read(title, id, "title")

    def _info(self, row: Any, snippet: str = "") -> ConversationInfo:
        return ConversationInfo(
            id=row[1],
            title=self._sealing.read(row[2], row[1], "title"),
            created_at=row[3],
            updated_at=row[4],
            model=row[5],
            n_messages=row[6],
            snippet=snippet,
        )

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


def _not_found(id: str) -> ConversationNotFoundError:
    return ConversationNotFoundError(f"There is no conversation {id!r} in the library.")
