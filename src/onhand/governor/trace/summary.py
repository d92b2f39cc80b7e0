"""Sums a trace up: what ran, how fast, what went wrong, how the device took it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from onhand.governor.budget import percentile
from onhand.governor.trace.histogram import Histogram
from onhand.governor.trace.reader import Record, Trace


@dataclass(frozen=True, slots=True, kw_only=True)
class Percentiles:
    """Percentiles of a duration in milliseconds; None: there was none.

    Attributes:
        n: how many durations there were.
        p50: the median.
        p95: 95 % are at most this long.
        p99: 99 % are at most this long.
    """

    n: int = 0
    p50: float | None = None
    p95: float | None = None
    p99: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineSummary:
    """One engine's part of a trace.

    Attributes:
        name: the engine's name.
        model: the model's name; empty: its load is not in the trace.
        runtime: the runtime's name and version.
        n_loads: how often it was loaded, restarts and reloads included.
        n_requests: generations that ended.
        n_computations: embeddings and scores that ended.
        n_tokens: tokens generated.
        n_faults: deaths of its worker.
        n_recoveries: times that another worker was ready after a death.
        n_gave_up: times that its supervisor gave up.
    """

    name: str
    model: str = ""
    runtime: str = ""
    n_loads: int = 0
    n_requests: int = 0
    n_computations: int = 0
    n_tokens: int = 0
    n_faults: int = 0
    n_recoveries: int = 0
    n_gave_up: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceSummary:
    """What a trace comes to.

    Attributes:
        started_at: when it began, in seconds since the epoch.
        duration_s: from there to its last record.
        n_runs: runs that it is of.
        n_cut: lines that were cut short by a kill.
        engines: one entry an engine, in order of appearance.
        n_requests: generations that ended, whatever the reason.
        reasons: how often each reason ended one.
        n_tokens: tokens generated.
        n_prompt_tokens: tokens of prompts.
        n_cached_tokens: how many of those were reused.
        tokens_per_second: tokens over the time in which anything was generated; None: no tokens.
        first_token_ms: from submission to the first token.
        token_ms: between tokens, recoveries' pauses left out; at most 5 % above the true value.
        computation_ms: how long embeddings and scores took, by what they are.
        n_faults: deaths of workers.
        n_recoveries: times that another worker was ready after a death.
        recovery_ms: how long that took.
        levels: seconds at each level, where the trace says.
        n_level_changes: how often it changed.
        decisions: how often the governor decided what.
        events: how often it saw what.
        peak_worker_rss_bytes: most memory of the workers in any sample.
        peak_app_rss_bytes: most memory of the app in any sample.
        least_available_bytes: least available memory in any sample.
        max_celsius: the hottest sample.
        max_thermal_level: the worst thermal level of any sample.
        n_samples: samples of the device.
    """

    started_at: float
    duration_s: float
    n_runs: int
    n_cut: int
    engines: tuple[EngineSummary, ...]
    n_requests: int
    reasons: dict[str, int]
    n_tokens: int
    n_prompt_tokens: int
    n_cached_tokens: int
    tokens_per_second: float | None
    first_token_ms: Percentiles
    token_ms: Percentiles
    computation_ms: dict[str, Percentiles]
    n_faults: int
    n_recoveries: int
    recovery_ms: Percentiles
    levels: dict[str, float]
    n_level_changes: int
    decisions: dict[str, int]
    events: dict[str, int]
    peak_worker_rss_bytes: int | None
    peak_app_rss_bytes: int | None
    least_available_bytes: int | None
    max_celsius: float | None
    max_thermal_level: int | None
    n_samples: int

    def to_dict(self) -> dict[str, Any]:
        """Return all of it as JSON-able data."""
        return asdict(self)


def summarise(trace: Trace) -> TraceSummary:
    """Sum up a trace."""
    requests = list(trace.of_kind("request"))
    samples = list(trace.of_kind("sample"))
    faults = list(trace.of_kind("fault"))
    duration_s = float(trace.records[-1]["t"])
    n_tokens = sum(one["completion_tokens"] for one in requests)
    busy_s = _covered(_spans(requests))
    bands = level_bands(trace)
    token_ms = Histogram()
    for one in requests:
        token_ms.add_pairs(one["token_ms"])
    recovered = [one for one in faults if one["what"] == "recovered"]
    return TraceSummary(
        started_at=trace.started_at,
        duration_s=duration_s,
        n_runs=trace.n_runs,
        n_cut=trace.n_cut,
        engines=_engines(trace),
        n_requests=len(requests),
        reasons=dict(Counter(one["reason"] for one in requests)),
        n_tokens=n_tokens,
        n_prompt_tokens=sum(one["prompt_tokens"] for one in requests),
        n_cached_tokens=sum(one["cached_tokens"] for one in requests),
        tokens_per_second=n_tokens / busy_s if n_tokens and busy_s else None,
        first_token_ms=_percentiles(_values(requests, "first_token_ms")),
        token_ms=Percentiles(
            n=len(token_ms),
            p50=token_ms.percentile(0.5),
            p95=token_ms.percentile(0.95),
            p99=token_ms.percentile(0.99),
        ),
        computation_ms=_computations(trace),
        n_faults=sum(one["what"] == "died" for one in faults),
        n_recoveries=len(recovered),
        recovery_ms=_percentiles(_values(recovered, "pause_ms")),
        levels=_durations(bands),
        n_level_changes=max(0, len(bands) - 1),
        decisions=dict(Counter(one["what"] for one in trace.of_kind("decision"))),
        events=dict(Counter(one["what"] for one in trace.of_kind("event"))),
        peak_worker_rss_bytes=max(_values(samples, "worker_rss_bytes"), default=None),
        peak_app_rss_bytes=max(_values(samples, "app_rss_bytes"), default=None),
        least_available_bytes=min(_values(samples, "available_bytes"), default=None),
        max_celsius=max(_values(samples, "cpu_celsius"), default=None),
        max_thermal_level=max(_values(samples, "thermal_level"), default=None),
        n_samples=len(samples),
    )


def level_bands(trace: Trace) -> list[tuple[str, float, float]]:
    """Return (level, begin, end) in seconds for the device's levels, without gaps.

    From the decisions that concern all engines, and from what the samples say.
    """
    bands: list[tuple[str, float, float]] = []
    end = float(trace.records[-1]["t"])
    for record in trace.records:
        level = None
        if record["kind"] == "sample":
            level = record.get("level")
        elif record.get("what") == "level_changed" and record.get("engine") is None:
            level = record.get("level")
            if not bands and isinstance(record.get("previous"), str):
                bands.append((record["previous"], 0.0, 0.0))
        if isinstance(level, str) and (not bands or bands[-1][0] != level):
            begin = float(record["t"]) if bands else 0.0
            bands.append((level, begin, begin))
    if not bands:
        return []
    ends = [begin for _, begin, _ in bands[1:]] + [end]
    return [(level, begin, until) for (level, begin, _), until in zip(bands, ends, strict=True)]


def _durations(bands: Iterable[tuple[str, float, float]]) -> dict[str, float]:
    durations: defaultdict[str, float] = defaultdict(float)
    for level, begin, end in bands:
        durations[level] += end - begin
    return {level: round(seconds, 3) for level, seconds in durations.items()}


def _engines(trace: Trace) -> tuple[EngineSummary, ...]:
    names: dict[str, Counter[str]] = {}
    told: dict[str, tuple[str, str]] = {}
    for record in trace.of_kind("load", "request", "computation", "fault", "unload"):
        name = record["engine"]
        counts = names.setdefault(name, Counter())
        kind = record["kind"]
        if kind == "load":
            told[name] = (record["model"], record["runtime"])
            counts["n_loads"] += not record.get("again", False)
        elif kind == "request":
            counts["n_requests"] += 1
            counts["n_tokens"] += record["completion_tokens"]
        elif kind == "computation":
            counts["n_computations"] += 1
        elif kind == "fault":
            counts[_FAULTS.get(record["what"], "other")] += 1
    found = []
    for name, counts in names.items():
        model, runtime = told.get(name, ("", ""))
        counts.pop("other", None)
        found.append(EngineSummary(name=name, model=model, runtime=runtime, **counts))
    return tuple(found)


_FAULTS = {"died": "n_faults", "recovered": "n_recoveries", "gave-up": "n_gave_up"}


def _values(records: Iterable[Record], name: str) -> list[Any]:
    return [record[name] for record in records if name in record]


def _percentiles(values: list[float]) -> Percentiles:
    if not values:
        return Percentiles()
    p50, p95, p99 = (percentile(values, share) for share in (0.5, 0.95, 0.99))
    return Percentiles(n=len(values), p50=p50, p95=p95, p99=p99)


def _computations(trace: Trace) -> dict[str, Percentiles]:
    found: defaultdict[str, list[float]] = defaultdict(list)
    for record in trace.of_kind("computation"):
        found[record["what"]].append(record["total_ms"])
    return {what: _percentiles(durations) for what, durations in found.items()}


def _spans(requests: Iterable[Record]) -> list[tuple[float, float]]:
    return sorted(
        (one["t"] - one["total_ms"] / 1e3, one["t"]) for one in requests if one["completion_tokens"]
    )


def _covered(spans: list[tuple[float, float]]) -> float:
    """Return the time that sorted spans cover together."""
    covered, reached = 0.0, -float("inf")
    for begin, end in spans:
        covered += max(0.0, end - max(begin, reached))
        reached = max(reached, end)
    return covered
