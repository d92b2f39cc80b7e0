"""A running generation as its reader holds it: async iterator and async context manager."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from types import TracebackType

from onhand.types.events import DoneEvent, Event
from onhand.worker.live import LiveRequest


class GenerationStream:
    """The events of one generation, in order, ended by exactly one `DoneEvent`.

    The generation starts at the first event that is asked for, or with `async with`. Leaving the
    stream before its end, cancelling the task that reads it, or dropping it cancels the generation;
    the session then holds what was delivered. One reader only, on the engine's event loop.
    """

    def __init__(
        self, start: Callable[[], Awaitable[LiveRequest]], cancel: Callable[[int], None]
    ) -> None:
        self._start = start
        self._cancel = cancel
        self._live: LiveRequest | None = None
        self._is_exhausted = False
        self._is_cancelled = False
        self._host: asyncio.AbstractEventLoop | None = None

    @property
    def has_failed(self) -> bool:
        """Whether the generation ended by an error."""
        return self._live is not None and self._live.error is not None

    def __aiter__(self) -> AsyncIterator[Event]:
        """Return an iterator over the events; dropping it (a `break` does) cancels."""
        return _Iteration(self)

    async def __anext__(self) -> Event:
        """Return the next event.

        Raises:
            OnhandError: the generation failed; the session is as it was before.
            RuntimeError: another task waits for the next event.
        """
        if self._is_exhausted:
            raise StopAsyncIteration
        live = await self._begin()
        try:
            await live.wait()
        except asyncio.CancelledError:
            self._leave()
            raise
        if live.events:
            return live.take()
        self._is_exhausted = True
        if live.error is not None:
            raise live.error
        raise StopAsyncIteration

    def next_ready(self) -> Event | None:
        """Return the next event if it is there already, else None. Any thread, one reader."""
        live = self._live
        if live is None or self._is_exhausted or not live.events:
            return None
        return live.take()

    async def __aenter__(self) -> GenerationStream:
        """Start the generation."""
        await self._begin()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Cancel what has not ended and wait until the session is free again."""
        await self.aclose()

    async def aclose(self) -> None:
        """Cancel the generation, if it has not ended, and wait until the session is free again."""
        self._leave()
        if self._live is not None:
            await self._live.wait_done()

    def cancel(self) -> None:
        """End the generation early; what was generated can still be read, then `DoneEvent`."""
        self._is_cancelled = True  # also where it has yet to start
        if self._live is not None and not self._live.is_done:
            self._cancel(self._live.message.request_id)

    async def text(self) -> str:
        """Read to the end and return the whole text."""
        text, _ = await self.collect()
        return text

    async def collect(self) -> tuple[str, DoneEvent]:
        """Read to the end and return the whole text and the final event."""
        parts: list[str] = []
        done: DoneEvent | None = None
        async with self:
            async for event in self:
                if isinstance(event, DoneEvent):
                    done = event
                else:
                    parts.append(getattr(event, "text", ""))
        if done is None:
            raise RuntimeError("the stream was read before")
        return "".join(parts), done

    async def _begin(self) -> LiveRequest:
        if self._live is None:
            self._host = asyncio.get_running_loop()
            self._live = await self._start()
            if self._is_cancelled:
                self.cancel()
        return self._live

    def _leave(self) -> None:
        live = self._live
        if live is not None:
            live.leave()
            if not live.is_done:
                self._cancel(live.message.request_id)
        self._is_exhausted = True

    def __del__(self) -> None:
        """Cancel when dropped."""
        self._drop()

    def _drop(self) -> None:
        """Cancel from wherever the collector runs, without waiting."""
        live, host = self._live, self._host
        if live is None or host is None or self._is_exhausted:
            return
        live.is_left = self._is_exhausted = True  # the session may be used at once
        if _is_running_here(host):
            live.leave()
        with contextlib.suppress(RuntimeError):  # the loop is closed
            host.call_soon_threadsafe(live.leave)
            host.call_soon_threadsafe(self._cancel, live.message.request_id)


def _is_running_here(loop: asyncio.AbstractEventLoop) -> bool:
    try:
        return asyncio.get_running_loop() is loop
    except RuntimeError:
        return False


class _Iteration:
    """One `async for` over a stream."""

    def __init__(self, stream: GenerationStream) -> None:
        self._stream = stream

    def __aiter__(self) -> _Iteration:
        return self

    async def __anext__(self) -> Event:
        return await self._stream.__anext__()

    def __del__(self) -> None:
        self._stream._drop()
