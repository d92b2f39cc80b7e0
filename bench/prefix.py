"""Time to the first token: a cold 1,000-token prompt, the same one shared, a fork.

    python bench/prefix.py [--models 1.2b] [--rounds 5]

"cold" computes 1,000 tokens that the engine has never seen. "shared" is another session whose
prompt begins with the same 1,000 tokens and goes on with 8 others. "fork" is a session of the
first one's, with 8 more tokens; making it is timed apart. llama-cpp-python keeps its last prompt
only: "again" continues it, "after another" has one other prompt in between.
"""

from __future__ import annotations

import random
import time
from contextlib import AsyncExitStack, closing

from measuring import Options, Spread, model_file, model_line, note, ratios, run, table

from onhand import Engine, Session, TokenEvent
from streams import LlamaCppPython, engine

N_PREFIX, N_SUFFIX = 1000, 8


async def measure(options: Options) -> str:
    """Return a table for each model."""
    n_prefix = 100 if options.is_quick else N_PREFIX
    parts = [f"## A shared prefix of {n_prefix:,} tokens\n"]
    for name in options.models:
        path, n_threads = model_file(name), options.n_threads
        found: dict[str, list[float]] = {}
        async with AsyncExitStack() as stack:
            opened = await stack.enter_async_context(engine(path, "process", n_threads))
            peer = stack.enter_context(closing(LlamaCppPython(path, n_threads)))
            for round_ in range(options.n_rounds):
                note(f"round {round_ + 1} of {options.n_rounds}")
                prefix = _tokens(opened, round_, n_prefix)
                for key, value in (
                    *(await _ours(opened, prefix)).items(),
                    *_peer(peer, opened, prefix).items(),
                ):
                    found.setdefault(key, []).append(value)
        rows = []
        for key, values in found.items():
            cold = "llama-cpp-python, cold" if key.startswith("llama") else "onhand, cold"
            sooner = "" if key in (cold, "onhand, making the fork") else ratios(found[cold], values)
            rows.append([key, Spread.of(values).text(3), sooner and sooner.text(1, " ×")])
        head = ["", "ms to the first token", "sooner than cold"]
        parts += [f"{model_line(name)}:\n", table(head, rows), ""]
    return "\n".join(parts)


def _tokens(opened: Engine, seed: int, count: int) -> list[int]:
    """Return ordinary tokens that no other seed's list begins with."""
    source = random.Random(seed)
    return [source.randrange(300, opened.info.model.n_vocab) for _ in range(count)]


async def _ours(opened: Engine, prefix: list[int]) -> dict[str, float]:
    suffixes = [_tokens(opened, 10_000 + i, N_SUFFIX) for i in range(2)]
    async with opened.session() as first, opened.session() as second:
        cold = await _first_token_ms(first, prefix)
        shared = await _first_token_ms(second, prefix + suffixes[0])
        started = time.perf_counter()
        fork = first.fork()
        making = (time.perf_counter() - started) * 1e3
        async with fork:
            forked = await _first_token_ms(fork, suffixes[1])
    return {
        "onhand, cold": cold,
        "onhand, shared by another session": shared,
        "onhand, in a fork": forked,
        "onhand, making the fork": making,
    }


async def _first_token_ms(session: Session, prompt: list[int]) -> float:
    started, found = time.perf_counter(), None
    stream = session.generate(prompt, temperature=0.0, ignore_eog=True, max_tokens=2)
    async for event in stream:
        if found is None and isinstance(event, TokenEvent):
            found = time.perf_counter()
    if found is None:
        raise RuntimeError("no token came")
    return (found - started) * 1e3


def _peer(peer: LlamaCppPython, opened: Engine, prefix: list[int]) -> dict[str, float]:
    """Ask the peer without its `reset`, so that it may reuse what it holds."""
    other = _tokens(opened, 20_000 + prefix[0], len(prefix))

    def first_token_ms(prompt: list[int]) -> float:
        started = time.perf_counter()
        for _ in peer.llama(prompt, max_tokens=1, temperature=0.0, stream=True):
            return (time.perf_counter() - started) * 1e3
        raise RuntimeError("no token came")

    suffix = _tokens(opened, 30_000, N_SUFFIX)
    peer.llama.reset()
    cold = first_token_ms(prefix)
    again = first_token_ms(prefix + suffix)
    first_token_ms(other)
    after_other = first_token_ms(prefix + suffix)
    return {
        "llama-cpp-python, cold": cold,
        "llama-cpp-python, again": again,
        "llama-cpp-python, after another": after_other,
    }


if __name__ == "__main__":
    run(measure, models=("1.2b",), n_rounds=5, description=__doc__)
