"""What may stand in a trace: the kinds of records and their fields, for writer, reader and docs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

VERSION: Final = 1

NUMBER: Final = (int, float)
_MOST: Final = 1e18
_YEAR_9999: Final = 253_402_300_799


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record.

    Attributes:
        types: what JSON gives for it.
        meaning: one line for the reference.
        is_optional: absent where it is unknown or does not apply.
        item: whether a value of these types is right; None: any is.
    """

    types: tuple[type, ...]
    meaning: str
    is_optional: bool = False
    item: Callable[[Any], bool] | None = None


def _text(meaning: str, *, is_optional: bool = False) -> Field:
    return Field((str,), meaning, is_optional)


def _count(meaning: str, *, is_optional: bool = False) -> Field:
    return Field((int,), meaning, is_optional)


def _number(meaning: str, *, is_optional: bool = False) -> Field:
    return Field(NUMBER, meaning, is_optional)


def _are_counts(value: dict[str, Any]) -> bool:
    return all(_fits(count, (int,)) for count in value.values())


def _are_texts(value: dict[str, Any]) -> bool:
    return all(isinstance(text, str) for text in value.values())


def _are_pairs(value: list[Any]) -> bool:
    return all(
        isinstance(pair, list)
        and len(pair) == 2
        and _fits(pair[0], NUMBER)
        and pair[0] > 0
        and _fits(pair[1], (int,))
        for pair in value
    )


COMMON: Final[dict[str, Field]] = {
    "kind": _text("the kind of record"),
    "t": _number("seconds since the run began, by the monotonic clock"),
}

KINDS: Final[dict[str, dict[str, Field]]] = {
    "trace-start": {
        "version": _count(f"of this schema: {VERSION}"),
        "run": _text("random name of the run; the parts of a rotated trace share it"),
        "part": _count("1, 2 … as the trace is rotated"),
        "started_at": Field(
            NUMBER,
            "when the run began, in seconds since the epoch",
            item=lambda value: 0 <= value <= _YEAR_9999,
        ),
        "onhand": _text("version of onhand"),
        "python": _text("version of Python"),
        "platform": _text("system and architecture"),
        "pid": _count("process that writes"),
    },
    "load": {
        "engine": _text("the engine's name in this run"),
        "model": _text("the model's name"),
        "runtime": _text("the runtime's name"),
        "build": _text("the native library's build"),
        "isolation": _text("process or thread"),
        "n_ctx": _count("most tokens that a session can hold"),
        "n_batch": _count("most tokens of a decode call"),
        "n_seq_max": _count("sequences that can be resident"),
        "n_threads": _count("compute threads"),
        "load_ms": _number("how long it took"),
        "life": _count("1 for the first worker, 2 after it died once or was evicted …"),
        "again": Field((bool,), "true: repeated at the head of a part, nothing was loaded", True),
    },
    "unload": {
        "engine": _text("the engine's name"),
        "cause": _text("closed, evicted or failed"),
    },
    "request": {
        "engine": _text("the engine's name"),
        "reason": _text("eog, stop, length, cancelled, deadline, or error"),
        "error": _text("the error's code, where the reason is error", is_optional=True),
        "prompt_tokens": _count("tokens of the prompt, history included"),
        "cached_tokens": _count("how many of them were reused"),
        "completion_tokens": _count("tokens that were generated"),
        "first_token_ms": _number("from submission to the first token", is_optional=True),
        "total_ms": _number("from submission to the end"),
        "n_recoveries": _count("how often the worker died under it"),
        "paused_ms": _number("time from the last token before a death to the next after it"),
        "token_ms": Field(
            (list,),
            "[ms, n] pairs: n tokens came at most ms, and more than ms / 1.05, after the last",
            item=_are_pairs,
        ),
    },
    "computation": {
        "engine": _text("the engine's name"),
        "what": _text("embed or score"),
        "n_inputs": _count("how many texts"),
        "total_ms": _number("from the question to the answer"),
        "error": _text("the error's code, where it failed", is_optional=True),
    },
    "sensors": {
        "sources": Field(
            (dict,), "what each reading of the samples that follow is read from", item=_are_texts
        ),
    },
    "sample": {
        "level": _text("full, reduced, minimal or paused", is_optional=True),
        "tokens": Field(
            (dict,), "tokens that each engine generated since the sample before", item=_are_counts
        ),
        "app_rss_bytes": _count("resident memory of this process", is_optional=True),
        "worker_rss_bytes": _count("resident memory of the workers together", is_optional=True),
        "available_bytes": _count("memory that can be had without swapping", is_optional=True),
        "limit_bytes": _count("smallest limit of a cgroup or job above", is_optional=True),
        "cgroup_used_bytes": _count("what counts against that limit", is_optional=True),
        "memory_pressure": _number("PSI some avg10 of memory, percent", is_optional=True),
        "cpu_pressure": _number("PSI some avg10 of the processors, percent", is_optional=True),
        "memory_level": _count("what the system calls the shortage, 0 to 2", is_optional=True),
        "thermal_level": _count("0 nominal, 1 fair, 2 serious, 3 critical", is_optional=True),
        "cpu_celsius": _number("hottest zone of the processor", is_optional=True),
        "throttled": Field((bool,), "whether heat slows the processor", True),
        "cpu_mhz": _number("frequency, mean of the processors", is_optional=True),
        "battery_percent": _number("charge of the batteries", is_optional=True),
        "on_mains": Field((bool,), "whether the mains feed the device", True),
        "power_saver": Field((bool,), "whether the user asked to save power", True),
        "gpu_free_bytes": Field((dict,), "free memory of each accelerator", True, _are_counts),
    },
    "decision": {
        "what": _text("which, see below"),
        "at": _number("when, in seconds since the epoch"),
    },
    "event": {
        "what": _text("which, see below"),
        "at": _number("when, in seconds since the epoch"),
    },
    "fault": {
        "engine": _text("the engine's name"),
        "what": _text("died, recovered or gave-up"),
        "cause": _text("what killed the worker, such as a signal's name", is_optional=True),
        "n_streams": _count("generations that were running", is_optional=True),
        "pause_ms": _number("from the death until the new worker was ready", is_optional=True),
    },
}

