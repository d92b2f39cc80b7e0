"""A short soak: mixed sessions, kills, nothing lost. The long one is `bench/soak.py` by hand."""

from __future__ import annotations

import json
import math
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from onhand.governor.trace import read_trace, summarise

BENCH = Path(__file__).parents[2] / "bench"
N_KILLS = 5

sys.path.insert(0, str(BENCH))
try:
    import soak_meters
finally:
    sys.path.remove(str(BENCH))


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills by SIGKILL")
def test_twenty_seconds_of_mixed_sessions_under_kills_lose_nothing(tmp_path: Path) -> None:
    """The figures of memory and latency take ten minutes; here only what must never happen."""
    trace = tmp_path / "soak.jsonl"
    command = [sys.executable, str(BENCH / "soak.py"), "--minutes", "0.25", "--json"]
    command += ["--kills", str(N_KILLS), "--trace", str(trace)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=110, check=False)
    assert done.stdout, done.stderr[-2000:]
    figures = json.loads(done.stdout)
    assert figures["failures"] == []
    assert (figures["n_lost"], figures["n_differing"], figures["n_orphans"]) == (0, 0, 0)
    assert 2 <= figures["n_kills"] <= N_KILLS  # a slow machine has no time for all
    assert figures["n_survived"] == figures["n_kills"]
    assert figures["is_whole"]
    assert done.returncode == 0
    summary = summarise(read_trace(trace))
    assert {engine.name for engine in summary.engines} == {"struck", "steady", "embedder"}
    assert summary.n_faults == summary.n_recoveries == figures["n_kills"]
    assert summary.n_tokens > 0
    assert "error" not in summary.reasons


# ── what the soak measures with ──


def test_a_slope_is_that_of_the_line() -> None:
    assert soak_meters.slope([(x, 3.0 + 0.5 * x) for x in range(10)]) == pytest.approx(0.5)
    assert soak_meters.slope([(0.0, 5.0), (1.0, 4.0), (2.0, 6.0)]) == pytest.approx(0.5)
    assert math.isnan(soak_meters.slope([(1.0, 1.0)]))


def test_a_leak_is_seen_after_the_warm_up_only() -> None:
    memory = soak_meters.Memory(100.0)
    for second in range(100):
        memory.sample(float(second), {"worker": None})
        memory._values["host"][second] = 1e8 if second < 40 else 1e8 + 5e4 * (second - 40)
    assert memory.slope_mb_per_minute("host", 40.0) == pytest.approx(3.0)
    assert math.isnan(memory.slope_mb_per_minute("worker", 0.0))
    assert memory.at_most("host", 0.0, 40.0) == 100.0


def test_latencies_are_exact_to_a_percent() -> None:
    latencies = soak_meters.Latencies()
    for ms in range(1, 1001):
        latencies.add(float(ms))
    for share in (0.5, 0.95, 0.99):
        assert latencies.percentile(share) == pytest.approx(1000 * share, rel=0.011)
    latencies.add(0.0)
    assert len(latencies) == 1001
    assert math.isnan(soak_meters.Latencies().percentile(0.5))
