"""A random stream whose n-th number is computed directly, so that any position can be restored."""

from __future__ import annotations

from typing import Final

_MASK: Final = (1 << 64) - 1
_GOLDEN: Final = 0x9E3779B97F4A7C15
_LANE: Final = 0xD1B54A32D192ED03
_UNIT: Final = 2.0**-53


class RandomStream:
    """SplitMix64 (Steele, Lea, Flood 2014) as a function of seed, draw and lane.

    A draw has several independent numbers, one a lane: what needs chance only sometimes, as XTC
    does, takes a lane of its own and never moves the others.
    """

    __slots__ = ("_start", "n_draws")

    def __init__(self, seed: int) -> None:
        self._start = _mixed(seed + _GOLDEN)
        self.n_draws: int = 0

    def advance(self, n_draws: int = 1) -> None:
        """Go to the next draw, or `n_draws` on."""
        self.n_draws += n_draws

    def uniform(self, lane: int = 0) -> float:
        """Return the present draw's number in [0, 1) of a lane; the same whenever asked."""
        value = _mixed(self._start + self.n_draws * _GOLDEN + lane * _LANE)
        return (value >> 11) * _UNIT


def _mixed(value: int) -> int:
    """Return SplitMix64's output for a state."""
    value &= _MASK
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & _MASK
    return value ^ (value >> 31)
