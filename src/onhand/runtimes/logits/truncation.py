"""The rules that cut candidates off or spread them, each as llama.cpp's sampler of that name.

Logits are float32 and are never sorted as a whole where a part will do: the largest n lie above
the n-th largest of many groups' maxima, which two passes over the row find.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
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
_LEAST_LOG: Final = -700.0  # exp of it is next to nothing, and still a number


class Candidates:
    """Tokens that may still be drawn and their logits; best first once `is_sorted`.

    `ids` None stands for all tokens in order. A rule that forbids by -inf, as top-n-sigma does,
    leaves the row in, since the entropy rules count rows.
    """

    __slots__ = ("ids", "is_sorted", "logits")

    def __init__(self, logits: Logits, ids: Ids | None = None) -> None:
        self.logits: Logits = logits
        self.ids: Ids | None = ids
        self.is_sorted: bool = False

    def __len__(self) -> int:
        return len(self.logits)

    def token(self, index: int) -> int:
        """Return the token of a row."""
        return int(index if self.ids is None else self.ids[index])

    def keep(self, rows: Ids | slice, *, is_sorted: bool = False) -> None:
        """Keep these rows, in this order."""
        if self.ids is not None:
            self.ids = self.ids[rows]
        elif isinstance(rows, slice):
            self.ids = np.arange(len(self.logits))[rows]
        else:
            self.ids = rows
        self.logits = self.logits[rows]
        self.is_sorted = is_sorted

    def weights(self) -> Logits:
        """Return exp(logit - largest), so that the best has 1; float32."""
        best = self.logits[0] if self.is_sorted else self.logits.max()
        weights: Logits = np.exp(self.logits - best)
        return weights

    def probabilities(self) -> Floats:
        """Return the softmax of the logits."""
        weights = self.weights().astype(np.float64)
        weights /= weights.sum()
        return weights

    def _log_probabilities(self) -> Floats:
        """Return the logarithm of the softmax; what cannot be drawn has the least there is."""
        best = self.logits[0] if self.is_sorted else self.logits.max()
        below = (self.logits - best).astype(np.float64)
        below -= math.log(float(np.exp(below).sum()))
        result: Floats = np.maximum(below, _LEAST_LOG)
        return result

    # ── truncation ──

    def sigma_limit(self, n_sigma: float) -> float:
        """Return the logit `n_sigma` standard deviations below the largest (arXiv 2411.07641)."""
        if n_sigma <= 0.0 or len(self.logits) <= 1:
            return -math.inf
        finite = self.logits[self.logits > -np.inf] if self._has_forbidden() else self.logits
        best, n = finite.max(), len(finite)
        below = finite - best
        mean = float(below.sum()) / n
        variance = float(np.einsum("i,i", below, below)) / n - mean * mean
        return float(best) - n_sigma * math.sqrt(max(0.0, variance))

    def forbid_below(self, least: float) -> None:
        """Give logits below `least` no chance; their rows stay."""
        forbidden = self.logits < least
        self.logits = self.logits.copy()
        np.copyto(self.logits, -np.inf, where=forbidden)

    def _has_forbidden(self) -> bool:
        return bool(self.logits.min() == -np.inf)

    def top_k(self, n_kept: int) -> None:
        """Keep the `n_kept` likeliest, sorted."""
        if self.is_sorted:
            self.keep(slice(n_kept), is_sorted=True)
        else:
            self.keep(largest(self.logits, min(n_kept, len(self.logits))), is_sorted=True)

    def typical(self, share: float) -> None:
        """Keep what is nearest to the entropy until `share` is exceeded (arXiv 2202.00666)."""
        if share >= 1.0 or not len(self.logits):
            return
        logs = self._log_probabilities()
        probabilities = np.exp(logs)
        nearness = -np.abs(logs + _entropy(probabilities, logs)).astype(np.float32)
        self.keep(_until(nearness, probabilities, share, is_exceeded=True))

    def top_p(self, share: float, min_p: float = 0.0) -> None:
        """Keep the likeliest until they reach `share` (arXiv 1904.09751).

        Of an unsorted row only what `min_p` would keep afterwards is looked at: both rules keep
        the best n tokens, so that their order does not matter and little is left to sort.
        """
        if share >= 1.0 or not len(self.logits):
            return
        if self.is_sorted:
            cumulative = _cumulative(self.weights())
            n_kept = _n_until(cumulative, share * cumulative[-1], is_exceeded=False)
            self.keep(slice(n_kept), is_sorted=True)
            return
        weights = self.weights()
        total = float(weights.sum(dtype=np.float64))
        rows = _until(weights, weights, share * total, is_exceeded=False, least=min_p)
        self.keep(rows, is_sorted=True)

    def min_p(self, share: float) -> None:
        """Keep tokens at least `share` as likely as the likeliest (arXiv 2407.01082)."""
        if share <= 0.0 or not len(self.logits):
            return
        least = np.float32(float(self.logits.max()) + math.log(share))
        if self.is_sorted:
            n_kept = int(np.count_nonzero(self.logits >= least))
            self.keep(slice(max(1, n_kept)), is_sorted=True)
        else:
            self.keep(np.flatnonzero(self.logits >= least))

    def exclude_top_choices(self, threshold: float) -> None:
        """XTC: take out all tokens that reach `threshold` but the least likely of them."""
        probabilities = self.probabilities()
        choices = np.flatnonzero(probabilities >= threshold)
        if len(choices) < 2:
            return
        spared = choices[np.argmin(probabilities[choices])]
        is_left = probabilities < threshold
        is_left[spared] = True
        self.keep(np.flatnonzero(is_left))

    def limit_surprise(self, most_bits: float) -> None:
        """Mirostat v2: keep tokens of at most this surprise, and always the likeliest."""
        weights = self.weights()
        least = 2.0 ** min(max(-most_bits, -1000.0), 1000.0)
        kept = np.flatnonzero(weights >= least * float(weights.sum(dtype=np.float64)))
        self.keep(kept if len(kept) else np.array([int(weights.argmax())]))

    # ── spreading ──

    def scale(self, temperature: float) -> None:
        """Divide by the temperature; 0 leaves only the likeliest."""
        if temperature > 0.0:
            self.logits = self.logits / np.float32(temperature)
        else:
            self.keep(np.array([int(self.logits.argmax())]))

    def scale_by_entropy(self, temperature: float, spread: float, exponent: float) -> None:
        """Dynamic temperature: from `temperature - spread` when certain to `+ spread` when not."""
        if len(self.logits) <= 1:
            return
        logs = self._log_probabilities()
        entropy = _entropy(np.exp(logs), logs)
        share = max(0.0, entropy / math.log(len(self.logits))) ** exponent
        low, high = max(0.0, temperature - spread), temperature + spread
        self.scale(low + (high - low) * share)

    # ── drawing ──

    def draw(self, chance: float) -> tuple[int, float]:
        """Return the row that `chance` in [0, 1) falls on, and that row's probability."""
        weights = self.weights()
        if len(weights) <= _SMALL:
            cumulative = _cumulative(weights)
            row = _row_at(cumulative, chance * cumulative[-1])
            return row, float(weights[row]) / float(cumulative[-1])
        # First the block that it falls on: one long running sum takes as long as all the rest.
        n_whole = len(weights) // _BLOCK * _BLOCK
        sums = weights[:n_whole].reshape(-1, _BLOCK).sum(axis=1)
        sums = np.append(sums, weights[n_whole:].sum())
        blocks = _cumulative(sums)
        total = float(blocks[-1])
        block = _row_at(blocks, chance * total)
        first = block * _BLOCK
        within = _cumulative(weights[first : first + _BLOCK])
        before = float(blocks[block - 1]) if block else 0.0
        row = first + _row_at(within, chance * total - before)
        return row, float(weights[row]) / total


