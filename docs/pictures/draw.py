"""Draws the pictures of the README from real answers: `python docs/pictures/draw.py`."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onhand.rewrite import Rewriter

MESSAGE = "hey, cant make it tmrw at 3pm, sorry!! pls tell Maria"
TONES = ("formal", "casual", "friendly", "polite", "confident", "concise")


async def main() -> None:
    """Rewrite one message in every tone and draw the terminal."""
    async with Rewriter() as rewriter:
        results = await rewriter.variants(MESSAGE, TONES).results()
    console = Console(record=True, width=100, force_terminal=True)
    asked = " ".join(f"-T {tone}" for tone in TONES)
    console.print(Text(f'$ onhand rewrite {asked} \\\n    "{MESSAGE}"', style="bold"))
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold cyan")
    table.add_column(ratio=1)
    for tone, result in results.items():
        table.add_row(tone, result.text)
    console.print(table)
    svg = console.export_svg(title="onhand rewrite")
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.S)  # nothing comes from a network
    svg = svg.replace("Fira Code", "ui-monospace, Menlo, Consolas, DejaVu Sans Mono")
    (Path(__file__).parent / "rewrite.svg").write_text(svg, "utf-8")


asyncio.run(main())
