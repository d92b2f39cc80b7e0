"""Readings, levels and what the governor did, in words for people."""

from __future__ import annotations

import re

from onhand.governor import events
from onhand.governor.levels import Allowance, Level
from onhand.governor.readings import Reading

THERMAL = ("nominal", "fair", "serious", "critical")
SHORTAGE = ("none", "warning", "critical")
LEVELS = {
    Level.FULL: "Full speed",
    Level.REDUCED: "Reduced",
    Level.MINIMAL: "Minimal",
    Level.PAUSED: "Paused",
}
NOT_READABLE = "not readable here"

_REASON = re.compile(r"(\w+) ?([\d.]*)")


def size(n_bytes: float | None) -> str:
    """Return bytes in words, such as "1.5 GiB"."""
    if n_bytes is None:
        return NOT_READABLE
    value = float(n_bytes)
    for unit in ("B", "KiB", "MiB"):
        if value < 1024:
            return f"{value:.0f} {unit}"
        value /= 1024
    return f"{value:.1f} GiB"


def reading(found: Reading[float] | Reading[int] | Reading[bool], unit: str = "") -> str:
    """Return a reading in words: a size where `unit` is "B"; never 0 for what cannot be read."""
    value = found.value
    if value is None:
        return NOT_READABLE
    if isinstance(value, bool):
        return "yes" if value else "no"
    return size(value) if unit == "B" else f"{value:,.0f}{unit}"


def source(found: Reading[float] | Reading[int] | Reading[bool]) -> str:
    """Return where a reading came from, or why there is none."""
    return found.source.removeprefix("none: ")


def thermal(found: Reading[int]) -> str:
    """Return the heat's level in words."""
    return NOT_READABLE if found.value is None else THERMAL[min(3, max(0, found.value))]


def shortage(found: Reading[int]) -> str:
    """Return what the system calls the shortage of memory."""
    return NOT_READABLE if found.value is None else SHORTAGE[min(2, max(0, found.value))]


def reason(said: str) -> str:
    """Return one of a policy's reasons, such as "thermal_level 2", in words."""
    match = _REASON.fullmatch(said)
    name, value = match.groups() if match else (said, "")
    if name == "thermal_level" and value:
        return f"the device is hot ({THERMAL[min(3, int(float(value)))]})"
    if name == "available_bytes" and value:
        return f"only {size(float(value))} of memory are left"
    if name == "battery_percent" and value:
        return f"the battery is at {value} %"
    plain = {"power_saver": "the device saves power", "throttled": "heat slows the processor"}
    return plain.get(said, said.replace("_", " "))


def allowance(allowed: Allowance) -> str:
    """Return what a level allows, in words."""
    if allowed.duty == 0:
        return "Answers wait until the level is better."
    if allowed == Allowance():
        return "No limits: all threads, whole batches, answers of any length."
    length = f", answers of at most {allowed.max_tokens:,} tokens" if allowed.max_tokens else ""
    return (
        f"{allowed.threads:.0%} of the threads, prompts in steps of {allowed.prefill:.0%}, "
        f"computing {allowed.duty:.0%} of the time{length}."
    )


def event_in_words(event: events.GovernorEvent) -> str:
    """Return what the governor did or saw, in a sentence."""
    match event:
        case events.LevelChanged():
            why = ", ".join(reason(said) for said in event.reasons) or "no reason is left"
            who = f" for {event.engine}" if event.engine else ""
            return f"{LEVELS[event.previous]} → {LEVELS[event.level]}{who}: {why}"
        case events.MemoryWarning():
            return f"{size(event.used_bytes)} in use, near the limit of {size(event.limit_bytes)}"
        case events.MemoryEased():
            return f"{size(event.used_bytes)} in use, well below the limit again"
        case events.SequencesParked():
            return f"{event.n_sequences} idle conversations gave up their cache ({_freed(event)})"
        case events.PrefixCacheDropped():
            return f"kept beginnings of prompts were dropped ({_freed(event)})"
        case events.BatchShrunk():
            return f"at most {event.n_batch} tokens a step from now on ({_freed(event)})"
        case events.BatchRestored():
            return f"{event.n_batch} tokens a step again"
        case events.EngineEvicted():
            return f"the idle model was unloaded ({_freed(event)}); its next use loads it again"
        case events.EngineReloaded():
            return f"the model was loaded again in {event.load_ms / 1000:.2f} s"
        case events.BudgetViolated():
            return f"{event.budget} is {event.measured:g}, the budget allows {event.limit:g}"
        case events.BudgetMet():
            return f"{event.budget} is within the budget of {event.limit:g} again"
        case _:
            return event.kind.replace("_", " ")


def _freed(event: events.GovernorEvent) -> str:
    return f"{size(getattr(event, 'freed_bytes', 0))} freed"
