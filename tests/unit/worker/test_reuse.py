"""Prefix reuse, sharing and parking, as counts of tokens that were computed."""

from __future__ import annotations

import pytest

from onhand.testing import FakeModel
from onhand.worker.messages import Shifted, Started
from tests.unit.worker.scheduling import Bench, alone, encoded

PERSONA = "You are a persona with a rather long description. "


def test_a_session_computes_only_what_is_new() -> None:
    bench = Bench()
    first = bench.submit("hello", session_id=1)
    bench.run()
    history = encoded("hello") + bench.tokens(first)
    second = bench.submit([1, 2, 3], session_id=1, history=history)
    bench.run()
    assert bench.started(second).cached == len(history) - 1
    assert bench.started(second).source_session_id == 1
    assert bench.n_computed(second) == 4
    assert bench.tokens(second) == alone([*history, 1, 2, 3])


def test_a_new_session_copies_a_prefix_of_a_resident_one() -> None:
    bench = Bench()
    bench.submit(PERSONA + "One", session_id=1)
    bench.run()
    second = bench.submit(PERSONA + "Two", session_id=2)
    bench.run()
    assert bench.started(second).cached == len(encoded(PERSONA))
    assert bench.started(second).source_session_id == 1
    assert bench.tokens(second) == alone(PERSONA + "Two")


def test_four_requests_with_a_shared_prefix_compute_it_once() -> None:
    """They arrive together: three wait for the first one's prefix, then decode side by side."""
    bench = Bench()
    prompts = [PERSONA + tone for tone in ("Formal", "Kind", "Short", "Warm")]
    requests = [bench.submit(prompt) for prompt in prompts]
    n_steps = bench.run()
    n_computed = sum(bench.n_computed(request) for request in requests)
    assert n_computed == len(encoded(PERSONA)) + sum(len(p) - len(PERSONA) for p in prompts)
    assert n_steps <= 12
    for request, prompt in zip(requests, prompts, strict=True):
        assert bench.tokens(request) == alone(prompt)


def test_identical_prompts_compute_it_once() -> None:
    bench = Bench()
    requests = [bench.submit(PERSONA) for _ in range(4)]
    bench.run()
    n_computed = [bench.n_computed(request) for request in requests]
    assert n_computed == [len(encoded(PERSONA)), 1, 1, 1]
    assert len({tuple(bench.tokens(request)) for request in requests}) == 1


def test_a_closed_sessions_cells_still_serve_others() -> None:
    """And the report still names the session, so that the host knows how they came about."""
    bench = Bench()
    bench.submit(PERSONA + "One", session_id=1)
    bench.run()
    bench.scheduler.pool.forget_session(1)
    second = bench.submit(PERSONA + "Two", session_id=2)
    bench.run()
    assert bench.started(second).cached == len(encoded(PERSONA))
    assert bench.started(second).source_session_id == 1


def test_a_closed_sessions_cells_are_taken_first() -> None:
    bench = Bench(n_seq_max=2)
    bench.submit("aaa", session_id=1)
    bench.submit("bbb", session_id=2)
    bench.run()
    bench.scheduler.pool.forget_session(2)
    bench.submit("ccc", session_id=3)
    bench.run()
    assert bench.scheduler.pool.sequence_of(1) is not None
    assert bench.scheduler.pool.n_parked == 0


def test_where_cells_cannot_be_copied_everything_is_computed() -> None:
    bench = Bench(FakeModel(can_copy=False))
    bench.submit(PERSONA + "One", session_id=1)
    bench.submit(PERSONA + "Two", session_id=2)
    bench.run()
    assert [report.cached for report in bench.reports if isinstance(report, Started)] == [0, 0]


def test_an_edited_end_costs_a_cache_that_cannot_remove_its_tail_everything() -> None:
    bench = Bench(FakeModel(can_remove_tail=False, can_copy=False))
    bench.submit("hello", session_id=1)
    bench.run()
    again = bench.submit("help", session_id=1)
    bench.run()
    assert bench.started(again).cached == 0
    assert bench.tokens(again) == alone("help")


def test_such_a_cache_is_reused_while_the_history_only_grows() -> None:
    bench = Bench(FakeModel(can_remove_tail=False, can_copy=False))
    first = bench.submit("hello", session_id=1)
    bench.run()
    history = encoded("hello") + bench.tokens(first)
    second = bench.submit([1, 2], session_id=1, history=history)
    bench.run()
    assert bench.started(second).cached == len(history) - 1
    assert bench.tokens(second) == alone([*history, 1, 2])


