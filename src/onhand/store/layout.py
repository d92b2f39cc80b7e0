"""Where things lie in a store, and how files get there: whole and durable, or not at all.

    blobs/<2 digits>/<sha256>            content, read-only, each once
    models/<id>/<version>.json           a record: the manifest and when and whence it came
    models/<id>/current.json             which version is current, and which were before
    files/<id>/<version>/…               a model's files under their names: links to blobs
    partial/<key>.part, <key>.json       downloads under way, and what is there of them
    quarantine/                          files whose content was wrong
    keys/                                pinned keys, and the newest dates that they signed
    staging/                             short-lived; swept by `gc`
    lock, writer.json                    the one writer

A record is written last and removed first, so whoever lists records sees whole models only.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from onhand.errors import NotEnoughDiskError, StoreBusyError, StoreError
from onhand.store.names import check_version, folder_of

if TYPE_CHECKING:
    import io

RESERVE_BYTES: Final = 64 << 20
"""Disk space that a download leaves free, so that the system and other apps stay alive."""

APP_NAME: Final = "onhand"


def default_root() -> Path:
    """Return the store's folder: `ONHAND_HOME`, else the platform's folder for user data."""
    home = os.environ.get("ONHAND_HOME")
    if home:
        return Path(home).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))


class Layout:
    """Paths of a store. Makes no folder until something is written."""

    def __init__(self, root: str | os.PathLike[str] | None = None) -> None:
        self.root: Path = default_root() if root is None else Path(root).expanduser().absolute()
        self.models: Path = self.root / "models"
        self.files: Path = self.root / "files"
        self.partial: Path = self.root / "partial"
        self.quarantine: Path = self.root / "quarantine"
        self.keys: Path = self.root / "keys"
        self.staging: Path = self.root / "staging"
        self.blobs: Path = self.root / "blobs"

    def blob(self, sha256: str) -> Path:
        """Return where the content with that hash lies, or would lie."""
        return self.blobs / sha256[:2] / sha256

    def record(self, model_id: str, version: str) -> Path:
        """Return where the record of a version lies, or would lie."""
        return self.models / folder_of(model_id) / f"{check_version(version)}.json"

    def current(self, model_id: str) -> Path:
        """Return the file that names a model's current version."""
        return self.models / folder_of(model_id) / "current.json"

    def view(self, model_id: str, version: str) -> Path:
        """Return the folder in which a version's files have their names."""
        return self.files / folder_of(model_id) / check_version(version)

    @contextlib.contextmanager
    def writing(self, timeout_s: float = 10.0) -> Iterator[None]:
        """Hold the store's write lock. The system frees it when the process dies, however it dies.

        Raises:
            StoreBusyError: another process held it for all of `timeout_s`.
            StoreError: the folder cannot be written.
        """
        import filelock

        make_folder(self.root)
        note = self.root / "writer.json"
        lock = filelock.FileLock(self.root / "lock", thread_local=False)
        try:
            lock.acquire(timeout=timeout_s, poll_interval=0.05)
        except filelock.Timeout as error:
            raise StoreBusyError(
                f"The store {self.root} is being written by {_writer(note)}; "
                f"waited {timeout_s:g} s."
            ) from error
        except OSError as error:
            raise StoreError(f"The store {self.root} cannot be locked: {error}.") from error
        try:
            with contextlib.suppress(OSError):  # for people only
                note.write_text(json.dumps({"pid": os.getpid()}))
            yield
        finally:
            note.unlink(missing_ok=True)
            lock.release()

    def staging_folder(self) -> Path:
        """Make and return an empty folder under `staging`, on the blobs' file system."""
        import tempfile

        make_folder(self.staging)
        return Path(tempfile.mkdtemp(dir=self.staging))


def _writer(note: Path) -> str:
    try:
        return f"process {json.loads(note.read_text())['pid']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"


def make_folder(path: Path) -> None:
    """Make a folder and its parents.

    Raises:
        StoreError: it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The folder {path} cannot be made: {error.strerror or error}.",
            hint="Set ONHAND_HOME to a folder that you may write.",
        ) from error


def write_whole(path: Path, content: bytes) -> None:
    """Write a small file so that after any crash it has its old content or all of the new.

    Raises:
        NotEnoughDiskError, StoreError: see `disk_errors`; the old content stays.
    """
    import tempfile

    make_folder(path.parent)
    with disk_errors(path):
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                flush(file)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    flush_folder(path.parent)


def write_json(path: Path, data: Any) -> None:
    """Write JSON by `write_whole`."""
    write_whole(path, json.dumps(data, indent=1, ensure_ascii=False).encode())


def flush(file: IO[bytes] | io.FileIO) -> None:
    """Push a file's content to the disk."""
    file.flush()
    os.fsync(file.fileno())


def flush_folder(path: Path) -> None:
    """Push a folder's entries to the disk where the system can."""
    with contextlib.suppress(OSError):  # Windows cannot open folders
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turn a full disk or quota, and what else the system refuses, into our errors.

    Raises:
        NotEnoughDiskError: there is no room for `path`.
        StoreError: `path` may not be written, or the disk fails.
    """
    import errno

    full = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}
    try:
        yield
    except OSError as error:
        if error.errno not in full:
            raise StoreError(f"{path} cannot be written: {error.strerror or error}.") from error
        raise NotEnoughDiskError(
            f"The disk ran full while writing {path} ({free_bytes(path)} bytes are free). "
            "What was fetched is kept for a resume.",
            hint="Free some space (`onhand rm`; `onhand gc --days 0` also drops broken downloads) "
            "and try again.",
        ) from error


def free_bytes(path: Path) -> int:
    """Return the free bytes of the disk that holds `path` or will."""
    import shutil

    while not path.exists() and path != path.parent:
        path = path.parent
    return shutil.disk_usage(path).free


def check_room(path: Path, needed_bytes: int, reserve_bytes: int = RESERVE_BYTES) -> None:
    """Raise NotEnoughDiskError unless `needed_bytes` and a reserve are free at `path`."""
    free = free_bytes(path)
    if needed_bytes > 0 and free < needed_bytes + reserve_bytes:
        raise NotEnoughDiskError(
            f"{needed_bytes:,} bytes are needed, and {reserve_bytes:,} stay in reserve, "
            f"but only {free:,} are free at {path}.",
            needed_bytes=needed_bytes,
            free_bytes=free,
        )


def link_or_copy(source: Path, target: Path) -> None:
    """Let `target` have the content of `source`: a hard link, else a symbolic one, else a copy."""
    make_folder(target.parent)
    try:
        target.hardlink_to(source)
        return
    except OSError:
        pass
    try:
        target.symlink_to(os.path.relpath(source, target.parent))
        return
    except OSError:
        pass
    import shutil

    with disk_errors(target):
        shutil.copyfile(source, target)


def remove_tree(path: Path) -> None:
    """Remove a folder with read-only files in it; one that is not there is fine."""

    import shutil

    def make_writable(remove: Any, name: str, _: object) -> None:
        Path(name).chmod(0o700)  # Windows does not delete read-only files
        remove(name)

    if path.exists():
        if sys.version_info >= (3, 12):
            shutil.rmtree(path, onexc=make_writable)
        else:
            shutil.rmtree(path, onerror=make_writable)
