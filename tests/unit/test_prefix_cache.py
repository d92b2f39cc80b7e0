"""System prompts are found again after a restart, and nothing wrong is ever found."""

from __future__ import annotations

import asyncio
import logging
import os
from pathlib import Path
from typing import Any

import pytest

from onhand import ContextParams, Engine, PrefixCache, StateCorruptError
from onhand.testing import FakeModel
from tests.conftest import OpenEngine
from tests.tiny_models import tiny_model

TINY = str(tiny_model())
GREEDY: dict[str, Any] = {"max_tokens": 8, "temperature": 0.0}
PERSONA = "You are a very careful editor. You change nothing that need not be changed at all. " * 2
SMALL = "{% for m in messages %}[{{ m.role }}]{{ m.content }}{% endfor %}"


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.onhand")) if folder.exists() else []


async def asked(
    open_engine: OpenEngine, cache: Any, text: str = "Hi", model: Any = TINY, **options: Any
) -> tuple[str, int, int]:
    """Ask once on an engine of its own; return text, cached tokens, and prompt tokens."""
    engine = await open_engine(model, prefix_cache=cache, **options)
    chat = engine.chat(PERSONA)
    reply = await chat.send(text, **GREEDY)
    await engine.close()
    return reply.text, reply.usage.cached_tokens, reply.usage.prompt_tokens


async def test_after_a_restart_only_what_is_new_is_computed(
    isolation: str, open_engine: OpenEngine, tmp_path: Path
) -> None:
    _, cached, _ = await asked(open_engine, tmp_path, "Hello", isolation=isolation)
    assert cached == 0
    (entry,) = files(tmp_path)
    n_lead = int(entry.name.split("-")[1])
    plain, _, n_prompt = await asked(open_engine, None, isolation=isolation)
    text, cached, _ = await asked(open_engine, tmp_path, isolation=isolation)
    assert cached == n_lead > 64
    assert n_prompt - cached < 40
    assert text == plain


async def test_a_session_that_begins_with_appended_text_finds_it_again(
    open_engine: OpenEngine, tmp_path: Path
) -> None:
    engine = await open_engine(TINY, prefix_cache=tmp_path)
    await engine.session().append(PERSONA)
    await engine.close()
    engine = await open_engine(TINY, prefix_cache=tmp_path)
    async with engine.session().generate(PERSONA + "\nNow", **GREEDY) as stream:
        _, done = await stream.collect()
    assert done.usage.cached_tokens > 64


