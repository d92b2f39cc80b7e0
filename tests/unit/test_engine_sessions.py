"""What a session holds after every ending, and what it shares with others."""

from __future__ import annotations

import asyncio
import gc

import pytest

from onhand import ContextParams, Engine, EngineBusyError, EngineClosedError
from onhand.testing import FakeModel
from tests.conftest import OpenEngine
from tests.streams import done_of, ids_of, read_all, read_tokens, text_of, until

PERSONA = "You are a persona with a rather long description. "
HI = (256, *b"Hi")
SLOW = FakeModel(token_delay_s=0.002, n_ctx=4000, replies={"Hi": "Hello there! " * 30})


async def slow(open_engine: OpenEngine) -> Engine:
    return await open_engine(SLOW)


@pytest.mark.parametrize(
    ("options", "text"),
    [({}, "Hello there!"), ({"stop": "th"}, "Hello "), ({"max_tokens": 4}, "Hell")],
)
async def test_a_session_holds_prompt_and_answer(
    engine: Engine, options: dict[str, object], text: str
) -> None:
    session = engine.session()
    await session.complete("Hi", **options)
    assert session.tokens == (*HI, *text.encode())
    assert not session.is_generating


async def test_a_break_leaves_what_was_read(open_engine: OpenEngine) -> None:
    session = (await slow(open_engine)).session()
    read: list[int] = []
    async for event in session.generate("Hi"):
        read += ids_of([event])
        if len(read) == 5:
            break
    assert await session.complete([1], max_tokens=1)
    assert session.tokens[: len(HI) + 5 + 1] == (*HI, *b"Hello", 1)


async def test_a_break_leaves_what_was_read_also_when_the_worker_was_done(engine: Engine) -> None:
    """However far ahead the worker ran: the session depends on the reader alone."""
    session = engine.session()
    stream = session.generate("Hi")
    await stream.__anext__()
    await until(lambda: not session.is_generating)
    async for event in stream:
        if ids_of([event]) == [ord("o")]:
            break
    assert session.tokens == (*HI, *b"Hello")


async def test_a_stream_that_ended_is_dropped_without_harm_to_the_next(engine: Engine) -> None:
    session = engine.session()
    stream = session.generate("Hi")
    await stream.__anext__()
    await until(lambda: not session.is_generating)
    await session.complete([1], max_tokens=2)
    after = session.tokens
    del stream
    gc.collect()
    await asyncio.sleep(0)
    assert session.tokens == after


async def test_a_cancelled_task_leaves_what_was_read(open_engine: OpenEngine) -> None:
    session = (await slow(open_engine)).session()
    read: list[int] = []
    has_read = asyncio.Event()

    async def reader() -> None:
        async for event in session.generate("Hi"):
            read.extend(ids_of([event]))
            if len(read) == 3:
                has_read.set()

    task = asyncio.create_task(reader())
    await has_read.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await session.append([1])
    assert session.tokens == (*HI, *read, 1)


async def test_a_dropped_stream_is_cancelled(open_engine: OpenEngine) -> None:
    engine = await slow(open_engine)
    session = engine.session()
    stream = session.generate("Hi")
    read = await read_tokens(stream, 3)
    del stream
    gc.collect()
    await session.append([1])
    assert session.tokens == (*HI, *read, 1)
    assert (await engine.stats()).n_cancelled == 1


async def test_an_explicit_cancel_keeps_all_that_was_generated(open_engine: OpenEngine) -> None:
    session = (await slow(open_engine)).session()
    stream = session.generate("Hi")
    read = await read_tokens(stream, 3)
    stream.cancel()
    rest = await read_all(stream)
    assert done_of(rest).reason == "cancelled"
    assert session.tokens == (*HI, *read, *ids_of(rest))
    assert done_of(rest).usage.completion_tokens == len(read) + len(ids_of(rest))


async def test_a_deadline_keeps_all_that_was_generated(open_engine: OpenEngine) -> None:
    session = (await slow(open_engine)).session()
    events = await read_all(session.generate("Hi", deadline_s=0.1))
    assert done_of(events).reason == "deadline"
    assert session.tokens == ((*HI, *ids_of(events)) if ids_of(events) else ())


