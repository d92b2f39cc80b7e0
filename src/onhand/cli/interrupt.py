"""Ctrl-C as a wish: the first one is handed to the event loop, the second one ends the program."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from types import FrameType, TracebackType
from typing import Any


class Interruptible:
    """While entered, the first Ctrl-C calls `action` on the event loop instead of raising.

    Used on the running event loop; in another thread than the main one it does nothing, since
    signals are the main thread's.
    """

    def __init__(self, action: Callable[[], None]) -> None:
        self.is_interrupted: bool = False
        self._action = action
        self._loop = asyncio.get_running_loop()
        self._previous: Any = None

    def __enter__(self) -> Interruptible:
        if threading.current_thread() is threading.main_thread():
            self._previous = signal.signal(signal.SIGINT, self._on_signal)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._restore()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.is_interrupted = True
        self._restore()
        self._loop.call_soon_threadsafe(self._action)

    def _restore(self) -> None:
        previous, self._previous = self._previous, None
        if previous is not None:
            signal.signal(signal.SIGINT, previous)


@contextlib.contextmanager
def interruptible_input() -> Iterator[None]:
    """While entered, Ctrl-C raises KeyboardInterrupt out of a read that blocks.

    `asyncio.run` would cancel its task instead, which a blocked event loop never sees. In another
    thread than the main one it does nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    previous = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)
