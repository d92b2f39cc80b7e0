"""An engine under a governor: throttled, parked, evicted, and back without anybody noticing."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from onhand import (
    Engine,
    EngineClosedError,
    PromptEvent,
    Share,
)
from onhand.errors import OnhandError
from onhand.governor.events import EngineEvicted, EngineReloaded, GovernorEvent
from onhand.testing import FakeModel
from tests.conftest import OpenEngine
from tests.governed import ENDLESS, a_governor, evict, governed
from tests.streams import done_of, kill, read_all, read_tokens, text_of, undisturbed, until
from tests.unit.governor.scripted import Device

# ── eviction ──


async def test_an_evicted_engine_comes_back_at_the_next_use_with_its_sessions(
    isolation: str,
) -> None:
    async with Engine.open(FakeModel(), isolation=isolation) as engine:
        session, other = engine.session(), engine.session()
        one = await session.complete("One.", seed=1, max_tokens=30, temperature=0.8)
        await other.complete("Two.", seed=2, max_tokens=10)
        await evict(engine)
        assert engine.is_open
        two = await session.complete("And?", seed=3, max_tokens=30, temperature=0.8)
        assert not engine.is_evicted
        assert engine._supervisor.life == 2
        assert (await engine.stats()).n_restarts == 0
        assert len(other.tokens) > 10
    async with Engine.open(FakeModel(), isolation="thread") as calm, calm.session() as same:
        assert await same.complete("One.", seed=1, max_tokens=30, temperature=0.8) == one
        assert await same.complete("And?", seed=3, max_tokens=30, temperature=0.8) == two


async def test_the_cache_is_rebuilt_by_the_same_steps(open_engine: OpenEngine) -> None:
    engine = await open_engine()
    session = engine.session()
    await session.complete("A prompt.", max_tokens=12, temperature=0)
    await evict(engine)
    events = await read_all(session.generate(" More.", max_tokens=1, temperature=0))
    first = next(event for event in events if isinstance(event, PromptEvent))
    assert first.cached == len("A prompt.") + 12  # BOS, prompt and answer but its last token


async def test_a_running_stream_is_never_evicted(open_engine: OpenEngine) -> None:
    engine = await open_engine(ENDLESS)
    stream = engine.session().generate("Go", temperature=0)
    await read_tokens(stream, 3)
    assert await governed(engine).evict() is None
    assert engine._supervisor.is_loaded
    await stream.aclose()
    await evict(engine)
    assert await governed(engine).evict() is None  # there is nothing left


async def test_many_uses_at_once_bring_it_back_once(open_engine: OpenEngine) -> None:
    engine = await open_engine(FakeModel(load_delay_s=0.05))
    sessions = [engine.session() for _ in range(4)]
    await evict(engine)
    texts = await asyncio.gather(
        *(session.complete("Say.", max_tokens=8, temperature=0) for session in sessions),
        engine.tokenize("abc"),
    )
    assert set(texts[:4]) == {await undisturbed("Say.", max_tokens=8, temperature=0)}
    assert len(texts[4]) == 4
    assert engine._supervisor.life == 2


async def test_use_while_the_old_worker_still_leaves_waits_for_it(isolation: str) -> None:
    async with Engine.open(FakeModel(), isolation=isolation) as engine:
        leaving = asyncio.create_task(governed(engine).evict())
        await until(lambda: engine.is_evicted)
        assert await engine.session().complete("Say.", max_tokens=4, temperature=0)
        assert await leaving is not None


async def test_asking_for_counters_does_not_bring_it_back(open_engine: OpenEngine) -> None:
    engine = await open_engine()
    await evict(engine)
    assert (await engine.stats()).n_steps == 0
    assert engine.is_evicted


async def test_closing_an_evicted_engine_ends_it(isolation: str) -> None:
    async with Engine.open(FakeModel(), isolation=isolation) as engine:
        session = engine.session()
        await evict(engine)
        await session.close()
    assert not engine.is_open
    with pytest.raises(EngineClosedError):
        await engine.tokenize("a")


async def test_closing_while_it_comes_back_ends_it_and_fails_who_waits(
    open_engine: OpenEngine,
) -> None:
    engine = await open_engine(FakeModel(load_delay_s=0.2))
    await evict(engine)
    waiting = asyncio.create_task(engine.session().complete("Say."))
    await until(lambda: not engine.is_evicted)
    await engine.close()
    with pytest.raises(EngineClosedError):
        await waiting


async def test_cancel_and_deadline_hold_while_it_comes_back(open_engine: OpenEngine) -> None:
    engine = await open_engine(FakeModel(load_delay_s=0.5))
    await evict(engine)
    late = engine.session().generate("Say.", deadline_s=0.05)
    left = engine.session().generate("Say.")
    async with left:
        left.cancel()
        assert done_of(await read_all(left)).reason == "cancelled"
    assert done_of(await read_all(late)).reason == "deadline"
    assert not engine._supervisor.is_loaded  # both ended before it was back


async def test_a_load_that_fails_fails_that_use_and_the_next_one_tries_again(
    open_engine: OpenEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = await open_engine()
    session = engine.session()
    text = await session.complete("One.", max_tokens=5, temperature=0)
    await evict(engine)
    launcher = engine._supervisor._launcher
    sound = launcher.load
    path = FakeModel(fail_load="no memory").__fspath__()
    monkeypatch.setattr(launcher, "load", type(sound)("fake", path, {}, {}))
    with pytest.raises(OnhandError, match="no memory"):
        await session.complete("Two.", max_tokens=5)
    assert engine.is_open
    assert engine.is_evicted
    monkeypatch.setattr(launcher, "load", sound)
    assert len(await session.complete("Two.", max_tokens=5, temperature=0)) == 5
    assert text


async def test_another_model_in_the_same_place_is_refused(
    open_engine: OpenEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = await open_engine()
    await evict(engine)
    launcher = engine._supervisor._launcher
    path = FakeModel(n_ctx=300).__fspath__()
    other = type(launcher.load)("fake", path, {}, {})
    monkeypatch.setattr(launcher, "load", other)
    with pytest.raises(OnhandError, match="was replaced"):
        await engine.tokenize("a")


async def test_the_governor_evicts_the_idle_engine_and_tells_of_its_return() -> None:
    device = Device(used=990)
    told: list[GovernorEvent] = []
    async with a_governor(device, memory_limit=1000) as governor:
        governor.on_event(told.append)
        async with Engine.open(
            FakeModel(), isolation="thread", governor=governor, share=Share(name="chat")
        ) as engine:
            session = engine.session()
            await session.complete("One.", max_tokens=3)
            await governor.tick(0.0)
            assert engine.is_evicted
            device.used = 100
            await session.complete("Two.", max_tokens=3)
        assert governor.engines == ()
    gone, back = (event for event in told if isinstance(event, EngineEvicted | EngineReloaded))
    assert isinstance(gone, EngineEvicted)
    assert isinstance(back, EngineReloaded)
    assert gone.engine == back.engine == "chat"
    assert back.load_ms > 0


async def test_a_handler_may_use_the_engine_that_is_being_relieved() -> None:
    device = Device(used=990)
    said: list[str] = []
    governor = a_governor(device, memory_limit=1000)
    async with governor, Engine.open(FakeModel(), isolation="thread", governor=governor) as engine:

        async def answer(event: GovernorEvent) -> None:
            said.append(await engine.session().complete("Say.", max_tokens=4, temperature=0))

        governor.on_event(answer)
        await governor.tick(0.0)
        n_warned_and_shrunk = 2  # and then it is in use, by the handlers
        await until(lambda: len(said) >= n_warned_and_shrunk)
        assert len(set(said)) == 1


# ── parking and room ──


async def test_parked_sessions_go_on_as_if_nothing_had_been(open_engine: OpenEngine) -> None:
    texts: list[list[str]] = []
    for is_parked in (False, True):
        engine = await open_engine()
        session, closed = engine.session(), engine.session()
        await closed.append("A prompt of a session that is closed, long enough to be kept. " * 2)
        await closed.close()
        said = [await session.complete("One.", max_tokens=20, temperature=0)]
        if is_parked:
            parked = await governed(engine).park_idle()
            assert (parked.n_sequences, parked.n_tokens) == (1, len(session.tokens) - 1)
            dropped = await governed(engine).drop_prefixes()
            assert dropped.n_sequences == 1
            assert not await governed(engine).park_idle()
        events = await read_all(session.generate("Two.", max_tokens=20, temperature=0))
        assert next(e for e in events if isinstance(e, PromptEvent)).cached == 24
        texts.append([*said, text_of(events)])
    assert texts[0] == texts[1]


async def test_forks_of_what_was_parked_share_what_the_first_of_them_rebuilt(
    open_engine: OpenEngine, tmp_path: Path
) -> None:
    engine = await open_engine(FakeModel(ledger=str(tmp_path / "ledger")))
    decodes = tmp_path / "ledger.decodes"
    base, other = engine.session(), engine.session()
    for part in ("One. ", "Two. ", "Three. "):
        await base.append(part)
    await other.append("One. Two. Something else.")
    await governed(engine).park_idle()
    n_decodes = []
    for _ in range(2):
        before = decodes.stat().st_size
        await base.fork().append("More.")
        n_decodes.append(decodes.stat().st_size - before)
    assert n_decodes == [3 + 1, 1]
    lives = engine._supervisor.life, other._journal.life
    assert base._journal.life == lives[0] != lives[1]


class Room:
    """A governor's answer to who wants memory again, given when the test says so."""

    def __init__(self, engine: Engine) -> None:
        self.asked: list[int] = []
        self.is_free = asyncio.Event()
        engine._supervisor.standby.room = self

    async def __call__(self, n_bytes: int) -> None:
        self.asked.append(n_bytes)
        await self.is_free.wait()


