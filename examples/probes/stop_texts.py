"""Which stop text wins, and is any part of it ever shown?

python examples/probes/stop_texts.py
"""

import asyncio
import sys

import onhand
from onhand.testing import FakeModel


async def main() -> None:
    script = FakeModel(replies={"Say it": "alpha, beta; gamma. omega"})
    async with onhand.Engine.open(script) as engine:
        stream = engine.session().generate("Say it", stop=["gamma", "beta; g", "omega"])
        shown = ""
        async for event in stream:
            if isinstance(event, onhand.TokenEvent):
                shown += event.text
            elif isinstance(event, onhand.DoneEvent):
                print(f"shown {shown!r}, stopped by {event.stop!r}")
    sys.exit(shown != "alpha, ")


asyncio.run(main())
