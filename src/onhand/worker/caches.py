"""Which sessions' caches a worker has, and what is in those that others may still refer to."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

from onhand.worker.journal import CacheLog, Journal

MAX_RELEASED_LOGS = 64


class Caches:
    """The journals of open sessions and the logs of closed ones; lives on the host's event loop."""

    def __init__(self) -> None:
        self._journals: dict[int, Journal] = {}
        self._released: OrderedDict[int, CacheLog] = OrderedDict()

    def track(self, journal: Journal) -> None:
        """Let other sessions' logs refer to this one, until some time after `release`."""
        self._journals[journal.session_id] = journal

    def release(self, session_id: int) -> None:
        """A session is closed; others may still have copied its cells."""
        journal = self._journals.pop(session_id, None)
        if journal is not None:
            self._released[session_id] = journal.log
            if len(self._released) > MAX_RELEASED_LOGS:
                self._released.popitem(last=False)

    def forget_released(self) -> None:
        """The worker is gone, and with it the cells of closed sessions."""
        self._released.clear()

    def log_of(self, session_id: int) -> CacheLog | None:
        """Return what is in a session's cache; None: nobody remembers."""
        journal = self._journals.get(session_id)
        return journal.log if journal is not None else self._released.get(session_id)

    def are_built(self, journal: Journal, length: int, life: int) -> None:
        """A life has a session's cache of `length` tokens; so it has what that was forked from."""
        for other in self._journals.values():
            if other.life != life and other.log.begins(journal.log, length):
                other.life = life
        journal.life = life

    def are_shed(self, busy: Iterable[Journal]) -> None:
        """The worker forgets all but those in use; a request brings the steps that rebuild one."""
        kept = {id(journal) for journal in busy}
        for journal in self._journals.values():
            if id(journal) not in kept:
                journal.life = 0
