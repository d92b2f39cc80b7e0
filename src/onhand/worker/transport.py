"""How the host reaches a worker: the protocol that process and thread transports share."""

from __future__ import annotations

import atexit
import weakref
from dataclasses import dataclass
from typing import Protocol

from onhand.errors import WorkerCrashedError
from onhand.worker.messages import HostMessage, Report


@dataclass(frozen=True, slots=True)
class Death:
    """How a worker ended.

    Attributes:
        cause: for people, such as "killed by SIGKILL" or "exited with status 3".
        signal: name of the signal, or None.
        last_lines: what it wrote last, native log lines included.
    """

    cause: str
    signal: str | None
    last_lines: tuple[str, ...]

    def error(self, n_deaths: int, when: str) -> WorkerCrashedError:
        """Return what callers are told when it is not started again."""
        how = f"was {self.cause}" if self.signal else self.cause
        return WorkerCrashedError(
            f"The worker {how} {when}.",
            native_log=self.last_lines[-20:],
            signal=self.signal or self.cause,
            cause=self.cause,
            deaths=n_deaths,
        )


class Listener(Protocol):
    """Who a transport reports to; all methods are called on the host's event loop."""

    def on_reports(self, reports: list[Report]) -> None:
        """Take the reports of one frame."""

    def on_death(self, death: Death) -> None:
        """The worker ended without being asked to."""


class Transport(Protocol):
    """A running worker, seen from the host's event loop."""

    @property
    def pid(self) -> int | None:
        """The worker's process id; None for a thread."""

    async def start(self) -> None:
        """Start the worker."""

    def send(self, message: HostMessage) -> None:
        """Send a message; to a dead worker it is dropped."""

    async def stop(self, timeout_s: float) -> None:
        """Wait for the worker to end after `Shutdown`, then end it by force."""

    def abandon(self) -> None:
        """End the worker at once, from wherever: there is no event loop any more."""


_transports: weakref.WeakSet[Transport] = weakref.WeakSet()


def abandon_at_exit(transport: Transport) -> None:
    """Should the interpreter end without `stop`, leave no process and no native code running."""
    _transports.add(transport)


@atexit.register
def _abandon_all() -> None:
    for transport in list(_transports):
        transport.abandon()
