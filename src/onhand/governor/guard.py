"""Keeps the memory of app and engines below a limit, by giving up the cheapest first.

From 95 % of the limit on, or while the device itself has hardly any left: caches of idle sessions,
then what is kept of closed ones, then the batch, then whole idle engines, the least recently used
first. After each step the memory is measured again, and it stops as soon as it is enough.
"""

from __future__ import annotations

import math
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from onhand.governor.events import (
    BatchRestored,
    BatchShrunk,
    EngineEvicted,
    GovernorEvent,
    MemoryEased,
    MemoryWarning,
    PrefixCacheDropped,
    SequencesParked,
)
from onhand.governor.governed import Governed
from onhand.governor.readings import Snapshot
from onhand.types.params import Params, check_range

_Named: TypeAlias = Sequence[tuple[str, Governed]]

MB: Final = 1_000_000
GIB: Final = 1024**3
APPLE_MOBILE_BYTES: Final = 1200 * MB
ANDROID_BYTES: Final = ((12 * GIB, 1200 * MB), (8 * GIB, 1000 * MB), (0, 800 * MB))
RAM_SHARE: Final = 0.6
LEAST_AVAILABLE_BYTES: Final = 100 * 1024**2
EASED_AVAILABLE: Final = 2.0
"""Times the least available memory from which on a shortage of the device is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardParams(Params):
    """When the memory guard warns and acts.

    Attributes:
        limit_bytes: most memory of app and workers together; None: the cgroup's limit, else what
            is usual on the platform (see `MemoryLimit.decided`).
        warning: share of the limit from which on it warns.
        action: share of the limit from which on it acts.
        eased: share of the limit below which the warning is over and batches are restored.
        least_available_bytes: memory that the device is to have left, whoever uses it, at most the
            share beyond `action` of what there is: with less it acts too, and batches are restored
            from twice that on. None: it minds the limit only.
    """

    limit_bytes: int | None = None
    warning: float = 0.90
    action: float = 0.95
    eased: float = 0.80
    least_available_bytes: int | None = LEAST_AVAILABLE_BYTES

    def __post_init__(self) -> None:
        check_range("GuardParams", "limit_bytes", self.limit_bytes, 1, 1 << 50, integer=True)
        least = self.least_available_bytes
        check_range("GuardParams", "least_available_bytes", least, 0, 1 << 50, integer=True)
        for name in ("eased", "warning", "action"):
            check_range("GuardParams", name, getattr(self, name), 0.01, 1.0)
        if not self.eased <= self.warning <= self.action:
            raise ValueError(
                "GuardParams must have eased <= warning <= action, got "
                f"{self.eased}, {self.warning}, {self.action}"
            )


@dataclass(frozen=True, slots=True)
class MemoryLimit:
    """A limit and where it comes from.

    Attributes:
        limit_bytes: the limit.
        source: "explicit", "cgroup", "platform" or "ram".
    """

    limit_bytes: int
    source: str

    @classmethod
    def decided(cls, explicit: int | None, snapshot: Snapshot, platform: str) -> MemoryLimit | None:
        """Return the limit in force; None where not even the size of the memory is known.

        Without an explicit one it is the cgroup's; on iOS 1,200 MB; on Android 800 MB, 1,000 MB
        from 8 GiB and 1,200 MB from 12 GiB of memory on; elsewhere 60 % of the memory.
        """
        if explicit is not None:
            return cls(explicit, "explicit")
        total, cgroup = snapshot.total_bytes.value, snapshot.limit_bytes.value
        if cgroup is not None and (total is None or cgroup < total):
            return cls(cgroup, "cgroup")
        if platform == "ios":
            return cls(APPLE_MOBILE_BYTES, "platform")
        if total is None:
            return None
        if platform == "android":
            return cls(next(most for least, most in ANDROID_BYTES if total >= least), "platform")
        return cls(int(total * RAM_SHARE), "ram")


class MemoryGuard:
    """Watches one limit; `check` it with every snapshot. Holds no lock and calls nobody back."""

    def __init__(
        self,
        params: GuardParams | None = None,
        *,
        platform: str,
        wall_clock: Callable[[], float] = time.time,
    ) -> None:
        """Make a guard.

        Args:
            params: when it warns and acts; None: the defaults.
            platform: `sys.platform`, or "android" and "ios".
            wall_clock: seconds since the epoch, for the events.
        """
        self.params: GuardParams = params or GuardParams()
        self._platform = platform
        self._wall_clock = wall_clock
        self._is_warned = False

    def limit(self, snapshot: Snapshot) -> MemoryLimit | None:
        """Return the limit in force."""
        return MemoryLimit.decided(self.params.limit_bytes, snapshot, self._platform)

    @staticmethod
    def used_bytes(snapshot: Snapshot, limit: MemoryLimit) -> int | None:
        """Return what counts against the limit; None: unknown, which is no pressure."""
        if limit.source == "cgroup" and snapshot.cgroup_used_bytes.value is not None:
            return snapshot.cgroup_used_bytes.value
        app, workers = snapshot.app_rss_bytes.value, snapshot.worker_rss_bytes.value
        return None if app is None else app + (workers or 0)

    async def check(
        self,
        snapshot: Snapshot,
        engines: Mapping[str, Governed],
        measure: Callable[[], Awaitable[Snapshot]],
        now: float,
    ) -> AsyncIterator[GovernorEvent]:
        """Warn and act as far as `snapshot` asks for it; yield an event for each step.

        Args:
            snapshot: the present readings.
            engines: who can give memory back, by the name for events.
            measure: takes new readings, after each step.
            now: monotonic seconds, for how long an engine was idle.
        """
        limit = self.limit(snapshot)
        used = None if limit is None else self.used_bytes(snapshot, limit)
        is_eased = self._has_room(snapshot)
        if limit is not None and used is not None:
            is_eased = is_eased and used < limit.limit_bytes * self.params.eased
            change = self._warning(used, limit, is_eased=is_eased)
            if change is not None:
                yield change
        if is_eased:
            async for event in self._restore(engines):
                yield event
        async for event in self.make_room(0, snapshot, engines, measure, now):
            yield event

    def _warning(self, used: int, limit: MemoryLimit, *, is_eased: bool) -> GovernorEvent | None:
        """Return that the memory came near the limit, or is well below it again; once each."""
        at, most = self._wall_clock(), limit.limit_bytes
        if used >= most * self.params.warning and not self._is_warned:
            self._is_warned = True
            return MemoryWarning(at=at, used_bytes=used, limit_bytes=most, source=limit.source)
        if is_eased and self._is_warned:
            self._is_warned = False
            return MemoryEased(at=at, used_bytes=used, limit_bytes=most)
        return None

    async def make_room(
        self,
        n_bytes: int,
        snapshot: Snapshot,
        engines: Mapping[str, Governed],
        measure: Callable[[], Awaitable[Snapshot]],
        now: float,
    ) -> AsyncIterator[GovernorEvent]:
        """Act until nothing is too much, as if `n_bytes` more were in use: they are about to be.

        The other arguments are those of `check`; `engines` are those that may be asked.
        """
        if self._excess(snapshot, n_bytes) < 0:
            return
        async for event in self._act(engines, now):
            yield event
            if self._excess(await measure(), n_bytes) < 0:
                return

    def _excess(self, snapshot: Snapshot, n_more: int) -> float:
        """Return the bytes beyond what is allowed; below 0: so many are left, or unknown."""
        excess = -math.inf
        limit = self.limit(snapshot)
        used = None if limit is None else self.used_bytes(snapshot, limit)
        if limit is not None and used is not None:
            excess = used + n_more - limit.limit_bytes * self.params.action
        available, least = snapshot.available_bytes.value, self._least_available(snapshot)
        if available is not None and least is not None:
            excess = max(excess, least + n_more - available)
        return excess

    def _least_available(self, snapshot: Snapshot) -> float | None:
        """Return what is to be left; in a small cgroup or machine no more than `action` leaves."""
        least: float | None = self.params.least_available_bytes
        for there_is in (snapshot.total_bytes.value, snapshot.limit_bytes.value):
            if least is not None and there_is is not None:
                least = min(least, there_is * (1.0 - self.params.action))
        return least

    def _has_room(self, snapshot: Snapshot) -> bool:
        """Whether the device is not short of memory, as far as it tells."""
        available, least = snapshot.available_bytes.value, self._least_available(snapshot)
        return available is None or least is None or available > EASED_AVAILABLE * least

    async def _restore(self, engines: Mapping[str, Governed]) -> AsyncIterator[GovernorEvent]:
        for name, engine in engines.items():
            n_batch = await engine.restore_batch()
            if n_batch is not None:
                yield BatchRestored(at=self._wall_clock(), engine=name, n_batch=n_batch)

    async def relieve(
        self, name: str, engine: Governed, now: float, *, may_evict: bool
    ) -> AsyncIterator[GovernorEvent]:
        """Give memory of one engine back step by step, until the caller has enough.

        Args:
            name: the engine's, for the events.
            engine: which is beyond the ceiling of its own budget.
            now: monotonic seconds.
            may_evict: whether it is so far beyond that it is unloaded when it is idle.
        """
        steps = (self._park, self._drop, self._evict) if may_evict else (self._park, self._drop)
        for step in steps:
            async for event in step([(name, engine)], now):
                yield event

    async def _act(
        self, engines: Mapping[str, Governed], now: float
    ) -> AsyncIterator[GovernorEvent]:
        """Give memory back step by step, the cheapest first, until the caller has enough."""
        by_use = sorted(engines.items(), key=lambda item: item[1].last_used)
        for step in (self._park, self._drop, self._shrink, self._evict):
            async for event in step(by_use, now):
                yield event

    async def _park(self, engines: _Named, _: float) -> AsyncIterator[GovernorEvent]:
        for name, engine in engines:
            parked = await engine.park_idle()
            if parked:
                yield SequencesParked(
                    at=self._wall_clock(),
                    engine=name,
                    n_sequences=parked.n_sequences,
                    n_tokens=parked.n_tokens,
                    freed_bytes=parked.freed_bytes,
                )

    async def _drop(self, engines: _Named, _: float) -> AsyncIterator[GovernorEvent]:
        for name, engine in engines:
            dropped = await engine.drop_prefixes()
            if dropped:
                yield PrefixCacheDropped(
                    at=self._wall_clock(),
                    engine=name,
                    n_sequences=dropped.n_sequences,
                    n_tokens=dropped.n_tokens,
                    freed_bytes=dropped.freed_bytes,
                )

    async def _shrink(self, engines: _Named, _: float) -> AsyncIterator[GovernorEvent]:
        for name, engine in engines:
            shrunk = await engine.shrink_batch()
            if shrunk is not None:
                n_batch, freed = shrunk
                yield BatchShrunk(
                    at=self._wall_clock(), engine=name, n_batch=n_batch, freed_bytes=freed
                )

    async def _evict(self, engines: _Named, now: float) -> AsyncIterator[GovernorEvent]:
        for name, engine in sorted(engines, key=lambda item: item[1].last_used):
            idle_s = max(0.0, now - engine.last_used)
            gone = await engine.evict() if engine.is_idle else None
            if gone is not None:
                yield EngineEvicted(
                    at=self._wall_clock(), engine=name, freed_bytes=gone, idle_s=idle_s
                )