@pytest.mark.parametrize("how", ["leave", "cancel", "deadline"])
async def test_before_the_first_token_a_session_is_as_it_was(
    open_engine: OpenEngine, how: str
) -> None:
    engine = await open_engine(FakeModel(token_delay_s=0.01))
    session = engine.session()
    await session.append("ab")
    before = session.tokens
    stream = session.generate("x" * 300, deadline_s=0.05 if how == "deadline" else None)
    await stream.__aenter__()
    if how == "leave":
        await stream.aclose()
    else:
        if how == "cancel":
            stream.cancel()
        assert done_of(await read_all(stream)).reason == ("cancelled" if how == "cancel" else how)
    assert session.tokens == before


async def test_leaving_a_context_manager_frees_the_session(open_engine: OpenEngine) -> None:
    session = (await slow(open_engine)).session()
    async with session.generate("Hi") as stream:
        assert session.is_generating
        await read_tokens(stream, 2)
    assert not session.is_generating
    assert session.tokens == (*HI, *b"He")


async def test_one_generation_at_a_time(open_engine: OpenEngine) -> None:
    session = (await slow(open_engine)).session()
    stream = session.generate("Hi")
    await read_tokens(stream, 1)
    with pytest.raises(EngineBusyError):
        await session.complete("other")
    with pytest.raises(EngineBusyError):
        await session.append("other")
    await stream.aclose()
    assert await session.complete("Hi", max_tokens=2) == "He"


async def test_nothing_starts_before_it_is_read(engine: Engine) -> None:
    session = engine.session()
    first, second = session.generate("Hi"), session.generate("Smile")
    assert not session.is_generating
    assert await second.text() == "One 🙂 and 👩‍🚀."
    assert text_of(await read_all(first)) == "Hello there!"
    assert bytes(session.tokens[1:]).decode() == "SmileOne 🙂 and 👩‍🚀.HiHello there!"


async def test_reset_forgets_and_cancels(open_engine: OpenEngine) -> None:
    session = (await slow(open_engine)).session()
    stream = session.generate("Hi")
    await read_tokens(stream, 1)
    await session.reset()
    assert session.tokens == ()
    assert await session.complete("Hi", max_tokens=5) == "Hello"
    await session.reset()
    assert await session.complete("Hi", max_tokens=5) == "Hello"
    assert session.tokens == (*HI, *b"Hello")


async def test_append_computes_without_an_answer(engine: Engine) -> None:
    session = engine.session()
    done = await session.append("H")
    assert done.reason == "length"
    assert await session.complete("i") == "Hello there!"
    assert session.tokens[:3] == HI


async def test_a_closed_session_refuses_politely(engine: Engine) -> None:
    async with engine.session() as session:
        await session.complete("Hi")
    await session.close()
    with pytest.raises(EngineClosedError):
        session.generate("Hi")
    with pytest.raises(EngineClosedError):
        session.fork()
    assert session.tokens


async def test_a_session_can_be_awaited(engine: Engine) -> None:
    session = await engine.session()
    assert session.engine is engine
    assert await session.complete("Hi") == "Hello there!"


# ── sharing ──────────────────────────────────────────────────────────────────


async def test_the_next_turn_reuses_the_cache(engine: Engine) -> None:
    session = engine.session()
    await session.complete(PERSONA, max_tokens=10)
    before = len(session.tokens)
    done = done_of(await read_all(session.generate("more", max_tokens=1)))
    assert done.usage.prompt_tokens == before + 4
    assert done.usage.cached_tokens == before - 1


async def test_a_new_session_reuses_a_prefix(engine: Engine) -> None:
    await engine.session().append(PERSONA + "One")
    done = await engine.session().append(PERSONA + "Two")
    assert done.usage.cached_tokens == 1 + len(PERSONA)


async def test_four_tones_compute_the_shared_part_once(engine: Engine) -> None:
    tones = ("Formal", "Kind", "Short", "Warm")
    streams = [engine.session().generate(PERSONA + t, max_tokens=20, temperature=0) for t in tones]
    texts = await asyncio.gather(*(stream.text() for stream in streams))
    stats = await engine.stats()
    assert stats.n_prompt_tokens == 1 + len(PERSONA) + sum(map(len, tones))
    assert stats.n_steps <= 25
    assert len(set(texts)) == 4


