"""Verb forms."""

from __future__ import annotations

import pytest

from onhand.rewrite.rules.english.verbs import Form, forms_of, inflected, is_participle


@pytest.mark.parametrize(
    ("base", "form", "made"),
    [
        ("buy", "past", "bought"),
        ("stop", "gerund", "stopping"),
        ("try", "third", "tries"),
        ("try", "past", "tried"),
        ("be", "gerund", "being"),
        ("lie", "gerund", "lying"),
        ("watch", "third", "watches"),
        ("look into", "past", "looked into"),
        ("take", "participle", "taken"),
    ],
)
def test_inflected(base: str, form: Form, made: str) -> None:
    assert inflected(base, form) == made


def test_forms_and_participles() -> None:
    assert forms_of("purchase")["purchased"] == "past"
    assert is_participle("sent")
    assert is_participle("received")
    assert not is_participle("need")
