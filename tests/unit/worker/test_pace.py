"""The duty cycle between a worker's steps; time is injected."""

from __future__ import annotations

import pytest

from onhand.worker.pace import LONGEST_REST_S, Pace


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_at_full_duty_there_is_no_rest() -> None:
    pace = Pace(Clock())
    pace.worked(5.0)
    assert (pace.rest_s, pace.is_held) == (0.0, False)


@pytest.mark.parametrize(("duty", "rest"), [(0.5, 0.1), (0.25, 0.3), (0.8, 0.025)])
def test_a_step_is_followed_by_a_rest_that_makes_the_share_right(duty: float, rest: float) -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.set(duty)
    pace.worked(0.1)
    assert pace.rest_s == pytest.approx(rest)
    clock.now += rest
    assert pace.rest_s == pytest.approx(0.0)


def test_a_long_step_is_not_followed_by_a_longer_rest_than_a_second() -> None:
    pace = Pace(Clock())
    pace.set(0.1)
    pace.worked(60.0)
    assert pace.rest_s == pytest.approx(LONGEST_REST_S)


def test_a_new_duty_ends_the_rest_and_none_holds() -> None:
    pace = Pace(Clock())
    pace.set(0.1)
    pace.worked(0.1)
    pace.set(0.0)
    assert (pace.rest_s, pace.is_held) == (0.0, True)
    with pytest.raises(ValueError, match="duty"):
        pace.set(1.1)
