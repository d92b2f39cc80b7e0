"""A sequence's cache as bytes: llama.cpp's own data behind a length and a checksum.

The library checks sizes but not contents: damaged bytes would be taken for positions and cells, and
fail or abort much later. With the checksum they never reach it.

    magic "OHLS" · version u16 · reserved u16 · length u64 · CRC-32 u32 · data of llama_state_seq_*
"""

from __future__ import annotations

import ctypes
import struct
import zlib
from typing import Any, Final

from onhand.errors import CapabilityError, StateCorruptError
from onhand.runtimes.llama_cpp.log import log

_HEAD: Final = struct.Struct("<4sHHQI")
_MAGIC: Final = b"OHLS"
_VERSION: Final = 1
_WHOLE: Final = 0  # LLAMA_STATE_SEQ_FLAGS_NONE


def pack_state(llama: Any, context: Any, sequence_id: int) -> bytes:
    """Return the cache of a sequence.

    Raises:
        CapabilityError: the library gives none.
    """
    size = int(llama.llama_state_seq_get_size_ext(context, sequence_id, _WHOLE))
    buffer = bytearray(_HEAD.size + size)
    if not size:
        raise CapabilityError("The library gave no state for the sequence.", native_log=log.tail())
    target = (ctypes.c_uint8 * size).from_buffer(buffer, _HEAD.size)
    written = int(llama.llama_state_seq_get_data_ext(context, target, size, sequence_id, _WHOLE))
    if not 0 < written <= size:
        raise CapabilityError("The state could not be read.", native_log=log.tail())
    del target
    del buffer[_HEAD.size + written :]
    checksum = zlib.crc32(memoryview(buffer)[_HEAD.size :])
    _HEAD.pack_into(buffer, 0, _MAGIC, _VERSION, 0, written, checksum)
    return bytes(buffer)


def unpack_state(llama: Any, context: Any, sequence_id: int, state: bytes) -> None:
    """Set the cache of an empty sequence.

    Raises:
        StateCorruptError: the bytes are damaged, or belong to another model or context.
    """
    data = memoryview(state)[_HEAD.size :]
    if len(state) < _HEAD.size:
        raise StateCorruptError(f"A sequence's state of {len(state)} bytes is too short.")
    magic, version, _, length, checksum = _HEAD.unpack_from(state)
    if magic != _MAGIC or version != _VERSION:
        raise StateCorruptError(f"These bytes are no sequence's state of version {_VERSION}.")
    if length != len(data) or zlib.crc32(data) != checksum:
        raise StateCorruptError(
            f"The sequence's state of {len(data)} bytes is damaged (length or checksum)."
        )
    mark = log.mark()
    source = (ctypes.c_uint8 * length).from_buffer_copy(data)
    read = int(llama.llama_state_seq_set_data_ext(context, source, length, sequence_id, _WHOLE))
    if read != length:
        raise StateCorruptError(
            "The sequence's state does not fit this model and context.",
            native_log=log.since(mark),
        )
