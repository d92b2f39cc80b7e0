"""Compares what the advisor predicts with what a process measures: memory and decode rate.

    python bench/advisor.py                      # three sizes of models, two context lengths
    python bench/advisor.py --json out.json

Each case runs in a child process on llama.cpp's low-level interface: load, prefill to the depth,
decode. It imports nothing else, so that its own size is known. Memory is the peak resident size
that the kernel noted (VmHWM). Time is the processor time of one thread, in the child and in the
calibration alike, so that a machine busy with other things gives nearly the same figures; the load
is printed. Needs Linux and llama-cpp-python; the models are made by `make_model.py` (about 900 MB
in its cache).
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import os
import platform
import subprocess
import sys
import time
import types
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onhand.store.advisor import Calibration

MIB = 1 << 20
BARE_PROCESS_BYTES = 20 * MIB
"""The child before the model: Python and the library (18.9 MiB measured)."""
N_TOKENS = 24
"""Tokens that are decoded at the depth; the one at the tenth part counts, as in the calibration."""
DEPTHS = {512: 480, 4096: 4064}
"""Context length -> tokens in the session when the rate is taken: nearly full, as the peak is."""


@dataclass(frozen=True)
class Case:
    """One comparison: predicted against measured."""

    model: str
    n_ctx: int
    depth: int
    predicted_mib: float
    measured_mib: float
    predicted_ms: float
    measured_ms: float

    @property
    def memory_error(self) -> float:
        """How far the predicted peak is off, as a share of the measured one."""
        return self.predicted_mib / self.measured_mib - 1

    @property
    def rate_error(self) -> float:
        """How far the predicted decode rate is off, as a share of the measured one."""
        return self.measured_ms / self.predicted_ms - 1


# ── the child ───────────────────────────────────────────────────────────────────────────────────


def run_model(path: str, n_ctx: int, depth: int, flash: bool, n_ubatch: int) -> dict[str, float]:
    """Load, fill and decode; return the peak in MiB and the milliseconds of a token."""
    spec = importlib.util.find_spec("llama_cpp")
    if spec is None or spec.submodule_search_locations is None:
        raise SystemExit("llama-cpp-python is not installed")
    package = types.ModuleType("llama_cpp")
    package.__path__ = list(spec.submodule_search_locations)
    sys.modules["llama_cpp"] = package
    library = importlib.import_module("llama_cpp.llama_cpp")
    quiet = library.llama_log_callback(lambda level, text, data: None)
    library.llama_log_set(quiet, None)
    library.llama_backend_init()
    model_params = library.llama_model_default_params()
    model_params.n_gpu_layers = 0
    model = library.llama_model_load_from_file(path.encode(), model_params)
    params = library.llama_context_default_params()
    params.n_ctx = n_ctx
    params.n_batch, params.n_ubatch = 512, n_ubatch
    params.flash_attn_type = int(flash)
    params.n_threads = params.n_threads_batch = 1
    params.n_seq_max = 1
    context = library.llama_init_from_model(model, params)
    n_vocab = library.llama_vocab_n_tokens(library.llama_model_get_vocab(model))
    tokens = (library.llama_token * depth)(*(300 + i % (n_vocab - 300) for i in range(depth)))
    for start in range(0, depth, 512):
        n = min(512, depth - start)
        piece = (library.llama_token * n)(*tokens[start : start + n])
        if library.llama_decode(context, library.llama_batch_get_one(piece, n)):
            raise SystemExit("llama_decode failed")
    one = (library.llama_token * 1)(tokens[0])
    seconds = []
    for _ in range(N_TOKENS):
        begin = time.thread_time()
        library.llama_decode(context, library.llama_batch_get_one(one, 1))
        library.llama_synchronize(context)
        seconds.append(time.thread_time() - begin)
    return {"peak_mib": peak_mib(), "token_ms": 1e3 * sorted(seconds)[len(seconds) // 10]}


def peak_mib() -> float:
    """Return the process's peak resident size as Linux noted it."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise SystemExit("this needs Linux")


# ── the comparison ──────────────────────────────────────────────────────────────────────────────


def measured_case(
    path: Path, n_ctx: int, depth: int, flash: bool | None = None
) -> dict[str, float]:
    """Run one model at one context length in a child, with the layout that an engine would use."""
    from onhand.formats.gguf import check_file, model_shape
    from onhand.types.params import ContextParams

    header = check_file(path)
    context = ContextParams(n_ctx=n_ctx, n_cells=n_ctx, n_seq_max=1)
    n_ubatch = context.micro_batch(path.stat().st_size, on_cpu=True)
    n_head = model_shape(header).n_head
    flash = context.uses_flash_attention(n_head, n_ctx, n_ubatch, on_cpu=True) is not False
    arguments = (str(path), str(n_ctx), str(depth), str(int(flash)), str(n_ubatch))
    command = [sys.executable, __file__, "--child", *arguments]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: dict[str, float] = json.loads(output)
    return found


