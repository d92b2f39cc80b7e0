"""Follows how a session's cache changes, by the worker's reports, and writes the journal's log."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from onhand.worker.journal import CacheLog, Journal, Mark
from onhand.worker.messages import Prefilled, Shifted, Started

SourceLog = Callable[[int], "CacheLog | None"]


class CacheTrace:
    """What the worker's cache holds for one request.

    A new worker that repeats what an earlier one did says nothing of the tokens; `repeat` tells
    which they are.
    """

    def __init__(self, journal: Journal, source_log: SourceLog) -> None:
        self._log = journal.log
        self._session_id = journal.session_id
        self._source_log = source_log
        self._mark: Mark | None = None
        self._tokens: list[int] = []
        self._repeated: deque[int] = deque()
        self._n_shifts_repeated = 0

    def start(self, report: Started) -> None:
        """The request was admitted; its first `cached` tokens come from somewhere."""
        source = report.source_session_id
        if source == self._session_id:
            found: CacheLog | None = self._log
        else:
            found = None if source is None else self._source_log(source)
        self._log.adopt(found, report.cached)
        self._mark = self._log.mark()
        self._tokens = list(report.tokens)

    def prefill(self, report: Prefilled) -> None:
        """Tokens were computed in one step."""
        start = report.processed - report.n_tokens
        self._reach(report.processed)
        if self._log.length == start:
            self._log.evaluate(self._tokens[start : report.processed])
        else:
            self._log.lose(report.processed)

    def sample(self, token_id: int) -> None:
        """All tokens so far were computed, and the next one is this."""
        self._reach(len(self._tokens) + len(self._repeated))
        self._log.catch_up(self._tokens, len(self._tokens))
        self._tokens.append(token_id)

    def shift(self, report: Shifted) -> bool:
        """The cache was shifted; return whether that is news, not a repetition."""
        length = report.position + report.n_discarded
        self._reach(length)
        self._log.catch_up(self._tokens, length)
        self._log.shift(report.n_keep, report.n_discarded)
        del self._tokens[report.n_keep : report.n_keep + report.n_discarded]
        if self._n_shifts_repeated:
            self._n_shifts_repeated -= 1
            return False
        return True

    def finish(self, n_cached: int) -> None:
        """The request ended and the cache holds `n_cached` tokens for the session."""
        self._reach(n_cached)
        self._log.catch_up(self._tokens, n_cached)

    def rewind(self) -> None:
        """Go back to where the request was admitted."""
        if self._mark is not None:
            self._log.rewind(self._mark)

    def repeat(self, generated: Sequence[int], n_shifts: int) -> None:
        """The request begins again, with these tokens and shifts to come without being news."""
        self.rewind()
        self._repeated = deque(generated)
        self._n_shifts_repeated = n_shifts

    def restart(self) -> None:
        """The request begins again as one prefill of all that it holds."""
        self._log.lose(0)
        self._repeated.clear()
        self._n_shifts_repeated = 0

    def _reach(self, length: int) -> None:
        while len(self._tokens) < length and self._repeated:
            self._tokens.append(self._repeated.popleft())
