"""What the worker does to ease the device: compute less at a time, give memory back."""

from __future__ import annotations

import os
from typing import Any

from onhand.runtimes.base import LoadedModel
from onhand.worker.scheduler import Scheduler

LEAST_PREFILL_TOKENS = 16


class Relief:
    """Answers the governor's calls; runs in the worker thread."""

    def __init__(self, model: LoadedModel, scheduler: Scheduler, n_threads_batch: int) -> None:
        self._model = model
        self._scheduler = scheduler
        self._n_threads = model.n_threads
        self._n_threads_batch = n_threads_batch

    def throttle(self, threads: float, prefill: float, duty: float) -> int:
        """Compute with a share of the threads, of a batch's prompt tokens and of the time.

        The sizes of the steps are in the journal as ever, so that a replay takes the same ones.

        Returns:
            Most prompt tokens of a step from now on.
        """
        least = min(LEAST_PREFILL_TOKENS, self._model.n_batch)
        self._scheduler.prefill_limit = max(least, int(self._model.n_batch * prefill))
        self._scheduler.pace.set(duty)
        counts = [max(1, round(n * threads)) for n in (self._n_threads, self._n_threads_batch)]
        self._model.set_threads(*counts)
        return self._scheduler.prefill_limit

    def shed_idle(self) -> dict[str, Any]:
        """Forget the caches of idle sessions, in RAM too; the host's journals rebuild them."""
        before = _resident_bytes()
        session_ids, n_tokens = self._scheduler.pool.shed_idle()
        return {
            "session_ids": session_ids,
            "n_tokens": n_tokens,
            **self._give_back(before),
        }

    def shed_left_over(self) -> dict[str, Any]:
        """Forget what is kept of closed sessions for those who begin alike."""
        before = _resident_bytes()
        n_sequences, n_tokens = self._scheduler.pool.shed_left_over()
        return {
            "n_sequences": n_sequences,
            "n_tokens": n_tokens,
            **self._give_back(before),
        }

    def _give_back(self, before: int) -> dict[str, Any]:
        """Give back to the system what can be; return whether, and how far memory fell by all."""
        is_released = not self._scheduler.has_work and not self._scheduler.pool.n_resident
        if is_released:
            self._model.release_memory()
        freed_bytes = max(0, before - _resident_bytes())
        return {"is_released": is_released, "freed_bytes": freed_bytes}


def _resident_bytes() -> int:
    import psutil

    return int(psutil.Process(os.getpid()).memory_info().rss)
