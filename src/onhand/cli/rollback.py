"""`onhand rollback`: go back to a version that was current before."""

from __future__ import annotations

import click

from onhand.cli.store_options import open_store

EPILOG = """
\b
Examples:
  onhand rollback qwen3-0.6b
  onhand rollback qwen3-0.6b --to 1.0.0
"""


@click.command(epilog=EPILOG)
@click.argument("name")
@click.option("--to", "version", help="The version to go to; default: the one before.")
def rollback(name: str, version: str | None) -> None:
    """Make an installed version of a model the current one."""
    found = open_store().rollback(name, version)
    click.echo(f"{found.id} is {found.version} now")
