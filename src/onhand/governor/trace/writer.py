"""Writes a trace: one line a record, each in one write, so that a kill loses at most the last."""

from __future__ import annotations

import json
import os
import platform
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from onhand.governor.events import GovernorEvent
from onhand.governor.levels import Level
from onhand.governor.readings import Snapshot
from onhand.governor.trace.meter import RequestMeter
from onhand.governor.trace.schema import SAMPLED, SEEN, VERSION, fault_of
from onhand.governor.watch import BudgetWatch
from onhand.types.info import EngineInfo

MAX_BYTES = 16 * 2**20
N_OLD = 3


class TraceWriter:
    """Appends the records of one run to a file; any thread.

    It only listens: what an engine or a governor does never depends on it. When the file cannot be
    written (a full disk, say) `failure` says why and the rest of the run is not recorded.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        max_bytes: int = MAX_BYTES,
        n_old: int = N_OLD,
        clock: Callable[[], float] = time.monotonic,
        wall_clock: Callable[[], float] = time.time,
    ) -> None:
        """Open the file and write its `trace-start`.

        Args:
            path: the file; runs are appended. One process writes it at a time.
            max_bytes: size past which it becomes `path.1` (`.2` …) and a new part begins.
            n_old: how many such parts are kept; the oldest goes.
            clock: monotonic seconds.
            wall_clock: seconds since the epoch.

        Raises:
            OSError: the file cannot be opened.
        """
        if max_bytes < 4096:
            raise ValueError(f"max_bytes must be at least 4096, got {max_bytes}")
        if n_old < 0:
            raise ValueError(f"n_old must be at least 0, got {n_old}")
        self.path: Path = Path(path)
        self.failure: OSError | None = None
        self._max_bytes = max_bytes
        self._n_old = n_old
        self._clock = clock
        self._started_s = clock()
        self._started_at = wall_clock()
        self._run = secrets.token_hex(6)
        self._part = 1
        self._lock = threading.Lock()
        self._tokens: Counter[str] = Counter()
        self._loads: dict[str, dict[str, Any]] = {}
        self._sources: dict[str, str] = {}
        self._file: int | None = self._open()
        self._write(self._start())

    # ── what listeners call ──

    def on_load(self, engine: str, info: EngineInfo, *, life: int = 1) -> None:
        """An engine was loaded, or its worker was started again."""
        record = {
            "kind": "load",
            "engine": engine,
            "model": info.model.name,
            "runtime": f"{info.runtime.name} {info.runtime.version}",
            "build": info.runtime.build,
            "isolation": info.isolation,
            "n_ctx": info.n_ctx,
            "n_batch": info.n_batch,
            "n_seq_max": info.n_seq_max,
            "n_threads": info.n_threads,
            "load_ms": round(info.load_ms, 3),
            "life": life,
        }
        self._loads[engine] = {**record, "again": True}
        self._write(record)

    def on_unload(self, engine: str, cause: str) -> None:
        """An engine was unloaded: "closed", "evicted" or "failed"."""
        self._loads.pop(engine, None)
        self._write({"kind": "unload", "engine": engine, "cause": cause})

    def request(self, engine: str, watch: BudgetWatch | None = None) -> RequestMeter:
        """Return a meter for a generation that begins now; it writes the `request` record."""
        return RequestMeter(
            engine,
            on_done=lambda fields: self._write({"kind": "request", **fields}),
            on_tokens=self._count,
            watch=watch,
            clock=self._clock,
        )

    def on_computed(
        self, engine: str, what: str, n_inputs: int, total_ms: float, error: str | None = None
    ) -> None:
        """A computation that generates nothing has ended: "embed" or "score"."""
        record = {"kind": "computation", "engine": engine, "what": what, "n_inputs": n_inputs}
        failure = {} if error is None else {"error": error}
        self._write({**record, "total_ms": round(total_ms, 3), **failure})

    def on_snapshot(self, snapshot: Snapshot, level: Level | None = None) -> None:
        """Write a sample: the readings that there are, and the tokens since the one before."""
        record: dict[str, Any] = {"kind": "sample"}
        if level is not None:
            record["level"] = level.label
        with self._lock:
            record["tokens"] = dict(self._tokens)
            self._tokens.clear()
        sources = {}
        for name in SAMPLED:
            reading = getattr(snapshot, name)
            sources[name] = reading.source
            if reading.value is not None:
                value = reading.value
                record[name] = round(value, 3) if isinstance(value, float) else value
        free = {gpu.name: gpu.free_bytes.value for gpu in snapshot.gpus}
        if free:
            record["gpu_free_bytes"] = {k: v for k, v in free.items() if v is not None}
        if sources != self._sources:
            self._sources = sources
            self._write({"kind": "sensors", "sources": sources})
        self._write(record)

    def on_event(self, event: GovernorEvent) -> None:
        """Write what the governor did or saw."""
        data = event.to_dict()
        what = data.pop("kind")
        kind = "event" if what in SEEN else "decision"
        self._write({"kind": kind, "what": what, **data})

    def on_fault(
        self,
        engine: str,
        what: str,
        *,
        cause: str | None = None,
        n_streams: int | None = None,
        pause_ms: float | None = None,
    ) -> None:
        """A worker "died", "recovered", or its supervisor "gave-up"."""
        fields = {
            "cause": cause,
            "n_streams": n_streams,
            "pause_ms": None if pause_ms is None else round(pause_ms, 3),
        }
        given = {name: value for name, value in fields.items() if value is not None}
        self._write({"kind": "fault", "engine": engine, "what": what, **given})

    def close(self) -> None:
        """Close the file. Calling again does nothing; what comes later is not recorded."""
        with self._lock:
            self._close()

    # ── the file ──

    def _count(self, engine: str, n_tokens: int) -> None:
        with self._lock:
            self._tokens[engine] += n_tokens

    def _write(self, record: dict[str, Any]) -> None:
        record = {"kind": record["kind"], "t": round(self._clock() - self._started_s, 3), **record}
        fault = fault_of(record, is_strict=True)
        if fault is not None:
            raise ValueError(f"no record of a trace: {fault}")
        line = _line(record)
        with self._lock:
            if self._file is None:
                return
            try:
                if self._n_bytes and self._n_bytes + len(line) > self._max_bytes:
                    self._rotate(record["t"])
                self._append(line)
            except OSError as error:
                self.failure = error
                self._close()

    def _append(self, line: bytes) -> None:
        if self._file is None:
            return
        written = os.write(self._file, line)
        while written < len(line):
            written += os.write(self._file, line[written:])
        self._n_bytes += len(line)

    def _open(self) -> int:
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
        file = os.open(self.path, flags | getattr(os, "O_CLOEXEC", 0), 0o644)
        self._n_bytes = os.fstat(file).st_size
        if self._n_bytes and not _ends_in_line_end(self.path):
            self._n_bytes += os.write(file, b"\n")  # a kill cut the last line of an earlier run
        return file

    def _rotate(self, t: float) -> None:
        self._close()
        for n in range(self._n_old, 0, -1):
            older = self._old(n - 1) if n > 1 else self.path
            if older.exists():
                older.replace(self._old(n))
        if not self._n_old:
            self.path.unlink()
        self._file = self._open()
        self._part += 1
        self._append(_line({"kind": "trace-start", "t": t, **self._start()}))
        for load in self._loads.values():
            self._append(_line({"kind": "load", "t": t, **load}))
        if self._sources:
            self._append(_line({"kind": "sensors", "t": t, "sources": self._sources}))

    def _old(self, n: int) -> Path:
        return self.path.with_name(f"{self.path.name}.{n}")

    def _close(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            os.close(file)

    def _start(self) -> dict[str, Any]:
        from onhand import __version__

        return {
            "kind": "trace-start",
            "version": VERSION,
            "run": self._run,
            "part": self._part,
            "started_at": round(self._started_at, 3),
            "onhand": __version__,
            "python": platform.python_version(),
            "platform": f"{platform.system()} {platform.machine()}",
            "pid": os.getpid(),
        }


def _line(record: dict[str, Any]) -> bytes:
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode() + b"\n"


def _ends_in_line_end(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
