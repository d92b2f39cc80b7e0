"""A worker in a thread of this process, where there are no child processes or by choice.

The same loop and the same messages, handed over as objects. A fault in native code takes the
process with it: that is what the child process is for.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading

from onhand.worker.loop import WorkerLoop
from onhand.worker.messages import Frame, HostMessage
from onhand.worker.offline import allow_network, forbid_network
from onhand.worker.transport import Death, Listener


class ThreadTransport:
    """Runs a `WorkerLoop` in a daemon thread and delivers its frames to the event loop."""

    pid: int | None = None

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._worker = WorkerLoop(self._deliver)
        self._thread = threading.Thread(target=self._run, name="onhand-worker", daemon=True)
        self._host: asyncio.AbstractEventLoop | None = None
        self._ended: asyncio.Event | None = None
        self._is_stopping = False

    async def start(self) -> None:
        """Start the thread."""
        self._host = asyncio.get_running_loop()
        self._ended = asyncio.Event()
        self._thread.start()

    def send(self, message: HostMessage) -> None:
        """Put a message into the worker's inbox."""
        self._worker.post(message)

    async def stop(self, timeout_s: float) -> None:
        """Wait for the thread to end; one that hangs in native code is left behind."""
        self._is_stopping = True
        if timeout_s <= 0:
            self._worker.abandon()
        elif self._ended is not None:
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._ended.wait(), timeout_s)
                return
            self._worker.abandon()

    def abandon(self) -> None:
        """Tell the worker that nobody listens any more and wait a moment for it to free things."""
        self._is_stopping = True
        self._worker.abandon()
        self._thread.join(timeout=5.0)

    def _run(self) -> None:
        forbid_network(this_thread_only=True)
        cause = "the worker thread ended"
        try:
            self._worker.run()
        except BaseException as error:
            cause = f"the worker thread failed: {type(error).__name__}: {error}"
        finally:
            allow_network()
            self._call_host(self._on_ended, cause)

    def _deliver(self, frame: Frame) -> None:
        self._call_host(self._listener.on_reports, frame.reports)

    def _on_ended(self, cause: str) -> None:
        if self._ended is not None:
            self._ended.set()
        if not self._is_stopping:
            self._listener.on_death(Death(cause, None, ()))

    def _call_host(self, callback: object, argument: object) -> None:
        if self._host is not None:
            try:
                self._host.call_soon_threadsafe(callback, argument)  # type: ignore[arg-type]
            except RuntimeError:  # the host's loop is closed: nobody will ever listen
                self._worker.abandon()
