"""The arithmetic of the context shift, against FACTS' rule."""

from __future__ import annotations

import pytest

from onhand.generation.shift import Shift, plan_shift


@pytest.mark.parametrize("n_tokens", [0, 1, 62])
def test_nothing_shifts_while_there_is_room(n_tokens: int) -> None:
    assert plan_shift(n_tokens, 64, n_keep=10) is None


@pytest.mark.parametrize(
    ("n_keep", "n_discard", "adds_bos", "expected"),
    [
        (0, None, False, Shift(0, 31)),
        (0, None, True, Shift(1, 31)),
        (10, None, False, Shift(10, 26)),
        (10, 5, True, Shift(11, 5)),
        (1000, None, False, Shift(60, 1)),
        (1000, None, True, Shift(60, 1)),
        (0, 1000, False, Shift(0, 62)),
    ],
)
def test_keeps_the_start_and_discards_half_of_the_rest(
    n_keep: int, n_discard: int | None, adds_bos: bool, expected: Shift
) -> None:
    """At 63 of 64 tokens: n_keep + BOS capped at n_ctx - 4, half of the rest unless told."""
    plan = plan_shift(63, 64, n_keep=n_keep, n_discard=n_discard, adds_bos=adds_bos)
    assert plan == expected


def test_a_shift_always_makes_room() -> None:
    for n_ctx in range(8, 40):
        for n_keep in range(n_ctx + 2):
            plan = plan_shift(n_ctx - 1, n_ctx, n_keep=n_keep)
            assert plan is not None
            assert 1 <= plan.n_discard <= n_ctx - 1 - plan.n_keep