async def test_requests_to_a_parked_engine_wait_for_room(open_engine: OpenEngine) -> None:
    engine = await open_engine()
    session = engine.session()
    await session.append("One.")
    await governed(engine).park_idle()
    room = Room(engine)
    standby = engine._supervisor.standby
    assert standby.is_dormant
    standby.needed_bytes = 123
    texts = asyncio.gather(
        session.complete("Two.", max_tokens=4, temperature=0),
        engine.session().complete("Two.", max_tokens=4, temperature=0),
    )
    cancelled, late = (
        engine.session().generate("x"),
        engine.session().generate("x", deadline_s=0.03),
    )
    async with cancelled:
        cancelled.cancel()
        assert done_of(await read_all(cancelled)).reason == "cancelled"
    assert done_of(await read_all(late)).reason == "deadline"
    assert len(await engine.tokenize("abc")) == 4  # needs no room
    assert (await engine.stats()).n_requests == 1
    assert governed(engine).is_idle is False
    room.is_free.set()
    assert len((await texts)[1]) == 4
    assert room.asked == [123]
    assert not standby.is_dormant


@pytest.mark.parametrize("end", ["kill", "close"])
async def test_a_worker_that_ends_while_others_wait_for_room(end: str) -> None:
    async with Engine.open(FakeModel()) as engine:
        session = engine.session()
        await session.append("One.")
        await governed(engine).park_idle()
        room = Room(engine)
        engine._supervisor.standby.needed_bytes = 1
        waiting = asyncio.create_task(session.complete("Two.", max_tokens=4, temperature=0))
        await until(lambda: bool(room.asked))
        if end == "close":
            await engine.close()
            with pytest.raises(EngineClosedError):
                await waiting
            return
        kill(engine)
        assert len(await waiting) == 4
        room.is_free.set()
        assert len(await session.complete("Three.", max_tokens=4, temperature=0)) == 4


async def test_an_evicted_engine_asks_for_room_before_it_loads(open_engine: OpenEngine) -> None:
    engine = await open_engine()
    await evict(engine)
    room = Room(engine)
    engine._supervisor.standby.needed_bytes = 77
    waiting = asyncio.create_task(engine.tokenize("abc"))
    await until(lambda: bool(room.asked))
    assert engine._supervisor.life == 1
    room.is_free.set()
    assert len(await waiting) == 4
    assert (room.asked, engine._supervisor.life) == ([77], 2)
