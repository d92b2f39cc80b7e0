"""Opening, closing, and what outlives what."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
import time
from pathlib import Path

import pytest

import onhand
from onhand import Engine, EngineClosedError, ModelCorruptError, ModelNotFoundError, diagnostics
from onhand.errors import CapabilityError, ModelUnsupportedError, RuntimeUnavailableError
from onhand.testing import FakeModel
from onhand.types.params import ContextParams, ModelParams
from tests.conftest import OpenEngine
from tests.streams import done_of, is_alive, read_all, read_tokens, until

SLOW = FakeModel(token_delay_s=0.002, n_ctx=4000)


async def test_an_engine_can_be_awaited_or_entered(isolation: str) -> None:
    engine = await Engine.open(FakeModel(), isolation=isolation)
    async with engine as same:
        assert same is engine
        assert engine.is_open
    assert not engine.is_open


async def test_an_engine_knows_what_it_is(open_engine: OpenEngine, isolation: str) -> None:
    engine = await open_engine(isolation=isolation, context_params=ContextParams(n_ctx=100))
    info = engine.info
    assert (info.isolation, info.n_ctx, info.runtime.name) == (isolation, 100, "fake")
    assert info.model.eog_token_ids == (257, 258)
    assert [device.name for device in engine.devices] == ["fake"]
    assert (engine.worker_pid is None) == (isolation == "thread")


async def test_a_frozen_program_does_not_start_itself_as_its_worker(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """`sys.executable` is the program there: a worker process would be the app once more."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    async with Engine.open(FakeModel()) as engine:
        assert engine.info.isolation == "thread"
    with pytest.raises(RuntimeUnavailableError, match="no interpreter of its own"):
        await Engine.open(FakeModel(), isolation="process")
    assert "no interpreter" in diagnostics.probe_runtime("fake").problem
    with pytest.raises(RuntimeUnavailableError, match="no interpreter of its own"):
        onhand.quantize("source.gguf", "target.gguf", "q4_0")


async def test_what_is_not_text_is_refused_before_the_worker_sees_it(engine: Engine) -> None:
    calls = {"tokenize": engine.tokenize, "embed": engine.embed, "score": engine.score}
    for name, call in calls.items():
        with pytest.raises(TypeError, match=f"{name} takes a str"):
            await call(5)
        with pytest.raises(ValueError, match="no valid text"):
            await call("half of a pair: \ud83d")
    with pytest.raises(TypeError, match="embed takes a str, got int"):
        await engine.embed(["fine", 5])


@pytest.mark.parametrize(("limit", "kind"), [(0, ValueError), ("3", TypeError), (True, TypeError)])
def test_a_crash_limit_is_a_number_of_deaths(limit: object, kind: type[Exception]) -> None:
    with pytest.raises(kind, match="crash_limit must be"):
        Engine.open(FakeModel(), crash_limit=limit)


async def test_progress_of_loading_is_told() -> None:
    told: list[float] = []
    async with Engine.open(FakeModel(), isolation="thread", on_progress=told.append):
        assert told == [1.0]


