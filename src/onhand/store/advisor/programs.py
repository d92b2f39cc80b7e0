"""What an ExecuTorch program takes, from its tables alone; and one model on several runtimes.

A program plans its memory when it is exported: intermediate results and the KV cache are in its
header to the byte. XNNPACK copies the weights into its own order when the program is loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from onhand.errors import ModelUnsupportedError, NotEnoughMemoryError
from onhand.formats.gguf import check_file
from onhand.formats.mlc import read_header
from onhand.formats.pte import ProgramHeader, check_program
from onhand.store.advisor.advice import TIGHT_RATIO, Verdict, verdict_of
from onhand.store.advisor.bundles import estimate_bundle, is_bundle
from onhand.store.advisor.device import Device, read_device
from onhand.store.advisor.memory import MIB, MemoryEstimate, estimate
from onhand.types.params import ContextParams

TORCH_PROCESS_BYTES: Final = 236 * MIB
"""A worker with torch, ExecuTorch's kernels and a tokenizer (measured: 224 before any program; with
it, three programs of 4 to 17 MB come out within 4 % of what their processes took)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuntimeFit:
    """How one form of a model fits this device.

    Attributes:
        path: the file.
        runtime: what runs it.
        memory: what it takes.
        verdict: "comfortable", "tight" or "no".
        memory_ratio: required memory as a share of what is usable.
    """

    path: str
    runtime: str
    memory: MemoryEstimate
    verdict: Verdict
    memory_ratio: float


def estimate_program(header: ProgramHeader) -> MemoryEstimate:
    """Return the memory that a program takes; its context is fixed, so `n_ctx` is 0 (not said).

    Raises:
        ModelUnsupportedError: the program computes nothing.
    """
    if header.forward is None:
        raise ModelUnsupportedError("The program has no method 'forward'.")
    weights = header.file_size - header.program_bytes
    planned = sum(method.buffer_bytes for method in header.methods.values())
    return MemoryEstimate(
        n_ctx=0,
        n_cells=0,
        weights_bytes=weights,
        repacked_bytes=weights,
        kv_bytes=planned,
        state_bytes=0,
        compute_bytes=header.program_bytes,
        vocabulary_bytes=0,
        process_bytes=TORCH_PROCESS_BYTES,
        gpu_bytes=0,
        is_mapped=True,
        evictable_bytes=weights,
    )


def require_program_memory(path: Path, *, device: Device | None = None) -> MemoryEstimate:
    """Return what a program takes, or refuse when this device cannot hold it.

    Raises:
        NotEnoughMemoryError: it does not fit; details: `required_bytes`, `usable_bytes`.
    """
    memory = estimate_program(check_program(path))
    usable = (device or read_device()).usable_bytes
    if memory.required_bytes > TIGHT_RATIO * usable:
        raise NotEnoughMemoryError(
            f"The program needs {memory.required_bytes / MIB:,.0f} MiB, and {usable / MIB:,.0f} "
            "MiB are usable here.",
            hint="Export it with fewer bits or a shorter cache (onhand export executorch).",
            required_bytes=memory.required_bytes,
            usable_bytes=usable,
        )
    return memory


def compare_runtimes(
    paths: Sequence[Path], *, n_ctx: int | None = None, device: Device | None = None
) -> list[RuntimeFit]:
    """Return how each form of a model fits this device, the smallest first.

    Args:
        paths: GGUF files, `.pte` files and folders with one, MLC bundles.
        n_ctx: wanted context, which a program's cannot be; None: the model's own.
        device: the device; None: this one, read now.

    Raises:
        ModelUnsupportedError: a path is of another kind.
        ModelCorruptError: a file is damaged.
    """
    device = device or read_device()
    found = []
    for path in paths:
        runtime, memory = _on_its_runtime(path, n_ctx, device)
        ratio = memory.required_bytes / max(1, device.usable_bytes)
        found.append(
            RuntimeFit(
                path=str(path),
                runtime=runtime,
                memory=memory,
                verdict=verdict_of(ratio),
                memory_ratio=ratio,
            )
        )
    return sorted(found, key=lambda fit: fit.memory.required_bytes)


def _on_its_runtime(path: Path, n_ctx: int | None, device: Device) -> tuple[str, MemoryEstimate]:
    program = program_in(path)
    context = ContextParams(n_seq_max=1)
    if program is not None:
        return "executorch", estimate_program(check_program(program))
    if is_bundle(path):
        return "mlc", estimate_bundle(read_header(path), context, n_ctx=n_ctx)
    header = check_file(path)
    return "llama_cpp", estimate(header, context, n_ctx=n_ctx, features=device.features)


def program_in(path: Path) -> Path | None:
    """Return the `.pte` file that a path means: itself, or the only one in a folder."""
    if path.is_dir():
        found = sorted(path.glob("*.pte"))
        return found[0] if len(found) == 1 else None
    return path if path.suffix.lower() == ".pte" else None
