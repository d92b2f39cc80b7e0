"""Workers that die while loading: tried twice, then the model is blocked until told otherwise."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from onhand import Engine, ModelBlockedError, WorkerCrashedError
from onhand.testing import FakeModel
from onhand.worker.breaker import MAX_ENTRIES, CrashBreaker
from tests.streams import is_alive, until

DEADLY = FakeModel(die_on_load=True, death="abort")


async def open_and_close(model: FakeModel, **options: object) -> None:
    async with Engine.open(model, isolation="process", **options):
        pass


async def test_a_model_that_kills_the_loader_is_blocked_until_forced() -> None:
    with pytest.raises(WorkerCrashedError, match="SIGABRT") as caught:
        await open_and_close(DEADLY)
    assert caught.value.details["signal"] == "SIGABRT"
    assert any("Abort" in line for line in caught.value.native_log)
    with pytest.raises(ModelBlockedError, match="SIGABRT") as blocked:
        await open_and_close(DEADLY)
    assert "force=True" in blocked.value.hint
    with pytest.raises(WorkerCrashedError):
        await open_and_close(DEADLY, force=True)
    await open_and_close(FakeModel())


async def test_a_worker_killed_while_it_loads_is_started_again() -> None:
    """Once may be chance (the memory of the machine); only twice is the model's fault."""
    supervisors: list[int] = []
    task = asyncio.create_task(_open_with_pid(FakeModel(load_delay_s=1.0), supervisors))
    await until(lambda: len(supervisors) == 1)
    import os
    import signal

    os.kill(supervisors[0], signal.SIGKILL)
    engine = await task
    assert len(set(supervisors)) == 2
    await engine.close()


async def _open_with_pid(model: FakeModel, pids: list[int]) -> Engine:
    from onhand.worker.process import ProcessTransport

    start = ProcessTransport.start

    async def noted(self: ProcessTransport) -> None:
        await start(self)
        assert self.pid is not None
        pids.append(self.pid)

    ProcessTransport.start = noted  # type: ignore[method-assign]
    try:
        return await Engine.open(model, isolation="process")
    finally:
        ProcessTransport.start = start  # type: ignore[method-assign]


async def test_a_cancelled_open_leaves_no_process() -> None:
    pids: list[int] = []
    task = asyncio.create_task(_open_with_pid(FakeModel(load_delay_s=30), pids))
    await until(lambda: bool(pids))
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await until(lambda: not is_alive(pids[0]))


def test_the_breaker_forgets_a_model_that_changed(tmp_path: Path) -> None:
    model, breaker = tmp_path / "m.gguf", CrashBreaker(tmp_path / "deep" / "crashed.json")
    model.write_bytes(b"one")
    breaker.block(str(model), "killed by SIGSEGV")
    with pytest.raises(ModelBlockedError, match="SIGSEGV"):
        breaker.check(str(model))
    model.write_bytes(b"another")
    breaker.check(str(model))


def test_the_breaker_forgets_on_demand_and_keeps_the_newest(tmp_path: Path) -> None:
    breaker = CrashBreaker(tmp_path / "crashed.json")
    for index in range(MAX_ENTRIES + 5):
        breaker.block(f"fake:{index}", "died")
    breaker.check("fake:0")
    last = f"fake:{MAX_ENTRIES + 4}"
    with pytest.raises(ModelBlockedError):
        breaker.check(last)
    breaker.clear(last)
    breaker.check(last)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"fake:x": 1}', '{"fake:x": {"cause": 1}}'])
def test_a_damaged_breaker_file_blocks_nothing(tmp_path: Path, content: str) -> None:
    path = tmp_path / "crashed.json"
    path.write_text(content)
    CrashBreaker(path).check("fake:x")
    CrashBreaker(path).block("fake:y", "died")
    assert set(json.loads(path.read_text())) == {"fake:y"}


def test_a_disk_that_cannot_be_written_costs_the_memory_only(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    breaker = CrashBreaker(in_the_way / "crashed.json")
    breaker.block("fake:x", "died")
    breaker.check("fake:x")
