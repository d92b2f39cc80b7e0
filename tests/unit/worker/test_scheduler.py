"""Continuous batching, step by step: who computes when, and that nobody's text changes by it."""

from __future__ import annotations

import pytest

from onhand.errors import CapabilityError
from onhand.runtimes.base import Batch
from onhand.testing import FakeModel
from onhand.worker.messages import Failed, Prefilled, Sampled
from onhand.worker.scheduler import SHARED_PREFILL_TOKENS
from tests.unit.worker.scheduling import Bench, alone, encoded

LONG = "a long prompt without end " * 12  # 312 tokens and BOS


def test_one_request_takes_one_step_a_token() -> None:
    bench = Bench()
    request = bench.submit("hello", max_tokens=5)
    assert bench.run() == 5
    assert [len(batch) for batch in bench.model.batches] == [6, 1, 1, 1, 1]
    assert bench.reason(request) == "length"


def test_requests_share_each_decode() -> None:
    bench = Bench()
    requests = [bench.submit(text, max_tokens=20) for text in ("one", "two words", "three")]
    assert bench.run() == 20
    assert {len(batch) for batch in bench.model.batches[1:]} == {3}
    for request, text in zip(requests, ("one", "two words", "three"), strict=True):
        assert bench.tokens(request) == alone(text, 20)


