"""Verb forms, made and read back."""

from __future__ import annotations

import pytest

from onhand.rewrite.rules.english.verbs import (
    Form,
    base_of,
    base_of_past,
    base_of_third,
    forms_of,
    inflected,
    irregular_verbs,
    is_participle,
    is_past,
    participles_for_pasts,
)


@pytest.mark.parametrize(
    ("base", "form", "made"),
    [
        ("buy", "past", "bought"),
        ("stop", "gerund", "stopping"),
        ("scan", "past", "scanned"),
        ("format", "past", "formatted"),
        ("visit", "gerund", "visiting"),
        ("panic", "past", "panicked"),
        ("try", "third", "tries"),
        ("try", "past", "tried"),
        ("be", "gerund", "being"),
        ("lie", "gerund", "lying"),
        ("watch", "third", "watches"),
        ("look into", "past", "looked into"),
        ("take", "participle", "taken"),
        ("resend", "past", "resent"),
        ("overpay", "participle", "overpaid"),
        ("relay", "past", "relayed"),
    ],
)
def test_inflected(base: str, form: Form, made: str) -> None:
    assert inflected(base, form) == made


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("hoping", "hope"),
        ("hopping", "hop"),
        ("staring", "stare"),
        ("starring", "star"),
        ("calling", "call"),
        ("cancelling", "cancel"),
        ("canceling", "cancel"),
        ("panicking", "panic"),
        ("lying", "lie"),
        ("died", "die"),
        ("agreed", "agree"),
        ("prioritised", "prioritise"),
        ("Written", "write"),
        ("misread", "misread"),
        ("resent", "resend"),
        ("goes", "go"),
        ("needs", "need"),
        # no forms of a verb
        ("morning", "morning"),
        ("speed", "speed"),
        ("always", "always"),
        ("Thursday", "thursday"),
        ("unknown", "unknown"),
    ],
)
def test_base_of(word: str, base: str) -> None:
    assert base_of(word) == base


def test_every_irregular_form_is_read_back() -> None:
    for base in irregular_verbs():
        for word, form in forms_of(base).items():
            assert base_of(word) == base or word in irregular_verbs(), (word, form)


def test_forms_and_participles() -> None:
    assert forms_of("purchase")["purchased"] == "past"
    assert is_participle("sent")
    assert is_participle("received")
    assert is_participle("put")
    assert not is_participle("need")
    assert not is_participle("went")
    assert not is_participle("hundred")


def test_pasts() -> None:
    assert is_past("left")
    assert is_past("Asked")
    assert not is_past("gone")
    assert not is_past("put")
    assert base_of_past("bound") is None
    assert participles_for_pasts()["took"] == "taken"
    assert "bit" not in participles_for_pasts()


def test_third_persons_of_verbs_only() -> None:
    assert base_of_third("replies") == "reply"
    assert base_of_third("news") is None
