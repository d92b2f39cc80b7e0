"""How long from opening a model to its first token?

python examples/probes/first_token.py [MODEL.gguf]
"""

import asyncio
import sys
import time

import onhand


async def main(model: str | None) -> None:
    started = time.perf_counter()
    async with onhand.Engine.open(model) as engine:
        opened = time.perf_counter()
        async for event in engine.session().generate("Hello", max_tokens=8):
            if isinstance(event, onhand.TokenEvent):
                break
        first = time.perf_counter()
    print(
        f"open {1e3 * (opened - started):.0f} ms, first token {1e3 * (first - opened):.0f} ms later"
    )


asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else None))