def test_a_long_prompt_does_not_starve_a_running_stream() -> None:
    """While one decodes, the other's prompt comes in small chunks, a token of the first in each."""
    bench = Bench(n_batch=128)
    stream = bench.submit("hello", max_tokens=100)
    bench.step(3)
    late = bench.submit(LONG, max_tokens=1)
    n_before = len(bench.tokens(stream))
    n_steps = 0
    while not bench.tokens(late):
        bench.step()
        n_steps += 1
    assert len(bench.tokens(stream)) - n_before == n_steps
    assert n_steps == -(-len(encoded(LONG)) // SHARED_PREFILL_TOKENS)


def test_a_prompt_alone_fills_the_batch() -> None:
    bench = Bench(n_batch=128)
    request = bench.submit(LONG, max_tokens=1)
    bench.run()
    assert [report.n_tokens for report in bench.of(request, Prefilled)] == [128, 128, 57]


def test_prompts_are_computed_by_arrival() -> None:
    bench = Bench(n_batch=64)
    first, second = bench.submit("x" * 100, max_tokens=1), bench.submit("y" * 100, max_tokens=1)
    bench.run()
    done = [report.request_id for report in bench.reports if isinstance(report, Sampled)]
    assert done == [first, second]


def test_a_higher_priority_is_computed_first() -> None:
    bench = Bench(n_batch=64)
    low = bench.submit("x" * 100, max_tokens=1)
    high = bench.submit("y" * 100, max_tokens=1, priority=5)
    bench.run()
    done = [report.request_id for report in bench.reports if isinstance(report, Sampled)]
    assert done == [high, low]


def test_a_higher_priority_is_admitted_first() -> None:
    bench = Bench(n_seq_max=1)
    bench.submit("first")
    bench.step()
    low = bench.submit("low", max_tokens=1)
    high = bench.submit("high", max_tokens=1, priority=1)
    bench.run()
    done = [r.request_id for r in bench.reports if isinstance(r, Sampled)]
    assert done.index(high) < done.index(low)


def test_more_streams_than_rows_take_turns() -> None:
    """With room for two rows in a batch, six streams advance evenly."""
    bench = Bench(n_batch=2)
    requests = [bench.submit([10 + i], max_tokens=12) for i in range(6)]
    bench.step(18)
    counts = [len(bench.tokens(request)) for request in requests]
    assert max(counts) - min(counts) <= 1
    bench.run()
    for i, request in enumerate(requests):
        assert bench.tokens(request) == alone([10 + i], 12)


def test_a_prompt_gets_in_although_the_streams_fill_the_batch() -> None:
    bench = Bench(n_batch=2)
    for i in range(2):
        bench.submit([10 + i], max_tokens=200)
    bench.step(4)
    late = bench.submit("late", max_tokens=1)
    bench.step(20)
    assert bench.reason(late) == "length"


def test_no_tokens_wanted_computes_the_prompt_only() -> None:
    bench = Bench()
    request = bench.submit("hello", max_tokens=0)
    bench.run()
    assert bench.tokens(request) == []
    assert bench.n_computed(request) == 6
    assert not any(any(batch.wants_logits) for batch in bench.model.batches)


def test_a_failed_decode_ends_its_requests_only() -> None:
    bench = Bench(n_batch=64)
    bench.submit("x" * 10, max_tokens=30)
    bench.step(3)

    def fail(batch: Batch) -> None:
        bench.model.before_decode = lambda batch: None
        from onhand.errors import DecodeError

        raise DecodeError("no")

    bench.model.before_decode = fail
    bench.step()
    assert bench.reason(1) == "failed: decode"
    after = bench.submit("x" * 10, session_id=1001, max_tokens=5)
    bench.run()
    assert bench.tokens(after) == alone("x" * 10, 5)


def test_a_sampler_that_raises_fails_its_request_and_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bench = Bench()
    good, bad = bench.submit("good"), bench.submit("bad")
    bench.step(2)
    request = next(r for r in bench.scheduler._active if r.id == bad)

    def refuse(row: int, mask: object = None) -> int:
        raise RuntimeError("odd")

    monkeypatch.setattr(request.sampler, "sample", refuse)
    bench.run()
    assert bench.reason(bad) == "failed: error"
    assert bench.tokens(good) == alone("good")


def test_what_is_wrong_with_a_request_is_reported_at_once() -> None:
    bench = Bench()
    wrong = bench.submit("", max_tokens=5)
    assert bench.reason(wrong) == "failed: empty_prompt"
    assert not bench.scheduler.has_work


def test_a_constraint_that_cannot_be_built_fails_its_request() -> None:
    bench = Bench()

    def refuse(request: object) -> None:
        raise CapabilityError("no masks")

    bench.scheduler._constrain = refuse
    request = bench.submit("hello")
    assert bench.reason(request) == "failed: capability"


# ── cancel ───────────────────────────────────────────────────────────────────


def test_cancel_frees_the_sequence_at_once() -> None:
    bench = Bench(n_seq_max=1)
    first = bench.submit("first", max_tokens=1000)
    bench.step(5)
    second = bench.submit("second", max_tokens=2)
    bench.scheduler.hurry(first)
    bench.scheduler.cancel(first, "cancelled")
    bench.run()
    assert (bench.reason(first), bench.reason(second)) == ("cancelled", "length")


def test_a_cancelled_decode_is_undone_for_the_others() -> None:
    """The batch of a hurried request stops; who shared it computes it again, unharmed."""
    bench = Bench()
    stays, goes = bench.submit("stays", max_tokens=20), bench.submit("goes", max_tokens=20)
    bench.step(5)

    def hurry(batch: Batch) -> None:
        bench.model.before_decode = lambda batch: None
        bench.scheduler.hurry(goes)

    bench.model.before_decode = hurry
    n_before = len(bench.tokens(stays))
    bench.step()
    assert len(bench.tokens(stays)) == n_before
    bench.scheduler.cancel(goes, "cancelled")
    bench.run()
    assert bench.tokens(stays) == alone("stays", 20)


def test_an_undone_decode_costs_a_cache_that_cannot_remove_its_tail_a_prefill_only() -> None:
    bench = Bench(FakeModel(can_remove_tail=False, can_copy=False))
    stays, goes = bench.submit("stays", max_tokens=20), bench.submit("goes", max_tokens=20)
    bench.step(5)

    def hurry(batch: Batch) -> None:
        bench.model.before_decode = lambda batch: None
        bench.scheduler.hurry(goes)

    bench.model.before_decode = hurry
    bench.step()
    bench.scheduler.cancel(goes, "cancelled")
    bench.run()
    assert bench.tokens(stays) == alone("stays", 20)


# ── a full cache ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize("park_budget_bytes", [0, 1 << 20])
def test_a_cache_full_of_running_requests_lets_the_youngest_wait(park_budget_bytes: int) -> None:
    """Four requests of 60 tokens in 100 cells: all finish, none with another's words."""
    bench = Bench(n_ctx=100, n_cells=100, park_budget_bytes=park_budget_bytes)
    prompts = [chr(97 + i) * 20 for i in range(4)]
    requests = [bench.submit(prompt, max_tokens=40) for prompt in prompts]
    n_steps = bench.run(limit=400)
    for prompt, request in zip(prompts, requests, strict=True):
        assert bench.tokens(request) == alone(prompt, 40)
    assert n_steps < 4 * 40 + 40
    assert not bench.of(requests[0], Failed)


def test_idle_sequences_make_room_before_running_ones() -> None:
    bench = Bench(n_ctx=100, n_cells=100)
    idle = bench.submit("i" * 50, session_id=1, max_tokens=1)
    bench.run()
    first, second = bench.submit("a" * 30), bench.submit("b" * 30)
    bench.run()
    assert bench.scheduler.pool.n_parked == 1
    assert bench.reason(idle) == bench.reason(first) == bench.reason(second) == "length"


def test_a_request_that_the_cells_cannot_hold_fails_with_the_numbers() -> None:
    bench = Bench(n_ctx=100, n_cells=50)
    request = bench.submit("x" * 80)
    bench.run()
    (failed,) = bench.of(request, Failed)
    assert failed.error["code"] == "context_full"
    assert failed.error["details"] == {"n_tokens": 81, "n_ctx": 50}


def test_a_late_request_does_not_throw_out_a_running_one() -> None:
    """While the cache is crowded, newcomers wait instead of starting a contest for cells."""
    bench = Bench(n_ctx=100, n_cells=100)
    first, second = bench.submit("a" * 40, max_tokens=40), bench.submit("b" * 40, max_tokens=40)
    bench.step(15)
    third = bench.submit("c" * 40, max_tokens=5)
    bench.run(limit=300)
    for prompt, request, n in (("a", first, 40), ("b", second, 40), ("c", third, 5)):
        assert bench.tokens(request) == alone(prompt * 40, n)
