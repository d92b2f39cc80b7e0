"""How much of a long common beginning is computed again for a second session?

python examples/probes/shared_prefix.py [MODEL.gguf]
"""

import asyncio
import sys

import onhand

PERSONA = "You are kind and exact. You answer in one sentence. " * 6


async def main(model: str | None) -> None:
    async with onhand.Engine.open(model) as engine:
        for question in ("What is it?", "And why?"):
            _, done = await engine.session().generate(PERSONA + question, max_tokens=1).collect()
            usage, first = done.usage, done.timings.first_token_ms or 0
            print(f"{usage.prompt_tokens} tokens, {usage.cached_tokens} reused, {first:.1f} ms")
    sys.exit(usage.cached_tokens < usage.prompt_tokens // 2)


asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else None))
