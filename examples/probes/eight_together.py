"""Are eight answers together quicker than one after another?

python examples/probes/eight_together.py [MODEL.gguf]
"""

import asyncio
import sys
import time

import onhand


async def main(model: str | None) -> None:
    async with onhand.Engine.open(model) as engine:

        async def answer(number: int) -> str:
            return await engine.session().complete(
                f"Number {number}", max_tokens=24, temperature=0, ignore_eog=True
            )

        await answer(0)
        started = time.perf_counter()
        alone = [await answer(number) for number in range(8)]
        middle = time.perf_counter()
        together = await asyncio.gather(*map(answer, range(8)))
        ended = time.perf_counter()
    print(f"one after another {middle - started:.2f} s, together {ended - middle:.2f} s")
    print(f"texts that are equal: {sum(map(str.__eq__, alone, together))} of 8 (near ties may tip)")
    sys.exit(ended - middle > 1.5 * (middle - started))


asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else None))
