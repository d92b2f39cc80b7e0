"""Takes what the native library logs into Python's `logging`, and keeps its last lines.

One callback for the whole process, kept for ever: native threads may log at any time. It only
appends to a queue; lines are put together and handed to `logging` by whoever calls `drain`, which
every operation of this runtime does. So no handler runs inside native code, and nothing can raise
there. When the interpreter ends, a C function that does nothing takes the callback's place.
"""

from __future__ import annotations

import atexit
import ctypes
import logging
import threading
from collections import deque
from typing import Any, Final

logger: logging.Logger = logging.getLogger("onhand.native.llama_cpp")
logger.addHandler(logging.NullHandler())  # an application that wants it says so

_DEBUG, _INFO, _WARN, _ERROR, _CONTINUE = 1, 2, 3, 4, 5
# What llama.cpp calls information is a page of figures a load: debugging for an application.
_LEVELS: Final = {
    0: logging.DEBUG,
    _DEBUG: logging.DEBUG,
    _INFO: logging.DEBUG,
    _WARN: logging.WARNING,
    _ERROR: logging.ERROR,
}
# Warnings about what we do on purpose: all sessions share one cache, larger than one context.
_HARMLESS: Final = ("training context overflow", "n_ctx_seq")
_MAX_QUEUED = 10_000
_MAX_KEPT = 50
_MAX_LINE = 2_000

_Callback = ctypes.CFUNCTYPE(None, ctypes.c_int, ctypes.c_char_p, ctypes.c_void_p)


class NativeLog:
    """The queue, the line that is not complete yet, and the last lines."""

    def __init__(self) -> None:
        self._queue: deque[tuple[int, bytes]] = deque(maxlen=_MAX_QUEUED)
        self._lines: deque[tuple[int, int, str]] = deque(maxlen=_MAX_KEPT)
        self._lock = threading.RLock()
        self._partial = ""
        self._partial_level = _INFO
        self._n_lines = 0

    def put(self, level: int, text: bytes) -> None:
        """Queue a piece of text as the library gave it. Any thread, never blocks."""
        self._queue.append((level, text))

    def drain(self) -> None:
        """Make lines of what is queued and hand them to `logging`. Any thread."""
        if not self._queue:
            return
        with self._lock:
            while self._queue:
                level, text = self._queue.popleft()
                self._take(level, text.decode("utf-8", errors="replace"))

    def mark(self) -> int:
        """Return a place in the log for `since`."""
        self.drain()
        return self._n_lines

    def since(self, mark: int, *, at_least: int = logging.NOTSET) -> list[str]:
        """Return the kept lines after `mark` that are no less severe than `at_least`.

        A line that is not complete yet is included.
        """
        self.drain()
        with self._lock:
            lines = [
                text for number, level, text in self._lines if number > mark and level >= at_least
            ]
            level = _LEVELS.get(self._partial_level, logging.DEBUG)
            is_wanted = bool(self._partial.strip()) and level >= at_least
            return [*lines, self._partial] if is_wanted else lines

    def tail(self, n_lines: int = 20) -> list[str]:
        """Return the last lines."""
        return self.since(0)[-n_lines:]

    def _take(self, level: int, text: str) -> None:
        if level not in (_CONTINUE, self._partial_level):
            self._finish()
            self._partial_level = level
        *complete, rest = (self._partial + text).split("\n")
        for line in complete:
            self._partial = line
            self._finish()
        self._partial = rest[:_MAX_LINE]

    def _finish(self) -> None:
        line, self._partial = self._partial.rstrip()[:_MAX_LINE], ""
        if not line:
            return
        level = _LEVELS.get(self._partial_level, logging.DEBUG)
        if level == logging.WARNING and any(phrase in line for phrase in _HARMLESS):
            level = logging.DEBUG
        if self._partial_level != _DEBUG:
            self._n_lines += 1
            self._lines.append((self._n_lines, level, line))
        if logger.isEnabledFor(level):
            try:
                logger.log(level, "%s", line)
            except Exception:  # noqa: S110 - a broken handler must not fail a decode
                pass


log: Final = NativeLog()


def _receive(level: int, text: bytes | None, _user_data: object) -> None:
    if text:
        log.put(level, text)


_callback = _Callback(_receive)
_lock = threading.Lock()
_users = 0
_previous: Any = None


def install(llama: Any) -> None:
    """Redirect the library's log to us; calls are counted and undone by `release`."""
    global _users, _previous
    with _lock:
        _users += 1
        if _users > 1:
            return
        callback, data = llama.llama_log_callback(), ctypes.c_void_p()
        llama.llama_log_get(ctypes.byref(callback), ctypes.byref(data))
        _previous = (callback, data)
        llama.llama_log_set(ctypes.cast(_callback, llama.llama_log_callback), None)
        atexit.unregister(silence)
        atexit.register(silence, llama)


def release(llama: Any) -> None:
    """Undo one `install`; the last one gives the log back to whoever had it before."""
    global _users
    with _lock:
        _users -= 1
        if _users == 0:
            llama.llama_log_set(*_previous)
    log.drain()


def silence(llama: Any) -> None:
    """Put a C function that does nothing in the callback's place, for the interpreter's end.

    libc's `abs` takes the level and ignores the rest; a Python callback that is called by a native
    thread while the interpreter is going away would crash it.
    """
    log.drain()
    nothing = c_library().abs
    llama.llama_log_set(ctypes.cast(nothing, llama.llama_log_callback), None)


def c_library() -> ctypes.CDLL:
    """Return the C library of the process."""
    try:
        return ctypes.CDLL(None)
    except TypeError:  # Windows has no handle for the process
        return ctypes.CDLL("ucrtbase")
