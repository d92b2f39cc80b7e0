"""One request of the rewrite service: every tone made at the same time, read as one stream."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from types import TracebackType

from onhand.engine import Engine
from onhand.rewrite.events import RewriteEvent, RewriteResult
from onhand.rewrite.tones import Tone
from onhand.rewrite.writing import RewriteRequest, ToneWriter


class RewriteStream:
    """Events of one request; a `RewriteResult` ends each tone. Leaving it cancels.

    The work starts when the stream is first read.
    """

    def __init__(self, start: Callable[[], Awaitable[Engine]], request: RewriteRequest) -> None:
        self._start = start
        self._request = request
        self._events: asyncio.Queue[RewriteEvent | BaseException | None] = asyncio.Queue()
        self._tasks: list[asyncio.Task[None]] | None = None
        self._n_open = len(request.tones)
        self._results: dict[str, RewriteResult] = {}

    def __aiter__(self) -> AsyncIterator[RewriteEvent]:
        """Return the stream itself."""
        return self

    async def __anext__(self) -> RewriteEvent:
        """Return the next event of any tone.

        Raises:
            OnhandError: the engine failed.
        """
        self._begin()
        if self._n_open == 0:
            raise StopAsyncIteration
        try:
            event = await self._events.get()
        except asyncio.CancelledError:
            self.cancel()
            raise
        if event is None:
            raise StopAsyncIteration
        if isinstance(event, BaseException):
            await self.aclose()
            raise event
        if isinstance(event, RewriteResult):
            self._n_open -= 1
            self._results[event.tone] = event
        return event

    async def __aenter__(self) -> RewriteStream:
        """Start the work."""
        self._begin()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Cancel what has not ended."""
        await self.aclose()

    async def results(self) -> dict[str, RewriteResult]:
        """Read to the end and return the result of each tone, in the order asked for.

        A tone that was cancelled before its end has none.
        """
        async with self:
            async for _ in self:
                pass
        names = (tone.name for tone in self._request.tones)
        return {name: self._results[name] for name in names if name in self._results}

    async def result(self) -> RewriteResult:
        """Read to the end and return the result of the first tone.

        Raises:
            RuntimeError: the stream was cancelled before there was one.
        """
        found = (await self.results()).get(self._request.tones[0].name)
        if found is None:
            raise RuntimeError("the rewrite was cancelled before it had a result")
        return found

    def cancel(self) -> None:
        """Stop the work; nothing more is yielded, and who waits for an event is told the end."""
        self._n_open = 0
        self._tasks = self._tasks or []  # one that has not begun never does
        for task in self._tasks:
            task.cancel()
        self._events.put_nowait(None)

    async def aclose(self) -> None:
        """Stop the work and wait until the engine is free of it."""
        self.cancel()
        await asyncio.gather(*(self._tasks or ()), return_exceptions=True)

    def __del__(self) -> None:
        """Cancel when dropped; the tasks do not refer to the stream."""
        for task in self._tasks or ():
            loop = task.get_loop()
            if not task.done() and not loop.is_closed():
                loop.call_soon_threadsafe(task.cancel)

    def _begin(self) -> None:
        if self._tasks is None:
            self._tasks = [
                asyncio.get_running_loop().create_task(
                    _run(self._start, self._request, tone, self._events)
                )
                for tone in self._request.tones
            ]


async def _run(
    start: Callable[[], Awaitable[Engine]],
    request: RewriteRequest,
    tone: Tone,
    events: asyncio.Queue[RewriteEvent | BaseException | None],
) -> None:
    """Make one tone's text; whatever goes wrong is the reader's to hear."""
    try:
        await ToneWriter(await start(), request, tone, events.put_nowait).write()
    except asyncio.CancelledError:
        raise
    except Exception as error:
        events.put_nowait(error)
