"""What `open` returns: something to await, or to enter."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator
from types import TracebackType
from typing import Any, Generic, Protocol, TypeVar


class Closable(Protocol):
    """What can be opened this way."""

    async def close(self) -> None:
        """Give everything back; calling again does nothing."""


T = TypeVar("T", bound=Closable)


class Opening(Generic[T]):
    """`async with opening as handle`, or `handle = await opening` and a `close` of one's own."""

    def __init__(self, start: Callable[[], Awaitable[T]]) -> None:
        """Remember how to open; nothing happens before it is awaited or entered."""
        self._start = start
        self._opened: T | None = None

    def __await__(self) -> Generator[Any, None, T]:
        """Open it and return the handle."""
        return self._start().__await__()

    async def __aenter__(self) -> T:
        """Open it and return the handle."""
        self._opened = await self._start()
        return self._opened

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        if self._opened is not None:
            await self._opened.close()
