"""The footprint of ExecuTorch programs, and one model on several runtimes."""

from __future__ import annotations

import dataclasses
import json
import shutil
from pathlib import Path

import pytest

from onhand.errors import ModelCorruptError, ModelUnsupportedError, NotEnoughMemoryError
from onhand.formats.mlc import BundleHeader
from onhand.formats.pte import check_program
from onhand.store.advisor import read_device
from onhand.store.advisor.bundles import estimate_bundle
from onhand.store.advisor.programs import (
    TORCH_PROCESS_BYTES,
    compare_runtimes,
    estimate_program,
    require_program_memory,
)
from onhand.types.params import ContextParams
from tests.tiny_models import tiny_model
from tests.tiny_program import FORWARD, program_bytes


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "model.pte"
    path.write_bytes(program_bytes(FORWARD, segment_bytes=4096))
    return path


def test_planned_memory_and_packed_weights_are_counted(program: Path) -> None:
    header = check_program(program)
    memory = estimate_program(header)
    assert memory.kv_bytes == 4608
    assert memory.weights_bytes == memory.repacked_bytes == 4096
    assert memory.required_bytes == TORCH_PROCESS_BYTES + 4096 + 4608 + header.program_bytes


def test_a_program_that_does_not_fit_is_refused_with_the_numbers(program: Path) -> None:
    device = dataclasses.replace(read_device(), memory_available_bytes=1 << 20)
    with pytest.raises(NotEnoughMemoryError, match="MiB") as error:
        require_program_memory(program, device=device)
    assert error.value.details["usable_bytes"] <= 1 << 20


def test_a_program_that_computes_nothing_is_refused(program: Path) -> None:
    program.write_bytes(program_bytes({"name": "get_max_seq_len"}))
    with pytest.raises(ModelUnsupportedError, match="forward"):
        estimate_program(check_program(program))


def test_forms_of_a_model_are_compared_smallest_first(program: Path) -> None:
    fits = compare_runtimes([program.parent, tiny_model()])
    assert [fit.runtime for fit in fits] == ["llama_cpp", "executorch"]
    assert [fit.verdict for fit in fits] == ["comfortable"] * 2


def test_bundles_are_compared_too(program: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mlc"
    folder.mkdir()
    sizes = {"num_hidden_layers": 3, "num_attention_heads": 4, "hidden_size": 64}
    config = {"vocab_size": 100, "context_window_size": 128, "quantization": "q4f32_1"}
    (folder / "mlc-chat-config.json").write_text(json.dumps({**config, "model_config": sizes}))
    index = {"records": [{"records": [{"nbytes": 5000}, {"nbytes": 7000}]}]}
    (folder / "tensor-cache.json").write_text(json.dumps(index))
    archive = shutil.make_archive(str(tmp_path / "bundle"), "zip", folder)
    fits = compare_runtimes([program, folder, Path(archive), tiny_model()], n_ctx=64)
    assert [fit.runtime for fit in fits] == ["llama_cpp", "mlc", "mlc", "executorch"]
    assert fits[1].memory == fits[2].memory
    assert fits[1].memory.weights_bytes == 12_000
    assert fits[1].memory.kv_bytes == (64 + 2 * 2 * 16) * 2 * 3 * 64 * 4
    halves = {**config, "quantization": "q4f16_1", "model_config": sizes}
    memory = estimate_bundle(BundleHeader(halves, index), ContextParams(n_seq_max=1), n_ctx=64)
    assert memory.kv_bytes == fits[1].memory.kv_bytes // 2


def test_a_bundle_without_sizes_is_damaged() -> None:
    with pytest.raises(ModelCorruptError, match="num_attention_heads"):
        estimate_bundle(BundleHeader({"model_config": {"hidden_size": 64}}, {}))
