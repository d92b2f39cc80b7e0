"""Caches on their way out of a worker and in: what is taken, what is set, who is disturbed."""

from __future__ import annotations

import pytest

from onhand.errors import CapabilityError, EngineBusyError, StateCorruptError
from onhand.runtimes.base import Batch
from onhand.runtimes.fake.model import FakeLoadedModel
from onhand.testing import FakeModel
from onhand.types.params import ContextParams
from onhand.worker.sequences import CacheSequence, SequencePool
from onhand.worker.transfers import StateTransfers

BUDGET = 10_000
TOKENS = [256, 10, 11, 12, 13]


class Bench:
    """A pool over a fake model, filled by hand."""

    def __init__(self, budget: int = BUDGET, **script: object) -> None:
        self.model = FakeLoadedModel(FakeModel(**script), ContextParams())  # type: ignore[arg-type]
        self.pool = SequencePool(self.model, budget)
        self.transfers = StateTransfers(self.pool)

    def compute(self, session_id: int, tokens: list[int], *, ends: bool = True) -> CacheSequence:
        """Compute a session's tokens as a request would."""
        acquired = self.pool.acquire(session_id, tokens)
        assert acquired is not None
        sequence, batch = acquired.sequence, Batch()
        for position in range(acquired.cached, len(tokens)):
            batch.add(tokens[position], position, sequence.id, False)
        self.model.decode(batch)
        sequence.tokens = list(tokens)
        if ends:
            self.pool.release(sequence)
        return sequence

    def held(self, sequence: CacheSequence) -> bytes:
        """Return the cells of a sequence."""
        return self.model.sequence_state(sequence.id)


def state_of(tokens: list[int]) -> bytes:
    bench = Bench()
    return bench.held(bench.compute(1, tokens))


def give(bench: Bench, state: bytes, tokens: list[int], session_id: int = 9) -> bool:
    """Send a state in parts of three bytes, the last one first."""
    for offset in reversed(range(0, len(state), 3)):
        bench.transfers.put_state(5, offset, state[offset : offset + 3])
    return bench.transfers.set_state(5, session_id, tokens, len(state))


# ── out ──


def test_a_cache_is_taken_and_read_in_parts() -> None:
    bench = Bench()
    bench.compute(1, TOKENS)
    size, n_cached = bench.transfers.take_state(5, 1, TOKENS)
    assert (size, n_cached) == (2 * len(TOKENS), len(TOKENS))
    parts = [bench.transfers.read_state(5, offset, 4) for offset in range(0, size, 4)]
    assert b"".join(part or b"" for part in parts) == state_of(TOKENS)
    bench.transfers.end_transfer(5)
    assert bench.transfers.read_state(5, 0, 4) is None


def test_what_another_transfer_began_is_gone() -> None:
    bench = Bench()
    bench.compute(1, TOKENS)
    bench.transfers.take_state(5, 1, TOKENS)
    bench.transfers.take_state(6, 1, TOKENS)
    assert bench.transfers.read_state(5, 0, 4) is None
    assert bench.transfers.read_state(6, 0, 2) == state_of(TOKENS)[:2]


def test_a_session_that_the_worker_does_not_know_has_no_cache() -> None:
    bench = Bench()
    bench.compute(1, [256, 99])
    assert bench.transfers.take_state(5, 2, [7, 8]) == (0, 0)
    assert bench.transfers.take_state(5, 2, []) == (0, 0)


def test_a_runtime_that_cannot_save_saves_tokens_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Bench()
    bench.compute(1, TOKENS)

    def refuse(sequence_id: int) -> bytes:
        raise CapabilityError("no")

    monkeypatch.setattr(bench.model, "sequence_state", refuse)
    assert bench.transfers.take_state(5, 1, TOKENS) == (0, 0)


def test_a_session_that_generates_is_busy_and_others_are_not() -> None:
    bench = Bench()
    running = bench.compute(1, TOKENS, ends=False)
    bench.compute(2, [256, 20, 21])
    with pytest.raises(EngineBusyError):
        bench.transfers.take_state(5, 1, TOKENS)
    assert bench.transfers.take_state(6, 2, [256, 20, 21])[1] == 3
    assert running.tokens == TOKENS


def test_tokens_beyond_the_session_are_not_taken() -> None:
    """The worker ran ahead of a reader who left; where it can, it forgets what was not read."""
    bench = Bench()
    bench.compute(1, TOKENS)
    size, n_cached = bench.transfers.take_state(5, 1, TOKENS[:3])
    assert (bench.transfers.read_state(5, 0, size), n_cached) == (state_of(TOKENS[:3]), 3)
    whole = Bench(can_remove_tail=False)
    sequence = whole.compute(1, TOKENS)
    assert whole.transfers.take_state(5, 1, TOKENS[:3]) == (0, 0)
    assert sequence.tokens == TOKENS


