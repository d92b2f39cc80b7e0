"""What is installed: one record a version, and which version is current. Small JSON files."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onhand.errors import ManifestError, ModelCorruptError, ModelNotFoundError
from onhand.store.kinds import is_projector
from onhand.store.layout import Layout, remove_tree, write_json
from onhand.store.manifest import Manifest
from onhand.store.names import check_id, check_version


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An installed version.

    Attributes:
        manifest: its manifest, with every file's hash and chunks.
        reference: what it was pulled by, so that an update can ask there again.
        installed_at: when, UTC.
        digest: identity of what the source offered at that time; an update is offered when the
            source has another one by now.
        base_url: address that relative file addresses start from; "": there are none.
        verified_by: key ids whose signatures were checked; empty: none was asked for.
    """

    manifest: Manifest
    reference: str
    installed_at: str
    digest: str
    base_url: str = ""
    verified_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Descriptor:
    """An installed model, ready to be opened.

    Attributes:
        manifest: what it is.
        folder: where its files have their names.
        is_current: whether its id alone means this version.
        reference: what it was pulled by.
        installed_at: when, UTC.
        verified_by: key ids whose signatures were checked.
    """

    manifest: Manifest
    folder: Path
    is_current: bool
    reference: str
    installed_at: str
    verified_by: tuple[str, ...] = field(default=())

    @property
    def id(self) -> str:
        """Name of the model."""
        return self.manifest.id

    @property
    def version(self) -> str:
        """Its version."""
        return self.manifest.version

    @property
    def runtime(self) -> str:
        """The runtime that executes it."""
        return self.manifest.runtime

    @property
    def size_bytes(self) -> int:
        """Bytes of all its files."""
        return self.manifest.size_bytes

    @property
    def path(self) -> Path:
        """What a runtime opens: a file, or the folder where the manifest's entry is "."."""
        return self.folder if self.manifest.entry == "." else self.folder / self.manifest.entry

    @property
    def projector(self) -> Path | None:
        """The GGUF file that reads pictures or sound for the model; None: it has none."""
        names = (file.name for file in self.manifest.files if file.name != self.manifest.entry)
        return next((self.folder / name for name in names if is_projector(name)), None)

    @property
    def paths(self) -> dict[str, Path]:
        """All its files by name."""
        return {file.name: self.folder / file.name for file in self.manifest.files}

    def to_dict(self) -> dict[str, Any]:
        """Return what a person or a script wants to know of it, as JSON-able data."""
        manifest = self.manifest
        return {
            "id": self.id,
            "version": self.version,
            "is_current": self.is_current,
            "runtime": self.runtime,
            "architecture": manifest.architecture,
            "size_bytes": self.size_bytes,
            "n_files": len(manifest.files),
            "path": str(self.path),
            "license": manifest.license,
            "source": manifest.source,
            "reference": self.reference,
            "installed_at": self.installed_at,
            "verified_by": list(self.verified_by),
        }


