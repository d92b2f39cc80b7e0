"""Orders that are rude in themselves are worded kindly; neutral ones stay."""

from __future__ import annotations

import pytest

from onhand.rewrite.rules.courteous.gentler import kinder, with_time


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("shut your parrot up", "keep your parrot quiet"),
        ("hurry up with the soup", "let me have the soup as soon as possible"),
        ("stop being so lazy", "put in a bit more effort"),
        ("stop lying to me", "be honest with me"),
        ("stop lying", "be honest"),
        ("bring the bill and make it quick", "bring the bill as soon as possible"),
        ("stop wasting my time and say yes", "say yes"),
        ("learn to spell our name", "spell our name correctly"),
    ],
)
def test_rude_orders_are_worded_kindly(action: str, kind: str) -> None:
    assert kinder(action, is_negative=False) == (kind, False)


def test_an_order_may_become_one_not_to_do_something_and_back() -> None:
    assert kinder("keep your hands off my cake", is_negative=False) == ("touch my cake", True)
    assert kinder("be late again", is_negative=True) == ("be on time", False)


@pytest.mark.parametrize("action", ["shut the door", "learn to swim", "stop at the light", "go"])
def test_others_stay(action: str) -> None:
    assert kinder(action, is_negative=False) == (action, False)


def test_nobody_is_told_he_cannot_be_bothered() -> None:
    assert with_time("If you can't be bothered to ring") == "If you do not have time to ring"
