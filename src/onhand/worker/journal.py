"""The host's copy of a session: its tokens, and the steps by which its cache came to be.

Enough to rebuild the cache in another worker. The steps matter because another batch size rounds
differently: replaying them gives the same cache bit for bit, computing the tokens as one prefill
gives one that may tip a near tie.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from onhand.worker.messages import Replay

Mark: TypeAlias = tuple[int, int, int, int, bool, int]

MAX_TAPE_FACTOR = 4
"""A cache whose steps take more than this many contexts to replay is rebuilt as one prefill."""


@dataclass(slots=True)
class CacheLog:
    """Steps that built a cache: evaluations, cuts and shifts, in order.

    Attributes:
        tape: every token that was computed, in order.
        steps: n > 0: the next n tokens of the tape in one step; else an index into `edits`,
            negative, counted from -1.
        edits: ("cut", length, length before) or ("shift", n_keep, n_discard).
        length: tokens that the cache holds.
        is_known: whether the steps are complete.
        n_rewritten: how many times steps were dropped from the log; a mark from before is void.
    """

    tape: list[int] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)
    edits: list[tuple[str, int, int]] = field(default_factory=list)
    length: int = 0
    is_known: bool = True
    n_rewritten: int = 0

    def copy(self) -> CacheLog:
        """Return an independent copy."""
        return CacheLog(
            list(self.tape), list(self.steps), list(self.edits), self.length, self.is_known
        )

    def reset(self) -> None:
        """The cache is empty."""
        self.tape.clear()
        self.steps.clear()
        self.edits.clear()
        self.length = 0
        self.is_known = True
        self.n_rewritten += 1

    def evaluate(self, tokens: list[int]) -> None:
        """`tokens` were computed in one step."""
        if tokens:
            self.tape.extend(tokens)
            self.steps.append(len(tokens))
            self.length += len(tokens)

    def cut(self, length: int) -> None:
        """The cache was cut to its first `length` tokens."""
        if length <= 0:
            self.reset()
        elif length < self.length:
            self._drop_steps_after(length)
            if length < self.length:
                self._edit(("cut", length, self.length))
                self.length = length

    def shift(self, n_keep: int, n_discard: int) -> None:
        """Tokens [n_keep, n_keep + n_discard) were discarded and the rest moved down."""
        self._edit(("shift", n_keep, n_discard))
        self.length -= n_discard

    def lose(self, length: int) -> None:
        """The cache holds `length` tokens that came about in an unknown way."""
        self.reset()
        self.length = length
        self.is_known = length == 0

    def adopt(self, source: CacheLog | None, cached: int) -> None:
        """The cache begins with the first `cached` tokens of what `source` describes."""
        if cached == 0:
            self.reset()
        elif source is None or not source.is_known or source.length < cached:
            self.lose(cached)
        else:
            if source is not self:
                self.tape, self.steps = list(source.tape), list(source.steps)
                self.edits, self.length = list(source.edits), source.length
                self.is_known = True
            self.cut(cached)

    def begins(self, other: CacheLog, length: int) -> bool:
        """Whether the first `length` tokens of `other` came about by these steps, and more."""
        n_tape, n_steps = len(self.tape), len(self.steps)
        return (
            n_steps > 0
            and self.length <= length
            and not (self.edits or other.edits)
            and self.is_known
            and other.is_known
            and other.steps[:n_steps] == self.steps
            and other.tape[:n_tape] == self.tape
        )

    def mark(self) -> Mark:
        """Return the present end of the log, for `rewind`."""
        sizes = len(self.tape), len(self.steps), len(self.edits)
        return *sizes, self.length, self.is_known, self.n_rewritten

    def rewind(self, mark: Mark) -> None:
        """Go back to where the log was at `mark`; where that is gone, nothing is known."""
        n_tape, n_steps, n_edits, length, is_known, n_rewritten = mark
        if n_rewritten != self.n_rewritten:
            self.reset()
            return
        self.length, self.is_known = length, is_known
        del self.tape[n_tape:]
        del self.steps[n_steps:]
        del self.edits[n_edits:]

    def catch_up(self, tokens: list[int], length: int) -> None:
        """The cache grew to `length` tokens, one a step; `tokens` is what the session holds."""
        if self.length > length:
            self.cut(length)
        for position in range(self.length, length):
            self.evaluate(tokens[position : position + 1])

    def replay(self, n_ctx: int) -> Replay | None:
        """Return the steps as the worker takes them, or None where they are unknown or too many."""
        if not self.is_known or not self.steps or len(self.tape) > MAX_TAPE_FACTOR * n_ctx:
            return None
        steps: list[tuple[str, int, int]] = []
        for step in self.steps:
            if step < 0:
                steps.append(self.edits[-step - 1])
            elif steps and steps[-1][:2] == ("eval", step):
                steps[-1] = ("eval", step, steps[-1][2] + 1)
            else:
                steps.append(("eval", step, 1))
        return Replay(list(self.tape), steps)

    def _drop_steps_after(self, length: int) -> None:
        """Drop the last steps that only computed what lies beyond `length`."""
        while self.steps and self.length > length:
            step = self.steps[-1]
            if step > 0 and self.length - step >= length:
                self.length -= step
                del self.tape[len(self.tape) - step :]
            elif step < 0 and self.edits[-1][0] == "cut":
                self.length = self.edits.pop()[2]
            else:
                return
            self.steps.pop()
            self.n_rewritten += 1

    def _edit(self, edit: tuple[str, int, int]) -> None:
        self.edits.append(edit)
        self.steps.append(-len(self.edits))


@dataclass(slots=True)
class Journal:
    """What a session holds, on the host.

    Attributes:
        session_id: unique in the engine.
        tokens: the session's tokens.
        pending_bytes: half a character that they end in.
        log: how the worker's cache of them came to be.
        life: the worker's life (see `Supervisor`) that has the cache which the log describes.
    """

    session_id: int
    tokens: list[int] = field(default_factory=list)
    pending_bytes: bytes = b""
    log: CacheLog = field(default_factory=CacheLog)
    life: int = 0

    def fork(self, session_id: int) -> Journal:
        """Return a copy under another session id."""
        return Journal(
            session_id, list(self.tokens), self.pending_bytes, self.log.copy(), self.life
        )
