"""The worker's loop: takes messages, steps the scheduler, sends one frame a step.

The same loop runs in a child process and in a thread; only who calls `post` and what `send` does
differ.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass
from queue import Empty, SimpleQueue
from typing import Any

from onhand.errors import EngineClosedError, OnhandError
from onhand.runtimes import registry
from onhand.runtimes.base import LoadedModel, Runtime
from onhand.types.params import ContextParams, ModelParams
from onhand.worker.calls import COMPUTATIONS, Calls, Deferred
from onhand.worker.constraints import Constrainer
from onhand.worker.finishing import failure
from onhand.worker.messages import (
    Answer,
    Call,
    Cancel,
    Closed,
    Frame,
    Generate,
    HostMessage,
    Load,
    Loaded,
    LoadFailed,
    Loading,
    Release,
    Report,
    Shutdown,
)
from onhand.worker.relief import Relief
from onhand.worker.scheduler import Scheduler


@dataclass(frozen=True, slots=True)
class _Computed:
    """What a deferred call's thread computed: a value, or the exception that it raised."""

    request_id: int
    value: Any
    finish: Callable[[Any], Any]


class WorkerLoop:
    """Owns every native object of an engine. `run` in one thread; `post` from any."""

    def __init__(self, send: Callable[[Frame], None]) -> None:
        self._send = send
        self._inbox: SimpleQueue[HostMessage | _Computed] = SimpleQueue()
        self._reports: list[Report] = []
        self._runtime: Runtime | None = None
        self._model: LoadedModel | None = None
        self._scheduler: Scheduler | None = None
        self._calls: Calls | None = None
        self._computations: deque[Call] = deque()
        self._deadlines: dict[int, threading.Timer] = {}
        self._is_running = True
        self._is_abandoned = False

    def post(self, message: HostMessage) -> None:
        """Hand over a message; a cancel also stops native code that is at it. Any thread."""
        scheduler = self._scheduler
        if scheduler is not None and isinstance(message, Cancel):
            scheduler.hurry(message.request_id)  # before it can be handled
        self._inbox.put(message)
        if scheduler is not None and isinstance(message, Shutdown):
            scheduler.hurry_all()

    def abandon(self) -> None:
        """The host is gone: stop as soon as possible and say nothing more. Any thread."""
        self._is_abandoned = True
        self.post(Shutdown())

    def run(self) -> None:
        """Serve until `Shutdown`, then free everything."""
        try:
            while self._is_running:
                self._take_messages()
                if self._scheduler is not None and self._is_running:
                    self._step(self._scheduler)
                self._flush()
        finally:
            self._free()
        self._reports.append(Closed())
        self._flush()

    def _has_work(self, scheduler: Scheduler) -> bool:
        return scheduler.has_work or bool(self._computations)

    def _step(self, scheduler: Scheduler) -> None:
        """Compute once for who asked, and once for all that generate, at the pace that is set."""
        if scheduler.pace.is_held or scheduler.pace.rest_s:
            return
        if self._computations:
            call = self._computations.popleft()
            self._timed(scheduler, lambda: self._answer(call))
        if scheduler.has_work:
            self._timed(scheduler, scheduler.step)

    @staticmethod
    def _timed(scheduler: Scheduler, work: Callable[[], None]) -> None:
        started = time.monotonic()
        work()
        scheduler.pace.worked(time.monotonic() - started)

    # ── messages ──

    def _take_messages(self) -> None:
        scheduler = self._scheduler
        if scheduler is None or not self._has_work(scheduler) or scheduler.pace.is_held:
            self._handle(self._inbox.get())
        elif scheduler.pace.rest_s:
            self._rest(scheduler)
        with contextlib.suppress(Empty):
            while self._is_running:
                self._handle(self._inbox.get_nowait())

    def _rest(self, scheduler: Scheduler) -> None:
        """Pause as the pace says, still answering whoever asks for something."""
        with contextlib.suppress(Empty):
            while self._is_running and scheduler.pace.rest_s and not scheduler.pace.is_held:
                self._handle(self._inbox.get(timeout=scheduler.pace.rest_s))
                self._flush()

    def _handle(self, message: HostMessage | _Computed) -> None:
        if isinstance(message, Generate):
            self._generate(message)
        elif isinstance(message, Cancel):
            if self._scheduler is not None:
                self._scheduler.cancel(message.request_id, message.reason)
        elif isinstance(message, Call):
            if message.name in COMPUTATIONS and self._scheduler is not None:
                self._computations.append(message)
            else:
                self._answer(message)
        elif isinstance(message, _Computed):
            self._computed(message)
        elif isinstance(message, Release):
            if self._scheduler is not None:
                self._scheduler.pool.forget_session(message.session_id)
        elif isinstance(message, Load):
            self._load(message)
        else:
            self._is_running = False

    def _generate(self, message: Generate) -> None:
        if self._scheduler is None:
            self._reports.append(failure(message.request_id, EngineClosedError("No model.")))
            return
        if message.deadline_s is not None:
            cancel = Cancel(message.request_id, "deadline")
            timer = threading.Timer(message.deadline_s, self.post, [cancel])
            timer.daemon = True
            self._deadlines[message.request_id] = timer
            timer.start()
        self._scheduler.submit(message)  # after its timer, which a refusal ends

    def _answer(self, message: Call) -> None:
        try:
            if self._calls is None:
                raise EngineClosedError("No model is loaded.")
            answer = self._calls.answer(message)
            if isinstance(answer, Deferred):
                self._defer(message.request_id, answer)
            else:
                self._reports.append(answer)
        except Exception as error:
            self._reports.append(failure(message.request_id, error))

    def _defer(self, request_id: int, deferred: Deferred) -> None:
        """Do a call's work in a thread; its result comes back through the inbox."""

        def work() -> None:
            try:
                value = deferred.compute()
            except Exception as error:
                self._inbox.put(_Computed(request_id, error, deferred.finish))
            else:
                self._inbox.put(_Computed(request_id, value, deferred.finish))

        threading.Thread(target=work, name="onhand-call", daemon=True).start()

    def _computed(self, computed: _Computed) -> None:
        try:
            if isinstance(computed.value, Exception):
                raise computed.value
            answer = Answer(computed.request_id, computed.finish(computed.value))
            self._reports.append(answer)
        except Exception as error:
            self._reports.append(failure(computed.request_id, error))

    def _load(self, message: Load) -> None:
        started = time.perf_counter()
        model_params = ModelParams.from_dict(message.model_params)
        context_params = ContextParams.from_dict(message.context_params)
        try:
            self._runtime = registry.create(message.runtime, model_params)
            self._model = self._runtime.load(
                message.path, model_params, context_params, self._on_progress
            )
        except OnhandError as error:
            self._reports.append(LoadFailed(error.to_data()))
            return
        except Exception as error:
            wrapped = OnhandError(f"Loading failed: {type(error).__name__}: {error}")
            self._reports.append(LoadFailed(wrapped.to_data()))
            return
        model = self._model
        self._scheduler = Scheduler(
            model, context_params.park_budget_bytes, self._emit, Constrainer(model)
        )
        n_threads_batch = context_params.n_threads_batch or model.n_threads
        relief = Relief(model, self._scheduler, n_threads_batch)
        self._calls = Calls(self._runtime, model, self._scheduler, relief)
        self._reports.append(
            Loaded(
                asdict(model.info),
                asdict(self._runtime.info),
                asdict(model.capabilities),
                [asdict(device) for device in self._runtime.devices()],
                model.n_ctx,
                model.n_cells,
                model.n_batch,
                model.capabilities.max_sequences,
                model.n_threads,
                (time.perf_counter() - started) * 1e3,
                getattr(model, "flash_attention", None),
            )
        )

    def _on_progress(self, progress: float) -> bool:
        self._send_now(Loading(progress))
        return not self._is_abandoned

    # ── reports ──

    def _emit(self, report: Report) -> None:
        self._reports.append(report)
        if self._deadlines:
            self._forget_deadline(report)

    def _forget_deadline(self, report: Report) -> None:
        request_id = getattr(report, "request_id", None)
        if type(report).__name__ in ("Finished", "Failed") and request_id in self._deadlines:
            self._deadlines.pop(request_id).cancel()

    def _flush(self) -> None:
        if self._reports:
            reports, self._reports = self._reports, []
            if not self._is_abandoned:
                self._send(Frame(reports))

    def _send_now(self, report: Report) -> None:
        if not self._is_abandoned:
            self._send(Frame([report]))

    def _free(self) -> None:
        for timer in self._deadlines.values():
            timer.cancel()
        if self._scheduler is not None:
            self._scheduler.cancel_all()
            self._scheduler = None
        if self._model is not None:
            self._model.close()
        if self._runtime is not None:
            self._runtime.close()
