"""A budget is measured by the latest samples, told once an episode, and derived where asked."""

from __future__ import annotations

import random
import statistics

import pytest

from onhand.governor.budget import AdaptiveProfile, Budget, percentile
from onhand.governor.drain import DrainMeter
from onhand.governor.events import BudgetMet, BudgetViolated
from onhand.governor.watch import BudgetWatch
from tests.unit.governor.clock import Clock


def watch_of(clock: Clock, budget: Budget | None = None, **options: object) -> BudgetWatch:
    return BudgetWatch(budget, engine="chat", clock=clock, wall_clock=clock, **options)  # type: ignore[arg-type]


# ── the values ──


def test_a_percentile_is_by_nearest_rank() -> None:
    values = list(range(1, 21))
    random.Random(1).shuffle(values)
    assert percentile(values, 0.95) == 19
    assert percentile(values, 0.5) == 10
    assert percentile(values, 1.0) == 20
    assert percentile([7.0], 0.01) == 7.0


def test_a_percentile_is_near_the_library_s() -> None:
    values = [random.Random(2).expovariate(1.0) for _ in range(100)]
    ours = percentile(values, 0.95)
    assert ours == sorted(values)[94]
    assert ours <= statistics.quantiles(values, n=20, method="inclusive")[18]


@pytest.mark.parametrize(("values", "share"), [([], 0.5), ([1.0], 0.0), ([1.0], 1.1)])
def test_a_percentile_of_nothing_is_refused(values: list[float], share: float) -> None:
    with pytest.raises(ValueError, match="percentile of"):
        percentile(values, share)


def test_a_budget_goes_through_json_and_refuses_what_it_does_not_know() -> None:
    budget = Budget(p95_token_ms=80.0, max_thermal_level=2)
    assert Budget.from_dict(budget.to_dict()) == budget
    with pytest.raises(TypeError, match="did you mean 'p95_token_ms'"):
        Budget.from_dict({"p95_tokens_ms": 80.0})
    with pytest.raises(ValueError, match=r"max_thermal_level must be in 0 to 3, got 4"):
        Budget(max_thermal_level=4)


@pytest.mark.parametrize(
    ("profile", "latency", "drain"),
    [
        (AdaptiveProfile.conservative(), 2.0, 0.6),
        (AdaptiveProfile.balanced(), 1.5, 1.0),
        (AdaptiveProfile.performance(), 1.1, 1.5),
    ],
)
def test_the_profiles_have_the_published_factors(
    profile: AdaptiveProfile, latency: float, drain: float
) -> None:
    assert (profile.latency_factor, profile.drain_factor) == (latency, drain)


# ── latency ──


def test_a_violation_is_told_once_an_episode_and_again_after_recovery() -> None:
    clock = Clock()
    watch = watch_of(clock, Budget(p95_token_ms=50.0))

    def run(ms: float) -> list[object]:
        for _ in range(100):
            watch.add_tokens(ms)
            clock.tick(ms / 1000)
        return [*watch.check(), *watch.check()]

    assert run(40.0) == []
    (violated,) = run(90.0)
    assert violated == BudgetViolated(
        at=clock.now_s, budget="p95_token_ms", limit=50.0, measured=90.0, engine="chat"
    )
    assert run(70.0) == []  # the same episode
    assert watch.violated == {"p95_token_ms"}
    (met,) = run(40.0)
    assert isinstance(met, BudgetMet)
    assert met.measured == 40.0
    assert watch.violated == frozenset()
    (again,) = run(60.0)
    assert isinstance(again, BudgetViolated)


def test_the_percentile_falls_when_the_device_recovers() -> None:
    """A ring that evicted its smallest sample would stay at the worst that it ever saw."""
    watch = watch_of(Clock())
    for _ in range(100):
        watch.add_tokens(200.0)
    for _ in range(96):
        watch.add_tokens(10.0)
    assert watch.measured()["p95_token_ms"] == 10.0


def test_hovering_just_under_the_limit_ends_no_episode() -> None:
    clock = Clock()
    watch = watch_of(clock, Budget(memory_bytes=1000))
    told = []
    for used in (1001, 999, 1001, 960, 1001, 950, 1001):
        watch.set_memory(used)
        told += [type(event).__name__ for event in watch.check()]
    assert told == ["BudgetViolated", "BudgetMet", "BudgetViolated"]


