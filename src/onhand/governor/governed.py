"""How a governor sees an engine: what it asks of it, and nothing of how that is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from onhand.governor.levels import Allowance
from onhand.types.events import Event
from onhand.types.info import DeviceInfo, EngineInfo


@dataclass(frozen=True, slots=True)
class Relieved:
    """What an engine gave up.

    Attributes:
        n_sequences: how many sessions' caches.
        n_tokens: tokens of the cache that are free for others now.
        freed_bytes: what the worker's resident memory fell by.
    """

    n_sequences: int
    n_tokens: int
    freed_bytes: int

    def __bool__(self) -> bool:
        """Whether it was anything."""
        return bool(self.n_sequences or self.n_tokens or self.freed_bytes)


class Meter(Protocol):
    """Follows one generation."""

    def on_event(self, event: Event, /) -> None:
        """The next event is there to be read."""

    def on_error(self, code: str, /) -> None:
        """The generation failed with an error of this code."""


class Listener(Protocol):
    """Who follows an engine: told on its event loop."""

    def request(self) -> Meter | None:
        """A generation begins; return who follows it."""

    def on_computed(
        self, what: str, n_inputs: int, total_ms: float, error: str | None = None
    ) -> None:
        """A computation that generates nothing has ended: "embed" or "score"; how, by its error."""

    async def make_room(self, n_bytes: int) -> None:
        """The engine is about to take so much memory again; return when it may."""

    def on_load(self, info: EngineInfo, life: int) -> None:
        """A worker is ready, the `life`-th of its engine."""

    def on_reload(self, load_ms: float) -> None:
        """An evicted engine is back; its caller waited for `load_ms`."""

    def on_unload(self, cause: str) -> None:
        """The worker was ended: "closed", "evicted" or "failed"."""

    def on_fault(
        self,
        what: str,
        *,
        cause: str | None = None,
        n_streams: int | None = None,
        pause_ms: float | None = None,
    ) -> None:
        """The worker "died", another took over ("recovered"), or none will ("gave-up")."""


class Governed(Protocol):
    """One engine; all methods are called on the event loop that owns it."""

    @property
    def name(self) -> str:
        """What it is called in events, before the governor makes that unique."""

    @property
    def pid(self) -> int | None:
        """The worker process; None: a thread, or none now."""

    @property
    def is_idle(self) -> bool:
        """Whether a worker is loaded and nothing runs or waits in it."""

    @property
    def last_used(self) -> float:
        """Monotonic seconds of the last use."""

    async def devices(self) -> Sequence[DeviceInfo]:
        """Return the accelerators that it can use, with their memory as of now."""

    def listen(self, listener: Listener | None) -> None:
        """Tell `listener` of loads, requests and faults from now on; None: nobody."""

    async def allow(self, allowance: Allowance) -> None:
        """Do no more than this, from the next step on and in every later life."""

    async def park_idle(self) -> Relieved:
        """Give up the caches of idle sessions; they are rebuilt when the sessions go on."""

    async def drop_prefixes(self) -> Relieved:
        """Give up what is kept of closed sessions for those who begin alike."""

    async def shrink_batch(self) -> tuple[int, int] | None:
        """Compute fewer tokens at a time.

        Returns:
            Tokens of a step from now on, and the bytes that this freed; None: it is smallest now.
        """

    async def restore_batch(self) -> int | None:
        """Take `shrink_batch` back; return the tokens of a step, or None where it was not."""

    async def evict(self) -> int | None:
        """Unload the engine if it is idle; return the bytes that this freed, None: it is in use."""
