"""Keeps a worker off the network: an audit hook that refuses to connect, look up or bind."""

from __future__ import annotations

import sys
import threading

from onhand.errors import OfflineError

_REFUSED = frozenset(
    f"socket.{name}"
    for name in (
        *("connect", "bind", "sendto", "sendmsg"),
        *("getaddrinfo", "gethostbyname", "gethostbyaddr", "getnameinfo"),
    )
)
_threads: set[int] = set()
_state = {"is_process": False, "is_installed": False}


def forbid_network(*, this_thread_only: bool = False) -> None:
    """Make every attempt to reach the network raise `OfflineError`, in this process or thread.

    Audit hooks cannot be removed (PEP 578), so there is one, and it looks up who is forbidden.
    """
    if this_thread_only:
        _threads.add(threading.get_ident())
    else:
        _state["is_process"] = True
    if not _state["is_installed"]:
        _state["is_installed"] = True
        sys.addaudithook(_refuse)


def allow_network() -> None:
    """Take back what `forbid_network` said of this thread (its id may be used again)."""
    _threads.discard(threading.get_ident())


def _refuse(event: str, args: tuple[object, ...]) -> None:
    if event in _REFUSED and (_state["is_process"] or threading.get_ident() in _threads):
        raise OfflineError(f"The worker tried to reach the network ({event}).", hint="")
