"""`onhand rm` and `onhand clear`: remove models."""

from __future__ import annotations

import click

from onhand.cli.store_options import open_store, size_text

RM_EPILOG = """
\b
Examples:
  onhand rm qwen3-0.6b
  onhand rm qwen3-0.6b@1.0.0 gemma-3-1b
"""

CLEAR_EPILOG = """
\b
Examples:
  onhand clear
  onhand clear qwen3-0.6b --yes
"""


@click.command(epilog=RM_EPILOG)
@click.argument("names", nargs=-1, required=True)
def rm(names: tuple[str, ...]) -> None:
    """Remove models: `id` with all versions, or `id@version`."""
    store = open_store()
    for name in names:
        freed = store.remove(name)
        click.echo(f"removed {name}: {size_text(freed.freed_bytes)} freed")


@click.command(epilog=CLEAR_EPILOG)
@click.argument("name", required=False)
@click.option("--yes", is_flag=True, help="Do not ask.")
def clear(name: str | None, yes: bool) -> None:
    """Remove everything that was downloaded, or all of one model. Pinned keys stay."""
    store = open_store()
    what = name or f"all models in {store.root}"
    if not yes:
        click.confirm(f"Remove {what}?", abort=True, err=True)
    freed = store.clear(name)
    click.echo(f"removed {what}: {size_text(freed.freed_bytes)} freed")
