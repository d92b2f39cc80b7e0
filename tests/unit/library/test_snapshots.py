"""Snapshots of caches: a resumed conversation computes only what is new, or everything."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Any

import pytest

from onhand import ContextParams, Library, StateCorruptError, sync
from onhand.library.snapshots import SnapshotFiles
from tests.conftest import OpenEngine
from tests.governed import evict, governed
from tests.tiny_models import tiny_model

TINY = str(tiny_model())
GREEDY: dict[str, Any] = {"max_tokens": 8, "temperature": 0.0}


def files(path: Path) -> list[Path]:
    folder = SnapshotFiles(path).folder
    return sorted(folder.iterdir()) if folder.exists() else []


async def kept(open_engine: OpenEngine, path: Path, **options: Any) -> str:
    """Keep a conversation of one turn; return its id."""
    engine = await open_engine(TINY)
    async with Library.open(path, **options) as library:
        conversation = await library.new(engine, "You are concise.")
        await conversation.chat.send("hey, cant make it tmrw, sorry!!", **GREEDY)
        return conversation.id


async def resumed(open_engine: OpenEngine, path: Path, id: str, **options: Any) -> tuple[str, int]:
    """Go on on an engine of its own; return the answer and the cached tokens."""
    key = options.pop("key", None)
    engine = await open_engine(TINY, **options)
    async with Library.open(path, key=key, snapshot_delay_s=None) as library:
        conversation = await library.resume(id, engine)
        reply = await conversation.chat.send("And now?", **GREEDY)
        return reply.text, reply.usage.cached_tokens


async def test_a_resumed_conversation_computes_only_what_is_new(
    open_engine: OpenEngine, tmp_path: Path
) -> None:
    path = tmp_path / "chats.sqlite3"
    engine = await open_engine(TINY)
    async with engine.chat("You are concise.") as chat:
        await chat.send("hey, cant make it tmrw, sorry!!", **GREEDY)
        expected = await chat.send("And now?", **GREEDY)
    id = await kept(open_engine, path)
    assert await resumed(open_engine, path, id) == (expected.text, expected.usage.cached_tokens)
    assert len(files(path)) == 1


async def test_another_layout_replays_the_messages(open_engine: OpenEngine, tmp_path: Path) -> None:
    path = tmp_path / "chats.sqlite3"
    id = await kept(open_engine, path)
    _, cached = await resumed(open_engine, path, id, context_params=ContextParams(type_k="f32"))
    assert cached == 0


@pytest.mark.parametrize("damage", ["flip", "cut", "gone"])
async def test_a_damaged_snapshot_is_dropped_and_the_messages_replayed(
    open_engine: OpenEngine, tmp_path: Path, damage: str
) -> None:
    path = tmp_path / "chats.sqlite3"
    id = await kept(open_engine, path)
    (file,) = files(path)
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes(data if damage == "flip" else data[:-5])
    _, cached = await resumed(open_engine, path, id)
    assert cached == 0
    assert file not in files(path)
    assert (await resumed(open_engine, path, id))[1] > 20


async def test_snapshots_can_be_encrypted(open_engine: OpenEngine, tmp_path: Path) -> None:
    path, key = tmp_path / "chats.sqlite3", bytes(range(32))
    id = await kept(open_engine, path, key=key)
    (file,) = files(path)
    assert file.read_bytes()[:8] == b"ONHANDEN"
    assert (await resumed(open_engine, path, id, key=key))[1] > 20


async def test_no_snapshots_within_a_budget_of_nothing(
    open_engine: OpenEngine, tmp_path: Path
) -> None:
    path = tmp_path / "chats.sqlite3"
    await kept(open_engine, path, snapshot_budget_bytes=0)
    assert files(path) == []


async def test_the_budget_keeps_the_newest(open_engine: OpenEngine, tmp_path: Path) -> None:
    path = tmp_path / "chats.sqlite3"
    await kept(open_engine, path)
    (first,) = files(path)
    await kept(open_engine, path, snapshot_budget_bytes=first.stat().st_size + 100)
    (second,) = files(path)
    assert second != first


async def test_a_snapshot_is_taken_while_nothing_happens(
    open_engine: OpenEngine, tmp_path: Path
) -> None:
    path = tmp_path / "chats.sqlite3"
    engine = await open_engine(TINY)
    async with Library.open(path, snapshot_delay_s=0.0) as library:
        conversation = await library.new(engine)
        await conversation.chat.send("Hello", **GREEDY)
        while not conversation._snapshot_tokens:
            await asyncio.sleep(0)
        assert len(files(path)) == 1
        assert await conversation.snapshot()


@pytest.mark.parametrize("way", ["evicted", "parked"])
async def test_a_cache_that_was_given_back_neither_returns_for_a_snapshot_nor_replaces_one(
    open_engine: OpenEngine, tmp_path: Path, way: str
) -> None:
    """A governor took the memory: closing the conversation must not take it again."""
    path = tmp_path / "chats.sqlite3"
    engine = await open_engine(TINY)
    async with Library.open(path, snapshot_delay_s=None) as library:
        conversation = await library.new(engine, "You are concise.")
        await conversation.chat.send("Hello", **GREEDY)
        assert await conversation.snapshot()
        before = files(path)
        await conversation.chat.send("And now?", **GREEDY)
        if way == "evicted":
            await evict(engine)
        else:
            assert await governed(engine).park_idle()
        assert not await conversation.snapshot()
        await conversation.close()
        assert engine.is_evicted == (way == "evicted")
        assert files(path) == before
        resumed = await library.resume(conversation.id, await open_engine(TINY))
        reply = await resumed.chat.send("Bye", **GREEDY)
        assert 10 < reply.usage.cached_tokens < reply.usage.prompt_tokens - 10


async def test_a_snapshot_that_cannot_be_written_is_no_failure_of_closing(
    open_engine: OpenEngine, tmp_path: Path
) -> None:
    path = tmp_path / "chats.sqlite3"
    SnapshotFiles(path).folder.write_text("no folder")
    id = await kept(open_engine, path)
    async with Library.open(path) as library:
        assert len((await library.load(id)).messages) == 3


async def test_deleting_removes_the_snapshot(open_engine: OpenEngine, tmp_path: Path) -> None:
    path = tmp_path / "chats.sqlite3"
    id = await kept(open_engine, path)
    async with Library.open(path) as library:
        await library.delete(id)
    assert files(path) == []


def test_left_over_files_go_after_an_hour(tmp_path: Path) -> None:
    snapshots = SnapshotFiles(tmp_path / "db.sqlite3")
    known, old, young = (snapshots.new(name) for name in ("known", "old", "young"))
    for path in (known, old, young):
        path.write_bytes(b"x")
    for path in (known, old):
        os.utime(path, (1, 1))
    assert snapshots.remove_left_over({known.name}) == 1
    assert {path.name for path in files(tmp_path / "db.sqlite3")} == {known.name, young.name}


async def test_settings_that_make_no_sense_are_told(
    open_engine: OpenEngine, tmp_path: Path
) -> None:
    path = tmp_path / "chats.sqlite3"
    id = await kept(open_engine, path)
    engine = await open_engine(TINY)
    async with Library.open(path) as library:
        library._database._connection.execute(
            "UPDATE conversations SET settings = '{\"history\": 3}'"
        )
        with pytest.raises(StateCorruptError):
            await library.resume(id, engine)


def test_the_blocking_face_does_the_same(tmp_path: Path) -> None:
    path = tmp_path / "chats.sqlite3"
    with sync.Engine.open(TINY, isolation="thread") as engine, sync.Library.open(path) as library:
        with library.new(engine, "You are concise.", title="Plans") as conversation:
            conversation.chat.send("Hello", **GREEDY)
            fork = conversation.fork()
            assert (fork.title, conversation.is_kept) == ("Plans (copy)", True)
            id = conversation.id
        assert library.find(id[:9]) == id
        assert len(library.list()) == 2
        resumed = library.resume(id, engine)
        assert resumed.chat.send("And now?", **GREEDY).usage.cached_tokens > 10
        assert library.search("plans")[0].title in ("Plans", "Plans (copy)")
        library.delete(id)
