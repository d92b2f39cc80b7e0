"""What an engine does ends up in its governor's trace, and nothing of what is said in it."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import pytest

from onhand import ContextFullError, DoneEvent, Engine, Governor, Share, TokenEvent
from onhand.governor.budget import Budget
from onhand.governor.events import GovernorEvent
from onhand.governor.trace import Trace, read_trace, summarise
from onhand.testing import FakeModel
from tests.unit.governor.clock import Clock

SECRET, ANSWER = "my doctor's diagnosis", "a very private answer"
MODEL = FakeModel(replies={SECRET: ANSWER}, n_ctx=256)
SLOW = FakeModel(replies={SECRET: ANSWER}, n_ctx=256, token_delay_s=0.003)


async def recorded(path: Path, do: Any, **options: Any) -> Trace:
    """Return the trace of an engine with which `do` did something."""
    model = options.pop("model", MODEL)
    async with Governor(interval_s=None, trace=path) as governor:
        opening = Engine.open(model, governor=governor, share=Share(name="it"), **options)
        async with opening as engine:
            await do(engine)
            await governor.tick()
    return read_trace(path)


async def test_every_request_and_its_end_is_recorded(tmp_path: Path) -> None:
    async def do(engine: Engine) -> None:
        await engine.session().complete(SECRET)
        stream = engine.session().generate("Go on", max_tokens=200)
        async for event in stream:
            if isinstance(event, TokenEvent):
                stream.cancel()
        with pytest.raises(ContextFullError):
            await engine.session().complete("x" * 1000)

    trace = await recorded(tmp_path / "run.jsonl", do, model=SLOW, isolation="thread")
    requests = list(trace.of_kind("request"))
    assert [one["reason"] for one in requests] == ["eog", "cancelled", "error"]
    assert requests[2]["error"] == "context_full"
    first = requests[0]
    assert first["prompt_tokens"] == len(SECRET) + 1
    assert 0 < first["first_token_ms"] <= first["total_ms"]
    assert sum(n for _, n in first["token_ms"]) <= first["completion_tokens"]
    (sample,) = trace.of_kind("sample")
    assert sample["tokens"]["it"] == sum(one["completion_tokens"] for one in requests)
    kinds = [r["kind"] for r in trace.records if r["kind"] in ("load", "unload")]
    assert kinds == ["load", "unload"]


async def test_embeddings_and_scores_are_recorded_too(tmp_path: Path) -> None:
    async def do(engine: Engine) -> None:
        await engine.embed([SECRET, "And this."])
        await engine.score(SECRET)
        with pytest.raises(ValueError, match="two tokens"):
            await engine.score("")

    model = FakeModel(decode_delay_s=0.01)
    trace = await recorded(tmp_path / "run.jsonl", do, model=model, isolation="thread")
    found = [
        (one["what"], one["n_inputs"], one.get("error")) for one in trace.of_kind("computation")
    ]
    assert found == [("embed", 2, None), ("score", 1, None), ("score", 1, "ValueError")]
    assert all(one["total_ms"] >= 10 for one in trace.of_kind("computation") if "error" not in one)
    assert SECRET not in (tmp_path / "run.jsonl").read_text("utf-8")


async def test_nothing_that_is_said_is_in_a_trace(tmp_path: Path) -> None:
    async def do(engine: Engine) -> None:
        async with engine.chat(f"You know {SECRET}", template="chatml") as chat:
            await chat.send(SECRET, max_tokens=30)
        assert ANSWER in await engine.session().complete(SECRET)

    await recorded(tmp_path / "run.jsonl", do, isolation="thread")
    text = (tmp_path / "run.jsonl").read_text("utf-8")
    for private in (SECRET, ANSWER, "doctor", str(tmp_path), str(Path.home())):
        assert private not in text


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills by SIGKILL")
async def test_a_death_and_the_recovery_are_recorded(tmp_path: Path) -> None:
    async def do(engine: Engine) -> None:
        n_tokens = 0
        done = None
        async for event in engine.session().generate("Go", max_tokens=100, seed=1):
            if isinstance(event, TokenEvent):
                n_tokens += 1
                if n_tokens == 20 and engine.worker_pid is not None:
                    os.kill(engine.worker_pid, signal.SIGKILL)
            elif isinstance(event, DoneEvent):
                done = event
        assert done is not None
        assert done.usage.completion_tokens == 100

    model = FakeModel(token_delay_s=0.001, n_ctx=512)
    trace = await recorded(tmp_path / "run.jsonl", do, model=model, isolation="process")
    died, recovered = trace.of_kind("fault")
    assert (died["what"], died["cause"], died["n_streams"]) == ("died", "killed by SIGKILL", 1)
    assert recovered["what"] == "recovered"
    assert recovered["pause_ms"] > 0
    (request,) = trace.of_kind("request")
    assert (request["reason"], request["n_recoveries"]) == ("length", 1)
    assert request["paused_ms"] >= recovered["pause_ms"] * 0.5
    assert [load["life"] for load in trace.of_kind("load")] == [1, 2]
    (engine,) = summarise(trace).engines
    assert (engine.n_loads, engine.n_faults, engine.n_recoveries) == (2, 1, 1)


async def test_a_slow_engine_violates_its_budget() -> None:
    told: list[GovernorEvent] = []
    budget = Budget(p95_token_ms=0.5)
    clock = Clock()
    async with Governor(interval_s=None, clock=clock) as governor:
        governor.on_event(told.append)
        model = FakeModel(token_delay_s=0.002)
        opening = Engine.open(
            model, governor=governor, share=Share(name="it", budget=budget), isolation="thread"
        )
        async with opening as engine:
            async for event in engine.session().generate("Go", max_tokens=60, seed=1):
                if isinstance(event, TokenEvent):
                    clock.tick(0.002)
            await governor.tick()
            level = governor.engine_level("it")
    assert [event.kind for event in told] == ["budget_violated"]
    assert level.label == "full"  # to slow it down would help nobody
