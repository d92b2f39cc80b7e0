"""Conversations are kept: in memory, and in the library across restarts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from onhand.errors import ConversationNotFoundError, StateKeyError
from onhand.store import AsyncStore
from onhand.testing import FakeModel
from onhand.types.message import Message
from onhand.ui.backend import Backend
from onhand.ui.chat.draft import AnswerStats
from onhand.ui.chat.library_shelf import LibraryShelf
from onhand.ui.chat.settings import ChatSettings
from onhand.ui.chat.shelf import Entry, PassingShelf, Record, Shelf
from onhand.ui.rewrite.kept import Rewritten
from tests.unit.ui.desk import said, scripted, ticking

STATS = AnswerStats(model="small", reason="eog", n_tokens=6, n_prompt_tokens=9)
RECORD = Record(
    id="0123456789ab",
    title="Greetings",
    entries=(Entry(Message.user("Hi there")), Entry(Message.assistant("Hello, friend!"), STATS)),
    settings=ChatSettings(system="Be kind.", temperature=0.5),
)


@pytest.fixture(params=["passing", "library"])
async def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Shelf]:
    """Give each kind of shelf."""
    made: Shelf = (
        PassingShelf(ticking())
        if request.param == "passing"
        else LibraryShelf(tmp_path / "conversations.sqlite3")
    )
    yield made
    await made.close()


async def test_what_is_kept_is_found_whole(shelf: Shelf) -> None:
    await shelf.save(RECORD)
    found = await shelf.load(RECORD.id)
    assert (found.title, found.entries, found.settings) == (
        RECORD.title,
        RECORD.entries,
        RECORD.settings,
    )


async def test_saving_again_replaces(shelf: Shelf) -> None:
    await shelf.save(RECORD)
    await shelf.save(Record(id=RECORD.id, title=RECORD.title, entries=RECORD.entries[:1]))
    assert len((await shelf.load(RECORD.id)).entries) == 1
    assert len(await shelf.headlines()) == 1


async def test_searches_look_into_titles_and_messages(shelf: Shelf) -> None:
    await shelf.save(RECORD)
    await shelf.save(Record(id="other", title="Weather", entries=(Entry(Message.user("Rain?")),)))
    assert [line.id for line in await shelf.headlines("friend")] == [RECORD.id]
    assert [line.id for line in await shelf.headlines("weather")] == ["other"]
    assert await shelf.headlines("absent") == ()
    assert "friend" in (await shelf.headlines("friend"))[0].snippet


async def test_the_last_changed_comes_first(shelf: Shelf) -> None:
    await shelf.save(RECORD)
    await shelf.save(Record(id="other", title="Other", entries=RECORD.entries))
    assert [line.id for line in await shelf.headlines()] == ["other", RECORD.id]


async def test_renaming_and_deleting(shelf: Shelf) -> None:
    await shelf.save(RECORD)
    await shelf.rename(RECORD.id, "Another title")
    assert (await shelf.headlines())[0].title == "Another title"
    await shelf.delete(RECORD.id)
    assert await shelf.headlines() == ()
    with pytest.raises(ConversationNotFoundError):
        await shelf.load(RECORD.id)
    await shelf.delete(RECORD.id)


async def test_nothing_of_that_id(shelf: Shelf) -> None:
    with pytest.raises(ConversationNotFoundError):
        await shelf.load("absent")
    with pytest.raises(ConversationNotFoundError):
        await shelf.rename("absent", "Title")


def backend_over(path: Path, model: FakeModel) -> Backend:
    """Return a backend whose conversations are in a library at `path`."""
    return Backend(model, shelf=LibraryShelf(path), isolation="thread")


async def test_a_conversation_goes_on_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "conversations.sqlite3"
    model = scripted({"Hi": "Hello!", "And now?": "Still here."})
    first = backend_over(path, model)
    conversation = first.conversations.new()
    await said(conversation, "Hi")
    await first.close()

    second = backend_over(path, model)
    headline = (await second.conversations.headlines())[0]
    again = await second.conversations.open(headline.id)
    assert [entry.message.text for entry in again.entries] == ["Hi", "Hello!"]
    assert again.entries[-1].stats == conversation.entries[-1].stats
    assert await said(again, "And now?") == "Still here."
    await second.close()


async def test_two_apps_that_change_the_same_conversation_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "conversations.sqlite3"
    model = scripted({"Hi": "Hello!", "Left": "L.", "Right": "R."})
    left, right = backend_over(path, model), backend_over(path, model)
    here = left.conversations.new()
    await said(here, "Hi")
    there = await right.conversations.open(here.id)
    await said(here, "Left")
    await said(there, "Right")
    lines = await left.conversations.headlines()
    assert len(lines) == 2
    texts = {(await left.conversations._shelf.load(line.id)).entries[2].message.text
             for line in lines}  # fmt: skip
    assert texts == {"Left", "Right"}
    await left.close()
    await right.close()


async def test_with_a_key_nothing_that_was_said_can_be_read_on_the_disk(tmp_path: Path) -> None:
    path, key = tmp_path / "home" / "diary.sqlite3", bytes(range(32))
    model = scripted({"My secret": "Kept."})

    def made(key: bytes | None) -> Backend:
        store = AsyncStore(tmp_path / "home")
        return Backend(model, store=store, library=path, key=key, isolation="thread")

    first = made(key)
    await said(first.conversations.new(), "My secret")
    await first.rewrites.kept.add(
        Rewritten(id="1", text="My secret", at=0.0, model="m", renditions=())
    )
    assert first.rewrites.kept.rewrites
    await first.close()
    files = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert path in files
    assert not any(b"secret" in one.read_bytes() for one in files)

    second, locked = made(key), made(None)
    assert (await second.conversations.headlines())[0].title == "My secret"
    with pytest.raises(StateKeyError):
        await locked.conversations.headlines()
    await second.close()
    await locked.close()
