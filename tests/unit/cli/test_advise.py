"""`onhand advise`: a table for people, JSON for programs, one row a model."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from onhand import diagnostics
from onhand.errors import RuntimeUnavailableError
from onhand.store.advisor import Calibration, Rates
from onhand.store.advisor import calibration as module
from onhand.store.advisor.calibration import machine_name
from onhand.types.info import DeviceInfo
from tests.tiny_models import tiny_model
from tests.tiny_program import FORWARD, program_bytes
from tests.unit.cli.conftest import Invoke

RATES = Rates(n_threads=1, cached_bytes_per_s=20e9, memory_bytes_per_s=10e9, flops_per_s=100e9)


@pytest.fixture(autouse=True)
def quick_calibration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No two seconds of measuring, no accelerators of this machine's, a store of its own."""
    monkeypatch.setattr(diagnostics, "devices", lambda runtime: [])
    monkeypatch.setenv("ONHAND_HOME", os.fspath(tmp_path))
    measured = Calibration(machine=machine_name(), one=RATES, all=RATES)
    monkeypatch.setattr(module, "measure", lambda seconds: measured)


def test_one_model_gets_a_row_and_what_its_memory_is_for(invoke: Invoke) -> None:
    """Verdict, context, speed, and the parts of the memory."""
    result = invoke("advise", os.fspath(tiny_model()), "--ctx", "512")
    assert result.status == 0
    assert "comfortable" in result.out
    assert "tok/s" in result.out
    assert "keys and values of 512 tokens" in result.out
    assert "\x1b" not in result.out


def test_json_has_device_calibration_and_models_ranked(invoke: Invoke) -> None:
    """Everything that the table says and more."""
    paths = [os.fspath(tiny_model()), os.fspath(tiny_model(architecture="gemma3"))]
    data = json.loads(invoke("advise", *paths, "--json").out)
    assert {model["name"] for model in data["models"]} == set(paths)
    scores = [model["scores"]["chat"] for model in data["models"]]
    assert scores == sorted(scores, reverse=True)
    first = data["models"][0]
    assert first["memory"]["required_bytes"] <= first["memory"]["peak_bytes"]
    assert first["speed"]["decode_tokens_per_s"] > 0
    assert data["device"]["usable_bytes"] > 0
    assert data["calibration"]["one"]["n_threads"] == 1
    assert data["failed"] == {}


def test_all_offline_is_what_is_installed(invoke: Invoke, tmp_path: Path) -> None:
    """An empty store gives an empty table and a word, not an error."""
    assert "No model to advise on" in invoke("advise", "--all", "--offline").err
    data = json.loads(invoke("advise", "--all", "--offline", "--json").out)
    assert data["models"] == []


def test_no_name_or_both_is_wrong_usage(invoke: Invoke) -> None:
    """Names or --all."""
    assert invoke("advise").status == 2
    assert invoke("advise", "--all", "x.gguf").status == 2


def test_a_damaged_model_ends_with_status_3(invoke: Invoke, tmp_path: Path) -> None:
    """As every command does."""
    path = tmp_path / "half.gguf"
    path.write_bytes(tiny_model().read_bytes()[:1000])
    assert invoke("advise", os.fspath(path)).status == 3


@pytest.mark.parametrize(
    ("registry", "kind", "is_asked"),
    [("CUDA", "gpu", True), ("Metal", "gpu", False), ("Vulkan", "igpu", False)],
)
def test_an_accelerator_with_its_own_memory_is_asked_whether_the_model_fits_there(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch, registry: str, kind: str, is_asked: bool
) -> None:
    """One that shares the processor's memory is no further room."""
    accelerator = DeviceInfo(
        name="X0",
        description="",
        type=kind,  # type: ignore[arg-type]
        registry=registry,
        memory_total_bytes=1 << 20,
        memory_free_bytes=1000,
        is_primary=True,
    )
    monkeypatch.setattr(diagnostics, "devices", lambda runtime: [accelerator])
    data = json.loads(invoke("advise", os.fspath(tiny_model()), "--json").out)
    [model] = data["models"]
    assert model["verdict"] == ("no" if is_asked else "comfortable")
    assert data["device"]["gpu_free_bytes"] == (1000 if is_asked else None)
    assert bool(model["memory"]["gpu_bytes"]) is is_asked


def test_without_a_native_library_advice_is_given_all_the_same(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(runtime: str) -> list[DeviceInfo]:
        raise RuntimeUnavailableError("it does not load")

    monkeypatch.setattr(diagnostics, "devices", fail)
    assert "comfortable" in invoke("advise", os.fspath(tiny_model())).out


def test_forms_of_a_model_are_compared_by_runtime(invoke: Invoke, tmp_path: Path) -> None:
    program = tmp_path / "model.pte"
    program.write_bytes(program_bytes(FORWARD))
    call = ("advise", os.fspath(tiny_model()), os.fspath(program))
    fits = json.loads(invoke(*call, "--json").out)
    assert [fit["runtime"] for fit in fits] == ["llama_cpp", "executorch"]
    rows = invoke(*call).out.splitlines()
    assert "executorch" in rows[-1]
    assert "comfortable" in rows[-1]
