"""What the governor costs, what its measures free, and how soon an engine is back.

    python bench/governor.py [--models bundled,135m] [--rounds 5]

Memory is the worker's resident memory before and after, as the events say it. "Back" is from the
request to its first token after the engine was parked or evicted, beside the same request to an
engine that was left alone; in brackets the part that computes the history again. The duty cycle is
tokens per second of one stream at a level's duty over those at full.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

from measuring import Options, Spread, model_file, model_line, note, run, table

from onhand import Allowance, ContextParams, Engine, Governor, Session, TokenEvent
from onhand.governing import GovernedEngine

PROMPT = "We meet at nine, and whoever is late brings the cake for all the others. " * 6
N_TOKENS = 48


async def measure(options: Options) -> str:
    """Return the tables."""
    parts = [f"## Governor\n\n{await _look_cost(options)}\n"]
    for name in options.models:
        note(name)
        params = ContextParams(n_threads=options.n_threads, n_ctx=2048)
        async with Engine.open(model_file(name), context_params=params, force=True) as engine:
            parts.append(f"{model_line(name)}:\n\n{await _comebacks(engine, options)}\n")
            parts.append(await _duties(engine, options))
    return "\n".join(parts)


async def _look_cost(options: Options) -> str:
    """Return what a look costs with two engines, in processor time of this process."""
    n_looks = 20 * options.n_rounds
    governor = Governor(interval_s=None)
    async with governor, Engine.open(governor=governor), Engine.open(governor=governor):
        await governor.tick()
        began, began_cpu = time.perf_counter(), time.process_time()
        for _ in range(n_looks):
            await governor.tick()
        wall = (time.perf_counter() - began) / n_looks * 1e3
        cpu = (time.process_time() - began_cpu) / n_looks * 1e3
    return f"A look, two engines: {wall:.1f} ms, {cpu:.1f} ms of processor time, mean of {n_looks}."


async def _comebacks(engine: Engine, options: Options) -> str:
    governed = GovernedEngine(engine._supervisor, engine.info)

    async def park() -> int:
        parked = await governed.park_idle()
        return parked.freed_bytes + (await governed.drop_prefixes()).freed_bytes

    async def evict() -> int:
        return await governed.evict() or 0

    async def leave_alone() -> int:
        return 0

    measures: dict[str, Callable[[], Awaitable[int]]] = {
        "left alone": leave_alone,
        "parked, prefixes dropped": park,
        "evicted": evict,
    }
    rows = []
    for name, act in measures.items():
        freed, back, short = [], [], []
        for _ in range(options.n_rounds):
            session, small = engine.session(), engine.session()
            await session.complete(PROMPT, max_tokens=N_TOKENS, temperature=0)
            await small.complete("Hi", max_tokens=1, temperature=0)
            freed.append(await act() / 1e6)
            short.append(await _first_token_ms(small))
            back.append(await _first_token_ms(session))
            await session.close()
            await small.close()
        cells = (Spread.of(freed).text(1), Spread.of(short).text(0), Spread.of(back).text(0))
        rows.append([name, *cells])
    n_tokens = len(await engine.tokenize(PROMPT))
    head = ["", "freed, MB", "back, a short session, ms", "then a long one, ms"]
    return f"{table(head, rows)}\n\nLong: {n_tokens} tokens read and {N_TOKENS} said."


async def _first_token_ms(session: Session) -> float:
    began = time.perf_counter()
    async for event in session.generate(" And?", max_tokens=1, temperature=0):
        if isinstance(event, TokenEvent):
            break
    return (time.perf_counter() - began) * 1e3


async def _duties(engine: Engine, options: Options) -> str:
    governed = GovernedEngine(engine._supervisor, engine.info)
    seconds = 1.0 if options.is_quick else 3.0
    speeds: dict[float, list[float]] = {1.0: [], 0.75: [], 0.4: []}
    for _ in range(options.n_rounds):
        for duty, found in speeds.items():
            await governed.allow(Allowance(duty=duty))
            async with engine.session() as session:
                stream = session.generate("Hi", deadline_s=seconds, ignore_eog=True)
                _, done = await stream.collect()
            found.append(done.timings.decode_tokens_per_second or 0.0)
    await governed.allow(Allowance())
    full = speeds[1.0]
    rows = [
        [
            f"{duty:g}",
            Spread.of(found).text(0),
            Spread.of([a / b for a, b in zip(found, full, strict=True)]).text(2),
        ]
        for duty, found in speeds.items()
    ]
    return table(["duty", "tokens a second", "share of full"], rows) + "\n"


if __name__ == "__main__":
    run(measure, models=("bundled", "135m"), description=__doc__)
