"""Draws at most so many times a second, however often there is something new."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

FRAME_S = 1 / 30
"""Shortest time between two updates of a window."""


class Painter:
    """Calls `paint` soon after `touch`, never twice within `interval_s`, never twice at once.

    A `paint` that takes longer than the interval slows the next one down instead of queueing up:
    what came meanwhile is in the next one.

    Attributes:
        n_paints: how often `paint` was called.
        busy_s: seconds spent in it.
    """

    def __init__(
        self,
        paint: Callable[[], Awaitable[None]],
        *,
        interval_s: float = FRAME_S,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Make one; nothing is drawn before the first `touch`."""
        self.n_paints: int = 0
        self.busy_s: float = 0.0
        self._paint = paint
        self._interval_s = interval_s
        self._clock = clock
        self._sleep = sleep
        self._is_dirty = False
        self._task: asyncio.Task[None] | None = None

    def touch(self) -> None:
        """There is something new to draw."""
        self._is_dirty = True
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run())

    async def settle(self) -> None:
        """Wait until all that was touched is drawn."""
        while self._task is not None and not self._task.done():
            await asyncio.shield(self._task)

    async def close(self) -> None:
        """Draw no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while self._is_dirty:
            self._is_dirty = False
            begun = self._clock()
            await self._paint()
            took = self._clock() - begun
            self.n_paints += 1
            self.busy_s += took
            await self._sleep(max(0.0, self._interval_s - took))
