"""Mixed sessions for some minutes while workers are killed: is anything lost, does memory grow?

    python bench/soak.py [--minutes 10] [--kills 30] [--model bundled] [--trace soak.jsonl]

Three engines share a governor. "struck" serves two users and its worker is killed at random moments
while it speaks; "steady" serves two users with the same tasks and is left alone, so that its
worker's memory can be followed; "embedder" computes embeddings. Tasks: short and long answers,
cancelled ones, chats of three turns, JSON by a schema, sessions that are saved and restored. Every
answer is greedy and compared with the undisturbed one, which is computed first; prompts where two
tokens were nearly as likely are left out, since there rounding decides. The exit status is 1 when
anything was lost or differs.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import os
import random
import signal
import sys
import time
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from measuring import MODELS, machine, model_file, note, table
from soak_meters import Memory, Minutes
from soak_tasks import LostError, Reader, Task, candidates, references

from onhand import ContextParams, Engine, Governor, OnhandError, Share

USERS = 2
WARM_UP_S = 60.0
HEAD = ("minute", "tokens/s", "tasks", "first token p95", "token p50", "p95", "p99", "kills")
HEAD += ("host", "steady worker", "pressure")
TEXTS = ["We meet at noon.", "The report is late again, sorry.", "Do you like rain?"]


@dataclass
class Result:
    """What a soak came to."""

    n_tasks: Counter[str] = field(default_factory=Counter)
    differing: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    n_kills: int = 0
    n_restarts: int = 0
    n_recovered: int = 0
    n_streams: int = 0
    n_embeddings: int = 0
    pauses_ms: list[float] = field(default_factory=list)
    n_orphans: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether nothing was lost and every kill was survived."""
        lost = self.differing or self.failures or self.n_orphans
        return not lost and self.n_restarts == self.n_kills


class Soak:
    """One run over opened engines."""

    def __init__(
        self, given: argparse.Namespace, tasks: list[Task], texts: dict[Task, str]
    ) -> None:
        self.given = given
        self.seconds = given.minutes * 60.0
        self.tasks = tasks
        self.texts = texts
        self.result = Result()
        self.minutes = Minutes(max(1, math.ceil(given.minutes)))
        self.memory = Memory(self.seconds)
        self.readers: dict[str, list[Reader]] = {}

    @property
    def is_over(self) -> bool:
        """Whether users may begin nothing more."""
        return self.minutes.elapsed_s >= self.seconds

    async def run(
        self, governor: Governor, struck: Engine, steady: Engine, embedder: Engine
    ) -> None:
        """Let the users work, the killer kill and the meters measure."""
        engines = {"struck": struck, "steady": steady, "embedder": embedder}
        self.minutes = Minutes(self.minutes.n)
        measuring = asyncio.create_task(self._measure(engines, governor))
        users = [
            asyncio.create_task(self._user(name, engines[name], number))
            for name in ("struck", "steady")
            for number in range(USERS)
        ]
        users.append(asyncio.create_task(self._embed(embedder)))
        killing = asyncio.create_task(self._kill(struck))
        await asyncio.gather(*users)
        await killing
        measuring.cancel()
        readers = [reader for each in self.readers.values() for reader in each]
        self.result.n_streams = sum(reader.n_streams for reader in readers)
        self.result.n_recovered = sum(reader.n_recovered for reader in readers)
        self.result.pauses_ms = [ms for reader in readers for ms in reader.pauses_ms]
        for engine in (steady, embedder):
            if (await engine.stats()).n_restarts:
                self.result.failures.append("an engine that nobody killed was restarted")

    async def _user(self, name: str, engine: Engine, number: int) -> None:
        """Do the round's tasks in an order of one's own, again and again."""
        order = list(self.tasks)
        random.Random(f"{name}{number}").shuffle(order)
        reader = Reader(self.minutes.token, self.minutes.first)
        self.readers.setdefault(name, []).append(reader)
        while not self.is_over:
            for task in order:
                if self.is_over:
                    return
                await self._do(task, engine, reader, name)

    async def _do(self, task: Task, engine: Engine, reader: Reader, name: str) -> None:
        try:
            text = await task.run(engine, reader)
        except (OnhandError, LostError) as error:
            self.result.failures.append(f"{name}, {task.kind}: {error!r}")
            return
        self.result.n_tasks[task.kind] += 1
        self.minutes.now.n_tasks += 1
        expected = self.texts[task]
        if not task.is_right(text, expected):
            self.result.differing.append(f"{name}, {task.kind}: {text!r} for {expected!r}")

    async def _embed(self, engine: Engine) -> None:
        expected = await engine.embed(TEXTS)
        while not self.is_over:
            if await engine.embed(TEXTS) != expected:
                self.result.differing.append("embedder: other vectors")
            self.result.n_embeddings += len(TEXTS)
            await asyncio.sleep(0.2)

    async def _kill(self, engine: Engine) -> None:
        """Kill the worker at random moments, as often in each minute, always while it speaks."""
        source = random.Random(self.given.seed)
        slot_s = self.seconds / max(1, self.given.kills)
        readers = self.readers.setdefault("struck", [])
        seen = [-1] * USERS
        for n in range(self.given.kills):
            due_s = slot_s * (n + source.uniform(0.2, 0.8))
            await asyncio.sleep(max(0.0, due_s - self.minutes.elapsed_s))
            while (pid := self._may_kill(engine, readers, seen)) is None:
                if self.is_over:
                    return
                await asyncio.sleep(0.002)
            seen = [reader.n_tokens for reader in readers]
            os.kill(pid, signal.SIGKILL)
            self.result.n_kills += 1
            self.minutes.now.n_kills += 1
            stats = await engine.stats()  # the next worker answers
            self.result.n_restarts = stats.n_restarts

    @staticmethod
    def _may_kill(engine: Engine, readers: list[Reader], seen: list[int]) -> int | None:
        """Return the worker to kill: it speaks, and every reader got a token since the last kill.

        Two deaths at one request with no token between end it, which is what they should do.
        """
        counts = [reader.n_tokens for reader in readers]
        have_gone_on = len(counts) == USERS and all(map(int.__gt__, counts, seen))
        speaks = any(reader.active for reader in readers)
        return engine.worker_pid if speaks and have_gone_on else None

    async def _measure(self, engines: dict[str, Engine], governor: Governor) -> None:
        while True:
            pids = {name: engine.worker_pid for name, engine in engines.items()}
            seen = governor.snapshot
            pressure = seen.cpu_pressure.value if seen is not None else None
            self.memory.sample(self.minutes.elapsed_s, pids, pressure)
            if int(self.minutes.elapsed_s) % 30 == 0:
                note(f"{self.minutes.elapsed_s:.0f} s, {self.result.n_kills} kills")
            await asyncio.sleep(1.0)


