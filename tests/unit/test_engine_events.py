"""What a generation yields: order, exactly one end, usage, stop texts and whole characters."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from onhand import (
    ContextParams,
    Engine,
    OnhandError,
    PromptEvent,
    SamplingParams,
    ShiftEvent,
    TokenEvent,
)
from onhand.errors import CapabilityError, ContextFullError, DecodeError, EmptyPromptError
from onhand.testing import FakeModel
from tests.conftest import OpenEngine
from tests.streams import done_of, ids_of, kinds_of, read_all, read_tokens, text_of

SMILE = "One 🙂 and 👩‍🚀."


async def test_events_come_in_order_in_both_isolations(
    open_engine: OpenEngine, isolation: str
) -> None:
    engine = await open_engine(FakeModel(replies={"Hi": "Hello!"}), isolation=isolation)
    events = await read_all(engine.session().generate("Hi"))
    assert kinds_of(events) == ["prompt", "token", "done"]
    assert text_of(events) == "Hello!"
    done = done_of(events)
    assert (done.reason, done.stop) == ("eog", None)
    usage = done.usage
    assert (usage.prompt_tokens, usage.cached_tokens, usage.completion_tokens) == (3, 0, 6)
    assert usage.total_tokens == 9


async def test_prefill_progress_reaches_the_total_in_chunks(open_engine: OpenEngine) -> None:
    engine = await open_engine(context_params=ContextParams(n_batch=16))
    events = await read_all(engine.session().generate("x" * 49, max_tokens=1))
    progress = [(e.processed, e.total) for e in events if isinstance(e, PromptEvent)]
    assert progress == [(0, 50), (16, 50), (32, 50), (48, 50), (50, 50)]


async def test_timings_are_in_order_and_plausible(engine: Engine) -> None:
    timings = done_of(await read_all(engine.session().generate("Hi"))).timings
    assert timings.first_token_ms is not None
    assert 0 <= timings.queued_ms <= timings.first_token_ms <= timings.total_ms
    assert 0 < timings.prompt_ms <= timings.total_ms
    assert timings.prefill_tokens_per_second is not None
    assert timings.decode_tokens_per_second is not None


async def test_reading_past_the_end_says_so_again(engine: Engine) -> None:
    stream = engine.session().generate("Hi")
    await read_all(stream)
    with pytest.raises(StopAsyncIteration):
        await stream.__anext__()
    assert await read_all(stream) == []


@pytest.mark.parametrize("how", ["cancel", "deadline"])
async def test_an_early_end_is_an_event_too(open_engine: OpenEngine, how: str) -> None:
    engine = await open_engine(FakeModel(token_delay_s=0.001, n_ctx=5000))
    stream = engine.session().generate("endless", deadline_s=0.05 if how == "deadline" else None)
    events = []
    async for event in stream:
        events.append(event)
        if how == "cancel" and len(ids_of(events)) == 3:
            stream.cancel()
    assert done_of(events).reason == ("cancelled" if how == "cancel" else "deadline")


async def test_a_failure_raises_instead_and_ends_the_stream(
    open_engine: OpenEngine, tmp_path: Path
) -> None:
    model = FakeModel(fail_at_decodes=(4,), ledger=str(tmp_path / "ledger"))
    engine = await open_engine(model)
    session = engine.session()
    before = session.tokens
    stream = session.generate("hello", max_tokens=20)
    assert len(await read_tokens(stream, 3)) == 3
    with pytest.raises(DecodeError):
        await stream.__anext__()
    with pytest.raises(StopAsyncIteration):
        await stream.__anext__()
    assert session.tokens == before
    assert await session.complete("hello", max_tokens=3)


# ── stop texts ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("stop", "text", "matched"),
    [
        ("there", "Hello ", "there"),
        (["there", "lo"], "Hel", "lo"),
        (["lo", "there"], "Hel", "lo"),
        (["never", "e!"], "Hello ther", "e!"),
        (["nothing"], "Hello there!", None),
        (("He",), "", "He"),
    ],
)
async def test_stop_texts_end_the_answer_and_are_excluded(
    engine: Engine, stop: str | list[str], text: str, matched: str | None
) -> None:
    session = engine.session()
    events = await read_all(session.generate("Hi", stop=stop))
    assert text_of(events) == text
    done = done_of(events)
    assert (done.reason, done.stop) == ("stop" if matched else "eog", matched)
    assert session.tokens == (256, *b"Hi", *text.encode())
    assert done.usage.completion_tokens == len(text)


async def test_text_is_held_back_only_while_it_could_begin_a_stop_text(engine: Engine) -> None:
    events = await read_all(engine.session().generate("Hi", stop="lothar"))
    texts = [event.text for event in events if isinstance(event, TokenEvent)]
    assert texts == ["H", "e", "l", "lo ", "t", "h", "e", "r", "e", "!"]


async def test_held_text_is_released_at_the_end(engine: Engine) -> None:
    events = await read_all(engine.session().generate("Hi", stop="there!!"))
    assert text_of(events) == "Hello there!"
    assert ids_of(events) == list(b"Hello there!")


# ── characters ───────────────────────────────────────────────────────────────


async def test_every_event_has_whole_characters(engine: Engine) -> None:
    events = await read_all(engine.session().generate("Smile"))
    texts = [event.text for event in events if isinstance(event, TokenEvent)]
    assert texts == list(SMILE)
    assert ids_of(events) == list(SMILE.encode())


@pytest.mark.parametrize("limit", range(1, len(SMILE.encode())))
async def test_an_answer_cut_anywhere_goes_on_where_it_was(engine: Engine, limit: int) -> None:
    """A character split by `max_tokens` is completed by the next generation, never broken."""
    session = engine.session()
    first = await session.complete("Smile", max_tokens=limit)
    rest = await session.complete(None)
    assert "\ufffd" not in first + rest
    assert first + rest == SMILE
    assert SMILE.encode()[:limit].decode(errors="ignore") == first


async def test_half_a_character_survives_several_generations(engine: Engine) -> None:
    session = engine.session()
    texts = [await session.complete("Smile", max_tokens=5)]
    texts += [await session.complete(None, max_tokens=1) for _ in range(3)]
    assert texts == ["One ", "", "", "🙂"]


# ── seeds and options ────────────────────────────────────────────────────────


async def test_a_seed_repeats_its_text_and_is_reported(engine: Engine) -> None:
    async def said(**options: object) -> tuple[str, int]:
        text, done = await engine.session().generate("go", max_tokens=40, **options).collect()
        return text, done.usage.seed

    first, seed = await said()
    other, other_seed = await said()
    assert seed != other_seed
    assert first != other
    assert await said(seed=seed) == (first, seed)
    assert await said(sampling=SamplingParams(seed=seed)) == (first, seed)


async def test_temperature_zero_ignores_the_seed(engine: Engine) -> None:
    texts = {
        await engine.session().complete("go", max_tokens=40, temperature=0, seed=seed)
        for seed in range(3)
    }
    assert len(texts) == 1


@pytest.mark.parametrize(
    ("option", "nearest"),
    [("temprature", "temperature"), ("max_token", "max_tokens"), ("deadline", "deadline_s")],
)
async def test_an_unknown_option_names_the_nearest(
    engine: Engine, option: str, nearest: str
) -> None:
    with pytest.raises(TypeError, match=nearest):
        engine.session().generate("Hi", **{option: 1})


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"temperature": -1}, "temperature must be in 0.0 to 100.0, got -1"),
        ({"top_p": 1.5}, "top_p must be in 0.0 to 1.0, got 1.5"),
        ({"temperature": float("nan")}, "nan"),
        ({"max_tokens": -1}, "max_tokens must be in 0 to"),
        ({"max_tokens": 2**70}, "max_tokens must be in 0 to"),
        ({"seed": 2**32}, "seed must be in 0 to"),
        ({"deadline_s": 0}, "deadline_s must be in 0.001"),
        ({"deadline_s": float("inf")}, "deadline_s must be in 0.001"),
        ({"n_keep": -1, "overflow": "shift"}, "n_keep must be in 0"),
        ({"n_discard": 0, "overflow": "shift"}, "n_discard must be in 1"),
        ({"priority": 2**40}, "priority must be in"),
        ({"overflow": "window"}, "for chats"),
        ({"stop": ["ok", ""]}, "empty"),
    ],
)
async def test_a_value_out_of_range_names_the_range(
    engine: Engine, options: dict[str, object], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        engine.session().generate("Hi", **options)


@pytest.mark.parametrize(
    ("prompt", "options"),
    [
        (b"bytes", {}),
        (12, {}),
        ([1, "a"], {}),
        ([True], {}),
        ("Hi", {"max_tokens": 1.5}),
        ("Hi", {"priority": None}),
        ("Hi", {"parse_special": "yes"}),
        ("Hi", {"sampling": {"temperature": 0}}),
        ("Hi", {"stop": [1]}),
    ],
)
async def test_a_wrong_type_is_a_type_error(
    engine: Engine, prompt: object, options: dict[str, object]
) -> None:
    with pytest.raises(TypeError):
        engine.session().generate(prompt, **options)
    assert await engine.session().complete("Hi") == "Hello there!"


@pytest.mark.parametrize("prompt", ["", [], None])
async def test_nothing_to_start_from_is_an_error(engine: Engine, prompt: object) -> None:
    session = engine.session()
    with pytest.raises(EmptyPromptError):
        await session.complete(prompt)
    with pytest.raises(ValueError):
        await session.complete(prompt)
    assert await session.complete("Hi") == "Hello there!"


@pytest.mark.parametrize("token_id", [-1, 259, 2**31, 2**70])
async def test_a_token_outside_the_vocabulary_is_refused(engine: Engine, token_id: int) -> None:
    session = engine.session()
    with pytest.raises(ValueError, match=str(token_id)):
        await session.complete([1, token_id])
    assert await session.complete("Hi") == "Hello there!"


@pytest.mark.parametrize("where", ["prompt", "stop", "tokenize"])
async def test_text_that_cannot_be_encoded_is_refused(
    open_engine: OpenEngine, isolation: str, where: str
) -> None:
    engine = await open_engine(FakeModel(replies={"Hi": "Hello there!"}), isolation=isolation)
    session = engine.session()
    with pytest.raises(ValueError):
        await (
            engine.tokenize("\ud800")
            if where == "tokenize"
            else session.complete(**{"prompt": "Hi", where: "\ud800"})
        )
    assert await session.complete("Hi") == "Hello there!"


# ── the context's size ───────────────────────────────────────────────────────


async def test_a_prompt_that_does_not_fit_raises_with_the_numbers(engine: Engine) -> None:
    session = engine.session()
    await session.append("Before. ")
    before = session.tokens
    with pytest.raises(ContextFullError) as caught:
        await session.complete("x" * 600)
    assert caught.value.details == {"n_tokens": 609, "n_ctx": 512}
    assert session.tokens == before
    assert await session.complete("Hi") == "Hello there!"


async def test_without_a_limit_the_answer_ends_with_the_context(open_engine: OpenEngine) -> None:
    engine = await open_engine(FakeModel(n_ctx=64))
    session = engine.session()
    events = await read_all(session.generate("endless", max_tokens=None))
    assert done_of(events).reason == "length"
    assert len(session.tokens) == 64
    with pytest.raises(ContextFullError):
        await session.complete(None)


async def test_no_tokens_wanted_only_computes(engine: Engine) -> None:
    session = engine.session()
    events = await read_all(session.generate("Hi", max_tokens=0))
    assert kinds_of(events) == ["prompt", "done"]
    assert done_of(events).usage.completion_tokens == 0
    assert await session.complete(None) == "Hello there!"


async def test_a_shift_tells_what_went_and_keeps_the_session_true(open_engine: OpenEngine) -> None:
    """The session's tokens are what the cache holds: the next prompt reuses all but the last."""
    engine = await open_engine(FakeModel(n_ctx=64))
    session = engine.session()
    stream = session.generate("0123456789", overflow="shift", max_tokens=150, temperature=0)
    everything, shifts = [256, *b"0123456789"], []
    async for event in stream:
        if isinstance(event, TokenEvent):
            everything += event.token_ids
        elif isinstance(event, ShiftEvent):
            shifts.append((event.n_keep, event.n_discarded, event.position))
            del everything[event.n_keep : event.n_keep + event.n_discarded]
    assert shifts == [(11, 26, 37)] * 4
    assert list(session.tokens) == everything
    done = await session.append([7])
    assert done.usage.cached_tokens == len(everything) - 1