def largest(values: npt.NDArray[np.floating], n: int) -> Ids:
    """Return where the `n` largest values are, largest first.

    Equals come in order, except where thousands are sorted whole.
    """
    if len(values) <= _SMALL:
        return np.argsort(-values, kind="stable")[:n]
    n_groups = max(_FIRST_TRY, 1 << (4 * n - 1).bit_length())
    n_rows = len(values) // n_groups
    if n_rows < 2:
        return np.argsort(-values)[:n]  # vectorised, unlike the stable sort
    groups = values[: n_rows * n_groups].reshape(n_rows, n_groups).max(axis=0)
    least = np.partition(groups, n_groups - n)[n_groups - n]
    rows = np.flatnonzero(values >= least)
    return rows[np.argsort(-values[rows], kind="stable")[:n]]


def _entropy(probabilities: Floats, logs: Floats) -> float:
    """Return the entropy in nats; `logs` is finite."""
    return -float(np.einsum("i,i", probabilities, logs))  # a dot product would wake BLAS's threads


def _cumulative(weights: npt.NDArray[np.floating]) -> Sequence[float] | Floats:
    """Return the running sums in 64 bits."""
    if len(weights) <= _TINY:
        return list(accumulate(weights.tolist()))
    return np.cumsum(weights, dtype=np.float64)


def _row_at(cumulative: Sequence[float] | Floats, position: float) -> int:
    """Return the row that a position falls on; past the end, the last that has any weight."""
    row = bisect_right(cumulative, position)
    return row if row < len(cumulative) else bisect_left(cumulative, cumulative[-1])


def _n_until(cumulative: Sequence[float] | Floats, share: float, *, is_exceeded: bool) -> int:
    """Return how many rows it takes to reach (or exceed) `share`; all when they never do."""
    search = bisect_right if is_exceeded else bisect_left
    return min(search(cumulative, share) + 1, len(cumulative))


def _until(
    scores: npt.NDArray[np.floating],
    weights: npt.NDArray[np.floating],
    share: float,
    *,
    is_exceeded: bool,
    least: float = -np.inf,
) -> Ids:
    """Return the rows of the best scores, best first, whose weights reach `share`.

    None of a score below `least`.
    """
    among = np.flatnonzero(scores >= least) if least > 0.0 else None
    if among is not None:
        scores, weights = scores[among], weights[among]
    n_tried = _FIRST_TRY
    while True:
        rows = largest(scores, min(n_tried, len(scores)))
        cumulative = _cumulative(weights[rows])
        if n_tried >= len(scores) or cumulative[-1] > share:
            kept = rows[: _n_until(cumulative, share, is_exceeded=is_exceeded)]
            return kept if among is None else among[kept]
        n_tried *= 16
