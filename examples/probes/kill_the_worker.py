"""Does a stream survive the death of its worker, and is the text the undisturbed one?

python examples/probes/kill_the_worker.py [MODEL.gguf]
"""

import asyncio
import os
import signal
import sys

import onhand


async def tell(engine: onhand.Engine, *, kill_at: int | None) -> str:
    parts: list[str] = []
    options = {"max_tokens": 40, "temperature": 1.0, "seed": 7, "ignore_eog": True}
    async for event in engine.session().generate("Once upon a time", **options):
        if isinstance(event, onhand.TokenEvent):
            parts.append(event.text)
            if len(parts) == kill_at and engine.worker_pid:
                os.kill(engine.worker_pid, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
        elif isinstance(event, onhand.RecoveredEvent):
            print(f"[{event.cause}; going on after {len(parts)} pieces]")
    return "".join(parts)


async def main(model: str | None) -> None:
    async with onhand.Engine.open(model, isolation="process") as engine:
        undisturbed = await tell(engine, kill_at=None)
    async with onhand.Engine.open(model, isolation="process") as engine:
        disturbed = await tell(engine, kill_at=5)
    print("the same text" if disturbed == undisturbed else f"{undisturbed!r}\n{disturbed!r}")
    sys.exit(disturbed != undisturbed)


asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else None))
