"""`onhand rewrite`: a message in another tone, or in several side by side."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from typing import Any, TextIO

import click

from onhand.cli import output
from onhand.cli.interrupt import Interruptible
from onhand.cli.main import EXIT_INTERRUPT
from onhand.cli.options import (
    context_options,
    json_option,
    model_option,
    opening_from,
    sampling_from,
    sampling_options,
)
from onhand.cli.run import read_prompt
from onhand.cli.tone_view import TerminalView, ToneView
from onhand.rewrite import TONES, Rewriter, RewriteResult
from onhand.rewrite.drafts import PLAINER

MAX_REASONS = 4
"""Problems that are named when the rules had to help; `--json` has all of them."""

EPILOG = """
\b
Examples:
  onhand rewrite --tone formal "hey, cant make it tmrw, sorry!!"
  onhand rewrite -T formal -T casual -T concise "pls send me teh report asap"
  onhand rewrite -T polite --file letter.txt > letter-polite.txt
  echo "i want my money back" | onhand rewrite -T polite --json | jq -r .text
"""


@click.command(epilog=EPILOG)
@click.argument("text", required=False)
@click.option(
    "--tone",
    "-T",
    "tones",
    multiple=True,
    type=click.Choice(list(TONES)),
    default=("formal",),
    show_default="formal",
    help="How it shall sound; repeat for several at once.",
)
@model_option
@click.option("--file", "-f", type=click.File("r", encoding="utf-8"), help="File with the text.")
@click.option(
    "--guard/--no-guard",
    default=True,
    show_default=True,
    help="Check that no fact is lost, and write again if one is.",
)
@sampling_options("0")
@context_options
@json_option
def rewrite(text: str | None, file: TextIO | None, **options: Any) -> int:
    """Rewrite TEXT (an argument, a file, or stdin) in another tone.

    With one --tone the text goes to stdout; with several each is headed by its name. Numbers,
    times, names, codes and links are checked; an answer that loses one is made again, and if rules
    come to a better text than the model it is theirs, which is said on stderr.
    """
    message = read_prompt(text, file)
    if not message.strip():
        raise click.UsageError("The text is empty.")
    sampling, opening = sampling_from(options), opening_from(options)
    return asyncio.run(_rewrite(message, sampling, opening, options))


async def _rewrite(
    text: str, sampling: dict[str, Any], opening: dict[str, Any], options: dict[str, Any]
) -> int:
    tones = tuple(dict.fromkeys(options["tones"]))
    is_live = sys.stdout.isatty() and not options["as_json"]
    view: ToneView = TerminalView(tones) if is_live else ToneView()
    status = output.StatusLine()
    opening["on_progress"] = lambda share: status.show(f"Loading the model: {share:.0%}")
    async with Rewriter(options["model"], guard=options["guard"], **opening) as rewriter:
        await rewriter.ensure_engine()
        status.clear()
        stream = rewriter.variants(text, tones, **sampling)
        with Interruptible(stream.cancel) as interruption, view:
            async with stream:
                async for event in stream:
                    view.take(event)
        if interruption.is_interrupted:
            return EXIT_INTERRUPT
        results = await stream.results()
    _report(results, options)
    return 0


def _report(results: dict[str, RewriteResult], options: dict[str, Any]) -> None:
    if options["as_json"]:
        data = [result.to_dict() for result in results.values()]
        output.write_json(data[0] if len(data) == 1 else data)
    elif not sys.stdout.isatty():
        blocks = [
            result.text if len(results) == 1 else f"{tone}:\n{result.text}\n"
            for tone, result in results.items()
        ]
        output.write_answer("\n".join(blocks).rstrip("\n") + "\n")
    for tone, result in results.items():
        if result.source != "model" and not options["as_json"]:
            what = "left unchanged" if result.source == "unchanged" else "written by rules"
            reasons = _reasons([one for one in result.problems if one != PLAINER])
            why = f"; the model's answer was put aside: {reasons}" if reasons else ""
            output.note(f"[{tone}: {what}{why}]")


def _reasons(problems: Sequence[str]) -> str:
    """Return what was wrong in a line, each problem once, the first few of many."""
    found = list(dict.fromkeys(problems))
    more = f"; and {len(found) - MAX_REASONS} more" if len(found) > MAX_REASONS else ""
    return "; ".join(found[:MAX_REASONS]) + more