SEEN: Final = frozenset(
    ("memory_warning", "memory_eased", "engine_reloaded", "budget_violated", "budget_met")
)
"""Events of the governor that are observations; all others are its decisions."""

OPEN_KINDS: Final = frozenset(("decision", "event"))
"""Kinds that also carry the fields of the governor's event."""

SAMPLED: Final = tuple(
    name for name in KINDS["sample"] if name not in ("level", "tokens", "gpu_free_bytes")
)


def fault_of(record: Mapping[str, Any], *, is_strict: bool) -> str | None:
    """Return what is wrong with a record, or None.

    Args:
        record: a line of a trace, as JSON gives it.
        is_strict: refuse kinds and fields that this version does not know, as the writer does;
            the reader passes over them.
    """
    kind = record.get("kind")
    fields = KINDS.get(kind) if isinstance(kind, str) else None
    if fields is None:
        return f"unknown kind {kind!r}" if is_strict or not isinstance(kind, str) else None
    known = {**COMMON, **fields}
    for name, field in known.items():
        if name not in record:
            if not field.is_optional:
                return f"{kind} without {name}"
        elif not _fits(record[name], field.types):
            return f"{kind}.{name} is {type(record[name]).__name__}"
        elif field.item is not None and not field.item(record[name]):
            return f"{kind}.{name} is not what it should be"
    if is_strict and kind not in OPEN_KINDS:
        for name in record:
            if name not in known:
                return f"{kind}.{name} is unknown"
    return None


def _fits(value: Any, types: tuple[type, ...]) -> bool:
    if isinstance(value, bool):
        return bool in types
    if isinstance(value, (int, float)) and not abs(value) <= _MOST:
        return False
    return isinstance(value, types)
