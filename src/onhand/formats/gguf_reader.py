"""Random access to bytes, wherever they lie: what the GGUF parser reads from.

The parser asks for byte ranges and knows nothing of files or servers. A local file, bytes in
memory and HTTP ranges all fit behind `Reader`.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Protocol

from onhand.errors import ModelCorruptError, ModelNotFoundError, ModelUnsupportedError


class Reader(Protocol):
    """Bytes at offsets.

    Attributes:
        size: length of the whole in bytes.
        window_bytes: how much is worth reading at once; large for a disk, small for a network.
        is_remote: whether each read costs a round trip, so that skipping beats reading.
    """

    @property
    def size(self) -> int:
        """Length of the whole in bytes."""

    @property
    def window_bytes(self) -> int:
        """How much is worth reading at once."""

    @property
    def is_remote(self) -> bool:
        """Whether a read costs a round trip and traffic."""

    def read_at(self, offset: int, n: int) -> bytes:
        """Return the `n` bytes at `offset`; fewer only where the data ends early."""


class BytesReader:
    """Bytes in memory as a `Reader`."""

    window_bytes = 1 << 16
    is_remote = False

    def __init__(self, data: bytes) -> None:
        self._data = data

    @property
    def size(self) -> int:
        """Length in bytes."""
        return len(self._data)

    def read_at(self, offset: int, n: int) -> bytes:
        """Return the `n` bytes at `offset`."""
        return self._data[offset : offset + n]


class FileReader:
    """A regular file as a `Reader`; a context manager that closes it.

    It is read, never mapped: a file that shrinks meanwhile is an error here, not a SIGBUS.

    Raises:
        ModelNotFoundError: there is no such file, or it may not be read.
        ModelUnsupportedError: it is a directory, a pipe or a device.
    """

    window_bytes = 1 << 18
    is_remote = False

    def __init__(self, path: str | os.PathLike[str]) -> None:
        try:
            status = os.stat(path)  # noqa: PTH116 - also takes what Path refuses
            if not stat.S_ISREG(status.st_mode):
                kind = "a directory" if stat.S_ISDIR(status.st_mode) else "not a regular file"
                raise ModelUnsupportedError(
                    f"{os.fspath(path)} is {kind}.", hint="Name the model's .gguf file."
                )
            self._file = Path(path).open("rb", buffering=0)  # noqa: SIM115 - closed by close()
        except ValueError as error:  # a null byte in the path
            raise ModelNotFoundError(f"{os.fspath(path)!r} is no valid path: {error}.") from error
        except FileNotFoundError:
            raise ModelNotFoundError(f"There is no file {os.fspath(path)}.") from None
        except OSError as error:
            reason = error.strerror or str(error)
            raise ModelNotFoundError(f"{os.fspath(path)} cannot be read: {reason}.") from error
        self.size: int = os.fstat(self._file.fileno()).st_size

    def read_at(self, offset: int, n: int) -> bytes:
        """Return the `n` bytes at `offset`, fewer at the end of the file.

        Raises:
            ModelCorruptError: the disk cannot read them.
        """
        try:
            self._file.seek(offset)
            return self._file.read(min(n, max(0, self.size - offset))) or b""
        except OSError as error:
            raise ModelCorruptError(
                f"Reading {n} bytes at {offset} of {self._file.name} failed: {error.strerror}."
            ) from error

    def close(self) -> None:
        """Close the file; calling again does nothing."""
        self._file.close()

    def __enter__(self) -> FileReader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class RangeReader:
    """Byte ranges that a function fetches, such as HTTP ranges, as a `Reader`.

    Args:
        fetch: returns the bytes [offset, offset + n); called with ranges inside the whole.
        size: length of the whole in bytes.
        limit_bytes: most bytes that may be fetched in all.

    Raises:
        ModelCorruptError: from `read_at`, when the limit would be passed or an answer is longer
            than what was asked for.
    """

    is_remote = True

    def __init__(
        self,
        fetch: Callable[[int, int], bytes],
        size: int,
        *,
        limit_bytes: int = 64 << 20,
        window_bytes: int = 1 << 15,
    ) -> None:
        self._fetch = fetch
        self.size = size
        self.limit_bytes = limit_bytes
        self.window_bytes = window_bytes
        self.fetched_bytes: int = 0
        self.n_fetches: int = 0

    def read_at(self, offset: int, n: int) -> bytes:
        """Fetch the `n` bytes at `offset`, fewer at the end."""
        n = min(n, self.size - offset)
        if n <= 0:
            return b""
        if self.fetched_bytes + n > self.limit_bytes:
            raise ModelCorruptError(
                f"The header needs more than {self.limit_bytes} bytes (at byte {offset}), "
                "which no sound model does."
            )
        data = self._fetch(offset, n)
        self.fetched_bytes += len(data)
        self.n_fetches += 1
        if len(data) > n:
            raise ModelCorruptError(
                f"The server sent {len(data)} bytes for the {n} at {offset} of the file."
            )
        return data
