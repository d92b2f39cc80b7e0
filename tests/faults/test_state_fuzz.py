"""Damaged states: each raises a typed error or is read exactly. `bench/fuzz_state.py` does more."""

from __future__ import annotations

import collections
import random

import pytest

from tests.unit.state.states import MEMORY_BOUND, Damager, outcome, peak_memory

N_CASES, MEMORY_EVERY = 5000, 50


@pytest.mark.slow
def test_no_damage_goes_unnoticed_and_none_costs_memory() -> None:
    damager = Damager(random.Random(7))
    outcomes: collections.Counter[str] = collections.Counter()
    for index in range(N_CASES):
        case = damager.case(index)
        outcomes[outcome(case, damager.sound)] += 1
        if index % MEMORY_EVERY == 0:
            n_copies = 2 if case.startswith(b"ONHANDEN") else 1
            assert peak_memory(case) < n_copies * len(case) + MEMORY_BOUND
    assert outcomes["StateCorruptError"] > N_CASES // 2
    assert len(outcomes) >= 4, outcomes  # mismatches, keys, and some that are sealed again
