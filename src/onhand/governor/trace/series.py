"""Curves over a trace's time: tokens a second spread over bins, readings thinned without loss."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable

from onhand.governor.trace.reader import Record, Trace

Point = tuple[float, float]

N_BINS = 320
LEAST_BIN_S = 1.0


def token_rates(trace: Trace) -> dict[str, list[Point]]:
    """Return tokens a second of each engine: (middle of a bin, rate) for bins of equal width.

    From the samples, which count tokens as they come; from the requests alone where there are no
    samples, their tokens spread evenly from the first to the end.
    """
    duration_s = float(trace.records[-1]["t"])
    n_bins = max(1, min(N_BINS, int(duration_s / LEAST_BIN_S)))
    width_s = max(duration_s, LEAST_BIN_S) / n_bins
    bins: defaultdict[str, list[float]] = defaultdict(lambda: [0.0] * n_bins)
    for engine, begin, end, n_tokens in _amounts(trace):
        _spread(bins[engine], width_s, begin, end, n_tokens)
    return {
        engine: [((n + 0.5) * width_s, total / width_s) for n, total in enumerate(totals)]
        for engine, totals in bins.items()
    }


def readings(trace: Trace, name: str) -> list[list[Point]]:
    """Return a reading's course in pieces: where it is missing for long, a new one begins.

    Thinned to the highest point of each bin, so that no peak is lost.
    """
    points = [(r["t"], float(r[name])) for r in trace.of_kind("sample") if name in r]
    if not points:
        return []
    gap_s = 5 * _median([b[0] - a[0] for a, b in itertools.pairwise(points)] or [1.0])
    width_s = max(float(trace.records[-1]["t"]) / N_BINS, 1e-3)
    highest: dict[int, Point] = {}
    for t, value in points:
        index = int(t / width_s)
        if index not in highest or value > highest[index][1]:
            highest[index] = (t, value)
    pieces: list[list[Point]] = [[]]
    for point in highest.values():
        if pieces[-1] and point[0] - pieces[-1][-1][0] > max(gap_s, 3 * width_s):
            pieces.append([])
        pieces[-1].append(point)
    return pieces


def _amounts(trace: Trace) -> Iterable[tuple[str, float, float, int]]:
    samples = list(trace.of_kind("sample"))
    if any(sample["tokens"] for sample in samples):
        before = 0.0
        for record in trace.of_kind("sample", "trace-start"):
            if record["kind"] == "sample":
                for engine, n_tokens in record["tokens"].items():
                    yield engine, before, record["t"], n_tokens
            before = record["t"]
        return
    for request in trace.of_kind("request"):
        if request["completion_tokens"]:
            yield _of_request(request)


def _of_request(request: Record) -> tuple[str, float, float, int]:
    end = request["t"]
    begin = end - (request["total_ms"] - request.get("first_token_ms", 0.0)) / 1e3
    return request["engine"], max(0.0, begin), end, request["completion_tokens"]


def _spread(totals: list[float], width_s: float, begin: float, end: float, amount: float) -> None:
    """Add `amount` to the bins that [begin, end] overlaps, by their shares of it."""
    last = len(totals) - 1
    first_bin, last_bin = min(last, int(begin / width_s)), min(last, int(end / width_s))
    if end <= begin or first_bin == last_bin:
        totals[last_bin] += amount
        return
    per_second = amount / (end - begin)
    for index in range(first_bin, last_bin + 1):
        left = max(begin, index * width_s)
        right = end if index == last_bin else min(end, (index + 1) * width_s)
        totals[index] += per_second * (right - left)


def _median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]
