"""What every runtime must do behind the same engine: the suite runs over all that are installed."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from onhand import (
    CapabilityError,
    ContextFullError,
    ContextParams,
    DoneEvent,
    Engine,
    PromptEvent,
    ShiftEvent,
    TokenEvent,
)
from tests.conftest import OpenEngine
from tests.contract.subjects import Subject, small_subjects
from tests.streams import done_of, ids_of, kinds_of, read_all, read_tokens, text_of

GREEDY: dict[str, Any] = {"temperature": 0, "max_tokens": 20}
PERSONA = "You are a persona that answers in short and friendly words. "


@pytest.fixture(params=small_subjects(), ids=str)
def subject(request: pytest.FixtureRequest) -> Subject:
    """Each runtime in turn."""
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
async def engine(open_engine: OpenEngine, subject: Subject) -> Engine:
    """An engine on the runtime, in a thread where it may."""
    return await open_engine(
        subject.model,
        runtime=subject.runtime,
        isolation=subject.isolation,
        model_params=subject.model_params,
        context_params=ContextParams(n_ctx=256, n_cells=1024, n_batch=64, n_seq_max=4, n_threads=1),
    )


async def test_it_says_what_it_is(engine: Engine, subject: Subject) -> None:
    info = engine.info
    assert info.runtime.name == subject.runtime
    assert info.n_ctx == 256
    assert info.n_batch == 64
    n_sequences = 1 if subject.runtime == "executorch" else 4
    assert info.capabilities.max_sequences == info.n_seq_max == n_sequences
    assert info.model.n_vocab > 256
    assert engine.devices
    assert sum(device.is_primary for device in engine.devices) <= 1


async def test_text_goes_through_the_tokenizer_and_back(engine: Engine) -> None:
    text = "It's 10 o'clock, naïve 🙂 – ok?"
    tokens = await engine.tokenize(text, add_special=False)
    assert (await engine.detokenize(tokens)).strip() == text
    assert await engine.tokenize("") in ([], [engine.info.model.bos_token_id])


async def test_events_are_in_order_and_usage_adds_up(engine: Engine) -> None:
    session = engine.session()
    events = await read_all(session.generate("Hello there", **GREEDY))
    assert kinds_of(events) == ["prompt", "token", "done"]
    done = done_of(events)
    assert done.reason == "length"
    assert done.usage.completion_tokens == len(ids_of(events)) == 20
    assert len(session.tokens) == done.usage.total_tokens
    progress = [event for event in events if isinstance(event, PromptEvent)]
    assert progress[-1].processed == progress[-1].total == done.usage.prompt_tokens


async def test_a_long_prompt_is_computed_in_chunks_that_change_nothing(engine: Engine) -> None:
    tokens = (await engine.tokenize(PERSONA * 20))[:200]
    events = await read_all(engine.session().generate(tokens, **GREEDY))
    counts = [event.processed for event in events if isinstance(event, PromptEvent)]
    assert counts == [0, 64, 128, 192, 200]
    session = engine.session()
    for start in range(0, 200, 50):
        await session.append(tokens[start : start + 50])
    assert list(session.tokens) == tokens


async def test_greedy_text_repeats_and_seeds_repeat(engine: Engine) -> None:
    async def said(**options: Any) -> str:
        async with engine.session() as session:
            return await session.complete("Hello there", max_tokens=20, **options)

    assert await said(temperature=0) == await said(temperature=0)
    assert await said(temperature=1.5, seed=5) == await said(temperature=1.5, seed=5)
    wild = {"temperature": 20.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0}
    assert len({await said(**wild) for _ in range(4)}) > 1


async def test_a_stop_text_found_in_the_greedy_text_ends_it_there(engine: Engine) -> None:
    whole = await engine.session().complete("Hello there", **GREEDY)
    stop = whole[len(whole) // 2 :][:3]
    events = await read_all(engine.session().generate("Hello there", stop=stop, **GREEDY))
    assert text_of(events) == whole[: whole.index(stop)]
    assert (done_of(events).reason, done_of(events).stop) == ("stop", stop)


async def test_a_second_turn_computes_only_what_is_new(engine: Engine) -> None:
    session = engine.session()
    await session.complete("Hello there", **GREEDY)
    held = len(session.tokens)
    done = await session.append([60, 61, 62])
    if engine.info.capabilities.can_remove_tail:
        assert done.usage.cached_tokens == held - 1
    assert done.usage.prompt_tokens == held + 3


async def test_forks_share_and_differ(engine: Engine) -> None:
    session = engine.session()
    await session.append(PERSONA)
    forks = [session.fork() for _ in range(3)]
    dones = [await fork.append([60 + index]) for index, fork in enumerate(forks)]
    if engine.info.capabilities.can_copy:
        assert {done.usage.cached_tokens for done in dones} == {len(session.tokens)}
    texts = await asyncio.gather(*(fork.complete(None, **GREEDY) for fork in forks))
    assert len(texts) == 3
    assert len({fork.tokens for fork in forks}) == 3


async def test_streams_side_by_side_are_all_complete(engine: Engine) -> None:
    streams = [engine.session().generate(f"Prompt {i}", **GREEDY) for i in range(9)]
    told = await asyncio.gather(*(read_all(stream) for stream in streams))
    assert all(len(ids_of(events)) == 20 for events in told)
    stats = await engine.stats()
    assert stats.n_generated_tokens == 180
    if engine.info.n_seq_max > 1:
        assert stats.n_steps < 140


async def test_more_sessions_than_sequences_keep_their_histories(engine: Engine) -> None:
    sessions = [engine.session() for _ in range(7)]
    for turn in range(2):
        for index, session in enumerate(sessions):
            held = len(session.tokens)
            done = await session.append([60 + index] * 5)
            if turn and engine.info.capabilities.can_save_state:
                assert done.usage.cached_tokens == held
    assert [session.tokens[-1] for session in sessions] == [60 + index for index in range(7)]


async def test_cancel_keeps_what_was_said_and_frees_the_session(engine: Engine) -> None:
    session = engine.session()
    stream = session.generate("Hello there", temperature=0)
    said = await read_tokens(stream, 5)
    await stream.aclose()
    assert list(session.tokens[-len(said) :]) == said
    whole = await engine.session().complete("Hello there", temperature=0, max_tokens=len(said) + 5)
    continued = await session.complete(None, temperature=0, max_tokens=5)
    assert whole.endswith(continued)


async def test_a_prompt_beyond_the_context_is_refused_and_nothing_breaks(engine: Engine) -> None:
    session = engine.session()
    await session.append("Before")
    before = session.tokens
    with pytest.raises(ContextFullError) as caught:
        await session.complete([60] * 300)
    assert caught.value.details["n_ctx"] == 256
    assert session.tokens == before
    assert await session.complete("Hello there", **GREEDY)


async def test_an_answer_ends_with_the_context(engine: Engine) -> None:
    session = engine.session()
    events = await read_all(session.generate([60] * 230, temperature=0, ignore_eog=True))
    assert done_of(events).reason == "length"
    assert len(session.tokens) == 256


async def test_a_shift_makes_room_or_is_refused(engine: Engine) -> None:
    session = engine.session()
    stream = session.generate([60] * 100, overflow="shift", temperature=0, max_tokens=250)
    if not engine.info.capabilities.can_shift:
        with pytest.raises(CapabilityError):
            await read_all(stream)
        return
    events = await read_all(stream)
    shifts = [event for event in events if isinstance(event, ShiftEvent)]
    assert [(event.n_keep, event.n_discarded) for event in shifts] == [(100, 77)] * 2
    assert len(session.tokens) == 100 + 250 - 2 * 77
    done = await session.append([60])
    assert done.usage.cached_tokens == len(session.tokens) - 2


async def test_a_token_outside_the_vocabulary_is_refused(engine: Engine) -> None:
    with pytest.raises(ValueError, match="vocabulary"):
        await engine.session().complete([engine.info.model.n_vocab])
    assert await engine.session().complete("Hello there", **GREEDY)


async def test_logprobs_are_of_the_tokens_that_were_chosen(engine: Engine) -> None:
    events = await read_all(engine.session().generate("Hello", logprobs=2, **GREEDY))
    for event in events:
        if isinstance(event, TokenEvent):
            assert [entry.token_id for entry in event.logprobs] == list(event.token_ids)
            assert all(entry.logprob <= 1e-6 for entry in event.logprobs)
    assert isinstance(events[-1], DoneEvent)
