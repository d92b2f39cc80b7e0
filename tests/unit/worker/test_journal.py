"""The log of a cache: what it says is what a replay computes, and it does not grow for nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onhand.worker.journal import MAX_TAPE_FACTOR, CacheLog, Journal
from onhand.worker.messages import Replay


def replayed(replay: Replay | None) -> list[int]:
    """Return the tokens that a cache holds after the replay."""
    cache: list[int] = []
    if replay is None:
        return cache
    position = 0
    for kind, first, second in replay.steps:
        if kind == "cut":
            del cache[first:]
        elif kind == "shift":
            del cache[first : first + second]
        else:
            for _ in range(second):
                cache += replay.tape[position : position + first]
                position += first
    assert position == len(replay.tape)
    return cache


operations = st.one_of(
    st.tuples(st.just("evaluate"), st.integers(1, 6), st.just(0)),
    st.tuples(st.just("cut"), st.integers(0, 30), st.just(0)),
    st.tuples(st.just("shift"), st.integers(0, 5), st.integers(1, 5)),
)


@given(st.lists(operations, max_size=30))
def test_a_replay_gives_what_the_cache_held(steps: list[tuple[str, int, int]]) -> None:
    log, cache, next_token = CacheLog(), [], 0
    for kind, first, second in steps:
        if kind == "evaluate":
            tokens = list(range(next_token, next_token + first))
            next_token += first
            log.evaluate(tokens)
            cache += tokens
        elif kind == "cut":
            log.cut(first)
            del cache[first:]
        elif len(cache) > first + second:
            log.shift(first, second)
            del cache[first : first + second]
    assert log.length == len(cache)
    assert log.is_known
    assert replayed(log.replay(10**6)) == cache


def test_steps_keep_their_sizes() -> None:
    log = CacheLog()
    log.evaluate([1, 2, 3])
    for token in (4, 5, 6):
        log.evaluate([token])
    assert log.replay(100) == Replay([1, 2, 3, 4, 5, 6], [("eval", 3, 1), ("eval", 1, 3)])


def test_a_cut_inside_a_step_keeps_the_step() -> None:
    """The step's size decides how its first tokens were rounded."""
    log = CacheLog()
    log.evaluate([1, 2, 3, 4])
    log.cut(2)
    assert log.replay(100) == Replay([1, 2, 3, 4], [("eval", 4, 1), ("cut", 2, 4)])


def test_a_log_does_not_grow_with_turns_that_are_cut_again() -> None:
    log = CacheLog()
    log.evaluate(list(range(50)))
    for turn in range(1000):
        log.evaluate([turn] * 10)
        for token in range(20):
            log.evaluate([token])
        log.cut(40)
    assert (len(log.tape), len(log.steps), len(log.edits)) == (50, 2, 1)


def test_rewind_goes_back_to_the_mark() -> None:
    log = CacheLog()
    log.evaluate([1, 2])
    mark, before = log.mark(), log.copy()
    log.evaluate([3])
    log.shift(0, 1)
    log.evaluate([4])
    log.rewind(mark)
    assert log == before


def test_a_mark_from_before_a_reset_is_void() -> None:
    log = CacheLog()
    log.evaluate([1, 2])
    mark = log.mark()
    log.lose(5)
    log.evaluate([9, 9, 9])
    log.rewind(mark)
    assert log.replay(100) is None
    assert log.length == 0


def test_a_log_adopts_what_its_cells_were_copied_from() -> None:
    source, log = CacheLog(), CacheLog()
    source.evaluate([1, 2, 3, 4])
    source.evaluate([5])
    log.evaluate([9])
    log.adopt(source, 4)
    assert replayed(log.replay(100)) == [1, 2, 3, 4]
    log.evaluate([6])
    assert source.tape == [1, 2, 3, 4, 5]


def test_cells_of_unknown_origin_are_not_replayed() -> None:
    log = CacheLog()
    log.adopt(None, 4)
    log.evaluate([5])
    assert log.replay(100) is None
    log.adopt(log, 0)
    log.evaluate([5])
    assert replayed(log.replay(100)) == [5]


def test_steps_that_take_many_contexts_to_replay_are_not_replayed() -> None:
    log = CacheLog()
    for _ in range(MAX_TAPE_FACTOR + 1):
        log.evaluate([1] * 10)
        log.shift(0, 9)
    assert log.replay(10) is None


def test_a_forked_journal_is_independent() -> None:
    journal = Journal(1, [1, 2], b"\xf0")
    journal.log.evaluate([1])
    fork = journal.fork(2)
    fork.tokens.append(3)
    fork.log.evaluate([2])
    assert (journal.tokens, journal.log.tape, fork.pending_bytes) == ([1, 2], [1], b"\xf0")