async def test_a_fork_is_independent_and_costs_nothing_to_compute(engine: Engine) -> None:
    session = engine.session()
    await session.append(PERSONA)
    fork = session.fork()
    assert fork.tokens == session.tokens
    done = await fork.append("A different end.")
    assert done.usage.cached_tokens == len(session.tokens)
    await session.complete("Hi")
    assert bytes(fork.tokens[-4:]) == b"end."
    assert bytes(session.tokens[-6:]) == b"there!"


async def test_a_fork_of_a_running_session_begins_before_its_generation(
    open_engine: OpenEngine,
) -> None:
    session = (await slow(open_engine)).session()
    await session.append("Hi")
    stream = session.generate(None)
    await read_tokens(stream, 3)
    fork = session.fork()
    assert fork.tokens == HI
    assert await fork.complete(None, max_tokens=5) == "Hello"
    assert session.is_generating


async def test_a_fork_keeps_half_a_character(engine: Engine) -> None:
    session = engine.session()
    await session.complete("Smile", max_tokens=6)
    fork = session.fork()
    assert await fork.complete(None) == await session.complete(None) == "🙂 and 👩‍🚀."


@pytest.mark.parametrize("park_budget_bytes", [0, 1 << 20])
async def test_more_sessions_than_sequences_notice_nothing(
    open_engine: OpenEngine, park_budget_bytes: int
) -> None:
    engine = await open_engine(
        context_params=ContextParams(n_seq_max=2, park_budget_bytes=park_budget_bytes)
    )
    reference = await open_engine()
    sessions, references = ([opened.session() for _ in range(6)] for opened in (engine, reference))
    for turn in range(3):
        for group in (sessions, references):
            await asyncio.gather(
                *(
                    session.complete(f"{turn} of {index}", max_tokens=8, temperature=0)
                    for index, session in enumerate(group)
                )
            )
    assert [s.tokens for s in sessions] == [s.tokens for s in references]
    stats = await engine.stats()
    assert (stats.n_parked > 0) == (park_budget_bytes > 0)


async def test_a_full_cache_lets_all_finish(open_engine: OpenEngine) -> None:
    engine = await open_engine(context_params=ContextParams(n_ctx=100, n_cells=120))
    prompts = [f"{i}" * 20 for i in range(5)]
    reference = await open_engine()
    said = await asyncio.gather(
        *(engine.session().complete(p, max_tokens=50, temperature=0) for p in prompts)
    )
    options = {"max_tokens": 50, "temperature": 0}
    expected = [await reference.session().complete(prompt, **options) for prompt in prompts]
    assert list(said) == expected


async def test_a_closed_or_dropped_sessions_cells_may_be_taken(open_engine: OpenEngine) -> None:
    engine = await open_engine(context_params=ContextParams(n_seq_max=2))
    kept = engine.session()
    await kept.append("kept")
    async with engine.session() as closed:
        await closed.append("closed")
    await engine.session().append("dropped at once")
    gc.collect()
    await asyncio.sleep(0)
    await engine.session().append("new")
    assert (await engine.stats()).n_parked == 0
    assert (await kept.append("!")).usage.cached_tokens == 5


async def test_caches_that_cannot_remove_their_tail_say_the_same(open_engine: OpenEngine) -> None:
    """Recurrent models: every edit of the past is a new prefill, nothing else changes."""
    model = FakeModel(can_remove_tail=False, can_copy=False, can_shift=False)
    plain, odd = await open_engine(), await open_engine(model)
    for options in ({"max_tokens": 5}, {"stop": "e", "max_tokens": 50}):
        told = []
        for engine in (plain, odd):
            session = engine.session()
            told.append([await session.complete("ab", temperature=0, **options)])
            fork = session.fork()
            told[-1].append(await session.complete("cd", temperature=0, **options))
            told[-1].append(await fork.complete("ce", temperature=0, **options))
            async for event in session.generate("x", temperature=0, max_tokens=20):
                if ids_of([event]):
                    break
            told[-1].append(await session.complete("yz", temperature=0, max_tokens=5))
            told[-1].append(str(session.tokens))
        assert told[0] == told[1]