def compare(path: Path, n_ctx: int, measured: dict[str, float], calibration: Calibration) -> Case:
    """Put the prediction beside what was measured."""
    from onhand.formats.gguf import check_file
    from onhand.store.advisor import estimate, estimate_speed
    from onhand.types.params import ContextParams

    depth = DEPTHS[n_ctx]
    context = ContextParams(n_ctx=n_ctx, n_cells=n_ctx, n_seq_max=1)
    header = check_file(path)
    memory = estimate(header, context, process_bytes=BARE_PROCESS_BYTES)
    flash = memory.flash_attention
    rate = estimate_speed(header, calibration, depth=depth, n_threads=1, flash_attention=flash)
    return Case(
        model=path.stem,
        n_ctx=n_ctx,
        depth=depth,
        predicted_mib=memory.peak_bytes / MIB,
        measured_mib=measured["peak_mib"],
        predicted_ms=1e3 / rate.decode_tokens_per_s,
        measured_ms=measured["token_ms"],
    )


def best_of(calibrations: list[Calibration]) -> Calibration:
    """Return the best rate of each kind: the machine when nothing else used it."""
    from onhand.store.advisor import Calibration, Rates

    names = ("cached_bytes_per_s", "memory_bytes_per_s", "flops_per_s")
    best = {name: max(getattr(each.one, name) for each in calibrations) for name in names}
    rates = Rates(n_threads=1, **best)
    return Calibration(machine=calibrations[0].machine, one=rates, all=rates)


def compare_all(paths: list[Path]) -> list[Case]:
    """Measure every case with calibrations between, then predict with the best of those."""
    from onhand.store.advisor.calibration import measure

    calibrations = [measure(n_threads=1)]
    measured = {}
    for path in paths:
        for n_ctx, depth in DEPTHS.items():
            measured[path, n_ctx] = measured_case(path, n_ctx, depth)
            calibrations.append(measure(n_threads=1))
    best = best_of(calibrations)
    return [compare(path, n_ctx, found, best) for (path, n_ctx), found in measured.items()]


def table(cases: list[Case]) -> str:
    """Return the cases as a Markdown table."""
    lines = [
        "| model | context | depth | peak predicted | measured | off | token predicted | measured "
        "| rate off |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {case.model} | {case.n_ctx:,} | {case.depth:,} | {case.predicted_mib:,.0f} MiB "
        f"| {case.measured_mib:,.0f} MiB | {case.memory_error:+.1%} | {case.predicted_ms:.1f} ms "
        f"| {case.measured_ms:.1f} ms | {case.rate_error:+.0%} |"
        for case in cases
    ]
    return "\n".join(lines)


def main() -> None:
    """Compare all cases, print them and the machine."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--models", nargs="+", default=["12m", "135m", "1.2b"])
    parser.add_argument("--json", type=Path, help="write the cases there too")
    parser.add_argument("--child", nargs=5, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        path, n_ctx, depth, flash, n_ubatch = options.child
        print(json.dumps(run_model(path, int(n_ctx), int(depth), flash == "1", int(n_ubatch))))
        return
    sys.path.insert(0, str(Path(__file__).parent))
    from make_model import make_model

    cases = compare_all([make_model(name) for name in options.models])
    print(table(cases))
    print(f"\n{json.dumps(machine())}")
    worst_memory = max(abs(case.memory_error) for case in cases)
    worst_rate = max(abs(case.rate_error) for case in cases)
    print(f"worst: memory {worst_memory:.1%} (wanted 10 %), rate {worst_rate:.0%} (wanted 25 %)")
    if options.json:
        data = {"machine": machine(), "cases": [asdict(case) for case in cases]}
        options.json.write_text(json.dumps(data, indent=1))


def machine() -> dict[str, Any]:
    """Return what the figures were taken on."""
    from importlib.metadata import version

    from onhand.store.advisor.calibration import machine_name

    return {
        "processor": machine_name(),
        "python": platform.python_version(),
        "llama-cpp-python": version("llama-cpp-python"),
        "load": round(os.getloadavg()[0], 1),
    }


if __name__ == "__main__":
    main()
