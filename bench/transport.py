"""The child process against the thread: the same loop, the same messages, another transport.

    python bench/transport.py [--models bundled,12m,1.2b] [--rounds 9]

Streams alternate between the two engines. "process / thread" below 1 is what isolation costs.
"""

from __future__ import annotations

from contextlib import AsyncExitStack
from functools import partial

from measuring import Options, Spread, alternate, model_file, model_line, ratios, run, table

from streams import engine, onhand_rate

N_TOKENS = {"bundled": 1000, "12m": 500, "135m": 128, "1.2b": 96}


async def measure(options: Options) -> str:
    """Return one table."""
    rows = []
    for name in options.models:
        path, n_threads = model_file(name), options.n_threads
        n_tokens = N_TOKENS[name] // (4 if options.is_quick else 1)
        async with AsyncExitStack() as stack:
            process = await stack.enter_async_context(engine(path, "process", n_threads))
            thread = await stack.enter_async_context(engine(path, "thread", n_threads))
            prompt = await process.tokenize("Hello")
            candidates = {
                "process": partial(onhand_rate, process, prompt, n_tokens),
                "thread": partial(onhand_rate, thread, prompt, n_tokens),
            }
            rates = await alternate(candidates, options.n_rounds)
        spreads = [Spread.of(values).text(1) for values in rates.values()]
        versus = ratios(rates["process"], rates["thread"])
        rows.append([model_line(name), *spreads, versus.text(3, " ×")])
    head = ["model", "process, tok/s", "thread, tok/s", "process / thread"]
    return "\n".join(["## Process against thread\n", table(head, rows), ""])


if __name__ == "__main__":
    run(measure, models=("bundled", "12m", "1.2b"), n_rounds=9, description=__doc__)