class Records:
    """Reads and writes the records of a store. Writers hold the store's lock."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def read(self, model_id: str, version: str) -> Record | None:
        """Return a version's record, or None when it is not installed.

        Raises:
            ModelCorruptError: the record is damaged.
        """
        return self._read(self._layout.record(model_id, version))

    def _read(self, path: Path) -> Record | None:
        try:
            data = json.loads(path.read_bytes())
            return Record(
                manifest=Manifest.from_dict(data["manifest"]),
                reference=data["reference"],
                installed_at=data["installed_at"],
                digest=data["digest"],
                base_url=data["base_url"],
                verified_by=tuple(data["verified_by"]),
            )
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, ManifestError) as error:
            raise ModelCorruptError(
                f"The record {path} is damaged: {error}.",
                hint="Pull the model again, or remove it by `onhand rm`.",
            ) from error

    def write(self, record: Record) -> None:
        """Write a version's record: from now on it is installed."""
        path = self._layout.record(record.manifest.id, record.manifest.version)
        data = {
            "reference": record.reference,
            "installed_at": record.installed_at,
            "digest": record.digest,
            "base_url": record.base_url,
            "verified_by": list(record.verified_by),
            "manifest": record.manifest.to_dict(),
        }
        write_json(path, data)

    def remove(self, model_id: str, version: str) -> None:
        """Remove a version's record and the folder of its names; the content stays for `gc`."""
        self._layout.record(model_id, version).unlink(missing_ok=True)
        remove_tree(self._layout.view(model_id, version))
        current, former = self.history(model_id)
        folder = self._layout.current(model_id).parent
        if current is None:
            self._layout.current(model_id).unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                folder.rmdir()
                self._layout.view(model_id, version).parent.rmdir()
        else:
            self.set_history(model_id, current, former)

    def ids(self) -> list[str]:
        """Return the ids that have a record, sorted."""
        try:
            folders = sorted(path.name for path in self._layout.models.iterdir() if path.is_dir())
        except (FileNotFoundError, NotADirectoryError):
            return []
        names = (name.replace("--", "/") for name in folders)
        return [name for name in names if _is(check_id, name) and self.versions(name)]

    def versions(self, model_id: str) -> list[str]:
        """Return the installed versions of a model by name; files of others are passed over."""
        folder = self._layout.current(check_id(model_id)).parent
        try:
            found = [path.name for path in folder.iterdir() if path.suffix == ".json"]
        except (FileNotFoundError, NotADirectoryError):
            return []
        names = (name.removesuffix(".json") for name in found)
        return sorted(name for name in names if _is(check_version, name))

    def damaged(self) -> Iterator[tuple[str, str, ModelCorruptError]]:
        """Yield id, version and what is wrong of each record that cannot be read."""
        for model_id in self.ids():
            for version in self.versions(model_id):
                error = self._fault(model_id, version)
                if error is not None:
                    yield model_id, version, error

    def _fault(self, model_id: str, version: str) -> ModelCorruptError | None:
        try:
            self.read(model_id, version)
        except ModelCorruptError as error:
            return error
        return None

    def all(self) -> Iterator[Record]:
        """Yield the sound records of all versions of all models; damaged ones are passed over."""
        for model_id in self.ids():
            for version in self.versions(model_id):
                with contextlib.suppress(ModelCorruptError):
                    record = self.read(model_id, version)
                    if record is not None:
                        yield record

    def history(self, model_id: str) -> tuple[str | None, list[str]]:
        """Return the current version of a model and those before it, the oldest first.

        Names installed versions only, whatever a killed process or a damaged file left behind.
        """
        current, former = None, []
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            data = json.loads(self._layout.current(model_id).read_bytes())
            current, former = data["current"], list(data["former"])
        versions = self.versions(model_id)
        former = [name for name in former if name in versions]
        if current in versions:
            return current, former
        if former:
            return former[-1], former[:-1]
        return self._newest(model_id, versions), []

    def _newest(self, model_id: str, versions: list[str]) -> str | None:
        """Return the version that was installed last; a damaged one only if there is no other."""
        found = {}
        for version in versions:
            with contextlib.suppress(ModelCorruptError):
                record = self.read(model_id, version)
                if record is not None:
                    found[version] = (record.installed_at, record.manifest.created_at)
        return max(found or versions, key=lambda name: found.get(name, ()), default=None)

    def set_history(self, model_id: str, current: str, former: list[str]) -> None:
        """Say which version is current and which were before it, the oldest first."""
        write_json(self._layout.current(model_id), {"current": current, "former": former})

    def make_current(self, model_id: str, version: str) -> None:
        """Make an installed version the current one; the former one can be rolled back to."""
        current, former = self.history(model_id)
        if current != version:
            former = [name for name in former if name != version]
            if current is not None and current in self.versions(model_id):
                former.append(current)
            self.set_history(model_id, version, former)
        elif not self._layout.current(model_id).exists():
            self.set_history(model_id, version, [])

    def describe(self, record: Record) -> Descriptor:
        """Return the descriptor of an installed version."""
        manifest = record.manifest
        return Descriptor(
            manifest=manifest,
            folder=self._layout.view(manifest.id, manifest.version),
            is_current=self.history(manifest.id)[0] == manifest.version,
            reference=record.reference,
            installed_at=record.installed_at,
            verified_by=record.verified_by,
        )

    def find(self, name: str) -> Record:
        """Return the record that `name` means: "id", "id@version", or a reference it was pulled by.

        Raises:
            ModelNotFoundError: nothing installed goes by that name.
            ModelCorruptError: its record is damaged.
        """
        record = self.read(*self.locate(name))
        if record is None:  # it was removed this moment
            raise self._not_found(name)
        return record

    def locate(self, name: str) -> tuple[str, str]:
        """Return the id and version that `name` means, whether or not its record can be read.

        Raises:
            ModelNotFoundError: nothing installed goes by that name.
        """
        model_id, _, version = name.partition("@")
        if _is(check_id, model_id):
            wanted = version or self.history(model_id)[0]
            if wanted in self.versions(model_id):
                return model_id, str(wanted)
        same = [record for record in self.all() if record.reference == name]
        if same:
            record = max(same, key=lambda record: record.installed_at)
            return record.manifest.id, record.manifest.version
        raise self._not_found(name)

    def _not_found(self, name: str) -> ModelNotFoundError:
        model_id, _, version = name.partition("@")
        with contextlib.suppress(ManifestError):
            versions = self.versions(model_id)
            if version and versions:
                return ModelNotFoundError(
                    f"{model_id} is installed, but not as version {version!r}.",
                    hint=f"Installed: {', '.join(versions)}.",
                )
        import difflib

        near = difflib.get_close_matches(name, self.ids(), n=3)
        hint = f"Did you mean {', '.join(near)}? " if near else ""
        return ModelNotFoundError(
            f"No model {name!r} is installed.",
            hint=f"{hint}`onhand list` shows what is here, `onhand pull {name}` fetches it.",
        )


def _is(check: Callable[[object], str], name: str) -> bool:
    """Whether `check` lets a name pass."""
    try:
        check(name)
    except ManifestError:
        return False
    return True
