"""Which of many numbers are the largest, and where their running sum reaches a share.

Rows are never sorted as a whole where a part will do: the largest n lie above the n-th largest of
many groups' maxima, which two passes over the row find.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Final

import numpy as np
import numpy.typing as npt

Logits = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float64]
Ids = npt.NDArray[np.intp]

_FIRST_TRY: Final = 256
_SMALL: Final = 1024  # up to here sorting everything is as quick
_TINY: Final = 128  # up to here a loop over Python's floats is quicker than numpy's calls
_BLOCK: Final = 128


class RunningSums:
    """Sums of the first n weights, in 64 bits.

    Of many weights only blocks are summed up, and then the block that is asked for: one long
    running sum would take as long as all else.
    """

    __slots__ = ("_sums", "_weights", "total")

    def __init__(self, weights: Logits) -> None:
        self._weights = weights
        if len(weights) <= _SMALL:
            self._sums = _cumulative(weights)
        else:
            n_whole = len(weights) // _BLOCK * _BLOCK
            blocks = np.einsum("ij->i", weights[:n_whole].reshape(-1, _BLOCK))
            self._sums = _cumulative(np.append(blocks, weights[n_whole:].sum()))
        self.total: float = float(self._sums[-1])

    def row_at(self, position: float) -> int:
        """Return the row that a position falls on; past the end, the last that has any weight."""
        return self._row(position, bisect_right)

    def n_reaching(self, position: float) -> int:
        """Return how many of the first rows it takes to reach a position; all if they never do."""
        return self._row(position, bisect_left) + 1

    def _row(self, position: float, search: Callable[..., int]) -> int:
        index = _within(self._sums, position, search)
        if len(self._weights) <= _SMALL:
            return index
        first = index * _BLOCK
        before = float(self._sums[index - 1]) if index else 0.0
        block = _cumulative(self._weights[first : first + _BLOCK])
        return first + _within(block, position - before, search)


def largest(values: npt.NDArray[np.floating], n: int) -> Ids:
    """Return where the `n` largest values are, largest first.

    Equals come in order, except where more than a thousand are wanted.
    """
    if len(values) <= _SMALL:
        return np.argsort(-values, kind="stable")[:n]
    if n > _SMALL:  # both calls are vectorised, unlike a stable sort
        rows = np.argpartition(values, len(values) - n)[len(values) - n :]
        return rows[np.argsort(-values[rows])]
    n_groups = max(_FIRST_TRY, 1 << (4 * n - 1).bit_length())
    n_rows = len(values) // n_groups
    if n_rows < 2:
        return np.argsort(-values)[:n]
    groups = values[: n_rows * n_groups].reshape(n_rows, n_groups).max(axis=0)
    least = np.partition(groups, n_groups - n)[n_groups - n]
    rows = np.flatnonzero(values >= least)
    return rows[np.argsort(-values[rows], kind="stable")[:n]]


def heaviest(weights: Logits, share: float, least: float) -> Ids:
    """Return in order the rows that it takes to reach `share` of all weights, heaviest first.

    None lighter than `least`. Only weights are sorted, never rows: numpy does that many times
    faster.
    """
    total = float(weights.sum())
    # All rows below this weigh less together than may be left out.
    least = max(least, (1.0 - share) * total / len(weights))
    rows = np.flatnonzero(weights >= least)
    weights = weights[rows]
    ordered = -np.sort(-weights)
    n_kept = RunningSums(ordered).n_reaching(share * total)
    lightest = ordered[n_kept - 1]
    kept = np.flatnonzero(weights >= lightest)
    if len(kept) > n_kept:  # of equals the first
        equals = np.flatnonzero(weights == lightest)
        kept = np.setdiff1d(kept, equals[n_kept - len(kept) :], assume_unique=True)
    return rows[kept]


def nearest(nearness: Logits, weights: Logits, share: float) -> Ids:
    """Return the rows, nearest first, until their weights exceed `share`."""
    n_tried = _FIRST_TRY
    while True:
        rows = largest(nearness, min(n_tried, len(nearness)))
        sums = _cumulative(weights[rows])
        if n_tried >= len(nearness) or sums[-1] > share:
            return rows[: bisect_right(sums, share) + 1]
        n_tried *= 8


def _cumulative(weights: npt.NDArray[np.floating]) -> Sequence[float] | Floats:
    """Return the running sums in 64 bits."""
    if len(weights) <= _TINY:
        return list(accumulate(weights.tolist()))
    return np.cumsum(weights, dtype=np.float64)


def _within(sums: Sequence[float] | Floats, position: float, search: Callable[..., int]) -> int:
    row = search(sums, position)
    return row if row < len(sums) else bisect_left(sums, sums[-1])
