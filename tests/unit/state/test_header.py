"""The header: strict about what it needs, precise about what does not fit."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from onhand.errors import StateCorruptError
from onhand.state import Identity, StateHeader
from tests.unit.state.states import IDENTITY, state

HEADER = state().header
OTHER: dict[str, Any] = {
    "runtime": "mlc",
    "library_build": "2",
    "model": "sha256:cc",
    "tokenizer": "sha256:dd",
    "adapters": ("sha256:ee*0.5",),
    "media_projector": "sha256:ff",
    "kv_types": "q8_0/f16",
    "rope": {"scaling": "yarn"},
    "flash_attention": True,
}


def test_a_header_survives_json() -> None:
    assert StateHeader.from_dict(HEADER.to_dict()) == HEADER


def test_every_field_of_the_identity_is_compared() -> None:
    assert set(OTHER) == {field.name for field in dataclasses.fields(Identity)}
    assert IDENTITY.mismatch(IDENTITY) is None


@pytest.mark.parametrize("field", OTHER)
def test_a_mismatch_names_the_field_and_both_values(field: str) -> None:
    saved = dataclasses.replace(IDENTITY, **{field: OTHER[field]})
    mismatch = IDENTITY.mismatch(saved)
    assert mismatch is not None
    assert mismatch.field == field
    plain = list(OTHER[field]) if field == "adapters" else OTHER[field]
    assert mismatch.found == plain
    assert mismatch.expected != mismatch.found
    assert field in str(mismatch)


@pytest.mark.parametrize("name", [*HEADER.to_dict(), *(f"identity.{key}" for key in OTHER)])
@pytest.mark.parametrize("value", [..., object(), 1.5])
def test_a_missing_or_mistyped_field_is_refused(name: str, value: Any) -> None:
    header = HEADER.to_dict()
    owner, _, key = name.rpartition(".")
    target = header[owner] if owner else header
    target[key] = value
    if value is ...:
        del target[key]
    with pytest.raises(StateCorruptError):
        StateHeader.from_dict(header)


def test_fields_of_a_newer_release_are_passed_over_but_not_in_the_identity() -> None:
    """What a cache depends on must be known; the rest may grow."""
    header = HEADER.to_dict() | {"mood": "good"}
    assert StateHeader.from_dict(header) == HEADER
    header["identity"]["planet"] = "Mars"
    with pytest.raises(StateCorruptError):
        StateHeader.from_dict(header)
