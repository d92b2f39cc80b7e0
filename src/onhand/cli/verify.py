"""`onhand verify`: prove that installed files are unharmed."""

from __future__ import annotations

import dataclasses
import json

import click

from onhand.cli.options import json_option
from onhand.cli.output import harmless
from onhand.cli.store_options import event_display, open_store
from onhand.errors import ModelCorruptError

EPILOG = """
\b
Examples:
  onhand verify
  onhand verify qwen3-0.6b --repair
"""


@click.command(epilog=EPILOG)
@click.argument("name", required=False)
@click.option("--repair", is_flag=True, help="Fetch what is wrong.")
@json_option
def verify(name: str | None, repair: bool, as_json: bool) -> None:
    """Read one model, or all, and compare every file with its SHA-256.

    A wrong file goes to quarantine, and its model is no longer installed until it is repaired.
    """
    with event_display() as show:
        checks = open_store().verify(name, repair=repair, on_event=show)
    if as_json:
        rows = [dataclasses.asdict(check) for check in checks]
        click.echo(json.dumps(rows, default=str))
    else:
        for check in checks:
            state = "ok" if check.is_sound else f"WRONG: {check.reason}"
            click.echo(harmless(f"{check.id} {check.version} {check.name}: {state}"))
        if not checks:
            click.echo("No model is installed.", err=True)
    n_repaired = sum(check.is_repaired for check in checks)
    n_wrong = sum(not check.is_sound for check in checks) - n_repaired
    if n_repaired:
        click.echo(f"{n_repaired} files were wrong and have been repaired", err=True)
    if n_wrong:
        raise ModelCorruptError(
            f"{n_wrong} of {len(checks)} files are wrong.",
            hint="Pull the model again; next time `--repair` fetches only what is wrong.",
        )
