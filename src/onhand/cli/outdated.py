"""`onhand outdated`: which models have another version at their source."""

from __future__ import annotations

import dataclasses
import json

import click

from onhand.cli.options import json_option
from onhand.cli.store_options import open_store

EPILOG = """
\b
Examples:
  onhand outdated
  onhand outdated qwen3-0.6b --json
"""


@click.command(epilog=EPILOG)
@click.argument("name", required=False)
@click.option("--offline", is_flag=True, help="Refuse the network.")
@json_option
def outdated(name: str | None, offline: bool, as_json: bool) -> None:
    """List the models whose source has another version, or cannot be asked."""
    found = open_store(offline=offline).outdated(name)
    if as_json:
        click.echo(json.dumps([dataclasses.asdict(item) for item in found]))
        return
    for item in found:
        news = f"cannot be asked: {item.error}" if item.error else item.available or "newer"
        click.echo(f"{item.id:36} {item.installed:14} -> {news}")
    if not found:
        click.echo("Everything is up to date.", err=True)