# ── parking ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("park_budget_bytes", [0, 1 << 20])
@pytest.mark.parametrize("n_sessions", [3, 7])
def test_more_sessions_than_sequences_keep_their_own_words(
    park_budget_bytes: int, n_sessions: int
) -> None:
    bench = Bench(n_seq_max=2, park_budget_bytes=park_budget_bytes)
    histories: dict[int, list[int]] = {}
    for turn in range(3):
        for session_id in range(n_sessions):
            prompt = encoded(f"{session_id} begins") if turn == 0 else [60 + turn]
            history = histories.get(session_id, [])
            request = bench.submit(prompt, session_id, history=history, max_tokens=5)
            bench.run()
            assert bench.tokens(request) == alone([*history, *prompt], 5)
            histories[session_id] = [*history, *prompt, *bench.tokens(request)]
            if turn and park_budget_bytes:
                assert bench.started(request).cached == len(history) - 1


def test_a_parked_session_beyond_the_budget_is_dropped_the_oldest_first() -> None:
    bench = Bench(n_seq_max=1, park_budget_bytes=50)  # a fake token takes two bytes
    for session_id in (1, 2, 3):
        bench.submit("x" * 15 + str(session_id), session_id, max_tokens=1)
        bench.run()
    pool = bench.scheduler.pool
    assert pool.parked_bytes <= 50
    assert list(pool._parked) == [2]


def test_a_shorter_shared_prefix_elsewhere_does_not_replace_what_was_parked() -> None:
    bench = Bench(n_seq_max=1)
    first = bench.submit(PERSONA + "One", session_id=1)
    bench.run()
    bench.submit(PERSONA + "Two", session_id=2)
    bench.run()
    history = encoded(PERSONA + "One") + bench.tokens(first)
    again = bench.submit([1], session_id=1, history=history)
    bench.run()
    assert bench.started(again).cached == len(history) - 1
    assert bench.started(again).source_session_id == 1


def test_running_sequences_are_never_taken() -> None:
    bench = Bench(n_seq_max=2)
    requests = [bench.submit(f"prompt {i}", max_tokens=15) for i in range(6)]
    bench.step(3)
    assert (bench.scheduler.n_active, bench.scheduler.n_queued) == (2, 4)
    bench.run()
    for i, request in enumerate(requests):
        assert bench.tokens(request) == alone(f"prompt {i}", 15)


# ── shift ────────────────────────────────────────────────────────────────────


def held(bench: Bench, session_id: int) -> list[int]:
    """Return what the model itself holds in the session's sequence."""
    sequence = bench.scheduler.pool.sequence_of(session_id)
    assert sequence is not None
    cells = bench.model._cells[sequence.id]
    assert sorted(cells) == list(range(len(cells)))
    return [cells[position] for position in range(len(cells))]


def test_a_full_context_shifts_by_the_rule() -> None:
    """64 tokens of context, a prompt of 11: at 63 the prompt stays, half of the other 52 goes."""
    bench = Bench(n_ctx=64)
    request = bench.submit("0123456789", session_id=1, max_tokens=60, overflow="shift")
    bench.run()
    (shifted,) = bench.of(request, Shifted)
    assert (shifted.n_keep, shifted.n_discarded, shifted.position) == (11, 26, 37)
    said = bench.tokens(request)
    everything = encoded("0123456789") + said
    expected = everything[:11] + everything[37:]
    assert held(bench, 1) == expected[:-1]


def test_n_keep_and_n_discard_are_the_callers() -> None:
    """BOS is kept beyond `n_keep`."""
    bench = Bench(n_ctx=64)
    request = bench.submit("0" * 20, max_tokens=60, overflow="shift", n_keep=4, n_discard=10)
    bench.run()
    assert [(s.n_keep, s.n_discarded) for s in bench.of(request, Shifted)] == [(5, 10)] * 2


def test_a_prompt_longer_than_the_context_slides_through_it() -> None:
    bench = Bench(n_ctx=64, n_batch=16)
    request = bench.submit("x" * 300 + "end", session_id=1, max_tokens=3, overflow="shift")
    bench.run()
    assert bench.reason(request) == "length"
    assert held(bench, 1)[0] == encoded("")[0]
    tail = held(bench, 1)[-5:]
    assert bytes(tail[:3]) == b"end"


def test_a_shift_is_refused_before_anything_is_removed() -> None:
    bench = Bench(FakeModel(can_shift=False), n_ctx=64)
    first = bench.submit("0" * 20, session_id=1, max_tokens=10)
    bench.run()
    before = held(bench, 1)
    refused = bench.submit("1" * 60, session_id=1, history=[], overflow="shift")
    bench.run()
    assert bench.reason(refused) == "failed: capability"
    assert held(bench, 1) == before
    assert bench.reason(first) == "length"


@pytest.mark.parametrize("overflow", ["error", "shift"])
def test_the_context_is_used_to_its_last_token(overflow: str) -> None:
    bench = Bench(n_ctx=64)
    request = bench.submit(
        "0" * 40, max_tokens=None if overflow == "error" else 50, overflow=overflow
    )
    bench.run()
    assert bench.reason(request) == "length"
    assert len(bench.tokens(request)) == (64 - 41 if overflow == "error" else 50)
