"""Starts workers one after another, each with the same model, and minds how they end."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any, Literal

from onhand.errors import WorkerCrashedError
from onhand.worker.breaker import MAX_LOAD_DEATHS, CrashBreaker
from onhand.worker.messages import Load, Loaded, Shutdown
from onhand.worker.process import ProcessTransport
from onhand.worker.thread import ThreadTransport
from onhand.worker.transport import Death, Listener, abandon_at_exit


class Launcher:
    """One engine's workers, of which there is one at most; lives on the host's event loop.

    Attributes:
        load: what each worker is told to load.
        life: workers that have loaded it so far.
    """

    def __init__(
        self,
        load: Load,
        *,
        isolation: Literal["process", "thread"],
        breaker: CrashBreaker,
        on_progress: Callable[[float], None] | None,
    ) -> None:
        self.load: Load = load
        self.life: int = 0
        self._isolation = isolation
        self._breaker = breaker
        self._on_progress = on_progress
        self._transport: ProcessTransport | ThreadTransport | None = None
        self._loaded: asyncio.Future[Loaded] | None = None
        self._early_death: Death | None = None

    @property
    def pid(self) -> int | None:
        """The worker's process id; None for a thread or between two lives."""
        return self._transport.pid if self._transport is not None else None

    @property
    def is_loading(self) -> bool:
        """Whether a worker has been told to load and has not said how that went."""
        return self._loaded is not None and not self._loaded.done()

    async def start(self, listener: Listener) -> Loaded:
        """End the worker there is, start another and let it load; once more if it dies of that.

        Raises:
            WorkerCrashedError: it died twice; if none has ever loaded, the model is blocked.
            OnhandError: the model cannot be loaded.
        """
        for attempt in itertools.count(1):
            await self.drop()
            try:
                loaded = await self._try(listener)
            except WorkerCrashedError as error:
                if attempt >= MAX_LOAD_DEATHS:
                    if self.life == 0:
                        self._breaker.block(self.load.path, error.details["cause"])
                    raise
            else:
                self.life += 1
                return loaded
        raise AssertionError("unreachable")

    async def _try(self, listener: Listener) -> Loaded:
        is_thread = self._isolation == "thread"
        kind = ThreadTransport if is_thread else ProcessTransport
        transport = self._transport = kind(listener)
        abandon_at_exit(transport)
        self._loaded = asyncio.get_running_loop().create_future()
        self._early_death = None
        with self._breaker.watching(self.load.path) if is_thread else nullcontext():
            await transport.start()
            self.send(self.load)
            loaded = await self._loaded
        if self._early_death is not None:
            raise self._early_death.error(1, "while loading")
        return loaded

    def send(self, message: Any) -> None:
        """Send the worker a message; dropped if there is none."""
        if self._transport is not None:
            self._transport.send(message)

    async def drop(self, timeout_s: float = 0.0) -> None:
        """End the worker; with time given, ask it first and wait so long."""
        if timeout_s:
            self.send(Shutdown())
        transport, self._transport = self._transport, None
        if transport is not None:
            await transport.stop(timeout_s)

    # ── what the worker says ──

    def on_loaded(self, loaded: Loaded) -> None:
        """The model is loaded."""
        if self._loaded is not None and not self._loaded.done():
            self._loaded.set_result(loaded)

    def on_failed(self, error: BaseException) -> None:
        """The model cannot be loaded, or whoever waits for it does not want it any more."""
        if self._loaded is not None and not self._loaded.done():
            self._loaded.set_exception(error)

    def on_loading(self, progress: float) -> None:
        """So much of the model is loaded, from 0 to 1; what the caller raises at that ends it."""
        if self._on_progress is not None:
            try:
                self._on_progress(progress)
            except Exception as error:
                self.on_failed(error)

    def on_death(self, death: Death) -> None:
        """The worker died while loading, or after it and before anybody could use it."""
        if self.is_loading:
            self.on_failed(death.error(1, "while loading"))
        else:
            self._early_death = death
