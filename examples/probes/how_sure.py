"""How sure was the model of each token, and what else was likely?

python examples/probes/how_sure.py [MODEL.gguf]
"""

import asyncio
import math
import sys

import onhand


async def main(model: str | None) -> None:
    async with onhand.Engine.open(model) as engine:
        stream = engine.session().generate("Hello", max_tokens=6, temperature=0, logprobs=3)
        async for event in stream:
            for chosen in event.logprobs if isinstance(event, onhand.TokenEvent) else ():
                rivals = [
                    f"{await engine.detokenize([token_id])!r} {math.exp(logprob):.1%}"
                    for token_id, logprob in chosen.top
                ]
                print(f"{math.exp(chosen.logprob):6.1%}  of {', '.join(rivals)}")
                if not chosen.logprob <= 0 or len(chosen.top) != 3:
                    sys.exit(1)


asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else None))
