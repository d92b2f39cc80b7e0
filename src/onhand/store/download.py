"""Fetches one file into a `Partial`: by parallel ranges, over broken connections and restarts.

What it trusts is checked: lengths against the expected size, ranges against what was asked for,
entity tags against each other. Content is checked by the caller, by SHA-256.
"""

from __future__ import annotations

import concurrent.futures
import random
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from onhand.errors import DownloadError, NotEnoughDiskError
from onhand.store.events import Progress, RetryEvent
from onhand.store.layout import RESERVE_BYTES, check_room, free_bytes
from onhand.store.manifest import MAX_FILE_BYTES
from onhand.store.partial import Partial
from onhand.store.transport import Answer, Client, PassingError, public

MIN_SEGMENT_BYTES: Final = 1 << 20
MAX_SEGMENT_BYTES: Final = 64 << 20
FIRST_SEGMENT_BYTES: Final = 8 << 20
MAX_RESTARTS: Final = 3
_ROOM_CHECK_BYTES: Final = 32 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadParams:
    """How files are fetched.

    Attributes:
        connections: ranges that are fetched at once, 1 to 32.
        max_attempts: failures in a row, without a byte between them, after which to give up.
        backoff_s: pause after the first failure; doubles with each.
        max_backoff_s: longest pause, ten times as long where the server asks for it.
        max_file_bytes: longest file of unknown size that is accepted.
        max_bytes_per_s: limit on the rate; None: none.
        reserve_bytes: disk space that is left free.
        connect_timeout_s: limit on making a connection.
        read_timeout_s: limit on silence of a server.
    """

    connections: int = 4
    max_attempts: int = 6
    backoff_s: float = 0.5
    max_backoff_s: float = 30.0
    max_file_bytes: int = MAX_FILE_BYTES
    max_bytes_per_s: float | None = None
    reserve_bytes: int = RESERVE_BYTES
    connect_timeout_s: float = 15.0
    read_timeout_s: float = 30.0

    @property
    def max_wait_s(self) -> float:
        """Longest pause that a server may ask for."""
        return 10 * self.max_backoff_s

    def __post_init__(self) -> None:
        if not 1 <= self.connections <= 32:
            raise ValueError(f"connections must be in 1 to 32, got {self.connections}")
        if self.max_attempts < 1:
            raise ValueError(f"max_attempts must be 1 or more, got {self.max_attempts}")
        if self.max_bytes_per_s is not None and self.max_bytes_per_s <= 0:
            raise ValueError(f"max_bytes_per_s must be above 0, got {self.max_bytes_per_s}")
        for name in ("backoff_s", "max_backoff_s", "reserve_bytes"):
            if getattr(self, name) < 0:
                raise ValueError(f"{name} must be 0 or more, got {getattr(self, name)}")
        for name in ("max_file_bytes", "connect_timeout_s", "read_timeout_s"):
            if getattr(self, name) <= 0:
                raise ValueError(f"{name} must be above 0, got {getattr(self, name)}")


class _ChangedError(Exception):
    """The server has another file than the one that was begun."""


class _NoRangesError(Exception):
    """The server's ranges cannot be used: the file has to come in one piece."""


