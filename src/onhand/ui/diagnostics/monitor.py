"""Looks at the device and the engine once a second and remembers the last minutes."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

import onhand
from onhand.errors import OnhandError
from onhand.governor.events import GovernorEvent
from onhand.governor.governor import Governor
from onhand.governor.policy import Policy
from onhand.governor.readings import Snapshot
from onhand.ui.diagnostics.log_ring import LogRing
from onhand.ui.diagnostics.series import Series
from onhand.ui.diagnostics.words import event_in_words
from onhand.ui.listeners import Listeners

if TYPE_CHECKING:
    from onhand.governor.telemetry import Sensors
    from onhand.ui.backend import Backend, Status

_log = logging.getLogger("onhand.ui.monitor")

MOST_EVENTS = 50
STATS_TIMEOUT_S = 3.0
"""A worker in a long step answers between two steps."""


class Monitor:
    """What all windows share of diagnostics. Use it on the backend's event loop.

    Attributes:
        governor: minds the device for the app's engine.
        policy: the governor's; says what asks for a level.
        log: the last lines of the log.
        memory: bytes of app and worker together.
        heat: degrees Celsius of the processor.
        rate: tokens generated a second.
        snapshot: the last readings; None: before the first look.
        stats: the engine's counters; None: there is no engine, or it does not answer now.
        events: what the governor did, oldest first.
        at: monotonic seconds of the last look.
    """

    def __init__(
        self,
        backend: Backend,
        *,
        sensors: Sensors | None = None,
        interval_s: float = 1.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Look at nothing before `start`."""
        self.policy: Policy = Policy()
        self.governor: Governor = Governor(policy=self.policy, sensors=sensors)
        self.log: LogRing = LogRing()
        self.memory: Series = Series()
        self.heat: Series = Series()
        self.rate: Series = Series()
        self.snapshot: Snapshot | None = None
        self.stats: onhand.EngineStats | None = None
        self.events: deque[GovernorEvent] = deque(maxlen=MOST_EVENTS)
        self.at: float = clock()
        self._backend = backend
        self._interval_s = interval_s
        self._clock = clock
        self._task: asyncio.Task[None] | None = None
        self._listeners: Listeners[[]] = Listeners()
        self._engine: onhand.Engine | None = None
        self._n_generated = self._n_restarts = 0
        self._counted_at = self.at
        self._restarts: deque[float] = deque(maxlen=MOST_EVENTS)
        self._ends: list[Callable[[], None]] = []
        self._phase = ""

    def start(self) -> None:
        """Look from now on, until `close`."""
        if self._task is None:
            self.log.install()
            self._ends = [
                self.governor.on_event(self._governed),
                self._backend.listen(self._engine_changed),
            ]
            self._task = asyncio.get_running_loop().create_task(self._run())

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener()` after each look; return what ends that."""
        return self._listeners.add(listener)

    def n_restarts_within(self, seconds: float) -> int:
        """Return how many restarts of the worker were seen in the last `seconds`."""
        return sum(at > self._clock() - seconds for at in self._restarts)

    async def look(self) -> None:
        """Read everything once."""
        snapshot = self.governor.snapshot
        if snapshot is None or time.monotonic() - snapshot.at > 1.5 * self._interval_s:
            snapshot = await self.governor.tick()
        engine = self._backend.open_engine
        stats = await _stats(engine)
        self.snapshot, self.stats, self.at = snapshot, stats, self._clock()
        self.memory.add(self.at, memory_in_use(snapshot))
        self.heat.add(self.at, snapshot.cpu_celsius.value)
        self.rate.add(self.at, self._rate_of(engine, stats))
        self._listeners.tell()

    async def close(self) -> None:
        """Look no longer; free the engine of its governor."""
        for end in self._ends:
            end()
        self._ends = []
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None
        await self.governor.close()
        self.log.remove()

    # ── inside ──

    async def _run(self) -> None:
        before = ""
        while True:
            try:
                await self.look()
            except Exception as error:
                if repr(error) != before:  # once, not once a second
                    _log.exception("a look at the app failed")
                before = repr(error)
            await asyncio.sleep(self._interval_s)

    def _rate_of(
        self, engine: onhand.Engine | None, stats: onhand.EngineStats | None
    ) -> float | None:
        """Return tokens a second since the look before; a new worker counts from 0."""
        if stats is None:
            return None
        is_same = engine is self._engine
        if not is_same:
            self._n_restarts = stats.n_restarts
        for _ in range(self._n_restarts, stats.n_restarts):
            self._restarts.append(self.at)
            _log.warning("the worker died and was started again (%d in all)", stats.n_restarts)
        self._n_restarts = stats.n_restarts
        before = self._n_generated if is_same else stats.n_generated_tokens
        n_new = stats.n_generated_tokens - before
        if n_new < 0:
            n_new = stats.n_generated_tokens
        seconds = self.at - self._counted_at
        self._engine, self._n_generated, self._counted_at = (
            engine, stats.n_generated_tokens, self.at)  # fmt: skip
        return n_new / seconds if seconds > 0 else None

    def _governed(self, event: GovernorEvent) -> None:
        self.events.append(event)
        _log.info("governor: %s", event_in_words(event))

    def _engine_changed(self, status: Status) -> None:
        if status.phase == "failed" and status.failure is not None:
            _log.error("%s is not available: %s", status.model, status.failure)
        elif status.phase != self._phase:
            _log.info("%s: %s", status.model, status.phase)
        self._phase = status.phase


def memory_in_use(snapshot: Snapshot) -> float | None:
    """Return the bytes of app and workers together; None: neither can be read."""
    found = [
        reading.value
        for reading in (snapshot.app_rss_bytes, snapshot.worker_rss_bytes)
        if reading.value is not None
    ]
    return float(sum(found)) if found else None


async def _stats(engine: onhand.Engine | None) -> onhand.EngineStats | None:
    if engine is None:
        return None
    try:
        return await asyncio.wait_for(engine.stats(), STATS_TIMEOUT_S)
    except (OnhandError, TimeoutError, asyncio.TimeoutError):
        return None
