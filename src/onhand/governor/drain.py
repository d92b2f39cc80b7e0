"""How fast a battery empties, from readings that move in whole percents."""

from __future__ import annotations

from collections import deque

from onhand.governor.budget import DRAIN_AFTER_S

WINDOW_S = 600.0


class DrainMeter:
    """Percent per ten minutes over the last ten minutes on battery.

    Measured from one change of the reading to another, so that a step of a whole percent right
    after the start is not taken for a fast drain. On mains all is forgotten.
    """

    def __init__(self) -> None:
        self._last: float | None = None
        self._changes: deque[tuple[float, float]] = deque()  # (when, percent from then on)
        self._step = 1.0

    def add(self, now_s: float, percent: float | None, is_on_mains: bool | None) -> None:
        """Take a reading; an unknown one changes nothing."""
        if is_on_mains or (percent is not None and self._last is not None and percent > self._last):
            self._last = None
            self._changes.clear()
            return
        if percent is None:
            return
        if self._last is not None and percent < self._last:
            self._step = min(1.0, self._last - percent)
            self._changes.append((now_s, percent))
        self._last = percent
        while self._changes and now_s - self._changes[0][0] > WINDOW_S:
            self._changes.popleft()

    def percent_per_10min(self, now_s: float) -> float | None:
        """Return the drain; None before it was watched for two minutes between changes."""
        if len(self._changes) < 2:
            return None
        (first_s, first), (last_s, last) = self._changes[0], self._changes[-1]
        if last_s - first_s < DRAIN_AFTER_S:
            return None
        between_changes = (first - last) / (last_s - first_s)
        until_now = (first - last + self._step) / max(now_s - first_s, DRAIN_AFTER_S)
        return min(between_changes, until_now) * WINDOW_S
