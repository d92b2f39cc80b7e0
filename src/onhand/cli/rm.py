"""`onhand rm` and `onhand clear`: remove models."""

from __future__ import annotations

import click

from onhand.cli.store_options import open_store, size_text


@click.command()
@click.argument("names", nargs=-1, required=True)
def rm(names: tuple[str, ...]) -> None:
    """Remove models: `id` with all versions, or `id@version`."""
    store = open_store()
    for name in names:
        freed = store.remove(name)
        click.echo(f"removed {name}: {size_text(freed.freed_bytes)} freed")


@click.command()
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
