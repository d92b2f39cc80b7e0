"""How does an app test itself without a model?

python examples/probes/no_model_needed.py
"""

import asyncio
import sys
import tempfile
from pathlib import Path

import onhand
from onhand.testing import FakeModel


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        script = FakeModel(
            replies={"Is it done?": "Yes, all of it."},
            die_at_decodes=(4,),  # the worker is killed in its fourth decode …
            ledger=str(Path(folder) / "ledger"),  # … counted over all its lives
        )
        async with onhand.Engine.open(script, isolation="process") as engine:
            text, _ = await engine.session().generate("Is it done?").collect()
            restarts = (await engine.stats()).n_restarts
    print(f"{text!r} in spite of {restarts} death")
    sys.exit(text != "Yes, all of it." or restarts != 1)


asyncio.run(main())
