"""`onhand export`: files of a model for another runtime."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import click

import onhand
from onhand.cli import output
from onhand.cli.options import json_option

MLC_EPILOG = """
\b
Quantisations: q4f32_1 (4 bits, a good default), q8f32_1 (8 bits), q0f32 (32 bits, as exact).
\b
Needs the extra: pip install 'onhand[mlc]', and a C++ compiler as linker.
\b
Examples:
  onhand export mlc model-f16.gguf model-mlc
  onhand export mlc model-f16.gguf model-mlc -q q8f32_1 --target x86-64-v3 --target arm64
  onhand run --model model-mlc --trust-native-code "Why is the sky blue?"
"""


@click.group()
def export() -> None:
    """Make the files of a model for another runtime from its GGUF file."""


@export.command(epilog=MLC_EPILOG)
@click.argument("source", type=click.Path(dir_okay=False))
@click.argument("folder", type=click.Path(file_okay=False))
@click.option("--quantization", "-q", default="q4f32_1", show_default=True, help="See below.")
@click.option(
    "--target",
    "targets",
    multiple=True,
    default=("x86-64-v3",),
    show_default=True,
    help="Processor to compile for: x86-64-v3 or arm64; repeatable.",
)
@json_option
def mlc(
    source: str, folder: str, quantization: str, targets: tuple[str, ...], as_json: bool
) -> int:
    """Write an MLC bundle of the llama model SOURCE (F32, F16, BF16 or Q8_0) to FOLDER."""
    from onhand.export.mlc.bundle import QUANTIZATIONS
    from onhand.export.mlc.compile import TARGETS, export_bundle

    if quantization not in QUANTIZATIONS:
        raise click.UsageError(f"--quantization is one of {', '.join(QUANTIZATIONS)}")
    if unknown := set(targets) - set(TARGETS):
        raise click.UsageError(f"--target is one of {', '.join(TARGETS)}, not {min(unknown)!r}")
    if not Path(source).is_file():
        raise onhand.ModelNotFoundError(f"There is no file {source!r}.")
    status = output.StatusLine()
    status.show(f"Compiling for {', '.join(targets)}")
    started = time.monotonic()
    export_bundle(Path(source), Path(folder), quantization=quantization, targets=targets)
    status.clear()
    files = {path.name: path.stat().st_size for path in sorted(Path(folder).iterdir())}
    report: dict[str, Any] = {"files": files, "seconds": round(time.monotonic() - started, 1)}
    if as_json:
        output.write_json(report)
        return 0
    rows = [(name, output.size(size)) for name, size in files.items()]
    click.echo(output.table(("file", "size"), rows, right=(1,)))
    return 0
