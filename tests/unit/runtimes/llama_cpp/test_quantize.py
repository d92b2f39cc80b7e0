"""Quantisation: the file appears whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from onhand.errors import (
    CapabilityError,
    ModelCorruptError,
    ModelNotFoundError,
    ModelUnsupportedError,
)
from onhand.runtimes.llama_cpp import quantize as module
from onhand.runtimes.llama_cpp.quantize import file_types, quantize
from tests.tiny_models import tiny_model
from tests.unit.runtimes.llama_cpp.conftest import Load
from tests.unit.runtimes.llama_cpp.driving import generate

SOURCE = {"n_embd": 256}


@pytest.mark.parametrize("file_type", ["Q8_0", "q4_0", "Q4_K_M", "F16"])
def test_a_quantised_model_is_smaller_and_runs(load: Load, tmp_path: Path, file_type: str) -> None:
    target = tmp_path / "small.gguf"
    source = tiny_model(**SOURCE)
    quantize(str(source), str(target), file_type, 1)
    assert target.stat().st_size < source.stat().st_size * 0.6
    model = load(path=str(target))
    assert len(generate(model)) == 20
    assert model.info.quantization.upper().startswith(file_type.upper()[:4])
    assert [path.name for path in tmp_path.iterdir()] == ["small.gguf"]


def test_progress_is_reported_in_this_thread(tmp_path: Path) -> None:
    shares: list[float] = []
    quantize(
        str(tiny_model(**SOURCE)), str(tmp_path / "out.gguf"), "Q8_0", 1, on_progress=shares.append
    )
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_a_quantised_source_is_refused_unless_allowed(tmp_path: Path) -> None:
    source, target = str(tiny_model(**SOURCE, dtype="Q8_0")), str(tmp_path / "out.gguf")
    with pytest.raises(ModelUnsupportedError, match="quantised already") as caught:
        quantize(source, target, "Q4_0", 1)
    assert "allow_requantize" in caught.value.hint
    assert not list(tmp_path.iterdir())
    quantize(source, target, "Q4_0", 1, allow_requantize=True)


def test_a_type_that_needs_an_importance_matrix_says_so(tmp_path: Path) -> None:
    with pytest.raises(CapabilityError, match="importance matrix"):
        quantize(str(tiny_model(**SOURCE)), str(tmp_path / "out.gguf"), "IQ2_XXS", 1)
    assert not list(tmp_path.iterdir())


def test_wrong_arguments_are_refused_before_any_work(tmp_path: Path) -> None:
    source, target = str(tiny_model(**SOURCE)), str(tmp_path / "out.gguf")
    with pytest.raises(ValueError, match="no file type 'Q9'; there are F32, F16"):
        quantize(source, target, "Q9")
    with pytest.raises(ValueError, match="exists already"):
        quantize(source, source, "Q8_0")
    with pytest.raises(ValueError, match="no folder"):
        quantize(source, str(tmp_path / "no" / "out.gguf"), "Q8_0")
    with pytest.raises(ModelNotFoundError):
        quantize(str(tmp_path / "none.gguf"), target, "Q8_0")
    damaged = tmp_path / "damaged.gguf"
    damaged.write_bytes(tiny_model(**SOURCE).read_bytes()[:5000])
    with pytest.raises(ModelCorruptError):
        quantize(str(damaged), target, "Q8_0")


def test_the_types_are_the_librarys_own() -> None:
    types = file_types()
    assert types["Q4_K_M"] == 15
    assert types["F16"] == 1
    assert "GUESSED" not in types


def test_progress_lines_are_understood() -> None:
    assert module._share(["[   5/  20] blk.0", "noise"]) == 0.25
    assert module._share(["noise"]) is None
