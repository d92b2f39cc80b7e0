"""`onhand update`: fetch newer versions, only what is new of them."""

from __future__ import annotations

import json

import click

from onhand.cli.options import json_option
from onhand.cli.store_options import event_display, network_options, open_store
from onhand.store import PublishedEvent, StoreEvent

EPILOG = """
\b
Examples:
  onhand update
  onhand update qwen3-0.6b --limit-rate 1M
"""


@click.command(epilog=EPILOG)
@click.argument("name", required=False)
@network_options
@json_option
def update(
    name: str | None, offline: bool, connections: int, limit_rate: float | None, as_json: bool
) -> None:
    """Update one model, or all; only chunks that are new are fetched.

    `onhand rollback` goes back.
    """
    store = open_store(offline=offline, connections=connections, limit_rate=limit_rate)
    fetched: dict[str, int] = {}
    with event_display() as show:

        def note(event: StoreEvent) -> None:
            if isinstance(event, PublishedEvent):
                fetched[event.id] = event.fetched_bytes - sum(fetched.values())
            show(event)

        changed = store.update(name, on_event=note)
    if as_json:
        rows = [{**item.to_dict(), "fetched_bytes": fetched.get(item.id, 0)} for item in changed]
        click.echo(json.dumps(rows))
        return
    for item in changed:
        click.echo(
            f"{item.id} {item.version}: {fetched.get(item.id, 0):,} of "
            f"{item.size_bytes:,} bytes were new"
        )
    if not changed:
        click.echo("Everything is up to date.", err=True)
