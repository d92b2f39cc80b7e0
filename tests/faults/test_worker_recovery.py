"""The worker may die at any moment: streams go on, and nothing that was said changes."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest

from onhand import (
    ContextParams,
    Engine,
    EngineClosedError,
    RecoveredEvent,
    ShiftEvent,
    WorkerCrashedError,
)
from onhand.testing import FakeModel
from tests.conftest import OpenEngine
from tests.streams import (
    done_of,
    ids_of,
    is_alive,
    kill,
    kinds_of,
    read_all,
    read_and_kill,
    read_tokens,
    text_of,
    undisturbed,
    until,
)

PACED = FakeModel(token_delay_s=0.0005, n_ctx=2000, replies={"Hi": "Hello there! " * 5})


@pytest.fixture
async def tough(open_engine: OpenEngine) -> Engine:
    """An engine in a process that may die as often as it likes."""
    return await open_engine(PACED, isolation="process", crash_limit=10_000)


@pytest.mark.parametrize("options", [{"temperature": 0}, {"seed": 7}], ids=["greedy", "seeded"])
async def test_killed_at_random_moments_the_text_is_the_same(
    tough: Engine, options: dict[str, object]
) -> None:
    """Twelve deaths in one stream of 400 tokens, each wherever the kill happens to hit."""
    expected = await undisturbed("go", PACED, max_tokens=400, **options)
    moments = {random.Random(1).randrange(400) for _ in range(12)}
    session = tough.session()
    stream = session.generate("go", max_tokens=400, **options)
    events = await read_and_kill(tough, stream, lambda n: n in moments)
    assert text_of(events) == expected
    assert done_of(events).reason == "length"
    assert 0 < sum(isinstance(event, RecoveredEvent) for event in events) <= len(moments)
    assert bytes(session.tokens[3:]).decode() == expected


async def test_a_recovery_is_told_with_its_cause(tough: Engine) -> None:
    events = await read_and_kill(tough, tough.session().generate("Hi"), lambda n: n == 10)
    (recovered,) = [event for event in events if isinstance(event, RecoveredEvent)]
    assert recovered == RecoveredEvent(1, "killed by SIGKILL")
    assert kinds_of(events) == ["prompt", "token", "recovered", "token", "done"]
    assert text_of(events) == "Hello there! " * 5
    assert (await tough.stats()).n_restarts == 1


@pytest.mark.parametrize("recovery", ["exact", "fast"])
async def test_several_streams_at_once_go_on(open_engine: OpenEngine, recovery: str) -> None:
    engine = await open_engine(PACED, isolation="process", crash_limit=100, recovery=recovery)
    prompts = [f"prompt {i}" for i in range(5)]
    options = {"max_tokens": 120, "seed": 3}
    expected = [await undisturbed(prompt, PACED, **options) for prompt in prompts]
    streams = [engine.session().generate(prompt, **options) for prompt in prompts]
    readers = [asyncio.create_task(read_all(stream)) for stream in streams[1:]]
    events = await read_and_kill(engine, streams[0], lambda n: n in (5, 60, 90))
    told = [events, *(await asyncio.gather(*readers))]
    assert [text_of(each) for each in told] == expected
    assert any(isinstance(event, RecoveredEvent) for event in told[-1])


@pytest.mark.parametrize("recovery", ["exact", "fast"])
async def test_stop_texts_and_characters_survive(open_engine: OpenEngine, recovery: str) -> None:
    """Killed at every event: what was held back is neither lost nor said twice."""
    reply = "One 🙂 STO, STOP two"
    model = FakeModel(replies={"Hi": reply}, token_delay_s=0.001)
    engine = await open_engine(model, isolation="process", crash_limit=100, recovery=recovery)
    for moment in (2, 5, 8):
        session = engine.session()
        stream = session.generate("Hi", stop="STOP")
        events = await read_and_kill(engine, stream, lambda n, at=moment: n == at)
        assert text_of(events) == "One 🙂 STO, "
        assert done_of(events).stop == "STOP"
        assert bytes(session.tokens[1:]).decode() == "HiOne 🙂 STO, "


@pytest.mark.parametrize("recovery", ["exact", "fast"])
async def test_a_stream_that_shifts_survives(open_engine: OpenEngine, recovery: str) -> None:
    model = FakeModel(n_ctx=64, token_delay_s=0.0005)
    options = {"overflow": "shift", "max_tokens": 200, "temperature": 0}
    reference = await open_engine(model)
    engine = await open_engine(model, isolation="process", crash_limit=100, recovery=recovery)
    told = []
    for opened in (reference, engine):
        session = opened.session()
        stream = session.generate("0123456789", **options)
        if opened is engine:
            events = await read_and_kill(engine, stream, lambda n: n in (30, 58, 100, 170))
        else:
            events = await read_all(stream)
        shifts = [event for event in events if isinstance(event, ShiftEvent)]
        more = await session.complete("more", max_tokens=20, temperature=0)
        told.append((text_of(events), shifts, session.tokens, more))
    assert told[0] == told[1]


async def test_turns_after_a_death_are_the_undisturbed_ones(tough: Engine) -> None:
    """Killed before each of three turns, and in the answer of each."""
    prompts = ["first " * 20, "second " * 30, "third"]
    async with Engine.open(PACED, isolation="thread") as reference:
        session = reference.session()
        expected = [await session.complete(p, max_tokens=50, seed=i) for i, p in enumerate(prompts)]
        tokens = session.tokens
    session = tough.session()
    for index, prompt in enumerate(prompts):
        kill(tough)
        stream = session.generate(prompt, max_tokens=50, seed=index)
        events = await read_and_kill(tough, stream, lambda n, at=10 + index * 15: n == at)
        assert text_of(events) == expected[index]
    assert session.tokens == tokens


async def test_killed_in_a_prefill_the_stream_begins_again(open_engine: OpenEngine) -> None:
    model = FakeModel(token_delay_s=0.002, n_ctx=2000)
    context = ContextParams(n_batch=32)
    engine = await open_engine(model, isolation="process", context_params=context)
    stream = engine.session().generate("x" * 300, max_tokens=5, temperature=0)
    events = await read_and_kill(engine, stream, lambda n: n == 3)
    assert text_of(events) == await undisturbed("x" * 300, max_tokens=5, temperature=0)
    assert kinds_of(events) == ["prompt", "recovered", "prompt", "token", "done"]
    assert done_of(events).usage.prompt_tokens == 301


async def test_killed_while_idle_nobody_notices(tough: Engine) -> None:
    session = tough.session()
    await session.complete("Hi", max_tokens=6)
    before = kill(tough)
    assert await session.complete(None, max_tokens=6) == "there!"
    assert tough.worker_pid != before
    kill(tough)
    assert await tough.tokenize("a") == [256, 97]


async def test_killed_during_the_restart_it_starts_again(open_engine: OpenEngine) -> None:
    model = FakeModel(load_delay_s=0.3, token_delay_s=0.001)
    engine = await open_engine(model, isolation="process", crash_limit=100)
    stream = engine.session().generate("go", max_tokens=30, temperature=0)
    said = await read_tokens(stream, 5)
    first = kill(engine)
    await until(lambda: engine.worker_pid not in (None, first))
    kill(engine)
    rest = await read_all(stream)
    expected = await undisturbed("go", max_tokens=30, temperature=0)
    assert bytes([*said, *ids_of(rest)]).decode() == expected


async def test_calls_that_wait_are_asked_again(open_engine: OpenEngine) -> None:
    engine = await open_engine(FakeModel(decode_delay_s=20), isolation="process")
    stream = engine.session().generate("Hi")
    await stream.__aenter__()
    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(engine.tokenize("x"), 0.3)
    call = asyncio.create_task(engine.tokenize("ab"))
    await asyncio.sleep(0)
    stream.cancel()
    kill(engine)
    assert await call == [256, 97, 98]


# ── while there is no worker ─────────────────────────────────────────────────

SLOW_LOAD = FakeModel(load_delay_s=1.5, token_delay_s=0.001, n_ctx=2000)


@pytest.fixture
async def restarting(open_engine: OpenEngine) -> Engine:
    """An engine whose worker takes its time to come."""
    return await open_engine(SLOW_LOAD, isolation="process")


@pytest.mark.parametrize("how", ["cancel", "leave", "deadline"])
async def test_an_end_does_not_wait_for_the_restart(restarting: Engine, how: str) -> None:
    session = restarting.session()
    deadline_s = 0.7 if how == "deadline" else None
    stream = session.generate("go", deadline_s=deadline_s)
    said = await read_tokens(stream, 5)
    pid = kill(restarting)
    await until(lambda: restarting.worker_pid != pid)
    if how == "leave":
        await stream.aclose()
    else:
        if how == "cancel":
            stream.cancel()
        rest = await read_all(stream)
        assert done_of(rest).reason == ("cancelled" if how == "cancel" else "deadline")
        said += ids_of(rest)
    assert restarting._supervisor._state == "restarting"
    assert session.tokens[3:] == tuple(said)
    assert len(await session.complete(None, max_tokens=3)) == 3


async def test_a_request_made_meanwhile_waits(restarting: Engine) -> None:
    pid = kill(restarting)
    await until(lambda: restarting.worker_pid != pid)
    events = await read_all(restarting.session().generate("go", max_tokens=3))
    assert kinds_of(events) == ["prompt", "token", "done"]


async def test_close_meanwhile_ends_it_all(restarting: Engine) -> None:
    stream = restarting.session().generate("go")
    await read_tokens(stream, 5)
    first = kill(restarting)
    await until(lambda: restarting.worker_pid not in (None, first))
    second = restarting.worker_pid
    await restarting.close()
    with pytest.raises(EngineClosedError):
        await read_all(stream)
    assert second is not None
    assert not is_alive(second)


# ── giving up ────────────────────────────────────────────────────────────────


async def test_two_deaths_without_a_token_between_fail_the_request_only(
    open_engine: OpenEngine, tmp_path: Path
) -> None:
    model = FakeModel(die_at_decodes=(6, 7), ledger=str(tmp_path / "ledger"), death="abort")
    engine = await open_engine(model, isolation="process", crash_limit=5, recovery="fast")
    session = engine.session()
    with pytest.raises(WorkerCrashedError, match="SIGABRT") as caught:
        await session.complete("go", max_tokens=20)
    assert caught.value.details["signal"] == "SIGABRT"
    assert caught.value.details["deaths"] == 2
    assert caught.value.native_log[-1] == "Fatal Python error: Aborted"  # and no stack after it
    assert session.tokens == ()
    assert await session.complete("go", max_tokens=5)


async def test_a_request_that_kills_the_worker_takes_no_other_with_it(
    open_engine: OpenEngine,
) -> None:
    """None has a token yet when the worker dies, so none has shown that it is harmless."""
    model = FakeModel(die_at_text="Open the box!", replies={"Hi": "Hello there!"})
    engine = await open_engine(model, isolation="process")
    prompts = ["Hi", "Say Hi", "Open the box!", "Once more: Hi", "Hi"]
    answers = [asyncio.create_task(engine.session().complete(prompt)) for prompt in prompts]
    ends = await asyncio.gather(*answers, return_exceptions=True)
    assert isinstance(ends.pop(2), WorkerCrashedError)
    assert ends == ["Hello there!"] * 4
    assert (await engine.stats()).n_restarts == 2


async def test_streams_go_on_beside_a_request_that_kills_the_worker(
    open_engine: OpenEngine,
) -> None:
    model = FakeModel(die_at_text="Open the box!", token_delay_s=0.002, n_ctx=1000)
    engine = await open_engine(model, isolation="process")
    options = {"max_tokens": 60, "temperature": 0}
    prompts = [f"stream {i}" for i in range(3)]
    expected = [await undisturbed(prompt, **options) for prompt in prompts]
    streams = [engine.session().generate(prompt, **options) for prompt in prompts]
    for stream in streams:
        await read_tokens(stream, 1)
    with pytest.raises(WorkerCrashedError, match="twice at this request"):
        await engine.session().complete("Open the box!")
    texts = [await stream.text() for stream in streams]
    assert [text[-40:] for text in texts] == [text[-40:] for text in expected]


@pytest.mark.parametrize("how", ["cancelled", "deadline"])
async def test_who_waits_for_its_turn_can_still_be_ended(open_engine: OpenEngine, how: str) -> None:
    engine = await open_engine(FakeModel(decode_delay_s=30.0), isolation="process")
    first = engine.session().generate("first")
    second = engine.session().generate("second", deadline_s=1.0 if how == "deadline" else None)
    await asyncio.gather(first.__aenter__(), second.__aenter__())
    kill(engine)
    assert isinstance(await first.__anext__(), RecoveredEvent)  # it is being tried, for 30 s
    if how == "cancelled":
        second.cancel()
    assert done_of(await read_all(second)).reason == how
    await first.aclose()


async def test_too_many_deaths_in_a_minute_stop_the_engine(open_engine: OpenEngine) -> None:
    engine = await open_engine(PACED, isolation="process", crash_limit=3)
    stream = engine.session().generate("go", max_tokens=1000)

    async def kill_each_life() -> None:
        is_new = True
        async for event in stream:
            if is_new and ids_of([event]):
                kill(engine)
            is_new = isinstance(event, RecoveredEvent) or (is_new and not ids_of([event]))

    with pytest.raises(WorkerCrashedError, match="3 times"):
        await kill_each_life()
    sizes = set()
    for _ in range(3):
        with pytest.raises(WorkerCrashedError) as again:
            await engine.tokenize("x")
        sizes.add(len(again.traceback))
    assert len(sizes) == 1  # the error does not grow by each time that it is raised
    assert not engine.is_open
    await engine.close()


async def test_an_exit_status_is_a_cause_too(open_engine: OpenEngine, tmp_path: Path) -> None:
    model = FakeModel(die_at_decodes=(4,), ledger=str(tmp_path / "ledger"), death="exit")
    engine = await open_engine(model, isolation="process")
    events = await read_all(engine.session().generate("go", max_tokens=10))
    (recovered,) = [event for event in events if isinstance(event, RecoveredEvent)]
    assert recovered.cause == "exited with status 3"
