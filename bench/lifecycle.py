"""Memory after many opens and closes, import time, start to first token.

    python bench/lifecycle.py [--rounds 5]

Resident memory of the host process after 1, 10, 50 and 100 opens, short answers and closes of the
bundled model, each kind of isolation in a fresh process; llama-cpp-python the same way. Import and
cold start are those of a fresh interpreter, warm disk cache.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time

from measuring import Options, Spread, alternate, model_file, run, table

COUNTS = (1, 10, 50, 100)
WATCHED = ("numpy", "jinja2", "llama_cpp", "click", "httpx", "huggingface_hub", "asyncio")

_OURS = """
import asyncio, gc, json, psutil, sys
from onhand import Engine

async def main(path, isolation, counts):
    rss = []
    for i in range(1, counts[-1] + 1):
        async with Engine.open(path, isolation=isolation) as engine:
            async with engine.session() as session:
                await session.complete("Hello", temperature=0.0, max_tokens=8)
        if i in counts:
            gc.collect()
            rss.append(psutil.Process().memory_info().rss)
    left = [p.pid for p in psutil.Process().children(recursive=True)]
    print(json.dumps([rss, len(left)]))

asyncio.run(main(sys.argv[1], sys.argv[2], json.loads(sys.argv[3])))
"""

_PEER = """
import gc, json, psutil, sys
from llama_cpp import Llama

rss = []
counts = json.loads(sys.argv[3])
for i in range(1, counts[-1] + 1):
    llama = Llama(sys.argv[1], verbose=False, n_ctx=8192)
    llama("Hello", max_tokens=8, temperature=0.0)
    llama.close()
    del llama
    if i in counts:
        gc.collect()
        rss.append(psutil.Process().memory_info().rss)
print(json.dumps([rss, 0]))
"""

_FIRST_TOKEN = """
import asyncio, sys, time
from onhand import Engine, TokenEvent

async def main():
    async with Engine.open(sys.argv[1], isolation=sys.argv[2]) as engine:
        async for event in engine.session().generate("Hello", temperature=0.0, max_tokens=2):
            if isinstance(event, TokenEvent):
                print(time.time() - float(sys.argv[3]))
                break

asyncio.run(main())
"""

_PEER_FIRST_TOKEN = """
import sys, time
from llama_cpp import Llama

llama = Llama(sys.argv[1], verbose=False, n_ctx=8192)
for chunk in llama("Hello", max_tokens=2, temperature=0.0, stream=True):
    print(time.time() - float(sys.argv[3]))
    break
"""

_IMPORT = """
import sys, time
started = time.perf_counter()
import {module}
took = time.perf_counter() - started
print(took, len(sys.modules), ",".join(m for m in {watched!r} if m in sys.modules))
"""


async def measure(options: Options) -> str:
    """Return the three tables."""
    path = str(model_file("bundled"))
    parts = ["## Opens and closes, import, cold start\n"]
    parts += [_memory(path, (1, 5, 10) if options.is_quick else COUNTS), ""]
    parts += [await _imports(options.n_rounds), "", await _starts(path, options.n_rounds), ""]
    return "\n".join(parts)


def _memory(path: str, counts: tuple[int, ...]) -> str:
    rows = []
    for name, script, isolation in (
        ("onhand, process", _OURS, "process"),
        ("onhand, thread", _OURS, "thread"),
        ("llama-cpp-python", _PEER, ""),
    ):
        rss, n_left = json.loads(_python(script, path, isolation, json.dumps(counts)))
        growth = (rss[-1] - rss[counts.index(10)]) / 2**20
        rows.append([name, *(f"{value / 2**20:.1f}" for value in rss), f"{growth:+.1f}", n_left])
    head = ["host's MiB after this many opens and closes", *counts]
    return table([*head, "growth since the 10th", "processes left"], rows)


async def _imports(n_rounds: int) -> str:
    modules = ("onhand", "onhand.sync", "llama_cpp", "asyncio")
    facts: dict[str, list[str]] = {}

    async def once(module: str) -> float:
        script = _IMPORT.format(module=module, watched=WATCHED)
        took, *rest = _python(script).split(" ", 2)
        facts[module] = [text.strip() for text in rest]
        return float(took) * 1e3

    times = await alternate({m: lambda m=m: once(m) for m in modules}, n_rounds)
    rows = [[f"import {m}", Spread.of(times[m]).text(0), *facts[m]] for m in modules]
    return table(["", "ms", "modules loaded", f"of {', '.join(WATCHED)}"], rows)


async def _starts(path: str, n_rounds: int) -> str:
    async def once(script: str, isolation: str) -> float:
        return float(_python(script, path, isolation, str(time.time()))) * 1e3

    candidates = {
        "onhand, process": lambda: once(_FIRST_TOKEN, "process"),
        "onhand, thread": lambda: once(_FIRST_TOKEN, "thread"),
        "llama-cpp-python": lambda: once(_PEER_FIRST_TOKEN, ""),
    }
    times = await alternate(candidates, n_rounds)
    rows = [[name, Spread.of(values).text(0)] for name, values in times.items()]
    return table(["from the start of the interpreter", "ms to the first token"], rows)


def _python(script: str, *arguments: str) -> str:
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    run(measure, n_rounds=5, description=__doc__)
