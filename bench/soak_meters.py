"""What the soak measures: latencies per minute, memory over time, and the slope of it.

All room is taken beforehand: the measuring must not look like a leak.
"""

from __future__ import annotations

import math
import time
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import psutil

GROWTH = 1.01
LEAST_MS = 0.01
N_BUCKETS = math.ceil(math.log(600_000 / LEAST_MS) / math.log(GROWTH))


class Latencies:
    """Counts of durations in buckets that grow by 1 %."""

    def __init__(self) -> None:
        self._counts = array("L", bytes(8 * N_BUCKETS))

    def add(self, ms: float) -> None:
        """Count one."""
        index = int(math.log(max(ms, LEAST_MS) / LEAST_MS) / math.log(GROWTH))
        self._counts[min(index, N_BUCKETS - 1)] += 1

    def __len__(self) -> int:
        return sum(self._counts)

    def percentile(self, share: float) -> float:
        """Return the upper bound of a percentile's bucket; NaN: nothing was counted."""
        rank, seen = math.ceil(share * len(self)), 0
        for index, count in enumerate(self._counts):
            seen += count
            if count and seen >= rank:
                return LEAST_MS * GROWTH ** (index + 1)
        return math.nan


@dataclass
class Minute:
    """One minute of the soak."""

    tokens: Latencies = field(default_factory=Latencies)
    firsts: Latencies = field(default_factory=Latencies)
    n_tokens: int = 0
    n_tasks: int = 0
    n_kills: int = 0


class Memory:
    """Resident memory of the host and of workers, and the processors' pressure, once a second."""

    def __init__(self, seconds: float) -> None:
        self._room = int(seconds) + 120
        self._times = array("d", bytes(8 * self._room))
        self._values: dict[str, array[float]] = {}
        self._n = 0
        self._host = psutil.Process()

    def sample(
        self, now_s: float, pids: dict[str, int | None], pressure: float | None = None
    ) -> None:
        """Read the host and the workers that are alive; NaN for those that are not.

        `pressure` is the percentage of time in which some task of the machine waited for a
        processor: what else ran there.
        """
        if self._n == self._room:
            return
        self._times[self._n] = now_s
        self._put("host", self._host.memory_info().rss)
        for name, pid in pids.items():
            self._put(name, math.nan if pid is None else _resident(pid))
        self._put("pressure", math.nan if pressure is None else pressure)
        self._n += 1

    def _put(self, name: str, value: float) -> None:
        if name not in self._values:
            self._values[name] = array("d", [math.nan]) * self._room
        self._values[name][self._n] = value

    def slope_mb_per_minute(self, name: str, after_s: float) -> float:
        """Return the least-squares slope after the warm-up, in MB (1,000,000 bytes) a minute."""
        points = [
            (self._times[n], self._values[name][n] / 1e6)
            for n in range(self._n)
            if self._times[n] >= after_s and not math.isnan(self._values[name][n])
        ]
        return slope(points) * 60.0

    def pressure(self, begin_s: float, end_s: float) -> float:
        """Return the mean pressure between two times, in percent; NaN: it is unknown."""
        values = [
            value
            for t, value in zip(self._times, self._values["pressure"], strict=True)
            if begin_s <= t < end_s and not math.isnan(value)
        ]
        return sum(values) / len(values) if values else math.nan

    def at_most(self, name: str, begin_s: float, end_s: float) -> float:
        """Return the highest value between two times, in MB; NaN: there is none."""
        values = [
            self._values[name][n] / 1e6
            for n in range(self._n)
            if begin_s <= self._times[n] < end_s and not math.isnan(self._values[name][n])
        ]
        return max(values, default=math.nan)


def slope(points: Sequence[tuple[float, float]]) -> float:
    """Return the least-squares slope of (x, y) points; NaN of fewer than two."""
    n = len(points)
    if n < 2:
        return math.nan
    mean_x = sum(x for x, _ in points) / n
    mean_y = sum(y for _, y in points) / n
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / spread if spread else math.nan


@dataclass
class Minutes:
    """The soak's minutes; `clock` counts from its beginning."""

    n: int
    clock: Callable[[], float] = time.monotonic
    started_s: float = 0.0

    def __post_init__(self) -> None:
        self.all = [Minute() for _ in range(self.n + 1)]
        self.started_s = self.clock()

    @property
    def elapsed_s(self) -> float:
        """Seconds since the beginning."""
        return self.clock() - self.started_s

    @property
    def now(self) -> Minute:
        """The present minute; what comes after the last full one is in one more."""
        return self.all[min(int(self.elapsed_s / 60.0), self.n)]

    def token(self, ms: float) -> None:
        """Count the time between two tokens."""
        minute = self.now
        minute.tokens.add(ms)
        minute.n_tokens += 1

    def first(self, ms: float) -> None:
        """Count the time to a first token."""
        minute = self.now
        minute.firsts.add(ms)
        minute.n_tokens += 1


def _resident(pid: int) -> float:
    try:
        return float(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return math.nan
