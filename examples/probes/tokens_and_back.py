"""Does a text survive the way into tokens and back?

python examples/probes/tokens_and_back.py [MODEL.gguf]
"""

import asyncio
import sys

import onhand

TEXTS = [
    "plain words",
    "  two  spaces ",
    "line\nbreak\ttab",
    "naïve 漢字 👩‍🚀",
    "<|im_start|>no one",
]


async def main(model: str | None) -> None:
    async with onhand.Engine.open(model) as engine:
        same = 0
        for text in TEXTS:
            ids = await engine.tokenize(text, add_special=False)
            back = await engine.detokenize(ids)
            same += back.strip() == text.strip()
            print(f"{len(ids):3} tokens  {text!r} → {back!r}")
    sys.exit(same != len(TEXTS))


asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else None))
