"""How soon does a cancel stop a long prompt, and is the session usable at once?

python examples/probes/cancel_in_prefill.py [MODEL.gguf]
"""

import asyncio
import sys
import time

import onhand


async def main(model: str | None) -> None:
    async with onhand.Engine.open(model) as engine:
        session = engine.session()
        n_tokens = engine.info.n_ctx - 8
        ids = [300 + position % 100 for position in range(n_tokens)]
        async with session.generate(ids, max_tokens=1):
            await asyncio.sleep(0.01)
            started = time.perf_counter()
        took_ms = 1e3 * (time.perf_counter() - started)
        print(f"stopped after {took_ms:.1f} ms; the session holds {len(session.tokens)} tokens")
        print("then:", repr(await session.complete("Hello", max_tokens=4, temperature=0)))
    sys.exit(took_ms > 5000)


asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else None))
