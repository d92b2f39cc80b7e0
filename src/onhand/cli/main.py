"""The `onhand` command: a group whose subcommands load lazily, and its exit codes."""

from __future__ import annotations

import importlib
import sys
from typing import Any, Final

import click

from onhand import errors

COMMANDS: Final[dict[str, str]] = {
    # name -> "module:attribute"; keep the order in which a newcomer would read them
}

EXIT_RUNTIME: Final = 1
EXIT_USAGE: Final = 2
EXIT_MODEL: Final = 3
EXIT_MEMORY: Final = 4
EXIT_CRASH: Final = 5
EXIT_INTERRUPT: Final = 130


class LazyGroup(click.Group):
    """A group that imports a subcommand's module only when that subcommand is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in reading order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command called `cmd_name`, importing its module, or None."""
        target = COMMANDS.get(cmd_name)
        if target is None:
            return None
        module, _, attribute = target.partition(":")
        command = getattr(importlib.import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{target} is not a click command")
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="onhand")
def cli() -> None:
    """Language models on your own device."""


def exit_code(error: errors.OnhandError) -> int:
    """Return the exit status that tells a script what kind of failure `error` is."""
    if isinstance(error, errors.ModelError):
        return EXIT_MODEL
    if isinstance(error, errors.NotEnoughMemoryError):
        return EXIT_MEMORY
    if isinstance(error, errors.WorkerCrashedError):
        return EXIT_CRASH
    return EXIT_RUNTIME


def main(args: list[str] | None = None) -> Any:
    """Run the command line with `args` (default: the process's) and exit."""
    try:
        status = cli.main(args=args, prog_name="onhand", standalone_mode=False)
    except click.exceptions.Exit as exited:
        sys.exit(exited.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(EXIT_USAGE)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(EXIT_INTERRUPT)
    except errors.OnhandError as error:
        click.echo(f"error: {error.message}", err=True)
        for line in error.native_log:
            click.echo(f"  | {line}", err=True)
        if error.hint:
            click.echo(f"hint: {error.hint}", err=True)
        sys.exit(exit_code(error))
    sys.exit(status if isinstance(status, int) else 0)
