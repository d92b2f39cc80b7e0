"""One stream: onhand in a process and in a thread, llama-cpp-python, ctypes, llama-bench.

    python bench/single_stream.py [--models 12m,1.2b] [--rounds 7]

All use the same shared library, the same number of threads, greedy decoding, the same prompt.
llama-bench decodes and samples nothing; its own choice is flash attention, ours on a CPU is plain
(faster from some hundred tokens on, slower before), so it runs with both. "per round" columns are
our rate over the peer's.
"""

from __future__ import annotations

import subprocess
from contextlib import AsyncExitStack, closing, suppress
from functools import partial
from pathlib import Path

from build_llama_bench import build_llama_bench
from measuring import (
    Measure,
    Options,
    Spread,
    alternate,
    model_file,
    model_line,
    note,
    ratios,
    run,
    table,
)

from streams import (
    CtypesLoop,
    LlamaCppPython,
    engine,
    lasting_prompt,
    llama_bench_rate,
    onhand_rate,
)

N_TOKENS = {"bundled": 400, "12m": 400, "135m": 128, "1.2b": 64}
OURS = ("onhand, process", "onhand, thread")


async def measure(options: Options) -> str:
    """Return a table for each model."""
    binary = _llama_bench()
    parts = ["## One stream\n"]
    for name in options.models:
        rates = await _measure_model(name, options, binary)
        parts += [f"{model_line(name)}, tokens a second:\n", _report(rates), ""]
    return "\n".join(parts)


async def _measure_model(
    name: str, options: Options, binary: Path | None
) -> dict[str, list[float]]:
    path, n_threads = model_file(name), options.n_threads
    n_tokens = N_TOKENS[name] // (4 if options.is_quick else 1)
    async with AsyncExitStack() as stack:
        process = await stack.enter_async_context(engine(path, "process", n_threads))
        thread = await stack.enter_async_context(engine(path, "thread", n_threads))
        peer = stack.enter_context(closing(LlamaCppPython(path, n_threads)))
        loop = stack.enter_context(closing(CtypesLoop(path, n_threads)))
        prompt = await lasting_prompt(process, n_tokens)
        candidates: dict[str, Measure] = {
            OURS[0]: lambda: onhand_rate(process, prompt, n_tokens),
            OURS[1]: lambda: onhand_rate(thread, prompt, n_tokens),
            "llama-cpp-python, stream": lambda: peer.rate(prompt, n_tokens),
            "ctypes loop": lambda: loop.rate(prompt, n_tokens),
        }
        if binary is not None:
            bench = partial(llama_bench_rate, binary, path, n_threads, n_tokens)
            candidates["llama-bench"] = bench
            candidates["llama-bench, plain attention"] = partial(bench, "-fa", "0")
        return await alternate(candidates, options.n_rounds)


def _report(rates: dict[str, list[float]]) -> str:
    rows = []
    for name, values in rates.items():
        versus = [
            "" if name in OURS else ratios(rates[ours], values).text(2, " ×") for ours in OURS
        ]
        rows.append([name, Spread.of(values).text(1), *versus])
    return table(["", "tok/s", "onhand process / this", "onhand thread / this"], rows)


def _llama_bench() -> Path | None:
    with suppress(subprocess.CalledProcessError, OSError):
        return build_llama_bench()
    note("llama-bench cannot be built here and is left out")
    return None


if __name__ == "__main__":
    run(measure, models=("bundled", "12m", "1.2b"), n_rounds=7, description=__doc__)
