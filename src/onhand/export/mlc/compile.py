"""Compiles a network to a shared library for one kind of processor; needs the extra `mlc`."""

from __future__ import annotations

import json
import platform
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from onhand.errors import RuntimeUnavailableError
from onhand.export.mlc.bundle import PREFILL_CHUNK, QUANTIZATIONS, write_files, write_manifest
from onhand.export.weights import GgufWeights, LlamaSizes


@dataclass(frozen=True, slots=True)
class Target:
    """A processor that libraries are compiled for.

    Attributes:
        triple: LLVM's name of machine and system.
        cpu: LLVM's name of the oldest processor that must do.
        library: file name of the library in a bundle.
        compiler: command that links it.
    """

    triple: str
    cpu: str
    library: str
    compiler: str


TARGETS: Final = {
    "x86-64-v3": Target("x86_64-linux-gnu", "x86-64-v3", "model-linux-x86_64.so", "g++"),
    "arm64": Target(
        "aarch64-linux-gnu", "generic", "model-linux-aarch64.so", "aarch64-linux-gnu-g++"
    ),
}


def native_target() -> str:
    """Return the key of `TARGETS` for the processor of this machine."""
    return "arm64" if platform.machine().lower() in ("arm64", "aarch64") else "x86-64-v3"


def export_bundle(
    source: Path,
    folder: Path,
    *,
    quantization: str = "q4f32_1",
    targets: tuple[str, ...] | None = None,
) -> None:
    """Make a bundle in `folder` from a GGUF file (F32, F16, BF16 or Q8_0) of the llama kind.

    Args:
        source: the file; its F16 form gives the truest weights.
        folder: made if it is missing; what an earlier export left there is replaced.
        quantization: "q4f32_1", "q8f32_1" or "q0f32" (not quantised).
        targets: processors to compile for, keys of `TARGETS`; None: this machine's.

    Raises:
        ValueError: an unknown quantisation or target.
        RuntimeUnavailableError: the compiler (extra `mlc`) or a linker is missing.
    """
    if quantization not in QUANTIZATIONS:
        raise ValueError(f"quantization must be one of {', '.join(QUANTIZATIONS)}")
    targets = (native_target(),) if targets is None else targets
    unknown = set(targets) - set(TARGETS)
    if unknown or not targets:
        raise ValueError(f"targets must be some of {', '.join(TARGETS)}, got {sorted(unknown)}")
    _require_compiler(targets)
    weights = GgufWeights(source)
    files = write_files(weights, quantization, folder)
    built = {}
    for name in targets:
        target = TARGETS[name]
        compile_network(
            weights.sizes,
            QUANTIZATIONS[quantization],
            target,
            quantization,
            folder / target.library,
        )
        built[target.library] = f"{target.triple} {target.cpu}"
    write_manifest(folder, files, built)


def compile_network(
    sizes: LlamaSizes, bits: int, target: Target, quantization: str, out: Path
) -> None:
    """Write the library of a network of these sizes to `out`."""
    import tvm
    from tvm import relax

    from onhand.export.mlc._network import Network

    native = tvm.target.Target(
        {
            "kind": "llvm",
            "mtriple": target.triple,
            "mcpu": target.cpu,
            "fast-math-contract": True,  # multiply and add in one instruction
        }
    )
    network = Network(sizes, bits, native)
    module, params = network.export_tvm(spec=network.spec(), allow_extern=False)
    metadata = {
        "model_type": "llama",
        "quantization": quantization,
        "context_window_size": sizes.n_ctx,
        "prefill_chunk_size": PREFILL_CHUNK,
        "sliding_window_size": -1,
        "params": [
            {"name": name, "shape": [int(d) for d in param.shape], "dtype": param.dtype}
            for name, param in params
        ],
    }
    module = _with_metadata(module, metadata)
    with native, tvm.transform.PassContext(opt_level=3):
        executable = relax.build(module, target=native, relax_pipeline="default")
    executable.export_library(str(out), cc=target.compiler)


def _with_metadata(module: Any, metadata: dict[str, Any]) -> Any:
    """Add the function `_metadata`, which returns JSON."""
    import tvm
    from tvm import relax

    builder = relax.BlockBuilder(module)
    with builder.function("_metadata", params=[]):
        builder.emit_func_output(tvm.ir.StringImm(json.dumps(metadata)))
    return builder.get()


def _require_compiler(targets: tuple[str, ...]) -> None:
    import importlib.util
    import shutil

    if importlib.util.find_spec("tvm") is None:
        raise RuntimeUnavailableError(
            "Compiling for MLC needs Apache TVM, which is not installed.",
            hint="Install it: pip install 'onhand[mlc]'.",
        )
    for name in targets:
        compiler = TARGETS[name].compiler
        if shutil.which(compiler) is None:
            raise RuntimeUnavailableError(
                f"Linking for {name} needs the C++ compiler {compiler!r}, which is not installed.",
                hint="On Debian: apt install g++ (or g++-aarch64-linux-gnu for arm64).",
            )
