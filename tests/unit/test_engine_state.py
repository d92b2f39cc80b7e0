"""Saved sessions go on as if nothing had happened; what does not fit is refused by name."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from onhand import (
    Engine,
    EngineBusyError,
    EngineClosedError,
    sync,
)
from onhand import saving as saving_module
from onhand.state import read_state
from onhand.testing import FakeModel
from tests.conftest import OpenEngine
from tests.governed import evict
from tests.streams import kill, read_tokens, until
from tests.tiny_models import tiny_model
from tests.unit.state.sessions import GREEDY, PROMPT, TINY, begun, goes_on, saved
from tests.unit.state.states import KEY, plain

ROOT = Path(__file__).parents[2]

RESTORES = """
import sys
sys.path.insert(0, {root!r})
from onhand import sync
from tests.tiny_models import tiny_model
from tests.unit.state.sessions import GREEDY, TINY
with sync.Engine.open(TINY, isolation="thread") as engine:
    text, done = engine.restore({path!r}).generate(None, **GREEDY).collect()
    print(repr((text, done.usage.cached_tokens, done.usage.prompt_tokens)))
"""


@pytest.fixture(params=["fake", "llama"])
def model(request: pytest.FixtureRequest) -> Any:
    """Both kinds of models that tests have."""
    return FakeModel() if request.param == "fake" else TINY


async def test_a_restored_session_says_the_same_and_computes_nothing_again(
    model: Any, isolation: str, open_engine: OpenEngine, tmp_path: Path
) -> None:
    """Across a restart of the engine, in every form that a state can have."""
    engine = await open_engine(model, isolation=isolation)
    session = await begun(engine)
    forms: list[tuple[Any, dict[str, Any]]] = []
    for index, options in enumerate(({}, {"key": KEY}, {"compress": True})):
        path = tmp_path / f"{index}.onhand"
        assert await session.save(path, **options) is None
        forms.append((path, {"key": options.get("key")}))
    forms.append((await saved(session), {}))
    expected = await goes_on(session)
    await engine.close()
    engine = await open_engine(model, isolation=isolation)
    for source, options in forms:
        async with await engine.restore(source, **options) as restored:
            assert await goes_on(restored) == expected
    assert expected[1] == expected[2] - 1


@pytest.mark.parametrize("architecture", ["gemma3", "mamba", "qwen2vl"])
async def test_caches_of_other_kinds_come_back_too(
    open_engine: OpenEngine, architecture: str
) -> None:
    """A sliding window, a recurrent state, positions of several axes."""
    path = str(tiny_model(architecture=architecture))
    session = await begun(await open_engine(path))
    data = await saved(session)
    restored = await (await open_engine(path)).restore(data)
    _, cached, total = expected = await goes_on(session)
    assert await goes_on(restored) == expected
    assert cached == total - 1


@pytest.mark.slow
async def test_another_process_goes_on_too(open_engine: OpenEngine, tmp_path: Path) -> None:
    session = await begun(await open_engine(TINY))
    path = tmp_path / "session.onhand"
    await session.save(path)
    stream = session.generate(None, **GREEDY)
    text, done = await stream.collect()
    ran = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", RESTORES.format(root=str(ROOT), path=str(path))],
        capture_output=True, text=True, timeout=100,
    )  # fmt: skip
    usage = done.usage
    assert ran.stdout.strip() == repr((text, usage.cached_tokens, usage.prompt_tokens)), ran.stderr


async def test_a_restored_session_is_independent_and_can_fork(engine: Engine) -> None:
    session = await begun(engine)
    data = await saved(session)
    first, second = await engine.restore(data), await engine.restore(data)
    fork = first.fork()
    expected = await goes_on(session)
    assert await goes_on(first) == await goes_on(second) == await goes_on(fork) == expected
    assert first.tokens == session.tokens


async def test_half_a_character_is_saved_with_the_rest(engine: Engine) -> None:
    session = engine.session()
    await session.complete("Smile", max_tokens=6)
    restored = await engine.restore(await saved(session))
    rest = await session.complete(None)
    assert rest.startswith("🙂")
    assert await restored.complete(None) == rest


async def test_an_empty_session_can_be_saved(engine: Engine) -> None:
    restored = await engine.restore(await saved(engine.session()))
    assert restored.tokens == ()
    assert await restored.complete("Hi") == "Hello there!"


# ── saving ──


async def test_saving_works_while_others_generate_and_not_while_it_generates(
    open_engine: OpenEngine,
) -> None:
    engine = await open_engine(FakeModel(token_delay_s=0.002, n_ctx=4000))
    idle, busy = await begun(engine), engine.session()
    stream = busy.generate("go", max_tokens=2000)
    await read_tokens(stream, 3)
    data = await saved(idle)
    with pytest.raises(EngineBusyError):
        await busy.save()
    restored = await engine.restore(data)
    assert await goes_on(restored) == await goes_on(idle)
    assert busy.is_generating
    await stream.aclose()
    assert await saved(busy)


async def test_while_every_sequence_is_busy_a_restored_cache_waits_parked(
    open_engine: OpenEngine,
) -> None:
    engine = await open_engine(FakeModel(n_sequences=1, token_delay_s=0.002, n_ctx=4000))
    data = await saved(await begun(engine))
    stream = engine.session().generate("go", max_tokens=2000)
    await read_tokens(stream, 1)
    restored = await engine.restore(data)
    assert (await engine.stats()).parked_bytes > 0
    await stream.aclose()
    _, cached, total = await goes_on(restored)
    assert cached == total - 1


async def test_saving_does_not_bring_an_evicted_engine_back(open_engine: OpenEngine) -> None:
    """There is no cache to save, and what the tokens are the host knows."""
    engine = await open_engine()
    session = await begun(engine)
    await evict(engine)
    state = read_state(await saved(session))
    assert engine.is_evicted
    assert (tuple(state.tokens), state.header.n_cached) == (session.tokens, 0)
    restored = await engine.restore(await saved(session))
    assert (await goes_on(restored))[0] == (await goes_on(session))[0]


@pytest.mark.parametrize("can_copy", [True, False])
async def test_a_parked_session_is_saved_with_its_cache(
    open_engine: OpenEngine, can_copy: bool
) -> None:
    engine = await open_engine(FakeModel(n_sequences=1, can_copy=can_copy))
    first = await begun(engine)
    await begun(engine, "Something else")
    assert (await engine.stats()).n_parked == 1
    state = read_state(await saved(first))
    assert state.header.n_cached == state.header.n_tokens - 1


async def test_a_fork_is_saved_with_what_it_shares(engine: Engine) -> None:
    session = await begun(engine)
    fork = session.fork()
    await goes_on(session)  # its sequence holds more than the fork's tokens now
    state = read_state(await saved(fork))
    assert state.header.n_cached == len(fork.tokens)
    restored = await engine.restore(await saved(fork))
    assert await goes_on(restored) == await goes_on(fork)


async def test_what_a_reader_left_unread_is_not_saved(engine: Engine) -> None:
    """The worker ran ahead of the reader; the file holds what the session does."""
    session = engine.session()
    stream = session.generate("Hi")
    read = await read_tokens(stream, 2)
    await until(lambda: not session.is_generating)
    await stream.aclose()
    state = read_state(await saved(session))
    assert state.tokens == [256, *b"Hi", *read]
    assert state.header.n_cached == len(state.tokens)


@pytest.mark.parametrize("options", [{}, {"can_remove_tail": False, "can_copy": False}])
async def test_a_cache_that_cannot_forget_its_tail_is_saved_whole(
    open_engine: OpenEngine, options: dict[str, bool]
) -> None:
    engine = await open_engine(FakeModel(**options))
    session = await begun(engine)
    data = await saved(session)
    restored = await engine.restore(data)
    assert (await goes_on(restored))[1] == len(read_state(data).tokens) - 1


async def test_large_caches_travel_in_parts(
    isolation: str, open_engine: OpenEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several windows of several parts; a lost or misplaced one would not pass the checksum."""
    monkeypatch.setattr(saving_module, "PART_BYTES", 1000)
    engine = await open_engine(TINY, isolation=isolation)
    session = await begun(engine)
    data = await saved(session)
    assert len(read_state(data).kv) > 2 * 4 * 1000
    restored = await (await open_engine(TINY, isolation=isolation)).restore(data)
    assert await goes_on(restored) == await goes_on(session)