async def test_what_the_worker_holds_is_not_read(
    open_engine: OpenEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await asked(open_engine, tmp_path)
    engine = await open_engine(TINY, prefix_cache=tmp_path)
    prefixes = engine._prefixes
    assert prefixes is not None
    index = await prefixes._index
    assert index is not None
    reads = []
    read = index.read
    monkeypatch.setattr(index, "read", lambda *args: (reads.append(1), read(*args))[1])
    chats = [engine.chat(PERSONA) for _ in range(3)]
    await asyncio.gather(*(chat.send("Hi", **GREEDY) for chat in chats))
    assert len(reads) == 1


@pytest.mark.parametrize("damage", ["flip", "cut", "empty", "other"])
async def test_a_damaged_entry_is_dropped_with_a_log_line_and_computed_again(
    open_engine: OpenEngine, tmp_path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    expected, _, _ = await asked(open_engine, tmp_path)
    (entry,) = files(tmp_path)
    data = bytearray(entry.read_bytes())
    data[len(data) // 2] ^= 1
    bad = {"flip": bytes(data), "cut": bytes(data[:-9]), "empty": b"", "other": b"x" * 500}
    entry.write_bytes(bad[damage])
    with caplog.at_level(logging.WARNING, "onhand.prefix_cache"):
        text, cached, _ = await asked(open_engine, tmp_path)
    assert (text, cached) == (expected, 0)
    assert "dropped the cached prefix" in caplog.text
    (entry,) = files(tmp_path)
    assert (await asked(open_engine, tmp_path))[1] > 64


async def test_an_entry_of_another_context_layout_is_not_found(
    open_engine: OpenEngine, tmp_path: Path
) -> None:
    await asked(open_engine, tmp_path)
    other = ContextParams(type_k="f32")
    _, cached, _ = await asked(open_engine, tmp_path, context_params=other)
    assert cached == 0
    assert len(files(tmp_path)) == 2


async def test_an_entry_under_a_wrong_name_is_not_believed(
    open_engine: OpenEngine, tmp_path: Path
) -> None:
    await asked(open_engine, tmp_path)
    engine = await open_engine(TINY, prefix_cache=tmp_path)
    async with engine.chat("Another persona altogether. " * 12) as chat:
        expected = (await chat.send("Hi", **GREEDY)).text
    await engine.close()
    first, second = sorted(files(tmp_path), key=lambda path: path.stat().st_mtime_ns)
    second.write_bytes(first.read_bytes())
    engine = await open_engine(TINY, prefix_cache=tmp_path)
    reply = await engine.chat("Another persona altogether. " * 12).send("Hi", **GREEDY)
    assert (reply.text, reply.usage.cached_tokens) == (expected, 0)


async def test_those_used_longest_ago_make_room(open_engine: OpenEngine, tmp_path: Path) -> None:
    await asked(open_engine, tmp_path)
    (first,) = files(tmp_path)
    os.utime(first, (1, 1))
    budget = first.stat().st_size + 100
    engine = await open_engine(TINY, prefix_cache=PrefixCache(path=tmp_path, max_bytes=budget))
    await engine.chat("Another persona. " + PERSONA[:-60]).send("Hi", **GREEDY)
    await engine.close()
    (left,) = files(tmp_path)
    assert left != first


async def test_use_makes_an_entry_young(open_engine: OpenEngine, tmp_path: Path) -> None:
    await asked(open_engine, tmp_path)
    (entry,) = files(tmp_path)
    os.utime(entry, (1, 1))
    await asked(open_engine, tmp_path)
    assert entry.stat().st_mtime > 1


async def test_what_a_killed_writer_left_goes_after_an_hour(
    open_engine: OpenEngine, tmp_path: Path
) -> None:
    """It counts against no budget, so nothing else would ever remove it."""
    old, young = (tmp_path / f".{name}-70-aa.onhand.x.onhand-part" for name in ("old", "young"))
    for path in (old, young):
        path.write_bytes(b"half an entry")
    os.utime(old, (1, 1))
    await asked(open_engine, tmp_path)
    assert (old.exists(), young.exists()) == (False, True)


async def test_what_is_beyond_the_budget_or_short_is_not_kept(
    open_engine: OpenEngine, tmp_path: Path
) -> None:
    for cache in (
        PrefixCache(path=tmp_path, max_bytes=100),
        PrefixCache(path=tmp_path, min_tokens=4000),
    ):
        assert (await asked(open_engine, cache))[1] == 0
    assert files(tmp_path) == []


async def test_entries_are_encrypted_on_request(open_engine: OpenEngine, tmp_path: Path) -> None:
    cache = PrefixCache(path=tmp_path, key=bytes(range(32)))
    await asked(open_engine, cache)
    (entry,) = files(tmp_path)
    assert entry.read_bytes()[:8] == b"ONHANDEN"
    assert (await asked(open_engine, cache))[1] > 64


async def test_a_runtime_that_cannot_save_caches_works_without(
    open_engine: OpenEngine, tmp_path: Path
) -> None:
    model = FakeModel(replies={"Hi": "Hello!"}, chat_template=SMALL, n_ctx=1024)
    engine: Engine = await open_engine(model, prefix_cache=tmp_path)
    assert (await engine.chat(PERSONA).send("Hi")).text == "Hello!"
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    engine = await open_engine(model, prefix_cache=blocked)
    assert (await engine.chat(PERSONA).send("Hi")).text == "Hello!"


async def test_a_cache_that_the_worker_refuses_is_dropped(
    open_engine: OpenEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await asked(open_engine, tmp_path)
    engine = await open_engine(TINY, prefix_cache=tmp_path)

    async def refuse(*_: Any) -> None:
        raise StateCorruptError("It does not fit.")

    monkeypatch.setattr(engine._states, "give_prefix", refuse)
    reply = await engine.chat(PERSONA).send("Hi", **GREEDY)
    assert reply.usage.cached_tokens == 0


def test_arguments_are_checked() -> None:
    assert PrefixCache.of(True) == PrefixCache()
    assert PrefixCache.of(False) is PrefixCache.of(None) is None
    with pytest.raises(TypeError, match="int"):
        PrefixCache.of(3)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="max_bytes"):
        PrefixCache(max_bytes=-1)
    with pytest.raises(ValueError, match="32 bytes"):
        PrefixCache(key=b"short")
