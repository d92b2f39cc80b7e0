"""Tells a governor's events to handlers and iterators; what these do or raise changes nothing."""

from __future__ import annotations

import asyncio
import inspect
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any, TypeAlias

from onhand.governor.events import GovernorEvent

log: logging.Logger = logging.getLogger("onhand.governor")

EventHandler: TypeAlias = Callable[[GovernorEvent], Awaitable[None] | None]


class Herald:
    """Who wants to know. Nothing is locked while they are told; on the event loop."""

    def __init__(self) -> None:
        self._handlers: list[EventHandler] = []
        self._queues: set[asyncio.Queue[GovernorEvent | None]] = set()
        self._tasks: set[asyncio.Future[Any]] = set()
        self._is_closed = False

    def add(self, handler: EventHandler) -> Callable[[], None]:
        """Tell `handler` from now on; return what ends that."""
        self._handlers.append(handler)

        def end() -> None:
            if handler in self._handlers:
                self._handlers.remove(handler)

        return end

    async def events(self) -> AsyncGenerator[GovernorEvent, None]:
        """Yield each event from the first `anext` on, until `close`."""
        queue: asyncio.Queue[GovernorEvent | None] = asyncio.Queue()
        if self._is_closed:
            return
        self._queues.add(queue)
        try:
            while (event := await queue.get()) is not None:
                yield event
        finally:
            self._queues.discard(queue)

    def tell(self, event: GovernorEvent) -> None:
        """Tell everybody; a coroutine runs in a task of its own."""
        for queue in list(self._queues):
            queue.put_nowait(event)
        for handler in list(self._handlers):
            self._call(handler, event)

    def close(self) -> None:
        """End the iterators."""
        self._is_closed = True
        for queue in self._queues:
            queue.put_nowait(None)

    def _call(self, handler: EventHandler, event: GovernorEvent) -> None:
        try:
            answer = handler(event)
            if inspect.isawaitable(answer):
                self._follow(asyncio.ensure_future(answer))
        except Exception:
            log.exception("a handler of the governor's events failed at %s", event.kind)

    def _follow(self, task: asyncio.Future[Any]) -> None:
        def ended(task: asyncio.Future[Any]) -> None:
            self._tasks.discard(task)
            if not task.cancelled() and task.exception() is not None:
                log.error("a handler of the governor's events failed", exc_info=task.exception())

        self._tasks.add(task)
        task.add_done_callback(ended)
