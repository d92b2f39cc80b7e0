"""The queue of what takes a while. The store has one writer, so one job is worked on at a time."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Protocol

from onhand.errors import ModelCorruptError, OnhandError, PullCancelledError, StoreError
from onhand.store import AsyncStore
from onhand.ui.models.job import Job


class Changed(Protocol):
    """Told of each change of a job; `is_over`: the list of models may be another one."""

    def __call__(self, job: Job, *, is_over: bool) -> None:
        """Take it."""
        ...


class Jobs:
    """Works on jobs one after the other, in the order asked for, whether a window looks on or not.

    What is short (deleting, rolling back) does not wait for a long pull: `between` interrupts it,
    and it goes on afterwards where it was.

    Attributes:
        all: those that are not dismissed, oldest first.
    """

    def __init__(self, store: AsyncStore, changed: Changed) -> None:
        """Begin with none."""
        self.all: list[Job] = []
        self._store = store
        self._changed = changed
        self._turn = asyncio.Lock()
        self._current: Job | None = None
        self._tasks: dict[Job, asyncio.Task[None]] = {}

    def add(self, job: Job) -> Job:
        """Queue a job; one that does the same already is returned instead."""
        for other in self.all:
            if (other.kind, other.name) == (job.kind, job.name) and not other.is_over:
                if not other.is_wanted:
                    self.resume(other)
                return other
        self.all = [other for other in self.all if (other.kind, other.name) != (job.kind, job.name)]
        self.all.append(job)
        self._start(job)
        return job

    def pause(self, job: Job) -> None:
        """Stop fetching; what came is kept."""
        if job.can_pause:
            job.is_wanted = False
            job.phase = "pausing" if job is self._current else "paused"
            job.cancel.set()
            self._changed(job, is_over=False)

    def resume(self, job: Job) -> None:
        """Go on with what was paused or failed, where it was."""
        if not job.is_wanted or job.phase == "failed":
            job.is_wanted, job.phase = True, "queued"
            self._start(job)

    def cancel(self, job: Job) -> None:
        """Stop it and take it off the list."""
        job.is_wanted = False
        job.cancel.set()
        if job in self.all:
            self.all.remove(job)
        self._changed(job, is_over=False)

    def dismiss(self, job: Job) -> None:
        """Take one that is over off the list."""
        if job.is_over and job in self.all:
            self.all.remove(job)
            self._changed(job, is_over=False)

    @contextlib.asynccontextmanager
    async def between(self) -> AsyncIterator[None]:
        """Have the store for a moment; what is being fetched waits and then goes on."""
        if self._current is not None:
            self._current.cancel.set()
        async with self._turn:
            yield

    async def settled(self) -> None:
        """Wait until nothing is worked on or queued."""
        while self._tasks:
            await asyncio.gather(*self._tasks.values())

    async def close(self) -> None:
        """Stop everything; what came is kept."""
        for job in self._tasks:
            job.is_wanted = False
            job.cancel.set()
        await self.settled()

    # ── inside ──

    def _start(self, job: Job) -> None:
        before = self._tasks.get(job)
        self._tasks[job] = asyncio.get_running_loop().create_task(self._work(job, before))
        self._changed(job, is_over=False)

    async def _work(self, job: Job, before: asyncio.Task[None] | None) -> None:
        """Work on a job until it is over or not wanted any more."""
        if before is not None:
            await before  # paused and resumed at once: the thread has to let go first
        while job.is_wanted and not job.is_over:
            async with self._turn:
                if job.is_wanted:
                    await self._take_turn(job)
        if not job.is_wanted and job.phase != "failed":
            job.phase = "paused"
        if self._tasks.get(job) is asyncio.current_task():
            del self._tasks[job]
        self._changed(job, is_over=job.is_over)

    async def _take_turn(self, job: Job) -> None:
        self._current = job
        job.begin()
        self._changed(job, is_over=False)
        try:
            await self._run(job)
            job.phase = "done"
        except PullCancelledError:
            if job.is_wanted:  # interrupted for something short
                job.phase = "queued"
        except OnhandError as error:
            job.phase, job.failure = "failed", error
        except Exception as error:
            job.phase = "failed"
            job.failure = StoreError(f"{job.heading} failed: {error}")
        finally:
            self._current = None

    async def _run(self, job: Job) -> None:
        def take(event: object) -> None:
            job.take(event)  # type: ignore[arg-type]
            self._changed(job, is_over=False)

        store = self._store
        if job.kind == "pull":
            found = await store.pull(job.name, on_event=take, cancel=job.cancel)
            job.model_id, job.note = found.id, f"{found.id} is installed"
        elif job.kind == "update":
            changed = await store.update(job.name, on_event=take, cancel=job.cancel)
            job.model_id, job.is_updated = job.name, bool(changed)
            job.note = f"Version {changed[0].version} is installed" if changed else "It is current"
        else:
            checks = await store.verify(job.name, on_event=take, cancel=job.cancel)
            job.model_id = job.name
            bad = [check for check in checks if not check.is_sound]
            if bad:
                raise ModelCorruptError(
                    f"{job.title} is damaged: {bad[0].name}, {bad[0].reason}. It was set aside.",
                    hint="Get it again.",
                )
            job.note = f"Every byte of {job.title} is as it should be"
