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

EXECUTORCH_EPILOG = """
\b
Quantisations: 8da4w (4 bits in groups of 32, a good default), 8da8w (8 bits), fp32 (as exact).
\b
Needs the extra: pip install 'onhand[executorch]' (with torch, 1 to 1.5 GB). A program that others
exported only gets its chat template and stop tokens: name its tokenizer and its family, for which
nothing needs to be installed.
\b
Examples:
  onhand export executorch model-f16.gguf model-et
  onhand export executorch model-f16.gguf model-et -q 8da8w --n-ctx 4096
  onhand export executorch llama.pte llama-et --tokenizer tokenizer.json --template llama-3
  onhand run --model model-et "Why is the sky blue?"
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
    help="Linux processor to compile for: x86-64-v3 or arm64; repeatable.  "
    "[default: this machine's]",
)
@json_option
def mlc(
    source: str, folder: str, quantization: str, targets: tuple[str, ...], as_json: bool
) -> int:
    """Write an MLC bundle of the llama model SOURCE (F32, F16, BF16 or Q8_0) to FOLDER."""
    from onhand.export.mlc.bundle import QUANTIZATIONS
    from onhand.export.mlc.compile import TARGETS, export_bundle, native_target

    if quantization not in QUANTIZATIONS:
        raise click.UsageError(f"--quantization is one of {', '.join(QUANTIZATIONS)}")
    if unknown := set(targets) - set(TARGETS):
        raise click.UsageError(f"--target is one of {', '.join(TARGETS)}, not {min(unknown)!r}")
    if not Path(source).is_file():
        raise onhand.ModelNotFoundError(f"There is no file {source!r}.")
    targets = targets or (native_target(),)
    status = output.StatusLine()
    status.show(f"Compiling for {', '.join(targets)}")
    started = time.monotonic()
    try:
        export_bundle(Path(source), Path(folder), quantization=quantization, targets=targets)
    finally:
        status.clear()
    _report(Path(folder), time.monotonic() - started, as_json=as_json)
    return 0


@export.command(epilog=EXECUTORCH_EPILOG)
@click.argument("source", type=click.Path(dir_okay=False))
@click.argument("folder", type=click.Path(file_okay=False))
@click.option("--quantization", "-q", default="8da4w", show_default=True, help="See below.")
@click.option("--n-ctx", type=int, help="Tokens that the cache holds.  [default: at most 2048]")
@click.option("--tokenizer", type=click.Path(dir_okay=False), help="Of a .pte SOURCE.")
@click.option("--template", help="Family of a .pte SOURCE: llama-3, gemma, phi-4, phi-4-mini …")
@json_option
def executorch(source: str, folder: str, *, as_json: bool, **options: Any) -> int:
    """Write an ExecuTorch bundle of the llama model SOURCE (F32, F16, BF16 or Q8_0) to FOLDER."""
    from onhand.export.executorch.bundle import QUANTIZATIONS, export_bundle, wrap_program

    quantization, n_ctx = options["quantization"], options["n_ctx"]
    tokenizer, template = options["tokenizer"], options["template"]
    if quantization not in QUANTIZATIONS:
        raise click.UsageError(f"--quantization is one of {', '.join(QUANTIZATIONS)}")
    path = Path(source)
    if not path.is_file():
        raise onhand.ModelNotFoundError(f"There is no file {source!r}.")
    status = output.StatusLine()
    status.show("Exporting")
    started = time.monotonic()
    try:
        if path.suffix.lower() != ".pte":
            export_bundle(path, Path(folder), quantization=quantization, n_ctx=n_ctx)
        elif tokenizer is None or template is None:
            raise click.UsageError("a .pte SOURCE needs --tokenizer and --template")
        else:
            wrap_program(path, Path(tokenizer), Path(folder), template=template)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    finally:
        status.clear()
    _report(Path(folder), time.monotonic() - started, as_json=as_json)
    return 0


def _report(folder: Path, seconds: float, *, as_json: bool) -> None:
    """Print the files of a bundle and how long they took."""
    files = {path.name: path.stat().st_size for path in sorted(folder.iterdir())}
    if as_json:
        output.write_json({"files": files, "seconds": round(seconds, 1)})
        return
    rows = [(name, output.size(size)) for name, size in files.items()]
    click.echo(output.table(("file", "size"), rows, right=(1,)))
