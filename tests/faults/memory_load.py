"""A mixed load in a process whose memory is limited; run by `test_memory_limit`, not by itself.

    python -m tests.faults.memory_load N_PROMPTS governed|alone

Two engines in threads of this process answer: one talks in a chat, the other has more long sessions
than the limit has room for. Prints a line of JSON at the end.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import resource
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from onhand import ContextParams, Engine, Governor, Session

HEADROOM = 1.3
TEXT = "We meet at nine, and whoever is late brings the cake for all the others. "


def kibibytes(name: str) -> int:
    """Return a line of /proc/self/status in bytes."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition(f"{name}:")[2].split()[0]) * 1024


async def talk(engine: Engine, counts: Counter[str]) -> None:
    """Chat, forgetting everything after each third turn, until cancelled."""
    while True:
        async with engine.chat(system="You are concise.") as chat:
            for question in ("hey, cant make it tmrw", "More formal, please.", "Shorter!"):
                await chat.send(question, max_tokens=16)
                counts["turns"] += 1
                await asyncio.sleep(0.05)


async def crowd(engine: Engine, n_prompts: int, counts: Counter[str]) -> None:
    """Fork many sessions off one with a long history, and come back to old ones now and then."""
    base = engine.session()
    await base.append(TEXT * 16)
    sessions: list[Session] = []
    while len(sessions) < n_prompts:
        session = base.fork()
        sessions.append(session)
        await session.append(f" Guest {len(sessions)}.")
        counts["prompts"] += 1
        if len(sessions) % 10 == 0:
            await sessions[len(sessions) // 2].complete(" And?", max_tokens=2)
            counts["returns"] += 1
        await asyncio.sleep(0.05)


async def work(engines: tuple[Engine, Engine], n_prompts: int, counts: Counter[str]) -> None:
    """Keep both engines busy until one of them has read some prompts."""
    async with Governor(interval_s=None) as governor:
        await governor.tick()  # its telemetry and its thread belong to the footprint too
    talking = asyncio.create_task(talk(engines[0], counts))
    await crowd(engines[1], n_prompts, counts)
    talking.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await talking


async def load(n_prompts: int, *, is_governed: bool) -> dict[str, Any]:
    """Measure the footprint at rest, limit the process to 1.3 times that, and work.

    `RLIMIT_DATA` counts what may be touched, such as whole stacks, so the limit is what it counts
    now and three tenths of what is resident.
    """
    params = ContextParams(n_ctx=2048, n_cells=4096, n_seq_max=2, park_budget_bytes=1 << 33)
    events: Counter[str] = Counter()
    freed: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    async with (
        Engine.open(isolation="thread") as chatty,
        Engine.open(isolation="thread", context_params=params) as crowded,
    ):
        engines = (chatty, crowded)
        await work(engines, 5, Counter())  # threads and buffers are there from now on
        data, resident = kibibytes("VmData"), kibibytes("VmRSS")
        more = int((HEADROOM - 1) * resident)
        resource.setrlimit(resource.RLIMIT_DATA, (data + more, data + more))
        governor = Governor(memory_limit=resident + more, interval_s=0.1)

        def count(event: Any) -> None:
            events[event.kind] += 1
            freed[event.kind] += getattr(event, "freed_bytes", 0)

        governor.on_event(count)
        if is_governed:
            for engine in engines:
                engine._join(governor, None)
        await work(engines, n_prompts, counts)
        await governor.close()
    return {
        "footprint": data,
        "resident": resident,
        "peak": kibibytes("VmHWM"),
        **counts,
        "events": dict(events),
        "freed": dict(freed),
    }


if __name__ == "__main__":
    answer = asyncio.run(load(int(sys.argv[1]), is_governed=sys.argv[2] == "governed"))
    print(json.dumps(answer), flush=True)
