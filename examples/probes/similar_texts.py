"""Which texts does a model find alike?

python examples/probes/similar_texts.py [MODEL.gguf]
"""

import asyncio
import sys

import onhand

TEXTS = ["The meeting is at noon.", "We meet at twelve.", "My cat likes the rain."]


async def main(model: str | None) -> None:
    params = onhand.ContextParams(embeddings=True, pooling="mean")
    async with onhand.Engine.open(model, context_params=params) as engine:
        vectors = await engine.embed(TEXTS)
    lengths = []
    for text, vector in zip(TEXTS, vectors, strict=True):
        alike = [sum(a * b for a, b in zip(vector, other, strict=True)) for other in vectors]
        lengths.append(sum(value * value for value in vector))
        print(" ".join(f"{value:5.2f}" for value in alike), text)
    sys.exit(any(abs(length - 1) > 1e-3 for length in lengths))


asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else None))
