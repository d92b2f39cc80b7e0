"""`onhand gc`: free what nothing needs."""

from __future__ import annotations

import click

from onhand.cli.store_options import open_store, size_text

EPILOG = """
\b
Examples:
  onhand gc
  onhand gc --keep 2 --days 1
"""


@click.command(epilog=EPILOG)
@click.option(
    "--keep", type=click.IntRange(min=1), help="Versions of each model to keep; default: all."
)
@click.option("--days", type=click.FloatRange(min=0), default=7.0, show_default=True,
              help="Age from which broken downloads and quarantined files go.")  # fmt: skip
def gc(keep: int | None, days: float) -> None:
    """Remove contents that no model names, and old broken downloads and wrong files."""
    found = open_store().gc(keep=keep, max_age_s=days * 24 * 3600)
    click.echo(f"removed {found.n_files} files: {size_text(found.freed_bytes)} freed")
