"""Workers that die while loading: tried twice, then the model is blocked until told otherwise."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from onhand import Engine, ModelBlockedError, ModelCorruptError, WorkerCrashedError
from onhand.paths import data_directory
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


# ── a worker that is a thread takes the app with it ──

OPEN_IN_THREAD = """
import asyncio, sys
from onhand import Engine, ModelBlockedError

async def main():
    try:
        async with Engine.open(sys.argv[1], isolation="thread", force=len(sys.argv) > 2):
            print("open")
    except ModelBlockedError as error:
        print(error)

asyncio.run(main())
"""


def open_in_thread(model: FakeModel, *force: str) -> tuple[int, str]:
    """Open a model in an app of its own; return how that ended and what it said."""
    command = [sys.executable, "-c", OPEN_IN_THREAD, os.fspath(model), *force]
    ended = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    return ended.returncode, ended.stdout


def test_a_model_that_killed_the_app_twice_is_blocked_until_forced() -> None:
    died = (-signal.SIGKILL, "")
    deadly, harmless = FakeModel(die_on_load=True), FakeModel()
    assert open_in_thread(deadly) == died
    assert open_in_thread(harmless) == (0, "open\n")
    assert open_in_thread(deadly) == died
    status, said = open_in_thread(deadly)
    assert status == 0
    assert "(the app died 2 times) and is blocked" in said
    assert open_in_thread(deadly, "force") == died


async def test_a_load_that_ends_leaves_no_mark(isolation: str) -> None:
    marks = data_directory() / "crashed-models-loading.json"
    for model in (FakeModel(), FakeModel(fail_load="no good")):
        with contextlib.suppress(ModelCorruptError):
            await (await Engine.open(model, isolation=isolation)).close()
        assert not marks.exists() or json.loads(marks.read_text()) == {}
    assert marks.exists() == (isolation == "thread")


def test_a_load_that_another_process_has_not_ended_yet_is_no_death(tmp_path: Path) -> None:
    breaker = CrashBreaker(tmp_path / "crashed.json")
    for _ in range(5):
        with breaker.watching("fake:x"):
            mark = (tmp_path / "crashed-loading.json").read_text()
        (tmp_path / "crashed-loading.json").write_text(mark)  # as if it went on: we are alive
    breaker.check("fake:x")


@pytest.mark.parametrize("mark", [1, {}, {"pid": "x", "started": None, "deaths": "many"}])
def test_a_damaged_mark_is_no_death(tmp_path: Path, mark: object) -> None:
    (tmp_path / "crashed-loading.json").write_text(json.dumps({"fake:x": mark}))
    with CrashBreaker(tmp_path / "crashed.json").watching("fake:x"):
        pass


def test_a_process_of_the_same_number_that_began_at_another_time_is_another(tmp_path: Path) -> None:
    """Numbers come again: in a container the app has the same one at each start."""
    marks = tmp_path / "crashed-loading.json"
    marks.write_text(json.dumps({"fake:x": {"pid": os.getpid(), "started": 0.0, "deaths": 1}}))
    with pytest.raises(ModelBlockedError, match="died 2 times"):
        CrashBreaker(tmp_path / "crashed.json").watching("fake:x").__enter__()
    assert json.loads(marks.read_text()) == {}
