"""Keeps a worker alive: starts it, feeds it, starts another when it dies, gives up in time.

All state lives on the host's event loop. A worker may die at any moment; what was not answered is
sent again to the next one, rebuilt from the journals, and the callers only notice a pause.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import time
from collections import deque
from collections.abc import Callable
from typing import Any, Literal

import msgspec

from onhand.errors import (
    EngineClosedError,
    ModelCorruptError,
    OnhandError,
    from_data,
)
from onhand.runtimes import registry
from onhand.types.events import DoneReason
from onhand.types.info import DeviceInfo
from onhand.worker.breaker import CrashBreaker
from onhand.worker.caches import Caches
from onhand.worker.journal import Journal
from onhand.worker.launcher import Launcher
from onhand.worker.live import LiveRequest
from onhand.worker.messages import (
    Answer,
    Call,
    Cancel,
    Closed,
    Failed,
    Generate,
    Load,
    Loaded,
    LoadFailed,
    Loading,
    Release,
    Report,
    Started,
)
from onhand.worker.observer import Meter, Observer
from onhand.worker.questions import Questions
from onhand.worker.standby import Standby
from onhand.worker.suspects import Suspects
from onhand.worker.transport import Death

CRASH_WINDOW_S = 60.0
MAX_DEATHS_WITHOUT_TOKEN = 2
CLOSE_TIMEOUT_S = 30.0

State = Literal["starting", "ready", "restarting", "evicted", "closing", "closed", "failed"]

log: logging.Logger = logging.getLogger("onhand.worker")


class Supervisor:
    """One engine's worker, over all its lives."""

    def __init__(
        self,
        load: Load,
        *,
        isolation: Literal["process", "thread"],
        recovery: Literal["auto", "exact", "fast"],
        crash_limit: int,
        breaker: CrashBreaker,
        on_progress: Callable[[float], None] | None,
    ) -> None:
        registry.check_isolation(load.runtime, isolation)
        self._launcher: Launcher = Launcher(
            load, isolation=isolation, breaker=breaker, on_progress=on_progress
        )
        self._recovery = recovery
        self._crash_limit = crash_limit
        self._ids = itertools.count(1)
        self._live: dict[int, LiveRequest] = {}
        self._questions: Questions = Questions()
        self._caches: Caches = Caches()
        self._deaths: deque[float] = deque()
        self._closed: asyncio.Event = asyncio.Event()
        self._restart: asyncio.Task[None] | None = None
        self._dropping: asyncio.Task[None] | None = None
        self._leaving: asyncio.Task[None] | None = None
        self.standby: Standby = Standby(self._send_held)
        self._suspects: Suspects = Suspects()
        self._state: State = "starting"
        self._failure: OnhandError | None = None
        self.n_restarts: int = 0
        self.loaded: Loaded | None = None
        self.last_used: float = time.monotonic()
        self.max_tokens: int | None = None
        self.observer: Observer | None = None
        self._throttle: dict[str, float] | None = None

    # ── what the handles use ──

    @property
    def pid(self) -> int | None:
        """The worker's process id; None for a thread or between two lives."""
        return self._launcher.pid

    @property
    def load_message(self) -> Load:
        """What each worker is told to load."""
        return self._launcher.load

    @property
    def life(self) -> int:
        """Which of this engine's workers there is now, or was last; counted from 1."""
        return self._launcher.life

    @property
    def is_open(self) -> bool:
        """Whether requests are still taken."""
        return self._state in ("ready", "restarting", "evicted")

    @property
    def is_loaded(self) -> bool:
        """Whether a worker is there and ready."""
        return self._state == "ready"

    @property
    def is_evicted(self) -> bool:
        """Whether the worker was ended to save memory, and nobody has needed it since."""
        return self._state == "evicted"

    @property
    def is_idle(self) -> bool:
        """Whether a worker is there and nobody waits for it."""
        return self._state == "ready" and not self._live and not self._questions

    def new_id(self) -> int:
        """Return an id for a request or a session, unique in this engine."""
        return next(self._ids)

    async def start(self) -> Loaded:
        """Start the first worker and load the model.

        Raises:
            WorkerCrashedError: it died while loading, twice; the model is blocked from now on.
            OnhandError: the model cannot be loaded.
        """
        try:
            loaded = await self._start_worker()
        except BaseException:
            self._state = "failed"
            await self._launcher.drop()
            raise
        self._state = "ready"
        return loaded

    def track(self, journal: Journal) -> None:
        """Let other sessions' logs refer to this one, until some time after `release`."""
        self._caches.track(journal)

    def submit(self, message: Generate, journal: Journal) -> LiveRequest:
        """Send a generation; it is sent again if the worker dies."""
        self.refuse_closed()
        self.last_used = time.monotonic()
        live = LiveRequest(self._limited(message), journal, self._caches.log_of, self._meter())
        if self._state == "ready" and not self.standby.is_dormant:
            self._launcher.send(self._with_replay(live, live.message))
        self._live[message.request_id] = live
        if self._state != "ready":
            self._await_worker(live)
            self._come_back()
        elif self.standby.is_dormant:
            self._await_worker(live)
            self.standby.hold(live)
        return live

    def cancel(self, request_id: int) -> None:
        """End a generation early."""
        live = self._live.get(request_id)
        if live is not None:
            live.is_cancelled = True
            if self._has_no_worker(live):
                self._end_early(live, "cancelled")
            elif self._state == "ready":
                self._launcher.send(Cancel(request_id))

    def release(self, session_id: int) -> None:
        """A session is closed; others may still have copied its cells."""
        self._caches.release(session_id)
        if self._state == "ready":
            self._launcher.send(Release(session_id))

    async def call(self, name: str, **arguments: Any) -> Any:
        """Ask the worker for something and return its answer; asked again if it dies.

        Raises:
            OnhandError: the worker refused, or recovery gave up.
        """
        self.refuse_closed()
        self.last_used = time.monotonic()
        return await self._ask(name, **arguments)

    async def _ask(self, name: str, **arguments: Any) -> Any:
        """Call the worker without that counting as a use of the engine."""
        message = Call(self.new_id(), name, arguments)
        answer = self._questions.ask(message)
        try:
            if self._state == "ready":
                self._launcher.send(message)
            self._come_back()
            return await answer
        finally:
            self._questions.drop(message.request_id)

    # ── what the governor uses ──

    async def throttle(self, threads: float, prefill: float, duty: float) -> int | None:
        """Let this worker and those after it compute with shares of threads, batch and time.

        Returns:
            Most prompt tokens of a step; None: there is no worker now, the next one is told.
        """
        self._throttle = {"threads": threads, "prefill": prefill, "duty": duty}
        if self._state != "ready":
            return None
        n_prefill: int = await self._ask("throttle", **self._throttle)
        return n_prefill

    async def shed(self, name: Literal["shed_idle", "shed_left_over"]) -> dict[str, Any] | None:
        """Let the worker forget caches that nobody uses now; None: there is no worker."""
        if self._state != "ready":
            return None
        if name == "shed_idle":
            self._caches.are_shed(busy=[live.journal for live in self._live.values()])
        answer: dict[str, Any] = await self._ask(name)
        if answer["is_released"] and not self._live:
            self.standby.is_dormant = True
            self.standby.needed_bytes = answer["freed_bytes"]
        return answer

    async def devices(self) -> list[DeviceInfo]:
        """Return the runtime's devices as they are now; none while there is no worker."""
        found = await self._ask("devices") if self._state == "ready" else []
        return [DeviceInfo(**device) for device in found]

    async def evict(self) -> bool:
        """End an idle worker to save its memory; the next use starts another.

        Returns:
            False: it is in use, or there is none.
        """
        if not self.is_idle:
            return False
        self._state = "evicted"
        self.standby.forget()
        self._caches.forget_released()
        self._tell("on_unload", "evicted")
        leaving = self._launcher.drop(CLOSE_TIMEOUT_S)
        self._leaving = asyncio.get_running_loop().create_task(leaving)
        await asyncio.shield(self._leaving)
        return True

    async def close(self) -> None:
        """Cancel everything, free everything, end the worker. Calling again waits for the first."""
        if self._state in ("closed", "failed"):
            if self._dropping is not None:
                await self._dropping
            return
        if self._state == "closing":
            await self._closed.wait()
            return
        was_restarting = self._state == "restarting"
        self._state = "closing"
        try:
            await self.standby.settle()
            if self._leaving is not None:
                await self._leaving
            if was_restarting and self._restart is not None:
                self._restart.cancel()
                await asyncio.wait([self._restart])
                self._fail_all(EngineClosedError("The engine was closed."))
                await self._launcher.drop()
            else:
                await self._launcher.drop(CLOSE_TIMEOUT_S)
            self._fail_all(EngineClosedError("The engine was closed."))
        finally:
            self._state = "closed"
            self._closed.set()
            self._tell("on_unload", "closed")

    # ── Listener ──

    def on_reports(self, reports: list[Report]) -> None:
        """Take one frame."""
        for report in reports:
            if isinstance(report, Answer):
                self._questions.answer(report.request_id, report.value)
            elif isinstance(report, Loading):
                self._launcher.on_loading(report.progress)
            elif isinstance(report, Loaded):
                self._launcher.on_loaded(report)
            elif isinstance(report, LoadFailed):
                self._launcher.on_failed(from_data(report.error))
            elif not isinstance(report, Closed):
                self._on_live_report(report)

    def on_death(self, death: Death) -> None:
        """The worker died: start another, unless it dies too often."""
        if self._state in ("starting", "restarting") or self._launcher.is_loading:
            self._launcher.on_death(death)
        if self._state != "ready":
            return
        self.standby.forget()
        now = time.monotonic()
        self._deaths.append(now)
        while self._deaths and now - self._deaths[0] > CRASH_WINDOW_S:
            self._deaths.popleft()
        self._caches.forget_released()
        self._tell("on_fault", "died", cause=death.cause, n_streams=len(self._live))
        for live in list(self._live.values()):
            if live not in self._suspects:
                live.on_death()
            if live.is_cancelled:
                self._end_early(live, "cancelled")
            elif live.n_deaths_without_token >= MAX_DEATHS_WITHOUT_TOKEN:
                self._end(live, death.error(live.n_deaths, "twice at this request"))
        if len(self._deaths) >= self._crash_limit:
            self._give_up(death.error(len(self._deaths), f"{len(self._deaths)} times in a minute"))
            return
        self._state = "restarting"
        for live in self._live.values():
            self._await_worker(live)
        self._restart = asyncio.get_running_loop().create_task(self._recover(death))

    # ── lives ──

    async def _start_worker(self) -> Loaded:
        self.loaded = await self._launcher.start(self)
        return self.loaded

    async def _recover(self, death: Death) -> None:
        try:
            await self._start_worker()
        except OnhandError as error:
            self._give_up(error)
            return
        except Exception as error:
            self._give_up(OnhandError(f"The worker cannot be started again: {error!r}."))
            return
        self.n_restarts += 1
        self._resume(death.cause)
        pause_ms = (time.monotonic() - self._deaths[-1]) * 1e3
        self._tell("on_fault", "recovered", pause_ms=pause_ms)

    def _come_back(self) -> None:
        """Start a worker again that was evicted; whoever needs it waits."""
        if self._state == "evicted":
            self._state = "restarting"
            self._restart = asyncio.get_running_loop().create_task(self._reload())

    async def _reload(self) -> None:
        started = time.monotonic()
        before = self.loaded
        try:
            if self._leaving is not None:
                await self._leaving
            await self.standby.make_room()
            loaded = await self._start_worker()
            if before is not None and loaded.model != before.model:
                raise ModelCorruptError(
                    f"{self._launcher.load.path} was replaced while the engine was unloaded.",
                    hint="Open the engine again.",
                )
        except Exception as error:
            await self._launcher.drop()
            if not isinstance(error, OnhandError):
                error = OnhandError(f"The worker cannot be started again: {error!r}.")
            self.loaded = before
            self._state = "evicted"  # the next use tries again
            self._fail_all(error)
            return
        self._resume("")
        self._tell("on_reload", (time.monotonic() - started) * 1e3)

    def _send_held(self, live: LiveRequest) -> None:
        if self._state == "ready":
            self._send_live(live, live.message)

    def _send_live(self, live: LiveRequest, message: Generate) -> None:
        try:
            self._launcher.send(self._with_replay(live, message))
        except (ValueError, TypeError, OverflowError) as error:
            self._end(live, error)  # submitted meanwhile, and no message can hold it

    def _resume(self, cause: str) -> None:
        """A new worker is there: send what waits for it."""
        self._state = "ready"
        self._tell("on_load", self.loaded, self.life)
        if self._throttle is not None:
            self._launcher.send(Call(self.new_id(), "throttle", dict(self._throttle)))
        is_exact = self._recovery == "exact" or (self._recovery == "auto" and len(self._live) == 1)

        def resend(live: LiveRequest) -> None:
            self._send_live(live, live.resumed("exact" if is_exact else "fast", cause))

        waiting = list(self._live.values())
        self._suspects.begin([live for live in waiting if live.is_suspect], resend)
        for live in waiting:
            if not live.is_suspect:
                resend(live)
        for message in self._questions.messages():
            self._launcher.send(message)

    def _with_replay(self, live: LiveRequest, message: Generate) -> Generate:
        """Add the steps that rebuild the session's cache, if this worker never had it."""
        journal = live.journal
        if journal.life == self.life:
            return message
        replay = None
        if self._recovery != "fast" and message.resume != "fast" and self.loaded is not None:
            replay = journal.log.replay(self.loaded.n_ctx)
        if replay is None:
            journal.log.lose(0)
            return message
        return msgspec.structs.replace(message, replay=replay)

    def _give_up(self, error: OnhandError) -> None:
        self._failure = error
        self._state = "failed"
        self._tell("on_fault", "gave-up")
        self._tell("on_unload", "failed")
        self._fail_all(error)
        self._dropping = asyncio.get_running_loop().create_task(self._launcher.drop())

    # ── reports ──

    def _on_live_report(self, report: Report) -> None:
        request_id: int = getattr(report, "request_id", 0)
        live = self._live.get(request_id)
        if live is not None:
            if isinstance(report, Started) and live.journal.life != self.life:
                self._caches.are_built(live.journal, report.cached, self.life)
            live.on_report(report)
            if live.is_done:
                self.last_used = time.monotonic()
                del self._live[request_id]
            self._suspects.go_on()
        elif isinstance(report, Failed):
            self._questions.fail(request_id, from_data(report.error))

    def _end(self, live: LiveRequest, error: Exception) -> None:
        self._live.pop(live.message.request_id, None)
        live.fail(error)

    def _end_early(self, live: LiveRequest, reason: DoneReason) -> None:
        self._live.pop(live.message.request_id, None)
        live.end_early(reason)

    def _limited(self, message: Generate) -> Generate:
        """Return the request with no more tokens of an answer than are allowed now."""
        most, asked = self.max_tokens, message.sampling.get("max_tokens")
        if most is None or (asked is not None and asked <= most):
            return message
        return msgspec.structs.replace(message, sampling={**message.sampling, "max_tokens": most})

    def _await_worker(self, live: LiveRequest) -> None:
        """End the request at its deadline, should there be no worker by then."""
        if live.remaining_s is not None:
            delay_s = max(0.0, live.remaining_s)
            asyncio.get_running_loop().call_later(delay_s, self._expire, live)

    def _expire(self, live: LiveRequest) -> None:
        """The deadline of a request has passed; while there is no worker, nobody else sees it."""
        if self._has_no_worker(live) and not live.is_done:
            self._end_early(live, "deadline")

    def _has_no_worker(self, live: LiveRequest) -> bool:
        return self._state == "restarting" or live in self.standby or live in self._suspects

    def _fail_all(self, error: OnhandError) -> None:
        for live in list(self._live.values()):
            self._end(live, error)
        self._questions.fail_all(error)

    def _meter(self) -> Meter | None:
        return self.observer.request() if self.observer is not None else None

    def _tell(self, what: str, *arguments: Any, **details: Any) -> None:
        """Tell the observer, whose failures are its own."""
        if self.observer is not None:
            try:
                getattr(self.observer, what)(*arguments, **details)
            except Exception:
                log.exception("the observer of an engine failed at %s", what)

    def refuse_closed(self) -> None:
        """Raise if requests are no longer taken."""
        if self._failure is not None:
            raise self._failure.with_traceback(None)  # or each raise would add to its frames
        if not self.is_open:
            raise EngineClosedError("The engine is closed.")
