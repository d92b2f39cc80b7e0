"""`import onhand` costs next to nothing: no native library, no numpy, no command line."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys

import pytest

HEAVY = {
    "numpy",
    "jinja2",
    "llama_cpp",
    "click",
    "rich",
    "huggingface_hub",
    "httpx",
    "cryptography",
    "llguidance",
    "psutil",
    "torch",
    "pydantic",
}
LIMIT_MS = 60.0
RUNS = 7


def loaded_after(code: str) -> tuple[set[str], float]:
    """Return the top-level modules after `code` in a fresh interpreter, and its CPU time in ms.

    CPU time, since a busy machine makes the clock on the wall say anything.
    """
    program = (
        "import json, sys, time\n"
        "started = time.process_time()\n"
        f"{code}\n"
        "took = (time.process_time() - started) * 1e3\n"
        "print(json.dumps([sorted({name.partition('.')[0] for name in sys.modules}), took]))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    modules, took = json.loads(ran.stdout)
    return set(modules), took


def test_import_onhand_is_quick() -> None:
    times = [loaded_after("import onhand")[1] for _ in range(RUNS)]
    assert statistics.median(times) < LIMIT_MS, times


@pytest.mark.parametrize(
    "code",
    [
        "import onhand",
        "import onhand; onhand.Engine; onhand.SamplingParams; onhand.OnhandError",
        "from onhand.testing import FakeModel",
        "from onhand import sync",
    ],
)
def test_nothing_heavy_is_loaded_before_it_is_needed(code: str) -> None:
    modules, _ = loaded_after(code)
    assert modules & HEAVY == set()


def test_the_child_process_starts_light() -> None:
    """A worker loads its runtime when it is told which, not before."""
    modules, _ = loaded_after("import onhand.worker.child")
    assert modules & HEAVY == set()


AHEAD = """
import asyncio, sys, threading
import onhand
from onhand.testing import FakeModel

WATCHED = {"onhand.chat.chat", "onhand.state", "psutil"}
on_the_loop = []

class Watch:
    def find_spec(self, name, path=None, target=None):
        if name in WATCHED and threading.current_thread() is threading.main_thread():
            on_the_loop.append(name)

async def main():
    async with onhand.Engine.open(FakeModel(load_delay_s=1.0), isolation="process") as engine:
        engine.chat()
        await engine.stats()
        async with engine.session() as session:
            await session.append("Hi")
            await session.save()

sys.meta_path.insert(0, Watch())
asyncio.run(main())
print(on_the_loop)
"""


def test_what_is_imported_late_is_not_imported_on_the_event_loop() -> None:
    """A first chat would stall it for 70 ms, in which no other stream gets on."""
    ran = subprocess.run([sys.executable, "-c", AHEAD], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
