"""Reads a trace back: rotated parts in order, a last line that a kill cut passed over."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onhand.errors import TraceError
from onhand.governor.trace.schema import VERSION, fault_of

Record = dict[str, Any]

NO_JSON = "no JSON"
"""What a line is that was cut short: no beginning of an object is JSON."""
START = b'{"kind":"trace-start"'


@dataclass(frozen=True, slots=True)
class Trace:
    """The records of one or more runs, in order.

    Attributes:
        path: the file that was asked for.
        records: as JSON gave them; `t` counts from the beginning of the first run.
        n_runs: how many runs they are of.
        n_cut: lines that were cut short by a kill and passed over.
    """

    path: Path
    records: tuple[Record, ...]
    n_runs: int
    n_cut: int

    @property
    def started_at(self) -> float:
        """When the first run began, in seconds since the epoch."""
        return float(self.records[0]["started_at"])

    def of_kind(self, *kinds: str) -> Iterator[Record]:
        """Return the records of some kinds, in order."""
        return (record for record in self.records if record["kind"] in kinds)


def read_trace(path: str | os.PathLike[str], *, last_run: bool = False) -> Trace:
    """Read a trace, with the older parts `path.1`, `path.2` … of the same runs.

    Args:
        path: the file.
        last_run: keep only the last of several runs that were appended to the file.

    Raises:
        TraceError: it is no trace, of a newer version, or damaged other than by a cut last line.
        OSError: it cannot be read.
    """
    path = Path(path)
    records: list[Record] = []
    n_cut = 0
    for part in _parts(path):
        found, cut = _read_part(part)
        records += found
        n_cut += cut
    if not records:
        raise TraceError(f"{path.name} holds no record of a trace.", line=1)
    if last_run:
        records = _last_run(records)
    n_runs = len({record["run"] for record in records if record["kind"] == "trace-start"})
    return Trace(path, tuple(_on_one_axis(records)), n_runs, n_cut)


def _parts(path: Path) -> list[Path]:
    older = []
    n = 1
    while (part := path.with_name(f"{path.name}.{n}")).exists():
        older.append(part)
        n += 1
    return [*reversed(older), path]


def _read_part(path: Path) -> tuple[list[Record], int]:
    lines = path.read_bytes().split(b"\n")
    if lines[-1] == b"":
        lines.pop()
    records: list[Record] = []
    n_cut = 0
    for number, line in enumerate(lines, 1):
        record, fault = _parse(line)
        if fault is None and record is not None:
            if not records and record["kind"] != "trace-start":
                raise TraceError(f"{path.name} does not begin like a trace.", line=number)
            if record["kind"] == "trace-start" and record["version"] > VERSION:
                raise TraceError(
                    f"{path.name} has version {record['version']} of the format; "
                    f"this onhand reads up to {VERSION}.",
                    hint="Update onhand.",
                    line=number,
                )
            records.append(record)
        elif records and fault == NO_JSON and _is_last(lines, number):
            n_cut += 1
        else:
            raise TraceError(f"{path.name}, line {number}: {fault}.", line=number)
    return records, n_cut


def _is_last(lines: list[bytes], number: int) -> bool:
    """Whether a line was the last that a run wrote: the file ends there, or another run begins."""
    return number == len(lines) or lines[number].startswith(START)


def _parse(line: bytes) -> tuple[Record | None, str | None]:
    try:
        record = json.loads(line, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None, NO_JSON
    if not isinstance(record, dict):
        return None, "no JSON object"
    return record, fault_of(record, is_strict=False)


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is no JSON")


def _last_run(records: list[Record]) -> list[Record]:
    starts = [n for n, record in enumerate(records) if record["kind"] == "trace-start"]
    run = records[starts[-1]]["run"]
    first = next(n for n in starts if records[n]["run"] == run)
    return records[first:]


def _on_one_axis(records: list[Record]) -> Iterator[Record]:
    """Count every `t` from the first run's beginning, never backwards."""
    origin = records[0]["started_at"]
    offset = last = 0.0
    run = records[0]["run"]
    for record in records:
        if record["kind"] == "trace-start" and record["run"] != run:
            run = record["run"]
            offset = max(record["started_at"] - origin, last)
        last = max(last, record["t"] + offset)
        yield {**record, "t": last}
