"""The container: what is written is read, whatever is damaged is refused."""

from __future__ import annotations

import hashlib
import json
import struct

import pytest

from onhand.errors import StateCorruptError, StateError, StateMismatchError
from onhand.state import read_state
from onhand.state.format import decode, encode
from tests.unit.state.states import data, peak_memory, plain, reseal, sections, state

SMALL = state(3, b"the cache")


@pytest.mark.parametrize("saved", [state(), SMALL, state(0, b""), state(0, b"", chat=None)])
@pytest.mark.parametrize("compress", [False, True])
def test_what_is_written_is_read(saved: object, compress: bool) -> None:
    assert plain(read_state(data(saved, compress=compress))) == plain(saved)  # type: ignore[arg-type]


def test_the_bytes_are_as_the_specification_says() -> None:
    """docs/reference/state-file.md, read here by hand."""
    raw = b"".join(encode({"a": "é"}, [7, 2**32 - 1], b"KV"))
    assert raw[:8] == b"ONHANDST"
    assert struct.unpack_from("<HHIQQQQ", raw, 8) == (1, 0, 0, 10, 8, 2, 2)
    assert raw[48:58] == b'{"a":"\xc3\xa9"}'
    assert raw[58:66] == b"\x07\0\0\0\xff\xff\xff\xff"
    assert raw[66:68] == b"KV"
    for index, section in enumerate((raw[:48], raw[48:58], raw[58:66], raw[66:68])):
        assert raw[68 + 32 * index :][:32] == hashlib.sha256(section).digest()
    assert struct.unpack("<Q8s", raw[196:]) == (len(raw), b"STATEEND")


def test_overhead_is_small() -> None:
    kv = bytes(1 << 20)
    assert len(data(state(1000, kv))) - len(kv) < 64 * 1024


def test_any_flipped_bit_is_refused() -> None:
    sound = data(SMALL)
    for position in range(len(sound)):
        damaged = bytearray(sound)
        damaged[position] ^= 1 << position % 8
        with pytest.raises(StateError):
            read_state(damaged)


def test_any_cut_and_any_appendix_are_refused() -> None:
    sound = data(SMALL)
    for length in range(len(sound)):
        with pytest.raises(StateCorruptError):
            read_state(sound[:length])
    with pytest.raises(StateCorruptError):
        read_state(sound + b"\0")


def test_another_version_is_a_mismatch_with_both_numbers() -> None:
    later = bytearray(data(SMALL))
    later[8] = 9
    with pytest.raises(StateMismatchError) as caught:
        read_state(later)
    assert (caught.value.field, caught.value.expected, caught.value.found) == ("version", 1, 9)


@pytest.mark.parametrize("offset", [16, 24, 32, 40])
@pytest.mark.parametrize("value", [2**31, 2**62, 2**64 - 1])
def test_a_length_beyond_the_file_costs_no_memory(offset: int, value: int) -> None:
    damaged = bytearray(data(SMALL))
    struct.pack_into("<Q", damaged, offset, value)
    assert peak_memory(bytes(damaged)) < 1 << 16


@pytest.mark.parametrize(
    "text",
    [b"", b"[]", b"7", b"\xff", b'{"a":NaN}', b"[" * 100_000, b"9" * 5000, b'{"identity":{}}'],
)
def test_a_sealed_header_that_makes_no_sense_is_refused(text: bytes) -> None:
    with pytest.raises(StateCorruptError):
        read_state(reseal(text, b"", b""))


@pytest.mark.parametrize(
    ("change", "tokens"),
    [({"n_tokens": 4}, None), ({"n_cached": 4}, None), ({"n_cached": -1}, None),
     ({"n_cached": 0}, None), ({}, b"\0\0\0\0")],
)  # fmt: skip
def test_a_sealed_header_that_contradicts_the_sections_is_refused(
    change: dict[str, int], tokens: bytes | None
) -> None:
    head, ids, kv = sections(data(SMALL))
    head = json.dumps(json.loads(head) | change).encode()
    with pytest.raises(StateCorruptError):
        read_state(reseal(head, ids if tokens is None else tokens, kv))


def test_a_zstd_bomb_is_refused_before_it_unpacks() -> None:
    import zstandard

    head, ids, _ = sections(data(SMALL))
    bomb = zstandard.ZstdCompressor().compress(bytes(64 << 20))
    for claimed in (64 << 20, len(bomb), 1 << 20):
        sealed = reseal(head, ids, bomb, flags=1, raw=claimed)
        with pytest.raises(StateCorruptError):
            read_state(sealed)
        assert peak_memory(sealed) < 3 << 20


def test_a_frame_that_holds_less_than_it_claims_is_refused() -> None:
    head, ids, packed = sections(data(state(), compress=True))
    with pytest.raises(StateCorruptError, match="unpack"):
        read_state(reseal(head, ids, packed, flags=1, raw=1501))
    with pytest.raises(StateCorruptError, match="unpack"):
        read_state(reseal(head, ids, b"no frame", flags=1, raw=1500))


def test_what_zstd_cannot_make_smaller_is_stored_as_it_is() -> None:
    raw = hashlib.shake_256(b"noise").digest(5000)
    assert len(data(state(4, raw), compress=True)) == len(data(state(4, raw)))


def test_headers_that_json_cannot_hold_are_refused_while_writing() -> None:
    with pytest.raises(ValueError, match="JSON"):
        encode({"a": float("nan")}, [], b"")
    with pytest.raises(ValueError, match="32-bit"):
        encode({}, [2**32], b"")


def test_an_unpacked_kv_is_a_view_not_a_copy() -> None:
    container = data(SMALL)
    view = decode(container).kv
    assert isinstance(view, memoryview)
    assert view.obj is container
