"""1, 4, 8, 16 sessions decoding together against the same ones one after another.

    python bench/sessions.py [--models 12m,1.2b] [--rounds 5]

Aggregate tokens a second from the first request to the last token, prefill of the short prompts
included. llama-cpp-python has one sequence: its row is the same answers one after another.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import AsyncExitStack, closing

from measuring import Options, Spread, alternate, model_file, model_line, ratios, run, table

from onhand import Engine
from streams import LlamaCppPython, engine, lasting_prompt

COUNTS = (1, 4, 8, 16)
N_TOKENS = {"bundled": 200, "12m": 200, "135m": 64, "1.2b": 32}
TOGETHER, IN_TURN, PEER = "together", "one after another", "llama-cpp-python, one after another"


async def measure(options: Options) -> str:
    """Return a table for each model."""
    parts = ["## Sessions side by side\n"]
    for name in options.models:
        n_tokens = N_TOKENS[name] // (4 if options.is_quick else 1)
        rows = []
        async with AsyncExitStack() as stack:
            path, n_threads = model_file(name), options.n_threads
            opened = await stack.enter_async_context(engine(path, "process", n_threads))
            peer = stack.enter_context(closing(LlamaCppPython(path, n_threads)))
            prompt = await lasting_prompt(opened, n_tokens)
            for count in COUNTS:
                rates = await _rates(opened, peer, prompt, count, n_tokens, options.n_rounds)
                spreads = [Spread.of(rates[key]).text(0) for key in (TOGETHER, IN_TURN, PEER)]
                versus = [ratios(rates[TOGETHER], rates[k]).text(2, " ×") for k in (IN_TURN, PEER)]
                rows.append([count, *spreads, *versus])
        head = ["sessions", TOGETHER, IN_TURN, PEER, "together / in turn", "together / peer"]
        parts += [f"{model_line(name)}, tokens a second of all together:\n", table(head, rows), ""]
    return "\n".join(parts)


async def _rates(
    opened: Engine,
    peer: LlamaCppPython,
    prompt: list[int],
    count: int,
    n_tokens: int,
    n_rounds: int,
) -> dict[str, list[float]]:
    async def answer() -> None:
        async with opened.session() as session:
            options = {"temperature": 0.0, "ignore_eog": True, "max_tokens": n_tokens}
            await session.complete(prompt, **options)

    async def together() -> float:
        started = time.perf_counter()
        await asyncio.gather(*(answer() for _ in range(count)))
        return count * n_tokens / (time.perf_counter() - started)

    async def in_turn() -> float:
        started = time.perf_counter()
        for _ in range(count):
            await answer()
        return count * n_tokens / (time.perf_counter() - started)

    async def peer_in_turn() -> float:
        started = time.perf_counter()
        for _ in range(count):
            for _ in peer.stream(prompt, n_tokens):
                pass
        return count * n_tokens / (time.perf_counter() - started)

    candidates = {TOGETHER: together, IN_TURN: in_turn, PEER: peer_in_turn}
    return await alternate(candidates, n_rounds)


if __name__ == "__main__":
    run(measure, models=("12m", "1.2b"), n_rounds=5, description=__doc__)
