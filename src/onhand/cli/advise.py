"""`onhand advise`: whether models fit this device, and how fast they will be."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onhand.cli import output
from onhand.cli.options import json_option

if TYPE_CHECKING:
    from onhand.store.advisor import Advice, Calibration, Device

_ALL_LAYERS = 10_000
EPILOG = """
\b
Examples:
  onhand advise qwen3-1.7b
  onhand advise model.gguf --ctx 16384
  onhand advise --all --use tools
  onhand advise model-q8_0.gguf model-et/model.pte model-mlc
"""


@click.command(epilog=EPILOG)
@click.argument("models", metavar="[FILE|NAME]...", nargs=-1)
@click.option("--all", "is_all", is_flag=True, help="Everything installed and in the catalogue.")
@click.option("--ctx", "n_ctx", type=click.IntRange(8, 1 << 24), help="Wanted tokens of context.")
@click.option(
    "--use",
    type=click.Choice(["chat", "tools", "vision", "speed"]),
    default="chat",
    show_default=True,
    help="Rank by this.",
)
@click.option("--recalibrate", is_flag=True, help="Measure the processor anew (2 seconds).")
@click.option("--offline", is_flag=True, help="Only what is on this machine.")
@json_option
def advise(
    *,
    models: tuple[str, ...],
    is_all: bool,
    n_ctx: int | None,
    use: Any,
    recalibrate: bool,
    offline: bool,
    as_json: bool,
) -> None:
    """Say whether models fit this device, with how much context, and how fast they will be.

    Where an ExecuTorch program or an MLC bundle is among them, they count as forms of one model and
    are compared by the memory that each takes on its runtime.

    Needs no download: of a model that is not installed, some hundred KB are fetched. The first
    time the processor is measured for two seconds.
    """
    from onhand.store import advisor
    from onhand.store.advisor.bundles import is_bundle
    from onhand.store.advisor.programs import program_in

    if is_all == bool(models):
        raise click.UsageError("Name models, or use --all.")
    device, n_gpu_layers = _device()
    paths = [Path(name) for name in models]
    if any(program_in(path) is not None or is_bundle(path) for path in paths):
        _compare(paths, n_ctx, device, as_json=as_json)
        return
    status = output.StatusLine()
    status.show("measuring the processor …")
    calibration = advisor.calibrate(fresh=recalibrate)
    status.clear()
    names = _all_names(offline) if is_all else list(models)
    found, failed = _advise_each(
        names, n_ctx, device, calibration, offline, n_gpu_layers=n_gpu_layers, may_fail=is_all
    )
    ranked = advisor.rank(found, use)
    if as_json:
        output.write_json(_data(ranked, failed, device, calibration), indent=2)
    else:
        _print(ranked, failed, device, use)


def _device() -> tuple[Device, int]:
    """Return this device, and how many layers its accelerator takes: all where it has own memory.

    One that shares the processor's memory (Metal, integrated ones) changes nothing in what fits.
    """
    from onhand import diagnostics
    from onhand.errors import OnhandError
    from onhand.store.advisor import read_device

    status = output.StatusLine()
    status.show("asking for accelerators …")
    try:
        listed = diagnostics.devices("llama_cpp")
    except OnhandError:  # it does not load here: `onhand doctor` says why
        listed = []
    status.clear()
    for found in listed:
        if found.is_primary and found.type == "gpu" and found.registry != "Metal":
            total, free = found.memory_total_bytes, found.memory_free_bytes
            return read_device(gpu_total_bytes=total, gpu_free_bytes=free), _ALL_LAYERS
    return read_device(), 0


def _compare(paths: list[Path], n_ctx: int | None, device: Device, *, as_json: bool) -> None:
    """Print what each form of a model takes on its runtime, the smallest first."""
    from onhand.store.advisor.programs import compare_runtimes

    fits = compare_runtimes(paths, n_ctx=n_ctx, device=device)
    if as_json:
        output.write_json([output.plain(fit) for fit in fits], indent=2)
        return
    rows = [
        (fit.path, fit.runtime, output.size(fit.memory.required_bytes), fit.verdict) for fit in fits
    ]
    output.write(output.table(("file", "runtime", "memory", "fits"), rows, right=(2,)) + "\n")


def _all_names(offline: bool) -> list[str]:
    """Return the ids that are installed, then the catalogue's others unless offline."""
    from onhand.cli.store_options import open_store
    from onhand.store import load_catalogue

    store = open_store(offline=offline)
    installed = [item.id for item in store.list()]
    if offline:
        return installed
    return installed + [name for name in load_catalogue(store.root) if name not in installed]


