"""Does the same seed give the same text, and another seed another one?

python examples/probes/same_seed.py [MODEL.gguf]
"""

import asyncio
import sys

import onhand


async def main(model: str | None) -> None:
    async with onhand.Engine.open(model) as engine:
        texts = []
        for seed in (1, 1, 2):
            text, done = (
                await engine.session()
                .generate(
                    "My",
                    max_tokens=24,
                    temperature=1.5,
                    top_p=1,
                    min_p=0,
                    seed=seed,
                    ignore_eog=True,
                )
                .collect()
            )
            texts.append(text)
            print(done.usage.seed, repr(text))
    sys.exit(texts[0] != texts[1] or texts[0] == texts[2])


asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else None))