async def soak(given: argparse.Namespace) -> tuple[Soak, dict[str, int]]:
    """Open the engines, compute the right texts, run, close."""
    path = model_file(given.model) if given.model in MODELS else Path(given.model)
    params = ContextParams(n_ctx=1024, n_threads=given.threads)
    options: dict[str, Any] = {"isolation": "process", "context_params": params}
    note("computing the undisturbed answers")
    async with Engine.open(path, **options) as engine:
        tasks, texts, left_out = await references(engine, candidates(random.Random(given.seed)))
    run = Soak(given, tasks, texts)
    async with AsyncExitStack() as stack:
        governor = await stack.enter_async_context(Governor(trace=given.trace))
        opened = {}
        for name in ("struck", "steady", "embedder"):
            if name == "embedder":
                options["context_params"] = params.replace(
                    n_ctx=256, embeddings=True, pooling="mean"
                )
            opening = Engine.open(
                path,
                crash_limit=10 * given.kills + 10,
                governor=governor,
                share=Share(name=name),
                **options,
            )
            opened[name] = await stack.enter_async_context(opening)
        await run.run(governor, **opened)
    run.result.n_orphans = len(psutil.Process().children(recursive=True))
    return run, left_out


# ── the report ───────────────────────────────────────────────────────────────


def figures(run: Soak) -> dict[str, float | int | bool]:
    """Return what is judged."""
    warm_up_s = min(WARM_UP_S, run.seconds / 3)
    full = run.minutes.all[: max(1, int(run.given.minutes))]
    second, last = full[min(1, len(full) - 1)], full[-1]
    return {
        "host_slope": run.memory.slope_mb_per_minute("host", warm_up_s),
        "worker_slope": run.memory.slope_mb_per_minute("steady", warm_up_s),
        "p95_ratio": last.tokens.percentile(0.95) / second.tokens.percentile(0.95),
        "n_kills": run.result.n_kills,
        "n_survived": run.result.n_restarts,
        "n_lost": len(run.result.failures),
        "n_differing": len(run.result.differing),
        "n_orphans": run.result.n_orphans,
        "is_whole": run.result.is_whole,
    }


