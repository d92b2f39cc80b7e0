"""How long a cancel takes: inside the prefill of a long prompt, and while decoding.

    python bench/cancel.py [--models 1.2b] [--rounds 20]

From `stream.cancel()` to the `DoneEvent`, and to the first token of the session's next answer,
which takes a decode or two. The moment is random. llama-cpp-python cannot stop inside a prefill:
its time is from the wish to the next point where its generator can be left.
"""

from __future__ import annotations

import asyncio
import random
import time
from contextlib import AsyncExitStack, closing

from measuring import Options, Spread, model_file, model_line, note, run, table

from onhand import DoneEvent, Engine, PromptEvent, Session, TokenEvent
from streams import LlamaCppPython, engine

N_PROMPT = 2000
N_PEER_ROUNDS = 3


async def measure(options: Options) -> str:
    """Return a table for each model."""
    n_prompt = 200 if options.is_quick else N_PROMPT
    parts = ["## Cancel\n"]
    for name in options.models:
        path, n_threads = model_file(name), options.n_threads
        found: dict[str, list[tuple[float, float]]] = {}
        async with AsyncExitStack() as stack:
            opened = await stack.enter_async_context(engine(path, "process", n_threads))
            peer = stack.enter_context(closing(LlamaCppPython(path, n_threads)))
            source = random.Random(1)
            for round_ in range(options.n_rounds):
                note(f"round {round_ + 1} of {options.n_rounds}")
                prompt = [source.randrange(300, opened.info.model.n_vocab) for _ in range(n_prompt)]
                delay_s = source.uniform(0.0, 2.0 if not options.is_quick else 0.1)
                for key, value in (
                    (f"onhand, prefill of {n_prompt:,}", await _prefill(opened, prompt, delay_s)),
                    ("onhand, decode", await _decode(opened, prompt[:4], source.randrange(2, 20))),
                ):
                    found.setdefault(key, []).append(value)
                if round_ < N_PEER_ROUNDS:
                    wait = (await _peer_prefill(peer, prompt, delay_s), float("nan"))
                    found.setdefault(f"llama-cpp-python, prefill of {n_prompt:,}", []).append(wait)
        rows = [
            [key, *(Spread.of(column).text(1) for column in zip(*values, strict=True))]
            for key, values in found.items()
        ]
        head = ["", "ms to the end", "ms to the next answer's first token"]
        parts += [f"{model_line(name)}:\n", table(head, rows), ""]
    return "\n".join(parts)


async def _prefill(opened: Engine, prompt: list[int], delay_s: float) -> tuple[float, float]:
    async with opened.session() as session:
        stream = session.generate(prompt, temperature=0.0)
        async with stream:
            while not isinstance(await stream.__anext__(), PromptEvent):
                pass
            await asyncio.sleep(delay_s)
            return await _cancelled(session, stream)


async def _decode(opened: Engine, prompt: list[int], n_tokens: int) -> tuple[float, float]:
    async with opened.session() as session:
        stream = session.generate(prompt, temperature=0.0, ignore_eog=True)
        async with stream:
            while n_tokens:
                n_tokens -= isinstance(await stream.__anext__(), TokenEvent)
            return await _cancelled(session, stream)


async def _cancelled(session: Session, stream: object) -> tuple[float, float]:
    started = time.perf_counter()
    stream.cancel()  # type: ignore[attr-defined]
    async for event in stream:  # type: ignore[attr-defined]
        if isinstance(event, DoneEvent) and event.reason != "cancelled":
            raise RuntimeError(f"it was over before the cancel: {event.reason}")
    ended = time.perf_counter()
    async for event in session.generate([300], temperature=0.0, ignore_eog=True, max_tokens=1):
        if isinstance(event, TokenEvent):
            break
    return (ended - started) * 1e3, (time.perf_counter() - started) * 1e3


async def _peer_prefill(peer: LlamaCppPython, prompt: list[int], delay_s: float) -> float:
    peer.llama.reset()
    stream = iter(peer.llama(prompt, max_tokens=2, temperature=0.0, stream=True))
    waiting = asyncio.create_task(asyncio.to_thread(next, stream))
    await asyncio.sleep(delay_s)
    started = time.perf_counter()
    await waiting
    stream.close()
    return (time.perf_counter() - started) * 1e3


if __name__ == "__main__":
    run(measure, models=("1.2b",), n_rounds=20, description=__doc__)
