"""Pulls, updates and verifications: queued, paused, resumed, interrupted; told in words."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest

from onhand.errors import DownloadError, PullCancelledError
from onhand.store import (
    FileCheck,
    ProgressEvent,
    PublishedEvent,
    QuarantineEvent,
    ResolvedEvent,
    RetryEvent,
    StoreEvent,
    VerifyEvent,
)
from onhand.ui.models.job import Job
from onhand.ui.models.jobs import Jobs


class Found:
    """What a pull gives."""

    def __init__(self, id: str) -> None:
        self.id = id
        self.version = "2"


class SlowStore:
    """A store whose pulls end when they are told to, or when they are cancelled."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.ends: dict[str, asyncio.Event] = {}
        self.errors: dict[str, list[Exception]] = {}
        self.checks: tuple[FileCheck, ...] = ()
        self.started = asyncio.Event()

    def let(self, name: str) -> None:
        """Let a pull end."""
        self.ends.setdefault(name, asyncio.Event()).set()

    async def pull(
        self, name: str, *, on_event: Callable[[StoreEvent], None], cancel: threading.Event
    ) -> Found:
        self.begun.append(name)
        self.started.set()
        on_event(ResolvedEvent(name, "2", 1000))
        on_event(ProgressEvent(400, 1000, 100.0, 6.0))
        end = self.ends.setdefault(name, asyncio.Event())
        while not end.is_set():
            if cancel.is_set():
                raise PullCancelledError("The pull was cancelled.")
            await asyncio.sleep(0)
        if self.errors.get(name):
            raise self.errors[name].pop(0)
        on_event(PublishedEvent(name, "2", 1000))
        return Found(name)

    async def update(self, name: str, **options: Any) -> tuple[Found, ...]:
        return (await self.pull(name, **options),)

    async def verify(self, name: str, **options: Any) -> tuple[FileCheck, ...]:
        await self.pull(name, **options)
        return self.checks


class Desk:
    """Jobs over a slow store, and what they told."""

    def __init__(self) -> None:
        self.store = SlowStore()
        self.over: list[Job] = []
        self.jobs = Jobs(self.store, self._changed)  # type: ignore[arg-type]

    def _changed(self, job: Job, *, is_over: bool) -> None:
        if is_over:
            self.over.append(job)

    def pull(self, name: str) -> Job:
        return self.jobs.add(Job("pull", name, name.upper()))

    async def begun(self, n: int) -> None:
        while len(self.store.begun) < n:
            await asyncio.sleep(0)


async def test_jobs_are_worked_on_one_after_the_other() -> None:
    desk = Desk()
    first, second = desk.pull("a"), desk.pull("b")
    await desk.begun(1)
    assert (first.phase, second.phase) == ("fetching", "queued")
    assert second.state == "Waits for its turn"
    desk.store.let("b")
    desk.store.let("a")
    await desk.jobs.settled()
    assert desk.store.begun == ["a", "b"]
    assert desk.over == [first, second]
    assert first.state == "a is installed"


async def test_the_same_is_not_fetched_twice_at_once_but_can_be_again() -> None:
    desk = Desk()
    first = desk.pull("a")
    assert desk.pull("a") is first
    desk.store.let("a")
    await desk.jobs.settled()
    again = desk.pull("a")
    assert again is not first
    assert desk.jobs.all == [again]
    await desk.jobs.settled()


async def test_pausing_stops_and_resuming_goes_on() -> None:
    desk = Desk()
    job = desk.pull("a")
    await desk.begun(1)
    desk.jobs.pause(job)
    assert job.state.startswith("Pausing")
    await desk.jobs.settled()
    assert job.state == "Paused · 400 bytes of 1.0 kB"
    assert job.share == 0.4
    desk.jobs.resume(job)
    desk.store.let("a")
    await desk.jobs.settled()
    assert job.phase == "done"
    assert desk.store.begun == ["a", "a"]


async def test_pausing_and_resuming_at_once_ends_well() -> None:
    desk = Desk()
    job = desk.pull("a")
    await desk.begun(1)
    desk.jobs.pause(job)
    desk.jobs.resume(job)
    desk.store.let("a")
    await desk.jobs.settled()
    assert job.phase == "done"


