"""Numbers end, whatever the model would like to write."""

from __future__ import annotations

from typing import Any

import pytest

from onhand.structured import ConstraintVocabulary, TokenConstraint
from onhand.structured.digits import MAX_DIGITS, Place

BYTES = [bytes([value]) for value in range(256)] + [b"<end>"]


def allowed(constraint: TokenConstraint) -> set[int]:
    mask = constraint.mask()
    return {n for n in range(len(BYTES)) if mask[n // 8] >> (n % 8) & 1}


def written(schema: dict[str, Any], wish: bytes, limit: int = 200) -> bytes:
    """Return what a model writes that wants nothing but `wish`, then ends where it may."""
    vocabulary = ConstraintVocabulary(BYTES, eog_ids=[256])
    constraint = TokenConstraint(vocabulary, {"kind": "json", "grammar": schema})
    text = b""
    while len(text) < limit:
        may = allowed(constraint)
        token_id = next((w for w in wish if w in may), 256 if 256 in may else min(may))
        if token_id == 256:
            return text
        constraint.accept(token_id)
        text += BYTES[token_id]
    return text


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "number", "minimum": 0, "maximum": 1},
        {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
        {"type": "number"},
        {"type": "integer"},
    ],
)
@pytest.mark.parametrize("wish", [b"0.", b"09.", b"1.0", b".0"])
def test_a_number_ends(schema: dict[str, Any], wish: bytes) -> None:
    text = written(schema, wish)
    assert len(text) <= 2 * MAX_DIGITS + 3
    number = float(text)
    assert schema.get("minimum", 0) <= number <= schema.get("maximum", 1e21)


def test_texts_may_have_any_digits() -> None:
    assert written({"type": "string"}, b"0", limit=60) == b'"' + b"0" * 59


def test_places_follow_texts_and_escapes() -> None:
    place = Place()
    for piece, expected in ((b'{"a\\"1', 0), (b'1": 12', 2), (b"34", 4), (b", 5", 1)):
        place = place.after(piece)
        assert place.n_digits == expected


def test_going_back_gives_the_digits_back() -> None:
    vocabulary = ConstraintVocabulary(BYTES, eog_ids=[256])
    constraint = TokenConstraint(vocabulary, {"kind": "json", "grammar": {"type": "integer"}})
    for _ in range(MAX_DIGITS):
        constraint.accept(ord("1"))
    assert ord("1") not in allowed(constraint)
    assert ord("1") not in allowed(constraint.copy())
    constraint.rollback(1)
    assert ord("1") in allowed(constraint)
