"""The blocking face of the governor; reached as `onhand.sync.Governor`."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING

from onhand import portal
from onhand.governor import governor as _governor
from onhand.governor.events import GovernorEvent
from onhand.governor.governed import Governed
from onhand.governor.guard import GuardParams, MemoryLimit
from onhand.governor.herald import EventHandler
from onhand.governor.levels import Level
from onhand.governor.members import Share
from onhand.governor.policy import Policy, PolicyParams
from onhand.governor.readings import Snapshot
from onhand.portal import Blocking

if TYPE_CHECKING:
    from onhand.governor.telemetry import Sensors
    from onhand.governor.trace.writer import TraceWriter

__all__ = ["Governor"]


class Governor:
    """Minds the device for any number of engines; see `onhand.Governor`."""

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
        """Make a governor; the arguments are those of `onhand.Governor`."""
        self._async = _governor.Governor(
            policy=policy,
            memory_limit=memory_limit,
            guard=guard,
            sensors=sensors,
            interval_s=interval_s,
            trace=trace,
            clock=clock,
            wall_clock=wall_clock,
        )

    def __enter__(self) -> Governor:
        """Return the governor."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the governor."""
        self.close()

    @property
    def level(self) -> Level:
        """What the device's condition allows now."""
        return self._async.level

    @property
    def snapshot(self) -> Snapshot | None:
        """The last readings; None before the first look."""
        return self._async.snapshot

    @property
    def memory_limit(self) -> MemoryLimit | None:
        """The limit of the memory guard and where it comes from; None: unknown as yet."""
        return self._async.memory_limit

    @property
    def engines(self) -> tuple[str, ...]:
        """Names of the engines that it minds."""
        return self._async.engines

    def engine_level(self, name: str) -> Level:
        """Return what an engine may do; see `onhand.Governor.engine_level`."""
        return self._async.engine_level(name)

    def on_event(self, handler: EventHandler) -> Callable[[], None]:
        """Call `handler` with each event from now on, on a background thread.

        It must not use `onhand.sync` itself, which would wait for the thread that it is on.

        Returns:
            A function that ends this.
        """
        return self._async.on_event(handler)

    def events(self) -> Iterator[GovernorEvent]:
        """Yield each event from the first `next` on, until the governor is closed."""
        events = self._async.events()

        async def following() -> GovernorEvent | None:
            return await anext(events, None)

        try:
            while (event := portal.run(following())) is not None:
                yield event
        finally:
            portal.run(events.aclose())

    def attach(self, engine: Governed, share: Share | None = None) -> str:
        """Mind an engine from now on; see `onhand.Governor.attach`."""
        return portal.call(lambda: self._async.attach(engine, share))

    def detach(self, engine: Governed) -> None:
        """Mind an engine no longer; closing the engine does this."""
        portal.call(lambda: self._async.detach(engine))

    tick = Blocking(_governor.Governor.tick)
    close = Blocking(_governor.Governor.close)
