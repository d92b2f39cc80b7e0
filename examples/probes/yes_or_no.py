"""Can a model be held to two answers?

python examples/probes/yes_or_no.py [MODEL.gguf]
"""

import asyncio
import sys

import onhand

GRAMMAR = 'root ::= "yes" | "no"'


async def main(model: str | None) -> None:
    async with onhand.Engine.open(model) as engine:
        answers = await asyncio.gather(
            *(
                engine.session().complete("Is it raining?", grammar=GRAMMAR, top_k=1, seed=seed)
                for seed in range(4)
            )
        )
    print(answers)
    sys.exit(not set(answers) <= {"yes", "no"})


asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else None))
