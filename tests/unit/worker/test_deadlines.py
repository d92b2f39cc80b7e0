"""A deadline's timer ends with its request, however that ends."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Iterator

import pytest

from onhand.testing import FakeModel
from onhand.types.sampling import SamplingParams
from onhand.worker.loop import WorkerLoop
from onhand.worker.messages import Failed, Finished, Frame, Generate, Load, Report, Shutdown


class Worker:
    """A worker loop in a thread, spoken to by messages alone."""

    def __init__(self, model: FakeModel) -> None:
        self.frames: queue.SimpleQueue[Frame] = queue.SimpleQueue()
        self.loop = WorkerLoop(self.frames.put)
        self.thread = threading.Thread(target=self.loop.run)
        self.thread.start()
        self.loop.post(Load("fake", os.fspath(model), {}, {}))

    def end_of(self, message: Generate) -> Report:
        """Send a request and return the report that ends it."""
        self.loop.post(message)
        while True:
            for report in self.frames.get(timeout=10).reports:
                if isinstance(report, (Failed, Finished)):
                    return report


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker(FakeModel(replies={"Hi": "Hello"}, n_ctx=64))
    yield worker
    worker.loop.post(Shutdown())
    worker.thread.join()


def n_timers() -> int:
    return sum(isinstance(thread, threading.Timer) for thread in threading.enumerate())


@pytest.mark.parametrize(("prompt", "kind"), [("Hi", Finished), ("x" * 100, Failed)])
def test_no_timer_outlives_its_request(worker: Worker, prompt: str, kind: type[Report]) -> None:
    """Neither one that was answered, nor one that was refused before it began."""
    before = n_timers()
    sampling = SamplingParams(temperature=0.0).to_dict()
    for request_id in range(1, 6):
        message = Generate(request_id, request_id, [], prompt, False, sampling, 0, deadline_s=600.0)
        assert isinstance(worker.end_of(message), kind)
    for thread in threading.enumerate():
        if isinstance(thread, threading.Timer) and thread.finished.is_set():
            thread.join()
    assert n_timers() == before
