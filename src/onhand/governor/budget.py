"""What an engine may cost: limits as the app states them, or as multiples of what is measured.

The profiles' factors, the twenty samples and the ring of a hundred are those that on-device
assistants publish. A percentile here is by nearest rank over the *latest* samples: it falls again
when the device recovers.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence

from onhand.types.params import Params, check_range

N_SAMPLES = 20
"""Samples after which a percentile is believed."""
DRAIN_AFTER_S = 120.0
"""Seconds on battery after which a drain is believed."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Budget(Params):
    """What an engine may cost; None: no limit, or the profile's where there is one.

    Attributes:
        p95_token_ms: 95th percentile of the time between tokens of a stream, over the last 100.
        first_token_ms: 95th percentile of the time to the first token, over the last 20 requests.
        memory_bytes: resident memory of the worker process; beyond it the engine gives up the
            caches of idle sessions, beyond 1.1 times it is unloaded when it is idle.
        drain_percent_per_10min: battery, in percent of its capacity per ten minutes.
        max_thermal_level: 0 nominal, 1 fair, 2 serious, 3 critical.
    """

    p95_token_ms: float | None = None
    first_token_ms: float | None = None
    memory_bytes: int | None = None
    drain_percent_per_10min: float | None = None
    max_thermal_level: int | None = None

    def __post_init__(self) -> None:
        check_range("Budget", "p95_token_ms", self.p95_token_ms, 0.001, 1e7)
        check_range("Budget", "first_token_ms", self.first_token_ms, 0.001, 1e7)
        check_range("Budget", "memory_bytes", self.memory_bytes, 1, None, integer=True)
        check_range("Budget", "drain_percent_per_10min", self.drain_percent_per_10min, 0.001, 100.0)
        check_range("Budget", "max_thermal_level", self.max_thermal_level, 0, 3, integer=True)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AdaptiveProfile(Params):
    """Limits as multiples of what this device shows while all is well.

    Attributes:
        latency_factor: allowed over measured, for both latencies.
        drain_factor: allowed over measured, for the battery.
    """

    latency_factor: float = 1.5
    drain_factor: float = 1.0

    def __post_init__(self) -> None:
        check_range("AdaptiveProfile", "latency_factor", self.latency_factor, 0.1, 100.0)
        check_range("AdaptiveProfile", "drain_factor", self.drain_factor, 0.1, 100.0)

    @classmethod
    def conservative(cls) -> AdaptiveProfile:
        """Spare the battery: twice the latency, 0.6 of the drain."""
        return cls(latency_factor=2.0, drain_factor=0.6)

    @classmethod
    def balanced(cls) -> AdaptiveProfile:
        """Half as much latency again, the drain as measured."""
        return cls(latency_factor=1.5, drain_factor=1.0)

    @classmethod
    def performance(cls) -> AdaptiveProfile:
        """Stay quick: 1.1 of the latency, 1.5 of the drain."""
        return cls(latency_factor=1.1, drain_factor=1.5)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least `share` (0 to 1] of the values do not exceed.

    Nearest rank; of 20 values the 95th percentile is the 19th smallest.

    Raises:
        ValueError: there are no values, or the share is out of range.
    """
    if not values or not 0.0 < share <= 1.0:
        raise ValueError(f"no {share} percentile of {len(values)} values")
    rank = math.ceil(round(share * len(values), 9))
    return sorted(values)[rank - 1]
