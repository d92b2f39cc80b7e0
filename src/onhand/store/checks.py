"""Asks whether installed models are out of date, and proves that what is installed is unharmed."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from onhand.errors import OnhandError
from onhand.store.blobs import Blobs
from onhand.store.chunks import hash_file
from onhand.store.events import Progress, QuarantineEvent, VerifyEvent
from onhand.store.layout import Layout, write_json
from onhand.store.manifest import Chunk
from onhand.store.offer import Offer, OfferedFile
from onhand.store.offline import is_metered, offline_reason
from onhand.store.records import Record, Records


@dataclass(frozen=True, slots=True)
class Outdated:
    """An installed model whose source offers another version, or could not be asked.

    Attributes:
        id: the model.
        installed: its current version.
        available: the version that the source has; "": it does not name one.
        reference: where it was asked.
        error: why it could not be asked; "": it could.
    """

    id: str
    installed: str
    available: str
    reference: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What verifying one file found.

    Attributes:
        id: the model.
        version: its version.
        name: the file.
        is_sound: whether its content is what the manifest says.
        reason: what is wrong; "": nothing.
        path: where the wrong file is now; None: it is sound, or missing.
        is_repaired: whether it was wrong, and the right one has taken its place.
    """

    id: str
    version: str
    name: str
    is_sound: bool
    reason: str = ""
    path: Path | None = None
    is_repaired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatePolicy:
    """When an app may ask for updates.

    Attributes:
        min_interval_s: time between two questions for the same model.
        allows_metered: ask on connections that cost by volume, too.
        is_metered: says whether the connection does; None as an answer: unknown, which counts
            as not metered.
    """

    min_interval_s: float = 24 * 3600.0
    allows_metered: bool = False
    is_metered: Callable[[], bool | None] = is_metered


@dataclass(frozen=True, slots=True)
class UpdateCheck:
    """The answer to "is there an update?".

    Attributes:
        status: "available", "current", "skipped" (the policy says not now), or "failed".
        installed: the current version.
        available: the version that the source has; "": unknown, or the same.
        reason: why it was skipped or failed: "offline", "metered", "recent", or the error.
    """

    status: Literal["available", "current", "skipped", "failed"]
    installed: str
    available: str = ""
    reason: str = ""


class UpdateClock:
    """Remembers when each model was last asked for, across restarts of the app."""

    def __init__(self, layout: Layout, now: Callable[[], float] = time.time) -> None:
        self._path = layout.root / "update-checks.json"
        self._now = now

    def is_recent(self, model_id: str, interval_s: float) -> bool:
        """Whether the last question is less than `interval_s` ago; a clock set back asks anew."""
        last = self._times().get(model_id)
        return isinstance(last, (int, float)) and 0 <= self._now() - last < interval_s

    def note(self, model_id: str) -> None:
        """Remember that it was asked now."""
        write_json(self._path, {**self._times(), model_id: self._now()})

    def _times(self) -> dict[str, Any]:
        try:
            data = json.loads(self._path.read_bytes())
        except (OSError, ValueError):
            return {}
        return data if isinstance(data, dict) else {}


def reason_to_skip(
    model_id: str, policy: UpdatePolicy, clock: UpdateClock, *, offline: bool
) -> str:
    """Return why an app should not ask now: "offline", "metered", "recent"; "": it should."""
    if offline or offline_reason():
        return "offline"
    if clock.is_recent(model_id, policy.min_interval_s):
        return "recent"
    return "metered" if not policy.allows_metered and policy.is_metered() else ""


def outdated(record: Record, ask: Callable[[str], Offer]) -> Outdated | None:
    """Return how a model differs from what its source offers by now, or None when it does not."""
    manifest = record.manifest
    try:
        offer = ask(record.reference)
    except OnhandError as error:
        return Outdated(manifest.id, manifest.version, "", record.reference, error.message)
    if offer.digest == record.digest:
        return None
    return Outdated(manifest.id, manifest.version, offer.version, record.reference)


