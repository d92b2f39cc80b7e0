"""The duty cycle between a worker's steps; time is injected."""

from __future__ import annotations

import pytest

from onhand.worker.pace import LONGEST_REST_S, MOST_CREDIT_S, Pace


class Clock:
    """Time that passes as the test says."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


class Worker:
    """Steps and rests as its pace wants it; each rest ends late by `lateness`."""

    def __init__(self, duty: float, lateness: float = 0.0) -> None:
        self.clock = Clock()
        self.pace = Pace(self.clock)
        self.pace.set(duty)
        self.rests: list[float] = []
        self._lateness = lateness

    def step(self, seconds: float) -> None:
        """Compute for some seconds, then rest."""
        self.clock.now += seconds
        self.pace.worked(seconds)
        rest = self.pace.rest_s
        if rest:
            self.rests.append(rest)
            self.clock.now += rest + self._lateness

    def share(self, n_steps: int, seconds: float) -> float:
        """Return the share of the time in which it computed."""
        began = self.clock.now
        for _ in range(n_steps):
            self.step(seconds)
        return n_steps * seconds / (self.clock.now - began)


def test_at_full_duty_there_is_no_rest() -> None:
    worker = Worker(1.0)
    assert worker.share(10, 0.5) == pytest.approx(1.0)
    assert (worker.rests, worker.pace.is_held) == ([], False)


@pytest.mark.parametrize("duty", [0.75, 0.4, 0.1])
@pytest.mark.parametrize("seconds", [0.001, 0.03])
@pytest.mark.parametrize("lateness", [0.0, 0.015])
def test_the_share_is_right_however_short_the_steps_and_late_the_clock(
    duty: float, seconds: float, lateness: float
) -> None:
    worker = Worker(duty, lateness)
    worker.share(100, seconds)  # the credit is used up
    assert worker.share(3000, seconds) == pytest.approx(duty, rel=0.05)


def test_a_rest_is_never_too_short_to_be_one_nor_longer_than_a_second() -> None:
    worker = Worker(0.5)
    worker.share(1000, 0.001)
    assert min(worker.rests) > 0.0199
    worker = Worker(0.1)
    for _ in range(3):
        worker.step(60.0)
    assert worker.rests == pytest.approx([LONGEST_REST_S] * 3)


def test_time_without_work_counts_as_rest_but_not_for_long() -> None:
    worker = Worker(0.5)
    worker.clock.now += 3600
    worker.step(MOST_CREDIT_S)
    assert worker.rests == []
    worker.step(MOST_CREDIT_S)
    assert worker.rests == pytest.approx([MOST_CREDIT_S])


def test_a_new_duty_ends_the_rest_and_none_holds() -> None:
    worker = Worker(0.1)
    worker.clock.now += 0.5
    worker.pace.worked(0.5)
    assert worker.pace.rest_s > 0
    worker.pace.set(0.0)
    assert (worker.pace.rest_s, worker.pace.is_held) == (0.0, True)
    with pytest.raises(ValueError, match="duty"):
        worker.pace.set(1.1)
