"""Time that moves only when a test says so."""

from __future__ import annotations


class Clock:
    """Call it for the time; `tick` moves it."""

    def __init__(self, now_s: float = 1000.0) -> None:
        self.now_s = now_s

    def __call__(self) -> float:
        return self.now_s

    def tick(self, seconds: float) -> float:
        self.now_s += seconds
        return self.now_s
