"""A process with room for 1.3 times what it holds works on; without a governor it would die."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
N_PROMPTS = 36

linux_only = pytest.mark.skipif(
    not sys.platform.startswith("linux"),
    reason="RLIMIT_DATA bounds what a process maps on Linux only",
)


def run_load(how: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.faults.memory_load", str(N_PROMPTS), how]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=100
    )


@linux_only
@pytest.mark.slow
def test_a_mixed_load_in_1_3_times_the_footprint_ends_well() -> None:
    ended = run_load("governed")
    assert ended.returncode == 0, ended.stderr[-2000:]
    told: dict[str, Any] = json.loads(ended.stdout)
    assert (told["prompts"], told["returns"]) == (N_PROMPTS, N_PROMPTS // 10)
    assert told["turns"] > 0
    assert told["peak"] <= 1.3 * told["resident"]
    assert told["events"]["sequences_parked"] >= 1
    assert told["freed"]["sequences_parked"] > 10_000_000


@linux_only
@pytest.mark.slow
def test_without_a_governor_the_same_load_dies_of_it() -> None:
    """The load is one that needs a governor: the test above can fail."""
    assert run_load("alone").returncode != 0
