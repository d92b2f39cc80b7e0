"""`onhand chat`: a conversation in the terminal."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from pathlib import Path
from typing import Any

import click

import onhand
from onhand.cli import output
from onhand.cli.chats import library_options
from onhand.cli.interrupt import Interruptible, interruptible_input
from onhand.cli.options import (
    context_options,
    model_option,
    opening_from,
    sampling_from,
    sampling_options,
    utf8_text,
)

HELP = """\
/help            these lines
/system TEXT     start again with another system message
/retry           another answer to the last message
/undo            take the last exchange back
/history         show the conversation
/save FILE       write the conversation as JSON
/stats           counts and rates of the last answer
/clear           start again
/exit            leave (Ctrl-D does too); Ctrl-C stops an answer"""

EPILOG = """
\b
Examples:
  onhand chat
  onhand chat -m qwen3-0.6b-q8_0.gguf --system "You are concise."
  onhand chat --keep
  onhand chat --continue
  printf 'hello\\nwhat can you do?\\n' | onhand chat
"""


@click.command(epilog=EPILOG)
@model_option
@click.option("--system", type=utf8_text, metavar="TEXT", help="System message.")
@click.option(
    "--overflow",
    type=click.Choice(["error", "shift", "window", "summarise"]),
    default="window",
    show_default=True,
    help="When the context is full: stop, discard tokens, leave out or sum up the oldest.",
)
@click.option("--keep", is_flag=True, help="Keep the conversation; see `onhand chats`.")
@click.option(
    "--continue",
    "continued",
    is_flag=False,
    flag_value="",
    metavar="[ID]",
    help="Go on with a kept conversation, or with the last one.",
)
@library_options
@sampling_options()
@context_options
def chat(**options: Any) -> int:
    """Talk with a model; an empty line does nothing, /help lists the commands."""
    if options["system"] is not None and options["continued"] is not None:
        raise click.UsageError("--system is for a new conversation; --continue brings its own.")
    sampling, opening = sampling_from(options), opening_from(options)
    return asyncio.run(_chat(sampling, opening, options))


async def _chat(sampling: dict[str, Any], opening: dict[str, Any], options: dict[str, Any]) -> int:
    status = output.StatusLine()
    opening["on_progress"] = lambda share: status.show(f"Loading the model: {share:.0%}")
    async with onhand.Engine.open(options["model"], **opening) as engine:
        status.clear()
        if output.is_for_people():
            output.note(f"{engine.info.model.name} · /help for commands, Ctrl-D to leave")
        async with contextlib.AsyncExitStack() as stack:
            library = None
            if options["keep"] or options["continued"] is not None:
                opening_library = options["library"].open(snapshot_delay_s=None)
                library = await stack.enter_async_context(opening_library)
            conversation = Conversation(engine, sampling, options, library)
            await conversation.begin(options["continued"])
            await conversation.run()
    return 0


class Conversation:
    """Reads lines, answers them, and obeys slash commands."""

    def __init__(
        self,
        engine: onhand.Engine,
        sampling: dict[str, Any],
        options: dict[str, Any],
        library: onhand.Library | None = None,
    ) -> None:
        self._engine = engine
        self._library = library
        self._kept: onhand.Conversation | None = None
        self._sampling = sampling
        self._overflow = options["overflow"]
        self._system: str | None = options["system"]
        self._chat: onhand.Chat
        self._done: onhand.DoneEvent | None = None

    async def begin(self, continued: str | None = None) -> None:
        """Begin a chat, or go on with a kept one: "" the last, else an id.

        Raises:
            ConversationNotFoundError: there is none.
        """
        if self._library is None:
            self._chat = self._engine.chat(self._system, overflow=self._overflow)
            return
        if continued is None:
            self._kept = await self._library.new(
                self._engine, self._system, overflow=self._overflow
            )
        else:
            self._kept = await self._library.resume(await self._last(continued), self._engine)
            output.note(f"{self._kept.title} · {len(self._kept.chat.messages)} messages")
        self._chat = self._kept.chat

    async def _last(self, id: str) -> str:
        if self._library is None or id:
            return id if self._library is None else await self._library.find(id)
        infos = await self._library.list(limit=1)
        if not infos:
            raise onhand.ConversationNotFoundError(
                "No conversation is kept.", hint="Begin one: `onhand chat --keep`."
            )
        return infos[0].id

    async def run(self) -> None:
        """Go on until the input ends or the user leaves."""
        if sys.stdin.isatty():
            _use_readline()
        with contextlib.suppress(EOFError):
            while True:
                await asyncio.sleep(0)  # a Ctrl-C of a moment ago is heard before the read blocks
                line = _read_line().strip()
                if line in ("/exit", "/quit"):
                    return
                if line.startswith("/"):
                    await self._command(line)
                elif line:
                    await self._answer(self._chat.stream(line, **self._sampling))

    async def _answer(self, stream: onhand.ChatStream) -> None:
        is_thinking = False
        try:
            with Interruptible(stream.cancel):
                async with stream:
                    async for event in stream:
                        if isinstance(event, onhand.ReasoningEvent):
                            is_thinking = True
                            click.secho(output.harmless(event.text), dim=True, nl=False)
                        elif isinstance(event, onhand.TokenEvent):
                            output.write_answer(("\n" if is_thinking else "") + event.text)
                            is_thinking = False
                        elif isinstance(event, onhand.DoneEvent):
                            self._done = event
        except onhand.OnhandError as error:
            output.write("\n")
            click.secho(str(error), err=True, fg="red")
            return
        output.write("\n")
        if self._done is not None and self._done.reason == "cancelled":
            output.note("[stopped]")

    async def _command(self, line: str) -> None:
        name, _, argument = line[1:].partition(" ")
        argument = argument.strip()
        if name == "help":
            click.echo(HELP)
        elif name == "system":
            self._system = argument or None
            await self._start_again()
        elif name == "clear":
            await self._start_again()
        elif name == "history":
            for message in self._chat.messages:
                click.secho(f"{message.role}: ", bold=True, nl=False)
                output.write_answer(message.text + "\n")
        elif name == "save":
            self._save(argument)
        elif name == "stats":
            click.echo(output.statistics(self._done) if self._done else "No answer yet.")
        elif name in ("undo", "retry"):
            await self._back(name)
        else:
            click.secho(f"No command /{name}; /help lists them.", err=True, fg="yellow")

    async def _back(self, name: str) -> None:
        try:
            if name == "retry":
                await self._answer(self._chat.regenerate(**self._sampling))
            else:
                self._chat.undo()
        except ValueError as error:
            click.secho(f"{error}.", err=True, fg="yellow")

    def _save(self, path: str) -> None:
        import json

        if not path:
            click.secho("/save needs a file name.", err=True, fg="yellow")
            return
        data = [message.to_dict() for message in self._chat.messages]
        try:
            Path(path).expanduser().write_text(
                json.dumps(data, ensure_ascii=False, indent=2) + "\n", "utf-8"
            )
        except OSError as error:
            click.secho(f"Not saved: {error}.", err=True, fg="red")

    async def _start_again(self) -> None:
        await (self._chat if self._kept is None else self._kept).close()
        await self.begin()
        self._done = None


def _read_line() -> str:
    """Read a line with a prompt on a terminal (editing and history by readline), else plainly.

    It blocks the event loop, on which nothing runs between two answers: only the main thread can
    be interrupted. Ctrl-C drops the line on a terminal, and ends the program elsewhere.

    Raises:
        EOFError: the input has ended.
        click.UsageError: it is not UTF-8.
    """
    is_terminal = sys.stdin.isatty()
    while True:
        try:
            with interruptible_input():
                line = input("> ") if is_terminal else sys.stdin.readline()
            line.encode()  # bytes that are not UTF-8 arrive as halves of characters
        except UnicodeError as error:
            raise click.UsageError(f"The input is not UTF-8: {error}.") from error
        except KeyboardInterrupt:
            if not is_terminal:
                raise
            output.note("\nCtrl-D or /exit leaves.")
            continue
        if not (line or is_terminal):
            raise EOFError
        return line


def _use_readline() -> None:
    """Let `input` edit lines and remember them, where the system has readline."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 - importing it is enough