@pytest.mark.parametrize("n_sequences", [1, 2])
def test_a_fork_takes_its_part_of_a_longer_sequence_without_harm_to_it(n_sequences: int) -> None:
    """It needs a sequence to cut in; where there is none, the tokens alone are saved."""
    bench = Bench(n_sequences=n_sequences)
    source = bench.compute(1, TOKENS, ends=False)
    size, n_cached = bench.transfers.take_state(5, 2, TOKENS[:3])
    assert n_cached == (3 if n_sequences == 2 else 0)
    if size:
        assert bench.transfers.read_state(5, 0, size) == state_of(TOKENS[:3])
    assert bench.held(source) == state_of(TOKENS)


def test_a_parked_cache_is_taken_as_it_lies() -> None:
    bench = Bench(n_sequences=1)
    bench.compute(1, TOKENS)
    bench.compute(2, [256, 20, 21])
    assert bench.pool.sequence_of(1) is None
    size, n_cached = bench.transfers.take_state(5, 1, [*TOKENS, 99])
    assert (bench.transfers.read_state(5, 0, size), n_cached) == (state_of(TOKENS), len(TOKENS))
    assert bench.pool.sequence_of(2) is not None


# ── in ──


def test_a_cache_is_set_whatever_order_its_parts_came_in() -> None:
    bench = Bench()
    assert give(bench, state_of(TOKENS), TOKENS)
    acquired = bench.pool.acquire(9, [*TOKENS, 50])
    assert acquired is not None
    assert (acquired.cached, acquired.source_session_id) == (len(TOKENS), 9)
    assert bench.held(acquired.sequence) == state_of(TOKENS)


def test_a_transfer_that_lost_a_part_sets_nothing() -> None:
    bench = Bench()
    bench.transfers.put_state(5, 0, state_of(TOKENS)[:4])
    assert not bench.transfers.set_state(5, 9, TOKENS, 2 * len(TOKENS))
    assert not bench.transfers.set_state(7, 9, TOKENS, 2 * len(TOKENS))
    assert bench.pool.n_resident == 0


def test_an_idle_session_makes_room_and_keeps_its_cache_parked() -> None:
    bench = Bench(n_sequences=1)
    bench.compute(1, [256, 20, 21])
    assert give(bench, state_of(TOKENS), TOKENS)
    assert bench.pool.parked_bytes == 6
    acquired = bench.pool.acquire(1, [256, 20, 21, 22])
    assert acquired is not None
    assert acquired.cached == 3


@pytest.mark.parametrize(("budget", "is_kept"), [(BUDGET, True), (4, False)])
def test_while_all_are_busy_it_is_parked_within_the_budget(budget: int, is_kept: bool) -> None:
    bench = Bench(budget, n_sequences=1)
    running = bench.compute(1, [256, 20, 21], ends=False)
    assert give(bench, state_of(TOKENS), TOKENS) is is_kept
    assert running.tokens == [256, 20, 21]
    bench.pool.release(running)
    acquired = bench.pool.acquire(9, [*TOKENS, 50])
    assert acquired is not None
    assert acquired.cached == (len(TOKENS) if is_kept else 1)  # else BOS alone is shared


def test_bytes_that_the_runtime_refuses_are_an_error_and_leave_no_trace() -> None:
    bench = Bench()
    bench.compute(1, [256, 20, 21])
    with pytest.raises(StateCorruptError):
        give(bench, b"\xff\xff\xff", TOKENS)
    assert bench.pool.sequence_of(9) is None
    acquired = bench.pool.acquire(1, [256, 20, 21, 22])
    assert acquired is not None
    assert acquired.cached == 3


def test_when_cells_are_too_few_idle_sessions_are_parked_until_it_fits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """llama.cpp refuses a state for want of cells with the same words as a damaged one."""
    bench = Bench()
    for session_id in (1, 2, 3):
        bench.compute(session_id, [256, 20 + session_id])
    restore = bench.model.sequence_restore

    def crowded(sequence_id: int, state: bytes) -> None:
        if bench.pool.n_resident > 1:
            raise StateCorruptError("no room")
        restore(sequence_id, state)

    monkeypatch.setattr(bench.model, "sequence_restore", crowded)
    assert give(bench, state_of(TOKENS), TOKENS)
    assert (bench.pool.n_resident, bench.pool.n_parked) == (2, 2)