def _advise_each(
    names: list[str],
    n_ctx: int | None,
    device: Device,
    calibration: Calibration,
    offline: bool,
    *,
    n_gpu_layers: int,
    may_fail: bool,
) -> tuple[list[Advice], dict[str, str]]:
    """Return the advice on each, and for those that cannot be looked at the reason."""
    from onhand.errors import DownloadError, ModelError, OfflineError
    from onhand.store import advisor
    from onhand.store.advisor.looking import look

    status = output.StatusLine()
    found, failed = [], {}
    for index, name in enumerate(names, 1):
        status.show(f"{index}/{len(names)} {name}")
        try:
            sight = look(name, offline=offline)
            advice = advisor.advise(
                sight.header,
                name=name,
                n_ctx=n_ctx,
                device=device,
                calibration=calibration,
                n_gpu_layers=n_gpu_layers,
                has_vision=sight.has_vision,
            )
        except (ModelError, DownloadError, OfflineError) as error:
            if not may_fail:
                status.clear()
                raise
            failed[name] = error.message
        else:
            found.append(advice)
    status.clear()
    return found, failed


def _data(
    ranked: list[Advice], failed: dict[str, str], device: Device, calibration: Calibration
) -> dict[str, Any]:
    return {
        "device": {**output.plain(device), "usable_bytes": device.usable_bytes},
        "calibration": output.plain(calibration),
        "models": [_advice_data(advice) for advice in ranked],
        "failed": failed,
    }


def _advice_data(advice: Advice) -> dict[str, Any]:
    memory = {
        **output.plain(advice.memory),
        "peak_bytes": advice.memory.peak_bytes,
        "required_bytes": advice.memory.required_bytes,
    }
    return {
        "name": advice.name,
        "architecture": advice.shape.architecture,
        "parameters": advice.shape.n_params,
        "verdict": advice.verdict,
        "memory_ratio": round(advice.memory_ratio, 4),
        "memory": memory,
        "speed": None if advice.speed is None else output.plain(advice.speed),
        "largest_n_ctx": advice.largest_n_ctx,
        "quantization": advice.quantization,
        "scores": advice.scores,
    }


# ── for people ───────────────────────────────────────────────────────────────

_HEADERS = ("model", "verdict", "needs", "context", "at most", "reads", "writes", "take", "score")
_RIGHT = (2, 3, 4, 5, 6, 8)
_COLOURS = {"comfortable": "green", "tight": "yellow", "no": "red"}


def _rows(ranked: list[Advice], use: Any) -> list[tuple[str, ...]]:
    return [
        (
            advice.name,
            advice.verdict,
            output.size(advice.memory.required_bytes),
            f"{advice.memory.n_ctx:,}",
            f"{advice.largest_n_ctx:,}" if advice.largest_n_ctx else "–",
            output.rate(advice.speed.prefill_tokens_per_s if advice.speed else None),
            output.rate(advice.speed.decode_tokens_per_s if advice.speed else None),
            advice.quantization or "–",
            f"{advice.scores[use]:.0f}",
        )
        for advice in ranked
    ]


def _print(ranked: list[Advice], failed: dict[str, str], device: Device, use: Any) -> None:
    rows = _rows(ranked, use)
    limit = "" if device.limit_bytes is None else f", limit {output.size(device.limit_bytes)}"
    free = device.gpu_free_bytes
    gpu = "" if free is None else f"; {output.size(free)} free on the accelerator"
    note = (
        f"{output.size(device.usable_bytes)} usable of {output.size(device.memory_total_bytes)}"
        f"{limit}{gpu}; {device.n_cores} cores; speed of the processor alone, free of other work"
    )
    if sys.stdout.isatty():
        _print_rich(rows)
    else:
        output.write(output.table(_HEADERS, rows, right=_RIGHT) + "\n")
    if not ranked:
        click.echo("No model to advise on; `onhand pull --catalogue` lists some.", err=True)
    for advice in ranked if len(ranked) == 1 else ():
        output.write(_breakdown(advice) + "\n")
    if output.is_for_people():
        output.note(note)
    for name, reason in failed.items():
        click.echo(f"{name}: {reason}", err=True)


def _print_rich(rows: list[tuple[str, ...]]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table()
    for column, name in enumerate(_HEADERS):
        table.add_column(name, justify="right" if column in _RIGHT else "left")
    for row in rows:
        colour = _COLOURS[row[1]]
        table.add_row(escape(row[0]), f"[{colour}]{row[1]}[/]", *row[2:])
    Console(highlight=False).print(table)


def _breakdown(advice: Advice) -> str:
    """Return what the memory is for, a line each."""
    memory = advice.memory
    parts = (
        ("weights", memory.weights_bytes - memory.evictable_bytes),
        ("weights, reordered for the processor", memory.repacked_bytes),
        (f"keys and values of {memory.n_cells:,} tokens", memory.kv_bytes),
        ("recurrent states", memory.state_bytes),
        ("intermediate results", memory.compute_bytes),
        ("vocabulary", memory.vocabulary_bytes),
        ("the process", memory.process_bytes),
        ("of which on the accelerator", -memory.gpu_bytes),
    )
    rows = [(name, output.size(abs(size))) for name, size in parts if size]
    rows.append(("may be dropped and read again", output.size(memory.evictable_bytes)))
    return output.table(("", "memory"), rows, right=(1,))