def test_few_samples_and_old_samples_judge_nothing() -> None:
    clock = Clock()
    watch = watch_of(clock, Budget(p95_token_ms=5.0, first_token_ms=5.0))
    for _ in range(19):
        watch.add_tokens(100.0)
    for _ in range(4):
        watch.add_first_token(100.0)
    assert watch.check() == []
    watch.add_tokens(100.0)
    watch.add_first_token(100.0)
    assert len(watch.check()) == 2
    clock.tick(61.0)
    ended = watch.check()
    assert [(type(e), getattr(e, "measured", 0)) for e in ended] == [(BudgetMet, None)] * 2


def test_tokens_that_come_together_share_their_time() -> None:
    watch = watch_of(Clock())
    watch.add_tokens(100.0, n_tokens=20)
    watch.add_tokens(100.0, n_tokens=0)
    assert watch.measured()["p95_token_ms"] == 5.0
    watch.add_tokens(1000.0, n_tokens=1000)
    assert watch.measured()["p95_token_ms"] == 1.0


def test_heat_may_reach_its_limit_but_not_pass_it() -> None:
    watch = watch_of(Clock(), Budget(max_thermal_level=1))
    told = []
    for level in (None, 0, 1, 2, 2, 1, 3):
        watch.set_heat(level)
        told += [(type(event).__name__, level) for event in watch.check()]
    assert told == [("BudgetViolated", 2), ("BudgetMet", 1), ("BudgetViolated", 3)]


# ── profiles ──


def test_a_profile_is_resolved_by_twenty_samples_of_this_device() -> None:
    clock = Clock()
    watch = watch_of(clock, profile=AdaptiveProfile.balanced())
    for n in range(1, 20):
        watch.add_tokens(float(n))
        assert watch.check() == []
    assert watch.limits == Budget()
    watch.add_tokens(20.0)
    assert watch.check() == []
    assert watch.limits == Budget(p95_token_ms=19.0 * 1.5)
    for _ in range(100):
        watch.add_tokens(30.0)
    (violated,) = watch.check()
    assert isinstance(violated, BudgetViolated)
    assert (violated.limit, violated.measured) == (28.5, 30.0)
    assert watch.limits == Budget(p95_token_ms=28.5)  # derived once, not chased


def test_what_is_stated_goes_before_the_profile() -> None:
    watch = watch_of(Clock(), Budget(first_token_ms=700.0), profile=AdaptiveProfile.performance())
    for _ in range(20):
        watch.add_tokens(10.0)
        watch.add_first_token(100.0)
    watch.check()
    assert watch.limits == Budget(p95_token_ms=11.0, first_token_ms=700.0)


# ── the battery ──


def drained(steps: list[tuple[float, float | None, bool | None]]) -> float | None:
    meter = DrainMeter()
    for now_s, percent, is_on_mains in steps:
        meter.add(now_s, percent, is_on_mains)
    return meter.percent_per_10min(steps[-1][0])


def test_a_steady_drain_is_measured_between_changes() -> None:
    steps: list[tuple[float, float | None, bool | None]] = [
        (second, 80.0 - second // 60, False) for second in range(0, 301, 5)
    ]
    assert drained(steps) == pytest.approx(10.0)


def test_a_step_right_after_the_start_is_no_drain_yet() -> None:
    assert drained([(0, 80, False), (5, 79, False), (130, 79, False)]) is None
    assert drained([(0, 80, False), (5, 79, False), (65, 78, False)]) is None


def test_a_drain_that_stops_falls() -> None:
    fast = [(60.0 * n, 80.0 - n, False) for n in range(5)]
    before = drained([*fast])
    after = drained([*fast, (540.0, 76.0, False)])
    assert before == pytest.approx(10.0)
    assert after is not None
    assert after < 6.0


def test_mains_and_charging_forget_the_drain() -> None:
    fast: list[tuple[float, float | None, bool | None]] = [
        (60.0 * n, 80.0 - n, None) for n in range(5)
    ]
    assert drained([*fast, (250.0, 76.0, True)]) is None
    assert drained([*fast, (250.0, 77.0, False)]) is None
    assert drained([*fast, (250.0, None, None)]) is not None


def test_a_drain_beyond_the_budget_is_a_violation_and_a_profile_learns_its_own() -> None:
    clock = Clock()
    stated = watch_of(clock, Budget(drain_percent_per_10min=5.0))
    learned = watch_of(clock, profile=AdaptiveProfile.conservative())
    told = []
    for minute in range(8):
        for watch in (stated, learned):
            watch.add_battery(90.0 - minute, False)
            told += [(minute, type(event).__name__) for event in watch.check()]
        clock.tick(60.0)
    assert told == [(3, "BudgetViolated")] * 2  # 0.6 of what is measured is violated at once
    assert learned.limits.drain_percent_per_10min == pytest.approx(6.0)
