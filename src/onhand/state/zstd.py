"""Zstandard for the KV section, by the `zstd` extra."""

from __future__ import annotations

from typing import Any, Final

from onhand.errors import CapabilityError, StateCorruptError

LEVEL: Final = 3
MAX_RATIO: Final = 8
"""A cache shrinks by a tenth to a half. A frame that claims more than this is a bomb."""
FREE_BYTES: Final = 1 << 20
MAX_WINDOW_BYTES: Final = 1 << 23


def most_unpacked(n_bytes: int) -> int:
    """Return how many bytes a frame of `n_bytes` may unpack to at most."""
    return MAX_RATIO * n_bytes + FREE_BYTES


def compress(data: Any) -> bytes:
    """Return `data` as one frame.

    Raises:
        CapabilityError: the extra is not installed.
    """
    packed: bytes = _library().ZstdCompressor(level=LEVEL).compress(data)
    return packed


def decompress(data: Any, length: int) -> bytes:
    """Return the `length` bytes that one frame holds; no more than that is ever allocated.

    Raises:
        StateCorruptError: it holds another number of bytes, or is no frame.
        CapabilityError: the extra is not installed.
    """
    library = _library()
    unpacker = library.ZstdDecompressor(max_window_size=MAX_WINDOW_BYTES)
    reader = unpacker.stream_reader(data, read_across_frames=False)
    try:
        unpacked: bytes = reader.read(length)
        is_over = bool(reader.read(1))
    except library.ZstdError as error:
        raise StateCorruptError(f"The state's KV cannot be unpacked: {error}.") from None
    if is_over or len(unpacked) != length:
        raise StateCorruptError(f"The state's KV does not unpack to {length} bytes.")
    return unpacked


def _library() -> Any:
    try:
        import zstandard
    except ImportError:
        raise CapabilityError(
            "There is no zstd here to compress or unpack a state.",
            hint="Install the extra: pip install 'onhand[zstd]'.",
        ) from None
    return zstandard
