"""An engine as its governor sees it, and what its worker tells the governor."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections.abc import Awaitable, Coroutine, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Any, Final, Literal, TypeVar

from onhand.errors import OnhandError
from onhand.governor.governed import Listener, Relieved
from onhand.governor.levels import Allowance
from onhand.types.info import DeviceInfo, EngineInfo
from onhand.worker.messages import Loaded
from onhand.worker.observer import Meter
from onhand.worker.supervisor import Supervisor

log: logging.Logger = logging.getLogger("onhand.governor")
R = TypeVar("R")

RELIEF_TIMEOUT_S: Final = 15.0
"""A worker that computes answers after the present step; one that hangs must not stop the rest."""
ACCELERATORS: Final = ("gpu", "igpu", "accel")
SHRUNK: Final = 0.25
LEAST_SHARE: Final = SHRUNK**3
_NOTHING: Final = Relieved(0, 0, 0)


class GovernedEngine:
    """Implements `onhand.governor.governed.Governed` and the worker's `Observer`."""

    def __init__(
        self, supervisor: Supervisor, info: EngineInfo, devices: Sequence[DeviceInfo] = ()
    ) -> None:
        self._supervisor = supervisor
        self._has_accelerator = any(device.type in ACCELERATORS for device in devices)
        self._info = info
        self._listener: Listener | None = None
        self._allowance = Allowance()
        self._batch_share = 1.0

    @property
    def name(self) -> str:
        """The model's name."""
        return self._info.model.name or PurePath(self._info.model.path).stem or "engine"

    @property
    def pid(self) -> int | None:
        """The worker process; None: a thread, or none now."""
        return self._supervisor.pid

    @property
    def is_idle(self) -> bool:
        """Whether a worker is loaded and nothing runs or waits in it."""
        return self._supervisor.is_idle

    @property
    def last_used(self) -> float:
        """Monotonic seconds of the last use."""
        return self._supervisor.last_used

    async def devices(self) -> Sequence[DeviceInfo]:
        """Return the accelerators that it can use, with their memory as of now."""
        if not self._has_accelerator:
            return ()
        found = await self._in_time(self._supervisor.devices())
        return [device for device in found or () if device.type in ACCELERATORS]

    def listen(self, listener: Listener | None) -> None:
        """Tell `listener` of loads, requests and faults from now on; None: nobody."""
        self._listener = listener
        self._supervisor.observer = self if listener is not None else None
        self._supervisor.standby.room = listener.make_room if listener is not None else None
        if listener is not None:
            listener.on_load(self._info, self._supervisor.life)

    # ── what the governor asks ──

    async def allow(self, allowance: Allowance) -> None:
        """Do no more than this, from the next step on and in every later life."""
        self._allowance = allowance
        self._supervisor.max_tokens = allowance.max_tokens
        await self._throttle()

    async def park_idle(self) -> Relieved:
        """Give up the caches of idle sessions; they are rebuilt when the sessions go on."""
        answer = await self._in_time(self._supervisor.shed("shed_idle"))
        if answer is None:
            return _NOTHING
        return Relieved(len(answer["session_ids"]), answer["n_tokens"], answer["freed_bytes"])

    async def drop_prefixes(self) -> Relieved:
        """Give up what is kept of closed sessions for those who begin alike."""
        answer = await self._in_time(self._supervisor.shed("shed_left_over"))
        if answer is None:
            return _NOTHING
        return Relieved(answer["n_sequences"], answer["n_tokens"], answer["freed_bytes"])

    async def shrink_batch(self) -> tuple[int, int] | None:
        """Compute a quarter of the tokens at a time; three times at most."""
        if self._batch_share <= LEAST_SHARE or not self._supervisor.is_loaded:
            return None
        before = _resident_bytes(self.pid)
        self._batch_share *= SHRUNK
        n_batch = await self._throttle()
        if n_batch is None:
            return None
        after = _resident_bytes(self.pid)
        return n_batch, max(0, before - after) if before and after else 0

    async def restore_batch(self) -> int | None:
        """Take `shrink_batch` back; return the tokens of a step, or None where it was not."""
        if self._batch_share == 1.0:
            return None
        self._batch_share = 1.0
        return await self._throttle() or self._info.n_batch

    async def evict(self) -> int | None:
        """Unload the engine if it is idle; return the bytes that this freed, None: it is in use."""
        supervisor, pid = self._supervisor, self.pid
        held = _resident_bytes(pid or os.getpid()) or 0
        standby = supervisor.standby
        dormant = standby.needed_bytes if standby.is_dormant else 0
        if not await supervisor.evict():
            return None
        left = _resident_bytes(os.getpid()) or 0 if pid is None else 0
        freed = max(0, held - left)
        standby.needed_bytes = freed + dormant
        return freed

    async def follow(self, what: str, n_inputs: int, asked: Awaitable[R]) -> R:
        """Await a computation of the worker, and tell how long it took and how it ended."""
        started = time.monotonic()
        error: str | None = None
        try:
            return await asked
        except asyncio.CancelledError:
            error = "cancelled"
            raise
        except Exception as failure:
            error = str(getattr(failure, "code", type(failure).__name__))
            raise
        finally:
            if self._listener is not None:
                elapsed_ms = (time.monotonic() - started) * 1e3
                self._listener.on_computed(what, n_inputs, elapsed_ms, error)

    async def _throttle(self) -> int | None:
        allowance = self._allowance
        return await self._in_time(
            self._supervisor.throttle(
                threads=allowance.threads,
                prefill=allowance.prefill * self._batch_share,
                duty=allowance.duty,
            )
        )

    async def _in_time(self, asked: Coroutine[Any, Any, R]) -> R | None:
        """Return the worker's answer; None: it gave none."""
        try:
            return await asyncio.wait_for(asked, RELIEF_TIMEOUT_S)
        except asyncio.TimeoutError:
            log.warning("%s did not answer its governor in %.0f s", self.name, RELIEF_TIMEOUT_S)
        except OnhandError as error:
            log.warning("%s cannot do what its governor asks: %s", self.name, error)
        return None

    # ── what the worker tells ──

    def request(self) -> Meter | None:
        """A generation begins."""
        return self._listener.request() if self._listener is not None else None

    def on_load(self, loaded: Loaded, life: int) -> None:
        """A worker is ready."""
        if self._listener is not None:
            info = replace(self._info, load_ms=loaded.load_ms, n_threads=loaded.n_threads)
            self._listener.on_load(info, life)

    def on_reload(self, load_ms: float) -> None:
        """An evicted engine is back."""
        if self._listener is not None:
            self._listener.on_reload(load_ms)

    def on_unload(self, cause: Literal["closed", "evicted", "failed"]) -> None:
        """The worker was ended."""
        if self._listener is not None:
            self._listener.on_unload(cause)

    def on_fault(self, what: Literal["died", "recovered", "gave-up"], **details: Any) -> None:
        """The worker died, another took over, or none will."""
        if self._listener is not None:
            self._listener.on_fault(what, **details)


def _resident_bytes(pid: int | None) -> int | None:
    if pid is None:
        return None
    import psutil

    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return None
