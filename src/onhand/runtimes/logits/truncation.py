"""The rules that cut candidates off or spread them, each as llama.cpp's sampler of that name."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from onhand.runtimes.logits.ranking import (
    Floats,
    Ids,
    Logits,
    RunningSums,
    heaviest,
    largest,
    nearest,
)

_LEAST_LOG: Final = -700.0  # exp of it is next to nothing, and still a number


class Candidates:
    """Tokens that may still be drawn and their logits; best first once `is_sorted`.

    `ids` None stands for all tokens in order. A rule that forbids by -inf, as top-n-sigma does,
    leaves the row in, since the entropy rules count rows; what a mask forbids (`is_masked`) is
    taken out by `drop_masked`.
    """

    __slots__ = ("_best", "ids", "is_masked", "is_sorted", "logits")

    def __init__(self, logits: Logits, *, is_masked: bool = False) -> None:
        self.logits: Logits = logits
        self.ids: Ids | None = None
        self.is_sorted: bool = False
        self.is_masked: bool = is_masked
        self._best: np.float32 | None = None

    def __len__(self) -> int:
        return len(self.logits)

    def token(self, index: int) -> int:
        """Return the token of a row."""
        return int(index if self.ids is None else self.ids[index])

    @property
    def best(self) -> np.float32:
        """The largest logit; NaN if any is."""
        if self._best is None:
            self._best = self.logits[0] if self.is_sorted else self.logits.max()
        return self._best

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
        self._best = None

    def weights(self) -> Logits:
        """Return exp(logit - largest), so that the best has 1; float32."""
        below: Logits = self.logits - self.best
        return np.exp(below, out=below)

    def probabilities(self) -> Floats:
        """Return the softmax of the logits."""
        weights = self.weights().astype(np.float64)
        weights /= weights.sum()
        return weights

    def _entropy(self) -> tuple[float, Logits, Logits]:
        """Return the entropy in nats, the weights, and how far each logit is below the largest."""
        below = np.maximum(
            self.logits - self.best, _LEAST_LOG
        )  # forbidden ones: 0 times a number is 0
        weights = np.exp(below)
        total = float(weights.sum())
        # A dot product would wake BLAS's threads.
        entropy = math.log(total) - float(np.einsum("i,i", weights, below)) / total
        return entropy, weights, below

    # ── truncation ──

    def sigma_limit(self, n_sigma: float) -> float:
        """Return the logit `n_sigma` standard deviations below the largest (arXiv 2411.07641)."""
        if n_sigma <= 0.0 or len(self.logits) <= 1:
            return -math.inf
        below = self.logits - self.best
        total = float(below.sum())
        if total == -math.inf:  # some rows are forbidden already: they do not count
            below = below[np.flatnonzero(below > -np.inf)]
            total = float(below.sum())
        mean = total / len(below)
        variance = float(np.einsum("i,i", below, below)) / len(below) - mean * mean
        return float(self.best) - n_sigma * math.sqrt(max(0.0, variance))

    def forbid_below(self, least: float) -> None:
        """Give logits below `least` no chance; their rows stay."""
        forbidden = self.logits < least
        self.logits = self.logits.copy()
        np.copyto(self.logits, -np.inf, where=forbidden)

    def drop_masked(self) -> None:
        """Take out the rows that cannot be drawn, if there is a mask; the others keep their order.

        After top-k rather than before: few rows are looked at then.
        """
        if self.is_masked and self.logits.min() == -np.inf:
            self.keep(np.flatnonzero(self.logits > -np.inf), is_sorted=self.is_sorted)

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
        entropy, weights, below = self._entropy()
        total = float(weights.sum())
        nearness = -np.abs(below + np.float32(entropy - math.log(total)))
        rows = np.sort(nearest(nearness, weights, share * total))
        self.keep(rows, is_sorted=self.is_sorted)

    def top_p(self, share: float, min_p: float = 0.0) -> None:
        """Keep the likeliest until they reach `share` (arXiv 1904.09751).

        Of unsorted rows only those that `min_p` would keep afterwards are looked at: both rules
        keep the best n tokens, so that it does not matter which comes first.
        """
        if share >= 1.0 or not len(self.logits):
            return
        if self.is_sorted:
            sums = RunningSums(self.weights())
            self.keep(slice(sums.n_reaching(share * sums.total)), is_sorted=True)
        else:
            self.keep(heaviest(self.weights(), share, min_p))

    def min_p(self, share: float) -> None:
        """Keep tokens at least `share` as likely as the likeliest (arXiv 2407.01082)."""
        if share <= 0.0 or not len(self.logits):
            return
        least = np.float32(float(self.best) + math.log(share))
        if self.is_sorted:
            n_kept = int(np.count_nonzero(self.logits >= least))
            self.keep(slice(max(1, n_kept)), is_sorted=True)
        else:
            self.keep(np.flatnonzero(self.logits >= least))

    def exclude_top_choices(self, threshold: float) -> None:
        """XTC: take out all tokens that reach `threshold` but the least likely of them."""
        weights = self.weights()
        least = threshold * float(weights.sum())
        choices = np.flatnonzero(weights >= least)
        if len(choices) < 2:
            return
        is_left = weights < least
        is_left[choices[np.argmin(weights[choices])]] = True
        self.keep(np.flatnonzero(is_left), is_sorted=self.is_sorted)

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
            self._best = None
        else:
            self.keep(np.array([int(self.logits.argmax())]))

    def scale_by_entropy(self, temperature: float, spread: float, exponent: float) -> None:
        """Dynamic temperature: from `temperature - spread` when certain to `+ spread` when not."""
        if len(self.logits) <= 1:
            return
        entropy, _, _ = self._entropy()
        share = max(0.0, entropy / math.log(len(self.logits))) ** exponent
        low, high = max(0.0, temperature - spread), temperature + spread
        self.scale(low + (high - low) * share)

    # ── drawing ──

    def draw(self, chance: float) -> tuple[int, float]:
        """Return the row that `chance` in [0, 1) falls on, and that row's probability."""
        weights = self.weights()
        sums = RunningSums(weights)
        row = sums.row_at(chance * sums.total)
        return row, float(weights[row]) / sums.total
