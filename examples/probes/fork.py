"""What does a fork cost, and do two forks go their own ways?

python examples/probes/fork.py [MODEL.gguf]
"""

import asyncio
import sys

import onhand


async def main(model: str | None) -> None:
    async with onhand.Engine.open(model) as engine:
        trunk = engine.session()
        await trunk.append(
            "Once upon a time there was a small house at the end of a long road. " * 3
        )
        left, right = trunk.fork(), trunk.fork()
        (one, done), (two, _) = await asyncio.gather(
            left.generate(" A dog", max_tokens=8, temperature=0).collect(),
            right.generate(" The rain", max_tokens=8, temperature=0).collect(),
        )
    print(f"reused {done.usage.cached_tokens} of {done.usage.prompt_tokens} tokens")
    print(repr(one), repr(two), sep="\n")
    sys.exit(done.usage.cached_tokens < len(trunk.tokens) - 1)


asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else None))
