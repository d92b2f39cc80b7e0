"""Is a character ever shown in halves?

python examples/probes/whole_characters.py
"""

import asyncio
import sys

import onhand
from onhand.testing import FakeModel

TEXT = "naïve, 漢字, 👩‍🚀!"


async def main() -> None:
    async with onhand.Engine.open(FakeModel(replies={"?": TEXT})) as engine:  # a token a byte
        pieces = [
            event.text
            async for event in engine.session().generate("?")
            if isinstance(event, onhand.TokenEvent)
        ]
    print(pieces)
    sys.exit("".join(pieces) != TEXT or any("\ufffd" in piece for piece in pieces))


asyncio.run(main())
