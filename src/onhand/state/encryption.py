"""A container encrypted as a whole: AES-256-GCM in chunks, a key of its own for each file.

    head    magic "ONHANDEN" · version u16 · reserved u16 · salt, 32 bytes · key check, 16 bytes
            SHA-256 of these 60 bytes
    chunks  1 MiB of the container each (the last one shorter), encrypted, and a tag of 16 bytes

HKDF-SHA256 (RFC 5869) of the caller's key and the salt gives the file's key and the key check, so
no nonce is ever used twice under one key and a wrong key is told from damage. The nonce is the
chunk's number, 11 bytes big-endian, and 1 for the last chunk, else 0 (the STREAM construction of
Hoang, Reyhanitabar, Rogaway and Vizár, 2015): chunks cannot be swapped, repeated or cut off.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import struct
from collections.abc import Iterable, Iterator
from typing import Any, Final

from onhand.errors import StateCorruptError, StateKeyError, StateMismatchError
from onhand.state.format import Buffer

MAGIC: Final = b"ONHANDEN"
VERSION: Final = 1
CHUNK_BYTES: Final = 1 << 20
TAG_BYTES: Final = 16

_HEAD: Final = struct.Struct("<8sHH32s16s")
HEAD_BYTES: Final = _HEAD.size + 32
_INFO: Final = b"onhand state file, version 1"


def is_encrypted(data: Buffer) -> bool:
    """Whether a file that begins with `data` says that it is encrypted."""
    return bytes(data[: len(MAGIC)]) == MAGIC


def encrypt(pieces: Iterable[Buffer], key: bytes | bytearray) -> Iterator[Buffer]:
    """Yield the encrypted file of a container's pieces."""
    salt = os.urandom(32)
    cipher, check = _derive(key, salt)
    head = _HEAD.pack(MAGIC, VERSION, 0, salt, check)
    yield head + hashlib.sha256(head).digest()
    index, pending = 0, None
    for chunk in _chunks(pieces):
        if pending is not None:
            yield cipher.encrypt(_nonce(index, is_last=False), pending, head)
            index += 1
        pending = chunk
    yield cipher.encrypt(_nonce(index, is_last=True), pending or b"", head)


def decrypt(data: Buffer, key: bytes | bytearray | None) -> bytearray:
    """Return the container of an encrypted file, every byte of it authenticated.

    Raises:
        StateKeyError: there is no key, or it is not the one.
        StateCorruptError: the file is damaged or truncated.
        StateMismatchError: it is of another version.
    """
    view = memoryview(data)
    head = view[: _HEAD.size]
    if len(view) < HEAD_BYTES + TAG_BYTES:
        raise StateCorruptError(f"An encrypted state of {len(view)} bytes is truncated.")
    if hashlib.sha256(head).digest() != view[_HEAD.size : HEAD_BYTES]:
        raise StateCorruptError("The encrypted state's head is damaged.")
    _, version, _, salt, check = _HEAD.unpack(head)
    if version != VERSION:
        hint = "Use the release of onhand that wrote it, or newer."
        raise StateMismatchError("version", VERSION, version, hint=hint)
    if key is None:
        raise StateKeyError("The state is encrypted.", hint="Pass its `key`.")
    cipher, expected = _derive(key, salt)
    if not hmac.compare_digest(check, expected):
        raise StateKeyError("The key is not the one that the state was encrypted with.")
    return _decrypt_chunks(cipher, view[HEAD_BYTES:], bytes(head))


def _decrypt_chunks(cipher: Any, body: memoryview, head: bytes) -> bytearray:
    from cryptography.exceptions import InvalidTag

    stride = CHUNK_BYTES + TAG_BYTES
    n_chunks = -(-len(body) // stride)
    plain = bytearray(max(0, len(body) - n_chunks * TAG_BYTES))
    at = 0
    for index in range(n_chunks):
        nonce = _nonce(index, is_last=index == n_chunks - 1)
        try:
            chunk = cipher.decrypt(nonce, body[index * stride : (index + 1) * stride], head)
        except (InvalidTag, ValueError):
            raise StateCorruptError(
                f"The encrypted state is damaged or truncated in chunk {index + 1} of {n_chunks}."
            ) from None
        plain[at : at + len(chunk)] = chunk
        at += len(chunk)
    return plain


def _derive(key: bytes | bytearray, salt: bytes) -> tuple[Any, bytes]:
    """Return the file's cipher and its key check."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derived = HKDF(SHA256(), 48, salt, _INFO).derive(bytes(key))
    return AESGCM(derived[:32]), derived[32:]


def _nonce(index: int, *, is_last: bool) -> bytes:
    return index.to_bytes(11, "big") + (b"\1" if is_last else b"\0")


def _chunks(pieces: Iterable[Buffer]) -> Iterator[Buffer]:
    """Cut pieces of any length into chunks; only what straddles a border is copied."""
    rest = bytearray()
    for piece in pieces:
        view = memoryview(piece)
        if rest:
            n_taken = CHUNK_BYTES - len(rest)
            rest += view[:n_taken]
            view = view[n_taken:]
            if len(rest) == CHUNK_BYTES:
                yield bytes(rest)
                rest.clear()
        while len(view) >= CHUNK_BYTES:
            yield view[:CHUNK_BYTES]
            view = view[CHUNK_BYTES:]
        rest += view
    if rest:
        yield bytes(rest)
