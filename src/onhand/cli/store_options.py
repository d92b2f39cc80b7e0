"""What the commands of the store share: its folder, events on a terminal, sizes and rates."""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import click

from onhand.cli.output import harmless
from onhand.store import (
    DownloadParams,
    ProgressEvent,
    QuarantineEvent,
    ResolvedEvent,
    RetryEvent,
    Store,
    StoreEvent,
    VerifyEvent,
)

F = TypeVar("F", bound=Callable[..., Any])

_UNITS = {"": 1, "k": 1000, "m": 1000**2, "g": 1000**3, "ki": 1 << 10, "mi": 1 << 20, "gi": 1 << 30}


def network_options(command: F) -> F:
    """Add `--offline`, `--connections` and `--limit-rate`."""
    for option in (
        click.option(
            "--limit-rate",
            metavar="RATE",
            callback=_rate,
            help="Bytes per second at most, such as 500k or 2M.",
        ),
        click.option(
            "--connections",
            type=click.IntRange(1, 32),
            default=4,
            show_default=True,
            help="Ranges that are fetched at once.",
        ),
        click.option("--offline", is_flag=True, help="Refuse the network."),
    ):
        command = option(command)
    return command


def _rate(_: click.Context, __: click.Parameter, value: str | None) -> float | None:
    if value is None:
        return None
    found = re.fullmatch(r"(\d+(?:\.\d+)?)([kmg]i?)?b?(?:/s)?", value.strip().lower())
    rate = float(found[1]) * _UNITS[found[2] or ""] if found else 0.0
    if rate <= 0:
        raise click.BadParameter(f"{value!r} is no rate such as 500k or 2M")
    return rate


def open_store(
    *, offline: bool = False, connections: int = 4, limit_rate: float | None = None
) -> Store:
    """Return the user's store."""
    params = DownloadParams(connections=connections, max_bytes_per_s=limit_rate)
    return Store(offline=offline, params=params)


def size_text(n: float) -> str:
    """Return a number of bytes for people, in powers of 1000, as disks and hubs count."""
    for unit in ("B", "kB", "MB", "GB"):
        if abs(n) < 1000:
            return f"{n:.0f} {unit}" if unit == "B" else f"{n:.1f} {unit}"
        n /= 1000
    return f"{n:.2f} TB"


@contextlib.contextmanager
def event_display() -> Iterator[Callable[[StoreEvent], None]]:
    """Yield a function that shows events: a bar on a terminal, only trouble elsewhere."""
    if not sys.stderr.isatty():
        yield _say_trouble
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )
    from rich.table import Column

    columns = (
        TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=True)),
        BarColumn(bar_width=None, table_column=Column(min_width=4)),
        DownloadColumn(table_column=Column(no_wrap=True)),
        TransferSpeedColumn(table_column=Column(no_wrap=True)),
        TimeRemainingColumn(table_column=Column(no_wrap=True)),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("asking", total=None)

        def show(event: StoreEvent) -> None:
            if isinstance(event, ResolvedEvent):
                bar.update(task, description=event.id, total=event.total_bytes, completed=0)
            elif isinstance(event, ProgressEvent):
                bar.update(task, total=event.total_bytes, completed=event.done_bytes)
            elif isinstance(event, VerifyEvent):
                bar.update(task, description=harmless(f"verifying {event.name}"))
            elif isinstance(event, (RetryEvent, QuarantineEvent)):
                bar.console.print(_trouble(event), highlight=False, markup=False)

        yield show


def _say_trouble(event: StoreEvent) -> None:
    if isinstance(event, QuarantineEvent):
        click.echo(_trouble(event), err=True)


def _trouble(event: RetryEvent | QuarantineEvent) -> str:
    if isinstance(event, QuarantineEvent):
        return harmless(f"wrong: {event.name}: {event.reason}; moved to {event.path}")
    return harmless(f"retry {event.attempt} in {event.wait_s:.1f} s: {event.cause}")
