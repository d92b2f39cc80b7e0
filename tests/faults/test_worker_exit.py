"""However the host ends, no worker is left and nobody complains."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from tests.streams import is_alive, until

PROGRAM = """
import asyncio, os, signal, sys, threading
import onhand
from onhand.testing import FakeModel

ISOLATION = sys.argv[1]
SLOW = FakeModel(token_delay_s=0.01, n_ctx=100000)

async def generating():
    engine = await onhand.Engine.open(SLOW, isolation=ISOLATION)
    stream = engine.session().generate("endless")
    await stream.__aenter__()
    for _ in range(3):
        await stream.__anext__()
    print(engine.worker_pid, flush=True)
    return engine, stream
"""
ENDINGS = {
    "end of the program": "held = asyncio.run(generating())",
    "exit in the middle": """
async def main():
    held = await generating()
    sys.exit(0)
asyncio.run(main())""",
    "a loop closed early": """
loop = asyncio.new_event_loop()
held = loop.run_until_complete(generating())
loop.close()""",
    "a loop never closed": """
loop = asyncio.new_event_loop()
held = loop.run_until_complete(generating())""",
    "everything dropped": """
asyncio.run(generating())
import gc
gc.collect()""",
    "a loop in a daemon thread": """
ready = threading.Event()
async def main():
    held = await generating()
    ready.set()
    await asyncio.sleep(1000)
threading.Thread(target=asyncio.run, args=(main(),), daemon=True).start()
ready.wait()""",
}


def run(isolation: str, ending: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM + ending, isolation],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("ending", ENDINGS)
async def test_an_exit_without_close_is_silent_and_complete(isolation: str, ending: str) -> None:
    result = run(isolation, ENDINGS[ending])
    assert result.stderr == ""
    assert result.returncode == 0
    pid = result.stdout.strip()
    if isolation == "process":
        await until(lambda: not is_alive(int(pid)), timeout_s=5)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
@pytest.mark.parametrize("moment", ["generating", "loading"])
async def test_a_killed_host_leaves_no_worker(number: int, moment: str) -> None:
    if moment == "generating":
        ending = "held = asyncio.run(generating())\nsignal.pause()"
    else:
        ending = """
from onhand.worker.process import ProcessTransport
start = ProcessTransport.start
async def noted(self):
    await start(self)
    print(self.pid, flush=True)
ProcessTransport.start = noted
async def main():
    await onhand.Engine.open(FakeModel(load_delay_s=60), isolation="process")
asyncio.run(main())"""
    host = subprocess.Popen(
        [sys.executable, "-c", PROGRAM + ending, "process"], stdout=subprocess.PIPE, text=True
    )
    with host:
        assert host.stdout is not None
        worker = int(host.stdout.readline())
        assert is_alive(worker)
        os.kill(host.pid, number)
        host.wait(timeout=30)
        await until(lambda: not is_alive(worker), timeout_s=6)


async def test_a_worker_ignores_the_terminals_interrupt() -> None:
    """Ctrl-C reaches the whole process group; only the host answers it."""
    ending = """
async def main():
    engine, stream = await generating()
    os.kill(engine.worker_pid, signal.SIGINT)
    stream.cancel()
    async for event in stream:
        pass
    print(event.reason, (await engine.stats()).n_restarts)
    await engine.close()
asyncio.run(main())"""
    result = run("process", ending)
    assert result.stdout.split()[1:] == ["cancelled", "0"]
    assert (result.returncode, result.stderr) == (0, "")
