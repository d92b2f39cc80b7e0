"""Installs an offer: fetches what is missing, verifies everything, publishes all at once."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from onhand.errors import (
    ManifestError,
    ModelCorruptError,
    ModelUnsupportedError,
)
from onhand.store import kinds
from onhand.store.archive import read_version, unpack_zip
from onhand.store.blobs import Blobs
from onhand.store.chunks import gguf_header, is_gguf
from onhand.store.events import (
    Progress,
    PublishedEvent,
    ResolvedEvent,
)
from onhand.store.layout import Layout, check_room, remove_tree
from onhand.store.manifest import Manifest, ModelFile, format_time
from onhand.store.names import check_id, check_version, id_from
from onhand.store.obtain import Obtainer, VerifiedFile, partial_key
from onhand.store.offer import Offer, OfferedFile
from onhand.store.records import Record, Records
from onhand.types.sampling import SamplingParams


class Installer:
    """Installs offers into one store, whose write lock the caller holds.

    Args:
        layout, records, blobs: the store.
        obtainer: gets the files.
        progress: counts, tells and cancels.
        reserve_bytes: disk space that is left free.
        refuse_unsigned: raises SignatureError for ids that only a signed manifest may have.
    """

    def __init__(
        self,
        layout: Layout,
        records: Records,
        blobs: Blobs,
        *,
        obtainer: Obtainer,
        progress: Progress,
        reserve_bytes: int,
        refuse_unsigned: Callable[[str], None],
    ) -> None:
        self._layout = layout
        self._records = records
        self._blobs = blobs
        self._obtainer = obtainer
        self._progress = progress
        self._reserve_bytes = reserve_bytes
        self._refuse_unsigned = refuse_unsigned

    def install(self, offer: Offer, *, verified_by: Sequence[str] = ()) -> Record:
        """Fetch, verify and publish; the version becomes the current one.

        Raises:
            ModelCorruptError: a file is wrong; it is in quarantine now.
            DownloadError: a download failed for good; what was fetched is kept.
            NotEnoughDiskError: there is no room.
            ManifestError: the version is installed with other content, or recommends sampling
                options that there are not.
            SignatureError: a bundle without a signed manifest takes an id that a key is pinned for.
            OfflineError, PullCancelledError, ModelNotFoundError, ModelUnsupportedError.
        """
        _check_sampling(offer)
        self._announce(offer)
        with contextlib.ExitStack() as stack:
            stack.callback(self._obtainer.close)
            files = self._obtain(offer)
            version_data: dict[str, Any] = {}
            if offer.unpack:
                folder = stack.enter_context(self._staging())
                files, version_data = self._unpack(files[0], folder)
            self._check_headers(files)
            manifest = self._manifest(offer, files, version_data)
            if offer.manifest is None:  # a bundle names itself: not by another one's name
                self._refuse_unsigned(manifest.id)
            record = Record(
                manifest=manifest,
                reference=offer.reference,
                installed_at=format_time(datetime.now(timezone.utc)),
                digest=offer.digest,
                base_url="" if offer.unpack else offer.base_url,
                verified_by=tuple(verified_by),
            )
            self._publish(record, files)
        self._progress.finish()
        self._progress.tell(
            PublishedEvent(manifest.id, manifest.version, self._progress.fetched_bytes)
        )
        return record

    def _obtain(self, offer: Offer) -> list[VerifiedFile]:
        """Return all files; content that occurs twice is had once."""
        files: list[VerifiedFile] = []
        for wanted in offer.files:
            same = [file for file in files if file.sha256 == wanted.sha256]
            if same:
                files.append(replace(same[0], name=wanted.name, path=None, partial=None))
            else:
                files.append(self._obtainer.obtain(wanted, offer))
        return files

    def _announce(self, offer: Offer) -> None:
        """Tell what will be done, and look whether there is room for it."""
        sizes = [file.size_bytes for file in offer.files]
        total = None if None in sizes else sum(size for size in sizes if size is not None)
        here = needed = 0
        for file in offer.files:
            if file.sha256 and self._blobs.has(file.sha256, file.size_bytes or 0):
                here += file.size_bytes or 0
            else:
                part = self._layout.partial / f"{partial_key(file)}.part"
                done = part.stat().st_blocks * 512 if _has_blocks(part) else 0
                needed += max(0, (file.size_bytes or 0) - done)
        self._progress.total_bytes = total
        check_room(self._layout.root, needed, self._reserve_bytes)
        self._progress.tell(ResolvedEvent(offer.id, offer.version, total, here))

    def _check_headers(self, files: Sequence[VerifiedFile]) -> None:
        """Refuse GGUF files that native code would choke on, though they came as they were sent."""
        for file in files:
            path = file.path or self._blobs.path(file.sha256)
            if not file.name.lower().endswith(".gguf"):
                continue
            try:
                gguf_header(path)
            except (ModelCorruptError, ModelUnsupportedError) as error:
                if file.partial is not None:
                    raise self._obtainer.quarantine(
                        file.name, file.partial, error.message
                    ) from error
                raise

    def _unpack(
        self, archive: VerifiedFile, folder: Path
    ) -> tuple[list[VerifiedFile], dict[str, Any]]:
        """Unpack a zip; its content takes the place of the archive."""
        source = archive.path or self._blobs.path(archive.sha256)
        try:
            names = unpack_zip(source, folder, self._progress)
            version_data = read_version(folder)
        except (ModelCorruptError, ManifestError) as error:
            if archive.partial is not None:
                raise self._obtainer.quarantine(
                    archive.name, archive.partial, error.message
                ) from error
            raise
        files = []
        for name in names:
            path = folder / name
            sha256, chunks = self._obtainer.hash(path, OfferedFile(name=name))
            files.append(VerifiedFile(name, sha256, path.stat().st_size, chunks, None, path))
        if archive.partial is not None:
            files[0].partial = archive.partial  # discarded with it, once all is published
        return files, version_data

    @contextlib.contextmanager
    def _staging(self) -> Iterator[Path]:
        folder = self._layout.staging_folder()
        try:
            yield folder
        finally:
            remove_tree(folder)

    def _manifest(
        self, offer: Offer, files: Sequence[VerifiedFile], version_data: dict[str, Any]
    ) -> Manifest:
        """Return the manifest to record: the publisher's with chunks added, or one made here."""
        rows = tuple(
            ModelFile(
                name=file.name,
                size_bytes=file.size_bytes,
                sha256=file.sha256,
                chunks=file.chunks,
                url=None if offer.unpack else file.url,
            )
            for file in files
        )
        names = [file.name for file in files]
        if offer.manifest is not None:
            if not offer.unpack:
                given = {file.name: file.url for file in offer.manifest.files}
                kept = tuple(replace(row, url=given[row.name]) for row in rows)
                return replace(offer.manifest, files=kept)
            runtime, entry = kinds.detect(names)
            return replace(
                offer.manifest, files=rows, unpack=None, runtime=runtime, entry=entry, signatures=()
            )
        runtime, entry = kinds.detect(names)
        identity = hashlib.sha256("".join(sorted(file.sha256 for file in files)).encode())
        model_id = offer.id
        if isinstance(version_data.get("id"), str):
            model_id = check_id(version_data["id"])
        elif isinstance(version_data.get("name"), str):
            model_id = id_from(version_data["name"])
        version = version_data.get("version", offer.version) or identity.hexdigest()[:12]
        return Manifest(
            id=model_id,
            version=check_version(str(version)),
            runtime=runtime,
            entry=entry,
            files=rows,
            created_at=format_time(datetime.now(timezone.utc)),
            architecture=self._architecture(files, entry),
            **offer.facts,
        )

    def _architecture(self, files: Sequence[VerifiedFile], entry: str) -> str:
        for file in files:
            path = file.path or self._blobs.path(file.sha256)
            if file.name == entry and is_gguf(path):
                value = gguf_header(path).metadata.get("general.architecture")
                return value if isinstance(value, str) else ""
        return ""

    def _publish(self, record: Record, files: Sequence[VerifiedFile]) -> None:
        """Make it visible: contents first, then names, then the record, then what is current."""
        manifest = record.manifest
        before = None
        with contextlib.suppress(ModelCorruptError):  # a damaged record is replaced
            before = self._records.read(manifest.id, manifest.version)
        if before is not None and _contents(before.manifest) != _contents(manifest):
            raise ManifestError(
                f"{manifest.id} {manifest.version} is installed with other content.",
                hint="The publisher must name a changed model by another version; "
                f"`onhand rm {manifest.id}@{manifest.version}` makes room for this one.",
            )
        for file in files:
            if file.path is None:
                continue
            if file.is_ours:
                self._blobs.take(file.path, file.sha256)
            else:
                self._blobs.copy_in(file.path, file.sha256, may_link=file.may_link)
        self._blobs.publish_view(manifest)
        self._records.write(record)
        self._records.make_current(manifest.id, manifest.version)
        for file in files:
            if file.partial is not None:
                file.partial.discard()


def _check_sampling(offer: Offer) -> None:
    """Refuse recommendations that would fail whoever generates, before anything is fetched."""
    given = offer.manifest.sampling if offer.manifest else offer.facts.get("sampling", {})
    try:
        SamplingParams(**given)
    except (TypeError, ValueError) as error:
        raise ManifestError(f"{offer.id} recommends impossible sampling: {error}.") from error


def _contents(manifest: Manifest) -> set[tuple[str, str]]:
    return {(file.name, file.sha256) for file in manifest.files}


def _has_blocks(path: Path) -> bool:
    return path.exists() and hasattr(path.stat(), "st_blocks")
