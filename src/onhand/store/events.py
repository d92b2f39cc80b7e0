"""What happens during a pull or an update: a closed union of frozen values for a callback."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from onhand.errors import PullCancelledError


@dataclass(frozen=True, slots=True)
class ResolvedEvent:
    """It is known what will be fetched.

    Attributes:
        id: the model.
        version: its version.
        total_bytes: bytes of all its files; None: the server does not say.
        reused_bytes: bytes that are here already and will not be fetched.
    """

    id: str
    version: str
    total_bytes: int | None
    reused_bytes: int = 0


@dataclass(frozen=True, slots=True)
class ProgressEvent:
    """Bytes arrived. Comes at most ten times a second, and once at the end.

    Attributes:
        done_bytes: bytes that are here, reused and resumed ones included.
        total_bytes: bytes in all; None: unknown.
        rate_bytes_per_s: arrivals over the last seconds.
        remaining_s: time to the end at that rate; None: unknown.
    """

    done_bytes: int
    total_bytes: int | None
    rate_bytes_per_s: float
    remaining_s: float | None


@dataclass(frozen=True, slots=True)
class RetryEvent:
    """A connection failed and will be tried again.

    Attributes:
        cause: what failed, for people; never holds a token.
        attempt: failures in a row without a byte, from 1.
        wait_s: pause before the next try.
    """

    cause: str
    attempt: int
    wait_s: float


@dataclass(frozen=True, slots=True)
class VerifyEvent:
    """A file is complete and its SHA-256 is being computed.

    Attributes:
        name: the file.
        size_bytes: its length.
    """

    name: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class QuarantineEvent:
    """A file was wrong and was moved aside.

    Attributes:
        name: the file.
        path: where it is now.
        reason: what was wrong.
    """

    name: str
    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class PublishedEvent:
    """The model is installed and visible.

    Attributes:
        id: the model.
        version: its version.
        fetched_bytes: bytes of files that came over the network.
    """

    id: str
    version: str
    fetched_bytes: int


StoreEvent: TypeAlias = (
    "ResolvedEvent | ProgressEvent | RetryEvent | VerifyEvent | QuarantineEvent | PublishedEvent"
)
OnEvent: TypeAlias = Callable[[StoreEvent], None]
"""Called in the thread that pulls, or one of its helpers, one call at a time."""


_INTERVAL_S: Final = 0.1
_CANCEL_LOOK_S: Final = 0.1
_WINDOW_S: Final = 5.0


class Progress:
    """Counts bytes from several threads, limits their rate, and tells the caller.

    Args:
        on_event: the caller's function; None: nobody listens.
        max_bytes_per_s: limit on arrivals; None: none.
        cancel: set by the caller to stop.
        clock, pause: the time, and how to let it pass; tests bring their own.
    """

    def __init__(
        self,
        on_event: OnEvent | None = None,
        *,
        max_bytes_per_s: float | None = None,
        cancel: threading.Event | None = None,
        clock: Callable[[], float] = time.monotonic,
        pause: Callable[[float], object] | None = None,
    ) -> None:
        if max_bytes_per_s is not None and max_bytes_per_s <= 0:
            raise ValueError(f"max_bytes_per_s must be above 0, got {max_bytes_per_s}")
        self.total_bytes: int | None = None
        self.done_bytes: int = 0
        self.fetched_bytes: int = 0
        self._cancel = cancel or threading.Event()
        self._on_event = on_event
        self._max_rate = max_bytes_per_s
        self._clock = clock
        self._pause = pause or self._cancel.wait
        self._lock = threading.Lock()
        self._telling = threading.Lock()
        self._samples: list[tuple[float, int]] = [(clock(), 0)]
        self._last_told = clock() - _INTERVAL_S
        self._paid_until = clock()

    def tell(self, event: StoreEvent) -> None:
        """Pass an event on."""
        if self._on_event is not None:
            with self._telling:
                self._on_event(event)

    def check_cancelled(self) -> None:
        """Raise PullCancelledError once the caller has set `cancel`."""
        if self._cancel.is_set():
            raise PullCancelledError("The pull was cancelled.")

    @contextlib.contextmanager
    def on_cancel(self, act: Callable[[], None]) -> Iterator[None]:
        """In this block, call `act` from another thread soon after a cancel.

        For what blocks meanwhile: a silent server would hold its client until a time limit.
        """
        is_over = threading.Event()

        def watch() -> None:
            while not is_over.wait(_CANCEL_LOOK_S):
                if self._cancel.is_set():
                    act()
                    return

        watcher = threading.Thread(target=watch, name="onhand-pull-cancel", daemon=True)
        watcher.start()
        try:
            yield
        finally:
            is_over.set()
            watcher.join()

    def pause(self, seconds: float) -> None:
        """Wait, but no longer than until a cancel.

        Raises:
            PullCancelledError: it came.
        """
        self._pause(seconds)
        self.check_cancelled()

    def reused(self, n: int) -> None:
        """Count bytes that were here already; negative when they turn out to be useless."""
        with self._lock:
            self.done_bytes += n
        self._report(force=False)

    def arrived(self, n: int) -> None:
        """Count bytes from the network; sleeps as the rate limit wants it."""
        with self._lock:
            self.done_bytes += n
            self.fetched_bytes += n
            now = self._clock()
            self._samples.append((now, self.fetched_bytes))
            while len(self._samples) > 2 and self._samples[0][0] < now - _WINDOW_S:
                self._samples.pop(0)
            wait = 0.0
            if self._max_rate is not None:
                self._paid_until = max(self._paid_until, now) + n / self._max_rate
                wait = self._paid_until - now
        self._report(force=False)
        if wait > 0:
            self.pause(wait)
        self.check_cancelled()

    def finish(self) -> None:
        """Tell the final count."""
        self._report(force=True)

    def _report(self, *, force: bool) -> None:
        with self._lock:
            now = self._clock()
            if not force and now - self._last_told < _INTERVAL_S:
                return
            self._last_told = now
            event = self._event(now)
        self.tell(event)

    def _event(self, now: float) -> ProgressEvent:
        start, before = self._samples[0]
        rate = (self.fetched_bytes - before) / (now - start) if now > start else 0.0
        remaining = None
        if self.total_bytes is not None and rate > 0:
            remaining = max(0, self.total_bytes - self.done_bytes) / rate
        return ProgressEvent(self.done_bytes, self.total_bytes, rate, remaining)
