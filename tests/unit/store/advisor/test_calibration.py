"""Calibration: measured once, kept, thrown away when it is not this machine's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onhand.store.advisor import Calibration, Rates, calibrate
from onhand.store.advisor import calibration as module
from onhand.store.advisor.calibration import machine_name, measure

ONE = Rates(n_threads=1, cached_bytes_per_s=20e9, memory_bytes_per_s=10e9, flops_per_s=100e9)
FOUR = Rates(n_threads=4, cached_bytes_per_s=80e9, memory_bytes_per_s=22e9, flops_per_s=400e9)


def kept(machine: str = "", **changes: object) -> str:
    calibration = Calibration(machine=machine or machine_name(), one=ONE, all=FOUR)
    return json.dumps({**json.loads(calibration.to_json()), **changes})


def test_rates_between_one_thread_and_all_lie_on_a_line() -> None:
    """More threads than cores are no faster; fewer than one is one."""
    calibration = Calibration(machine="m", one=ONE, all=FOUR)
    assert calibration.rates() == calibration.rates(9) == FOUR
    assert calibration.rates(1) == calibration.rates(0) == ONE
    assert calibration.rates(2).memory_bytes_per_s == pytest.approx(14e9)


def test_it_survives_json() -> None:
    """What is written is what is read."""
    calibration = Calibration(machine="m", one=ONE, all=FOUR)
    assert Calibration.from_json(calibration.to_json()) == calibration


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", kept(version=0), kept(one={}), kept(all={"n_threads": 1}),
     kept(one={"n_threads": 1, "cached_bytes_per_s": 0, "memory_bytes_per_s": 1,
               "flops_per_s": 1})],
)  # fmt: skip
def test_other_texts_are_refused(text: str) -> None:
    """A damaged or outdated file is a ValueError, not a wrong prediction."""
    with pytest.raises(ValueError, match=r".*"):
        Calibration.from_json(text)


def test_a_kept_one_is_used_and_a_foreign_or_damaged_one_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two seconds are spent once a machine."""
    fresh = Calibration(machine=machine_name(), one=ONE, all=ONE)
    n_measured = 0

    def fake_measure(seconds: float) -> Calibration:
        nonlocal n_measured
        n_measured += 1
        return fresh

    monkeypatch.setattr(module, "measure", fake_measure)
    path = tmp_path / "new" / "calibration.json"
    assert calibrate(folder=path.parent) == fresh
    assert calibrate(folder=path.parent) == fresh
    assert n_measured == 1
    for text in ("damaged", kept("another machine")):
        path.write_text(text)
        assert calibrate(folder=path.parent) == fresh
    assert n_measured == 3
    path.write_text(kept())
    assert calibrate(folder=path.parent).all == FOUR
    assert calibrate(folder=path.parent, fresh=True) == fresh
    assert [item.name for item in path.parent.iterdir()] == ["calibration.json"]


def test_a_folder_that_cannot_be_written_only_costs_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A read-only home is no error."""
    fresh = Calibration(machine=machine_name(), one=ONE, all=ONE)
    monkeypatch.setattr(module, "measure", lambda seconds: fresh)
    (tmp_path / "file").write_text("")
    assert calibrate(folder=tmp_path / "file" / "below") == fresh


def test_a_clock_that_stands_still_now_and_then_does_not_make_the_machine_infinite(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Seen in a virtual machine: a whole round took no processor time at all."""
    n_calls = 0

    def clock() -> float:
        nonlocal n_calls
        n_calls += 1
        stood_still = n_calls // 2 // 25  # one round of 25
        return (n_calls // 2 - stood_still) * 1e-3

    monkeypatch.setattr(module, "_thread_clock", lambda: clock)
    assert module._best(lambda index: None, 1, 0.02) == pytest.approx(1000)


def test_measuring_gives_plausible_rates() -> None:
    """Caches are no slower than memory by much, and every rate is that of a computer."""
    found = measure(0.06, n_threads=2)
    assert (found.one.n_threads, found.all.n_threads) == (1, 2)
    for rates in (found.one, found.all):
        assert 1e8 < rates.memory_bytes_per_s < 1e13
        assert 1e8 < rates.cached_bytes_per_s < 1e14
        assert 1e8 < rates.flops_per_s < 1e14
