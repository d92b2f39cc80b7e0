"""A program is checked with its files before native code sees it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onhand import Engine
from onhand.errors import (
    CapabilityError,
    ModelCorruptError,
    ModelNotFoundError,
    ModelUnsupportedError,
)
from onhand.export.executorch.bundle import wrap_program
from onhand.locating import locate
from onhand.runtimes import registry
from onhand.runtimes.executorch.bundle import MANIFEST, open_bundle
from onhand.runtimes.executorch.info import ProgramFacts, describe
from tests.unit.runtimes.executorch.toy import write_program, write_tokenizer

FACTS = ProgramFacts(n_ctx=32, n_vocab=16, eos_token_ids=(3,), bos_token_id=1)
LLAMA_3 = ("<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>", "<|begin_of_text|>",
           "<|end_of_text|>")  # fmt: skip
GEMMA = ("<bos>", "<eos>", "<start_of_turn>", "<end_of_turn>")
PHI_4 = ("<|im_start|>", "<|im_sep|>", "<|im_end|>", "<|endoftext|>")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_program(tmp_path)
    write_tokenizer(tmp_path)
    return tmp_path


def test_a_file_and_its_folder_are_the_same_bundle(folder: Path) -> None:
    assert open_bundle(folder) == open_bundle(folder / "model.pte")
    for path in (folder, folder / "model.pte"):
        assert locate(path).runtime == "executorch"


def test_a_program_without_a_tokenizer_says_where_it_belongs(folder: Path) -> None:
    (folder / "tokenizer.json").unlink()
    with pytest.raises(ModelNotFoundError, match="tokenizer"):
        open_bundle(folder)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": "encode"}, "no method 'forward'"),
        ({"delegates": ["CoreMLBackend"]}, "CoreMLBackend"),
        ({"operators": [("aten::bmm", "out")]}, "custom_sdpa"),
    ],
)
def test_programs_that_cannot_run_well_are_refused(
    folder: Path, changes: dict[str, Any], message: str
) -> None:
    write_program(folder, **changes)
    with pytest.raises(ModelUnsupportedError, match=message):
        open_bundle(folder)


@pytest.mark.parametrize(
    ("template", "tokens", "bos", "ends"),
    [
        ("llama-3", LLAMA_3, "<|begin_of_text|>", ["<|end_of_text|>", "<|eot_id|>"]),
        ("gemma", GEMMA, "<bos>", ["<eos>", "<end_of_turn>"]),
        ("phi-4", PHI_4, None, ["<|endoftext|>", "<|im_end|>"]),
    ],
)
def test_a_family_gives_template_and_stop_tokens(
    folder: Path, tmp_path: Path, template: str, tokens: tuple[str, ...], bos: str, ends: list[str]
) -> None:
    tokenizer = write_tokenizer(folder, *tokens)
    wrap_program(folder / "model.pte", tokenizer, tmp_path / "out", template=template)
    info = describe(open_bundle(tmp_path / "out"), FACTS)
    ids = {text: 16 - len(tokens) + index for index, text in enumerate(tokens)}
    assert info.chat_template is not None
    assert tokens[0] in info.chat_template or tokens[2] in info.chat_template
    assert list(info.eog_token_ids) == [ids[text] for text in ends]
    assert info.bos_token_id == (ids[bos] if bos else None)


def test_a_family_whose_tokens_are_missing_is_refused(folder: Path) -> None:
    with pytest.raises(ModelUnsupportedError, match="start_header_id"):
        wrap_program(folder / "model.pte", folder / "tokenizer.json", folder, template="llama-3")
    with pytest.raises(ValueError, match="llama-3"):
        wrap_program(folder / "model.pte", folder / "tokenizer.json", folder, template="x")


@pytest.mark.parametrize("name", ["model.pte", "tokenizer.json"])
def test_one_changed_bit_is_found_by_the_hash(folder: Path, name: str) -> None:
    tokenizer = write_tokenizer(folder, *GEMMA)
    wrap_program(folder / "model.pte", tokenizer, folder, template="gemma")
    data = bytearray((folder / name).read_bytes())
    data[-1] ^= 1
    (folder / name).write_bytes(data)
    with pytest.raises(ModelCorruptError, match="SHA-256"):
        open_bundle(folder)


@pytest.mark.parametrize(
    "manifest", ["[]", "{", '{"program": "../x.pte"}', '{"program": "model.pte", "files": 3}',
                 '{"program": "model.pte", "files": {"../x": {}}}']
)  # fmt: skip
def test_a_bad_manifest_is_refused(folder: Path, manifest: str) -> None:
    (folder / MANIFEST).write_text(manifest)
    with pytest.raises((ModelCorruptError, ModelNotFoundError)):
        open_bundle(folder)


def test_without_a_manifest_hugging_faces_files_tell(folder: Path) -> None:
    (folder / "generation_config.json").write_text(
        json.dumps({"eos_token_id": [5, 6], "bos_token_id": 4, "temperature": 0.6, "top_k": 20})
    )
    (folder / "tokenizer_config.json").write_text(json.dumps({"chat_template": "{{ 1 }}"}))
    (folder / "config.json").write_text(json.dumps({"model_type": "llama", "hidden_size": 8}))
    info = describe(open_bundle(folder), FACTS)
    assert info.eog_token_ids == (5, 6)
    assert (info.bos_token_id, info.n_embd, info.architecture) == (4, 8, "llama")
    assert info.recommended_sampling == {"temperature": 0.6, "top_k": 20}
    assert info.chat_template == "{{ 1 }}"


def test_alone_the_program_tells(folder: Path) -> None:
    info = describe(open_bundle(folder), FACTS)
    assert (info.eog_token_ids, info.bos_token_id, info.n_ctx_train) == ((3,), 1, 32)
    assert info.chat_template is None


def test_a_thread_is_refused_with_the_reason() -> None:
    with pytest.raises(CapabilityError, match="freeze") as error:
        registry.check_isolation("executorch", "thread")
    assert "process" in str(error.value.hint)
    registry.check_isolation("executorch", "process")
    registry.check_isolation("llama_cpp", "thread")


async def test_a_damaged_program_is_refused_before_a_worker_starts(folder: Path) -> None:
    program = folder / "model.pte"
    program.write_bytes(program.read_bytes()[:-10])
    with pytest.raises(ModelCorruptError, match="needs"):
        await Engine.open(folder)


async def test_an_engine_in_a_thread_is_refused(folder: Path) -> None:
    with pytest.raises(CapabilityError, match="freeze"):
        await Engine.open(folder, isolation="thread")