class Download:
    """One file on its way.

    Args:
        client: makes the requests.
        url: where the file is.
        partial: where it goes; holds what a former try left.
        progress: counts, limits, tells and cancels.
        expected_bytes: its length when that is known; an answer that differs is refused.
        is_pinned: its SHA-256 is known, so that entity tags that keep changing can be ignored.
        params: how.
    """

    def __init__(
        self,
        client: Client,
        url: str,
        partial: Partial,
        progress: Progress,
        *,
        expected_bytes: int | None = None,
        is_pinned: bool = False,
        params: DownloadParams | None = None,
    ) -> None:
        self._client = client
        self._url = url
        self._partial = partial
        self._progress = progress
        self._expected = expected_bytes
        self._is_pinned = is_pinned
        self._params = params or DownloadParams()
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._is_parallel = False
        self._failures = 0
        self._restarts = 0
        self._best = partial.done_bytes
        self._uses_ranges = True
        self._next_room_check = 0

    def run(self) -> None:
        """Fetch what is missing.

        Raises:
            DownloadError: it failed for good; what was fetched is kept.
            ModelNotFoundError: the server has no such file.
            NotEnoughDiskError: the disk is full, or would be.
            PullCancelledError: the caller cancelled.
        """
        if self._expected is not None and self._partial.size_bytes not in (None, self._expected):
            self._restart_from_nothing()
        if self._expected is not None:
            self._partial.size_bytes = self._expected
        with self._progress.on_cancel(self._client.interrupt):
            while not self._partial.is_complete:
                self._try()

    def _try(self) -> None:
        """Make one pass; wait or start anew after a failure that may pass."""
        try:
            self._pass()
        except PassingError as error:
            self._wait_after(error)
        except _NoRangesError:
            self._uses_ranges = False
        except _ChangedError as error:
            self._restart_after_change(error)

    def _pass(self) -> None:
        """Fetch all gaps, or one first segment while the size is unknown."""
        self._stopping.clear()
        size = self._partial.size_bytes
        if not self._uses_ranges:
            self._restart_from_nothing()
            self._fetch(None, None)
            return
        if size is None:
            start = self._partial.done_bytes
            self._fetch(start, start + FIRST_SEGMENT_BYTES)
            return
        self._check_room(size - self._partial.done_bytes)
        segments = list(self._segments(self._partial.missing(), size))
        if not segments:
            return
        # the first alone, so that a server without ranges is met before there are many requests
        self._fetch(*segments[0])
        if len(segments) > 1 and not self._partial.is_complete:
            self._fetch_together(segments[1:])

    def _segments(self, gaps: list[tuple[int, int]], size: int) -> Iterator[tuple[int, int]]:
        n = self._params.connections
        length = min(MAX_SEGMENT_BYTES, max(MIN_SEGMENT_BYTES, size // (4 * n)))
        if n == 1:
            length = MAX_FILE_BYTES
        for start, end in gaps:
            for low in range(start, end, length):
                yield low, min(end, low + length)

    def _fetch_together(self, segments: list[tuple[int, int]]) -> None:
        """Fetch segments from several threads and raise the gravest failure.

        After one that may pass, the others still finish what they have begun.
        """
        todo = iter(segments)
        winding_down = threading.Event()
        self._is_parallel = True

        def work() -> None:
            while not (self._stopping.is_set() or winding_down.is_set()):
                with self._lock:
                    segment = next(todo, None)
                if segment is None:
                    return
                try:
                    self._fetch(*segment)
                except PassingError:
                    winding_down.set()
                    raise
                except BaseException:
                    self._stopping.set()
                    raise

        n = min(self._params.connections, len(segments))
        with concurrent.futures.ThreadPoolExecutor(n, thread_name_prefix="onhand-pull") as pool:
            futures = [pool.submit(work) for _ in range(n)]
            try:
                concurrent.futures.wait(futures)
            except BaseException:  # Ctrl-C: the pool waits for its threads, and they for a server
                self._client.interrupt()
                raise
            finally:
                self._stopping.set()
                self._is_parallel = False
        errors = [future.exception() for future in futures]
        # what will not pass comes first, then a change, then what may pass
        ranks: tuple[type[BaseException], ...] = (PassingError, _ChangedError, _NoRangesError)
        found = [error for error in errors if error is not None]
        for error in sorted(found, key=lambda error: isinstance(error, ranks)):
            raise error

    def _fetch(self, start: int | None, end: int | None) -> None:
        """Fetch the bytes [start, end), or the whole file when `start` is None."""
        begun = bool(self._partial.done_bytes)
        etag = self._partial.etag if begun and not self._ignores_tags else None
        with self._client.get(self._url, start=start, end=end, etag=etag) as (answer, body):
            if start is None and answer.status != 200:
                raise DownloadError(
                    f"{public(self._url)} answered {answer.status} to a request for the whole file."
                )
            if answer.status == 416:
                self._handle_416(answer, start or 0)
                return
            if answer.is_encoded and answer.status == 206:
                raise _NoRangesError
            self._check_same(answer, begun)
            if answer.status == 200:
                self._take_whole(answer, body, start)
            else:
                size = self._partial.size_bytes
                limit = min(end if end is not None else MAX_FILE_BYTES, size or MAX_FILE_BYTES)
                if self._take(body, answer.start, limit) == answer.start:
                    raise PassingError(f"{public(self._url)} sent an empty part")

    @property
    def _ignores_tags(self) -> bool:
        return self._is_pinned and self._restarts >= 2

    def _handle_416(self, answer: Answer, start: int) -> None:
        """No bytes from `start` on: complete if that is the end, else another file."""
        is_at_end = start == self._partial.done_bytes and answer.size_bytes in (start, None)
        if self._expected is None and is_at_end:
            if start == 0:
                raise DownloadError(f"{public(self._url)} is empty (0 bytes).")
            self._partial.size_bytes = start
            return
        raise _ChangedError(f"it has {answer.size_bytes} bytes by now")

    def _check_same(self, answer: Answer, begun: bool) -> None:
        """Compare size and entity tag with what is known; take over what is not."""
        with self._lock:
            size = answer.size_bytes
            if size is not None and self._expected is not None and size != self._expected:
                raise DownloadError(
                    f"{public(self._url)} has {size:,} bytes, but {self._expected:,} are expected.",
                    hint="The server has another file than the manifest says; nothing was kept.",
                )
            if size == 0 and self._expected is None:
                raise DownloadError(f"{public(self._url)} is empty (0 bytes).")
            known = self._partial.size_bytes
            if begun and not self._ignores_tags:
                if None not in (size, known) and size != known:
                    raise _ChangedError(f"its size changed from {known} to {size}")
                if None not in (answer.etag, self._partial.etag) and (
                    answer.etag != self._partial.etag
                ):
                    raise _ChangedError(
                        f"its tag changed from {self._partial.etag} to {answer.etag}"
                    )
            if size is not None:
                self._check_limit(size)
                self._partial.size_bytes = size
            if answer.etag is not None:
                self._partial.etag = answer.etag
            if self._progress.total_bytes is None and size is not None:
                self._progress.total_bytes = size

    def _take_whole(self, answer: Answer, body: Iterator[bytes], start: int | None) -> None:
        """Take a whole file, from its first byte, though a range may have been asked for."""
        if self._is_parallel:
            raise _ChangedError("the server sent the whole file instead of a part")
        if not start:
            self._uses_ranges = False
        if self._partial.done_bytes:
            self._restart_from_nothing()
            self._partial.size_bytes, self._partial.etag = answer.size_bytes, answer.etag
        size = self._partial.size_bytes if self._expected is None else self._expected
        self._check_room(size or 0)
        n = self._take(body, 0, size)
        if size is None:
            if n == 0:
                raise DownloadError(f"{public(self._url)} is empty (0 bytes).")
            self._partial.size_bytes = n
        elif n < size:
            raise PassingError(f"{public(self._url)} ended after {n:,} of {size:,} bytes")

    def _take(self, body: Iterator[bytes], position: int, end: int | None) -> int:
        """Write the body from `position` on, never beyond `end`; return where it ended."""
        for piece in body:
            data = piece if end is None else piece[: max(0, end - position)]
            if data:
                with self._lock:
                    self._partial.write(position, data)
                    if self._partial.done_bytes > self._best:
                        self._best = self._partial.done_bytes
                        self._failures = 0
                position += len(data)
                if end is None:
                    self._check_limit(position)
                    self._check_room_now(position)
                self._progress.arrived(len(data))
            if len(data) < len(piece):
                raise DownloadError(
                    f"{public(self._url)} sends more than the {end:,} bytes that it should."
                )
            if self._stopping.is_set():
                break
        return position

    def _check_limit(self, size: int) -> None:
        if size > self._params.max_file_bytes:
            raise DownloadError(
                f"{public(self._url)} has more than {self._params.max_file_bytes:,} bytes: refused."
            )

    def _check_room(self, needed: int) -> None:
        check_room(self._partial.data_path, needed, self._params.reserve_bytes)

    def _check_room_now(self, position: int) -> None:
        """Look at the disk now and then while nobody knows how much will come."""
        if position >= self._next_room_check:
            self._next_room_check = position + _ROOM_CHECK_BYTES
            free = free_bytes(self._partial.data_path)
            if free < self._params.reserve_bytes:
                raise NotEnoughDiskError(
                    f"{public(self._url)} has sent {position:,} bytes without an end, "
                    f"and only {free:,} bytes of disk are free."
                )

    def _wait_after(self, error: PassingError) -> None:
        self._progress.check_cancelled()  # which may be what cut the connection
        self._failures += 1
        if self._failures >= self._params.max_attempts:
            raise DownloadError(
                f"{error.cause}. Gave up after {self._failures} tries in a row without a byte; "
                f"{self._partial.done_bytes:,} bytes are kept.",
            ) from error
        wait = min(self._params.max_backoff_s, self._params.backoff_s * 2 ** (self._failures - 1))
        if error.wait_s is not None:
            wait = min(error.wait_s, self._params.max_wait_s)
        else:
            wait *= random.uniform(0.75, 1.25)
        self._progress.tell(RetryEvent(error.cause, self._failures, wait))
        self._progress.pause(wait)

    def _restart_after_change(self, error: _ChangedError) -> None:
        self._restarts += 1
        if self._restarts > MAX_RESTARTS:
            raise DownloadError(
                f"{public(self._url)} changes while it is being fetched ({error})."
            ) from error
        self._progress.tell(RetryEvent(f"{public(self._url)}: {error}; starting anew", 1, 0.0))
        self._restart_from_nothing()

    def _restart_from_nothing(self) -> None:
        with self._lock:
            self._progress.reused(-self._partial.done_bytes)
            self._partial.reset()
            self._partial.size_bytes = self._expected
