"""`onhand quantize`: a smaller file of the same model, and what it costs."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

import click

import onhand
from onhand.cli import output
from onhand.cli.options import json_option

EPILOG = """
\b
Types, from large to small: F16, Q8_0, Q6_K, Q5_K_M, Q4_K_M (a good default), Q4_0, Q3_K_M.
\b
Examples:
  onhand quantize model-f16.gguf model-q4.gguf --type Q4_K_M
  onhand quantize model-f16.gguf model-q4.gguf -t Q4_K_M --text sample.txt
"""


@click.command(epilog=EPILOG)
@click.argument("source", type=click.Path(dir_okay=False))
@click.argument("target", type=click.Path(dir_okay=False))
@click.option("--type", "-t", "file_type", required=True, metavar="TYPE", help="See below.")
@click.option("--threads", type=click.IntRange(min=1), help="[default: physical cores]")
@click.option("--allow-requantize", is_flag=True, help="Take a source that is quantised already.")
@click.option(
    "--text",
    type=click.File("r", encoding="utf-8"),
    help="Text whose perplexity is measured before and after.  [default: none]",
)
@json_option
def quantize(source: str, target: str, file_type: str, **options: Any) -> int:
    """Write the GGUF model SOURCE to TARGET with smaller weights."""
    status = output.StatusLine()
    try:
        onhand.quantize(
            source,
            target,
            file_type,
            n_threads=options["threads"],
            allow_requantize=options["allow_requantize"],
            on_progress=lambda share: status.show(f"Quantising: {share:.0%}"),
        )
    except ValueError as error:
        raise click.UsageError(f"{error}.") from error
    status.clear()
    paths = {"source": Path(source), "target": Path(target)}
    report: dict[str, Any] = {name: {"bytes": p.stat().st_size} for name, p in paths.items()}
    report["ratio"] = report["target"]["bytes"] / report["source"]["bytes"]
    if options["text"] is not None:
        text = options["text"].read()
        for name, path in paths.items():
            status.show(f"Measuring the {name}'s perplexity")
            report[name]["perplexity"] = asyncio.run(_perplexity(str(path), text))
        status.clear()
    if options["as_json"]:
        output.write_json(report)
        return 0
    rows = [
        (name, paths[name].name, output.size(report[name]["bytes"]), _figure(report[name]))
        for name in paths
    ]
    click.echo(output.table(("", "file", "size", "perplexity"), rows, right=(2, 3)))
    click.echo(f"{report['ratio']:.0%} of the size")
    if options["text"] is None and sys.stderr.isatty():
        output.note("Pass --text FILE to measure what it costs in perplexity.")
    return 0


def _figure(entry: dict[str, Any]) -> str:
    return f"{entry['perplexity']:.3f}" if "perplexity" in entry else "–"


async def _perplexity(path: str, text: str) -> float:
    async with onhand.Engine.open(path) as engine:
        return (await engine.score(text)).perplexity
