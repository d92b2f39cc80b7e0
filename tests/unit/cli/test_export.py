"""`onhand export`: what it says before anything is compiled, and others' programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tiny_models import tiny_model
from tests.tiny_program import FORWARD, program_bytes
from tests.unit.cli.conftest import Invoke
from tests.unit.runtimes.executorch.toy import write_tokenizer

GEMMA = ("<bos>", "<eos>", "<start_of_turn>", "<end_of_turn>")


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "gemma.pte"
    path.write_bytes(program_bytes(FORWARD))
    return path


@pytest.mark.parametrize("runtime", ["mlc", "executorch"])
@pytest.mark.parametrize(
    ("source", "options", "status", "words"),
    [
        ("model.gguf", ["-q", "q9"], 2, "--quantization is one of"),
        ("missing.gguf", [], 3, "There is no file"),
    ],
)
def test_wrong_calls_are_told_before_anything_is_made(
    invoke: Invoke, tmp_path: Path, runtime: str, source: str, options: list[str], status: int,
    words: str,
) -> None:  # fmt: skip
    result = invoke("export", runtime, source, str(tmp_path / "out"), *options)
    assert result.status == status
    assert words in result.err
    assert not (tmp_path / "out").exists()


def test_an_unknown_target_is_wrong_usage(invoke: Invoke, tmp_path: Path) -> None:
    call = ("export", "mlc", str(tiny_model()), str(tmp_path / "out"), "--target", "vax")
    result = invoke(*call)
    assert result.status == 2
    assert "x86-64-v3" in result.err


def test_a_model_that_exports_do_not_know_is_said(invoke: Invoke, tmp_path: Path) -> None:
    model = str(tiny_model(architecture="gemma3"))
    result = invoke("export", "executorch", model, str(tmp_path / "out"))
    assert result.status != 0
    assert "'llama' only" in result.err
    assert not (tmp_path / "out").exists()


def test_a_program_of_others_becomes_a_bundle(
    invoke: Invoke, program: Path, tmp_path: Path
) -> None:
    tokenizer = str(write_tokenizer(tmp_path, *GEMMA))
    call = ("export", "executorch", str(program), str(tmp_path / "out"), "--tokenizer", tokenizer)
    result = invoke(*call, "--template", "gemma", "--json")
    assert result.status == 0, result.err
    files = json.loads(result.out)["files"]
    assert set(files) == {"gemma.pte", "tokenizer.json", "onhand-executorch.json"}
    assert json.loads((tmp_path / "out" / "onhand-executorch.json").read_text())["name"] == "gemma"


def test_a_program_of_others_needs_tokenizer_and_template(
    invoke: Invoke, program: Path, tmp_path: Path
) -> None:
    result = invoke("export", "executorch", str(program), str(tmp_path / "out"))
    assert result.status == 2
    assert "--tokenizer" in result.err
