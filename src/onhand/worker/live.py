"""A generation as the host sees it: reports in, events out, the journal kept."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Literal, cast

from msgspec import structs

from onhand.errors import from_data
from onhand.types.events import (
    DoneEvent,
    DoneReason,
    Event,
    PromptEvent,
    RecoveredEvent,
    ShiftEvent,
    Timings,
    TokenEvent,
    TokenLogprob,
    Usage,
)
from onhand.worker.journal import CacheLog, Journal
from onhand.worker.messages import (
    Failed,
    Finished,
    Generate,
    Prefilled,
    Report,
    Sampled,
    Shifted,
    Started,
)

SourceLog = Callable[[int], "CacheLog | None"]


class LiveRequest:
    """One generation from submission to its end; lives on the host's event loop.

    `events` fills as reports come in. The journal's tokens change only at the end: to what was
    delivered when the reader left, to everything otherwise, and not at all when it failed.
    """

    def __init__(self, message: Generate, journal: Journal, source_log: SourceLog) -> None:
        self.message = message
        self.journal = journal
        self.events: deque[Event] = deque()
        self.error: Exception | None = None
        self.is_done = False
        self.is_left = False
        self.is_cancelled = False
        self.n_delivered = 0
        self.generated: list[int] = []
        self.n_deaths = 0
        self.n_deaths_without_token = 0
        self._source_log = source_log
        self._done = asyncio.Event()
        self._waiter: asyncio.Future[None] | None = None
        self._tokens: list[int] = []
        self._pending: deque[tuple[int, TokenLogprob | None]] = deque()
        self._prompt: Started | None = None
        self._mark: tuple[int, int, int, int, bool] | None = None
        self._n_processed = -1
        self._n_shifts = 0

    # ── the reader's side ──

    async def wait(self) -> None:
        """Wait until there is an event or the end."""
        while not self.events and not self.is_done:
            self._waiter = asyncio.get_running_loop().create_future()
            try:
                await self._waiter
            finally:
                self._waiter = None

    async def wait_done(self) -> None:
        """Wait until the generation has ended, whatever is still to be read."""
        await self._done.wait()

    def take(self) -> Event:
        """Return the next event and count its tokens as delivered."""
        event = self.events.popleft()
        if isinstance(event, TokenEvent):
            self.n_delivered += len(event.token_ids)
        return event

    # ── the supervisor's side ──

    def on_report(self, report: Report) -> None:
        """Take a report of this request."""
        if isinstance(report, Sampled):
            self._on_sampled(report)
        elif isinstance(report, Prefilled):
            self._on_prefilled(report)
        elif isinstance(report, Finished):
            self._on_finished(report)
        elif isinstance(report, Started):
            self._on_started(report)
        elif isinstance(report, Shifted):
            self._on_shifted(report)
        elif isinstance(report, Failed):
            self.fail(from_data(report.error))
        self._wake()

    def fail(self, error: Exception) -> None:
        """End with an error; the session stays as it was before."""
        if not self.is_done:
            self.error = error
            self.is_done = True
            self.journal.log.lose(0)
            self._done.set()
            self._wake()

    def on_death(self) -> None:
        """The worker died while this was running."""
        self.n_deaths += 1
        self.n_deaths_without_token += 1

    def resumed(self, mode: Literal["exact", "fast"], cause: str) -> Generate:
        """Return the message that continues this request in a new worker."""
        if self._prompt is not None:
            self.events.append(RecoveredEvent(self.n_deaths, cause))
            self._wake()
        log, message = self.journal.log, self.message
        if self._prompt is None or mode == "exact":
            if self._mark is not None:
                log.rewind(self._mark)
            if self._n_shifts:
                log.lose(0)
            if self._prompt is None:
                return message
            return structs.replace(message, generated=list(self.generated), resume="exact")
        log.lose(0)
        return structs.replace(
            message,
            history=list(self._tokens),
            prompt=None,
            replaces=False,
            generated=list(self.generated),
            resume="fast",
        )

    # ── reports ──

    def _on_started(self, report: Started) -> None:
        source = report.source_session_id
        log = self.journal.log
        own = source == self.journal.session_id
        log.adopt(
            log if own else None if source is None else self._source_log(source), report.cached
        )
        self._mark = log.mark()
        if self._prompt is None:
            self._prompt = report
            self._tokens = list(report.tokens)
            self._add_progress(report.cached)

    def _on_prefilled(self, report: Prefilled) -> None:
        log = self.journal.log
        start = report.processed - report.n_tokens
        if log.length != start:
            log.lose(report.processed)
        else:
            log.evaluate(self._tokens[start : report.processed])
        if not self.generated and report.processed > self._n_processed:
            self._add_progress(report.processed)

    def _add_progress(self, n_processed: int) -> None:
        prompt = self._prompt
        if prompt is not None:
            self._n_processed = n_processed
            self.events.append(PromptEvent(n_processed, len(prompt.tokens), prompt.cached))

    def _on_sampled(self, report: Sampled) -> None:
        self.journal.log.catch_up(self._tokens, len(self._tokens))
        self._tokens.append(report.token_id)
        self.generated.append(report.token_id)
        self.n_deaths_without_token = 0
        logprob = None
        if report.logprob is not None:
            value, top = report.logprob
            logprob = TokenLogprob(report.token_id, value, tuple((t, p) for t, p in top))
        self._pending.append((report.token_id, logprob))
        self._add_text(report.text, report.n_tokens)

    def _add_text(self, text: str, n_tokens: int) -> None:
        if not text and not n_tokens:
            return
        done = [self._pending.popleft() for _ in range(min(n_tokens, len(self._pending)))]
        logprobs = tuple(logprob for _, logprob in done if logprob is not None)
        self.events.append(TokenEvent(text, tuple(token_id for token_id, _ in done), logprobs))

    def _on_shifted(self, report: Shifted) -> None:
        log = self.journal.log
        log.catch_up(self._tokens, report.position + report.n_discarded)
        log.shift(report.n_keep, report.n_discarded)
        del self._tokens[report.n_keep : report.n_keep + report.n_discarded]
        self._n_shifts += 1
        self.events.append(ShiftEvent(report.n_keep, report.n_discarded, report.position))

    def _on_finished(self, report: Finished) -> None:
        self.journal.log.catch_up(self._tokens, report.n_cached)
        if report.n_dropped:
            del self._tokens[len(self._tokens) - report.n_dropped :]
            del self.generated[len(self.generated) - report.n_dropped :]
            self._pending.clear()
        self._add_text(report.text, report.n_tokens)
        self._settle(report)
        prompt = self._prompt
        usage = Usage(
            prompt_tokens=len(prompt.tokens) if prompt else 0,
            cached_tokens=prompt.cached if prompt else 0,
            completion_tokens=len(self.generated),
            seed=self.message.seed,
        )
        reason = cast(DoneReason, report.reason)
        self.events.append(DoneEvent(reason, usage, Timings(*report.timings), report.stop))
        self.is_done = True
        self._done.set()

    def _settle(self, report: Finished) -> None:
        """Write into the journal what the session holds from now on."""
        if not self.generated and report.reason in ("cancelled", "deadline"):
            return  # nothing was said: the session is as it was before
        tokens = self._tokens
        n_unread = len(self.generated) - self.n_delivered if self.is_left else 0
        if n_unread:
            if self.n_delivered == 0:
                return
            tokens = tokens[: len(tokens) - n_unread]
        self.journal.tokens = tokens
        self.journal.pending_bytes = b"" if n_unread else report.pending_bytes

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
