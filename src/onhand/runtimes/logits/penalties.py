"""What is added to logits before anything is cut off: bias, repeat, presence and frequency."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Mapping

import numpy as np

from onhand.runtimes.logits.ranking import Logits
from onhand.types.sampling import SamplingParams


class LogitPenalties:
    """Bias by token, and the three penalties on the last `repeat_last_n` tokens.

    As in llama.cpp, the repeat penalty divides positive logits and multiplies others; the
    frequency penalty counts uses, the presence penalty does not.
    """

    def __init__(self, params: SamplingParams, bias: Mapping[int, float], n_ctx: int) -> None:
        self._bias_ids = np.fromiter(bias.keys(), dtype=np.intp, count=len(bias))
        self._bias = np.fromiter(bias.values(), dtype=np.float32, count=len(bias))
        self._repeat = np.float32(params.repeat_penalty)
        self._presence = np.float32(params.presence_penalty)
        self._frequency = np.float32(params.frequency_penalty)
        is_on = (params.repeat_penalty, params.presence_penalty, params.frequency_penalty) != (
            1.0,
            0.0,
            0.0,
        )
        self._recent: deque[int] = deque()
        self._counts: Counter[int] = Counter()
        self._window = min(params.repeat_last_n, n_ctx) if is_on else 0

    @property
    def is_active(self) -> bool:
        """Whether `apply` would change anything now."""
        return bool(len(self._bias_ids) or self._counts)

    def accept(self, token_id: int) -> None:
        """Remember a token; the oldest beyond the window is forgotten."""
        if not self._window:
            return
        self._recent.append(token_id)
        self._counts[token_id] += 1
        if len(self._recent) > self._window:
            oldest = self._recent.popleft()
            if self._counts[oldest] == 1:
                del self._counts[oldest]
            else:
                self._counts[oldest] -= 1

    def apply(self, logits: Logits) -> None:
        """Change `logits` [n_vocab] in place."""
        if len(self._bias_ids):
            logits[self._bias_ids] += self._bias
        if not self._counts:
            return
        ids = np.fromiter(self._counts.keys(), dtype=np.intp, count=len(self._counts))
        counts = np.fromiter(self._counts.values(), dtype=np.float32, count=len(self._counts))
        values = logits[ids]
        values = np.where(values > 0, values / self._repeat, values * self._repeat)
        logits[ids] = values - counts * self._frequency - self._presence