async def test_a_prompt_longer_than_the_context_slides_in_with_progress(
    open_engine: OpenEngine,
) -> None:
    engine = await open_engine(FakeModel(n_ctx=64, replies={"end": "Fine."}))
    events = await read_all(engine.session().generate("x" * 300 + "end", overflow="shift"))
    assert text_of(events) == "Fine."
    progress = [event for event in events if isinstance(event, PromptEvent)]
    assert progress[-1].processed == progress[-1].total == 304
    assert any(isinstance(event, ShiftEvent) for event in events)


async def test_a_shift_is_refused_where_the_cache_cannot(open_engine: OpenEngine) -> None:
    engine = await open_engine(FakeModel(n_ctx=64, can_shift=False, replies={"Hi": "Hello!"}))
    session = engine.session()
    await session.complete("Hi")
    before = session.tokens
    with pytest.raises(CapabilityError, match="cannot shift"):
        await session.complete("more", overflow="shift")
    assert session.tokens == before
    assert (await session.append([1])).usage.cached_tokens == len(before)


async def test_a_session_reads_control_tokens_only_when_told(engine: Engine) -> None:
    plain, special = engine.session(), engine.session()
    await plain.append("<turn>")
    await special.append("<turn>", parse_special=True)
    assert len(plain.tokens) == 7
    assert special.tokens == (256, 258)


