"""The database: versions, search with and without FTS5, what is refused."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from onhand import ConversationNotFoundError, LibraryError
from onhand.library import schema
from onhand.library.database import Database
from onhand.library.records import Change, title_of
from onhand.types.message import Message


def change(id: str, *texts: str, revision: int = 0, n_kept: int = 0, title: str = "") -> Change:
    messages = tuple(map(Message.user, texts))
    kept, new = messages[:n_kept], messages[n_kept:]
    return Change(id, revision, n_kept, new, kept, title or (texts or ("",))[0], "{}", "{}", "m")


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        self.now += 1
        return self.now


@pytest.fixture(params=[True, False], ids=["fts", "plain"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "db.sqlite3", clock=Clock(), use_fts=request.param)
    yield database
    database.close()


def ids(found: tuple[object, ...]) -> list[str]:
    return [info.id for info in found]  # type: ignore[attr-defined]


def test_only_what_changed_is_written(database: Database) -> None:
    _, first = database.save(change("a", "one", "two"))
    id, second = database.save(change("a", "one", "three", revision=first, n_kept=1))
    assert (id, second) == ("a", first + 1)
    assert [message.text for message in database.load("a").messages] == ["one", "three"]
    assert ids(database.search("three", 9)) == ["a"]
    assert database.search("two", 9) == ()


def test_a_whole_conversation_that_is_saved_again_writes_only_what_differs(
    database: Database,
) -> None:
    database.save(change("a", "one", "two"))
    numbers = database._connection.execute("SELECT number FROM messages").fetchall()
    database.save(change("a", "one", "two", "three", revision=1))
    again = database._connection.execute("SELECT number FROM messages").fetchall()
    assert again[:2] == numbers
    database.save(change("a", "one", revision=2))
    assert [message.text for message in database.load("a").messages] == ["one"]
    assert database.search("three", 9) == ()


def test_search_finds_words_beginnings_titles_and_parts(database: Database) -> None:
    database.save(change("a", "Der große Käse", title="Food"))
    database.save(change("b", "100% of it_all", title="Numbers"))
    database.save(change("c", "日本語の文章です", title="Writing"))
    assert ids(database.search("Käse", 9)) == ["a"]
    assert ids(database.search("foo", 9)) == ["a"]
    assert ids(database.search("100%", 9)) == ["b"]
    assert ids(database.search("it_a", 9)) == ["b"]
    assert ids(database.search("文章", 9)) == ["c"]
    assert database.search('quoted" OR (', 9) == ()
    assert "große" in database.search("Käse", 9)[0].snippet
    database.rename("a", "Cheese")
    assert (ids(database.search("Cheese", 9)), database.search("Food", 9)) == (["a"], ())
    database.delete("a")
    assert database.search("Käse", 9) == ()


def test_all_words_are_needed_and_accents_are_not(database: Database) -> None:
    database.save(change("a", "Plan the holiday in Málaga"))
    assert ids(database.search("malaga holi", 9)) == ["a"]
    assert database.search("malaga winter", 9) == ()


def test_a_conversation_full_of_hits_hides_no_other(database: Database) -> None:
    database.save(change("a", *["word"] * 600))
    database.save(change("b", "A word among many others that make this a worse match. " * 9))
    assert set(ids(database.search("word", 9))) == {"a", "b"}
    assert len(database.search("word", 1)) == 1


def test_an_index_that_a_process_without_fts_left_behind_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "db.sqlite3"
    first = Database(path)
    first.save(change("a", "apple"))
    first.close()
    plain = Database(path, use_fts=False)
    assert not plain.has_fts
    plain.save(change("b", "banana"))
    plain.delete("a")
    plain.close()
    again = Database(path)
    assert ids(again.search("banana", 9)) == ["b"]
    assert again._index._by_index("apple", 9) == {}
    again.close()


def test_conversations_are_listed_last_changed_first(database: Database) -> None:
    for id in "abc":
        database.save(change(id, id))
    database.save(change("a", "a", "more", revision=1, n_kept=1))
    assert ids(database.infos(9, 0)) == ["a", "c", "b"]
    assert ids(database.infos(1, 1)) == ["c"]
    assert database.infos(9, 0)[0].n_messages == 2


def test_a_library_of_version_1_is_brought_to_the_newest(tmp_path: Path) -> None:
    path = tmp_path / "db.sqlite3"
    old = sqlite3.connect(path, isolation_level=None)
    schema.migrate(old, schema.STEPS[:1])
    old.execute("INSERT INTO conversations VALUES (1, 'a', 'Old', 1, 1, 1, 'm', '{}', '{}')")
    old.execute(
        "INSERT INTO messages VALUES (1, 1, 0, ?, 'hello')",
        ['{"role": "user", "content": "hello"}'],
    )
    old.close()
    database = Database(path)
    assert database.load("a").messages == (Message.user("hello"),)
    assert ids(database.search("hello", 9)) == ["a"]
    assert database.set_snapshot("a", "file", 1, 10) == []
    database.close()
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (len(schema.STEPS),)
    connection.close()


def test_a_step_that_fails_leaves_the_old_version(tmp_path: Path) -> None:
    path = tmp_path / "db.sqlite3"
    Database(path).close()
    connection = sqlite3.connect(path, isolation_level=None)

    def broken(connection: sqlite3.Connection) -> None:
        connection.execute("DROP TABLE snapshots")
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError):
        schema.migrate(connection, (*schema.STEPS, broken))
    assert connection.execute("SELECT count(*) FROM snapshots").fetchone() == (0,)
    assert connection.execute("PRAGMA user_version").fetchone() == (len(schema.STEPS),)
    connection.close()


def test_a_newer_library_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "db.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(LibraryError, match="version 99"):
        Database(path)


@pytest.mark.parametrize(
    "content", [b"no database at all" * 100, b"SQLite format 3\0" + b"\1" * 999]
)
def test_what_is_no_library_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "db.sqlite3"
    path.write_bytes(content)
    with pytest.raises(LibraryError):
        Database(path)
    assert path.read_bytes() == content


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    database = Database(tmp_path / "new" / "db.sqlite3")
    database.save(change("a", "secret"))
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "new").iterdir()]
    assert set(modes) == {0o600}
    database.close()


def test_the_least_recently_used_snapshots_make_room(database: Database) -> None:
    for id in "abc":
        database.save(change(id, id))
    assert database.set_snapshot("a", "a1", 40, 100) == []
    assert database.set_snapshot("b", "b1", 40, 100) == []
    assert database.snapshot("a") == "a1"
    assert database.set_snapshot("c", "c1", 40, 100) == ["b1"]
    assert database.set_snapshot("a", "a2", 30, 100) == ["a1"]
    assert database.set_snapshot("b", "b2", 101, 100) == ["b2"]
    assert database.snapshot_files() == {"a2", "c1"}
    assert database.delete("a") == "a2"
    with pytest.raises(ConversationNotFoundError):
        database.set_snapshot("a", "a3", 1, 100)


def test_a_conversation_that_makes_no_sense_is_an_error_of_the_library(tmp_path: Path) -> None:
    database = Database(tmp_path / "db.sqlite3")
    database.save(change("a", "x"))
    database._connection.execute("UPDATE messages SET data = '{broken'")
    with pytest.raises(LibraryError, match="makes no sense"):
        database.load("a")
    database.close()


def test_titles_are_one_line_cut_at_a_word() -> None:
    assert title_of((Message.system("s"), Message.user("\n  Hello   you\nmore"))) == "Hello you"
    title = title_of((Message.user("word " * 40),))
    assert len(title) <= 60
    assert title.endswith("word…")
    assert len(title_of((Message.user("x" * 100),))) == 60
    assert title_of(()) == ""
