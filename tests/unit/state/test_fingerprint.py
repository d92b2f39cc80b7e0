"""Fingerprints: other weights, other model; other quantisation, same tokenizer."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from onhand.errors import StateError
from onhand.state.fingerprint import HEAD_BYTES, file_fingerprint, fingerprints
from onhand.testing import FakeModel
from tests.tiny_models import tiny_model


def test_a_copy_is_the_same_model(tmp_path: Path) -> None:
    path = shutil.copy(tiny_model(), tmp_path / "renamed.gguf")
    assert fingerprints(str(path)) == fingerprints(str(tiny_model()))


def test_another_training_of_the_same_architecture_is_another_model() -> None:
    """Headers and sizes are equal; only the samples of the weights differ."""
    model, tokenizer = fingerprints(str(tiny_model()))
    other, same = fingerprints(str(tiny_model(seed=5)))
    assert (other != model, same == tokenizer) == (True, True)


def test_another_quantisation_has_the_same_tokenizer() -> None:
    model, tokenizer = fingerprints(str(tiny_model()))
    other, same = fingerprints(str(tiny_model(dtype="Q8_0")))
    assert (other != model, same == tokenizer) == (True, True)


def test_another_vocabulary_is_another_tokenizer_and_a_template_is_none_of_it() -> None:
    _, tokenizer = fingerprints(str(tiny_model()))
    assert fingerprints(str(tiny_model(vocabulary="bpe")))[1] != tokenizer
    assert fingerprints(str(tiny_model(chat_template="")))[1] == tokenizer


def test_other_kinds_of_models_have_fingerprints_too(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "weights.bin").write_bytes(bytes(HEAD_BYTES + 9000))
    before = fingerprints(str(tmp_path / "model"))
    assert before[0] == before[1] == file_fingerprint(tmp_path / "model")
    (tmp_path / "model" / "weights.bin").write_bytes(bytes(HEAD_BYTES + 8999) + b"\1")
    assert fingerprints(str(tmp_path / "model")) != before
    assert fingerprints(str(tmp_path / "model" / "weights.bin"))[0].startswith("sha256:")
    assert fingerprints(FakeModel().__fspath__()) != fingerprints(FakeModel(n_ctx=9).__fspath__())


def test_a_file_that_is_gone_is_a_typed_error(tmp_path: Path) -> None:
    with pytest.raises(StateError, match="cannot be read"):
        fingerprints(str(tmp_path / "gone.gguf"))
