"""Fuzzes saved states: bit flips, cuts, splices, lengths, and headers that are sealed again.

    python bench/fuzz_state.py --cases 100000        # the reader alone: a minute or two
    python bench/fuzz_state.py --engine 2000         # restored by an engine on a tiny llama model

Every case must raise a typed error, or be read exactly as it was saved (a case whose digests were
made anew: as it says). Memory is measured in one case of fifty and must stay below the file's size
plus 2 MiB (twice the size when it is decrypted). Anything else ends it with status 1 and the case
in hex. With `--engine` the KV and the tokens are damaged too and sealed again, so that only the
checksum inside the KV and llama.cpp itself are left; the worker is a process and must not die.
"""

from __future__ import annotations

import argparse
import asyncio
import collections
import os
import platform
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from onhand import Engine, Session, StateError
from tests.tiny_models import tiny_model
from tests.unit.state.states import (
    MEMORY_BOUND,
    Damager,
    outcome,
    peak_memory,
    reseal,
    sections,
)

MEMORY_EVERY = 50


def fuzz_reader(n_cases: int, seed: int) -> int:
    """Read `n_cases` damaged states, print the counts, return the exit status."""
    damager = Damager(random.Random(seed))
    outcomes: collections.Counter[str] = collections.Counter()
    slowest, most = 0.0, 0
    started = time.perf_counter()
    for index in range(n_cases):
        case = damager.case(index)
        try:
            begun = time.thread_time()
            outcomes[outcome(case, damager.sound)] += 1
            slowest = max(slowest, time.thread_time() - begun)
            if index % MEMORY_EVERY == 0 or len(case) > MEMORY_BOUND // 4:
                n_copies = 2 if case.startswith(b"ONHANDEN") else 1
                beyond = peak_memory(case) - n_copies * len(case)
                most = max(most, beyond)
                if beyond > MEMORY_BOUND:
                    raise AssertionError(f"{beyond} bytes beyond the file's {len(case)}")
        except Exception as error:
            print(f"case {index} (seed {seed}): {error!r}\n{case[:10_000].hex()}")
            return 1
    elapsed = time.perf_counter() - started
    report(n_cases, elapsed, outcomes)
    print(
        f"slowest {slowest * 1e3:.1f} ms of CPU; most memory beyond the file {most / 1024:,.0f} KiB"
    )
    return 0


def report(n_cases: int, elapsed: float, outcomes: collections.Counter[str]) -> None:
    """Print what came of the cases, and where."""
    counts = ", ".join(f"{count:,} {name}" for name, count in outcomes.most_common())
    print(
        f"{n_cases:,} cases in {elapsed:.0f} s ({n_cases / elapsed:,.0f}/s): {counts}; 0 failures"
    )
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )


async def fuzz_engine(n_cases: int, seed: int) -> int:
    """Restore `n_cases` damaged states into an engine whose live session must go on unharmed."""
    source = random.Random(seed)
    outcomes: collections.Counter[str] = collections.Counter()
    started = time.perf_counter()
    async with Engine.open(tiny_model(), isolation="process") as engine:
        live = engine.session()
        await live.complete("Once upon a time", max_tokens=16, temperature=0.0)
        sound = await live.save()
        assert sound is not None
        expected = await _next(live.fork())
        for index in range(n_cases):
            case = _damaged(source, sound)
            try:
                restored = await engine.restore(case)
            except StateError as error:
                outcomes[type(error).__name__] += 1
            else:
                is_same = restored.tokens == live.tokens
                if await _next(restored) != expected and is_same:
                    print(f"case {index} (seed {seed}): other tokens follow\n{case.hex()}")
                    return 1
                outcomes["restored" if is_same else "restored, other tokens"] += 1
            if index % 100 == 0 and await _next(live.fork()) != expected:
                print(f"case {index} (seed {seed}): the live session was harmed\n{case.hex()}")
                return 1
        n_restarts = (await engine.stats()).n_restarts
    report(n_cases, time.perf_counter() - started, outcomes)
    print(f"the worker died {n_restarts} times")
    return int(n_restarts > 0)


def _damaged(source: random.Random, sound: bytes) -> bytes:
    """Return a state with a damaged file, or with damaged KV or tokens under right digests."""
    head, tokens, kv = (bytearray(part) for part in sections(sound))
    way = source.randrange(4)
    if way == 0:
        damaged = bytearray(sound)
        damaged[source.randrange(len(damaged))] ^= 1 << source.randrange(8)
        return bytes(damaged)
    if way == 1:
        for _ in range(source.choice((1, 2, 30))):
            kv[source.randrange(len(kv))] ^= 1 << source.randrange(8)
    elif way == 2:
        kv = kv[: source.randrange(1, len(kv))] + source.randbytes(source.choice((0, 8)))
    else:
        tokens[4 * source.randrange(len(tokens) // 4)] ^= 1 << source.randrange(8)
    return reseal(bytes(head), bytes(tokens), bytes(kv))


async def _next(session: Session) -> str:
    async with session:
        return await session.complete(None, max_tokens=4, temperature=0.0)


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--engine", type=int, metavar="N", help="N cases through an engine instead")
    parser.add_argument("--seed", type=int, default=2026)
    options = parser.parse_args()
    if options.engine:
        return asyncio.run(fuzz_engine(options.engine, options.seed))
    return fuzz_reader(options.cases, options.seed)


if __name__ == "__main__":
    sys.exit(main())
