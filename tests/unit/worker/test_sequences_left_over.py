"""What closed sessions leave in the cache is bounded, since every cell in use costs every token."""

from __future__ import annotations

from onhand.runtimes.fake.model import FakeLoadedModel
from onhand.runtimes.fake.script import FakeModel
from onhand.types.info import ModelInfo
from onhand.types.params import ContextParams
from onhand.worker.left_over import left_over_tokens
from onhand.worker.sequences import CacheSequence, SequencePool


def pool_with(n_left_over: int | None) -> SequencePool:
    model = FakeLoadedModel(FakeModel(n_ctx=512), ContextParams(n_seq_max=4))
    pool = SequencePool(model, 0)
    pool._left_over_tokens = n_left_over
    return pool


def hold(pool: SequencePool, session_id: int, n_tokens: int) -> CacheSequence:
    acquired = pool.acquire(
        session_id, list(range(session_id * 1000, session_id * 1000 + n_tokens))
    )
    assert acquired is not None
    acquired.sequence.tokens = list(range(session_id * 1000, session_id * 1000 + n_tokens))
    pool.release(acquired.sequence)
    return acquired.sequence


def test_the_last_used_stays_whole_and_older_ones_are_cut_to_what_is_left() -> None:
    pool = pool_with(200)
    first, second, third = (hold(pool, n, 120) for n in (1, 2, 3))
    for session_id in (1, 2, 3):
        pool.forget_session(session_id)
    assert [len(s.tokens) for s in (third, second, first)] == [120, 80, 0]


def test_sessions_that_are_open_keep_everything() -> None:
    pool = pool_with(70)
    kept, closed = hold(pool, 1, 80), hold(pool, 2, 80)
    pool.forget_session(2)
    assert (len(kept.tokens), len(closed.tokens)) == (80, 70)


def test_a_session_closed_while_it_generates_is_trimmed_at_its_end() -> None:
    pool = pool_with(70)
    acquired = pool.acquire(1, list(range(80)))
    assert acquired is not None
    acquired.sequence.tokens = list(range(80))
    pool.forget_session(1)
    assert len(acquired.sequence.tokens) == 80
    pool.release(acquired.sequence)
    assert len(acquired.sequence.tokens) == 70


def test_of_a_closed_session_only_its_first_prompt_stays() -> None:
    pool = pool_with(100)
    sequence = hold(pool, 1, 90)
    answered = [*sequence.tokens, *range(50, 60)]
    assert pool.acquire(1, [*answered, 7]) is not None
    sequence.tokens = answered
    pool.release(sequence)
    pool.forget_session(1)
    assert sequence.tokens == answered[:90]


def test_what_is_computed_again_in_one_short_step_does_not_stay() -> None:
    pool = pool_with(None)
    short, long = hold(pool, 1, 20), hold(pool, 2, 90)
    pool._left_over_tokens = 200
    pool.forget_session(1)
    pool.forget_session(2)
    assert (len(short.tokens), len(long.tokens)) == (0, 90)


def test_large_models_keep_more_than_small_ones() -> None:
    def info(size_bytes: int, n_layer: int, n_embd: int, n_head: int, n_head_kv: int) -> ModelInfo:
        return ModelInfo(
            path="",
            name="",
            architecture="llama",
            size_bytes=size_bytes,
            n_layer=n_layer,
            n_embd=n_embd,
            n_head=n_head,
            n_head_kv=n_head_kv,
        )

    assert left_over_tokens(info(4_000_000, 4, 256, 8, 8)) == 256
    assert 1000 < (left_over_tokens(info(700_000_000, 16, 2048, 32, 8)) or 0) < 1200
    assert left_over_tokens(info(0, 0, 0, 0, 0)) is None
