"""An encrypted library: all works as in a plain one, and nothing that is said is on the disk."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from onhand import ConversationRecord, Library, LibraryError, Message, StateKeyError
from onhand.library.database import Database
from onhand.testing import FakeModel
from tests.conftest import OpenEngine
from tests.unit.library.test_database import change
from tests.unit.state.states import KEY

SECRET, ANSWER, TITLE, NOTE = "my diagnosis", "a very private answer", "Doctor Who", "call mother"
MODEL = FakeModel(
    replies={SECRET: ANSWER},
    n_ctx=1024,
    chat_template="{% for m in messages %}[{{ m.role }}]{{ m.content }}{% endfor %}",
)
PRIVATE = [text.encode() for text in (SECRET, ANSWER, TITLE, NOTE, "content", "overflow")]
PRIVATE += [text.lower() for text in PRIVATE] + [b"diagnosis", b"private", b"doctor"]


def on_the_disk(folder: Path) -> list[bytes]:
    """Return what of all that is private can be read in any file of a folder, WAL included."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return [text for text in PRIVATE if any(text in file.read_bytes() for file in files)]


async def talk(open_engine: OpenEngine, folder: Path, key: bytes | None) -> str:
    """Keep a conversation; return its id. Nothing private is on the disk at any step of it."""
    engine = await open_engine(MODEL)
    async with Library.open(folder / "chats.sqlite3", key=key) as library:
        conversation = await library.new(engine, SECRET, title=TITLE, extra={"note": NOTE})
        await conversation.chat.send(SECRET)
        assert conversation.is_kept
        assert bool(on_the_disk(folder)) == (key is None)
        await conversation.set_extra({"note": NOTE * 2})
        await conversation.chat.send(f"Again: {SECRET}")
        assert await conversation.snapshot()
        assert bool(on_the_disk(folder)) == (key is None)
        return conversation.id


async def test_nothing_that_is_said_is_on_the_disk(open_engine: OpenEngine, tmp_path: Path) -> None:
    await talk(open_engine, tmp_path, KEY)
    assert on_the_disk(tmp_path) == []


async def test_all_works_as_in_a_plain_library(open_engine: OpenEngine, tmp_path: Path) -> None:
    path = tmp_path / "chats.sqlite3"
    id = await talk(open_engine, tmp_path, KEY)
    async with Library.open(path, key=KEY) as library:
        assert not library.has_full_text
        (info,) = await library.list()
        assert (info.title, info.n_messages) == (TITLE, 5)
        (found,) = await library.search("DIAG my")
        assert (found.id, SECRET in found.snippet) == (id, True)
        assert [one.title for one in await library.search("tor wh")] == [TITLE]
        assert await library.search("nothing of this") == ()
        assert ANSWER in await library.export(id)
        await library.rename(id, f"{TITLE} 2")
        conversation = await library.resume(id, await open_engine(MODEL))
        assert (conversation.title, conversation.extra["note"]) == (f"{TITLE} 2", NOTE * 2)
        reply = await conversation.chat.send(SECRET)
        assert reply.usage.cached_tokens > 50  # of the snapshot, which the key opens too
        fork = await conversation.fork()
        await fork.chat.send("And?", max_tokens=4)
        conversation.chat.undo()
        await conversation.save()
        assert [len((await library.load(one)).messages) for one in (id, fork.id)] == [5, 9]
        await library.delete(id)
        assert [one.id for one in await library.list()] == [fork.id]
    assert on_the_disk(tmp_path) == []


async def test_a_plain_library_can_be_encrypted(open_engine: OpenEngine, tmp_path: Path) -> None:
    """Nothing of it can be read in any file afterwards: pages, index, WAL, snapshots."""
    path = tmp_path / "chats.sqlite3"
    id = await talk(open_engine, tmp_path, None)
    with pytest.raises(StateKeyError, match="not encrypted"):
        await Library.open(path, key=KEY)
    async with Library.open(path) as library:
        conversation = await library.resume(id, await open_engine(MODEL))
        assert on_the_disk(tmp_path)
        await library.encrypt(KEY)
        assert on_the_disk(tmp_path) == []
        assert await conversation.snapshot()
        assert on_the_disk(tmp_path) == []
        record = await library.load(id)
        assert (record.title, record.extra, len(record.messages)) == (TITLE, {"note": NOTE * 2}, 5)
        assert record.messages[2].text == ANSWER
        assert [found.id for found in await library.search(SECRET)] == [id]
        with pytest.raises(StateKeyError, match="already"):
            await library.encrypt(bytes(32))
    async with Library.open(path, key=KEY) as library:
        assert await library.load(id) == record


async def test_another_key_or_none_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "chats.sqlite3"
    async with Library.open(path, key=KEY) as library:
        record = await library.save(ConversationRecord(id="a", messages=(Message.user(SECRET),)))
    with pytest.raises(StateKeyError, match="is encrypted"):
        await Library.open(path)
    with pytest.raises(StateKeyError, match="not the one"):
        await Library.open(path, key=bytes(32))
    async with Library.open(path, key=KEY) as library:
        assert await library.load("a") == record


async def test_who_opened_it_before_it_was_encrypted_writes_nothing_plain_into_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "chats.sqlite3"
    record = ConversationRecord(id="a", messages=(Message.user("Hello"),))
    async with Library.open(path) as plain, Library.open(path) as library:
        await plain.save(record)
        await library.encrypt(KEY)
        async with Library.open(path, key=KEY) as library:
            secret = ConversationRecord(id="b", messages=(Message.user(SECRET),))
            for refused in (plain.save(secret), plain.load("a"), plain.list(), plain.delete("a")):
                with pytest.raises(StateKeyError):
                    await refused
            assert (await library.load("a")).messages == record.messages
            await library.save(secret)
            assert len(await library.list()) == 2
        assert on_the_disk(tmp_path) == []


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE messages SET data = zeroblob(length(data)) WHERE position = 1",
        "UPDATE messages SET data = substr(data, 1, 9) WHERE position = 0",
        "UPDATE messages SET data = (SELECT data FROM messages WHERE position = 0)",
        "UPDATE messages SET data = text",
        "UPDATE messages SET data = 'plain'",
        "UPDATE conversations SET extra = settings",
    ],
)
def test_what_is_damaged_or_in_another_place_is_refused(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "chats.sqlite3"
    database = Database(path, key=KEY)
    database.save(change("a", "one", "two"))
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(damage)
    connection.close()
    with pytest.raises(LibraryError, match="conversation a is damaged"):
        database.load("a")
    database.close()
