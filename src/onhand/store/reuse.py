"""Finds pieces of a new file in files that are here already, so that only the rest is fetched."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from onhand.store.blobs import Blobs
from onhand.store.events import Progress
from onhand.store.manifest import Chunk
from onhand.store.partial import Partial
from onhand.store.records import Records

_COPY_BYTES: Final = 1 << 20


class ChunkIndex:
    """Where each known chunk lies.

    Args:
        records, blobs: the store, whose files' chunks are all known.
        further: other files with chunks that they should have; each is checked as it is copied.
    """

    def __init__(
        self,
        records: Records,
        blobs: Blobs,
        further: Iterable[tuple[Path, Iterable[Chunk]]] = (),
    ) -> None:
        self._places: dict[str, tuple[Path, int, int]] = {}
        for record in records.all():
            for file in record.manifest.files:
                self._add(blobs.path(file.sha256), file.chunks)
        for path, chunks in further:
            self._add(path, chunks)

    def _add(self, path: Path, chunks: Iterable[Chunk]) -> None:
        for chunk in chunks:
            self._places.setdefault(chunk.sha256, (path, chunk.offset, chunk.length))

    def copy_known(self, chunks: Iterable[Chunk], partial: Partial, progress: Progress) -> int:
        """Copy the chunks that are here and still missing in `partial`; return their bytes.

        A copy whose hash is wrong (the old file is damaged) counts as missing again.
        """
        copied = 0
        missing = partial.missing()
        for chunk in chunks:
            place = self._places.get(chunk.sha256)
            if place is None or place[2] != chunk.length or not _touches(missing, chunk):
                continue
            path, offset, length = place
            digest = hashlib.sha256()
            position = chunk.offset
            for piece in _pieces(path, offset, length):
                digest.update(piece)
                partial.write(position, piece)
                position += len(piece)
                progress.check_cancelled()
            if digest.hexdigest() == chunk.sha256:
                copied += chunk.length
            else:
                partial.forget(chunk.offset, chunk.end)
        return copied


def _touches(missing: list[tuple[int, int]], chunk: Chunk) -> bool:
    return any(start < chunk.end and chunk.offset < end for start, end in missing)


def _pieces(path: Path, offset: int, length: int) -> Iterator[bytes]:
    try:
        file = path.open("rb")
    except OSError:
        return
    with file:
        file.seek(offset)
        while length > 0 and (piece := file.read(min(_COPY_BYTES, length))):
            length -= len(piece)
            yield piece
