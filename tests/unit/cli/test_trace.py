"""`onhand trace`: a summary for people, JSON for programs, a picture for both."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Invoke
from tests.unit.governor.trace.runs import record_run


@pytest.fixture
def run_file(tmp_path: Path) -> str:
    record_run(tmp_path / "run.jsonl")
    return os.fspath(tmp_path / "run.jsonl")


def test_a_summary_has_engines_latencies_and_the_device(invoke: Invoke, run_file: str) -> None:
    result = invoke("trace", run_file)
    assert result.status == 0
    lines = [" ".join(line.split()) for line in result.out.splitlines()]
    assert lines[0] == "7.0 s from 2026-09-21 14:13:20 UTC"
    assert "chat tiny fake 1 1 6 60 1 1" in lines
    assert "first token 6 20.0 20.0 20.0" in lines
    assert "recovery 1 1,000.0 1,000.0 1,000.0" in lines
    assert "embed 2 40.0 120.0 120.0" in lines
    assert "speed while busy 27.3 tok/s" in lines
    assert "levels full 6.0 s, reduced 1.0 s; 1 changes" in lines
    assert "heat 65 °C at most, fair" in lines
    assert "most memory, workers 95.4 MiB" in lines


def test_json_has_it_all(invoke: Invoke, run_file: str) -> None:
    data = json.loads(invoke("trace", run_file, "--json").out)
    assert data["n_tokens"] == 60
    assert data["engines"][0]["n_faults"] == 1
    assert data["levels"] == {"full": 6.0, "reduced": 1.0}


def test_the_last_run_alone(invoke: Invoke, run_file: str) -> None:
    record_run(Path(run_file), n_seconds=2)
    assert "2 runs" in invoke("trace", run_file).out
    data = json.loads(invoke("trace", run_file, "--last", "--json").out)
    assert (data["n_runs"], data["n_requests"]) == (1, 2)


def test_a_picture_is_drawn_beside_the_summary(
    invoke: Invoke, run_file: str, tmp_path: Path
) -> None:
    pytest.importorskip("resvg_py")
    for name, head in (("run.svg", b"<svg"), ("run.PNG", b"\x89PNG")):
        result = invoke("trace", run_file, "--picture", os.fspath(tmp_path / name))
        assert result.status == 0
        assert result.out.startswith("7.0 s from")
        assert (tmp_path / name).read_bytes().startswith(head)


def test_what_cannot_be_drawn_is_said_before_anything_is_written(
    invoke: Invoke, run_file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = invoke("trace", run_file, "--picture", os.fspath(tmp_path / "run.gif"))
    assert other.status == 2
    assert ".svg or .png" in other.err
    nowhere = invoke("trace", run_file, "--picture", os.fspath(tmp_path / "no" / "run.svg"))
    assert nowhere.status == 2
    assert "cannot be written" in nowhere.err
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    missing = invoke("trace", run_file, "--picture", os.fspath(tmp_path / "run.png"))
    assert missing.status == 1
    assert "onhand[picture]" in missing.err
    assert {path.name for path in tmp_path.iterdir()} == {"run.jsonl"}


def test_what_is_no_trace_is_an_error_in_words_or_json(invoke: Invoke, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Dear diary\n")
    told = invoke("trace", os.fspath(path))
    assert (told.status, told.out) == (1, "")
    assert "notes.txt, line 1: no JSON" in told.err
    data = json.loads(invoke("trace", os.fspath(path), "--json").out)
    assert data["error"]["code"] == "trace"
    assert invoke("trace", os.fspath(tmp_path / "missing")).status == 2
