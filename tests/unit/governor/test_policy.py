"""The policy: every threshold, worsening at once, recovering a level a minute. Time is injected."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from onhand.governor.levels import Allowance, Level
from onhand.governor.policy import MIB, Policy, PolicyParams
from onhand.governor.readings import Reading, Snapshot

FULL, REDUCED, MINIMAL, PAUSED = Level


def snapshot(**values: Any) -> Snapshot:
    readings: dict[str, Any] = {name: Reading(v, "test", 0.0) for name, v in values.items()}
    return Snapshot(at=0.0, **readings)


def off_mains(percent: float) -> Snapshot:
    return snapshot(battery_percent=percent, on_mains=False)


def thermal(level: int) -> Snapshot:
    return snapshot(thermal_level=level)


def available(mib: float) -> Snapshot:
    return snapshot(available_bytes=int(mib * MIB))


@pytest.mark.parametrize(
    ("condition", "level"),
    [
        (Snapshot(at=0.0), FULL),
        (thermal(0), FULL),
        (thermal(1), REDUCED),
        (thermal(2), MINIMAL),
        (thermal(3), PAUSED),
        (available(200), FULL),
        (available(199), REDUCED),
        (available(100), REDUCED),
        (available(99), MINIMAL),
        (available(50), MINIMAL),
        (available(49), PAUSED),
        (off_mains(15), FULL),
        (off_mains(14.9), REDUCED),
        (off_mains(5), REDUCED),
        (off_mains(4.9), MINIMAL),
        (snapshot(battery_percent=1, on_mains=True), FULL),
        (snapshot(battery_percent=1, on_mains=None), FULL),
        (snapshot(power_saver=True), REDUCED),
        (snapshot(power_saver=False), FULL),
        (snapshot(throttled=True), REDUCED),
        (snapshot(thermal_level=1, available_bytes=60 * MIB), MINIMAL),
    ],
    ids=lambda value: value.label if isinstance(value, Level) else None,
)
def test_the_worst_reading_decides_and_the_unknown_counts_as_no_pressure(
    condition: Snapshot, level: Level
) -> None:
    assert Policy().decide(condition, 0.0).level is level


@pytest.mark.parametrize("start", Level)
@pytest.mark.parametrize("end", Level)
def test_every_transition_worse_is_at_once_and_better_one_level_a_minute(
    start: Level, end: Level
) -> None:
    policy = Policy()
    policy.decide(thermal(start), 0.0)
    assert policy.level is start
    if end >= start:
        assert policy.decide(thermal(end), 0.1).level is end
        return
    now = 1.0
    assert policy.decide(thermal(end), now).level is start
    for level in range(start - 1, end - 1, -1):
        assert policy.decide(thermal(end), now + 59.9).level == level + 1
        now += 60.0
        decision = policy.decide(thermal(end), now)
        assert (decision.level, decision.previous) == (level, level + 1)
    assert policy.decide(thermal(end), now + 1000.0).level is end


def test_a_new_reason_starts_the_calm_anew() -> None:
    policy = Policy()
    policy.decide(thermal(2), 0.0)
    policy.decide(thermal(0), 10.0)
    policy.decide(thermal(2), 60.0)
    assert policy.decide(thermal(0), 75.0).level is MINIMAL
    assert policy.decide(thermal(0), 134.0).level is MINIMAL
    assert policy.decide(thermal(0), 135.0).level is REDUCED


def test_reasons_name_the_readings_that_ask_for_the_level() -> None:
    policy = Policy()
    hot = policy.decide(snapshot(thermal_level=2, power_saver=True), 0.0)
    assert hot.reasons == ("thermal_level 2",)
    assert hot.is_change
    waiting = policy.decide(snapshot(thermal_level=0), 1.0)
    assert (waiting.level, waiting.reasons, waiting.is_change) == (MINIMAL, (), False)


def test_each_level_allows_less_and_paused_holds() -> None:
    allowances = [PolicyParams().allowance(level) for level in Level]
    for key in ("threads", "prefill", "duty"):
        values = [getattr(allowance, key) for allowance in allowances]
        assert values == sorted(values, reverse=True)
        assert len(set(values)) == len(values)
    assert allowances[0] == Allowance()
    assert allowances[-1].duty == 0


@pytest.mark.parametrize(
    ("params", "condition"),
    [
        (PolicyParams(reduced_thermal=None), thermal(1)),
        (PolicyParams(reduced_available_bytes=None), available(150)),
        (PolicyParams(reduced_battery_percent=None), off_mains(10)),
        (PolicyParams(minds_power_saver=False), snapshot(power_saver=True)),
        (PolicyParams(minds_throttling=False), snapshot(throttled=True)),
    ],
)
def test_each_rule_can_be_switched_off(params: PolicyParams, condition: Snapshot) -> None:
    assert Policy(params).decide(condition, 0.0).level is FULL
    assert Policy().decide(condition, 0.0).level is REDUCED


@pytest.mark.parametrize(
    "make",
    [
        lambda: PolicyParams(paused_thermal=4),
        lambda: PolicyParams(recovery_s=-1.0),
        lambda: PolicyParams(reduced_battery_percent=101.0),
        lambda: PolicyParams(minimal_available_bytes=-1),
        lambda: Allowance(duty=1.5),
        lambda: Allowance(threads=0.0),
        lambda: Allowance(max_tokens=0),
    ],
)
def test_values_out_of_range_are_refused(make: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match="must be in"):
        make()


def test_params_have_a_json_round_trip() -> None:
    params = PolicyParams(recovery_s=5.0, minimal=Allowance(duty=0.2))
    assert PolicyParams.from_dict(params.to_dict()) == params
