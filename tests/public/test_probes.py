"""Every probe of examples/probes runs and answers as the documentation promises."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tiny_models import tiny_model

PROBES = sorted((Path(__file__).parents[2] / "examples" / "probes").glob("*.py"))
MAX_LINES = 80


@pytest.mark.slow
@pytest.mark.parametrize("probe", PROBES, ids=lambda path: path.stem)
def test_a_probe_answers_as_promised(probe: Path) -> None:
    """Probes that take a model get the tiny one, which says nonsense but says it reliably."""
    takes_model = "[MODEL.gguf]" in probe.read_text("utf-8")
    call = [sys.executable, str(probe), *([str(tiny_model())] if takes_model else [])]
    environment = {**os.environ, "PYTHONWARNINGS": "error"}
    ran = subprocess.run(
        call, capture_output=True, text=True, timeout=110, check=False, env=environment
    )
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout
    assert ran.stdout


@pytest.mark.parametrize("probe", PROBES, ids=lambda path: path.stem)
def test_a_probe_is_short_and_says_how_to_run_it(probe: Path) -> None:
    lines = probe.read_text("utf-8").splitlines()
    assert len(lines) <= MAX_LINES
    assert lines[0].startswith('"""')
    assert lines[0].endswith("?")
    assert f"python examples/probes/{probe.name}" in lines[2]


def test_there_are_probes() -> None:
    assert len(PROBES) >= 12
