"""The tiny models themselves: reproducible, cached, varied, and loadable in every flavour."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from onhand.formats.gguf import check_file
from tests.tiny_models import TinyOptions, tiny_adapter, tiny_model, write_tiny_model
from tests.unit.runtimes.llama_cpp.conftest import Load
from tests.unit.runtimes.llama_cpp.driving import generate, text_of


def test_the_same_options_give_the_same_bytes(tmp_path: Path) -> None:
    path = tmp_path / "again.gguf"
    write_tiny_model(path, TinyOptions(seed=5))
    assert path.read_bytes() == tiny_model(seed=5).read_bytes()
    assert tiny_model(seed=5) == tiny_model(seed=5)
    assert tiny_model(seed=6).read_bytes() != path.read_bytes()


def test_an_unknown_option_is_refused() -> None:
    with pytest.raises(TypeError, match="n_embed"):
        tiny_model(n_embed=64)


@pytest.mark.parametrize("vocabulary", ["spm", "bpe"])
@pytest.mark.parametrize("dtype", ["F32", "F16", "Q8_0"])
def test_greedy_text_is_varied_and_does_not_end_by_itself(
    load: Load, vocabulary: str, dtype: str
) -> None:
    model = load(vocabulary=vocabulary, dtype=dtype)
    generated = generate(model, n=100)
    assert len(generated) == 100
    assert len(set(generated)) > 30
    assert len(text_of(model, generated)) > 100


def test_it_can_be_made_to_end_by_itself(load: Load) -> None:
    model = load(eog_scale=3.0)
    assert model.tokenizer.is_eog(generate(model, n=200)[-1])


@pytest.mark.parametrize("architecture", ["llama", "gemma3", "mamba", "qwen2vl", "t5", "bert"])
def test_every_architecture_is_a_sound_file_that_loads(load: Load, architecture: str) -> None:
    header = check_file(tiny_model(architecture=architecture))
    assert header.metadata["general.architecture"] == architecture
    assert load(architecture=architecture).info.architecture == architecture


def test_sizes_are_as_asked(load: Load) -> None:
    info = load(n_embd=96, n_head=6, n_head_kv=3, n_layer=3, n_vocab=777, n_ctx_train=99).info
    assert (info.n_embd, info.n_head, info.n_head_kv, info.n_layer) == (96, 6, 3, 3)
    assert (info.n_vocab, info.n_ctx_train) == (777, 99)


def test_it_is_made_and_loaded_in_milliseconds(load: Load, tmp_path: Path) -> None:
    """Generous bounds, for loaded machines; usually 6 and 4 ms."""
    begin = time.perf_counter()
    write_tiny_model(tmp_path / "tiny.gguf")
    load(path=str(tmp_path / "tiny.gguf"))
    assert time.perf_counter() - begin < 2.0
    assert tiny_adapter().stat().st_size < 50_000
