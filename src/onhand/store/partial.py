"""A download under way: its bytes on disk, and a note of which of them are there.

The note never claims more than what was flushed before it, so that a killed process or a power
cut costs at most the last second of work.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from onhand.errors import NotEnoughDiskError, StoreError
from onhand.store.layout import disk_errors, flush, make_folder, write_json
from onhand.store.manifest import MAX_FILE_BYTES

CHECKPOINT_S: Final = 1.0
_ROOM_FOR_NOTE_BYTES: Final = 256 << 10


class Extents:
    """A set of byte positions, kept as sorted [start, end) pairs that do not touch."""

    def __init__(self, pairs: list[tuple[int, int]] | None = None) -> None:
        self._pairs: list[tuple[int, int]] = []
        for start, end in pairs or []:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """Add the positions [start, end)."""
        if start >= end:
            return
        kept = []
        for low, high in self._pairs:
            if high < start or low > end:
                kept.append((low, high))
            else:
                start, end = min(start, low), max(end, high)
        self._pairs = sorted([*kept, (start, end)])

    def remove(self, start: int, end: int) -> None:
        """Take the positions [start, end) out."""
        kept = []
        for low, high in self._pairs:
            kept += [(low, min(high, start)), (max(low, end), high)]
        self._pairs = [(low, high) for low, high in kept if low < high]

    def missing(self, size: int) -> list[tuple[int, int]]:
        """Return the pairs of [0, size) that are not in the set."""
        gaps = []
        position = 0
        for low, high in [*self._pairs, (size, size)]:
            if position < low:
                gaps.append((position, min(low, size)))
            position = max(position, high)
        return [(low, high) for low, high in gaps if low < high]

    def pairs(self) -> list[tuple[int, int]]:
        """Return the pairs."""
        return list(self._pairs)

    @property
    def total(self) -> int:
        """How many positions are in the set."""
        return sum(high - low for low, high in self._pairs)


class Partial:
    """A file that is being put together. One thread at a time calls each method but `write`.

    Attributes:
        data_path: the bytes so far.
        size_bytes: its final length; None: not known yet.
        etag: strong or weak entity tag of the version that is being fetched; None: none.
        is_resumed: whether anything was here when it was opened.
    """

    def __init__(self, folder: Path, key: str, clock: Callable[[], float] = time.monotonic) -> None:
        make_folder(folder)
        self.data_path: Path = folder / f"{key}.part"
        self._note_path = folder / f"{key}.json"
        self._clock = clock
        self._next_checkpoint = clock() + CHECKPOINT_S
        self.size_bytes: int | None = None
        self.etag: str | None = None
        self._done = Extents()
        self._load()
        self.is_resumed: bool = self._done.total > 0
        mode = "r+b" if self.data_path.exists() else "w+b"
        # unbuffered, so that a full disk shows at the write and the note never runs ahead
        with disk_errors(self.data_path):
            self._file = self.data_path.open(mode, buffering=0)

    def _load(self) -> None:
        """Take over what a former process left, as far as its note and its file agree."""
        try:
            note = json.loads(self._note_path.read_text())
            length = self.data_path.stat().st_size
            pairs = [(int(low), min(int(high), length)) for low, high in note["done"]]
            size, etag = note["size_bytes"], note["etag"]
        except (OSError, ValueError, KeyError, TypeError):
            return
        if all(low >= 0 for low, _ in pairs) and isinstance(size, (int, type(None))):
            self._done = Extents(pairs)
            self.size_bytes = size
            self.etag = etag if isinstance(etag, str) else None

    @property
    def done_bytes(self) -> int:
        """Bytes that are here."""
        return self._done.total

    @property
    def is_complete(self) -> bool:
        """Whether all bytes are here."""
        return self.size_bytes is not None and not self._done.missing(self.size_bytes)

    def missing(self) -> list[tuple[int, int]]:
        """Return the [start, end) pairs that are not here. Needs the size."""
        if self.size_bytes is None:
            raise ValueError("the size is not known yet")
        return self._done.missing(self.size_bytes)

    def write(self, offset: int, data: bytes) -> None:
        """Put bytes in their place. The caller holds a lock when several threads write.

        Raises:
            NotEnoughDiskError: the disk is full.
        """
        with disk_errors(self.data_path):
            self._file.seek(offset)
            view = memoryview(data)
            while view:
                view = view[self._file.write(view) or 0 :]
        self._done.add(offset, offset + len(data))
        if self._clock() >= self._next_checkpoint:
            self.checkpoint()

    def forget(self, start: int, end: int) -> None:
        """Count the positions [start, end) as missing again."""
        self._done.remove(start, end)
        self.checkpoint()

    def reset(self) -> None:
        """Start from nothing: the server has another file by now."""
        self._done = Extents()
        self.size_bytes = None
        self.etag = None
        self._file.truncate(0)
        self.checkpoint()

    def checkpoint(self) -> None:
        """Flush the bytes, then note them."""
        with disk_errors(self.data_path):
            flush(self._file)
            note: dict[str, Any] = {
                "size_bytes": self.size_bytes,
                "etag": self.etag,
                "done": self._done.pairs(),
            }
            write_json(self._note_path, note)
        self._next_checkpoint = self._clock() + CHECKPOINT_S

    def finish(self) -> Path:
        """Close it and return the path of the complete file; the note stays until `discard`."""
        if self.size_bytes is not None:
            self._file.truncate(self.size_bytes)
        self.checkpoint()
        self._file.close()
        return self.data_path

    def close(self) -> None:
        """Close it for a later resume; calling again does nothing.

        On a full disk the last bytes make room for the note of all others.
        """
        if self._file.closed:
            return
        try:
            try:
                self.checkpoint()
            except NotEnoughDiskError:
                end = max(0, os.fstat(self._file.fileno()).st_size - _ROOM_FOR_NOTE_BYTES)
                self._file.truncate(end)
                self._done.remove(end, MAX_FILE_BYTES)
                self.checkpoint()
        except (OSError, StoreError):
            return  # the last note stands
        finally:
            self._file.close()

    def discard(self) -> None:
        """Remove the bytes (unless they were moved away) and the note."""
        with contextlib.suppress(OSError):
            self._file.close()
        self.data_path.unlink(missing_ok=True)
        self._note_path.unlink(missing_ok=True)


def copy_range(source: Path, offset: int, length: int) -> bytes | None:
    """Return a piece of a file, or None when it is not there."""
    try:
        with source.open("rb") as file:
            file.seek(offset, os.SEEK_SET)
            data = file.read(length)
    except OSError:
        return None
    return data if len(data) == length else None