async def test_a_paused_one_lets_the_next_begin() -> None:
    desk = Desk()
    first, second = desk.pull("a"), desk.pull("b")
    await desk.begun(1)
    desk.jobs.pause(first)
    desk.store.let("b")
    await desk.jobs.settled()
    assert (first.phase, second.phase) == ("paused", "done")


async def test_a_queued_one_can_be_paused_before_its_turn() -> None:
    desk = Desk()
    desk.pull("a")
    second = desk.pull("b")
    await desk.begun(1)
    desk.jobs.pause(second)
    desk.store.let("a")
    await desk.jobs.settled()
    assert second.phase == "paused"
    assert desk.store.begun == ["a"]


async def test_cancelling_takes_it_off_the_list() -> None:
    desk = Desk()
    job = desk.pull("a")
    await desk.begun(1)
    desk.jobs.cancel(job)
    await desk.jobs.settled()
    assert desk.jobs.all == []
    assert job.phase != "done"


async def test_something_short_interrupts_a_pull_that_then_goes_on() -> None:
    desk = Desk()
    job = desk.pull("a")
    await desk.begun(1)
    async with desk.jobs.between():
        assert job.phase == "queued"
        desk.store.let("a")
    await desk.jobs.settled()
    assert job.phase == "done"
    assert desk.store.begun == ["a", "a"]


async def test_a_failure_can_be_tried_again() -> None:
    desk = Desk()
    desk.store.errors["a"] = [DownloadError("No answer.", hint="Try later.")]
    job = desk.pull("a")
    desk.store.let("a")
    await desk.jobs.settled()
    assert (job.phase, job.state) == ("failed", "Failed")
    assert job.failure is not None
    assert job.failure.hint == "Try later."
    desk.jobs.resume(job)
    await desk.jobs.settled()
    assert (job.phase, job.failure) == ("done", None)
    desk.jobs.dismiss(job)
    assert desk.jobs.all == []


async def test_a_fault_of_ours_is_a_failure_too() -> None:
    desk = Desk()
    desk.store.errors["a"] = [RuntimeError("odd")]
    job = desk.pull("a")
    desk.store.let("a")
    await desk.jobs.settled()
    assert job.failure is not None
    assert "odd" in job.failure.message


async def test_a_damaged_file_fails_the_verification() -> None:
    desk = Desk()
    desk.store.let("a")
    sound = desk.jobs.add(Job("verify", "a", "A"))
    await desk.jobs.settled()
    assert sound.state == "Every byte of A is as it should be"
    desk.store.checks = (FileCheck("a", "1", "a.gguf", False, "it is missing"),)
    job = desk.jobs.add(Job("verify", "a", "A"))
    await desk.jobs.settled()
    assert job.failure is not None
    assert job.failure.message == "A is damaged: a.gguf, it is missing. It was set aside."
    assert job.failure.hint


async def test_closing_stops_all() -> None:
    desk = Desk()
    job, other = desk.pull("a"), desk.pull("b")
    await desk.begun(1)
    await desk.jobs.close()
    assert (job.phase, other.phase) == ("paused", "paused")


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ([], "Asking what there is …"),
        ([ResolvedEvent("a", "1", 2_000_000)], "0 bytes of 2.0 MB"),
        (
            [ProgressEvent(500_000, 2_000_000, 250_000.0, 6.0)],
            "500 kB of 2.0 MB · 250 kB/s · a few seconds left",
        ),
        ([ProgressEvent(500_000, None, 250_000.0, None)], "500 kB · 250 kB/s"),
        (
            [ProgressEvent(1, 2_000_000, 0.0, None), RetryEvent("reset", 1, 4.0)],
            "1 bytes of 2.0 MB · Connection lost, next try in 4 s",
        ),
        ([VerifyEvent("a.gguf", 5)], "Checking every byte of a.gguf …"),
        ([QuarantineEvent("a.gguf", "/q", "wrong")], "Asking what there is …"),
    ],
)
def test_states_in_words(events: list[StoreEvent], state: str) -> None:
    job = Job("pull", "a", "A")
    job.begin()
    for event in events:
        job.take(event)
    assert job.state == state


def test_what_still_comes_after_a_pause_is_ignored() -> None:
    job = Job("pull", "a", "A", phase="paused", done_bytes=5)
    job.take(ProgressEvent(9, 10, 1.0, 1.0))
    assert job.done_bytes == 5
