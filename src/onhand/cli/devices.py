"""`onhand devices`: the hardware that models can run on."""

from __future__ import annotations

import click

import onhand
from onhand import diagnostics
from onhand.cli import output
from onhand.cli.options import json_option

EPILOG = """
\b
Examples:
  onhand devices
  onhand devices --json | jq -r '.[] | select(.is_primary) | .name'
"""


@click.command(epilog=EPILOG)
@click.option("--runtime", metavar="NAME", help="Only what this runtime can use.")
@json_option
def devices(runtime: str | None, as_json: bool) -> None:
    """List the hardware that models can run on; `*` marks what is used first."""
    found = diagnostics.devices(runtime)
    if as_json:
        output.write_json([output.plain(device) for device in found], indent=2)
    else:
        output.write(device_table(found) + "\n")


def device_table(found: list[onhand.DeviceInfo]) -> str:
    """Return the devices as a table for people."""
    rows = [
        (
            "*" if device.is_primary else "",
            device.name,
            device.type,
            device.registry,
            output.size(device.memory_free_bytes),
            output.size(device.memory_total_bytes),
            device.description,
        )
        for device in found
    ]
    headers = ("", "name", "type", "backend", "free", "memory", "description")
    return output.table(headers, rows, right=(4, 5))
