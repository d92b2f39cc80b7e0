"""What does a missing, empty, foreign or truncated file say?

python examples/probes/bad_files.py [MODEL.gguf]
"""

import asyncio
import sys
import tempfile
from pathlib import Path

import onhand


async def main(model: str | None) -> None:
    async with onhand.Engine.open(model) as engine:
        whole = await asyncio.to_thread(Path(engine.info.model.path).read_bytes)
    cases = {
        "empty": b"",
        "foreign": b"%PDF-1.7 not a model",
        "truncated": whole[: len(whole) // 2],
    }
    n_typed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in ("missing", *cases):
            path = Path(folder) / f"{name}.gguf"
            if name in cases:
                path.write_bytes(cases[name])
            try:
                await onhand.Engine.open(path)
            except onhand.ModelError as error:
                n_typed += 1
                print(f"{name}: {type(error).__name__}: {error.message}")
    sys.exit(n_typed != 4)


asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else None))
