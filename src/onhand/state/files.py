"""Writes and reads states: in one piece or not at all, in plain or encrypted."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, TypeAlias

from onhand.errors import NotEnoughDiskError, StateCorruptError, StateKeyError
from onhand.state import encryption
from onhand.state.format import Buffer, decode, encode, read_preamble
from onhand.state.header import SavedState

Source: TypeAlias = "str | os.PathLike[str] | bytes | bytearray | memoryview"

STALE_AFTER_S: Final = 3600.0
_SUFFIX: Final = ".onhand-part"
_LOOK_BYTES: Final = 256
_FULL: Final = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}


def write_state(
    path: str | os.PathLike[str] | None,
    state: SavedState,
    *,
    key: bytes | bytearray | None = None,
    compress: bool = False,
) -> bytes | None:
    """Write a state to `path`, or return it as bytes where that is None.

    The file is readable for its owner only. After a crash at any moment, the old file or the whole
    new one is there. With a key nothing leaves this process unencrypted.

    Raises:
        NotEnoughDiskError: the disk is full; the old file is as it was.
        OSError: the folder cannot be written.
        TypeError, ValueError: the header holds what JSON cannot.
        CapabilityError: `compress` without the `zstd` extra.
    """
    header = state.header.to_dict()
    pieces: Iterable[Buffer] = encode(header, state.tokens, state.kv, compress=compress)
    if key is not None:
        pieces = encryption.encrypt(pieces, key)
    if path is None:
        return b"".join(pieces)
    _replace(Path(os.path.realpath(path)), pieces)
    return None


def read_state(source: Source, *, key: bytes | bytearray | None = None) -> SavedState:
    """Read a state and verify all of it.

    Raises:
        StateCorruptError: it is damaged, truncated, or no state.
        StateMismatchError: it is of another version of the format.
        StateKeyError: the key is missing or wrong, or the state is not encrypted though there is
            a key.
        CapabilityError: it is compressed and the `zstd` extra is not installed.
        OSError: the file cannot be read.
    """
    is_data = isinstance(source, (bytes, bytearray, memoryview))
    data: Buffer = source if is_data else _read(source)  # type: ignore[assignment,arg-type]
    if encryption.is_encrypted(data):
        data = encryption.decrypt(data, key)
    elif key is not None:
        raise StateKeyError(
            "A key was given, but the state is not encrypted: it may not be what was saved.",
            hint="Restore it without a key if you trust it.",
        )
    return SavedState.of(decode(data))


def _read(path: str | os.PathLike[str]) -> bytes:
    """Return a file's content, once its first bytes agree with its size."""
    if not stat.S_ISREG(Path(path).stat().st_mode):
        raise StateCorruptError(f"{os.fspath(path)} is no file.")
    with Path(path).open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        start = file.read(_LOOK_BYTES)
        if not encryption.is_encrypted(start):
            read_preamble(start, size)
        file.seek(0)
        return file.read(size)


def _replace(path: Path, pieces: Iterable[Buffer]) -> None:
    """Put a file in the place of `path`: a temporary one beside it, flushed, renamed."""
    remove_stale(path.parent, path.name)
    with _disk_errors(path):
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=_SUFFIX)
    temporary = Path(name)
    try:
        with _disk_errors(path), os.fdopen(handle, "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)


def remove_stale(folder: Path, name: str = "") -> None:
    """Remove what a process that was killed while it saved left behind an hour ago or before.

    Args:
        folder: where it saved.
        name: of the file that it saved; "": of any.
    """
    lead = f".{name}." if name else "."
    with contextlib.suppress(OSError):
        for item in folder.iterdir():
            if item.name.startswith(lead) and item.name.endswith(_SUFFIX):
                with contextlib.suppress(OSError):
                    if time.time() - item.stat().st_mtime > STALE_AFTER_S:
                        item.unlink()


@contextlib.contextmanager
def _disk_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in _FULL:
            if error.filename is not None:
                error.filename = str(path)  # nobody asked for the temporary one
            raise
        raise NotEnoughDiskError(
            f"The disk is full; {path} is as it was before.", hint="Free some space and try again."
        ) from error


def _flush_folder(path: Path) -> None:
    with contextlib.suppress(OSError):  # Windows cannot open folders
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
