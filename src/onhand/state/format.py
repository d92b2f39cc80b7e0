"""The container of a saved state, byte by byte; docs/reference/state-file.md is its specification.

    preamble   magic "ONHANDST" · version u16 · flags u16 · reserved u32
               header length u64 · tokens length u64 · KV length u64 · KV length unpacked u64
    header     JSON, UTF-8
    tokens     u32 each
    KV         bytes of the runtime, or one zstd frame of them (flag 1)
    digests    SHA-256 of preamble, header, tokens and KV as stored
    trailer    length of all u64 · magic "STATEEND"

All numbers are little-endian. Every length is compared with the file's size before anything is
read or allocated, and every digest is verified before anything is parsed.
"""

from __future__ import annotations

import hashlib
import json
import struct
import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NoReturn, TypeAlias

from onhand.errors import StateCorruptError, StateMismatchError
from onhand.state import zstd

Buffer: TypeAlias = "bytes | bytearray | memoryview"

MAGIC: Final = b"ONHANDST"
END_MAGIC: Final = b"STATEEND"
VERSION: Final = 1
ZSTD: Final = 1
MAX_HEADER_BYTES: Final = 32 * 1024 * 1024
PREAMBLE: Final = struct.Struct("<8sHHIQQQQ")

_TRAILER: Final = struct.Struct("<Q8s")
_DIGEST_BYTES: Final = hashlib.sha256().digest_size
_OVERHEAD: Final = PREAMBLE.size + 4 * _DIGEST_BYTES + _TRAILER.size


@dataclass(frozen=True, slots=True)
class Lengths:
    """Bytes of the sections, as a preamble gives them.

    Attributes:
        header: of the JSON.
        tokens: of the tokens.
        kv: of the KV as stored.
        raw_kv: of the KV unpacked.
        is_packed: whether the KV is a zstd frame.
    """

    header: int
    tokens: int
    kv: int
    raw_kv: int
    is_packed: bool

    @property
    def total(self) -> int:
        """Bytes of the whole container."""
        return _OVERHEAD + self.header + self.tokens + self.kv


@dataclass(frozen=True, slots=True)
class Container:
    """A container's contents, verified.

    Attributes:
        header: the JSON object.
        tokens: unsigned 32-bit integers.
        kv: the cache; empty: none was saved.
    """

    header: dict[str, Any]
    tokens: array[int]
    kv: Buffer


def encode(
    header: Mapping[str, Any], tokens: Sequence[int], kv: Buffer, *, compress: bool = False
) -> list[Buffer]:
    """Return the container as pieces to be written one after the other.

    Raises:
        TypeError: the header is not JSON-able.
        ValueError: it is larger than `MAX_HEADER_BYTES`, or a token is no unsigned 32-bit integer.
        CapabilityError: `compress` without the `zstd` extra.
    """
    text = json.dumps(header, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    head = text.encode("utf-8")
    if len(head) > MAX_HEADER_BYTES:
        raise ValueError(f"a header of {len(head)} bytes is over the {MAX_HEADER_BYTES} allowed")
    n_raw, flags = len(kv), 0
    if compress and n_raw:
        packed = zstd.compress(kv)
        if len(packed) < n_raw <= zstd.most_unpacked(len(packed)):
            kv, flags = packed, ZSTD
    ids = _token_bytes(tokens)
    lengths = Lengths(len(head), len(ids), len(kv), n_raw, flags == ZSTD)
    preamble = PREAMBLE.pack(MAGIC, VERSION, flags, 0, len(head), len(ids), len(kv), n_raw)
    sections: list[Buffer] = [preamble, head, ids, kv]
    digests = b"".join(hashlib.sha256(section).digest() for section in sections)
    return [*sections, digests, _TRAILER.pack(lengths.total, END_MAGIC)]


def read_preamble(data: Buffer, size: int) -> Lengths:
    """Return the lengths of a container of `size` bytes that begins with `data`.

    Raises:
        StateCorruptError: it is none, or its lengths do not add up to `size`.
        StateMismatchError: it is of another version.
    """
    if bytes(data[: len(MAGIC)]) != MAGIC:
        raise StateCorruptError("This is no saved state: it does not begin with its magic.")
    if len(data) < PREAMBLE.size or size < _OVERHEAD:
        raise StateCorruptError(f"A saved state of {size} bytes is truncated.")
    _, version, flags, reserved, header, tokens, kv, raw_kv = PREAMBLE.unpack_from(data)
    if version != VERSION:
        raise StateMismatchError(
            "version", VERSION, version, hint="Use the release of onhand that wrote it, or newer."
        )
    lengths = Lengths(header, tokens, kv, raw_kv, bool(flags & ZSTD))
    if lengths.total != size:
        raise StateCorruptError(
            f"The state's sections say {lengths.total} bytes, but there are {size}."
        )
    most = zstd.most_unpacked(kv) if lengths.is_packed else kv
    if (
        flags & ~ZSTD
        or reserved
        or header > MAX_HEADER_BYTES
        or tokens % 4
        or not kv <= raw_kv <= most
    ):
        raise StateCorruptError("The state's preamble is damaged: impossible lengths or flags.")
    return lengths


def decode(data: Buffer) -> Container:
    """Verify a whole container and return its contents; an unpacked KV is a view of `data`.

    Raises:
        StateCorruptError: it is damaged, truncated, or none.
        StateMismatchError: it is of another version.
        CapabilityError: its KV is compressed and the `zstd` extra is not installed.
    """
    view = memoryview(data)
    lengths = read_preamble(view, len(view))
    sections, start = [], 0
    for length in (PREAMBLE.size, lengths.header, lengths.tokens, lengths.kv):
        sections.append(view[start : start + length])
        start += length
    digests = view[start : start + 4 * _DIGEST_BYTES]
    total, magic = _TRAILER.unpack(view[start + len(digests) :])
    if total != len(view) or magic != END_MAGIC:
        raise StateCorruptError("The state's trailer is damaged.")
    names = ("preamble", "header", "tokens", "KV")
    for index, (name, section) in enumerate(zip(names, sections, strict=True)):
        digest = digests[index * _DIGEST_BYTES : (index + 1) * _DIGEST_BYTES]
        if hashlib.sha256(section).digest() != digest:
            raise StateCorruptError(f"The state's {name} is damaged: its SHA-256 does not match.")
    _, header, tokens, kv = sections
    parsed = _parse_header(header)
    unpacked = zstd.decompress(kv, lengths.raw_kv) if lengths.is_packed else kv
    return Container(parsed, _read_tokens(tokens), unpacked)


def _parse_header(data: memoryview) -> dict[str, Any]:
    try:
        header = json.loads(str(data, "utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise StateCorruptError(f"The state's header is no JSON: {error}.") from None
    if not isinstance(header, dict):
        raise StateCorruptError("The state's header is no JSON object.")
    return header


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _token_bytes(tokens: Iterable[int]) -> bytes:
    try:
        ids = array("I", tokens)
    except (OverflowError, TypeError) as error:
        raise ValueError(f"tokens are unsigned 32-bit integers: {error}") from None
    if sys.byteorder == "big":
        ids.byteswap()
    return ids.tobytes()


def _read_tokens(data: memoryview) -> array[int]:
    ids = array("I")
    ids.frombytes(data)
    if sys.byteorder == "big":
        ids.byteswap()
    return ids