async def test_errors_carry_a_code_and_a_hint(engine: Engine) -> None:
    with pytest.raises(OnhandError) as caught:
        await engine.session().complete("x" * 600)
    assert caught.value.code == "context_full"
    assert "overflow" in caught.value.hint


async def test_logprobs_come_with_their_tokens(engine: Engine) -> None:
    events = await read_all(engine.session().generate("Smile", logprobs=1, temperature=0))
    for event in events:
        if isinstance(event, TokenEvent):
            assert tuple(entry.token_id for entry in event.logprobs) == event.token_ids


async def test_many_generations_side_by_side_keep_their_words(engine: Engine) -> None:
    prompts = [f"prompt {i}" for i in range(24)]
    alone = [await engine.session().complete(p, max_tokens=30, temperature=0) for p in prompts]
    streams = [engine.session().generate(p, max_tokens=30, temperature=0) for p in prompts]
    together = await asyncio.gather(*(stream.text() for stream in streams))
    assert list(together) == alone


async def test_a_slow_reader_loses_nothing(engine: Engine) -> None:
    stream = engine.session().generate("Hi")
    head = await read_tokens(stream, 1)
    await engine.session().complete("other", max_tokens=50)
    rest = await read_all(stream)
    assert bytes(head + ids_of(rest)) == b"Hello there!"


async def test_a_second_reader_is_refused_instead_of_waiting_for_ever(
    open_engine: OpenEngine,
) -> None:
    engine = await open_engine(FakeModel(decode_delay_s=0.01))
    stream = engine.session().generate("Hi", max_tokens=3)
    first = asyncio.create_task(read_all(stream))
    await asyncio.sleep(0)
    with pytest.raises(RuntimeError, match="one reader at a time"):
        await stream.__anext__()
    assert done_of(await first).reason == "length"
