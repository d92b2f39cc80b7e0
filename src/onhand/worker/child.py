"""The child process: a socket, a reader thread, the loop. Started by `process.ProcessTransport`."""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import os
import select
import signal
import socket
import sys
import threading

import msgspec

from onhand.worker.framing import FrameDecoder, FrameEncoder
from onhand.worker.loop import WorkerLoop
from onhand.worker.messages import Frame, HostMessage
from onhand.worker.offline import forbid_network

PARENT_CHECK_S = 1.0
SHARED_SOCKET = -1
"""In place of a descriptor: the socket comes through stdin, written by `socket.share` (Windows)."""


def main(descriptor: int, log_level: int) -> None:
    """Serve the host at the other end of a socket; never returns.

    Args:
        descriptor: the socket's, or `SHARED_SOCKET`.
        log_level: from which on native lines are logged.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the host's to answer
    faulthandler.enable()
    logging.basicConfig(stream=sys.stderr, level=log_level, format="%(levelno)d|%(message)s")
    connection = _connection(descriptor)
    forbid_network()
    encoder = FrameEncoder()

    def send(frame: Frame) -> None:
        try:
            connection.sendall(encoder.encode(frame))
        except OSError:
            os._exit(0)  # nobody listens any more

    loop = WorkerLoop(send)
    threading.Thread(target=_read, args=(connection, loop), name="wire", daemon=True).start()
    status = 0
    try:
        loop.run()
    except BaseException:
        logging.getLogger("onhand.worker").exception("the worker loop failed")
        status = 1
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_WR)
    sys.stderr.flush()
    os._exit(status)  # native libraries need no interpreter teardown


def _connection(descriptor: int) -> socket.socket:
    if sys.platform == "win32" and descriptor == SHARED_SOCKET:
        return socket.fromshare(sys.stdin.buffer.read())
    return socket.socket(fileno=descriptor)


def _read(connection: socket.socket, loop: WorkerLoop) -> None:
    """Hand messages to the loop until the host closes its end or is gone."""
    decoder: FrameDecoder[HostMessage] = FrameDecoder(HostMessage)
    parent = os.getppid()
    with contextlib.suppress(OSError, msgspec.DecodeError):
        while True:
            readable, _, _ = select.select([connection], [], [], PARENT_CHECK_S)
            if not readable:
                if os.getppid() != parent:
                    break
                continue
            data = connection.recv(1 << 16)
            if not data:
                break
            for message in decoder.feed(data):
                loop.post(message)
    loop.abandon()
    threading.Timer(2.0, os._exit, [0]).start()
