"""The store: every verb that the command line and an app's buttons have."""

from __future__ import annotations

import builtins
import contextlib
import threading
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from onhand.errors import ModelCorruptError, ModelNotFoundError, StoreError
from onhand.store.layout import Layout, remove_tree
from onhand.store.records import Descriptor, Record, Records

if TYPE_CHECKING:
    import os

    from onhand.errors import OnhandError
    from onhand.store.blobs import Blobs, Collected
    from onhand.store.checks import FileCheck, Outdated, UpdateCheck, UpdatePolicy
    from onhand.store.download import DownloadParams
    from onhand.store.events import OnEvent, Progress
    from onhand.store.offer import Offer
    from onhand.store.reuse import ChunkIndex
    from onhand.store.sources import Sources
    from onhand.store.trust import PinnedKey, Trust

WEEK_S: Final = 7 * 24 * 3600.0


class Resolved(NamedTuple):
    """What `Engine.open` needs of an installed model.

    Attributes:
        path: file or folder that a runtime opens.
        descriptor: everything that is known of it.
    """

    path: Path
    descriptor: Descriptor


class Store:
    """Models on disk.

    Any thread may call; `list`, `get` and `resolve` never wait. What writes waits for the store's
    one write lock and raises StoreBusyError when another process holds it for too long.

    Args:
        root: the store's folder, such as an app's private one; None: `ONHAND_HOME`, else the
            platform's folder for user data.
        keys: keys that the app pins, besides those that `onhand trust` pinned.
        offline: refuse the network; `ONHAND_OFFLINE` and `HF_HUB_OFFLINE` do the same.
        params: how files are fetched; None: the defaults.
        lock_timeout_s: how long to wait for the write lock.
    """

    def __init__(
        self,
        root: str | os.PathLike[str] | None = None,
        *,
        keys: Iterable[PinnedKey] = (),
        offline: bool = False,
        params: DownloadParams | None = None,
        lock_timeout_s: float = 10.0,
    ) -> None:
        self._layout = Layout(root)
        self._records = Records(self._layout)
        self._keys = tuple(keys)
        self._offline = offline
        self._params = params
        self._lock_timeout_s = lock_timeout_s

    @property
    def root(self) -> Path:
        """The store's folder."""
        return self._layout.root

    @property
    def trust(self) -> Trust:
        """The pinned keys."""
        from onhand.store.trust import Trust

        return Trust(self._layout, self._keys)

    # ── reading ──────────────────────────────────────────────────────────────

    def list(self, *, all_versions: bool = False) -> tuple[Descriptor, ...]:
        """Return what is installed, by id: the current versions, or all of them."""
        found = (self._records.describe(record) for record in self._records.all())
        return tuple(item for item in found if all_versions or item.is_current)

    def get(self, name: str) -> Descriptor:
        """Return an installed model: "id", "id@version", or what it was pulled by.

        Raises:
            ModelNotFoundError: nothing installed goes by that name.
            ModelCorruptError: its record is damaged.
        """
        return self._records.describe(self._records.find(name))

    def resolve(self, name: str) -> Resolved:
        """Return path and descriptor of an installed model whose files are all there.

        Lengths are compared, contents are not: `verify` reads them.

        Raises:
            ModelNotFoundError: nothing installed goes by that name.
            ModelCorruptError: a file is missing or has another length.
        """
        descriptor = self.get(name)
        for file in descriptor.manifest.files:
            path = descriptor.folder / file.name
            size = path.stat().st_size if path.is_file() else None
            if size != file.size_bytes:
                found = "is missing" if size is None else f"has {size:,} bytes"
                raise ModelCorruptError(
                    f"{path} {found}; {descriptor.id} {descriptor.version} needs "
                    f"{file.size_bytes:,} bytes of it.",
                    hint=f"`onhand verify {descriptor.id} --repair` fetches what is wrong.",
                )
        return Resolved(descriptor.path, descriptor)

    # ── fetching ─────────────────────────────────────────────────────────────

    def pull(
        self,
        reference: str | os.PathLike[str],
        *,
        on_event: OnEvent | None = None,
        cancel: threading.Event | None = None,
    ) -> Descriptor:
        """Install what `reference` means, or its newest version, and make it the current one.

        What is here already is not fetched again: whole files, chunks of other versions, and
        what a broken pull left. Offline, an installed model is returned as it is.

        Args:
            reference: a name of the catalogue, "hf:owner/repo[@revision][:file or quantisation]",
                the address of a manifest or file, or a path (a text, or a path object).
            on_event: told what happens; see `onhand.store.events`.
            cancel: set it from any thread to stop; what was fetched is kept.

        Raises:
            ModelNotFoundError: there is no such model.
            ModelUnsupportedError: no runtime knows it.
            ModelCorruptError: what came is wrong; it is in quarantine.
            SignatureError: a pinned key does not vouch for it.
            DownloadError, NotEnoughDiskError, ManifestError, OfflineError, StoreBusyError,
            PullCancelledError.
        """
        from onhand.store.offline import offline_reason

        if not isinstance(reference, str):
            reference = str(Path(reference).expanduser().absolute())
        if self._offline or offline_reason():
            installed = self._installed(reference)
            if installed is not None:
                return installed
        progress = self._progress(on_event, cancel)
        with self._layout.writing(self._lock_timeout_s):
            offer = self._sources(progress).offer(reference)
            return self._records.describe(self._install(offer, progress))

    def update(
        self,
        name: str | None = None,
        *,
        on_event: OnEvent | None = None,
        cancel: threading.Event | None = None,
    ) -> tuple[Descriptor, ...]:
        """Install newer versions of one model, or of all, and return those that changed.

        Only chunks that no installed version has are fetched. The former version stays for
        `rollback`.

        Raises:
            as `pull`; with several models, after all others were tried.
        """
        progress = self._progress(on_event, cancel)
        changed: builtins.list[Descriptor] = []
        failures: builtins.list[tuple[str, OnhandError]] = []
        with self._layout.writing(self._lock_timeout_s):
            for record in self._current(name):
                self._update_one(record, progress, changed, failures)
        if len(failures) == 1:
            raise failures[0][1]
        if failures:
            lines = "; ".join(f"{model_id}: {error.message}" for model_id, error in failures)
            raise StoreError(f"{len(failures)} models could not be updated: {lines}")
        return tuple(changed)

    def _update_one(
        self,
        record: Record,
        progress: Progress,
        changed: builtins.list[Descriptor],
        failures: builtins.list[tuple[str, OnhandError]],
    ) -> None:
        """Update one model; a failure, other than a cancel, is noted for later."""
        from onhand.errors import OnhandError, PullCancelledError

        try:
            offer = self._sources(progress).offer(record.reference)
            if offer.digest != record.digest:
                changed.append(self._records.describe(self._install(offer, progress)))
        except PullCancelledError:
            raise
        except OnhandError as error:
            failures.append((record.manifest.id, error))

    def outdated(self, name: str | None = None) -> tuple[Outdated, ...]:
        """Return the models whose source offers another version by now, or cannot be asked.

        Raises:
            OfflineError: the network is forbidden.
            ModelNotFoundError: `name` is not installed.
        """
        from onhand.store.checks import outdated
        from onhand.store.offline import check_online

        check_online("Asking for updates", offline=self._offline)
        sources = self._sources(self._progress(None, None))
        found = (outdated(record, sources.offer) for record in self._current(name))
        return tuple(item for item in found if item is not None)

    def check_for_update(self, name: str, policy: UpdatePolicy | None = None) -> UpdateCheck:
        """Ask whether a model has an update, as an app may do at each start.

        Never raises for the network's sake, and asks no one when offline, when the connection is
        metered, or when it asked a short while ago; see `UpdatePolicy`.

        Raises:
            ModelNotFoundError: it is not installed.
        """
        from onhand.store import checks

        policy = policy or checks.UpdatePolicy()
        record = self._records.find(name)
        model_id, version = record.manifest.id, record.manifest.version
        clock = checks.UpdateClock(self._layout)
        reason = checks.reason_to_skip(model_id, policy, clock, offline=self._offline)
        if reason:
            return checks.UpdateCheck("skipped", version, reason=reason)
        found = checks.outdated(record, self._sources(self._progress(None, None)).offer)
        if found is not None and found.error:
            return checks.UpdateCheck("failed", version, reason=found.error)
        with contextlib.suppress(StoreError):  # a store that may only be read: it is asked again
            clock.note(model_id)
        if found is None:
            return checks.UpdateCheck("current", version)
        return checks.UpdateCheck("available", version, found.available)

    # ── keeping ──────────────────────────────────────────────────────────────

    def remove(self, name: str) -> Collected:
        """Remove a model with all its versions ("id"), or one version ("id@version").

        Returns:
            what was freed; content that other versions share stays.

        Raises:
            ModelNotFoundError: it is not installed.
        """
        model_id, version = self._records.locate(name)
        is_whole = name == model_id
        with self._layout.writing(self._lock_timeout_s):
            versions = self._records.versions(model_id) if is_whole else [version]
            for version in versions:
                self._records.remove(model_id, version)
            return self._blobs().drop_unreferenced()

    def gc(self, *, keep: int | None = None, max_age_s: float = WEEK_S) -> Collected:
        """Remove what nothing needs.

        Args:
            keep: versions of each model to keep, the current one included; None: all.
            max_age_s: age from which broken downloads and quarantined files are removed; 0: now.
        """
        if keep is not None and keep < 1:
            raise ValueError(f"keep must be 1 or more, got {keep}")
        with self._layout.writing(self._lock_timeout_s):
            if keep is not None:
                for model_id in self._records.ids():
                    self._drop_old(model_id, keep)
            return self._blobs().collect(max_age_s)

    def _drop_old(self, model_id: str, keep: int) -> None:
        current, former = self._records.history(model_id)
        others = [name for name in self._records.versions(model_id) if name not in former]
        by_rank = dict.fromkeys([current, *reversed(former), *reversed(others)])
        for version in [*by_rank][keep:]:
            self._records.remove(model_id, str(version))

    def verify(
        self,
        name: str | None = None,
        *,
        repair: bool = False,
        on_event: OnEvent | None = None,
        cancel: threading.Event | None = None,
    ) -> tuple[FileCheck, ...]:
        """Read one model, or all, and compare every file with its SHA-256.

        A wrong file goes to quarantine, and its version is no longer installed, unless `repair`
        fetches the chunks that are wrong; which version is current stays. A record that cannot be
        read goes there, too: nobody knows any more what to fetch, so pull that model again.

        Raises:
            ModelNotFoundError: `name` is not installed.
            DownloadError: the repair failed.
        """
        from onhand.store.checks import Verifier

        progress = self._progress(on_event, cancel)
        checks: builtins.list[FileCheck] = []
        with self._layout.writing(self._lock_timeout_s):
            verifier = Verifier(self._layout, self._records, self._blobs(), progress)
            if name is None:
                checks += verifier.set_damaged_records_aside()
            for record in [self._records.find(name)] if name else [*self._records.all()]:
                model_id, version = record.manifest.id, record.manifest.version
                current, former = self._records.history(model_id)
                found = verifier.verify(record)
                if repair and not all(check.is_sound for check in found):
                    self._repair(record, found, progress)
                    self._records.set_history(model_id, current or version, former)
                    found = [replace(check, is_repaired=not check.is_sound) for check in found]
                checks += found
        return tuple(checks)

    def _repair(self, record: Record, checks: Iterable[FileCheck], progress: Progress) -> None:
        """Install a version anew from its source; what is whole of its files is not fetched."""
        from onhand.store.checks import damaged_chunks, offer_again
        from onhand.store.reuse import ChunkIndex

        index = ChunkIndex(self._records, self._blobs(), damaged_chunks(checks, record))
        offer = offer_again(record)
        again = record if offer is not None else None
        offer = offer or self._sources(progress).offer(record.reference)
        self._install(offer, progress, index=index, again=again)

    def rollback(self, name: str, version: str | None = None) -> Descriptor:
        """Make an installed version the current one: the one before, or `version`.

        Raises:
            ModelNotFoundError: the model or version is not installed, or there was none before.
        """
        with self._layout.writing(self._lock_timeout_s):
            model_id = self._records.find(name).manifest.id
            current, former = self._records.history(model_id)
            if version is None:
                if not former:
                    raise ModelNotFoundError(
                        f"{model_id} has no version before {current}.",
                        hint=f"Installed: {', '.join(self._records.versions(model_id))}.",
                    )
                version = former[-1]
                self._records.set_history(model_id, version, former[:-1])
            record = self._records.find(f"{model_id}@{version}")
            self._records.make_current(model_id, version)
            return self._records.describe(record)

    def clear(self, name: str | None = None) -> Collected:
        """Remove everything that was downloaded, or all of one model. Pinned keys stay.

        Raises:
            ModelNotFoundError: `name` is not installed.
        """
        if name is not None:
            return self.remove(self._records.locate(name)[0])
        with self._layout.writing(self._lock_timeout_s):
            remove_tree(self._layout.models)
            remove_tree(self._layout.files)
            (self._layout.root / "update-checks.json").unlink(missing_ok=True)
            return self._blobs().collect(0.0)

    # ── inside ───────────────────────────────────────────────────────────────

    def _install(
        self,
        offer: Offer,
        progress: Progress,
        *,
        index: ChunkIndex | None = None,
        again: Record | None = None,
    ) -> Record:
        """Check who vouches for an offer, then install it; `again`: it was checked before."""
        from onhand.store.install import Installer
        from onhand.store.obtain import Obtainer

        if again is not None:
            verified_by = again.verified_by
        elif offer.manifest is not None:
            verified_by = self.trust.check(offer.manifest)
        else:
            self.trust.refuse_unsigned(offer.id)
            verified_by = ()
        same = self._same(offer)
        if same is not None:
            if verified_by and again is None and verified_by != same.verified_by:
                same = replace(same, verified_by=verified_by)  # a key was pinned since
                self._records.write(same)
            self._records.make_current(same.manifest.id, same.manifest.version)
            self._remember(offer, verified_by)
            return same
        params, blobs = self._download_params(), self._blobs()
        obtainer = Obtainer(
            self._layout,
            self._records,
            blobs,
            params=params,
            progress=progress,
            offline=self._offline,
            index=index,
        )
        installer = Installer(
            self._layout,
            self._records,
            blobs,
            obtainer=obtainer,
            progress=progress,
            reserve_bytes=params.reserve_bytes,
            refuse_unsigned=self.trust.refuse_unsigned,
        )
        record = installer.install(offer, verified_by=verified_by)
        if again is None:
            self._remember(offer, verified_by)
        return record

    def _remember(self, offer: Offer, verified_by: tuple[str, ...]) -> None:
        """Note the date of a manifest that a pinned key vouched for: nothing older is accepted."""
        if verified_by and offer.manifest is not None:
            self.trust.remember(offer.manifest)

    def _same(self, offer: Offer) -> Record | None:
        """Return the installed version that is just what is offered, if its files are there."""
        for record in self._records.all():
            if record.digest == offer.digest and record.reference == offer.reference:
                name = f"{record.manifest.id}@{record.manifest.version}"
                try:
                    self.resolve(name)
                except (ModelCorruptError, ModelNotFoundError):
                    return None
                return record
        return None

    def _installed(self, reference: str) -> Descriptor | None:
        try:
            return self.get(reference)
        except ModelNotFoundError:
            return None

    def _current(self, name: str | None) -> tuple[Record, ...]:
        """Return the current record of one model, or all that can be read."""
        if name is not None:
            return (self._records.find(self._records.locate(name)[0]),)
        current = {
            (model_id, self._records.history(model_id)[0]) for model_id in self._records.ids()
        }
        return tuple(
            r for r in self._records.all() if (r.manifest.id, r.manifest.version) in current
        )

    def _download_params(self) -> DownloadParams:
        from onhand.store.download import DownloadParams

        return self._params or DownloadParams()

    def _progress(self, on_event: OnEvent | None, cancel: threading.Event | None) -> Progress:
        from onhand.store.events import Progress

        rate = self._download_params().max_bytes_per_s
        return Progress(on_event, max_bytes_per_s=rate, cancel=cancel)

    def _sources(self, progress: Progress) -> Sources:
        from onhand.store.sources import Sources

        return Sources(
            self._layout.root,
            self._download_params(),
            offline=self._offline,
            progress=progress,
        )

    def _blobs(self) -> Blobs:
        from onhand.store.blobs import Blobs

        return Blobs(self._layout, self._records)
