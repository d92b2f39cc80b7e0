"""A generation as the host sees it: reports in, events out, the journal kept."""

from __future__ import annotations

import asyncio
from collections import deque
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
from onhand.worker.journal import Journal
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
from onhand.worker.observer import Meter
from onhand.worker.tracing import CacheTrace, SourceLog

_EARLY = ("cancelled", "deadline")


class LiveRequest:
    """One generation from submission to its end; lives on the host's event loop.

    `events` fills as reports come in. The journal's tokens change only at the end: to what was
    delivered when the reader left, to everything otherwise, and not at all when it failed.
    """

    def __init__(
        self,
        message: Generate,
        journal: Journal,
        source_log: SourceLog,
        meter: Meter | None = None,
    ) -> None:
        self.message = message
        self.journal = journal
        self.events: deque[Event] = deque()
        self.error: Exception | None = None
        self.is_done: bool = False
        self.is_left: bool = False
        self.is_cancelled = False
        self.generated: list[int] = []
        self.n_deaths: int = 0
        self.n_deaths_without_token: int = 0
        self._meter = meter
        self._loop = asyncio.get_running_loop()
        self._submitted = self._loop.time()
        self._done = asyncio.Event()
        self._waiter: asyncio.Future[None] | None = None
        self._trace = CacheTrace(journal, source_log)
        self._prompt: Started | None = None
        self._tokens: list[int] = []  # prompt and answer, as far as the worker said
        self._read: list[int] = []  # as far as the reader took them
        self._n_read = 0  # tokens of the answer among them
        self._pending: deque[tuple[int, TokenLogprob | None]] = deque()
        self._n_processed = -1
        self._n_prompt_discarded = 0
        self._n_shifts = 0
        self._is_interrupted = False  # the worker died; nobody was told yet
        self._is_repeating = False  # the new worker is behind what was said
        self._before = journal.tokens, journal.pending_bytes
        self._settled: list[int] | None = None

    # ── the reader's side ──

    async def wait(self) -> None:
        """Wait until there is an event or the end.

        Raises:
            RuntimeError: somebody else waits already.
        """
        if self._waiter is not None:
            raise RuntimeError("the stream is being read already; it takes one reader at a time")
        while not self.events and not self.is_done:
            self._waiter = self._loop.create_future()
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
            self._n_read += len(event.token_ids)
            self._read.extend(event.token_ids)
        elif isinstance(event, ShiftEvent):
            del self._read[event.n_keep : event.n_keep + event.n_discarded]
        return event

    def leave(self) -> None:
        """The reader goes: the session holds what was delivered, however far the worker came."""
        self.is_left = True
        if self.is_done:
            self._forget_unread()

    # ── the supervisor's side ──

    @property
    def remaining_s(self) -> float | None:
        """Seconds until the deadline; None: there is none."""
        if self.message.deadline_s is None:
            return None
        return self._submitted + self.message.deadline_s - self._loop.time()

    @property
    def is_suspect(self) -> bool:
        """Whether a worker died while it had this, and neither token nor end came since."""
        return self.n_deaths_without_token > 0 and not self.is_done

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
            self._trace.rewind()
            self._done.set()
            if self._meter is not None:
                self._meter.on_error(str(getattr(error, "code", type(error).__name__)))
            self._wake()

    def end_early(self, reason: DoneReason) -> None:
        """End without a worker, by cancel or deadline; text that was not final is dropped."""
        if not self.is_done:
            self._drop_pending()
            elapsed_ms = (self._loop.time() - self._submitted) * 1e3
            self._end(reason, Timings(elapsed_ms, 0.0, None, elapsed_ms, None, None), b"")
            self._wake()

    def on_death(self) -> None:
        """The worker died while this was running."""
        self.n_deaths += 1
        self.n_deaths_without_token += 1
        self._is_interrupted = True

    def resumed(self, mode: Literal["exact", "fast"], cause: str) -> Generate:
        """Return the message that continues this request in a new worker."""
        if self._is_interrupted:
            self._is_interrupted = False
            self._say(RecoveredEvent(self.n_deaths, cause))
            self._wake()
        message = self.message
        if self.remaining_s is not None:
            message = structs.replace(message, deadline_s=max(0.001, self.remaining_s))
        if self._prompt is None:
            return message
        if mode == "exact":
            self._trace.repeat(self.generated, self._n_shifts)
            self._is_repeating = bool(self.generated)
            return structs.replace(message, generated=list(self.generated), resume="exact")
        self._trace.restart()
        return structs.replace(
            message,
            history=list(self._tokens),
            prompt=None,
            replaces=False,
            generated=list(self.generated),
            n_prompt=len(self._prompt.tokens),
            resume="fast",
        )

    # ── reports ──

    def _on_started(self, report: Started) -> None:
        self._trace.start(report)
        if self._prompt is None:
            self._prompt = report
            self._tokens = list(report.tokens)
            self._read = list(report.tokens)
            self._add_progress(report.cached)

    def _on_prefilled(self, report: Prefilled) -> None:
        self._trace.prefill(report)
        n_processed = report.processed + self._n_prompt_discarded
        if not self.generated and n_processed > self._n_processed:
            self._add_progress(n_processed)

    def _add_progress(self, n_processed: int) -> None:
        prompt = self._prompt
        if prompt is not None:
            self._n_processed = n_processed
            self._say(PromptEvent(n_processed, len(prompt.tokens), prompt.cached))

    def _on_sampled(self, report: Sampled) -> None:
        self._trace.sample(report.token_id)
        self._is_repeating = False
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
        self._say(TokenEvent(text, tuple(token_id for token_id, _ in done), logprobs))

    def _on_shifted(self, report: Shifted) -> None:
        if self._trace.shift(report):
            del self._tokens[report.n_keep : report.n_keep + report.n_discarded]
            self._n_shifts += 1
            if not self.generated:
                self._n_prompt_discarded += report.n_discarded
            self._say(ShiftEvent(report.n_keep, report.n_discarded, report.position))

    def _on_finished(self, report: Finished) -> None:
        self._trace.finish(report.n_cached)
        pending_bytes = report.pending_bytes
        if self._is_repeating and report.reason in _EARLY:
            pending_bytes = b""
            self._drop_pending()  # what the worker releases is text that was delivered long ago
        else:
            if report.n_dropped:
                self._drop_pending()
            self._add_text(report.text, report.n_tokens)
        reason = cast(DoneReason, report.reason)
        self._end(reason, Timings(*report.timings), pending_bytes, report.stop)

    # ── the end ──

    def _drop_pending(self) -> None:
        """Forget the sampled tokens whose text is not final."""
        n_pending = len(self._pending)
        if n_pending:
            del self._tokens[len(self._tokens) - n_pending :]
            del self.generated[len(self.generated) - n_pending :]
            self._pending.clear()

    def _end(
        self, reason: DoneReason, timings: Timings, pending_bytes: bytes, stop: str | None = None
    ) -> None:
        prompt = self._prompt
        usage = Usage(
            prompt_tokens=len(prompt.tokens) if prompt else 0,
            cached_tokens=prompt.cached if prompt else 0,
            completion_tokens=len(self.generated),
            seed=self.message.seed,
        )
        self._say(DoneEvent(reason, usage, timings, stop))
        if self.generated or reason not in _EARLY:  # else nothing was said: all is as before
            self.journal.tokens = self._settled = self._tokens
            self.journal.pending_bytes = pending_bytes
        if self.is_left:
            self._forget_unread()
        self.is_done = True
        self._done.set()

    def _forget_unread(self) -> None:
        """Take out of the session what was not delivered, unless it has gone on meanwhile."""
        journal, settled = self.journal, self._settled
        if settled is None or journal.tokens is not settled or not self.events:
            return
        self._settled = None
        if self._n_read == 0:
            journal.tokens, journal.pending_bytes = self._before
        elif self._n_read < len(self.generated):
            journal.tokens, journal.pending_bytes = self._read, b""

    def _say(self, event: Event) -> None:
        self.events.append(event)
        if self._meter is not None:
            self._meter.on_event(event)

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
