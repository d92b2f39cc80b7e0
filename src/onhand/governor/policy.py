"""Which level the device's condition asks for, with hysteresis. Pure: the time comes with the call.

It worsens at once and recovers one level at a time, each after a calm interval. What is unknown
asks for nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from onhand.governor.levels import Allowance, Level
from onhand.governor.readings import Snapshot
from onhand.types.params import Params, check_range

MIB = 1024 * 1024
UNLIMITED: Final = Allowance()
REDUCED: Final = Allowance(threads=0.75, prefill=0.5, max_tokens=1024, duty=0.75)
MINIMAL: Final = Allowance(threads=0.5, prefill=0.125, max_tokens=256, duty=0.4)
PAUSED: Final = Allowance(threads=0.25, prefill=0.0625, max_tokens=256, duty=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyParams(Params):
    """When a level begins, and what it allows. A threshold of None never asks for its level.

    Attributes:
        reduced_thermal: thermal level (0 to 3) from which on the level is at least reduced.
        minimal_thermal: the same of minimal.
        paused_thermal: the same of paused.
        reduced_available_bytes: available memory below which the level is at least reduced.
        minimal_available_bytes: the same of minimal.
        paused_available_bytes: the same of paused.
        reduced_battery_percent: charge below which it is at least reduced; off the mains only.
        minimal_battery_percent: the same of minimal.
        minds_power_saver: the device's power saver asks for reduced.
        minds_throttling: a processor slowed by heat asks for reduced.
        recovery_s: seconds without a reason for a level after which it gets one better.
        full: what the level full allows.
        reduced: what reduced allows.
        minimal: what minimal allows.
        paused: what paused allows.
    """

    reduced_thermal: int | None = 1
    minimal_thermal: int | None = 2
    paused_thermal: int | None = 3
    reduced_available_bytes: int | None = 200 * MIB
    minimal_available_bytes: int | None = 100 * MIB
    paused_available_bytes: int | None = 50 * MIB
    reduced_battery_percent: float | None = 15.0
    minimal_battery_percent: float | None = 5.0
    minds_power_saver: bool = True
    minds_throttling: bool = True
    recovery_s: float = 60.0
    full: Allowance = UNLIMITED
    reduced: Allowance = REDUCED
    minimal: Allowance = MINIMAL
    paused: Allowance = PAUSED

    def __post_init__(self) -> None:
        for name in ("reduced_thermal", "minimal_thermal", "paused_thermal"):
            check_range("PolicyParams", name, getattr(self, name), 0, 3, integer=True)
        for name in ("reduced", "minimal", "paused"):
            key = f"{name}_available_bytes"
            check_range("PolicyParams", key, getattr(self, key), 0, 1 << 50, integer=True)
        for name in ("reduced_battery_percent", "minimal_battery_percent"):
            check_range("PolicyParams", name, getattr(self, name), 0.0, 100.0)
        check_range("PolicyParams", "recovery_s", self.recovery_s, 0.0, 86_400.0)

    def allowance(self, level: Level) -> Allowance:
        """Return what `level` allows."""
        return (self.full, self.reduced, self.minimal, self.paused)[level]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a policy decided.

    Attributes:
        level: the level from now on.
        previous: the level until now.
        reasons: the readings that ask for `level` or a worse one, such as "thermal_level 2"; empty
            while it only waits to recover.
        allowance: what the level allows.
    """

    level: Level
    previous: Level
    reasons: tuple[str, ...]
    allowance: Allowance

    @property
    def is_change(self) -> bool:
        """Whether the level is another one than before."""
        return self.level is not self.previous


class Policy:
    """The level of one device over time.

    A subclass may override `asked` to mind other things; the hysteresis stays.
    """

    def __init__(self, params: PolicyParams | None = None) -> None:
        self.params: PolicyParams = params or PolicyParams()
        self.level: Level = Level.FULL
        self._calm_since: float | None = None

    def decide(self, snapshot: Snapshot, now: float) -> Decision:
        """Return the level for `snapshot`, taken at `now` (monotonic seconds)."""
        previous = self.level
        asked = self.asked(snapshot)
        wanted = max(asked.values(), default=Level.FULL)
        if wanted >= previous:
            self.level, self._calm_since = wanted, None
        elif self._calm_since is None:
            self._calm_since = now
        elif now - self._calm_since >= self.params.recovery_s:
            self.level, self._calm_since = Level(previous - 1), now
        reasons = tuple(
            reason for reason, level in asked.items() if level >= max(self.level, Level.REDUCED)
        )
        return Decision(self.level, previous, reasons, self.params.allowance(self.level))

    def asked(self, snapshot: Snapshot) -> dict[str, Level]:
        """Return the level that each reading asks for, by the reading in words."""
        params = self.params
        found: dict[str, Level] = {}

        def note(reason: str, level: Level) -> None:
            if level is not Level.FULL:
                found[reason] = level

        heat = snapshot.thermal_level.value
        if heat is not None:
            limits = params.reduced_thermal, params.minimal_thermal, params.paused_thermal
            note(f"thermal_level {heat}", _worst(limits, lambda limit: heat >= limit))
        available = snapshot.available_bytes.value
        if available is not None:
            least = (
                params.reduced_available_bytes,
                params.minimal_available_bytes,
                params.paused_available_bytes,
            )
            level = _worst(least, lambda limit: available < limit)
            note(f"available_bytes {available}", level)
        charge = snapshot.battery_percent.value
        if charge is not None and snapshot.on_mains.value is False:
            charges = params.reduced_battery_percent, params.minimal_battery_percent, None
            note(f"battery_percent {charge:g}", _worst(charges, lambda limit: charge < limit))
        if params.minds_power_saver and snapshot.power_saver.value:
            note("power_saver", Level.REDUCED)
        if params.minds_throttling and snapshot.throttled.value:
            note("throttled", Level.REDUCED)
        return found


def _worst(
    limits: tuple[float | None, float | None, float | None], is_beyond: Callable[[float], bool]
) -> Level:
    """Return the worst level whose limit is passed; `limits` are of reduced, minimal, paused."""
    worst = Level.FULL
    for level, limit in zip((Level.REDUCED, Level.MINIMAL, Level.PAUSED), limits, strict=True):
        if limit is not None and is_beyond(limit):
            worst = level
    return worst
