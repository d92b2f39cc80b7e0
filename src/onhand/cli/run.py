"""`onhand run`: one prompt, one answer, streamed."""

from __future__ import annotations

import asyncio
import sys
from typing import Any, TextIO

import click

import onhand
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
    utf8_text,
)

LONG_PROMPT_TOKENS = 256
"""Progress of the prefill is shown for prompts that are longer than this."""

EPILOG = """
\b
Examples:
  onhand run "Write a haiku about rain."
  onhand run -m qwen3-0.6b-q8_0.gguf -n 200 -t 0.7 "Why is the sky blue?"
  onhand run -m qwen3.gguf --file report.txt "Summarise this in three lines:"
  echo "Once upon a time" | onhand run -m stories.gguf --raw
  onhand run -m qwen3.gguf --json "Hi" | jq -r .text
"""


@click.command(epilog=EPILOG)
@click.argument("prompt", required=False)
@model_option
@click.option(
    "--file",
    "-f",
    type=click.File("r", encoding="utf-8"),
    help="Text that follows the prompt; `-` is stdin.",
)
@click.option(
    "--system",
    type=utf8_text,
    metavar="TEXT",
    help="System message, for models with a chat template.",
)
@click.option(
    "--raw", is_flag=True, help="Continue the prompt as it stands, without the chat template."
)
@sampling_options()
@click.option(
    "--overflow",
    type=click.Choice(["error", "shift"]),
    default="error",
    show_default=True,
    help="When the context is full: end there, or discard the oldest tokens.",
)
@click.option(
    "--deadline",
    "deadline_s",
    type=click.FloatRange(0.001, 1e6),
    help="Seconds after which the answer ends.",
)
@context_options
@json_option
@click.option(
    "--stream",
    is_flag=True,
    help="With --json: one line an event as it happens, instead of one object at the end.",
)
@click.option(
    "--stats/--no-stats",
    "wants_stats",
    default=None,
    help="Rates and counts on stderr at the end.  [default: on a terminal]",
)
def run(prompt: str | None, file: TextIO | None, **options: Any) -> int:
    """Answer PROMPT (an argument, a file, or stdin) and stream the text to stdout.

    A model with a chat template gets the prompt as a user's message; others, and --raw, continue
    it as text. One line end at the end of stdin or a file is not part of the prompt.
    """
    if options["stream"] and not options["as_json"]:
        raise click.UsageError("--stream goes with --json; text is streamed always.")
    if options["system"] is not None and options["raw"]:
        raise click.UsageError("--system needs the chat template that --raw leaves out.")
    text = read_prompt(prompt, file)
    sampling, opening = sampling_from(options), opening_from(options)
    done = asyncio.run(_answer(text, sampling, opening, options))
    return EXIT_INTERRUPT if done.reason == "cancelled" else 0


def read_prompt(prompt: str | None, file: TextIO | None) -> str:
    """Return the prompt from argument, file or stdin.

    Raises:
        click.UsageError: there is none, or it is not UTF-8.
    """
    if prompt == "-" or (prompt is None and file is None):
        if prompt is None and sys.stdin.isatty():
            raise click.UsageError("There is no prompt: pass one, or pipe it in.")
        prompt, file = None, sys.stdin
    try:
        more = file.read().removesuffix("\n").removesuffix("\r") if file is not None else ""
        text = "\n\n".join(part for part in (prompt, more) if part)
        text.encode()  # bytes of an argument that are not UTF-8 arrive as halves of characters
    except UnicodeError as error:
        raise click.UsageError(f"The prompt is not UTF-8: {error}.") from error
    if not text:
        raise click.UsageError("The prompt is empty.")
    return text


async def _answer(
    text: str, sampling: dict[str, Any], opening: dict[str, Any], options: dict[str, Any]
) -> onhand.DoneEvent:
    status = output.StatusLine()
    opening["on_progress"] = lambda share: status.show(f"Loading the model: {share:.0%}")
    async with onhand.Engine.open(options["model"], **opening) as engine:
        status.clear()
        call = {"overflow": options["overflow"], "deadline_s": options["deadline_s"], **sampling}
        has_template = engine.info.model.chat_template is not None
        stream: onhand.ChatStream | onhand.GenerationStream
        if options["raw"] or (not has_template and options["system"] is None):
            stream = engine.session().generate(text, **call)
        else:
            stream = engine.chat(options["system"]).stream(text, **call)
        printer = Printer(status, as_json=options["as_json"], streams=options["stream"])
        with Interruptible(stream.cancel):
            async with stream:
                async for event in stream:
                    printer.take(event)
        done = printer.finish(engine.info)
    wants_stats = options["wants_stats"]
    if output.is_for_people() if wants_stats is None else wants_stats:
        output.note(output.statistics(done))
    return done


class Printer:
    """Shows events: text as it comes, JSON lines as they come, or one JSON object at the end."""

    def __init__(self, status: output.StatusLine, *, as_json: bool, streams: bool) -> None:
        self._status = status
        self._as_json = as_json
        self._streams = streams
        self._text: list[str] = []
        self._done: onhand.DoneEvent | None = None

    def take(self, event: onhand.Event) -> None:
        """Take the next event."""
        if isinstance(event, onhand.PromptEvent):
            if event.total - event.cached > LONG_PROMPT_TOKENS:
                self._status.show(f"Reading the prompt: {event.processed:,} of {event.total:,}")
        else:
            self._status.clear()
        if self._as_json and self._streams:
            output.write_json(output.event_data(event))
        if isinstance(event, onhand.TokenEvent):
            self._text.append(event.text)
            if not self._as_json:
                output.write_answer(event.text)
        elif isinstance(event, onhand.RecoveredEvent) and output.is_for_people():
            output.note(f"[the worker was {event.cause}; going on]")
        elif isinstance(event, onhand.DoneEvent):
            self._done = event

    def finish(self, info: onhand.EngineInfo) -> onhand.DoneEvent:
        """Write what is left to write, and return the final event."""
        if self._done is None:
            raise RuntimeError("the stream ended without its final event")
        text = "".join(self._text)
        if not self._as_json:
            output.write("" if text.endswith("\n") else "\n")
        elif not self._streams:
            answer = {"model": info.model.name, "runtime": info.runtime.name, "text": text}
            output.write_json(answer | output.plain(self._done))
        return self._done
