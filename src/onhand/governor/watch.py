"""Measures one engine against its budget: samples in, violations out, time injected."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

from onhand.governor.budget import N_SAMPLES, AdaptiveProfile, Budget, percentile
from onhand.governor.drain import DrainMeter
from onhand.governor.events import BudgetMet, BudgetViolated, GovernorEvent

N_RING = 100
N_FIRST_TOKENS = 20
MIN_FIRST_TOKENS = 5
"""First tokens before an explicit limit is judged: they come one a request."""
FRESH_S = 60.0
"""Latencies older than this say nothing about now: an idle engine violates no latency."""
MET_SHARE = 0.95
"""An episode is over when the value is this far within its limit, so that it does not flicker."""


class BudgetWatch:
    """Keeps the latest samples of one engine and says when they leave the budget.

    Samples may come from any thread, `check` from one. Each violation is told once an episode:
    again only after the value was well within its limit. With a profile, limits that the budget
    leaves open are the profile's multiples of the first 20 samples, or of two minutes on battery.
    """

    def __init__(
        self,
        budget: Budget | None = None,
        *,
        profile: AdaptiveProfile | None = None,
        engine: str | None = None,
        clock: Callable[[], float] = time.monotonic,
        wall_clock: Callable[[], float] = time.time,
    ) -> None:
        """Watch an engine.

        Args:
            budget: limits as stated; None: none are.
            profile: where the limits come from that are not stated; None: there are none.
            engine: the engine's name, for the events.
            clock: monotonic seconds.
            wall_clock: seconds since the epoch, for the events.
        """
        self._limits = budget or Budget()
        self._profile = profile
        self._engine = engine
        self._clock = clock
        self._wall_clock = wall_clock
        self._lock = threading.Lock()
        self._token_ms: deque[float] = deque(maxlen=N_RING)
        self._first_token_ms: deque[float] = deque(maxlen=N_FIRST_TOKENS)
        self._token_s = self._first_token_s = -float("inf")
        self._memory_bytes: int | None = None
        self._thermal_level: int | None = None
        self._drain = DrainMeter()
        self._violated: set[str] = set()

    @property
    def limits(self) -> Budget:
        """The limits in force: those stated, and those measured so far."""
        return self._limits

    @property
    def violated(self) -> frozenset[str]:
        """The parts of the budget that were violated at the last `check`."""
        return frozenset(self._violated)

    # ── samples ──

    def add_tokens(self, elapsed_ms: float, n_tokens: int = 1) -> None:
        """Take the time since the stream's token before, over the tokens that came together."""
        if n_tokens < 1:
            return
        with self._lock:
            self._token_ms.extend([elapsed_ms / n_tokens] * min(n_tokens, N_RING))
            self._token_s = self._clock()

    def add_first_token(self, elapsed_ms: float) -> None:
        """Take the time from a request to its first token."""
        with self._lock:
            self._first_token_ms.append(elapsed_ms)
            self._first_token_s = self._clock()

    def set_memory(self, rss_bytes: int | None) -> None:
        """Take the worker's resident memory; None: unknown."""
        self._memory_bytes = rss_bytes

    def set_heat(self, thermal_level: int | None) -> None:
        """Take the device's thermal level, 0 to 3; None: it has no such sensor."""
        self._thermal_level = thermal_level

    def add_battery(self, percent: float | None, is_on_mains: bool | None) -> None:
        """Take the battery's charge; None: there is none."""
        with self._lock:
            self._drain.add(self._clock(), percent, is_on_mains)

    # ── judgement ──

    def measured(self) -> dict[str, float | None]:
        """Return the value of each part of the budget; None: unknown, too few, or too old."""
        now = self._clock()
        with self._lock:
            tokens = self._p95(self._token_ms, self._token_s, N_SAMPLES, now)
            first = self._p95(self._first_token_ms, self._first_token_s, MIN_FIRST_TOKENS, now)
            drain = self._drain.percent_per_10min(now)
        return {
            "p95_token_ms": tokens,
            "first_token_ms": first,
            "memory_bytes": self._memory_bytes,
            "drain_percent_per_10min": drain,
            "max_thermal_level": self._thermal_level,
        }

    def check(self) -> list[GovernorEvent]:
        """Return what changed since the last check: `BudgetViolated` and `BudgetMet` events."""
        measured = self.measured()
        self._resolve(measured)
        events: list[GovernorEvent] = []
        for name, value in measured.items():
            limit = getattr(self._limits, name)
            if limit is None:
                continue
            if name not in self._violated and value is not None and value > limit:
                self._violated.add(name)
                events.append(
                    BudgetViolated(
                        at=self._wall_clock(),
                        budget=name,
                        limit=limit,
                        measured=value,
                        engine=self._engine,
                    )
                )
            elif name in self._violated and _is_met(name, value, limit):
                self._violated.discard(name)
                events.append(
                    BudgetMet(
                        at=self._wall_clock(),
                        budget=name,
                        limit=limit,
                        measured=value,
                        engine=self._engine,
                    )
                )
        return events

    def _resolve(self, measured: dict[str, float | None]) -> None:
        """Set the limits that the profile derives, as soon as there is enough to derive from."""
        profile = self._profile
        if profile is None:
            return
        found: dict[str, float] = {}
        with self._lock:
            n_samples = {
                "p95_token_ms": len(self._token_ms),
                "first_token_ms": len(self._first_token_ms),
            }
        for name, n in n_samples.items():
            value = measured[name]
            if getattr(self._limits, name) is None and n >= N_SAMPLES and value:
                found[name] = value * profile.latency_factor
        drain = measured["drain_percent_per_10min"]
        if self._limits.drain_percent_per_10min is None and drain:
            found["drain_percent_per_10min"] = min(100.0, drain * profile.drain_factor)
        if found:
            self._limits = self._limits.replace(**found)

    @staticmethod
    def _p95(samples: deque[float], last_s: float, n_least: int, now: float) -> float | None:
        if len(samples) < n_least or now - last_s > FRESH_S:
            return None
        return percentile(samples, 0.95)


def _is_met(name: str, value: float | None, limit: float) -> bool:
    if value is None:
        return True
    return value <= (limit if name == "max_thermal_level" else limit * MET_SHARE)
