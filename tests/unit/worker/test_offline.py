"""A worker reaches no network; in a thread, the host is not affected."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from collections.abc import Callable

import pytest

from onhand import OfflineError
from onhand.worker.offline import allow_network, forbid_network

ATTEMPTS: dict[str, Callable[[], object]] = {
    "connect": lambda: socket.create_connection(("127.0.0.1", 9), timeout=1),
    "connect_ex": lambda: _with_socket(lambda s: s.connect_ex(("127.0.0.1", 9))),
    "lookup": lambda: socket.getaddrinfo("localhost", 80),
    "gethostbyname": lambda: socket.gethostbyname("localhost"),
    "reverse lookup": lambda: socket.gethostbyaddr("127.0.0.1"),
    "nameinfo": lambda: socket.getnameinfo(("127.0.0.1", 80), 0),
    "bind": lambda: _with_socket(lambda s: s.bind(("127.0.0.1", 0))),
    "sendto": lambda: _with_socket(lambda s: s.sendto(b"x", ("127.0.0.1", 9))),
    "sendmsg": lambda: _with_socket(lambda s: s.sendmsg([b"x"], [], 0, ("127.0.0.1", 9))),
}


def _with_socket(action: Callable[[socket.socket], object]) -> object:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as opened:
        return action(opened)


def in_thread(action: Callable[[], object]) -> BaseException | None:
    """Run an action in a thread that is forbidden the network; return what it raised."""
    raised: list[BaseException] = []

    def run() -> None:
        forbid_network(this_thread_only=True)
        try:
            action()
        except BaseException as error:
            raised.append(error)
        finally:
            allow_network()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return raised[0] if raised else None


@pytest.mark.parametrize("name", ATTEMPTS)
def test_a_worker_thread_reaches_no_network(name: str) -> None:
    error = in_thread(ATTEMPTS[name])
    assert isinstance(error, OfflineError)
    assert "network" in str(error)


def test_the_host_is_not_affected() -> None:
    assert isinstance(in_thread(ATTEMPTS["bind"]), OfflineError)
    with socket.socket() as mine:
        mine.bind(("127.0.0.1", 0))
    assert in_thread(lambda: None) is None


def test_a_worker_process_reaches_no_network() -> None:
    """In a process every thread is forbidden, and the host's socket still works."""
    code = """
import socket, threading
from onhand.errors import OfflineError
from onhand.worker.offline import forbid_network
ours, theirs = socket.socketpair()
forbid_network()
def attempt():
    try:
        socket.create_connection(("127.0.0.1", 9))
    except OfflineError:
        print("refused")
attempt()
thread = threading.Thread(target=attempt)
thread.start()
thread.join()
ours.sendall(b"ok")
print(theirs.recv(2).decode())
"""
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert result.stdout.split() == ["refused", "refused", "ok"]
