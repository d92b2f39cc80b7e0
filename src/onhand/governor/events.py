"""What a governor does and sees, as frozen values; each has a `kind` and a JSON form.

`at` is in seconds since the epoch. `freed_bytes` is what the worker's resident memory fell by,
measured; 0 where a runtime keeps what it has. `n_tokens` is how much of the cache became free for
others, whether or not the runtime gave it back to the system.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from onhand.governor.levels import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class GovernorEvent:
    """Base of all events of a governor.

    Attributes:
        at: when, in seconds since the epoch.
    """

    kind: ClassVar[str] = ""

    at: float

    def to_dict(self) -> dict[str, Any]:
        """Return `kind` and the fields as JSON-able data; levels by their labels."""
        data = {field.name: _plain(getattr(self, field.name)) for field in fields(self)}
        return {"kind": self.kind, **data}


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryWarning(GovernorEvent):
    """The memory in use came near its limit (90 % by default).

    Attributes:
        used_bytes: memory in use.
        limit_bytes: the limit.
        source: what set the limit: "explicit", "cgroup", "platform" or "ram".
    """

    kind: ClassVar[str] = "memory_warning"

    used_bytes: int
    limit_bytes: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryEased(GovernorEvent):
    """The memory in use is well below its limit again, after a `MemoryWarning`."""

    kind: ClassVar[str] = "memory_eased"

    used_bytes: int
    limit_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SequencesParked(GovernorEvent):
    """Idle sessions of an engine gave up their cache; it is rebuilt when they go on.

    Attributes:
        engine: its name in the governor.
        n_sequences: how many.
        n_tokens: see the module.
        freed_bytes: see the module.
    """

    kind: ClassVar[str] = "sequences_parked"

    engine: str
    n_sequences: int
    n_tokens: int
    freed_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PrefixCacheDropped(GovernorEvent):
    """An engine dropped what it kept of closed sessions for those who begin alike."""

    kind: ClassVar[str] = "prefix_cache_dropped"

    engine: str
    n_sequences: int
    n_tokens: int
    freed_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchShrunk(GovernorEvent):
    """An engine computes fewer tokens at a time.

    Attributes:
        engine: its name in the governor.
        n_batch: most tokens of a step from now on.
        freed_bytes: see the module.
    """

    kind: ClassVar[str] = "batch_shrunk"

    engine: str
    n_batch: int
    freed_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRestored(GovernorEvent):
    """An engine computes as many tokens at a time as before `BatchShrunk`."""

    kind: ClassVar[str] = "batch_restored"

    engine: str
    n_batch: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineEvicted(GovernorEvent):
    """An idle engine was unloaded; it comes back by itself at its next use.

    Attributes:
        engine: its name in the governor.
        freed_bytes: see the module.
        idle_s: seconds since its last use.
    """

    kind: ClassVar[str] = "engine_evicted"

    engine: str
    freed_bytes: int
    idle_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineReloaded(GovernorEvent):
    """An evicted engine was used and is back.

    Attributes:
        engine: its name in the governor.
        load_ms: how long its caller waited for that.
    """

    kind: ClassVar[str] = "engine_reloaded"

    engine: str
    load_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelChanged(GovernorEvent):
    """The policy changed what the engines may do.

    Attributes:
        level: from now on.
        previous: until now.
        reasons: the readings that ask for the level, such as "thermal_level 2"; empty: none does.
        engine: the engine that it is about; None: all.
    """

    kind: ClassVar[str] = "level_changed"

    level: Level
    previous: Level
    reasons: tuple[str, ...] = ()
    engine: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetViolated(GovernorEvent):
    """A measured value is beyond what its `Budget` allows.

    Attributes:
        budget: which part of the budget, such as "p95_token_ms".
        limit: what it allows, in the budget's unit.
        measured: the value, in the same unit.
        engine: the engine that it is about; None: all.
    """

    kind: ClassVar[str] = "budget_violated"

    budget: str
    limit: float
    measured: float
    engine: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetMet(GovernorEvent):
    """A measured value is within its budget again, after a `BudgetViolated`.

    Attributes:
        budget: which part of the budget.
        limit: what it allows, in the budget's unit.
        measured: the value; None: there is nothing to measure any more.
        engine: the engine that it is about; None: all.
    """

    kind: ClassVar[str] = "budget_met"

    budget: str
    limit: float
    measured: float | None
    engine: str | None = None


def _plain(value: Any) -> Any:
    if isinstance(value, Level):
        return value.label
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    return value
