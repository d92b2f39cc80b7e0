"""What all windows share of the models: what is installed, what is under way, what could be had."""

from __future__ import annotations

import asyncio
import contextlib
import difflib
import os
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from onhand.errors import ModelNotFoundError, OnhandError
from onhand.store import (
    AsyncStore,
    CatalogueEntry,
    Descriptor,
    UpdateCheck,
    UpdatePolicy,
    load_catalogue,
)
from onhand.store.reference import NameReference, parse
from onhand.ui.listeners import Listeners
from onhand.ui.models.fits import Fits
from onhand.ui.models.job import Job
from onhand.ui.models.jobs import Jobs
from onhand.ui.models.words import title_of

if TYPE_CHECKING:
    from onhand.ui.backend import Backend


class Models:
    """The store as the app shows it.

    Attributes:
        jobs: pulls, updates and verifications.
        fits: how models suit this device.
        installed: current versions, by id.
        former: versions of each model that are kept besides the current one, by id.
        catalogue: models that can be pulled by name.
        updates: answers to "is there an update?", by id.
        verified_at: Unix time of the last verification since the start, by id.
        problem: why the store or the catalogue cannot be read; None: they can.
    """

    def __init__(
        self,
        backend: Backend,
        store: AsyncStore,
        *,
        fits: Fits | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Begin with nothing read."""
        self.jobs: Jobs = Jobs(store, self._job_changed)
        self.fits: Fits = fits or Fits(store.root)
        self.installed: tuple[Descriptor, ...] = ()
        self.former: dict[str, tuple[str, ...]] = {}
        self.catalogue: Mapping[str, CatalogueEntry] = {}
        self.updates: dict[str, UpdateCheck] = {}
        self.verified_at: dict[str, float] = {}
        self.problem: OnhandError | None = None
        self._backend = backend
        self._store = store
        self._clock = clock
        self._listeners: Listeners[Job | None] = Listeners()
        self._refreshing: set[asyncio.Task[None]] = set()

    def listen(self, listener: Callable[[Job | None], None]) -> Callable[[], None]:
        """Call `listener(job)` when a job changed, `listener(None)` when anything else did; return
        what ends that."""
        return self._listeners.add(listener)

    @property
    def total_bytes(self) -> int:
        """Bytes of all that is installed."""
        return sum(model.size_bytes for model in self.installed)

    def is_used(self, id: str) -> bool:
        """Whether the model of an id is the one in use."""
        model = self._backend.model
        return model is not None and os.fspath(model) == id

    # ── looking ──

    async def refresh(self) -> None:
        """Read again what is installed and what could be had."""
        try:
            found = await self._store.list(all_versions=True)
            self.catalogue = await asyncio.to_thread(load_catalogue, self._store.root)
        except OnhandError as error:
            self.problem = error
        else:
            self.problem = None
            self.installed = tuple(model for model in found if model.is_current)
            self.former = {}
            for model in found:
                if not model.is_current:
                    self.former[model.id] = (*self.former.get(model.id, ()), model.version)
        self._listeners.tell(None)

    async def assess(self) -> None:
        """Find out what fits: memory at once, then the processor's speed, then a look at what is
        installed. Asks nobody."""
        await self.fits.read()
        self._listeners.tell(None)
        if self.fits.calibration is None:
            await self.fits.measure()
            self._listeners.tell(None)
        if await self.fits.look_at_installed(model.id for model in self.installed):
            self._listeners.tell(None)

    # ── what takes a while ──

    def pull(self, reference: str) -> Job:
        """Get what a reference means.

        Raises:
            ValueError: it is empty.
            ModelNotFoundError: it has no form that a reference has, or is a name that neither the
                catalogue nor the store has: known before anyone is asked.
        """
        reference = reference.strip()
        if not reference:
            raise ValueError("there is no name")
        self._check(reference)
        entry = self.catalogue.get(reference)
        title = title_of(reference) if entry is None else entry.title or entry.name
        return self.jobs.add(Job("pull", reference, title))

    def update(self, id: str) -> Job:
        """Get the newer version of an installed model."""
        self.updates.pop(id, None)
        return self.jobs.add(Job("update", id, id))

    def verify(self, id: str) -> Job:
        """Read a model again and compare every file with its hash."""
        return self.jobs.add(Job("verify", id, id))

    async def check_updates(self, *, allows_metered: bool = False) -> tuple[UpdateCheck, ...]:
        """Ask for updates of all installed models, because the user said so.

        Offline nobody is asked, and on a metered connection neither unless `allows_metered`.
        """
        policy = UpdatePolicy(min_interval_s=0.0, allows_metered=allows_metered)
        for model in self.installed:
            self.updates[model.id] = await self._store.check_for_update(model.id, policy)
            self._listeners.tell(None)
        return tuple(self.updates[model.id] for model in self.installed if model.id in self.updates)

    # ── what is short ──

    async def rollback(self, id: str, version: str | None = None) -> Descriptor:
        """Make the version before, or `version`, the current one; a model in use is opened anew.

        Raises:
            OnhandError: there is none, or the store cannot be written.
        """
        async with self.jobs.between():
            found = await self._store.rollback(id, version)
        await self._changed_on_disk(id)
        if self.is_used(id):
            await self._backend.use_model(id)
        return found

    async def remove(self, id: str) -> int:
        """Delete a model; the bundled one takes its place if it is in use. Return bytes freed.

        Raises:
            OnhandError: it is not installed, or the store cannot be written.
        """
        await self._let_go([id])
        async with self.jobs.between():
            freed = await self._store.remove(id)
        await self._changed_on_disk(id)
        return freed.freed_bytes

    async def clear(self) -> int:
        """Delete all models and whatever was fetched of others; return bytes freed.

        Raises:
            OnhandError: the store cannot be written.
        """
        await self._let_go([model.id for model in self.installed])
        for job in [*self.jobs.all]:
            self.jobs.cancel(job)
        async with self.jobs.between():
            freed = await self._store.clear()
        await self._changed_on_disk()
        return freed.freed_bytes

    async def tidy(self) -> int:
        """Delete former versions and unfinished downloads that are not in the list; return bytes
        freed.

        Raises:
            OnhandError: the store cannot be written.
        """
        is_free = all(job.is_over for job in self.jobs.all)
        async with self.jobs.between():
            freed = await self._store.gc(keep=1, max_age_s=0.0 if is_free else 7 * 24 * 3600.0)
        await self._changed_on_disk()
        return freed.freed_bytes

    async def close(self) -> None:
        """Stop what is under way; what came is kept."""
        await self.jobs.close()
        await asyncio.gather(*self._refreshing, return_exceptions=True)

    # ── inside ──

    def _check(self, reference: str) -> None:
        """Raise ModelNotFoundError for a name that means nothing."""
        is_here = any(reference in (model.id, model.reference) for model in self.installed)
        meant = parse(reference)
        if not isinstance(meant, NameReference) or is_here:
            return
        known = self.catalogue or load_catalogue(self._store.root)
        if meant.name.lower() not in known and meant.name not in known:
            near = difflib.get_close_matches(meant.name.lower(), known, n=3, cutoff=0.4)
            raise ModelNotFoundError(
                f"No model {meant.name!r} is in the catalogue.",
                hint=(f"Did you mean {', '.join(near)}? " if near else "")
                + "Repositories of the hub are written hf:owner/repo, addresses with https://.",
            )

    async def _let_go(self, ids: list[str]) -> None:
        """Go back to the bundled model if one of these is in use: its file is about to go."""
        if any(self.is_used(id) for id in ids):
            with contextlib.suppress(OnhandError):  # the state says it; the file goes all the same
                await self._backend.use_model(None)

    async def _changed_on_disk(self, id: str | None = None) -> None:
        for known in (self.fits.close, self.updates, self.verified_at):
            if id is None:
                known.clear()
            else:
                known.pop(id, None)
        await self.refresh()
        await self.fits.read()
        self._listeners.tell(None)

    def _job_changed(self, job: Job, *, is_over: bool) -> None:
        if is_over:
            if job.kind == "verify" and job.phase == "done":
                self.verified_at[job.name] = self._clock()
            task = asyncio.get_running_loop().create_task(self._after(job))
            self._refreshing.add(task)
            task.add_done_callback(self._refreshing.discard)
        self._listeners.tell(job)

    async def _after(self, job: Job) -> None:
        """Show what a job changed; a model in use is opened anew in its new version."""
        if job.kind != "verify":
            self.fits.close.pop(job.model_id, None)
        await self.refresh()
        if job.is_updated and self.is_used(job.model_id):
            await self._open_anew(job)
        if await self.fits.look_at_installed(model.id for model in self.installed):
            self._listeners.tell(None)

    async def _open_anew(self, job: Job) -> None:
        """Take a new version into use, unless that would cut an answer off."""
        if self._backend.is_answering:
            job.note = f"{job.note}; it is used when the model is loaded next"
        else:
            with contextlib.suppress(OnhandError):  # the state says it
                await self._backend.use_model(job.model_id)
