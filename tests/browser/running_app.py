"""`onhand app` as a user starts it: a process of its own with a data directory of its own."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

START_S = 60.0
STOP_S = 15.0


@dataclass(frozen=True)
class RunningApp:
    """A running `onhand app`.

    Attributes:
        url: its address, with the secret; ends in "/".
        pid: of its process.
        home: where it keeps everything.
        start_s: seconds from its start to its address.
    """

    url: str
    pid: int
    home: Path
    start_s: float

    @property
    def origin(self) -> str:
        """Its address without the secret."""
        return "/".join(self.url.split("/")[:3])

    def worker_pids(self) -> list[int]:
        """Return the processes in which models run."""
        found = []
        for child in psutil.Process(self.pid).children():
            with contextlib.suppress(psutil.Error):
                if any("onhand.worker" in word for word in child.cmdline()):
                    found.append(child.pid)
        return found

    def kill_worker(self) -> int:
        """Kill the process in which the model runs, as a crash would; return its pid."""
        pids = self.worker_pids()
        assert len(pids) == 1, f"one worker expected, there are {pids}"
        os.kill(pids[0], signal.SIGKILL)
        return pids[0]

    def remote_addresses(self) -> set[str]:
        """Return the hosts that the app and its children are connected to now."""
        root = psutil.Process(self.pid)
        hosts = set()
        for process in (root, *root.children(recursive=True)):
            with contextlib.suppress(psutil.Error):
                hosts |= {c.raddr.ip for c in process.net_connections("inet") if c.raddr}
        return hosts


@asynccontextmanager
async def running_app(home: Path, *options: str) -> AsyncIterator[RunningApp]:
    """Run `onhand app --web --no-open` with further options; it is ended at the end."""
    command = (sys.executable, "-m", "onhand.cli", "app", "--web", "--no-open", *options)
    log = home / "app.log"
    began = time.monotonic()
    with log.open("wb") as errors:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=errors,
            env=os.environ | {"ONHAND_HOME": str(home), "PYTHONUNBUFFERED": "1"},
        )
    assert process.stdout is not None
    try:
        line = await asyncio.wait_for(process.stdout.readline(), START_S)
        url = line.decode().strip()
        assert url.startswith("http://127.0.0.1:"), f"no address: {url!r}\n{log.read_text()}"
        yield RunningApp(url, process.pid, home, time.monotonic() - began)
    finally:
        await _end(process)


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), STOP_S)
        except (TimeoutError, asyncio.TimeoutError):
            process.kill()
            await process.wait()
