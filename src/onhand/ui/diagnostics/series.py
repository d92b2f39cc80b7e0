"""A value over the last minutes, and the lines that it is drawn as."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass

WINDOW_S = 300.0
"""Seconds that are remembered and drawn."""
GAP_S = 5.0
"""Readings farther apart are not joined."""


@dataclass(frozen=True, slots=True)
class Point:
    """A reading.

    Attributes:
        at: monotonic seconds.
        value: what was read; None: nothing could be.
    """

    at: float
    value: float | None


class Series:
    """The readings of one sensor over `WINDOW_S`."""

    def __init__(self) -> None:
        """Begin with none."""
        self._points: deque[Point] = deque()

    @property
    def points(self) -> tuple[Point, ...]:
        """All that are remembered, oldest first."""
        return tuple(self._points)

    @property
    def latest(self) -> float | None:
        """The last reading; None: there was nothing to read."""
        return self._points[-1].value if self._points else None

    @property
    def highest(self) -> float | None:
        """The highest one; None: nothing was ever read."""
        return max((p.value for p in self._points if p.value is not None), default=None)

    def add(self, at: float, value: float | None) -> None:
        """Note a reading, later than those before; forget what is older than the window."""
        self._points.append(Point(at, value))
        while self._points[0].at < at - WINDOW_S:
            self._points.popleft()

    def lines(self, now: float) -> list[list[tuple[float, float]]]:
        """Return (share of the window, value) of the readings up to `now`.

        A line ends where there was nothing to read: a gap is no zero.
        """
        found: list[list[tuple[float, float]]] = []
        before: float | None = None
        for point in self._points:
            if point.value is None or point.at > now:
                before = None
                continue
            if before is None or point.at - before > GAP_S:
                found.append([])
            found[-1].append((max(0.0, 1 - (now - point.at) / WINDOW_S), point.value))
            before = point.at
        return found


def round_top(highest: float | None, least: float) -> float:
    """Return a round number at or above `highest` and `least`: the top of a scale."""
    wanted = max(highest or 0.0, least)
    unit = 10.0 ** math.floor(math.log10(wanted))
    return next(unit * step for step in (1, 2, 3, 4, 5, 6, 8, 10) if unit * step >= wanted * 0.9999)
