"""The governor: reads the device, decides how hard engines may work, frees memory in time."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import time
from collections.abc import AsyncGenerator, Callable
from types import TracebackType
from typing import TYPE_CHECKING, Final

from onhand.governor.events import GovernorEvent, LevelChanged
from onhand.governor.governed import Governed
from onhand.governor.guard import GuardParams, MemoryGuard, MemoryLimit
from onhand.governor.herald import EventHandler, Herald
from onhand.governor.levels import Level
from onhand.governor.members import Member, Share
from onhand.governor.policy import Policy, PolicyParams
from onhand.governor.priorities import Arbiter
from onhand.governor.readings import Snapshot
from onhand.types.info import DeviceInfo
from onhand.types.params import check_range

if TYPE_CHECKING:
    from onhand.governor.telemetry import Sensors
    from onhand.governor.trace.writer import TraceWriter

log: logging.Logger = logging.getLogger("onhand.governor")

EVICT_BEYOND: Final = 1.1
"""Times its ceiling beyond which an idle engine is unloaded, if nothing less helps."""


class Governor:
    """Minds the device for any number of engines on one event loop.

    ```python
    async with onhand.Governor(memory_limit=2_000_000_000) as governor:
        governor.on_event(print)
        async with onhand.Engine.open(governor=governor) as engine: ...
    ```

    It runs from the first engine's opening until it is closed. No lock is held while handlers run:
    they may use the engines and the governor. One task on the event loop does it all; the sensors
    are read in a thread.
    """

    def __init__(
        self,
        *,
        policy: Policy | PolicyParams | None = None,
        memory_limit: int | None = None,
        guard: GuardParams | None = None,
        sensors: Sensors | None = None,
        interval_s: float | None = 1.0,
        trace: str | os.PathLike[str] | TraceWriter | None = None,
        clock: Callable[[], float] = time.monotonic,
        wall_clock: Callable[[], float] = time.time,
    ) -> None:
        """Make a governor; it does nothing until an engine is opened with it.

        Args:
            policy: which condition asks for which level, and what a level allows; None: defaults.
            memory_limit: most bytes of app and workers together; None: as `guard` says.
            guard: when the memory guard warns and acts; None: the defaults.
            sensors: who reads the device; None: telemetry of this platform.
            interval_s: seconds between two looks, 0.1 to 60; None: only `tick` looks.
            trace: file to which every decision, load, request and fault is appended; None: none.
            clock: monotonic seconds.
            wall_clock: seconds since the epoch, for events.
        """
        check_range("Governor", "interval_s", interval_s, 0.1, 60.0)
        guard = guard or GuardParams()
        if memory_limit is not None:
            guard = guard.replace(limit_bytes=memory_limit)
        self._policy = policy if isinstance(policy, Policy) else Policy(policy)
        self._guard = MemoryGuard(guard, platform=_platform(), wall_clock=wall_clock)
        self._sensors = sensors
        self._interval_s = interval_s
        self._trace = _opened(trace)
        self._owns_trace = self._trace is not trace
        self._clock = clock
        self._wall_clock = wall_clock
        self._now = clock()
        self._arbiter = Arbiter(clock=lambda: self._now)
        self._members: dict[str, Member] = {}
        self._herald = Herald()
        self._snapshot: Snapshot | None = None
        self._devices: tuple[DeviceInfo, ...] = ()
        self._sampling = asyncio.Lock()  # a sensor is read by one thread at a time
        self._host: asyncio.AbstractEventLoop | None = None
        self._runner: asyncio.Task[None] | None = None
        self._ticking: asyncio.Task[Snapshot] | None = None
        self._is_closed = False

    async def __aenter__(self) -> Governor:
        """Return the governor."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the governor."""
        await self.close()

    # ── what can be seen ──

    @property
    def level(self) -> Level:
        """What the device's condition allows now."""
        return self._policy.level

    @property
    def snapshot(self) -> Snapshot | None:
        """The last readings; None before the first look."""
        return self._snapshot

    @property
    def memory_limit(self) -> MemoryLimit | None:
        """The limit of the memory guard and where it comes from; None: unknown as yet."""
        return None if self._snapshot is None else self._guard.limit(self._snapshot)

    @property
    def engines(self) -> tuple[str, ...]:
        """Names of the engines that it minds."""
        return tuple(self._members)

    def engine_level(self, name: str) -> Level:
        """Return what an engine may do: the device's level, or less where it gives way to others.

        Raises:
            KeyError: there is no engine of this name.
        """
        if name not in self._members:
            raise KeyError(name)
        return max(self.level, self._arbiter.level(name))

    def on_event(self, handler: EventHandler) -> Callable[[], None]:
        """Call `handler` with each event from now on, on the engines' event loop.

        It may be a coroutine function. What it raises is logged.

        Returns:
            A function that ends this.
        """
        return self._herald.add(handler)

    def events(self) -> AsyncGenerator[GovernorEvent, None]:
        """Yield each event from the first `anext` on, until the governor is closed."""
        return self._herald.events()

    # ── engines ──

    def attach(self, engine: Governed, share: Share | None = None) -> str:
        """Mind an engine from now on; `Engine.open(governor=…)` does this.

        Args:
            engine: the engine.
            share: its name, priority and budget; None: the defaults.

        Returns:
            Its name here.

        Raises:
            RuntimeError: the governor is closed, or minds engines of another event loop.
        """
        loop = asyncio.get_running_loop()
        if self._is_closed:
            raise RuntimeError("the governor is closed")
        if self._host is not None and self._host is not loop and self._members:
            raise RuntimeError("the governor minds engines of another event loop")
        self._host = loop
        share = share or Share()
        name = self._free_name(share.name or engine.name)
        member = Member(
            engine,
            name,
            share,
            self._emit,
            self._make_room,
            trace=self._trace,
            clock=self._clock,
            wall_clock=self._wall_clock,
        )
        self._members[name] = member
        self._arbiter.add(name, share.priority)
        engine.listen(member)
        if self._interval_s is not None and (self._runner is None or self._runner.done()):
            self._runner = loop.create_task(self._run(self._interval_s))
        return name

    def detach(self, engine: Governed) -> None:
        """Mind an engine no longer; closing the engine does this."""
        for name, member in list(self._members.items()):
            if member.engine is engine:
                del self._members[name]
                self._arbiter.remove(name)
                engine.listen(None)
        if not self._members and self._runner is not None:
            self._runner.cancel()
            self._runner = None

    async def close(self) -> None:
        """Stop minding the engines, which stay open and may do everything again."""
        if self._is_closed:
            return
        self._is_closed = True
        members = list(self._members.values())
        runner = self._runner
        for member in members:
            self.detach(member.engine)
        waited = [task for task in (runner, self._ticking) if task is not None]
        if waited:
            await asyncio.wait(waited)
        full = self._policy.params.allowance(Level.FULL)
        for member in members:
            if member.allowance != full:
                await member.engine.allow(full)
            await member.engine.restore_batch()
        self._herald.close()
        if self._trace is not None and self._owns_trace:
            self._trace.close()

    # ── looking and acting ──

    async def tick(self, now: float | None = None) -> Snapshot:
        """Look once: read the sensors, decide, act; a look in progress is joined.

        Args:
            now: monotonic seconds; None: the clock's.
        """
        if self._ticking is None or self._ticking.done():
            self._ticking = asyncio.get_running_loop().create_task(self._look(now))
        return await asyncio.shield(self._ticking)

    async def _run(self, interval_s: float) -> None:
        while True:
            try:
                await self.tick()
            except Exception:
                log.exception("a look at the device failed")
            await asyncio.sleep(interval_s)

    async def _look(self, now: float | None) -> Snapshot:
        self._now = self._clock() if now is None else now
        snapshot = await self._measure()
        decision = self._policy.decide(snapshot, self._now)
        if decision.is_change:
            self._emit(
                LevelChanged(
                    at=self._wall_clock(),
                    level=decision.level,
                    previous=decision.previous,
                    reasons=decision.reasons,
                )
            )
        self._mind_budgets(snapshot)
        await self._allow()
        await self._hold_ceilings()
        engines = {name: member.engine for name, member in self._members.items()}
        async for event in self._guard.check(snapshot, engines, self._measure, self._now):
            self._emit(event)
        if self._trace is not None:
            self._trace.on_snapshot(snapshot, decision.level)
        return snapshot

    async def _make_room(self, member: Member, n_bytes: int) -> None:
        """Free memory elsewhere before an engine takes some again."""
        others = {
            name: other.engine for name, other in self._members.items() if other is not member
        }
        snapshot = await self._measure()
        freeing = self._guard.make_room(n_bytes, snapshot, others, self._measure, self._clock())
        async for event in freeing:
            self._emit(event)

    async def _measure(self) -> Snapshot:
        """Read the sensors; a reading that is being taken is waited for, then another is taken."""
        async with self._sampling:
            sensors = self._sensors
            if sensors is None:
                from onhand.governor.telemetry import Telemetry

                sensors = self._sensors = Telemetry(devices=lambda: self._devices)
            engines = [member.engine for member in self._members.values()]
            found = [device for engine in engines for device in await engine.devices()]
            self._devices = tuple({(one.registry, one.name): one for one in found}.values())
            pids = [engine.pid for engine in engines]
            self._snapshot = await asyncio.to_thread(
                sensors.sample, [pid for pid in pids if pid is not None]
            )
            return self._snapshot

    def _mind_budgets(self, snapshot: Snapshot) -> None:
        for member in list(self._members.values()):
            member.watch.set_memory(_resident(snapshot, member.engine.pid))
            member.watch.set_heat(snapshot.thermal_level.value)
            member.watch.add_battery(snapshot.battery_percent.value, snapshot.on_mains.value)
            for event in member.watch.check():
                self._emit(event)
        members = self._members.items()
        violated = {name: member.watch.violated - {"memory_bytes"} for name, member in members}
        step = self._arbiter.decide(violated)
        if step is not None:
            blamed = [name for name, parts in violated.items() if parts]
            self._emit(
                LevelChanged(
                    at=self._wall_clock(),
                    level=step.level,
                    previous=step.previous,
                    reasons=tuple(
                        f"budget of {name}" for name in blamed if step.cause == "violation"
                    ),
                    engine=step.engine,
                )
            )

    async def _hold_ceilings(self) -> None:
        """Take memory back from engines that are beyond the ceiling of their own budget."""
        for name, member in list(self._members.items()):
            ceiling = member.watch.limits.memory_bytes
            used = member.watch.measured()["memory_bytes"]
            if ceiling is None or used is None or used <= ceiling:
                continue
            async for event in self._guard.relieve(
                name, member.engine, self._now, may_evict=used > ceiling * EVICT_BEYOND
            ):
                self._emit(event)
                now_used = _resident(await self._measure(), member.engine.pid)
                if now_used is None or now_used <= ceiling:
                    break

    async def _allow(self) -> None:
        """Tell each engine what it may do, where that has changed."""
        for name, member in list(self._members.items()):
            if name not in self._members:
                continue
            allowance = self._policy.params.allowance(self.engine_level(name))
            if allowance != member.allowance:
                member.allowance = allowance
                await member.engine.allow(allowance)

    # ── events ──

    def _emit(self, event: GovernorEvent) -> None:
        """Write the event down and tell everybody."""
        if self._trace is not None:
            self._trace.on_event(event)
        self._herald.tell(event)

    def _free_name(self, wanted: str) -> str:
        name, number = wanted, 1
        while name in self._members:
            number += 1
            name = f"{wanted} {number}"
        return name


def _resident(snapshot: Snapshot, pid: int | None) -> int | None:
    """Return the resident memory of a worker; None: it is none, or unknown."""
    found = (worker.rss_bytes.value for worker in snapshot.workers if worker.pid == pid)
    return next(found, None) if pid is not None else None


def _opened(trace: str | os.PathLike[str] | TraceWriter | None) -> TraceWriter | None:
    if trace is None:
        return None
    from onhand.governor.trace.writer import TraceWriter

    return trace if isinstance(trace, TraceWriter) else TraceWriter(trace)


def _platform() -> str:
    """Return `sys.platform`, "android" also where Python says "linux" on it."""
    return "android" if hasattr(sys, "getandroidapilevel") else sys.platform
