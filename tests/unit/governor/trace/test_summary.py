"""A summary is what happened, added up."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from onhand.governor.budget import percentile
from onhand.governor.events import BudgetViolated, LevelChanged
from onhand.governor.levels import Level
from onhand.governor.trace import TraceWriter, read_trace, summarise
from onhand.governor.trace.histogram import Histogram
from onhand.governor.trace.summary import Percentiles, level_bands
from tests.unit.governor.clock import Clock
from tests.unit.governor.trace.runs import done, generate, info, record_run, snapshot


def test_a_run_is_summed_up(tmp_path: Path) -> None:
    record_run(tmp_path / "run.jsonl")
    summary = summarise(read_trace(tmp_path / "run.jsonl"))
    (engine,) = summary.engines
    assert (engine.name, engine.model, engine.n_requests, engine.n_tokens) == (
        "chat",
        "tiny",
        6,
        60,
    )
    assert (engine.n_loads, engine.n_faults, engine.n_recoveries, engine.n_gave_up) == (1, 1, 1, 0)
    assert summary.duration_s == 7.0
    assert summary.tokens_per_second == pytest.approx(60 / (6 * 0.2 + 1.0))
    assert summary.first_token_ms == Percentiles(n=6, p50=20.0, p95=20.0, p99=20.0)
    assert summary.token_ms.n == 53
    assert summary.token_ms.p99 == pytest.approx(20.0, rel=0.05)
    assert summary.recovery_ms == Percentiles(n=1, p50=1000.0, p95=1000.0, p99=1000.0)
    assert summary.levels == {"full": 6.0, "reduced": 1.0}
    assert summary.n_level_changes == 1
    assert summary.decisions == {"level_changed": 1}
    assert (summary.peak_worker_rss_bytes, summary.max_celsius) == (100_000_005, 65.0)
    assert (summary.least_available_bytes, summary.max_thermal_level) == (2**30 - 5, 1)
    assert (summary.n_prompt_tokens, summary.n_cached_tokens) == (42, 12)
    assert engine.n_computations == 2
    assert summary.computation_ms == {"embed": Percentiles(n=2, p50=40.0, p95=120.0, p99=120.0)}
    assert summary.to_dict()["engines"][0]["name"] == "chat"


def test_a_trace_that_has_just_begun_has_a_summary(tmp_path: Path) -> None:
    TraceWriter(tmp_path / "run.jsonl").close()
    summary = summarise(read_trace(tmp_path / "run.jsonl"))
    assert (summary.n_requests, summary.tokens_per_second, summary.engines) == (0, None, ())
    assert summary.first_token_ms == summary.token_ms == Percentiles()
    assert summary.levels == {}


def test_streams_side_by_side_share_their_time(tmp_path: Path) -> None:
    clock = Clock()
    writer = TraceWriter(tmp_path / "run.jsonl", clock=clock)
    meters = [writer.request("chat") for _ in range(4)]
    clock.tick(2.0)
    for meter in meters:
        meter.on_event(done(100))
    clock.tick(8.0)
    generate(writer, clock, n_tokens=100, token_s=0.02)
    writer.close()
    assert summarise(read_trace(writer.path)).tokens_per_second == pytest.approx(500 / 4.0)


def test_levels_come_from_decisions_where_there_are_no_samples(tmp_path: Path) -> None:
    clock = Clock()
    writer = TraceWriter(tmp_path / "run.jsonl", clock=clock)
    steps = [(Level.FULL, Level.MINIMAL, None), (Level.FULL, Level.REDUCED, "other engine")]
    steps.append((Level.MINIMAL, Level.FULL, None))
    for previous, level, engine in steps:
        clock.tick(10.0)
        writer.on_event(LevelChanged(at=0.0, level=level, previous=previous, engine=engine))
    clock.tick(5.0)
    writer.on_event(BudgetViolated(at=0.0, budget="memory_bytes", limit=1, measured=2))
    writer.close()
    trace = read_trace(writer.path)
    assert level_bands(trace) == [
        ("full", 0.0, 10.0),
        ("minimal", 10.0, 30.0),
        ("full", 30.0, 35.0),
    ]
    assert summarise(trace).events == {"budget_violated": 1}


def test_an_engine_that_gave_up_and_one_that_came_back_are_told_apart(tmp_path: Path) -> None:
    writer = TraceWriter(tmp_path / "run.jsonl")
    writer.on_load("a", info())
    writer.on_unload("a", "evicted")
    writer.on_load("a", info(), life=2)
    writer.on_fault("b", "died", cause="killed by SIGSEGV")
    writer.on_fault("b", "gave-up")
    writer.on_snapshot(snapshot(Clock(), worker_rss_bytes=1))
    writer.close()
    first, second = summarise(read_trace(writer.path)).engines
    assert (first.name, first.n_loads) == ("a", 2)
    assert (second.model, second.n_faults, second.n_recoveries, second.n_gave_up) == ("", 1, 0, 1)


@pytest.mark.parametrize("share", [0.01, 0.5, 0.95, 0.99, 1.0])
def test_a_histogram_s_percentile_is_at_most_five_percent_high(share: float) -> None:
    source = random.Random(3)
    values = [source.lognormvariate(2.5, 1.0) for _ in range(2000)]
    histogram, merged = Histogram(), Histogram()
    for value in values:
        histogram.add(value)
    merged.add_pairs(histogram.pairs())
    assert merged.pairs() == histogram.pairs()
    assert len(histogram.pairs()) < 200
    found = merged.percentile(share)
    assert found is not None
    assert 0.999 <= found / percentile(values, share) <= 1.051


def test_a_histogram_takes_what_took_no_time() -> None:
    histogram = Histogram()
    assert histogram.percentile(0.5) is None
    histogram.add(0.0, 3)
    histogram.add(1.0)
    assert len(histogram) == 4
    assert histogram.percentile(0.5) == pytest.approx(0.001, rel=0.05)
    assert histogram.percentile(1.0) == 1.0
