"""One engine's place in a governor: its name, priority and budget, and what it may do now."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onhand.governor.budget import AdaptiveProfile, Budget
from onhand.governor.events import EngineReloaded, GovernorEvent
from onhand.governor.governed import Governed, Meter
from onhand.governor.levels import Allowance
from onhand.governor.trace.meter import RequestMeter
from onhand.governor.watch import BudgetWatch
from onhand.types.info import EngineInfo
from onhand.types.params import Params, check_range

if TYPE_CHECKING:
    from onhand.governor.trace.writer import TraceWriter


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Params):
    """How an engine shares its device with the others of a governor.

    Attributes:
        name: what it is called in events and traces; None: its model's name. A second one of the
            same name gets a number.
        priority: a higher one gives way later and comes back first.
        budget: what the engine may cost; None: no limits are stated.
        profile: where the limits come from that the budget leaves open, as multiples of what is
            measured at first; None: there are none.
    """

    name: str | None = None
    priority: int = 0
    budget: Budget | None = None
    profile: AdaptiveProfile | None = None

    def __post_init__(self) -> None:
        check_range("Share", "priority", self.priority, -(2**31), 2**31 - 1, integer=True)


class Member:
    """An attached engine; a `Listener` of it."""

    def __init__(
        self,
        engine: Governed,
        name: str,
        share: Share,
        emit: Callable[[GovernorEvent], None],
        make_room: Callable[[Member, int], Awaitable[None]],
        *,
        trace: TraceWriter | None,
        clock: Callable[[], float],
        wall_clock: Callable[[], float],
    ) -> None:
        self.engine = engine
        self.name = name
        self.share = share
        self.allowance: Allowance = Allowance()
        self.watch: BudgetWatch = BudgetWatch(
            share.budget, profile=share.profile, engine=name, clock=clock, wall_clock=wall_clock
        )
        self._emit = emit
        self._make_room = make_room
        self._trace = trace
        self._clock = clock
        self._wall_clock = wall_clock

    def request(self) -> Meter:
        """Return who times a generation that begins now."""
        if self._trace is not None:
            return self._trace.request(self.name, self.watch)
        return RequestMeter(self.name, watch=self.watch, clock=self._clock)

    def on_computed(
        self, what: str, n_inputs: int, total_ms: float, error: str | None = None
    ) -> None:
        """Write a computation."""
        if self._trace is not None:
            self._trace.on_computed(self.name, what, n_inputs, total_ms, error)

    async def make_room(self, n_bytes: int) -> None:
        """Let the others give up what this engine is about to take."""
        await self._make_room(self, n_bytes)

    def on_load(self, info: EngineInfo, life: int) -> None:
        """Write a load."""
        if self._trace is not None:
            self._trace.on_load(self.name, info, life=life)

    def on_reload(self, load_ms: float) -> None:
        """Say that the evicted engine is back."""
        self._emit(EngineReloaded(at=self._wall_clock(), engine=self.name, load_ms=load_ms))

    def on_unload(self, cause: str) -> None:
        """Write the end of a worker."""
        if self._trace is not None:
            self._trace.on_unload(self.name, cause)

    def on_fault(
        self,
        what: str,
        *,
        cause: str | None = None,
        n_streams: int | None = None,
        pause_ms: float | None = None,
    ) -> None:
        """Write a fault."""
        if self._trace is not None:
            self._trace.on_fault(
                self.name, what, cause=cause, n_streams=n_streams, pause_ms=pause_ms
            )
