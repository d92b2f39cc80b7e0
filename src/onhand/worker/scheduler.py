"""Continuous batching: all that generate share each decode, long prompts are fed in chunks.

A step admits what it can, builds one batch (decode rows first, then prompt chunks within the
budget, by priority and arrival), computes it, and samples a token for every request whose tokens
are all computed. Nothing here knows of processes, sockets or text on a screen.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from onhand.errors import ContextFullError, DecodeError
from onhand.generation.shift import plan_shift
from onhand.runtimes.base import Batch, CacheFullError, DecodeInterruptedError, LoadedModel
from onhand.worker.finishing import failure, final_piece, finished
from onhand.worker.messages import Generate, Prefilled, Report, Shifted, Started
from onhand.worker.pace import Pace
from onhand.worker.replay import Replayer
from onhand.worker.request import Request
from onhand.worker.sequences import SequencePool, common_prefix

SHARED_PREFILL_TOKENS = 32
"""Prompt tokens of a step while others decode: a long prompt slows running streams, never stops
them."""

MIN_SHARED_TOKENS = 16
"""A request waits for another's prefill when it can share at least this many tokens more."""


class Scheduler:
    """Owns the requests and the sequences of one loaded model.

    All methods run in the worker thread, except `hurry`.
    """

    def __init__(
        self,
        model: LoadedModel,
        park_budget_bytes: int,
        emit: Callable[[Report], None],
        constrain: Callable[[Request], None],
    ) -> None:
        self.model = model
        self.pool: SequencePool = SequencePool(model, park_budget_bytes)
        self.batch_limit: int = model.n_batch
        self.prefill_limit: int = model.n_batch
        self.pace: Pace = Pace()
        self.counters: Counters = Counters()
        self._emit = emit
        self._constrain = constrain
        self._queue: list[Request] = []
        self._active: list[Request] = []
        self._guard = threading.Lock()
        self._hurried: set[int] = set()
        self._computing: frozenset[int] = frozenset()
        self._is_crowded = False  # a request gave way; nobody new until another has ended
        self._n_plans = 0

    @property
    def has_work(self) -> bool:
        """Whether a step would do something."""
        return bool(self._queue or self._active)

    @property
    def n_active(self) -> int:
        """Requests that generate now."""
        return len(self._active)

    @property
    def n_queued(self) -> int:
        """Requests that wait."""
        return len(self._queue)

    def submit(self, message: Generate) -> None:
        """Queue a generation; what is wrong with it is reported at once."""
        try:
            request = Request(message, self.model)
        except Exception as error:
            self._emit(failure(message.request_id, error))
            return
        try:
            self._constrain(request)
        except Exception as error:
            request.close()
            self._emit(failure(request.id, error))
            return
        self._enqueue(request)

    def hurry(self, request_id: int) -> None:
        """Stop the native code that computes a request whose `cancel` is on its way. Any thread."""
        with self._guard:
            self._hurried.add(request_id)
            if request_id in self._computing:
                self.model.interrupt()

    def hurry_all(self) -> None:
        """Stop whatever native code computes; everything is about to end. Any thread."""
        with self._guard:
            self._hurried |= self._computing
            if self._computing:
                self.model.interrupt()

    def cancel(self, request_id: int, reason: str) -> None:
        """End a request now, if it is still there."""
        with self._guard:
            self._hurried.discard(request_id)
        for request in [*self._active, *self._queue]:
            if request.id == request_id:
                self.counters.n_cancelled += 1
                self._finish(request, reason)

    def cancel_all(self) -> None:
        """End every request now."""
        for request in [*self._active, *self._queue]:
            self._finish(request, "cancelled")

    def step(self) -> None:
        """Do one round: admit what fits, compute one batch, sample."""
        self._admit()
        replaying = next((r for r in self._active if r.replayer is not None), None)
        if replaying is not None and replaying.replayer is not None:
            self._replay(replaying, replaying.replayer)  # alone, as it was; the others follow
        batch, chunks = self._plan()
        if not chunks:
            return
        started = time.perf_counter()
        if self._decode(batch, [request for request, _, _ in chunks]):
            self.counters.decode_s += time.perf_counter() - started
            self.counters.n_steps += 1
            for request, n_rows, row in chunks:
                self._computed(request, n_rows, row)

    # ── admission ──

    def _admit(self) -> None:
        if self._is_crowded and self._active:
            return
        for request in list(self._queue):
            if self._waits_for_other(request):
                continue
            replayer = Replayer.of(request.message)
            acquired = self.pool.acquire(
                request.message.session_id, request.tokens, reuse=replayer is None
            )
            if acquired is None:
                return
            self._queue.remove(request)
            self._active.append(request)
            request.sequence = acquired.sequence
            if request.clock.admitted is not None:
                continue  # it gave way to others and comes back
            request.clock.admitted = time.perf_counter()
            request.replayer = replayer
            if replayer is None:
                self._started(request, acquired.cached, acquired.source_session_id)

    def _started(self, request: Request, cached: int, source_session_id: int | None) -> None:
        self.counters.n_cached_tokens += cached
        self._emit(Started(request.id, list(request.tokens), cached, source_session_id))

    def _replay(self, request: Request, replayer: Replayer) -> None:
        """Do one step of rebuilding a session's cache the way it was first computed."""
        sequence = request.sequence
        if sequence is None:
            return
        batch = replayer.next_batch(self.pool, sequence)
        if batch is None:
            request.replayer = None
            self.pool.truncate(
                sequence, common_prefix(sequence.tokens, request.tokens, len(request.tokens) - 1)
            )
            self._started(request, len(sequence.tokens), request.message.session_id)
        elif self._decode(batch, [request]):
            sequence.tokens.extend(batch.token_ids)
        else:
            replayer.undo(batch)

    def _waits_for_other(self, request: Request) -> bool:
        """Whether another request is about to compute a prefix that this one can copy."""
        if not self.model.capabilities.can_copy or request.message.replay is not None:
            return False
        limit = len(request.tokens) - 1
        promised = 0
        for other in self._active:
            shared = common_prefix(other.tokens, request.tokens, limit)
            if shared > other.n_cached:
                promised = max(promised, shared)
        if promised < MIN_SHARED_TOKENS:
            return False
        return promised >= self.pool.longest_shared(request.tokens) + MIN_SHARED_TOKENS

    # ── one batch ──

    def _plan(self) -> tuple[Batch, list[tuple[Request, int, int]]]:
        """Return the batch, and for each request in it its rows and the row to sample from."""
        batch = Batch()
        chunks: list[tuple[Request, int, int]] = []
        self._n_plans += 1
        budget = self.batch_limit
        order, n_prefill = self._order()
        for request in order:
            n_room = self._make_positions(request)
            n_rows = min(request.n_missing, budget, n_room)
            if not request.is_decoding:
                n_rows = min(n_rows, n_prefill)
                n_prefill -= max(n_rows, 0)
            if n_rows <= 0 or request.sequence is None:
                continue
            budget -= n_rows
            request.last_plan = self._n_plans
            chunks.append((request, n_rows, self._add_rows(batch, request, n_rows)))
        return batch, chunks

    def _order(self) -> tuple[list[Request], int]:
        """Return who computes, most urgent first, and how many prompt tokens there may be.

        Running streams come before prompts. Where the batch has no row for each, all take turns.
        """
        ready = [request for request in self._active if request.replayer is None]
        n_decoding = sum(request.is_decoding for request in ready)
        if n_decoding < self.batch_limit:
            ready.sort(key=lambda r: (not r.is_decoding, -r.message.priority, r.clock.arrived))
        else:
            ready.sort(key=lambda r: (-r.message.priority, r.last_plan, r.clock.arrived))
        shared = SHARED_PREFILL_TOKENS if n_decoding else self.batch_limit
        return ready, min(shared, self.prefill_limit)

    @staticmethod
    def _add_rows(batch: Batch, request: Request, n_rows: int) -> int:
        """Append the next `n_rows` tokens of a request; return the row to sample from, or -1."""
        start = request.n_cached
        sequence = request.sequence
        if sequence is None:
            return -1
        is_last = n_rows == request.n_missing and request.sampling.max_tokens != 0
        for position in range(start, start + n_rows):
            wants = is_last and position == start + n_rows - 1
            row = batch.add(request.tokens[position], position, sequence.id, wants)
        return row if is_last else -1

    def _make_positions(self, request: Request) -> int:
        """Return how many positions a request has left, shifting its context when full."""
        n_ctx = self.model.n_ctx
        if not request.can_shift:
            return n_ctx - request.n_cached
        shift = plan_shift(
            request.n_cached,
            n_ctx,
            n_keep=request.n_keep,
            n_discard=request.message.n_discard,
            adds_bos=self.model.info.adds_bos and request.message.n_keep is not None,
        )
        if shift is not None and request.sequence is not None:
            self.pool.shift(request.sequence, shift.n_keep, shift.n_discard)
            del request.tokens[shift.n_keep : shift.n_keep + shift.n_discard]
            self.counters.n_shifts += 1
            position = request.n_cached
            self._emit(Shifted(request.id, shift.n_keep, shift.n_discard, position))
        return max(1, n_ctx - 1 - request.n_cached)

    def _decode(self, batch: Batch, requests: list[Request]) -> bool:
        """Compute a batch; return False when it was interrupted or failed and is undone."""
        with self._guard:
            if any(request.id in self._hurried for request in requests):
                return False
            self._computing = frozenset(request.id for request in requests)
            self.model.clear_interrupt()
        try:
            while True:
                try:
                    self.model.decode(batch)
                except CacheFullError:
                    if self.pool.make_room():
                        continue
                    self._give_way()
                    return False
                return True
        except DecodeInterruptedError:
            for request in requests:
                self._roll_back(request)
        except DecodeError as error:
            for request in requests:
                self._fail(request, error)
        finally:
            with self._guard:
                self._computing = frozenset()
        return False

    def _give_way(self) -> None:
        """The cache is full of running requests: the youngest parks and comes back later."""
        youngest = max(self._active, key=lambda r: (-r.message.priority, r.clock.arrived))
        if len(self._active) == 1:
            n_tokens, n_cells = len(youngest.tokens), self.model.n_cells
            message = f"The cache's {n_cells} cells cannot hold the request's {n_tokens} tokens."
            self._fail(youngest, ContextFullError(message, n_tokens=n_tokens, n_ctx=n_cells))
            return
        if youngest.sequence is not None:
            self.pool.park(youngest.sequence)
            youngest.sequence = None
        if youngest.replayer is not None:
            youngest.replayer = youngest.clock.admitted = None  # it is replayed from the start
        self._is_crowded = True
        self._active.remove(youngest)
        self._enqueue(youngest)

    def _roll_back(self, request: Request) -> None:
        """Forget cells that an interrupted decode may have written."""
        sequence = request.sequence
        if sequence is None:
            return
        if not self.model.sequence_remove(sequence.id, len(sequence.tokens), -1):
            self.pool.truncate(sequence, 0)

    # ── after a batch ──

    def _computed(self, request: Request, n_rows: int, row: int) -> None:
        sequence = request.sequence
        if sequence is None:
            return
        start = len(sequence.tokens)
        sequence.tokens.extend(request.tokens[start : start + n_rows])
        if not request.n_generated or n_rows > 1:
            self.counters.n_prompt_tokens += n_rows
            request.clock.n_computed += n_rows
            total = len(request.tokens)
            self._emit(Prefilled(request.id, n_rows, len(sequence.tokens), total))
        if row >= 0:
            self._sample(request, row)
        elif request.sampling.max_tokens == 0 and not request.n_missing:
            request.clock.prompt_done = time.perf_counter()
            self._finish(request, "length")

    def _sample(self, request: Request, row: int) -> None:
        now = time.perf_counter()
        if request.clock.prompt_done is None:
            request.clock.prompt_done = now
        try:
            token_id = request.sample(row)
            if request.is_end(token_id):
                self._finish(request, "eog")
                return
            piece, report = request.take(token_id, row)
            if request.constraint is not None:
                request.constraint.accept(token_id)
        except Exception as error:
            self._fail(request, error)
            return
        if report is not None:
            request.clock.first_token = request.clock.first_token or now
            request.clock.n_sampled += 1
            self.counters.n_generated_tokens += 1
            self._emit(report)
        if piece.stop is not None:
            self._finish(request, "stop", stop=piece.stop)
        elif request.constraint is not None and request.constraint.is_stopped:
            self._finish(request, "eog")
        elif self._is_at_length(request):
            self._finish(request, "length")

    def _is_at_length(self, request: Request) -> bool:
        limit = request.sampling.max_tokens
        if limit is not None and request.n_generated >= limit:
            return True
        return len(request.tokens) >= self.model.n_ctx and not request.can_shift

    def _finish(self, request: Request, reason: str, stop: str | None = None) -> None:
        piece, n_dropped = final_piece(request, stop)
        if n_dropped:
            del request.tokens[len(request.tokens) - n_dropped :]
            if request.sequence is not None and request.n_cached > len(request.tokens):
                self.pool.truncate(request.sequence, len(request.tokens))
        self._emit(finished(request, reason, piece, n_dropped, stop))
        self._let_go(request)

    def _fail(self, request: Request, error: Exception) -> None:
        if request.sequence is not None:
            self.pool.truncate(request.sequence, 0)
        self._emit(failure(request.id, error))
        self._let_go(request)

    def _enqueue(self, request: Request) -> None:
        self._queue.append(request)
        self._queue.sort(key=lambda r: (-r.message.priority, r.clock.arrived))

    def _let_go(self, request: Request) -> None:
        if request.sequence is not None:
            self.pool.release(request.sequence)
            request.sequence = None
        if request in self._active:
            self._active.remove(request)
            self._is_crowded = False
        if request in self._queue:
            self._queue.remove(request)
        self.counters.n_requests += 1
        request.close()


class Counters:
    """Sums since the model was loaded."""

    def __init__(self) -> None:
        self.n_steps = 0
        self.n_prompt_tokens = 0
        self.n_cached_tokens = 0
        self.n_generated_tokens = 0
        self.n_requests = 0
        self.n_cancelled = 0
        self.n_shifts = 0
        self.decode_s: float = 0.0