class Verifier:
    """Reads what is installed and compares it with its hashes; holds the store's lock."""

    def __init__(self, layout: Layout, records: Records, blobs: Blobs, progress: Progress) -> None:
        self._layout = layout
        self._records = records
        self._blobs = blobs
        self._progress = progress
        self._known: dict[str, tuple[str, Path | None]] = {}

    def verify(self, record: Record) -> list[FileCheck]:
        """Check all files of a version; a wrong one goes to quarantine and the version with it."""
        manifest = record.manifest
        checks = []
        for file in manifest.files:
            reason, path = self._check(file.sha256, file.size_bytes, file.name)
            checks.append(
                FileCheck(manifest.id, manifest.version, file.name, not reason, reason, path)
            )
        if all(check.is_sound for check in checks):
            if self._lacks_names(record):
                self._blobs.publish_view(manifest)
        else:
            self._records.remove(manifest.id, manifest.version)
        return checks

    def set_damaged_records_aside(self) -> list[FileCheck]:
        """Move records that cannot be read to quarantine; say which."""
        checks = []
        for model_id, version, error in self._records.damaged():
            path = self._layout.record(model_id, version)
            kept = self._blobs.set_aside(path, path.name, error.message)
            self._progress.tell(QuarantineEvent(path.name, str(kept), error.message))
            self._records.remove(model_id, version)
            checks.append(FileCheck(model_id, version, path.name, False, error.message, kept))
        return checks

    def _check(self, sha256: str, size_bytes: int, name: str) -> tuple[str, Path | None]:
        """Return what is wrong with a content, reading it once however many files have it."""
        if sha256 not in self._known:
            path = self._blobs.path(sha256)
            self._progress.tell(VerifyEvent(name, size_bytes))
            if not path.is_file():
                self._known[sha256] = ("it is missing", None)
            else:
                found = hash_file(path, on_bytes=lambda _: self._progress.check_cancelled())[0]
                self._known[sha256] = self._judge(path, found, sha256, name)
        return self._known[sha256]

    def _judge(self, path: Path, found: str, sha256: str, name: str) -> tuple[str, Path | None]:
        if found == sha256:
            return "", None
        reason = f"its SHA-256 is {found}, expected {sha256}"
        kept = self._blobs.set_aside(path, name, reason)
        self._progress.tell(QuarantineEvent(name, str(kept), reason))
        return reason, kept

    def _lacks_names(self, record: Record) -> bool:
        folder = self._layout.view(record.manifest.id, record.manifest.version)
        for file in record.manifest.files:
            blob, named = self._blobs.path(file.sha256), folder / file.name
            if not named.exists() or not (named.samefile(blob) or _is_same(named, file.sha256)):
                return True
        return False


def _is_same(path: Path, sha256: str) -> bool:
    """Whether a name that is a copy (no links on that file system) has the right content."""
    return hash_file(path)[0] == sha256


def offer_again(record: Record) -> Offer | None:
    """Return the offer of exactly the version that a record describes, to install it anew.

    None: its files have no addresses of their own, since they came from a zip or this machine.
    """
    from onhand.store import hub
    from onhand.store.transport import join, origin

    manifest = record.manifest
    files = []
    for file in manifest.files:
        address = quote(file.name) if file.url is None else file.url
        url = join(record.base_url, address) if record.base_url or file.url else None
        files.append(
            OfferedFile(
                name=file.name,
                url=url,
                size_bytes=file.size_bytes,
                sha256=file.sha256,
                chunks=file.chunks,
            )
        )
    if any(file.url is None for file in files):
        return None
    is_hub = any(file.url and origin(file.url) == origin(hub.endpoint()) for file in files)
    return Offer(
        id=manifest.id,
        version=manifest.version,
        reference=record.reference,
        digest=record.digest,
        files=tuple(files),
        manifest=manifest,
        base_url=record.base_url,
        headers_by_host=hub.credentials() if is_hub else {},
    )


def damaged_chunks(
    checks: Iterable[FileCheck], record: Record
) -> list[tuple[Path, tuple[Chunk, ...]]]:
    """Return the quarantined files of a version with the chunks that they should have."""
    chunks = {file.name: file.chunks for file in record.manifest.files}
    return [(check.path, chunks[check.name]) for check in checks if check.path is not None]
