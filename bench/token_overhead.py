"""Microseconds per token above llama_decode, at outputs of 100, 1,000 and 4,000 tokens.

    python bench/token_overhead.py [--models 12m] [--rounds 3]

Wall time of the stream as its reader sees it, less the time inside llama_decode, over the tokens:
sampling, text, scheduling, transport, events. A flat line means that no step costs more because
the answer is long. Also the host's own CPU time per token, which an app pays on its event loop.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, closing, contextmanager
from dataclasses import dataclass, field
from typing import Any

from measuring import Options, Spread, alternate, model_file, model_line, run, table

from onhand import Engine
from streams import LlamaCppPython, engine, lasting_prompt

LENGTHS = (100, 1000, 4000)


@dataclass
class Costs:
    """Of one candidate at one length: microseconds per token, a value a round."""

    overhead: list[float] = field(default_factory=list)
    decode: list[float] = field(default_factory=list)
    host_cpu: list[float] = field(default_factory=list)


async def measure(options: Options) -> str:
    """Return a table for each model."""
    lengths = (50, 200) if options.is_quick else LENGTHS
    parts = ["## Cost per token above llama_decode\n"]
    for name in options.models:
        found = await _measure_model(name, options, lengths)
        rows = []
        for (candidate, length), costs in found.items():
            cells = (costs.overhead[1:], costs.host_cpu[1:], costs.decode[1:])  # less the warm-up
            texts = [Spread.of(values).text(0) for values in cells]
            rows.append([candidate, f"{length:,}", *texts])
        head = ["", "tokens", "µs/token above decode", "host CPU, µs/token", "decode, µs/token"]
        parts += [f"{model_line(name)}:\n", table(head, rows), ""]
    return "\n".join(parts)


async def _measure_model(
    name: str, options: Options, lengths: tuple[int, ...]
) -> dict[tuple[str, int], Costs]:
    path, n_threads = model_file(name), options.n_threads
    found: dict[tuple[str, int], Costs] = {}
    async with AsyncExitStack() as stack:
        process = await stack.enter_async_context(engine(path, "process", n_threads))
        thread = await stack.enter_async_context(engine(path, "thread", n_threads))
        peer = stack.enter_context(closing(LlamaCppPython(path, n_threads)))
        prompt = await lasting_prompt(process, max(lengths))
        for length in lengths:
            costs = [Costs(), Costs(), Costs()]
            candidates = {
                "onhand, process": lambda n=length, c=costs[0]: _ours(process, prompt, n, c),
                "onhand, thread": lambda n=length, c=costs[1]: _ours(thread, prompt, n, c),
                "llama-cpp-python": lambda n=length, c=costs[2]: _peer(peer, prompt, n, c),
            }
            await alternate(candidates, options.n_rounds)
            found |= {(key, length): cost for key, cost in zip(candidates, costs, strict=True)}
    return found


async def _ours(opened: Engine, prompt: list[int], n_tokens: int, costs: Costs) -> float:
    async with opened.session() as session:
        before = (await opened.stats()).decode_ms
        stream = session.generate(prompt, temperature=0.0, ignore_eog=True, max_tokens=n_tokens)
        started, cpu = time.perf_counter(), time.process_time()
        async for _ in stream:
            pass
        wall, cpu = time.perf_counter() - started, time.process_time() - cpu
        decode = ((await opened.stats()).decode_ms - before) / 1e3
    if opened.info.isolation == "thread":
        cpu = float("nan")  # the compute threads' time is in it
    return _add(costs, wall, decode, cpu, n_tokens)


async def _peer(peer: LlamaCppPython, prompt: list[int], n_tokens: int, costs: Costs) -> float:
    with _timed_decode() as spent:
        started = time.perf_counter()
        for _ in peer.stream(prompt, n_tokens):
            pass
        wall = time.perf_counter() - started
    return _add(costs, wall, sum(spent), float("nan"), n_tokens)


def _add(costs: Costs, wall: float, decode: float, cpu: float, n_tokens: int) -> float:
    overhead = (wall - decode) / n_tokens * 1e6
    costs.overhead.append(overhead)
    costs.decode.append(decode / n_tokens * 1e6)
    costs.host_cpu.append(cpu / n_tokens * 1e6)
    return overhead


@contextmanager
def _timed_decode() -> Iterator[list[float]]:
    """Time every llama_decode that llama-cpp-python makes (costs it about 0.3 µs a call)."""
    from llama_cpp import llama_cpp as binding

    original: Any = binding.llama_decode
    spent: list[float] = []

    def timed(context: Any, batch: Any) -> Any:
        started = time.perf_counter()
        answer = original(context, batch)
        spent.append(time.perf_counter() - started)
        return answer

    binding.llama_decode = timed
    try:
        yield spent
    finally:
        binding.llama_decode = original


if __name__ == "__main__":
    run(measure, models=("12m",), n_rounds=3, description=__doc__)
