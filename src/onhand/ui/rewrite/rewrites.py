"""What all windows share of the rewrites: those that run, and those that are kept."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from onhand.ui.listeners import Listeners
from onhand.ui.rewrite.kept import Kept, Rewritten
from onhand.ui.rewrite.run import Run
from onhand.ui.rewrite.voices import in_order

if TYPE_CHECKING:
    from onhand.ui.backend import Backend


class Rewrites:
    """Starts runs and keeps what they made, whether or not a window looks on.

    Attributes:
        kept: history and latency log.
    """

    def __init__(
        self, backend: Backend, kept: Kept, *, clock: Callable[[], float] = time.time
    ) -> None:
        """Begin with none running."""
        self.kept: Kept = kept
        self._backend = backend
        self._clock = clock
        self._running: dict[Run, asyncio.Task[None]] = {}
        self._listeners: Listeners[[]] = Listeners()

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener()` when the history may have changed; return what ends that."""
        return self._listeners.add(listener)

    @property
    def is_running(self) -> bool:
        """Whether a rewrite is being made or kept."""
        return bool(self._running)

    def start(self, text: str, voice_ids: Iterable[str]) -> Run:
        """Begin to rewrite `text` in those voices.

        Raises:
            ValueError: there is no text, or no voice.
        """
        voices = in_order(voice_ids)
        if not text.strip():
            raise ValueError("there is no text to rewrite")
        if not voices:
            raise ValueError("no tone is chosen")
        run = Run(text.strip(), voices, began_at=self._clock())
        written = run.start(self._backend.rewriter)
        self._running[run] = asyncio.get_running_loop().create_task(self._keep(run, written))
        return run

    async def delete(self, id: str | None = None) -> None:
        """Forget the rewrite of an id; None: all of them."""
        await self.kept.delete(id)
        self._listeners.tell()

    async def clear_latencies(self) -> None:
        """Empty the latency log."""
        await self.kept.clear_latencies()

    async def settled(self) -> None:
        """Wait until nothing runs and all is kept."""
        while self._running:
            await asyncio.gather(*self._running.values(), return_exceptions=True)

    async def close(self) -> None:
        """Stop what runs; keep what there is of it."""
        for run in self._running:
            run.stop()
        await self.settled()

    async def _keep(self, run: Run, written: asyncio.Task[None]) -> None:
        """Wait for the run's end; keep it, if it made anything."""
        try:
            await written
            run.model = self._backend.status.model
            if any(one.text for one in run.renditions):
                await self.kept.add(
                    Rewritten(
                        id=uuid.uuid4().hex[:12],
                        text=run.text,
                        at=run.began_at,
                        model=run.model,
                        renditions=run.renditions,
                    )
                )
        finally:
            self._running.pop(run, None)
        self._listeners.tell()
