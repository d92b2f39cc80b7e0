"""Saving and restoring a session of 1,000 tokens, against computing them again.

    python bench/state.py [--models 1.2b] [--rounds 5]

Restoring is all of it: reading the file, verifying every digest, decrypting or unpacking, sending
the cache to the worker and setting it there, until `Engine.restore` returns. "compute" is
`Session.append` of the same tokens, which no other session shares. "to the first token" adds 8 new
tokens and the first one of an answer. The loop's lag is how much too late a task runs that sleeps
1 ms at a time; "nothing" is the machine's own. Files are in the system's page cache, as just after
they were written; `--cold` drops them from it before each restore, where the system lets us.
llama-cpp-python has `save_state` and `load_state` in memory; `pickle` makes a file of it.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import random
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable
from contextlib import AsyncExitStack, asynccontextmanager, closing
from pathlib import Path
from typing import Any, TypeVar

from measuring import Options, Spread, model_file, model_line, note, ratios, run, table

from onhand import DoneEvent, Engine, Session, TokenEvent
from onhand.state import read_state
from streams import LlamaCppPython, engine

N_PREFIX, N_SUFFIX = 1000, 8
FORMS: dict[str, dict[str, Any]] = {
    "plain": {},
    "encrypted": {"key": bytes(range(32))},
    "zstd": {"compress": True},
}
IS_COLD = "--cold" in sys.argv
T = TypeVar("T")


async def measure(options: Options) -> str:
    """Return two tables for each model: times, and sizes."""
    n_prefix = 100 if options.is_quick else N_PREFIX
    parts = [f"## A session of {n_prefix:,} tokens, saved and restored\n"]
    for name in options.models:
        found, lags, sizes = await _measure_model(name, options, n_prefix)
        cold = found["compute"]
        rows = []
        for key, values in found.items():
            is_other = key.startswith(("compute", "nothing"))
            sooner = "" if is_other else ratios(cold, values).text(0, " ×")
            lag = f"{max(lags[key]) * 1e3:.0f}" if key in lags else ""
            rows.append([key, Spread.of(values).text(1), sooner, lag])
        head = ["", "ms", "sooner than computing", "most lag of the loop, ms"]
        parts += [f"{model_line(name)}:\n", table(head, rows), ""]
        rows = [
            [form, f"{size:,}", f"{size - kv:+,}", f"{size / kv:.3f}"]
            for form, (size, kv) in sizes.items()
        ]
        parts += [table(["", "file, bytes", "beyond the KV", "of the KV"], rows), ""]
    return "\n".join(parts)


async def _measure_model(
    name: str, options: Options, n_prefix: int
) -> tuple[dict[str, list[float]], dict[str, list[float]], dict[str, tuple[int, int]]]:
    path, n_threads = model_file(name), options.n_threads
    found: dict[str, list[float]] = {}
    lags: dict[str, list[float]] = {}
    sizes: dict[str, tuple[int, int]] = {}
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        opened = await stack.enter_async_context(engine(path, "process", n_threads))
        for round_ in range(options.n_rounds + 1):
            note(f"round {round_} of {options.n_rounds}")
            times, slow = await _ours(opened, _tokens(opened, round_, n_prefix), folder, sizes)
            if round_:  # the first one warms up
                for key, value in times.items():
                    found.setdefault(key, []).append(value)
                for key, value in slow.items():
                    lags.setdefault(key, []).append(value)
        prompts = [_tokens(opened, round_, n_prefix) for round_ in range(options.n_rounds)]
    with closing(LlamaCppPython(path, n_threads)) as peer, tempfile.TemporaryDirectory() as name_:
        for prompt in prompts:
            note("llama-cpp-python")
            for key, value in _peer(peer, prompt, Path(name_)).items():
                found.setdefault(key, []).append(value)
    return found, lags, sizes


def _tokens(opened: Engine, seed: int, count: int) -> list[int]:
    """Return ordinary tokens that no other seed's list begins with."""
    source = random.Random(seed)
    return [source.randrange(300, opened.info.model.n_vocab) for _ in range(count)]


