"""Contents by their SHA-256: each once, read-only, kept as long as a record names it."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onhand.store.layout import (
    Layout,
    disk_errors,
    flush,
    flush_folder,
    link_or_copy,
    make_folder,
    remove_tree,
    write_json,
)
from onhand.store.manifest import Manifest
from onhand.store.records import Records

_HASH = re.compile(rb"\b[0-9a-f]{64}\b")
_COPY_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Collected:
    """What a collection removed.

    Attributes:
        n_files: files removed.
        freed_bytes: their bytes.
    """

    n_files: int
    freed_bytes: int


class Blobs:
    """The contents of a store. Writers hold the store's lock."""

    def __init__(self, layout: Layout, records: Records) -> None:
        self._layout = layout
        self._records = records

    def has(self, sha256: str, size_bytes: int) -> bool:
        """Whether the content with that hash is here in full length."""
        try:
            return self._layout.blob(sha256).stat().st_size == size_bytes
        except FileNotFoundError:
            return False

    def path(self, sha256: str) -> Path:
        """Return where that content lies, or would lie."""
        return self._layout.blob(sha256)

    def take(self, verified: Path, sha256: str) -> None:
        """Move a verified file in, on the same file system; drops it if the content is here."""
        target = self._layout.blob(sha256)
        if target.exists() and target.stat().st_size == verified.stat().st_size:
            verified.unlink()
            return
        make_folder(target.parent)
        with contextlib.suppress(OSError):
            verified.chmod(0o444)
        verified.replace(target)
        flush_folder(target.parent)

    def copy_in(self, verified: Path, sha256: str, *, may_link: bool) -> None:
        """Take the content of a verified file that stays where it is.

        A link is for files that nobody writes to, as in the hub's cache; others are copied.
        """
        target = self._layout.blob(sha256)
        if target.exists():
            return
        make_folder(target.parent)
        temporary = target.with_name(f".{sha256}.tmp")
        temporary.unlink(missing_ok=True)
        if not (may_link and _try_link(temporary, verified)):
            _copy(verified, temporary)
        temporary.replace(target)
        flush_folder(target.parent)

    def publish_view(self, manifest: Manifest) -> Path:
        """Give a version's files their names in its folder, all at once."""
        final = self._layout.view(manifest.id, manifest.version)
        # a sibling, so that relative links stay right when the folder is renamed
        building = final.with_name(f".{final.name}.tmp")
        remove_tree(building)
        make_folder(building)
        for file in manifest.files:
            link_or_copy(self._layout.blob(file.sha256), building / file.name)
        remove_tree(final)
        building.replace(final)
        flush_folder(final.parent)
        return final

    def set_aside(self, path: Path, name: str, reason: str) -> Path:
        """Move a wrong file into quarantine, with a note of the reason; return where it is."""
        make_folder(self._layout.quarantine)
        stem = f"{time.strftime('%Y%m%d-%H%M%S')}-{name.replace('/', '_')[:80]}"
        target = self._layout.quarantine / stem
        n = 1
        while target.exists():
            n += 1
            target = self._layout.quarantine / f"{stem}.{n}"
        path.replace(target)
        write_json(target.with_name(f"{target.name}.json"), {"name": name, "reason": reason})
        return target

    def referenced(self) -> set[str]:
        """Return the hashes that records name. A damaged record still protects what it names."""
        found: set[str] = set()
        with contextlib.suppress(FileNotFoundError):
            for path in self._layout.models.rglob("*.json"):
                with contextlib.suppress(OSError):
                    found.update(match.decode() for match in _HASH.findall(path.read_bytes()))
        return found

    def stored(self) -> Iterator[Path]:
        """Yield every content that is here."""
        with contextlib.suppress(FileNotFoundError):
            for folder in self._layout.blobs.iterdir():
                if folder.is_dir():
                    yield from folder.iterdir()

    def drop_unreferenced(self) -> Collected:
        """Remove the contents that no record names."""
        keep = self.referenced()
        return remove_files(path for path in self.stored() if path.name not in keep)

    def collect(self, max_age_s: float) -> Collected:
        """Remove what nothing needs: contents, names, staging; and old partial or wrong files."""
        parts = [self.drop_unreferenced()]
        views = self._orphan_views()
        for folder in views:
            parts.append(remove_files(path for path in folder.rglob("*") if path.is_file()))
            remove_tree(folder)
        oldest = time.time() - max_age_s
        for folder in (self._layout.partial, self._layout.quarantine):
            with contextlib.suppress(FileNotFoundError):
                old = [path for path in folder.iterdir() if path.lstat().st_mtime <= oldest]
                parts.append(remove_files(old))
        remove_tree(self._layout.staging)
        unfinished = [path for path in self._layout.root.rglob(".*.tmp") if path.is_file()]
        parts.append(remove_files(unfinished))
        return Collected(
            sum(part.n_files for part in parts), sum(part.freed_bytes for part in parts)
        )

    def _orphan_views(self) -> list[Path]:
        known = {self._layout.view(r.manifest.id, r.manifest.version) for r in self._records.all()}
        found = []
        with contextlib.suppress(FileNotFoundError):
            for folder in self._layout.files.iterdir():
                found += [path for path in folder.iterdir() if path not in known]
        return found


def _copy(source: Path, target: Path) -> None:
    """Make a read-only copy that survives a power cut; of one that fails nothing stays."""
    try:
        with disk_errors(target), source.open("rb") as file, target.open("xb") as copy:
            shutil.copyfileobj(file, copy, _COPY_BYTES)
            flush(copy)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    with contextlib.suppress(OSError):
        target.chmod(0o444)


def _try_link(path: Path, target: Path) -> bool:
    try:
        path.hardlink_to(target)
    except OSError:
        return False
    return True


def remove_files(paths: Iterable[Path]) -> Collected:
    """Remove files and return how many, and how many bytes no other name keeps alive."""
    n, freed = 0, 0
    for path in paths:
        try:
            status = path.lstat()
            if os.name == "nt":  # Windows does not delete read-only files
                path.chmod(0o600)
            path.unlink()
        except OSError:
            continue
        n += 1
        freed += status.st_size if status.st_nlink == 1 else 0
    return Collected(n, freed)
