"""Headers of ExecuTorch programs are read without native code, and damage is told."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from onhand.errors import ModelCorruptError, ModelError, ModelNotFoundError, ModelUnsupportedError
from onhand.formats.pte import check_program
from tests.tiny_program import FORWARD, program_bytes


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "model.pte"
    path.write_bytes(program_bytes(FORWARD, {"name": "get_max_seq_len"}))
    return path


def test_methods_operators_backends_and_memory_are_read(program: Path) -> None:
    header = check_program(program)
    assert set(header.methods) == {"forward", "get_max_seq_len"}
    assert header.forward is not None
    assert header.forward.operators == {"llama::custom_sdpa.out", "aten::add.out"}
    assert header.forward.delegates == {"XnnpackBackend"}
    assert header.forward.buffer_bytes == 4608
    assert header.file_size == header.program_bytes + 64


@pytest.mark.parametrize("kept", [0.999, 0.5, 0.1])
def test_a_cut_file_is_corrupt(program: Path, kept: float) -> None:
    data = program.read_bytes()
    program.write_bytes(data[: int(len(data) * kept)])
    with pytest.raises(ModelCorruptError, match="needs"):
        check_program(program)


def test_an_empty_a_missing_and_a_foreign_file(tmp_path: Path) -> None:
    path = tmp_path / "x.pte"
    with pytest.raises(ModelNotFoundError):
        check_program(path)
    path.touch()
    with pytest.raises(ModelCorruptError, match="empty"):
        check_program(path)
    path.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ModelUnsupportedError, match="ET12"):
        check_program(path)


def test_no_damage_does_more_than_raise_our_errors(program: Path) -> None:
    """A thousand files with a few random bytes: each is read or refused."""
    chance = random.Random(7)
    data = program.read_bytes()
    n_refused = 0
    for _ in range(1000):
        spoilt = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            spoilt[chance.randrange(8, len(spoilt))] = chance.randrange(256)
        program.write_bytes(spoilt)
        try:
            check_program(program)
        except ModelError:
            n_refused += 1
    assert n_refused > 100
