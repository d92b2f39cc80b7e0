"""Axes of a picture: round steps, labels, and where a value lies."""

from __future__ import annotations

import math
from dataclasses import dataclass

X_BEGIN, X_END = 72.0, 920.0
PANEL = 132.0
"""Height of a panel, in the picture's units, as the two before it."""
SECONDS = (
    1,
    2,
    5,
    10,
    15,
    30,
    60,
    120,
    300,
    600,
    900,
    1800,
    3600,
    7200,
    14400,
    21600,
    43200,
    86400,
)


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale from 0 to `most`.

    Attributes:
        most: the value at the far end.
        ticks: values to mark, with their labels.
    """

    most: float
    ticks: tuple[tuple[float, str], ...]

    @classmethod
    def to_cover(cls, value: float, n_steps: int = 4) -> Axis:
        """Return an axis in round steps of 1, 2 or 5 that reaches `value`."""
        value = value if value > 0 else 1.0
        step = _round_step(value / n_steps)
        n = max(1, math.ceil(value / step - 1e-9))
        ticks = tuple((step * i, f"{step * i:,.10g}") for i in range(n + 1))
        return cls(step * n, ticks)

    def at(self, value: float) -> float:
        """Return how far right a time lies, in the picture's units."""
        return X_BEGIN + (X_END - X_BEGIN) * min(1.0, max(0.0, value / self.most))

    def height(self, value: float) -> float:
        """Return how far below the panel's top a value lies."""
        return PANEL * (1.0 - min(1.0, max(0.0, value / self.most)))


def time_axis(duration_s: float) -> Axis:
    """Return the axis of a duration in seconds, with 4 to 10 marks."""
    duration_s = max(duration_s, 1.0)
    step = next((float(s) for s in SECONDS if duration_s / s <= 9), 86400.0)
    while duration_s / step > 9:
        step *= 2
    n = int(duration_s / step)
    return Axis(duration_s, tuple((step * i, _time_label(step * i, step)) for i in range(n + 1)))


def clock_label(seconds: float) -> str:
    """Return a duration in words, such as "1 h 2 min" or "12.3 s"."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


def _time_label(seconds: float, step: float) -> str:
    if step < 60:
        minutes, rest = divmod(int(seconds), 60)
        return f"{minutes}:{rest:02d}" if minutes else f"{rest} s"
    if step < 3600:
        hours, minutes = divmod(int(seconds) // 60, 60)
        return f"{hours}:{minutes:02d} h" if hours else f"{minutes} min"
    return f"{seconds / 3600:,.4g} h"


def _round_step(value: float) -> float:
    power = 10.0 ** math.floor(math.log10(value))
    for factor in (1.0, 2.0, 5.0, 10.0):
        if value <= factor * power * (1 + 1e-9):
            return factor * power
    return 10.0 * power
