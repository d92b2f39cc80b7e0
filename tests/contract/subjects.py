"""What the contract suite runs over: each installed runtime with a model that it can load.

llama_cpp needs nothing more. The files of the others are made from the bundled model when they are
missing, in `ONHAND_CONTRACT_FILES` (a directory that CI keeps) or the system's temporary directory;
making them needs the runtime's compiler, which its extra brings along.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from onhand.errors import OnhandError
from onhand.runtimes import registry
from onhand.testing import FakeModel
from onhand.types.params import ContextParams, ModelParams
from tests.tiny_models import tiny_model

SHIPPED = Path(__file__).parents[2] / "src" / "onhand" / "assets" / "onhand-small.gguf"
EXACT, FOUR_BITS, EIGHT_BITS = "exact", "4-bit", "8-bit"


@dataclass(frozen=True)
class Subject:
    """A runtime, a model for it, and how to open it.

    Attributes:
        runtime: name of the runtime.
        model: what `Engine.open` takes.
        weights: `EXACT`: the bundled model's, computed in 32 bits; else how they are stored.
        model_params: for `Engine.open`.
        context: changes to `ContextParams` that the runtime needs.
        isolation: what the runtime allows for tests that would rather have a thread.
    """

    runtime: str
    model: FakeModel | Path
    weights: str = ""
    model_params: ModelParams = field(default_factory=ModelParams)
    context: dict[str, object] = field(default_factory=dict)
    isolation: str = "thread"

    def __str__(self) -> str:
        return "-".join(filter(None, (self.runtime, self.weights)))


def small_subjects() -> list[Subject]:
    """Return one subject a runtime, for tests that are not about what is said."""
    subjects = [Subject("fake", FakeModel())]
    if is_installed("llama_cpp"):
        subjects.append(Subject("llama_cpp", tiny_model()))
    return [*subjects, *(subject for subject in exact_subjects() if subject.runtime != "llama_cpp")]


def exact_subjects() -> list[Subject]:
    """Return every runtime with the bundled model's weights in 32 bits."""
    return [make(EXACT) for name, make in _MAKERS.items() if is_installed(name)]


def quantised_subjects() -> list[Subject]:
    """Return every runtime with the bundled model in 8 and 4 bits."""
    return [
        make(weights)
        for name, make in _MAKERS.items()
        if is_installed(name)
        for weights in (EIGHT_BITS, FOUR_BITS)
    ]


@cache
def is_installed(runtime: str) -> bool:
    """Whether the runtime loads here."""
    try:
        registry.create(runtime).close()
    except OnhandError:
        return False
    return True


def _llama_cpp(weights: str) -> Subject:
    path = SHIPPED
    if weights != EIGHT_BITS:
        path = made(f"{weights}.gguf", lambda out: _convert(out, weights))
    exact = {"type_k": "f32", "type_v": "f32", "flash_attention": False}
    return Subject("llama_cpp", path, weights, context=exact)


def _convert(out: Path, weights: str) -> None:
    import onhand

    kind = "F32" if weights == EXACT else "Q4_0"
    onhand.quantize(SHIPPED, out, kind, allow_requantize=True)


def _mlc(weights: str) -> Subject:
    from onhand.export.mlc.compile import export_bundle

    kind = {EXACT: "q0f32", EIGHT_BITS: "q8f32_1", FOUR_BITS: "q4f32_1"}[weights]
    path = made(f"mlc-{kind}", lambda out: export_bundle(SHIPPED, out, quantization=kind))
    return Subject("mlc", path, weights, ModelParams(trust_native_code=True))


def _executorch(weights: str) -> Subject:
    from onhand.export.executorch.bundle import export_bundle

    kind = {EXACT: "fp32", EIGHT_BITS: "8da8w", FOUR_BITS: "8da4w"}[weights]
    path = made(
        f"executorch-{kind}", lambda out: export_bundle(SHIPPED, out, quantization=kind, n_ctx=1024)
    )
    return Subject("executorch", path, weights, isolation="process")


_MAKERS: dict[str, Callable[[str], Subject]] = {
    "llama_cpp": _llama_cpp,
    "mlc": _mlc,
    "executorch": _executorch,
}


def made(name: str, make: Callable[[Path], None]) -> Path:
    """Return the file called `name`, made of the bundled model if it is not there."""
    digest = hashlib.sha256(SHIPPED.read_bytes()).hexdigest()[:12]
    given = os.environ.get("ONHAND_CONTRACT_FILES")
    root = Path(given) if given else Path(tempfile.gettempdir()) / "onhand-contract"
    path = root / digest / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f".{os.getpid()}-{path.name}")
        try:
            make(partial)
        except OnhandError as error:
            pytest.fail(f"{name} cannot be made: {error}", pytrace=False)
        partial.replace(path)
    return path


def context_params(subject: Subject, **changes: object) -> ContextParams:
    """Return a small context for the subject."""
    options: dict[str, object] = {
        "n_ctx": 512,
        "n_cells": 1536,
        "n_batch": 64,
        "n_seq_max": 4,
        "n_threads": 1,
    }
    return ContextParams(**{**options, **subject.context, **changes})  # type: ignore[arg-type]
