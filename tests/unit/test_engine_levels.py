"""An engine under a governor at each level: what it allows, and that answers stay the same."""

from __future__ import annotations

import asyncio
import itertools

from onhand import (
    Allowance,
    Engine,
    Level,
    PromptEvent,
)
from onhand.testing import FakeModel
from onhand.types.params import ContextParams
from onhand.worker.pace import MOST_CREDIT_S
from tests.conftest import OpenEngine
from tests.governed import CALM, ENDLESS, a_governor, evict, governed
from tests.streams import done_of, kill, read_all, read_tokens, text_of, undisturbed
from tests.unit.governor.scripted import Device


async def test_a_level_makes_prompts_smaller_steps_of_the_same_answer(
    open_engine: OpenEngine,
) -> None:
    engine = await open_engine(context_params=ContextParams(n_batch=128))
    prompt = "A prompt of some length. " * 8
    await governed(engine).allow(Allowance(prefill=0.25, threads=0.5))
    events = await read_all(engine.session().generate(prompt, max_tokens=8, temperature=0))
    steps = [event.processed for event in events if isinstance(event, PromptEvent)]
    assert {b - a for a, b in itertools.pairwise(steps)} <= {32, len(prompt) % 32 + 1}
    assert text_of(events) == await undisturbed(prompt, max_tokens=8, temperature=0)


async def test_shrinking_has_an_end_and_is_taken_back(open_engine: OpenEngine) -> None:
    engine = governed(await open_engine(context_params=ContextParams(n_batch=512)))
    assert await engine.restore_batch() is None
    sizes = [await engine.shrink_batch() for _ in range(4)]
    assert sizes == [(128, 0), (32, 0), (16, 0), None]
    assert await engine.restore_batch() == 512


async def test_a_level_caps_answers_that_begin_at_it(open_engine: OpenEngine) -> None:
    engine = await open_engine(ENDLESS)
    await governed(engine).allow(Allowance(max_tokens=5))
    for asked, given in ((None, 5), (100, 5), (3, 3)):
        events = await read_all(engine.session().generate("Go", max_tokens=asked))
        done = done_of(events)
        assert (done.usage.completion_tokens, done.reason) == (given, "length")
    await governed(engine).allow(Allowance())
    events = await read_all(engine.session().generate("Go", max_tokens=8))
    assert done_of(events).usage.completion_tokens == 8


async def test_paused_holds_streams_which_can_be_cancelled_and_go_on_later(
    isolation: str,
) -> None:
    device = Device()
    governor = a_governor(device)
    async with governor, Engine.open(ENDLESS, isolation=isolation, governor=governor) as engine:
        stream = engine.session().generate("Go", temperature=0, max_tokens=200)
        said = await read_tokens(stream, 3)
        device.readings["thermal_level"] = 3
        await governor.tick(0.0)
        assert governor.level is Level.PAUSED
        n_steps = (await engine.stats()).n_steps
        waiting = engine.session().generate("Go", deadline_s=0.05)
        other = engine.session().generate("Go")
        async with other:
            other.cancel()
            assert done_of(await read_all(other)).reason == "cancelled"
        assert done_of(await read_all(waiting)).reason == "deadline"
        assert (await engine.stats()).n_steps == n_steps
        device.readings["thermal_level"] = 0
        for now in range(1, 5):
            await governor.tick(float(now))
        assert governor.level is Level.FULL
        text = bytes(said).decode() + text_of(await read_all(stream))
    assert text == await undisturbed("Go", ENDLESS, temperature=0, max_tokens=200)


async def test_a_worker_that_dies_or_comes_back_is_throttled_again() -> None:
    async def longest_step(engine: Engine) -> int:
        events = await read_all(engine.session().generate("Go! " * 75, max_tokens=0))
        steps = [event.processed for event in events if isinstance(event, PromptEvent)]
        return max(b - a for a, b in itertools.pairwise(steps))

    device = Device(readings={"thermal_level": 2})
    governor = a_governor(device)
    async with governor, Engine.open(ENDLESS, governor=governor) as engine:
        assert await longest_step(engine) == 301  # and BOS
        await governor.tick(0.0)
        least = int(engine.info.n_batch * CALM.minimal.prefill)
        assert least < 301
        stream = engine.session().generate("Go", temperature=0, max_tokens=40)
        await read_tokens(stream, 3)
        kill(engine)
        assert done_of(await read_all(stream)).usage.completion_tokens == 40
        assert await longest_step(engine) == least
        await evict(engine)
        assert await longest_step(engine) == least


async def test_embeddings_keep_the_pace_and_wait_while_paused(open_engine: OpenEngine) -> None:
    """They heat the device as answers do."""
    engine = await open_engine(FakeModel(decode_delay_s=0.02))
    await governed(engine).allow(Allowance(duty=0.25))
    loop = asyncio.get_running_loop()
    started = loop.time()
    vectors = [await engine.embed("abc") for _ in range(6)]
    assert loop.time() - started >= 5 * 0.02 / 0.25 * 0.9 - MOST_CREDIT_S
    await governed(engine).allow(Allowance(duty=0.0))
    waiting = [asyncio.create_task(engine.embed("abc")) for _ in range(2)]
    scored = asyncio.create_task(engine.score("abc"))
    assert await engine.tokenize("abc")  # it came after them, and is answered
    assert not any(task.done() for task in (*waiting, scored))
    await governed(engine).allow(Allowance())
    assert [await task for task in waiting] == vectors[:2]
    assert (await scored).n_tokens == 3


async def test_embeddings_and_answers_take_turns(open_engine: OpenEngine) -> None:
    engine = await open_engine(FakeModel(decode_delay_s=0.005, n_ctx=4000))
    stream = engine.session().generate("Go", temperature=0, max_tokens=60)
    await read_tokens(stream, 3)
    embedding = [asyncio.create_task(engine.embed("abc")) for _ in range(30)]
    await asyncio.wait(embedding, return_when=asyncio.FIRST_COMPLETED)
    await read_tokens(stream, 10)
    assert not all(task.done() for task in embedding)
    await asyncio.gather(*embedding)
    await stream.aclose()


async def test_a_duty_rests_between_steps_and_answers_meanwhile(open_engine: OpenEngine) -> None:
    engine = await open_engine(FakeModel(decode_delay_s=0.02, n_ctx=4000))
    await governed(engine).allow(Allowance(duty=0.1))
    stream = engine.session().generate("Go", temperature=0, max_tokens=5)
    loop = asyncio.get_running_loop()
    await read_tokens(stream, 1)
    started = loop.time()
    await asyncio.gather(*(engine.tokenize("abc") for _ in range(20)))
    answered_s = loop.time() - started
    await read_all(stream)
    elapsed_s = loop.time() - started
    assert elapsed_s >= 3 * 0.02 / 0.1 * 0.9
    assert answered_s < elapsed_s