async def _ours(
    opened: Engine, prefix: list[int], folder: Path, sizes: dict[str, tuple[int, int]]
) -> tuple[dict[str, float], dict[str, float]]:
    times: dict[str, float] = {}
    slow: dict[str, float] = {}
    suffix = _tokens(opened, 10_000, N_SUFFIX)
    _, slow["nothing, for a second"], _ = await _timed(asyncio.sleep(1.0))
    times["nothing, for a second"] = 1000.0
    async with opened.session() as session:
        times["compute"], _, _ = await _timed(session.append(prefix))
        for form, how in FORMS.items():
            path = folder / f"{form}.onhand"
            key = f"save, {form}"
            times[key], slow[key], _ = await _timed(session.save(path, **how))
            kv = len(read_state(path, key=how.get("key")).kv)
            sizes[form] = path.stat().st_size, kv
    for form, how in FORMS.items():
        path = folder / f"{form}.onhand"
        if IS_COLD:
            _forget(path)
        key = f"restore, {form}"
        times[key], slow[key], restored = await _timed(opened.restore(path, key=how.get("key")))
        async with restored:
            if restored.tokens != tuple(prefix):
                raise RuntimeError("other tokens were restored")
            if form == "plain":
                first = await _first_token_ms(restored, suffix)
                times["restore, plain, to the first token"] = times[key] + first
    return times, slow


async def _timed(work: Awaitable[T]) -> tuple[float, float, T]:
    """Return milliseconds, the event loop's longest lag in seconds meanwhile, and the result."""
    async with _lag() as lags:
        started = time.perf_counter()
        result = await work
        elapsed = (time.perf_counter() - started) * 1e3
    return elapsed, max(lags, default=0.0), result


@asynccontextmanager
async def _lag() -> AsyncIterator[list[float]]:
    lags: list[float] = []

    async def tick() -> None:
        while True:
            due = time.perf_counter() + 0.001
            await asyncio.sleep(0.001)
            lags.append(time.perf_counter() - due)

    task = asyncio.create_task(tick())
    try:
        yield lags
    finally:
        task.cancel()


async def _first_token_ms(session: Session, prompt: list[int]) -> float:
    started, found = time.perf_counter(), None
    stream = session.generate(prompt, temperature=0.0, ignore_eog=True, max_tokens=2)
    async for event in stream:
        if found is None and isinstance(event, TokenEvent):
            found = time.perf_counter()
        if isinstance(event, DoneEvent):
            n_computed = event.usage.prompt_tokens - event.usage.cached_tokens
            if n_computed > len(prompt) + 1:
                raise RuntimeError(f"{n_computed} tokens of the prompt were computed again")
    if found is None:
        raise RuntimeError("no token came")
    return (found - started) * 1e3


def _peer(peer: LlamaCppPython, prefix: list[int], folder: Path) -> dict[str, float]:
    """Save and load by the peer, with a file of pickled state."""
    path = folder / "peer.pickle"
    peer.llama.reset()
    started = time.perf_counter()
    peer.llama.eval(prefix)
    computed = time.perf_counter()
    path.write_bytes(pickle.dumps(peer.llama.save_state()))
    saved = time.perf_counter()
    peer.llama.reset()
    begun = time.perf_counter()
    peer.llama.load_state(pickle.loads(path.read_bytes()))
    loaded = time.perf_counter()
    return {
        "llama-cpp-python, compute": (computed - started) * 1e3,
        "llama-cpp-python, save_state and pickle": (saved - computed) * 1e3,
        "llama-cpp-python, unpickle and load_state": (loaded - begun) * 1e3,
    }


def _forget(path: Path) -> None:
    """Drop a file from the page cache."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


if __name__ == "__main__":
    sys.argv = [argument for argument in sys.argv if argument != "--cold"]
    run(measure, models=("1.2b",), n_rounds=5, description=__doc__)
