"""The `onhand` command: a group whose subcommands load lazily, and its exit codes."""

from __future__ import annotations

import importlib
import json
import os
import sys
from typing import Any, Final

import click

from onhand import errors

COMMANDS: Final[dict[str, str]] = {
    # name -> "module:attribute"; keep the order in which a newcomer would read them
    "rewrite": "onhand.cli.rewrite:rewrite",
    "chat": "onhand.cli.chat:chat",
    "chats": "onhand.cli.chats:chats",
    "run": "onhand.cli.run:run",
    "pull": "onhand.cli.pull:pull",
    "list": "onhand.cli.list_models:list_models",
    "show": "onhand.cli.show:show",
    "advise": "onhand.cli.advise:advise",
    "rm": "onhand.cli.rm:rm",
    "clear": "onhand.cli.rm:clear",
    "update": "onhand.cli.update:update",
    "outdated": "onhand.cli.outdated:outdated",
    "rollback": "onhand.cli.rollback:rollback",
    "verify": "onhand.cli.verify:verify",
    "gc": "onhand.cli.gc:gc",
    "keygen": "onhand.cli.keys:keygen",
    "sign": "onhand.cli.keys:sign",
    "trust": "onhand.cli.keys:trust",
    "serve-models": "onhand.cli.serve_models:serve_models",
    "quantize": "onhand.cli.quantize:quantize",
    "export": "onhand.cli.export:export",
    "app": "onhand.cli.app:app",
    "devices": "onhand.cli.devices:devices",
    "doctor": "onhand.cli.doctor:doctor",
    "bench": "onhand.cli.bench:bench",
    "trace": "onhand.cli.trace:trace",
}

EXIT_RUNTIME: Final = 1
EXIT_USAGE: Final = 2
EXIT_MODEL: Final = 3
EXIT_MEMORY: Final = 4
EXIT_CRASH: Final = 5
EXIT_INTERRUPT: Final = 130

AS_JSON: Final = "onhand.json"
"""Set in the context's `meta` by a command's `--json`: errors are JSON on stdout too."""

EPILOG = """
\b
Exit status: 0 done, 1 it failed, 2 wrong usage, 3 model missing or corrupt,
4 not enough memory, 5 the worker crashed, 130 interrupted (Ctrl-C).
\b
Examples:
  onhand run "Write a haiku about rain."
  onhand run --model ~/models/qwen3-0.6b-q8_0.gguf "Why is the sky blue?"
  git diff | onhand run --model qwen3.gguf --file - "Describe this change:"
  onhand doctor
"""


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

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand; a reader that has had enough (`| head`) is no failure."""
        try:
            status = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _silence_stdout()
            return 0
        except errors.OnhandError as error:
            if ctx.meta.get(AS_JSON):
                click.echo(json.dumps({"error": error.to_data()}, ensure_ascii=False))
            raise
        return status


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]}, epilog=EPILOG)
@click.version_option(package_name="onhand")
@click.option(
    "--offline",
    is_flag=True,
    help="Open no connection, whatever the command (as ONHAND_OFFLINE=1 does).",
)
def cli(offline: bool) -> None:
    """Language models on your own device."""
    if offline:
        os.environ["ONHAND_OFFLINE"] = os.environ["HF_HUB_OFFLINE"] = "1"


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
        _show(error)
        sys.exit(exit_code(error))
    except OSError as error:  # the disk is full, a file may not be read …
        click.echo(f"error: {error}", err=True)
        _silence_stdout()
        sys.exit(EXIT_RUNTIME)
    sys.exit(status if isinstance(status, int) else 0)


def _show(error: errors.OnhandError) -> None:
    """Tell people what happened, what the native library said last, and what to do."""
    from onhand.cli.output import harmless

    lines = [f"error: {error.message}", *(f"  | {line}" for line in error.native_log)]
    if error.hint:
        lines.append(f"hint: {error.hint}")
    click.echo(harmless("\n".join(lines)), err=True)


def _silence_stdout() -> None:
    """Let the interpreter's last flush go nowhere instead of into the closed pipe."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return  # stdout is no file, as in tests
