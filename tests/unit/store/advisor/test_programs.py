"""The footprint of ExecuTorch programs, and one model on several runtimes."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from onhand.errors import ModelUnsupportedError, NotEnoughMemoryError
from onhand.formats.pte import check_program
from onhand.store.advisor import read_device
from onhand.store.advisor.programs import (
    TORCH_PROCESS_BYTES,
    compare_runtimes,
    estimate_program,
    require_program_memory,
)
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
