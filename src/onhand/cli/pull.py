"""`onhand pull`: fetch a model."""

from __future__ import annotations

import json

import click

from onhand.cli import output
from onhand.cli.options import json_option
from onhand.cli.store_options import (
    event_display,
    network_options,
    open_store,
    size_text,
)
from onhand.store import load_catalogue


def _print_catalogue(ctx: click.Context, _: click.Parameter, is_wanted: bool) -> None:
    if not is_wanted or ctx.resilient_parsing:
        return
    for entry in load_catalogue(open_store().root).values():
        size = "" if entry.params_b is None else f"{entry.params_b:g}B"
        click.echo(f"{entry.name:26} {size:>7}  {', '.join(entry.uses):28} {entry.title}")
    ctx.exit()


EPILOG = """
\b
Examples:
  onhand pull qwen3-0.6b                       # of the catalogue; --catalogue lists it
  onhand pull qwen3-0.6b:Q8_0 --limit-rate 2M
  onhand pull hf:owner/repo:Q4_K_M
  onhand pull http://127.0.0.1:8420/tiny.json  # what `onhand serve-models` offers
  onhand pull ./model.gguf                     # a file that is already here
"""


@click.command(epilog=EPILOG)
@click.argument("reference")
@click.option(
    "--catalogue",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_catalogue,
    help="List the names that can be pulled, and exit.",
)
@network_options
@json_option
def pull(
    reference: str, offline: bool, connections: int, limit_rate: float | None, as_json: bool
) -> None:
    """Fetch a model, or its newest version.

    REFERENCE is a name of the catalogue (`name` or `name:quantisation`),
    `hf:owner/repo[@revision][:file or quantisation]`, the web address of a manifest or of a file
    (`#sha256=…` pins its hash), or a local path.
    """
    store = open_store(offline=offline, connections=connections, limit_rate=limit_rate)
    try:
        with event_display() as show:
            found = store.pull(reference, on_event=show)
    except KeyboardInterrupt:
        output.note("stopped; the same command goes on from here")
        raise
    if as_json:
        click.echo(json.dumps(found.to_dict()))
    else:
        click.echo(f"{found.id} {found.version}  {size_text(found.size_bytes)}  {found.path}")
