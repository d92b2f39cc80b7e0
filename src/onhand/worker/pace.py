"""How much of the time a worker computes: all of it, a share, or none for now."""

from __future__ import annotations

import time
from collections.abc import Callable

SHORTEST_REST_S = 0.02
"""Rests that are owed are saved up to this: a shorter one ends late, and threads fall asleep."""
LONGEST_REST_S = 1.0
"""A step of seconds is not followed by a rest of minutes."""
MOST_CREDIT_S = 0.1
"""Time without work counts as rest, up to this: an idle hour does not excuse a hot minute."""


class Pace:
    """The duty cycle between the scheduler's steps; owned by the worker thread."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.duty: float = 1.0
        self._clock = clock
        self._owed_s = 0.0
        self._ended_at = -float("inf")
        self._resumes_at = 0.0

    @property
    def is_held(self) -> bool:
        """Whether no step may be taken until the duty is above 0 again."""
        return self.duty <= 0.0

    @property
    def rest_s(self) -> float:
        """Seconds until the next step may begin."""
        return max(0.0, self._resumes_at - self._clock())

    def set(self, duty: float) -> None:
        """Compute in `duty` of the time from now on, 0 to 1; a rest in progress ends."""
        if not 0.0 <= duty <= 1.0:
            raise ValueError(f"duty must be in 0 to 1, got {duty}")
        self.duty, self._owed_s, self._resumes_at = duty, 0.0, 0.0

    def worked(self, elapsed_s: float) -> None:
        """A step took `elapsed_s`: rest as soon as enough is owed."""
        if not 0.0 < self.duty < 1.0:
            return
        now = self._clock()
        rested_s = now - elapsed_s - self._ended_at
        self._ended_at = now
        owed_s = max(self._owed_s - rested_s, -MOST_CREDIT_S)
        self._owed_s = min(owed_s + elapsed_s * (1.0 / self.duty - 1.0), LONGEST_REST_S)
        if self._owed_s >= SHORTEST_REST_S:
            self._resumes_at = now + self._owed_s
