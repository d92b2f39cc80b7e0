"""Cancel and deadline reach native code in the middle of a step."""

from __future__ import annotations

import asyncio
import time

import pytest

from onhand import Engine, GenerationStream
from onhand.testing import FakeModel
from tests.conftest import OpenEngine
from tests.streams import done_of, read_all, read_tokens

LONG_STEP = FakeModel(decode_delay_s=30.0)


async def is_computing(engine: Engine) -> None:
    """Wait until the worker is inside a step: it answers no calls then."""
    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(engine.tokenize("x"), 0.2)


@pytest.mark.parametrize("how", ["cancel", "leave", "task"])
async def test_cancel_stops_a_long_step_at_once(
    open_engine: OpenEngine, isolation: str, how: str
) -> None:
    engine = await open_engine(LONG_STEP, isolation=isolation)
    session = engine.session()
    stream = session.generate("Hi")
    await stream.__aenter__()
    await is_computing(engine)
    started = time.perf_counter()
    if how == "cancel":
        stream.cancel()
        assert done_of(await read_all(stream)).reason == "cancelled"
    elif how == "leave":
        await stream.aclose()
    else:
        task = asyncio.create_task(stream.text())
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert time.perf_counter() - started < 1.0  # 30 s without the interrupt; 100 ms when idle
    assert session.tokens == ()
    assert await engine.tokenize("a", add_special=False) == [97]


async def test_a_cancel_that_comes_before_the_start_is_not_lost(open_engine: OpenEngine) -> None:
    engine = await open_engine(FakeModel(n_ctx=100_000, decode_delay_s=0.01))
    stream = engine.session().generate("Hi")
    stream.cancel()
    assert done_of(await asyncio.wait_for(read_all(stream), 5.0)).reason == "cancelled"


async def test_a_deadline_stops_a_long_prefill(open_engine: OpenEngine, isolation: str) -> None:
    engine = await open_engine(LONG_STEP, isolation=isolation)
    started = time.perf_counter()
    events = await read_all(engine.session().generate("x" * 400, deadline_s=0.1))
    assert done_of(events).reason == "deadline"
    assert 0.1 <= time.perf_counter() - started < 2.0


async def test_a_deadline_passes_in_the_queue_too(open_engine: OpenEngine) -> None:
    engine = await open_engine(FakeModel(n_sequences=1, token_delay_s=0.002, n_ctx=4000))
    first = engine.session().generate("first")
    await read_tokens(first, 1)
    events = await read_all(engine.session().generate("second", deadline_s=0.05))
    assert done_of(events).reason == "deadline"
    await first.aclose()


async def test_cancelling_one_does_not_disturb_the_others(open_engine: OpenEngine) -> None:
    engine = await open_engine(FakeModel(token_delay_s=0.0005))
    reference = await open_engine()
    prompts = [f"prompt {i}" for i in range(6)]
    expected = [
        await reference.session().complete(p, max_tokens=60, temperature=0) for p in prompts
    ]
    streams = [engine.session().generate(p, max_tokens=60, temperature=0) for p in prompts]
    others = [engine.session().generate(f"other {i}") for i in range(6)]

    async def cancel_after(stream: GenerationStream, n_tokens: int) -> None:
        await read_tokens(stream, n_tokens)
        await stream.aclose()

    texts, _ = await asyncio.gather(
        asyncio.gather(*(stream.text() for stream in streams)),
        asyncio.gather(*(cancel_after(stream, 1 + i * 3) for i, stream in enumerate(others))),
    )
    assert list(texts) == expected
    assert (await engine.stats()).n_cancelled == 6


async def test_cancelling_twice_or_late_is_nothing(engine: Engine) -> None:
    stream = engine.session().generate("Hi")
    events = await read_all(stream)
    stream.cancel()
    stream.cancel()
    await stream.aclose()
    await stream.aclose()
    assert done_of(events).reason == "eog"
