"""`onhand list`: what is installed."""

from __future__ import annotations

import json

import click

from onhand.cli.options import json_option
from onhand.cli.output import harmless
from onhand.cli.store_options import open_store, size_text

EPILOG = """
\b
Examples:
  onhand list
  onhand list --all --json
"""


@click.command("list", epilog=EPILOG)
@click.option("--all", "all_versions", is_flag=True, help="Also versions that are not current.")
@json_option
def list_models(all_versions: bool, as_json: bool) -> None:
    """List the installed models."""
    found = open_store().list(all_versions=all_versions)
    if as_json:
        click.echo(json.dumps([item.to_dict() for item in found]))
        return
    if not found:
        click.echo("No model is installed; `onhand pull --catalogue` lists some.", err=True)
    for item in found:
        mark = "*" if item.is_current and all_versions else " "
        click.echo(
            f"{mark}{item.id:36} {item.version:14} {size_text(item.size_bytes):>9}  "
            f"{harmless(f'{item.runtime:11} {item.manifest.license}')}".rstrip()
        )
