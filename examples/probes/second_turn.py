"""How much of a chat is computed again at the second turn?

python examples/probes/second_turn.py [MODEL.gguf]
"""

import asyncio
import sys

import onhand


async def main(model: str | None) -> None:
    async with onhand.Engine.open(model) as engine:
        chat = engine.chat("You are concise.", template="chatml")
        for text in ("Hello, who are you?", "And what can you do?"):
            reply = await chat.send(text, max_tokens=16, temperature=0)
            usage = reply.usage
            print(f"{usage.cached_tokens} of {usage.prompt_tokens} prompt tokens reused: {reply!r}")
    sys.exit(usage.cached_tokens < usage.prompt_tokens // 3)


asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else None))
