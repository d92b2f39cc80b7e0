"""Unpacks zip bundles without trusting them: no escape, no links, no bombs, no odd names."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from pathlib import Path
from typing import Any, Final

from onhand.errors import ManifestError, ModelCorruptError
from onhand.store.events import Progress
from onhand.store.layout import check_room, disk_errors, flush, make_folder
from onhand.store.manifest import MAX_FILES, parse_json
from onhand.store.names import check_file_name

MAX_RATIO: Final = 200
"""Largest unpacked size over packed size; weights hardly compress, bombs do."""

MIN_SUSPICIOUS_BYTES: Final = 64 << 20
MAX_DIRECTORY_BYTES: Final = 8 << 20
"""Longest directory of an archive: `MAX_FILES` entries with long names."""

VERSION_FILE: Final = "version.json"
_READ_BYTES: Final = 1 << 20
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    ValueError,  # names that are no UTF-8
    OSError,  # offsets before the beginning; what fails in writing is a StoreError already
)


def unpack_zip(archive: Path, folder: Path, progress: Progress | None = None) -> list[str]:
    """Unpack `archive` into the empty `folder` and return the files' names, sorted.

    A single folder that everything lies in is left out of the names.

    Raises:
        ModelCorruptError: it is no zip, is damaged, or is refused: a path that climbs or is
            absolute, a link or device, encryption, a name twice, absurd counts or sizes.
        NotEnoughDiskError: there is no room for its content.
    """
    try:
        with _ShortReads(archive) as file, zipfile.ZipFile(file) as opened:
            members = _checked(opened, archive)
            check_room(folder, sum(item.file_size for item in members.values()))
            for name, item in members.items():
                _extract(opened, item, folder / name, progress)
    except _DAMAGE as error:
        raise ModelCorruptError(f"The archive {archive.name} is damaged: {error}.") from error
    except ManifestError as error:
        raise ModelCorruptError(
            f"The archive {archive.name} is refused: {error.message}"
        ) from error
    return sorted(members)


def read_version(folder: Path) -> dict[str, Any]:
    """Return the object in a bundle's `version.json`; empty when there is none.

    Raises:
        ManifestError: it is no JSON object, or is too long.
    """
    path = folder / VERSION_FILE
    if not path.is_file():
        return {}
    if path.stat().st_size > 1 << 20:
        raise ManifestError(f"{VERSION_FILE} has more than 1 MiB.")
    data = parse_json(path.read_bytes(), VERSION_FILE)
    if not isinstance(data, dict):
        raise ManifestError(f"{VERSION_FILE} must be an object.")
    return data


class _ShortReads(io.FileIO):
    """A file of which nobody reads much at once.

    `zipfile` takes a whole directory into memory, of millions of entries if it claims so.
    """

    def read(self, size: int | None = -1, /) -> bytes:
        """Return the next `size` bytes.

        Raises:
            zipfile.BadZipFile: they are more than a directory that is accepted can have.
        """
        if size is not None and size > MAX_DIRECTORY_BYTES:
            raise zipfile.BadZipFile(f"its directory claims {size:,} bytes")
        return super().read(size) or b""


def _checked(opened: zipfile.ZipFile, archive: Path) -> dict[str, zipfile.ZipInfo]:
    """Return the members to write by name, after every check that the directory allows."""
    items = [item for item in opened.infolist() if not item.is_dir()]
    if not items or len(items) > MAX_FILES:
        raise ManifestError(f"it has {len(items)} files; 1 to {MAX_FILES} are possible.")
    total = sum(item.file_size for item in items)
    packed = archive.stat().st_size
    if total > MIN_SUSPICIOUS_BYTES and total > MAX_RATIO * packed:
        raise ManifestError(f"its {packed:,} bytes would become {total:,}: a bomb.")
    members: dict[str, zipfile.ZipInfo] = {}
    for item in items:
        # orig_filename: ZipFile cuts names at a zero byte and rewrites separators
        check_file_name(item.orig_filename)
        kind = stat.S_IFMT(item.external_attr >> 16)
        if kind not in (0, stat.S_IFREG):
            raise ManifestError(f"{item.filename!r} is a link or a device.")
        if item.flag_bits & 0x1:
            raise ManifestError(f"{item.filename!r} is encrypted.")
        if item.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ManifestError(f"{item.filename!r} is compressed by method {item.compress_type}.")
        members[item.orig_filename] = item
    if len({name.lower() for name in members}) != len(items):
        raise ManifestError("a name occurs twice (case ignored).")
    top = {name.split("/")[0] for name in members}
    if len(top) == 1 and all("/" in name for name in members):
        members = {name.split("/", 1)[1]: item for name, item in members.items()}
    return members


def _extract(
    opened: zipfile.ZipFile, item: zipfile.ZipInfo, target: Path, progress: Progress | None
) -> None:
    """Write one member, never more bytes than its entry states; zipfile checks the CRC-32."""
    make_folder(target.parent)
    left = item.file_size
    with opened.open(item) as source, disk_errors(target), target.open("xb") as out:
        while piece := source.read(_READ_BYTES):
            left -= len(piece)
            if left < 0:
                raise ModelCorruptError(f"{item.filename!r} is longer than its entry says: a bomb.")
            out.write(piece)
            if progress is not None:
                progress.check_cancelled()
        flush(out)
    if left:
        raise ModelCorruptError(f"{item.filename!r} is {left:,} bytes shorter than its entry says.")