async def test_an_error_in_the_progress_callback_is_the_callers() -> None:
    def fail(progress: float) -> None:
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        await Engine.open(FakeModel(), isolation="thread", on_progress=fail)


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"isolation": "fork"}, ValueError),
        ({"recovery": "never"}, ValueError),
        ({"crash_limit": 0}, ValueError),
        ({"model_params": {"n_gpu_layers": 1}}, TypeError),
        ({"context_params": ModelParams()}, TypeError),
    ],
)
async def test_wrong_options_are_refused_before_anything_starts(
    options: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        Engine.open(FakeModel(), **options)


async def test_a_model_that_fails_to_load_raises_its_own_error(isolation: str) -> None:
    with pytest.raises(ModelCorruptError, match="bad bytes"):
        await Engine.open(FakeModel(fail_load="bad bytes"), isolation=isolation)


async def test_a_file_that_is_no_model_has_its_own_error(tmp_path: Path) -> None:
    empty, text = tmp_path / "empty.gguf", tmp_path / "text.gguf"
    empty.touch()
    text.write_text("no model at all" * 100)
    for path, error in (
        (tmp_path / "missing.gguf", ModelNotFoundError),
        (empty, ModelCorruptError),
        (text, (ModelCorruptError, ModelUnsupportedError)),
        (tmp_path, ModelUnsupportedError),
    ):
        with pytest.raises(error):
            await Engine.open(path)
    for name in ("", "x" * 5000, "/" + "x" * 5000, "no\0file.gguf"):
        with pytest.raises(ModelNotFoundError):
            await Engine.open(name)
    with pytest.raises(RuntimeUnavailableError, match="nowhere"):
        await Engine.open(FakeModel(), runtime="nowhere", isolation="thread")


async def test_calls_answer_beside_generations(open_engine: OpenEngine, isolation: str) -> None:
    engine = await open_engine(SLOW, isolation=isolation)
    stream = engine.session().generate("endless")
    await read_tokens(stream, 1)
    assert await engine.tokenize("ab") == [256, 97, 98]
    assert await engine.detokenize([0xF0, 0x9F, 97, 257], special=True) == "\ufffda<eos>"
    assert (await engine.stats()).active == 1
    with pytest.raises(TypeError):
        await engine.tokenize(5)
    with pytest.raises(ValueError, match="999"):
        await engine.detokenize([999])
    await stream.aclose()


async def test_embeddings_of_one_or_many(engine: Engine) -> None:
    one = await engine.embed("text")
    assert len(one) == engine.info.model.n_embd
    assert sum(x * x for x in one) == pytest.approx(1.0)
    assert await engine.embed(["text", "other"]) == [one, await engine.embed("other")]
    assert await engine.embed([]) == []
    assert len(await engine.embed("text", pooled=False)) == 5


# ── closing ──────────────────────────────────────────────────────────────────


async def test_close_is_idempotent_and_concurrent(open_engine: OpenEngine, isolation: str) -> None:
    engine = await open_engine(SLOW, isolation=isolation)
    stream = engine.session().generate("endless")
    await read_tokens(stream, 1)
    await asyncio.gather(*(engine.close() for _ in range(5)))
    await engine.close()
    assert done_of(await read_all(stream)).reason == "cancelled"


async def test_a_stream_may_outlive_its_engine(open_engine: OpenEngine, isolation: str) -> None:
    engine = await open_engine(SLOW, isolation=isolation)
    session = engine.session()
    stream, unread = session.generate("endless"), session.generate("other")
    await read_tokens(stream, 2)
    await engine.close()
    rest = await read_all(stream)
    assert done_of(rest).reason == "cancelled"
    with pytest.raises(EngineClosedError):
        await read_all(unread)
    with pytest.raises(EngineClosedError):
        engine.session()
    with pytest.raises(EngineClosedError):
        await engine.tokenize("x")
    assert session.tokens
    await session.close()


async def test_close_stops_a_step_that_takes_long(open_engine: OpenEngine, isolation: str) -> None:
    engine = await open_engine(FakeModel(decode_delay_s=60), isolation=isolation)
    task = asyncio.create_task(engine.session().complete("Hi"))
    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(engine.tokenize("x"), 0.2)
    started = time.perf_counter()
    await engine.close()
    assert time.perf_counter() - started < 3.0
    assert await task == ""


async def test_close_ends_the_process(open_engine: OpenEngine) -> None:
    engine = await open_engine(isolation="process")
    pid = engine.worker_pid
    assert pid is not None
    assert is_alive(pid)
    await engine.close()
    assert not is_alive(pid)
    assert engine.worker_pid is None


async def test_close_answers_the_calls_that_came_before_it(open_engine: OpenEngine) -> None:
    engine = await open_engine(FakeModel(decode_delay_s=60))
    stream = engine.session().generate("Hi")
    await stream.__aenter__()
    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(engine.tokenize("x"), 0.1)
    call = asyncio.create_task(engine.tokenize("x"))
    await asyncio.sleep(0)
    await engine.close()
    assert await call == [256, 120]


@pytest.mark.slow
async def test_a_thousand_opens_and_closes_during_a_generation_are_quick() -> None:
    """FACTS: close during generation, x 1000. In a thread, where a fault would show at once."""
    started = time.perf_counter()
    for _ in range(1000):
        engine = await Engine.open(SLOW, isolation="thread")
        stream = engine.session().generate("endless")
        await stream.__aenter__()
        await engine.close()
    assert time.perf_counter() - started < 100  # 4 s on an idle machine


async def test_cancelling_an_open_leaves_nothing_behind(isolation: str) -> None:
    import threading

    def n_workers() -> int:
        return sum(thread.name == "onhand-worker" for thread in threading.enumerate())

    started: list[int] = []
    before = n_workers()
    task = asyncio.create_task(_open(FakeModel(load_delay_s=0.3), isolation))
    await asyncio.sleep(0.1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not started
    await until(lambda: n_workers() == before)


async def _open(model: FakeModel, isolation: str) -> Engine:
    return await Engine.open(model, isolation=isolation)


async def test_a_load_that_fails_leaves_no_thread_behind() -> None:
    import threading

    with pytest.raises(ModelCorruptError):
        await Engine.open(FakeModel(fail_load="no"), isolation="thread")
    await until(lambda: not any(t.name == "onhand-worker" for t in threading.enumerate()))


async def test_an_engine_without_embeddings_says_how_to_get_them(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    capabilities = replace(engine.info.capabilities, has_embeddings=False)
    monkeypatch.setattr(engine, "_info", replace(engine.info, capabilities=capabilities))
    with pytest.raises(CapabilityError, match="embeddings=True"):
        await engine.embed("x")


async def test_logs_never_hold_what_was_said(
    open_engine: OpenEngine, isolation: str, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    model = FakeModel(fail_at_decodes=(8,), ledger=str(tmp_path / "ledger"))
    engine = await open_engine(model, isolation=isolation)
    session = engine.session()
    await session.complete("SECRET-PROMPT", max_tokens=5)
    for prompt in ("SECRET-PROMPT" * 100, "SECRET-PROMPT" * 3):
        with pytest.raises(Exception, match=r"tokens|script"):
            await session.complete(prompt)
    await engine.tokenize("SECRET-PROMPT")
    await engine.close()
    gc.collect()
    assert "SECRET" not in caplog.text
