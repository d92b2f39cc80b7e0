"""Engines that share a device give way by priority and come back in the reverse order."""

from __future__ import annotations

import pytest

from onhand.governor.levels import Level
from onhand.governor.priorities import Arbiter, Step
from tests.unit.governor.clock import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def arbiter(clock: Clock) -> Arbiter:
    """Three engines: "chat" before "search" before "index"."""
    arbiter = Arbiter(clock=clock)
    arbiter.add("index", 0)
    arbiter.add("chat", 10)
    arbiter.add("search", 5)
    return arbiter


HOT = frozenset(("max_thermal_level",))
SLOW = frozenset(("p95_token_ms",))


def steps_of(
    arbiter: Arbiter,
    clock: Clock,
    violated: set[str],
    seconds: float,
    parts: frozenset[str] = HOT,
) -> list[tuple[str, Level]]:
    steps = []
    for _ in range(int(seconds)):
        step = arbiter.decide(dict.fromkeys(violated, parts))
        if step is not None:
            steps.append((step.engine, step.level))
        clock.tick(1.0)
    return steps


def test_the_lowest_gives_first_and_comes_back_last(arbiter: Arbiter, clock: Clock) -> None:
    given = steps_of(arbiter, clock, {"chat"}, 60)
    assert given == [
        ("index", Level.REDUCED),
        ("index", Level.MINIMAL),
        ("search", Level.REDUCED),
        ("search", Level.MINIMAL),
        ("chat", Level.REDUCED),
        ("chat", Level.MINIMAL),
    ]
    returned = steps_of(arbiter, clock, set(), 300)
    names = [name for name, _ in given]
    assert [name for name, _ in returned] == list(reversed(names))
    assert {arbiter.level(name) for name in names} == {Level.FULL}


def test_a_step_a_tick_and_a_calm_before_each_return(arbiter: Arbiter, clock: Clock) -> None:
    assert arbiter.decide({"chat": HOT}) == Step("index", Level.REDUCED, Level.FULL, "violation")
    clock.tick(1.9)
    assert arbiter.decide({"chat": HOT}) is None
    clock.tick(0.1)
    assert arbiter.decide({"chat": HOT}) is not None
    clock.tick(29.0)
    assert arbiter.decide({}) is None
    clock.tick(1.0)
    assert arbiter.decide({}) == Step("index", Level.REDUCED, Level.MINIMAL, "calm")
    clock.tick(29.0)
    assert arbiter.decide({}) is None
    clock.tick(1.0)
    assert arbiter.decide({}) == Step("index", Level.FULL, Level.REDUCED, "calm")


def test_a_violation_during_the_calm_starts_it_anew(arbiter: Arbiter, clock: Clock) -> None:
    arbiter.decide({"chat": HOT})
    clock.tick(29.0)
    arbiter.decide({"chat": HOT})
    clock.tick(29.0)
    assert arbiter.decide({}) is None


def test_nothing_is_taken_from_a_higher_priority(arbiter: Arbiter, clock: Clock) -> None:
    taken = steps_of(arbiter, clock, {"search"}, 60)
    assert {name for name, _ in taken} == {"index", "search"}
    assert arbiter.level("chat") == Level.FULL


def test_among_equals_the_one_in_trouble_gives_last(clock: Clock) -> None:
    arbiter = Arbiter(clock=clock)
    for name in ("first", "second", "third"):
        arbiter.add(name)
    taken = steps_of(arbiter, clock, {"third"}, 30)
    assert [name for name, _ in taken[::2]] == ["second", "first", "third"]


def test_an_engine_that_leaves_is_not_restored(arbiter: Arbiter, clock: Clock) -> None:
    steps_of(arbiter, clock, {"chat"}, 6)
    arbiter.remove("index")
    arbiter.remove("index")
    assert steps_of(arbiter, clock, set(), 100) == [("search", Level.FULL)]
    assert arbiter.decide({"index": HOT}) is None


def test_an_engine_may_be_asked_for_more_or_for_nothing(clock: Clock) -> None:
    arbiter = Arbiter(clock=clock)
    arbiter.add("chat", 1, lowest=Level.FULL)
    arbiter.add("index", 0, lowest=Level.PAUSED)
    taken = steps_of(arbiter, clock, {"chat"}, 30)
    assert taken == [("index", Level(n)) for n in (1, 2, 3)]
    with pytest.raises(ValueError, match="'chat' already"):
        arbiter.add("chat")


def test_the_slow_one_is_not_slowed_further(arbiter: Arbiter, clock: Clock) -> None:
    taken = steps_of(arbiter, clock, {"chat"}, 60, SLOW)
    assert {name for name, _ in taken} == {"index", "search"}


def test_alone_nothing_helps_against_latency_and_something_against_heat(clock: Clock) -> None:
    arbiter = Arbiter(clock=clock)
    arbiter.add("chat")
    assert steps_of(arbiter, clock, {"chat"}, 10, SLOW) == []
    assert steps_of(arbiter, clock, {"chat"}, 10, SLOW | HOT) != []


def test_equals_that_are_all_too_slow_do_not_slow_each_other(clock: Clock) -> None:
    arbiter = Arbiter(clock=clock)
    for name in ("first", "second"):
        arbiter.add(name)
    assert steps_of(arbiter, clock, {"first", "second"}, 10, SLOW) == []
    arbiter.add("third")
    assert steps_of(arbiter, clock, {"first", "second"}, 10, SLOW)[0][0] == "third"


def test_no_part_violated_is_calm(arbiter: Arbiter) -> None:
    assert arbiter.decide({"chat": ()}) is None


def test_one_that_gave_way_and_is_slow_for_it_does_not_keep_itself_down(
    arbiter: Arbiter, clock: Clock
) -> None:
    arbiter.decide({"chat": HOT})
    assert arbiter.level("index") == Level.REDUCED
    returned = steps_of(arbiter, clock, {"index"}, 40, SLOW)
    assert returned == [("index", Level.FULL)]
