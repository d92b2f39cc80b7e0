"""Times one generation as its reader sees it, for the trace and the budget; keeps no text."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from onhand.governor.trace.histogram import Histogram
from onhand.governor.watch import BudgetWatch
from onhand.types.events import DoneEvent, Event, PromptEvent, RecoveredEvent, TokenEvent

OnDone = Callable[[dict[str, Any]], None]
OnTokens = Callable[[str, int], None]


class RequestMeter:
    """Takes the events of one generation in order, as they arrive; one thread.

    The pause of a recovery is counted apart and is no token latency.
    """

    def __init__(
        self,
        engine: str,
        *,
        on_done: OnDone | None = None,
        on_tokens: OnTokens | None = None,
        watch: BudgetWatch | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin with the request's submission.

        Args:
            engine: the engine's name.
            on_done: called once, with the fields of the `request` record.
            on_tokens: called with the engine's name and the number of tokens that came.
            watch: the engine's budget.
            clock: monotonic seconds.
        """
        self._engine = engine
        self._on_done = on_done
        self._on_tokens = on_tokens
        self._watch = watch
        self._clock = clock
        self._started_s = self._last_s = clock()
        self._first_token_ms: float | None = None
        self._token_ms = Histogram()
        self._n_prompt = self._n_cached = self._n_tokens = 0
        self._n_recoveries = 0
        self._paused_ms = 0.0
        self._is_paused = False
        self._is_over = False

    def on_event(self, event: Event) -> None:
        """Take the next event."""
        if isinstance(event, TokenEvent):
            self._add_tokens(len(event.token_ids))
        elif isinstance(event, PromptEvent):
            self._n_prompt, self._n_cached = event.total, event.cached
        elif isinstance(event, RecoveredEvent):
            self._n_recoveries += 1
            self._is_paused = True
        elif isinstance(event, DoneEvent):
            usage = event.usage
            self._n_prompt, self._n_cached = usage.prompt_tokens, usage.cached_tokens
            self._n_tokens = usage.completion_tokens
            self._end(event.reason)

    def on_error(self, code: str) -> None:
        """The generation failed; `code` is the error's."""
        self._end("error", code)

    def _add_tokens(self, n_tokens: int) -> None:
        if n_tokens < 1:
            return
        now = self._clock()
        elapsed_ms = (now - self._last_s) * 1e3
        self._last_s = now
        self._n_tokens += n_tokens
        if self._first_token_ms is None:
            self._first_token_ms = (now - self._started_s) * 1e3
            if self._watch is not None:
                self._watch.add_first_token(self._first_token_ms)
        elif self._is_paused:
            self._paused_ms += elapsed_ms
        else:
            self._token_ms.add(elapsed_ms / n_tokens, n_tokens)
            if self._watch is not None:
                self._watch.add_tokens(elapsed_ms, n_tokens)
        self._is_paused = False
        if self._on_tokens is not None:
            self._on_tokens(self._engine, n_tokens)

    def _end(self, reason: str, error: str | None = None) -> None:
        if self._is_over:
            return
        self._is_over = True
        if self._on_done is None:
            return
        fields: dict[str, Any] = {
            "engine": self._engine,
            "reason": reason,
            "prompt_tokens": self._n_prompt,
            "cached_tokens": self._n_cached,
            "completion_tokens": self._n_tokens,
            "total_ms": round((self._clock() - self._started_s) * 1e3, 3),
            "n_recoveries": self._n_recoveries,
            "paused_ms": round(self._paused_ms, 3),
            "token_ms": self._token_ms.pairs(),
        }
        if error is not None:
            fields["error"] = error
        if self._first_token_ms is not None:
            fields["first_token_ms"] = round(self._first_token_ms, 3)
        self._on_done(fields)
