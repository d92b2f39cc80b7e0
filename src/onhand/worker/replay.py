"""Rebuilds a session's cache by the very steps that first computed it, bit for bit.

Other batch sizes use other kernels and round differently, so one prefill over the same tokens is
not the same cache (see docs/decisions). The host's journal remembers the sizes of the steps.
"""

from __future__ import annotations

from collections import deque

from onhand.runtimes.base import Batch
from onhand.worker.messages import Generate, Replay
from onhand.worker.sequences import CacheSequence, SequencePool


class Replayer:
    """The steps of one journal, taken one at a time by the scheduler."""

    def __init__(self, replay: Replay) -> None:
        self._tape = replay.tape
        self._steps = deque(replay.steps)
        self._position = 0

    @staticmethod
    def of(message: Generate) -> Replayer | None:
        """Return the replayer of a request that has something to replay."""
        replay = message.replay
        return Replayer(replay) if replay is not None and replay.steps else None

    def next_batch(self, pool: SequencePool, sequence: CacheSequence) -> Batch | None:
        """Do the cuts and shifts that are due; return the next batch, or None at the end."""
        while self._steps:
            kind, first, second = self._steps.popleft()
            if kind == "cut":
                pool.truncate(sequence, first)
            elif kind == "shift":
                pool.shift(sequence, first, second)
            else:
                if second > 1:
                    self._steps.appendleft((kind, first, second - 1))
                return self._batch(sequence, first)
        return None

    def undo(self, batch: Batch) -> None:
        """The batch of the last `next_batch` was not computed: hand it out again."""
        self._position -= len(batch)
        self._steps.appendleft(("eval", len(batch), 1))

    def _batch(self, sequence: CacheSequence, n_tokens: int) -> Batch:
        batch = Batch()
        start = len(sequence.tokens)
        tokens = self._tape[self._position : self._position + n_tokens]
        self._position += n_tokens
        for index, token_id in enumerate(tokens):
            batch.add(token_id, start + index, sequence.id, index == len(tokens) - 1)
        return batch