def report(run: Soak, left_out: dict[str, int]) -> str:
    """Return the run as Markdown."""
    result, found = run.result, figures(run)
    wanted_kills = run.given.kills
    pauses = sorted(result.pauses_ms)
    judged = [
        ["RSS slope after warm-up, host", "< 1 MB/min", f"{found['host_slope']:+.3f} MB/min"],
        ["RSS slope after warm-up, worker", "< 1 MB/min", f"{found['worker_slope']:+.3f} MB/min"],
        ["token p95, last minute / second", "0.85 to 1.15", f"{found['p95_ratio']:.3f}"],
        [
            "workers killed and survived",
            f"{wanted_kills}",
            f"{result.n_kills}, {result.n_restarts}",
        ],
        ["streams that went on after a death", "", f"{result.n_recovered:,}"],
        ["answers that differ from the undisturbed", "0", f"{len(result.differing)}"],
        ["streams lost, requests failed", "0", f"{len(result.failures)}"],
        ["processes left over", "0", f"{result.n_orphans}"],
    ]
    kinds = ", ".join(f"{n:,} {kind}" for kind, n in sorted(result.n_tasks.items()))
    parts = [
        f"## Soak of {run.given.minutes:g} minutes\n",
        f"{run.given.model}, {run.given.threads} compute threads each, 2 × {USERS} users; {kinds}; "
        f"{result.n_streams:,} streams, {result.n_embeddings:,} embeddings. Prompts left out for "
        f"near ties: {sum(left_out.values())} of {sum(left_out.values()) + len(run.tasks)}. "
        f"Pause of a stream at a death: {_spread(pauses)}.\n",
        table(["", "wanted", "measured"], judged),
        "",
        table(
            HEAD,
            _minute_rows(run),
        ),
        "",
        "Milliseconds; memory: the most in the minute, MB; pressure: share of the time in which "
        "some task of the machine waited for a processor. Where it changes, so did the machine's "
        "other work, and latencies of those minutes do not compare.",
    ]
    parts += [f"- {text}" for text in (result.failures + result.differing)[:10]]
    return "\n".join(parts)


def _minute_rows(run: Soak) -> list[list[str]]:
    rows = []
    for n, minute in enumerate(run.minutes.all):
        seconds = min(60.0, run.seconds - 60.0 * n)
        if seconds <= 0:
            continue
        latencies = [minute.tokens.percentile(share) for share in (0.5, 0.95, 0.99)]
        begin = 60.0 * n
        rows.append(
            [
                f"{n + 1}",
                f"{minute.n_tokens / seconds:,.0f}",
                f"{minute.n_tasks:,}",
                f"{minute.firsts.percentile(0.95):.1f}",
                *(f"{ms:.2f}" for ms in latencies),
                f"{minute.n_kills}",
                f"{run.memory.at_most('host', begin, begin + seconds):.1f}",
                f"{run.memory.at_most('steady', begin, begin + seconds):.1f}",
                f"{run.memory.pressure(begin, begin + seconds):.0f} %",
            ]
        )
    return rows


def _spread(values: list[float]) -> str:
    if not values:
        return "none"
    return f"{values[len(values) // 2]:,.0f} ms ({values[0]:,.0f} to {values[-1]:,.0f})"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--kills", type=int, help="default: 3 a minute, at least 2")
    parser.add_argument("--model", default="bundled", help=f"of {', '.join(MODELS)}, or a file")
    parser.add_argument("--threads", type=int, default=1, help="compute threads of each engine")
    parser.add_argument("--trace", default=None, help="file to write the trace to")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON only")
    parser.add_argument("--bare", action="store_true", help="leave the machine's facts out")
    given = parser.parse_args()
    if given.kills is None:
        given.kills = max(2, math.ceil(3 * given.minutes))
    return given


def main() -> int:
    """Run and print; 0 when nothing was lost."""
    given = _arguments()
    began = time.time()
    facts = "" if given.bare or given.json else machine() + "\n"
    run, left_out = asyncio.run(soak(given))
    if given.json:
        print(
            json.dumps({**figures(run), "failures": (run.result.failures + run.result.differing)})
        )
    else:
        print(f"{facts}\n{report(run, left_out)}\n\nTook {time.time() - began:.0f} s in all.")
    return 0 if run.result.is_whole else 1


if __name__ == "__main__":
    sys.exit(main())
