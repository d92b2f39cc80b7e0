"""`onhand chats`: the conversations that `onhand chat` and the app keep."""

from __future__ import annotations

import asyncio
import dataclasses
import functools
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

import onhand
from onhand.cli import output
from onhand.cli.options import json_option
from onhand.opening import Opening

EPILOG = """
\b
Examples:
  onhand chats
  onhand chats search holiday
  onhand chats show 3f2a
  onhand chats export 3f2a --format json -o holiday.json
  onhand chat --continue 3f2a
  onhand chats encrypt --library diary.sqlite3 --keyring diary

An ID may be cut short as long as it is the only one that begins so.
"""


@dataclasses.dataclass(frozen=True, slots=True)
class LibraryChoice:
    """Which library a command uses, and the name of its key in the keyring."""

    path: Path | None
    keyring: str | None

    def open(self, **options: Any) -> Opening[onhand.Library]:
        """Open it; may ask the user to unlock the keyring."""
        return onhand.Library.open(self.path, key=self.key(), **options)

    def key(self) -> bytes | None:
        """Return the key, made at its first use; None: none was named."""
        return None if self.keyring is None else onhand.keyring_key(self.keyring)


def library_options(command: Any) -> Any:
    """Add `--library` and `--keyring` to a command, which gets them as one `library`."""

    @click.option(
        "--library",
        type=click.Path(dir_okay=False, path_type=Path),
        help="Database of the conversations; default: in onhand's data folder.",
    )
    @click.option(
        "--keyring",
        metavar="NAME",
        help="Its key's name in the system's keyring, made at the first use; default: plain text.",
    )
    @functools.wraps(command)
    def with_choice(*args: Any, library: Path | None, keyring: str | None, **options: Any) -> Any:
        return command(*args, library=LibraryChoice(library, keyring), **options)

    return with_choice


@click.group(invoke_without_command=True, epilog=EPILOG)
@library_options
@json_option
@click.pass_context
def chats(context: click.Context, library: LibraryChoice, as_json: bool) -> None:
    """List, search, show, rename, export, encrypt and delete conversations."""
    given = {"library": library.path, "keyring": library.keyring, "as_json": as_json}
    if context.invoked_subcommand is None:
        context.invoke(list_chats, **given)
    else:
        context.default_map = {context.invoked_subcommand: given}


@chats.command("list")
@click.option("--limit", "-n", type=click.IntRange(min=1), default=30, show_default=True)
@library_options
@json_option
def list_chats(limit: int, library: LibraryChoice, as_json: bool) -> None:
    """List conversations, last changed first."""
    _print(_asked(library, lambda opened: opened.list(limit=limit)), as_json)


@chats.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", "-n", type=click.IntRange(min=1), default=30, show_default=True)
@library_options
@json_option
def search(text: tuple[str, ...], limit: int, library: LibraryChoice, as_json: bool) -> None:
    """Find conversations by the words in their titles and messages."""
    _print(_asked(library, lambda opened: opened.search(" ".join(text), limit=limit)), as_json)


@chats.command()
@click.argument("id")
@library_options
@json_option
def show(id: str, library: LibraryChoice, as_json: bool) -> None:
    """Show a conversation."""
    output.write(_exported(library, id, "json" if as_json else "markdown"))


@chats.command()
@click.argument("id")
@click.argument("title")
@library_options
def rename(id: str, title: str, library: LibraryChoice) -> None:
    """Give a conversation another title."""

    async def work(opened: onhand.Library) -> None:
        await opened.rename(await opened.find(id), title)

    _asked(library, work)


@chats.command()
@click.argument("id")
@click.option(
    "--format",
    "format",
    type=click.Choice(["markdown", "json"]),
    default="markdown",
    show_default=True,
)
@click.option(
    "--output",
    "-o",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; default: stdout.",
)
@library_options
def export(id: str, format: str, path: Path | None, library: LibraryChoice) -> None:
    """Write a conversation as Markdown or JSON."""
    text = _exported(library, id, format)
    if path is None:
        output.write(text)
        return
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise onhand.LibraryError(f"{path} cannot be written: {error.strerror}.") from error


@chats.command()
@library_options
def encrypt(library: LibraryChoice) -> None:
    """Encrypt a library that is plain text, with the key that --keyring names."""
    if library.keyring is None:
        raise click.UsageError("--keyring NAME is needed: the name of the key.")
    key = onhand.keyring_key(library.keyring)
    _asked(LibraryChoice(library.path, None), lambda opened: opened.encrypt(key))


@chats.command()
@click.argument("ids", nargs=-1, required=True)
@click.option("--yes", "-y", is_flag=True, help="Do not ask.")
@library_options
def delete(ids: tuple[str, ...], yes: bool, library: LibraryChoice) -> None:
    """Delete conversations for good."""

    async def find(opened: onhand.Library) -> list[onhand.ConversationRecord]:
        return [await opened.load(await opened.find(id)) for id in ids]

    records = _asked(library, find)
    if not yes:
        titles = ", ".join(repr(record.title) for record in records)
        click.confirm(f"Delete {titles}?", abort=True, err=True)

    async def work(opened: onhand.Library) -> None:
        for id in dict.fromkeys(record.id for record in records):
            await opened.delete(id)

    _asked(library, work)


def _asked(choice: LibraryChoice, work: Callable[[onhand.Library], Awaitable[Any]]) -> Any:
    """Open the library and do something with it."""
    opening = choice.open()

    async def run() -> Any:
        async with opening as library:
            return await work(library)

    return asyncio.run(run())


def _exported(choice: LibraryChoice, id: str, format: Any) -> str:
    async def work(library: onhand.Library) -> str:
        return await library.export(await library.find(id), format)

    text: str = _asked(choice, work)
    return text


def _print(infos: Sequence[onhand.ConversationInfo], as_json: bool) -> None:
    if as_json:
        output.write_json([dataclasses.asdict(info) for info in infos])
        return
    if not infos:
        output.note("No conversation; `onhand chat --keep` begins one.")
        return
    rows = [[info.id, _time(info.updated_at), str(info.n_messages), _line(info)] for info in infos]
    click.echo(output.table(["ID", "CHANGED", "MESSAGES", "TITLE"], rows, right=[2]))


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).astimezone().strftime("%Y-%m-%d %H:%M")


def _line(info: onhand.ConversationInfo) -> str:
    title = info.title or "(untitled)"
    return f"{title}  · {info.snippet}" if info.snippet and info.snippet != title else title
