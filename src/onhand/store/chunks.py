"""Cuts files into chunks and hashes them: a GGUF's header and tensors, else 4 MiB blocks."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from onhand.formats.gguf import GgufHeader, read_header
from onhand.formats.gguf_reader import FileReader
from onhand.store.manifest import Chunk

BLOCK_BYTES: Final = 4 << 20
_READ_BYTES: Final = 1 << 20


def is_gguf(path: Path) -> bool:
    """Whether a file begins as GGUF files do."""
    with path.open("rb") as file:
        return file.read(4) == b"GGUF"


def cut(path: Path) -> list[tuple[int, int]]:
    """Return (offset, length) of the chunks of a file, without gaps from 0 to the end.

    Raises:
        ModelCorruptError: it is a GGUF file, but damaged.
        ModelUnsupportedError: it is a GGUF file of another version or byte order.
    """
    size = path.stat().st_size
    return cut_gguf(gguf_header(path)) if size and is_gguf(path) else cut_blocks(size)


def gguf_header(path: Path) -> GgufHeader:
    """Return the header of a GGUF file that is sound and complete, whatever kind of model it is.

    Whether a runtime can open the model is looked at when it is opened.

    Raises:
        ModelCorruptError: it is damaged or truncated.
        ModelUnsupportedError: it is no GGUF file, or of another version or byte order.
    """
    with FileReader(path) as reader:
        return read_header(reader)


def cut_gguf(header: GgufHeader) -> list[tuple[int, int]]:
    """Return the header's extent and each tensor's, with the padding that follows it."""
    starts = sorted({tensor.offset for tensor in header.tensors} - {0})
    edges = [0, *starts, header.file_size]
    return [(start, end - start) for start, end in itertools.pairwise(edges)]


def cut_blocks(size_bytes: int) -> list[tuple[int, int]]:
    """Return blocks of 4 MiB; the last is shorter."""
    starts = range(0, size_bytes, BLOCK_BYTES)
    return [(start, min(BLOCK_BYTES, size_bytes - start)) for start in starts]


def hash_file(
    path: Path,
    extents: Sequence[tuple[int, int]] = (),
    *,
    on_bytes: Callable[[int], None] | None = None,
) -> tuple[str, tuple[Chunk, ...]]:
    """Return the SHA-256 of a file, and of each of the `extents`, reading it once.

    `extents` follow each other without gaps from 0 to the end, or there are none. `on_bytes` is
    told how many bytes were read, now and then; it may raise to stop.
    """
    whole = hashlib.sha256()
    chunks = []
    with path.open("rb") as file:
        size = path.stat().st_size
        for offset, length in extents or [(0, size)]:
            part = hashlib.sha256()
            left = length
            while left:
                data = file.read(min(_READ_BYTES, left))
                if not data:
                    break
                whole.update(data)
                if extents:
                    part.update(data)
                left -= len(data)
                if on_bytes is not None:
                    on_bytes(len(data))
            chunks.append(Chunk(offset, length, part.hexdigest()))
    return whole.hexdigest(), tuple(chunks) if extents else ()
