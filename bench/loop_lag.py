"""The host's event-loop lag while four sessions generate: p50, p99 and maximum.

    python bench/loop_lag.py [--models 12m,1.2b] [--rounds 5]

A task sleeps 1 ms at a time; its lag is how much later than that it runs. "idle" is the machine's
own noise. llama-cpp-python streams one answer: read in the loop, and with each chunk fetched by
`asyncio.to_thread`. Lags of all rounds are pooled.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, closing
from typing import Any

from measuring import Options, model_file, model_line, note, percentile, run, table

from onhand import Engine
from streams import LlamaCppPython, engine, lasting_prompt

TICK_S = 0.001
N_SESSIONS = 4
N_TOKENS = {"bundled": 600, "12m": 600, "135m": 200, "1.2b": 60}


async def measure(options: Options) -> str:
    """Return a table for each model."""
    parts = [f"## Event-loop lag of the host, {N_SESSIONS} sessions generating\n"]
    for name in options.models:
        lags = await _measure_model(name, options)
        rows = [
            [
                key,
                f"{percentile(values, 0.5) * 1e3:.2f}",
                f"{percentile(values, 0.99) * 1e3:.2f}",
                f"{max(values) * 1e3:.2f}",
                f"{len(values):,}",
            ]
            for key, values in lags.items()
        ]
        head = ["", "p50, ms", "p99, ms", "max, ms", "ticks"]
        parts += [f"{model_line(name)}:\n", table(head, rows), ""]
    return "\n".join(parts)


async def _measure_model(name: str, options: Options) -> dict[str, list[float]]:
    path, n_threads = model_file(name), options.n_threads
    n_tokens = N_TOKENS[name] // (4 if options.is_quick else 1)
    lags: dict[str, list[float]] = {}
    async with AsyncExitStack() as stack:
        process = await stack.enter_async_context(engine(path, "process", n_threads))
        thread = await stack.enter_async_context(engine(path, "thread", n_threads))
        peer = stack.enter_context(closing(LlamaCppPython(path, n_threads)))
        prompt = await lasting_prompt(process, n_tokens)
        works: dict[str, Callable[[], Awaitable[object]]] = {
            "idle": lambda: asyncio.sleep(1.0),
            "onhand, process": lambda: _ours(process, prompt, n_tokens),
            "onhand, thread": lambda: _ours(thread, prompt, n_tokens),
            "llama-cpp-python in the loop": lambda: _in_loop(peer.stream(prompt, n_tokens)),
            "llama-cpp-python, to_thread": lambda: _to_thread(peer.stream(prompt, n_tokens)),
        }
        for round_ in range(options.n_rounds + 1):
            for key, work in works.items():
                note(f"round {round_} of {options.n_rounds}: {key}")
                found = await _lags_during(work)
                if round_:  # the first one warms up
                    lags.setdefault(key, []).extend(found)
    return lags


async def _lags_during(work: Callable[[], Awaitable[object]]) -> list[float]:
    lags: list[float] = []

    async def tick() -> None:
        while True:
            due = time.perf_counter() + TICK_S
            await asyncio.sleep(TICK_S)
            lags.append(max(0.0, time.perf_counter() - due))

    ticker = asyncio.create_task(tick())
    await asyncio.sleep(5 * TICK_S)
    lags.clear()
    await work()
    await asyncio.sleep(2 * TICK_S)  # a tick that is late for the work's sake is counted
    ticker.cancel()
    return lags


async def _ours(opened: Engine, prompt: list[int], n_tokens: int) -> None:
    async def answer() -> None:
        async with opened.session() as session:
            stream = session.generate(prompt, temperature=0.0, ignore_eog=True, max_tokens=n_tokens)
            async for _ in stream:
                pass

    await asyncio.gather(*(answer() for _ in range(N_SESSIONS)))


async def _in_loop(stream: Iterator[Any]) -> None:
    for _ in stream:
        await asyncio.sleep(0)  # as kind as it can be


async def _to_thread(stream: Iterator[Any]) -> None:
    end = object()
    while await asyncio.to_thread(next, stream, end) is not end:
        pass


if __name__ == "__main__":
    run(measure, models=("12m", "1.2b"), n_rounds=5, description=__doc__)
