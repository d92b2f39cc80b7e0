"""A trace holds what happened and nothing that was said; a kill or a full disk costs little."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from onhand.errors import TraceError
from onhand.governor.budget import Budget
from onhand.governor.trace import RequestMeter, TraceWriter, read_trace, summarise
from onhand.governor.watch import BudgetWatch
from onhand.types.events import DoneEvent, TokenEvent
from tests.unit.governor.clock import Clock
from tests.unit.governor.trace.runs import SECRET, STARTED_AT, done, generate, info, record_run


def kinds(path: Path) -> list[str]:
    return [record["kind"] for record in read_trace(path).records]


def test_a_run_is_read_back_as_it_happened(tmp_path: Path) -> None:
    record_run(tmp_path / "run.jsonl", n_seconds=3)
    trace = read_trace(tmp_path / "run.jsonl")
    assert [record["kind"] for record in trace.records] == [
        *("trace-start", "load", "request", "sensors", "sample"),
        *("request", "sample", "fault", "fault", "request", "sample"),
        *("computation", "computation", "unload"),
    ]
    request = list(trace.of_kind("request"))[2]
    assert request["completion_tokens"] == 10
    assert request["first_token_ms"] == 20.0
    assert request["n_recoveries"] == 1
    assert request["paused_ms"] == 1020.0
    assert sum(n for _, n in request["token_ms"]) == 8
    assert all(20.0 <= ms <= 21.0 for ms, _ in request["token_ms"])
    sample = next(trace.of_kind("sample"))
    assert (sample["t"], sample["tokens"], sample["level"]) == (1.0, {"chat": 10}, "full")
    assert sample["gpu_free_bytes"] == {"gpu0": 123}
    assert "battery_percent" not in sample
    assert trace.started_at == STARTED_AT


def test_no_text_prompt_or_path_is_in_it(tmp_path: Path) -> None:
    record_run(tmp_path / "run.jsonl")
    text = (tmp_path / "run.jsonl").read_text("utf-8")
    assert SECRET not in text
    assert "somebody" not in text
    assert "/" not in text.replace(info().runtime.build, "")


def test_what_the_schema_does_not_know_is_refused(tmp_path: Path) -> None:
    writer = TraceWriter(tmp_path / "run.jsonl")
    with pytest.raises(ValueError, match="request without engine"):
        writer._write({"kind": "request"})
    with pytest.raises(ValueError, match=r"unload\.text is unknown"):
        writer._write({"kind": "unload", "engine": "a", "cause": "closed", "text": "Hi"})
    writer.close()


def test_each_line_is_there_at_once_and_a_kill_9_costs_the_last_at_most(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    code = (
        "import sys\nfrom onhand.governor.trace import TraceWriter\n"
        "writer = TraceWriter(sys.argv[1])\nn = 0\n"
        "while True:\n"
        "    writer.on_unload('chat', 'closed'); n += 1\n"
        "    print(n, flush=True)\n"
    )
    child = subprocess.Popen([sys.executable, "-c", code, path], stdout=subprocess.PIPE, text=True)
    with child:
        assert child.stdout is not None
        for line in child.stdout:
            if int(line) == 500:
                break
        child.send_signal(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
    assert kinds(path).count("unload") >= 500


def test_a_cut_last_line_is_passed_over_and_the_next_run_begins_on_its_own(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    record_run(path, n_seconds=1)
    whole = path.read_bytes()
    for length in range(len(whole) - 1, whole.rfind(b"\n", 0, -1) + 1, -1):
        path.write_bytes(whole[:length])
        trace = read_trace(path)
        assert trace.n_cut <= 1
        assert trace.records[-1]["kind"] in ("computation", "unload")
    record_run(path, n_seconds=1)
    both = read_trace(path)
    assert (both.n_runs, both.n_cut) == (2, 1)
    assert read_trace(path, last_run=True).n_runs == 1
    times = [record["t"] for record in both.records]
    assert times == sorted(times)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda lines: [*lines[:1], b'{"kind":"load"', *lines[1:]], "line 2: no JSON"),
        (lambda lines: [*lines[:1], b"[]", *lines[1:]], "line 2: no JSON object"),
        (lambda lines: [*lines[:1], b'{"kind":"load","t":0}', *lines[1:]], "load without engine"),
        (lambda lines: [*lines[:1], b'{"kind":7,"t":0}', *lines[1:]], "unknown kind 7"),
        (lambda lines: [*lines[:1], b'{"kind":"load","t":NaN}', *lines[1:]], "no JSON"),
        (
            lambda lines: [lines[0], b'{"kind":"unload","t":1e999,"engine":"","cause":""}'] * 2,
            "unload",
        ),
        (lambda lines: [lines[0].replace(b'd_at":', b'd_at":9999999')], "not what it should be"),
        (lambda lines: lines[1:], "does not begin like a trace"),
        (lambda lines: [], "holds no record"),
        (lambda lines: [b"\x00\xff"], "no JSON"),
        (lambda lines: [lines[0].replace(b'version":1', b'version":2')], "version 2 of the format"),
    ],
)
def test_damage_elsewhere_is_a_typed_error(tmp_path: Path, damage: object, message: str) -> None:
    path = tmp_path / "run.jsonl"
    record_run(path, n_seconds=1)
    lines = path.read_bytes().splitlines()
    path.write_bytes(b"".join(line + b"\n" for line in damage(lines)))  # type: ignore[operator]
    with pytest.raises(TraceError, match=message) as caught:
        read_trace(path)
    assert caught.value.details["line"] >= 1


def test_a_newer_kind_or_field_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    record_run(path, n_seconds=1)
    with path.open("a") as file:
        file.write('{"kind":"novelty","t":9}\n')
        file.write('{"kind":"unload","t":9,"engine":"chat","cause":"closed","more":1}\n')
    assert kinds(path)[-2:] == ["novelty", "unload"]
    assert summarise(read_trace(path)).duration_s == 9


def test_a_trace_is_rotated_and_read_as_one(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    record_run(path, n_seconds=40, max_bytes=6000, n_old=9)
    parts = sorted(tmp_path.glob("run.jsonl.*"))
    assert len(parts) > 2
    assert all(part.stat().st_size <= 6000 for part in [path, *parts])
    summary = summarise(read_trace(path))
    assert (summary.n_requests, summary.n_runs, summary.n_tokens) == (40, 1, 400)
    assert [engine.n_loads for engine in summary.engines] == [1]
    starts = list(read_trace(path).of_kind("trace-start"))
    assert [start["part"] for start in starts] == list(range(1, len(parts) + 2))


def test_the_oldest_part_goes_and_the_rest_knows_its_engines(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    record_run(path, n_seconds=60, max_bytes=6000, n_old=1)
    assert {file.name for file in tmp_path.iterdir()} == {"run.jsonl", "run.jsonl.1"}
    (engine,) = summarise(read_trace(path)).engines
    assert (engine.model, engine.n_loads) == ("tiny", 0)
    record_run(path, n_seconds=60, max_bytes=6000, n_old=0)
    assert path.stat().st_size <= 6000


def test_a_full_disk_ends_the_trace_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = TraceWriter(tmp_path / "run.jsonl")

    def full(file: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    writer.on_unload("chat", "closed")
    monkeypatch.undo()
    writer.on_unload("chat", "closed")
    writer.close()
    assert writer.failure is not None
    assert writer.failure.errno == errno.ENOSPC
    assert kinds(writer.path) == ["trace-start"]


def test_wrong_sizes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least 4096"):
        TraceWriter(tmp_path / "a", max_bytes=100)
    with pytest.raises(ValueError, match="at least 0"):
        TraceWriter(tmp_path / "a", n_old=-1)
    with pytest.raises(FileNotFoundError):
        TraceWriter(tmp_path / "missing" / "a")
    assert list(tmp_path.iterdir()) == []


# ── the meter ──


def test_a_meter_feeds_the_budget_and_tells_its_end_once() -> None:
    clock = Clock()
    told: list[dict[str, Any]] = []
    watch = BudgetWatch(Budget(p95_token_ms=1.0), clock=clock)
    meter = RequestMeter("chat", on_done=told.append, watch=watch, clock=clock)
    for n in range(30):
        clock.tick(0.01)
        meter.on_event(TokenEvent("x", (n,)))
    meter.on_event(TokenEvent("no token's text", ()))
    meter.on_event(done(30))
    meter.on_error("late")
    assert [one["reason"] for one in told] == ["length"]
    assert watch.measured()["p95_token_ms"] == pytest.approx(10.0)
    assert [event.kind for event in watch.check()] == ["budget_violated"]


def test_a_failed_request_is_recorded_with_its_error(tmp_path: Path) -> None:
    writer = TraceWriter(tmp_path / "run.jsonl")
    writer.request("chat").on_error("context_full")
    writer.close()
    (request,) = read_trace(writer.path).of_kind("request")
    assert (request["reason"], request["error"]) == ("error", "context_full")
    assert "first_token_ms" not in request


def test_a_record_is_one_line_of_json(tmp_path: Path) -> None:
    writer = TraceWriter(tmp_path / "run.jsonl")
    generate(writer, Clock(), engine="two\nlines ☂")
    writer.close()
    last = (tmp_path / "run.jsonl").read_text("utf-8").splitlines()[-1]
    assert json.loads(last)["engine"] == "two\nlines ☂"
    assert isinstance(done(1), DoneEvent)
