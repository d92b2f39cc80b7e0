"""MLC bundles against llama.cpp: the same weights, one thread, prefill and decode.

python bench/mlc.py [--models 135m bundled] [--rounds 3]     (needs the extra mlc and g++)
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from measuring import MODELS, Spread, machine, model_file, note, table

from onhand.export.mlc.compile import export_bundle
from onhand.runtimes import registry
from onhand.runtimes.base import Batch, LoadedModel
from onhand.types.params import ContextParams, ModelParams

N_PROMPT, N_DECODE = 128, 64
PARAMS = ModelParams(trust_native_code=True)


@dataclass
class Subject:
    """A runtime with a model, and what was measured."""

    runtime: str
    path: Path
    load_ms: float = 0.0
    model: Any = None
    prefill: Any = None
    decode: Any = None


def main() -> None:
    """Export, measure in alternating rounds, print a table a model."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--models", nargs="*", default=["135m"], choices=list(MODELS))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--keep", type=Path, default=Path(tempfile.gettempdir()) / "onhand-mlc-bench"
    )
    given = parser.parse_args()
    print(machine())
    for name in given.models:
        source = model_file(name)
        subjects = {"llama_cpp, Q8_0": Subject("llama_cpp", source)}
        for kind in ("q8f32_1", "q4f32_1"):
            subjects[f"mlc, {kind}"] = Subject("mlc", _bundle(source, given.keep / name, kind))
        for subject in subjects.values():
            _load(subject)
        for _ in range(given.rounds):
            for subject in subjects.values():
                _measure(subject)
        rows = [
            (
                label,
                f"{s.load_ms:.0f}",
                Spread.of(s.prefill).text(0),
                Spread.of(s.decode).text(1),
            )
            for label, s in subjects.items()
        ]
        head = ("runtime", "load, ms", "prefill, tok/s", "decode, tok/s")
        print(f"\n{name} ({MODELS[name]}), 1 thread:\n\n{table(head, rows)}\n", flush=True)


def _bundle(source: Path, folder: Path, kind: str) -> Path:
    path = folder / kind
    if not (path / "onhand-mlc.json").exists():
        started = time.monotonic()
        export_bundle(source, path, quantization=kind, targets=("x86-64-v3",))
        note(f"{path}: compiled in {time.monotonic() - started:.0f} s")
    return path


def _load(subject: Subject) -> None:
    started = time.perf_counter()
    runtime = registry.create(subject.runtime, PARAMS)
    context = ContextParams(n_ctx=1024, n_seq_max=1, n_threads=1, n_threads_batch=1)
    subject.model = runtime.load(str(subject.path), PARAMS, context)
    subject.load_ms = (time.perf_counter() - started) * 1e3
    subject.prefill, subject.decode = [], []
    _measure(subject)  # pages are read and buffers made at the first pass
    subject.prefill, subject.decode = [], []


def _measure(subject: Subject) -> None:
    model: LoadedModel = subject.model
    batch = Batch()
    for position in range(N_PROMPT):
        batch.add(100 + position, position, 0, position == N_PROMPT - 1)
    started = time.perf_counter()
    model.decode(batch)
    subject.prefill.append(N_PROMPT / (time.perf_counter() - started))
    started = time.perf_counter()
    for index in range(N_DECODE):
        batch = Batch()
        batch.add(300 + index, N_PROMPT + index, 0, True)
        model.decode(batch)
    subject.decode.append(N_DECODE / (time.perf_counter() - started))
    model.sequence_remove(0, 0, -1)


if __name__ == "__main__":
    main()
