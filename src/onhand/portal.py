"""One event loop in a background thread, for the blocking face."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Future
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
T_co = TypeVar("T_co", covariant=True)

_lock = threading.Lock()
_loop: asyncio.AbstractEventLoop | None = None


def event_loop() -> asyncio.AbstractEventLoop:
    """Return the background loop, starting its daemon thread at the first use."""
    global _loop
    with _lock:
        if _loop is None or _loop.is_closed():
            _loop = asyncio.new_event_loop()
            threading.Thread(target=_loop.run_forever, name="onhand-loop", daemon=True).start()
        return _loop


def run(awaitable: Awaitable[R]) -> R:
    """Run an awaitable on the background loop and block until it is done.

    An interrupt (Ctrl-C) while waiting cancels it and is raised.

    Raises:
        RuntimeError: called on the background loop itself, where blocking would never end.
    """
    loop = event_loop()
    if threading.current_thread().name == "onhand-loop":
        raise RuntimeError("onhand.sync cannot be used inside onhand's own event loop")
    future: Future[R] = asyncio.run_coroutine_threadsafe(_awaited(awaitable), loop)
    try:
        return future.result()
    except BaseException:
        future.cancel()
        raise


def call(function: Callable[[], R]) -> R:
    """Run a plain function on the background loop and return its value."""

    async def called() -> R:
        return function()

    return run(called())


async def _awaited(awaitable: Awaitable[R]) -> R:
    return await awaitable


class Wrapping(Protocol[T_co]):
    """A blocking twin that holds the asynchronous object it stands for."""

    @property
    def _async(self) -> T_co: ...


class Blocking(Generic[P, R]):
    """A method that runs the asynchronous method of the same name to its end.

    Signature and docstring are the asynchronous method's, so the two cannot drift apart.
    """

    def __init__(self, method: Callable[Concatenate[Any, P], Coroutine[Any, Any, R]]) -> None:
        self._method = method
        self.__doc__ = method.__doc__
        self.__wrapped__ = method

    def __get__(self, twin: Wrapping[Any] | None, owner: type | None = None) -> Callable[P, R]:
        """Return the bound, blocking method."""
        if twin is None:
            return self  # type: ignore[return-value]

        def blocking(*args: P.args, **kwargs: P.kwargs) -> R:
            return run(self._method(twin._async, *args, **kwargs))

        blocking.__doc__ = self.__doc__
        blocking.__name__ = self._method.__name__
        return blocking

    def __call__(self, twin: Wrapping[Any], *args: P.args, **kwargs: P.kwargs) -> R:
        """Call it unbound, as `Engine.close(engine)`."""
        return run(self._method(twin._async, *args, **kwargs))
