"""A worker in a child process: spawned fresh, reached by a socket pair, its stderr kept.

The child gets this process's `sys.path` and nothing of its memory, so it works from any program,
in any thread, whatever the start method of `multiprocessing`. It ends when its socket closes.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections import deque
from typing import Any

from onhand import interpreter
from onhand.errors import RuntimeUnavailableError
from onhand.worker.child import SHARED_SOCKET
from onhand.worker.framing import FrameDecoder, FrameEncoder
from onhand.worker.messages import Frame, HostMessage
from onhand.worker.transport import Death, Listener

_SERVE = "from onhand.worker.child import main; main(int(sys.argv[1]), int(sys.argv[2]))"
KEPT_LINES = 50
STACK_LINE = re.compile(r'$|  File ".*", line \d+ in |(Current t|T)hread 0x|Extension modules: ')
"""What faulthandler writes when a worker dies, of all its threads: it goes to logging, but is not
kept, or it would push out what the native library said before."""
RECEIVE_BYTES = 1 << 16
THREAD_ENVIRONMENT = {"GOMP_SPINCOUNT": "20000"}
"""OpenMP's threads spin for up to 17 ms at a barrier by default. On cores that others use too they
then wait for one another: a small model decoded 2 to 60 times slower on a loaded machine. Twenty
thousand rounds are as fast as the default with none to wait for (a thousand lose 1.5 % at 1.2 B),
and on a loaded machine as fast as a thousand."""
native_logger: logging.Logger = logging.getLogger("onhand.native")


class ProcessTransport(asyncio.BufferedProtocol):
    """Starts a child process and exchanges frames with it on the host's event loop."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._encoder = FrameEncoder()
        self._decoder: FrameDecoder[Frame] = FrameDecoder(Frame)
        self._received = memoryview(bytearray(RECEIVE_BYTES))
        self._process: subprocess.Popen[bytes] | None = None
        self._wire: asyncio.WriteTransport | None = None
        self._lines: deque[str] = deque(maxlen=KEPT_LINES)
        self._stderr_reader: threading.Thread | None = None
        self._is_stopping = False
        self._is_abandoned = False
        self._ended: asyncio.Future[None] | None = None

    @property
    def pid(self) -> int | None:
        """The child's process id, while there is one."""
        return self._process.pid if self._process is not None else None

    async def start(self) -> None:
        """Spawn the child and connect.

        Raises:
            RuntimeUnavailableError: no process can be started here.
        """
        call = interpreter.command(_SERVE)
        loop = asyncio.get_running_loop()
        self._ended = loop.create_future()
        ours, theirs = socket.socketpair()
        try:
            self._process = self._spawn(call, theirs)
        except OSError as error:
            ours.close()
            raise RuntimeUnavailableError(
                f"The worker process cannot be started: {error}.",
                hint="Use isolation='thread' where there are no child processes.",
            ) from error
        finally:
            theirs.close()
        self._stderr_reader = threading.Thread(
            target=self._read_stderr, args=(self._process,), name="onhand-stderr", daemon=True
        )
        self._stderr_reader.start()
        ours.setblocking(False)
        await loop.create_connection(lambda: self, sock=ours)

    def send(self, message: HostMessage) -> None:
        """Send a message; to a dead worker it is dropped."""
        if self._wire is not None and not self._wire.is_closing():
            self._wire.write(self._encoder.encode(message))

    async def stop(self, timeout_s: float) -> None:
        """Wait until the child has ended, then end it by force."""
        self._is_stopping = True
        if self._wire is None and self._process is not None:
            self._process.kill()  # it was never connected
            await asyncio.to_thread(self._process.wait)
        elif self._ended is not None and self._process is not None:
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(asyncio.shield(self._ended), timeout_s)
            if self._process.poll() is None:
                self._process.kill()
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(asyncio.shield(self._ended), 5.0)
        if self._wire is not None:
            self._wire.close()

    def abandon(self) -> None:
        """End the child at once, from wherever; used when there is no event loop any more."""
        self._is_stopping = self._is_abandoned = True
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    # ── asyncio.BufferedProtocol: with the plain one each read allocates and frees 256 KiB ──

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the wire."""
        if isinstance(transport, asyncio.WriteTransport):
            self._wire = transport

    def get_buffer(self, sizehint: int) -> memoryview:
        """Return where the next bytes go."""
        return self._received

    def buffer_updated(self, nbytes: int) -> None:
        """Hand over the reports of every complete frame."""
        for frame in self._decoder.feed(self._received[:nbytes]):
            self._listener.on_reports(frame.reports)

    def connection_lost(self, exc: Exception | None) -> None:
        """The child closed its end or died; find out how it ended without blocking the loop."""
        if self._is_abandoned:
            return  # the interpreter ends: no thread can be started, and nobody waits
        loop = asyncio.get_running_loop()
        loop.run_in_executor(None, self._reap).add_done_callback(self._on_reaped)

    def _reap(self) -> Death:
        process = self._process
        if process is None:
            return Death("was never started", None, ())
        try:
            status = process.wait(timeout=5.0)
        except subprocess.TimeoutExpired:
            process.kill()
            status = process.wait()
        if self._stderr_reader is not None:
            self._stderr_reader.join(timeout=1.0)
        return _death(status, tuple(self._lines))

    def _on_reaped(self, reaped: asyncio.Future[Death]) -> None:
        if self._ended is not None and not self._ended.done():
            self._ended.set_result(None)
        if not self._is_stopping:
            self._listener.on_death(reaped.result())

    # ── the child ──

    @staticmethod
    def _spawn(call: list[str], theirs: socket.socket) -> subprocess.Popen[bytes]:
        """Start the child with its end of the socket: inherited, on Windows handed over."""
        level = str(native_logger.getEffectiveLevel())
        options: dict[str, Any] = {
            "stdout": subprocess.DEVNULL,
            "stderr": subprocess.PIPE,
            "env": _environment(),
        }
        if sys.platform == "win32":
            call = [*call, str(SHARED_SOCKET), level]
            process = subprocess.Popen(call, stdin=subprocess.PIPE, **options)
            if process.stdin is not None:
                with process.stdin as stream:
                    stream.write(theirs.share(process.pid))
            return process
        descriptor = theirs.fileno()
        call = [*call, str(descriptor), level]
        return subprocess.Popen(call, stdin=subprocess.DEVNULL, pass_fds=(descriptor,), **options)

    def _read_stderr(self, process: subprocess.Popen[bytes]) -> None:
        """Keep the last lines and pass them to logging; the child prefixes its level."""
        if process.stderr is None:
            return
        with process.stderr as stream:
            for raw in stream:
                line = raw.decode("utf-8", errors="replace").rstrip()
                level, separator, text = line.partition("|")
                if not (separator and level.isdigit()):
                    level, text = str(logging.WARNING), line
                if not STACK_LINE.match(text):
                    self._lines.append(text)
                native_logger.log(int(level), "%s", text)


def _environment() -> dict[str, str]:
    """Return the child's environment; what the user says of OpenMP's waiting stands."""
    if "OMP_WAIT_POLICY" in os.environ:
        return dict(os.environ)
    return {**THREAD_ENVIRONMENT, **os.environ}


def _death(status: int, lines: tuple[str, ...]) -> Death:
    if status < 0:
        try:
            name = signal.Signals(-status).name
        except ValueError:
            name = f"signal {-status}"
        return Death(f"killed by {name}", name, lines)
    return Death(f"exited with status {status}", None, lines)
