"""Requests to a worker that gave memory back: held until there is room for it again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from onhand.worker.live import LiveRequest

log: logging.Logger = logging.getLogger("onhand.worker")


class Standby:
    """Whether a worker is dormant, and who waits for it; lives on the host's event loop.

    Attributes:
        is_dormant: the worker gave its context back and will take it again at the next request.
        needed_bytes: what it will take then, or when it is started again.
        room: lets others free so many bytes; None: nobody minds the memory.
    """

    def __init__(self, send: Callable[[LiveRequest], None]) -> None:
        self.is_dormant: bool = False
        self.needed_bytes: int = 0
        self.room: Callable[[int], Awaitable[None]] | None = None
        self._send = send
        self._held: list[LiveRequest] = []
        self._waking: asyncio.Task[None] | None = None

    def __contains__(self, live: LiveRequest) -> bool:
        return live in self._held

    def hold(self, live: LiveRequest) -> None:
        """Keep a request back until there is room for what the worker gave up."""
        self._held.append(live)
        if self._waking is None or self._waking.done():
            self._waking = asyncio.get_running_loop().create_task(self._wake())

    def forget(self) -> None:
        """The worker is gone; who waits is sent to the next one with all others."""
        self.is_dormant = False
        self._held.clear()

    async def make_room(self) -> None:
        """Return when others have freed what this worker is about to take, or cannot."""
        if self.room is not None and self.needed_bytes:
            try:
                await self.room(self.needed_bytes)
            except Exception:
                log.exception("no room could be made for a worker's %d bytes", self.needed_bytes)

    async def settle(self) -> None:
        """Do nothing more for who waits."""
        if self._waking is not None:
            self._waking.cancel()
            await asyncio.wait([self._waking])

    async def _wake(self) -> None:
        await self.make_room()
        held, self._held = self._held, []
        self.is_dormant = False
        for live in held:
            if not live.is_done:
                self._send(live)
