"""Durations counted in buckets that grow by 5 %: small in a file, exact enough for percentiles."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

GROWTH = 1.05
_LOG_GROWTH = math.log(GROWTH)
_LEAST_MS = 0.001


class Histogram:
    """Counts of durations; a percentile of it is at most 5 % above the true one."""

    def __init__(self) -> None:
        self._counts: Counter[int] = Counter()

    def __len__(self) -> int:
        return sum(self._counts.values())

    def add(self, ms: float, n: int = 1) -> None:
        """Count `n` durations of `ms` milliseconds."""
        self._counts[math.ceil(math.log(max(ms, _LEAST_MS)) / _LOG_GROWTH - 1e-9)] += n

    def add_pairs(self, pairs: Iterable[Sequence[float]]) -> None:
        """Count what `pairs` of another histogram gave."""
        for ms, n in pairs:
            self._counts[round(math.log(max(ms, _LEAST_MS)) / _LOG_GROWTH)] += int(n)

    def pairs(self) -> list[list[float]]:
        """Return [upper bound in ms, count] of each bucket that holds any, in order."""
        return [[_upper(index), self._counts[index]] for index in sorted(self._counts)]

    def percentile(self, share: float) -> float | None:
        """Return the upper bound of a percentile's bucket, by nearest rank; None: no samples."""
        rank = math.ceil(round(share * len(self), 9))
        seen = 0
        for index in sorted(self._counts):
            seen += self._counts[index]
            if seen >= max(rank, 1):
                return _upper(index)
        return None


def _upper(index: int) -> float:
    return float(f"{GROWTH**index:.4g}")
