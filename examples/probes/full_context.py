"""What happens when the context is full: an error with numbers, an end, or a shift?

python examples/probes/full_context.py [MODEL.gguf]
"""

import asyncio
import sys

import onhand

PARAMS = onhand.ContextParams(n_ctx=64, n_seq_max=1)


async def main(model: str | None) -> None:
    async with onhand.Engine.open(model, context_params=PARAMS) as engine:
        try:
            await engine.session().complete("word " * 200)
        except onhand.ContextFullError as error:
            print(f"too long a prompt: {error}")
        _, ended = await engine.session().generate("Go", temperature=0, ignore_eog=True).collect()
        print(f"overflow='error': ended by {ended.reason} after {ended.usage.completion_tokens}")
        n_shifts = 0
        async for event in engine.session().generate(
            "Go", temperature=0, ignore_eog=True, max_tokens=150, overflow="shift"
        ):
            if isinstance(event, onhand.ShiftEvent):
                n_shifts += 1
                print(f"shifted: {event.n_discarded} discarded, {event.position} left")
    sys.exit(ended.reason != "length" or n_shifts == 0)


asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else None))
