"""Does an answer end in time, and how late is "in time"?

python examples/probes/deadline.py [MODEL.gguf]
"""

import asyncio
import sys
import time

import onhand


async def main(model: str | None) -> None:
    async with onhand.Engine.open(model) as engine:
        started = time.perf_counter()
        _, done = (
            await engine.session()
            .generate("Tell me more", overflow="shift", ignore_eog=True, deadline_s=0.3)
            .collect()
        )
        took = time.perf_counter() - started
    print(f"{done.reason} after {took:.3f} s with {done.usage.completion_tokens} tokens")
    sys.exit(done.reason != "deadline")


asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else None))
