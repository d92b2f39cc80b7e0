"""Logarithms of probabilities from a row of logits; the same for every runtime."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from onhand.types.events import TokenLogprob


def logprobs_of(logits: npt.NDArray[np.float32], token_id: int, n_top: int) -> TokenLogprob:
    """Return ln p of a token and of the `n_top` likeliest, best first, of equals the first.

    Computed in 64 bits from the logits [n_vocab] as they are, before any sampling rule.
    """
    values = logits.astype(np.float64)
    values -= values.max()
    values -= math.log(float(np.exp(values).sum()))
    top: tuple[tuple[int, float], ...] = ()
    if n_top > 0:
        n_top = min(n_top, len(values))
        likeliest = np.argpartition(-values, n_top - 1)[:n_top]
        ordered = likeliest[np.lexsort((likeliest, -values[likeliest]))]
        top = tuple((int(i), float(values[i])) for i in ordered)
    return TokenLogprob(token_id, float(values[token_id]), top)
