"""Who watches a worker's lives and requests: told on the event loop, asked for nothing."""

from __future__ import annotations

from typing import Literal, Protocol

from onhand.types.events import Event
from onhand.worker.messages import Loaded


class Meter(Protocol):
    """Follows one generation."""

    def on_event(self, event: Event, /) -> None:
        """The next event is there to be read."""

    def on_error(self, code: str, /) -> None:
        """The generation failed with an error of this code."""


class Observer(Protocol):
    """Follows one engine's worker. What it raises is logged and changes nothing."""

    def request(self) -> Meter | None:
        """A generation begins; return who follows it."""

    def on_load(self, loaded: Loaded, life: int) -> None:
        """A worker is ready, the `life`-th of its engine."""

    def on_reload(self, load_ms: float) -> None:
        """An evicted engine is back; its caller waited for `load_ms`."""

    def on_unload(self, cause: Literal["closed", "evicted", "failed"]) -> None:
        """The worker was ended, or ended for good."""

    def on_fault(
        self,
        what: Literal["died", "recovered", "gave-up"],
        *,
        cause: str | None = None,
        n_streams: int | None = None,
        pause_ms: float | None = None,
    ) -> None:
        """The worker died, another took over, or none will."""