async def test_many_sessions_can_be_saved_and_restored_at_once(engine: Engine) -> None:
    sessions = [await begun(engine, f"Session {index}") for index in range(8)]
    states = await asyncio.gather(*(saved(session) for session in sessions))
    restored = await asyncio.gather(*(engine.restore(data) for data in states))
    for session, copy in zip(sessions, restored, strict=True):
        assert copy.tokens == session.tokens
        assert await goes_on(copy) == await goes_on(session)


async def test_a_closed_session_and_a_closed_engine_refuse(open_engine: OpenEngine) -> None:
    engine = await open_engine()
    session = await begun(engine)
    data = await saved(session)
    await session.close()
    with pytest.raises(EngineClosedError):
        await session.save()
    await engine.close()
    with pytest.raises(EngineClosedError):
        await engine.restore(data)


# ── deaths of the worker ──


async def test_a_session_whose_worker_died_is_saved_without_a_cache_and_goes_on(
    open_engine: OpenEngine,
) -> None:
    engine = await open_engine(TINY, isolation="process")
    session = await begun(engine)
    kill(engine)
    data = await saved(session)
    assert read_state(data).tokens == list(session.tokens)
    restored = await engine.restore(data)
    assert (await goes_on(restored))[0] == (await goes_on(session))[0]


async def test_a_restored_session_outlives_the_worker(open_engine: OpenEngine) -> None:
    """How its cache came to be is unknown, so it is computed as one prefill."""
    engine = await open_engine(TINY, isolation="process")
    session = await begun(engine)
    restored = await engine.restore(await saved(session))
    kill(engine)
    assert len((await goes_on(restored))[0]) == GREEDY["max_tokens"]


async def test_saving_twice_changes_nothing(engine: Engine) -> None:
    """Neither the session nor what is saved."""
    session = await begun(engine)
    first, second = read_state(await saved(session)), read_state(await saved(session))
    assert plain(first)[1:] == plain(second)[1:]


def test_the_blocking_face_saves_and_restores(tmp_path: Path) -> None:
    path = tmp_path / "session.onhand"
    with sync.Engine.open(FakeModel(), isolation="thread") as engine:
        session = engine.session()
        session.complete(PROMPT, **GREEDY)
        session.save(path, key=KEY)
        with engine.restore(path, key=KEY) as restored:
            assert restored.tokens == session.tokens
            assert restored.complete(**GREEDY) == session.complete(**GREEDY)
