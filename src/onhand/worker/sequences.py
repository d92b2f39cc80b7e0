"""Which session's tokens lie in which sequence of the cache: reuse, sharing, parking.

The cache is only ever a cache: each request brings its whole token history, and a sequence is
found for it that already holds as much of that history as possible.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from onhand.errors import CapabilityError, EngineBusyError, StateCorruptError
from onhand.runtimes.base import LoadedModel
from onhand.worker.left_over import MIN_USEFUL_TOKENS, left_over_tokens


@dataclass(slots=True)
class CacheSequence:
    """One lane of the KV cache.

    Attributes:
        id: number of the sequence in the runtime.
        tokens: what its cells hold, by position.
        session_id: the session it belongs to; None: nobody, its cells only serve reuse.
        made_by: the session whose steps made the cells, also after it was closed.
        n_useful: of a closed session, how many of the first tokens others may begin with too.
        is_busy: whether a request computes in it.
        last_used: counter of the last use, for least-recently-used choices.
    """

    id: int
    tokens: list[int] = field(default_factory=list)
    session_id: int | None = None
    made_by: int | None = None
    n_useful: int = 0
    is_busy: bool = False
    last_used: int = 0


@dataclass(frozen=True, slots=True)
class Acquired:
    """A sequence for a request, and where its first `cached` tokens came from."""

    sequence: CacheSequence
    cached: int
    source_session_id: int | None


@dataclass(frozen=True, slots=True)
class _Parked:
    tokens: list[int]
    state: bytes


class SequencePool:
    """Hands out the sequences of a loaded model; owned by the worker thread."""

    def __init__(self, model: LoadedModel, park_budget_bytes: int) -> None:
        self._model = model
        self._can_remove_tail = model.capabilities.can_remove_tail
        self._park_budget_bytes = park_budget_bytes
        self._parked: OrderedDict[int, _Parked] = OrderedDict()
        self._sequences = [CacheSequence(i) for i in range(model.capabilities.max_sequences)]
        self._clock = 0
        self._left_over_tokens = left_over_tokens(model.info)
        self._first_prompts: dict[int, int] = {}  # tokens by session
        self.n_parked: int = 0

    @property
    def n_resident(self) -> int:
        """Sequences that hold tokens."""
        return sum(1 for sequence in self._sequences if sequence.tokens)

    @property
    def parked_bytes(self) -> int:
        """RAM held by parked sessions."""
        return sum(len(parked.state) for parked in self._parked.values())

    def longest_shared(self, tokens: list[int]) -> int:
        """Return how many tokens at the start of `tokens` some sequence holds."""
        limit = len(tokens) - 1
        return max((self._reusable(s, tokens, limit) for s in self._sequences), default=0)

    def acquire(self, session_id: int, tokens: list[int], *, reuse: bool = True) -> Acquired | None:
        """Find a sequence for `tokens`, holding as many of them as anything here does.

        At least the last token is left to compute. Returns None while all sequences are busy.
        """
        self._first_prompts.setdefault(session_id, len(tokens))
        limit = len(tokens) - 1 if reuse else 0
        own = self._of_session(session_id)
        source, shared = self._best_source(tokens, limit, own)
        target = own or self._victim(avoid=source)
        if target is None:
            return None
        parked = self._parked.pop(session_id, None)
        source_session_id = source.made_by if source is not None and shared else None
        if target is not own and target is not source:
            self._evict(target)
        elif target is source and target is not own:
            self._park(target)  # its session keeps what it had; the cells are taken over
        if parked is not None and self._restores_more(parked, tokens, limit, shared):
            shared, source_session_id = self._unpark(target, parked, tokens, limit), session_id
        elif source is not None and source is not target and shared:
            self._clear(target)
            self._model.sequence_copy(source.id, target.id, 0, shared)
            target.tokens = tokens[:shared]
        else:
            shared = self._cut(target, shared)
        target.session_id = target.made_by = session_id
        target.is_busy = True
        self._touch(target)
        if not shared:
            source_session_id = None
        return Acquired(target, shared, source_session_id)

    def release(self, sequence: CacheSequence) -> None:
        """A request is done with the sequence; its tokens stay for the session's next one."""
        sequence.is_busy = False
        self._touch(sequence)
        if sequence.session_id is None:
            self._trim_left_over()

    def truncate(self, sequence: CacheSequence, length: int) -> None:
        """Forget what lies at position `length` and after; all, where the cache cannot do that."""
        self._cut(sequence, length)

    def shift(self, sequence: CacheSequence, n_keep: int, n_discard: int) -> None:
        """Discard tokens [n_keep, n_keep + n_discard) and slide the rest down."""
        end = n_keep + n_discard
        self._model.sequence_remove(sequence.id, n_keep, end)
        self._model.sequence_shift(sequence.id, end, -1, -n_discard)
        del sequence.tokens[n_keep:end]

    def park(self, sequence: CacheSequence) -> None:
        """Move a sequence's cache out to RAM (or drop it, beyond the budget) and free its cells."""
        sequence.is_busy = False
        self._evict(sequence)

    def forget_session(self, session_id: int) -> None:
        """The session is closed: its cells may be overwritten first, its parked state goes.

        Its first prompt stays for those who begin like it; what followed is its own.
        """
        self._parked.pop(session_id, None)
        n_useful = self._first_prompts.pop(session_id, 0)
        sequence = self._of_session(session_id)
        if sequence is not None:
            sequence.session_id, sequence.n_useful = None, n_useful
            self._trim_left_over()

    def make_room(self) -> bool:
        """Free the cells of one idle sequence; return whether there was one."""
        victim = self._least_recent([s for s in self._sequences if not s.is_busy and s.tokens])
        if victim is None:
            return False
        self._evict(victim)
        return True

    def park_idle(self) -> int:
        """Move every idle sequence out of the cache; return how many."""
        n_moved = 0
        while self.make_room():
            n_moved += 1
        return n_moved

    def shed_idle(self) -> tuple[list[int], int]:
        """Forget the caches of idle sessions, parked ones too; the journals rebuild them.

        Return the sessions, and the tokens of the cache that are free for others now.
        """
        idle = [s for s in self._sequences if not s.is_busy and s.session_id is not None]
        session_ids = [*self._parked, *(s.session_id for s in idle if s.session_id is not None)]
        self._parked.clear()
        return list(dict.fromkeys(session_ids)), sum(self._forget(sequence) for sequence in idle)

    def shed_left_over(self) -> tuple[int, int]:
        """Forget what is kept of closed sessions; return of how many, and how many tokens."""
        kept = [s for s in self._sequences if not s.is_busy and s.session_id is None and s.tokens]
        return len(kept), sum(self._forget(sequence) for sequence in kept)

    def sequence_of(self, session_id: int) -> CacheSequence | None:
        """Return the session's sequence, if it is resident."""
        return self._of_session(session_id)

    # ── saved sessions ──

    def state_of(self, session_id: int, tokens: list[int]) -> tuple[bytes, int]:
        """Return the cache of a session as bytes and how many of its `tokens` they hold.

        Nothing is computed: what no sequence holds is not in it. Other sessions are not disturbed.

        Raises:
            EngineBusyError: the session generates.
            CapabilityError: the runtime cannot.
        """
        own = self._of_session(session_id)
        if own is not None and own.is_busy:
            raise EngineBusyError("The session generates already.")
        parked = self._parked.get(session_id)
        source, shared = self._best_source(tokens, len(tokens), own)
        if parked is not None:
            n_parked = len(parked.tokens)
            if n_parked > shared and tokens[:n_parked] == parked.tokens:
                return parked.state, n_parked
        if source is None or not shared:
            return b"", 0
        if shared < len(source.tokens):
            source = self._only_first(source, shared, session_id)
        return (b"", 0) if source is None else (self._model.sequence_state(source.id), shared)

    def restore(self, session_id: int, tokens: list[int], state: bytes) -> bool:
        """Give a session a cache from bytes that hold `tokens`, if there is room for it.

        While every sequence is busy it is kept parked, within the budget for that.

        Raises:
            StateCorruptError: the bytes do not fit this model and context.
        """
        target = self._victim(avoid=None)
        if target is None:
            return self._keep(session_id, tokens, state)
        self._evict(target)
        while True:
            try:
                self._model.sequence_restore(target.id, state)
            except StateCorruptError:
                if self.make_room():
                    continue  # the cells may have been too few
                if any(sequence.is_busy for sequence in self._sequences):
                    return self._keep(session_id, tokens, state)
                raise
            target.tokens = list(tokens)
            target.session_id = target.made_by = session_id
            self._touch(target)
            return True

    def _only_first(
        self, source: CacheSequence, length: int, session_id: int
    ) -> CacheSequence | None:
        """Return a sequence that holds the first `length` tokens of `source` and no more."""
        if source.session_id == session_id:
            return source if self._cut(source, length) else None
        target = self._of_session(session_id) or self._victim(avoid=source)
        if target is None or target is source or not self._model.capabilities.can_copy:
            return None
        if target.session_id == session_id:
            self._clear(target)
        else:
            self._evict(target)
        self._model.sequence_copy(source.id, target.id, 0, length)
        target.tokens = source.tokens[:length]
        target.session_id, target.made_by = session_id, source.made_by
        self._touch(target)
        return target

    def _keep(self, session_id: int, tokens: list[int], state: bytes) -> bool:
        """Hold a cache parked; return whether the budget allows that."""
        self._parked[session_id] = _Parked(list(tokens), state)
        while self._parked and self.parked_bytes > self._park_budget_bytes:
            self._parked.popitem(last=False)
        return session_id in self._parked

    # ── choosing ──

    def _best_source(
        self, tokens: list[int], limit: int, own: CacheSequence | None
    ) -> tuple[CacheSequence | None, int]:
        source, shared = own, self._reusable(own, tokens, limit) if own is not None else 0
        may_share = self._model.capabilities.can_copy
        for sequence in self._sequences:
            if sequence is own or not (may_share or not sequence.is_busy):
                continue
            n = self._reusable(sequence, tokens, limit)
            if n > shared and (may_share or own is None):
                source, shared = sequence, n
        return source, shared

    def _reusable(self, sequence: CacheSequence, tokens: list[int], limit: int) -> int:
        n = common_prefix(sequence.tokens, tokens, limit)
        return n if self._can_remove_tail or n == len(sequence.tokens) else 0

    def _victim(self, avoid: CacheSequence | None) -> CacheSequence | None:
        """Return an empty sequence, else nobody's, else the least recently used idle one."""
        idle = [s for s in self._sequences if not s.is_busy]
        if not self._model.capabilities.can_copy and avoid in idle:
            return avoid  # nothing can be copied out of it, so take it over
        others = [s for s in idle if s is not avoid]
        for group in (
            [s for s in others if not s.tokens],
            [s for s in others if s.session_id is None],
            others,
            idle,
        ):
            if group:
                return self._least_recent(group)
        return None

    @staticmethod
    def _least_recent(sequences: list[CacheSequence]) -> CacheSequence | None:
        return min(sequences, key=lambda s: (s.session_id is not None, s.last_used), default=None)

    def _of_session(self, session_id: int) -> CacheSequence | None:
        return next((s for s in self._sequences if s.session_id == session_id), None)

    def _touch(self, sequence: CacheSequence) -> None:
        self._clock += 1
        sequence.last_used = self._clock

    # ── changing cells ──

    def _cut(self, sequence: CacheSequence, length: int) -> int:
        if length >= len(sequence.tokens):
            return len(sequence.tokens)
        if length and self._model.sequence_remove(sequence.id, length, -1):
            del sequence.tokens[length:]
            return length
        self._clear(sequence)
        return 0

    def _clear(self, sequence: CacheSequence) -> None:
        self._model.sequence_remove(sequence.id, 0, -1)
        sequence.tokens = []

    def _forget(self, sequence: CacheSequence) -> int:
        n_tokens = len(sequence.tokens)
        self._clear(sequence)
        sequence.session_id = None
        return n_tokens

    def _trim_left_over(self) -> None:
        """Keep of closed sessions what was used last, as far as it does not slow the others."""
        room = self._left_over_tokens
        if room is None:
            return
        idle = (s for s in self._sequences if s.session_id is None and not s.is_busy)
        for sequence in sorted(idle, key=lambda s: -s.last_used):
            n_kept = min(room, sequence.n_useful)
            room -= self._cut(sequence, n_kept if n_kept >= MIN_USEFUL_TOKENS else 0)

    def _evict(self, sequence: CacheSequence) -> None:
        self._park(sequence)
        self._clear(sequence)
        sequence.session_id = None

    def _park(self, sequence: CacheSequence) -> None:
        session_id = sequence.session_id
        if session_id is None or not sequence.tokens or not self._park_budget_bytes:
            return
        try:
            state = self._model.sequence_state(sequence.id)
        except CapabilityError:
            return
        self.n_parked += 1
        self._keep(session_id, sequence.tokens, state)

    def _restores_more(self, parked: _Parked, tokens: list[int], limit: int, shared: int) -> bool:
        n = common_prefix(parked.tokens, tokens, limit)
        return n > shared and (self._can_remove_tail or n == len(parked.tokens))

    def _unpark(self, target: CacheSequence, parked: _Parked, tokens: list[int], limit: int) -> int:
        self._clear(target)
        try:
            self._model.sequence_restore(target.id, parked.state)
        except StateCorruptError:
            return 0
        target.tokens = list(parked.tokens)
        return self._cut(target, common_prefix(parked.tokens, tokens, limit))


def common_prefix(left: list[int], right: list[int], limit: int) -> int:
    """Return how many tokens `left` and `right` share at their start, at most `limit`."""
    high = max(0, min(len(left), len(right), limit))
    if left[:high] == right[:high]:
        return high
    low = 0
    while low < high:
        middle = (low + high + 1) // 2
        if left[low:middle] == right[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
