"""Keys: 32 bytes, or the operating system's keyring's."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest

from onhand import keyring_key
from onhand.errors import CapabilityError, StateKeyError
from onhand.state import check_key

keyring = pytest.importorskip("keyring")
backend = pytest.importorskip("keyring.backend")


class MemoryKeyring(backend.KeyringBackend):  # type: ignore[misc]
    """A keyring that lives as long as a test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}
        self.is_locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.is_locked:
            raise keyring.errors.KeyringLocked("locked")
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    before, found = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(found)
    yield found
    keyring.set_keyring(before)


def test_a_key_is_made_once_and_then_found(ring: MemoryKeyring) -> None:
    key = keyring_key()
    assert len(key) == 32
    assert keyring_key() == key
    assert keyring_key("another app") != key
    assert len(ring.held) == 2


def test_a_locked_keyring_is_a_key_error(ring: MemoryKeyring) -> None:
    ring.is_locked = True
    with pytest.raises(StateKeyError, match="locked"):
        keyring_key()


@pytest.mark.parametrize("held", ["", "abcd", "zz" * 32])
def test_something_else_in_the_keyring_is_never_used_as_a_key(
    ring: MemoryKeyring, held: str
) -> None:
    ring.held["onhand", "default"] = held
    with pytest.raises(StateKeyError, match="no key of onhand's"):
        keyring_key()


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(CapabilityError, match=r"onhand\[keyring\]"):
        keyring_key()


@pytest.mark.parametrize(("key", "error"), [("x" * 32, TypeError), (b"short", ValueError)])
def test_a_key_of_another_kind_is_a_mistake(key: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        check_key(key)
