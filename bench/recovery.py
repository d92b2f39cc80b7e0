"""kill -9 of the worker at 100 random moments of a stream: is the text the undisturbed one?

    python bench/recovery.py [--models bundled,12m] [--rounds 100]

For each trial a prompt of its own is answered undisturbed by one engine, and by another whose
worker is killed at a random moment of the stream. `recovery="exact"` promises identical texts;
"fast" promises that nothing changes that was yielded, and the share of identical texts is what it
is worth. "Kept": the text begins with what was out at the kill, and the session goes on from just
the tokens that were yielded. "pause" is from the kill to the next event that the reader sees.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

import psutil
from measuring import Options, Spread, model_file, model_line, note, run, table

from onhand import ContextParams, DoneEvent, Engine, RecoveredEvent, TokenEvent

N_TOKENS = 150
SAMPLINGS: dict[str, dict[str, Any]] = {
    "greedy": {"temperature": 0.0},
    "sampled, seeded": {"temperature": 0.9, "seed": 7},
}


@dataclass
class Outcome:
    """What the trials of one kind came to."""

    n_trials: int = 0
    n_identical: int = 0
    n_kept: int = 0
    n_missed: int = 0
    pauses_ms: list[float] = field(default_factory=list)
    pids: set[int] = field(default_factory=set)


@dataclass
class Reading:
    """A stream as its reader saw it.

    `seen_at_kill` is the text that was out at the kill; `is_recorded`: the session holds the prompt
    and what was yielded, nothing else.
    """

    text: str = ""
    token_ids: list[int] = field(default_factory=list)
    seen_at_kill: str | None = None
    pause_ms: float | None = None
    was_recovered: bool = False
    is_recorded: bool = False


async def measure(options: Options) -> str:
    """Return a table for each model."""
    n_trials = options.n_rounds
    parts = [f"## kill -9 of the worker, {n_trials} random moments each\n"]
    for name in options.models:
        rows = []
        for sampling, how in SAMPLINGS.items():
            for recovery in ("exact", "fast"):
                note(f"{name}, {sampling}, {recovery}")
                outcome = await _trials(name, how, recovery, n_trials, options.n_threads)
                rows.append([f"{sampling}, {recovery}", *_cells(outcome)])
        head = ["", "identical texts", "yielded text kept", "orphans", "pause, ms"]
        parts += [f"{model_line(name)}, {N_TOKENS} tokens:\n", table(head, rows), ""]
    return "\n".join(parts)


def _cells(outcome: Outcome) -> list[str]:
    alive = [pid for pid in outcome.pids if psutil.pid_exists(pid)]
    total = outcome.n_trials
    return [
        f"{outcome.n_identical} of {total}",
        f"{outcome.n_kept} of {total}",
        str(len(alive) + len(psutil.Process().children())),
        Spread.of(outcome.pauses_ms).text(0) if outcome.pauses_ms else "",
    ]


async def _trials(
    name: str, how: dict[str, Any], recovery: Any, n_trials: int, n_threads: int
) -> Outcome:
    outcome, source, path = Outcome(), random.Random(5), model_file(name)
    params = ContextParams(n_ctx=1024, n_threads=n_threads)
    async with AsyncExitStack() as stack:
        calm, struck = [
            await stack.enter_async_context(
                Engine.open(
                    path,
                    isolation="process",
                    recovery=recovery,
                    crash_limit=10 * n_trials + 10,
                    context_params=params,
                )
            )
            for _ in range(2)
        ]
        tail = await calm.tokenize(" and so it went on:", add_special=False)
        duration_s = 0.5
        attempt = 0
        while outcome.n_trials < n_trials:
            attempt += 1
            prompt = [300 + attempt, *tail]  # its own first token: nothing is shared between trials
            started = time.perf_counter()
            undisturbed = await _read(calm, prompt, how, None, outcome)
            duration_s = 0.7 * duration_s + 0.3 * (time.perf_counter() - started)
            delay_s = source.uniform(0.0, duration_s)
            disturbed = await _read(struck, prompt, how, delay_s, outcome)
            _judge(outcome, undisturbed, disturbed)
            if attempt > 3 * n_trials + 10:
                raise RuntimeError("the kills keep missing the streams")
    return outcome


def _judge(outcome: Outcome, undisturbed: Reading, disturbed: Reading) -> None:
    if not disturbed.was_recovered:
        outcome.n_missed += 1  # the stream was over before its worker was killed
        return
    outcome.n_trials += 1
    outcome.n_identical += disturbed.text == undisturbed.text
    seen = disturbed.seen_at_kill or ""
    outcome.n_kept += disturbed.text.startswith(seen) and disturbed.is_recorded
    if disturbed.pause_ms is not None:
        outcome.pauses_ms.append(disturbed.pause_ms)


async def _read(
    engine: Engine, prompt: list[int], how: dict[str, Any], kill_after_s: float | None, out: Outcome
) -> Reading:
    reading, killed_at = Reading(), 0.0

    async def kill() -> None:
        nonlocal killed_at
        await asyncio.sleep(kill_after_s or 0.0)
        pid = engine.worker_pid
        if pid is None:
            return
        out.pids.add(pid)
        reading.seen_at_kill, killed_at = reading.text, time.perf_counter()
        os.kill(pid, signal.SIGKILL)

    async with engine.session() as session:
        killer = asyncio.create_task(kill()) if kill_after_s is not None else None
        stream = session.generate(prompt, ignore_eog=True, max_tokens=N_TOKENS, **how)
        async for event in stream:
            if isinstance(event, TokenEvent):
                reading.text += event.text
                reading.token_ids += event.token_ids
                if reading.was_recovered and reading.pause_ms is None:
                    reading.pause_ms = (time.perf_counter() - killed_at) * 1e3
            elif isinstance(event, RecoveredEvent):
                reading.was_recovered = True
            elif isinstance(event, DoneEvent) and event.usage.completion_tokens != N_TOKENS:
                raise RuntimeError(f"{event.usage.completion_tokens} of {N_TOKENS} tokens came")
        reading.is_recorded = list(session.tokens) == [*prompt, *reading.token_ids]
        if killer is not None:
            await killer
    if engine.worker_pid is not None:
        out.pids.add(engine.worker_pid)
    return reading


if __name__ == "__main__":
    run(measure, models=("bundled", "12m"), n_rounds=100, description=__doc__)
