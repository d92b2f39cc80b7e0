"""Encrypted states: only the key opens them, and nothing in them can be changed."""

from __future__ import annotations

import os

import pytest

from onhand.errors import StateCorruptError, StateError, StateKeyError
from onhand.state import read_state
from onhand.state.encryption import CHUNK_BYTES, HEAD_BYTES, TAG_BYTES, decrypt, encrypt
from tests.unit.state.states import KEY, data, plain, state

STRIDE = CHUNK_BYTES + TAG_BYTES


def sealed(content: bytes, step: int = 1 << 18) -> bytes:
    pieces = [content[at : at + step] for at in range(0, len(content), step)]
    return b"".join(encrypt(pieces, KEY))


@pytest.mark.parametrize(
    "size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES]
)
@pytest.mark.parametrize("step", [100_000, 3 * CHUNK_BYTES])
def test_any_length_comes_back_however_it_was_cut(size: int, step: int) -> None:
    content = os.urandom(size)
    assert decrypt(sealed(content, step), KEY) == content


def test_a_state_comes_back() -> None:
    saved = state()
    assert plain(read_state(data(saved, key=KEY), key=KEY)) == plain(saved)


def test_another_key_no_key_and_a_key_too_many_are_told_apart() -> None:
    encrypted = data(key=KEY)
    with pytest.raises(StateKeyError, match="not the one"):
        read_state(encrypted, key=bytes(32))
    with pytest.raises(StateKeyError, match="is encrypted"):
        read_state(encrypted)
    with pytest.raises(StateKeyError, match="not encrypted"):
        read_state(data(), key=KEY)


def test_any_flipped_bit_is_refused() -> None:
    encrypted = data(state(3, b"the cache"), key=KEY)
    for position in range(len(encrypted)):
        damaged = bytearray(encrypted)
        damaged[position] ^= 1 << position % 8
        with pytest.raises(StateError):
            read_state(damaged, key=KEY)


def test_any_cut_is_refused() -> None:
    encrypted = data(state(3, b"the cache"), key=KEY)
    for length in range(len(encrypted)):
        with pytest.raises(StateError):
            read_state(encrypted[:length], key=KEY)


def test_chunks_cannot_be_swapped_repeated_or_left_out() -> None:
    whole = sealed(os.urandom(3 * CHUNK_BYTES))
    head = whole[:HEAD_BYTES]
    chunks = [whole[at : at + STRIDE] for at in range(HEAD_BYTES, len(whole), STRIDE)]
    for order in ([1, 0, 2], [0, 0, 2], [0, 1], [0, 2], [2], [0, 1, 2, 2]):
        with pytest.raises(StateCorruptError):
            decrypt(head + b"".join(chunks[index] for index in order), KEY)


def test_a_chunk_of_another_file_under_the_same_key_is_refused() -> None:
    one, other = (sealed(bytes(2 * CHUNK_BYTES)) for _ in range(2))
    with pytest.raises(StateCorruptError):
        decrypt(one[: HEAD_BYTES + STRIDE] + other[HEAD_BYTES + STRIDE :], KEY)


def test_nothing_of_the_content_shows_and_no_two_files_are_alike() -> None:
    first, second = data(key=KEY), data(key=KEY)
    assert first[HEAD_BYTES:] != second[HEAD_BYTES:]
    for secret in (b"secret", b"sha256", b"ONHANDST", state().kv[:16]):
        assert bytes(secret) not in first
