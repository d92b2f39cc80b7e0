"""One stream: onhand in a process and in a thread, llama-cpp-python, ctypes, llama-bench.

    python bench/single_stream.py [--models 12m,1.2b] [--rounds 7]

All use the same shared library, the same number of threads, greedy decoding, the same prompt, and
load the model anew in each round: weights that idled while others ran come back slower.
llama-bench decodes and samples nothing; its own choice is flash attention, ours on a CPU is plain
(faster from some hundred tokens on, slower before), so it runs with both, and everything once more
behind a prompt of 512 tokens. The columns of ratios are our rate over the peer's, round by round.
"""

from __future__ import annotations

import subprocess
from contextlib import closing, suppress
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
N_WARM_UP = 8
DEPTHS = (0, 512)
OURS = ("onhand, process", "onhand, thread")


async def measure(options: Options) -> str:
    """Return a table for each model."""
    binary = _llama_bench()
    parts = ["## One stream\n"]
    for name in options.models:
        parts.append(f"{model_line(name)}, tokens a second:\n")
        for depth in DEPTHS:
            rates = await _measure_model(name, options, binary, depth)
            parts += [_report(rates, "" if not depth else f"behind {depth} tokens"), ""]
            note(parts[-2])  # a long run may be cut short
    return "\n".join(parts)


async def _measure_model(
    name: str, options: Options, binary: Path | None, depth: int
) -> dict[str, list[float]]:
    path, n_threads = model_file(name), options.n_threads
    n_tokens = N_TOKENS[name] // (4 if options.is_quick else 1)
    async with engine(path, "process", n_threads) as opened:
        prompt = await lasting_prompt(opened, n_tokens, depth)

    async def ours(isolation: str) -> float:
        async with engine(path, isolation, n_threads) as opened:
            await onhand_rate(opened, prompt, N_WARM_UP)
            return await onhand_rate(opened, prompt, n_tokens)

    async def peer(kind: type[LlamaCppPython] | type[CtypesLoop]) -> float:
        with closing(kind(path, n_threads)) as opened:
            await opened.rate(prompt, N_WARM_UP)
            return await opened.rate(prompt, n_tokens)

    candidates: dict[str, Measure] = {
        OURS[0]: partial(ours, "process"),
        OURS[1]: partial(ours, "thread"),
        "llama-cpp-python, stream": partial(peer, LlamaCppPython),
        "ctypes loop": partial(peer, CtypesLoop),
    }
    if binary is not None:
        bench = partial(llama_bench_rate, binary, path, n_threads, n_tokens, "-d", str(depth))
        candidates["llama-bench"] = bench
        candidates["llama-bench, plain attention"] = partial(bench, "-fa", "0")
    return await alternate(candidates, options.n_rounds)


def _report(rates: dict[str, list[float]], where: str) -> str:
    rows = []
    for name, values in rates.items():
        versus = [
            "" if name in OURS else ratios(rates[ours], values).text(2, " ×") for ours in OURS
        ]
        rows.append([name, Spread.of(values).text(1), *versus])
    return table([where, "tok/s", "onhand process / this", "onhand thread / this"], rows)


def _llama_bench() -> Path | None:
    with suppress(subprocess.CalledProcessError, OSError):
        return build_llama_bench()
    note("llama-bench cannot be built here and is left out")
    return None


if __name__ == "__main__":
    run(measure, models=("bundled", "12m", "1.2b"), n_rounds=7, description=__doc__)
