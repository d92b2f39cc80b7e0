"""Loading: each way a file or a parameter can be wrong has its own error, and nothing leaks."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from onhand.errors import (
    CapabilityError,
    EngineClosedError,
    ModelCorruptError,
    ModelNotFoundError,
    ModelUnsupportedError,
    NotEnoughMemoryError,
    OnhandError,
)
from onhand.runtimes.base import Batch
from onhand.runtimes.llama_cpp import LlamaCppRuntime
from onhand.runtimes.llama_cpp.context import Layout
from onhand.types.params import ContextParams, ModelParams
from onhand.types.sampling import SamplingParams
from tests.tiny_models import tiny_model, tiny_split_model
from tests.unit.runtimes.llama_cpp.conftest import Load
from tests.unit.runtimes.llama_cpp.driving import generate, prefill


def damaged(directory: Path, name: str, data: bytes) -> str:
    path = directory / name
    path.write_bytes(data)
    return str(path)


@pytest.mark.parametrize(
    ("name", "change", "error", "words"),
    [
        ("empty", lambda data: b"", ModelCorruptError, "empty"),
        ("cut", lambda data: data[: len(data) // 2], ModelCorruptError, "model"),
        ("cut in the header", lambda data: data[:500], ModelCorruptError, "model"),
        ("text", lambda data: b"Dear model,\n" * 99, ModelUnsupportedError, "GGUF"),
        ("version", lambda data: data[:4] + b"\x63\0\0\0" + data[8:], OnhandError, "version"),
        ("counts", lambda data: data[:8] + b"\xff" * 16 + data[24:], ModelCorruptError, "model"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_damaged_file_has_a_typed_error_before_native_code(
    load: Load, tmp_path: Path, name: str, change: Any, error: type[OnhandError], words: str
) -> None:
    path = damaged(tmp_path, "model.gguf", change(tiny_model().read_bytes()))
    with pytest.raises(error, match=words) as caught:
        load(path=path)
    assert path in caught.value.message


def test_a_missing_file_and_a_directory_are_not_found(load: Load, tmp_path: Path) -> None:
    with pytest.raises(ModelNotFoundError, match=r"no file .*nothing\.gguf"):
        load(path=str(tmp_path / "nothing.gguf"))
    with pytest.raises(ModelNotFoundError, match="directory"):
        load(path=str(tmp_path))


def test_an_architecture_that_the_library_does_not_know_is_unsupported(load: Load) -> None:
    renamed: dict[str, Any] = {"general.architecture": "llamb", "llamb.block_count": 2}
    renamed |= {"llamb.embedding_length": 64, "llamb.context_length": 64}
    renamed |= {"llamb.attention.head_count": 4, "llamb.feed_forward_length": 128}
    with pytest.raises(
        ModelUnsupportedError, match="unknown model architecture: 'llamb'"
    ) as caught:
        load(metadata=renamed)
    assert any("llamb" in line for line in caught.value.native_log)


def test_a_tensor_of_the_wrong_shape_is_corrupt_and_the_log_says_why(load: Load) -> None:
    with pytest.raises(ModelCorruptError, match="wrong shape") as caught:
        load(metadata={"llama.feed_forward_length": 64})
    assert caught.value.native_log


@pytest.mark.parametrize("count", [0, 1 << 20])
def test_absurd_counts_are_corrupt(load: Load, count: int) -> None:
    with pytest.raises(ModelCorruptError, match=r"block_count|0 layers"):
        load(metadata={"llama.block_count": count})


def test_a_split_model_loads_from_any_of_its_files(load: Load, tmp_path: Path) -> None:
    paths = tiny_split_model(tmp_path, 3)
    whole = generate(load())
    for path in paths:
        assert generate(load(path=str(path))) == whole


def test_a_split_model_loads_from_files_of_any_name(load: Load, tmp_path: Path) -> None:
    paths = [
        path.rename(tmp_path / f"part{index}.bin")
        for index, path in enumerate(tiny_split_model(tmp_path))
    ]
    params = ModelParams(split_paths=tuple(map(str, paths)))
    assert generate(load(path=str(paths[0]), model=params)) == generate(load())


def test_a_missing_part_of_a_split_model_is_named(load: Load, tmp_path: Path) -> None:
    paths = tiny_split_model(tmp_path, 3)
    paths[1].unlink()
    with pytest.raises(
        ModelNotFoundError, match=r"00002-of-00003.gguf, part of a model in 3 files"
    ):
        load(path=str(paths[0]))


def test_progress_rises_to_one(runtime: LlamaCppRuntime) -> None:
    shares: list[float] = []

    def note(share: float) -> bool:
        shares.append(share)
        return True

    runtime.load(str(tiny_model()), ModelParams(), ContextParams(n_ctx=64), note).close()
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_loading_can_be_given_up(runtime: LlamaCppRuntime) -> None:
    with pytest.raises(EngineClosedError, match="given up"):
        runtime.load(str(tiny_model()), ModelParams(), ContextParams(), lambda share: False)


def test_what_the_progress_callback_raises_comes_out(runtime: LlamaCppRuntime) -> None:
    def fail(share: float) -> bool:
        raise ZeroDivisionError("in the application")

    with pytest.raises(ZeroDivisionError, match="in the application"):
        runtime.load(str(tiny_model()), ModelParams(), ContextParams(), fail)


@pytest.mark.parametrize("dtype", ["F32", "F16", "Q8_0"])
@pytest.mark.parametrize("use_mmap", [True, False])
def test_every_type_loads_with_and_without_mapping(load: Load, dtype: str, use_mmap: bool) -> None:
    model = load(dtype=dtype, model=ModelParams(use_mmap=use_mmap, check_tensors=True))
    assert model.info.quantization == dtype
    assert len(generate(model)) == 20


def test_layers_cannot_be_put_on_an_accelerator_that_is_not_there(
    load: Load, runtime: LlamaCppRuntime
) -> None:
    if any(device.type != "cpu" for device in runtime.devices()):
        pytest.skip("there is an accelerator")
    with pytest.raises(CapabilityError, match="7 layers cannot be put on an accelerator"):
        load(model=ModelParams(n_gpu_layers=7))
    load(model=ModelParams(n_gpu_layers=0))


def test_an_unknown_device_is_refused_with_the_known_ones(load: Load) -> None:
    with pytest.raises(CapabilityError, match=r"no device 'TPU9' here; there are .*CPU"):
        load(model=ModelParams(devices=("TPU9",)))


def test_more_shares_than_the_library_can_split_by_are_refused(load: Load) -> None:
    with pytest.raises(CapabilityError, match="cannot be split 999 ways"):
        load(model=ModelParams(tensor_split=(1.0,) * 999))


def test_a_model_loaded_for_its_vocabulary_only_tokenises(load: Load) -> None:
    model = load(model=ModelParams(vocab_only=True))
    assert model.tokenizer.encode("the")
    for call in (
        lambda: model.sampler(SamplingParams.greedy(), 1),
        lambda: prefill(model),
        lambda: model.sequence_remove(0, 0, -1),
        lambda: model.embed([[1]]),
    ):
        with pytest.raises(CapabilityError):
            call()


def test_a_model_without_a_vocabulary_is_unsupported(load: Load) -> None:
    """The library aborts the process when such a model is asked to tokenise."""
    with pytest.raises(ModelUnsupportedError, match="has no vocabulary"):
        load(metadata={"tokenizer.ggml.model": "no_vocab"})


def test_a_model_with_an_encoder_says_that_it_cannot_generate(load: Load) -> None:
    model = load(architecture="t5")
    assert model.info.has_encoder
    assert not model.capabilities.has_grammar
    with pytest.raises(CapabilityError, match="need an encoder pass"):
        prefill(model)
    with pytest.raises(CapabilityError, match="need an encoder pass"):
        model.sampler(SamplingParams.greedy(), 1)


def test_a_cache_beyond_memory_is_refused_before_it_is_allocated(load: Load) -> None:
    with pytest.raises(NotEnoughMemoryError, match=r"A cache of 67108864 tokens needs .* GB"):
        load(
            context=ContextParams(n_ctx=1 << 24, n_cells=1 << 26, type_k="f32", type_v="f32"),
            n_embd=1024,
            n_head_kv=4,
        )


def test_a_quantised_cache_needs_flash_attention(load: Load) -> None:
    params = ContextParams(n_ctx=64, type_v="q8_0", flash_attention=False)
    with pytest.raises(CapabilityError, match="requires flash_attn"):
        load(context=params, n_embd=128)
    load(context=params.replace(flash_attention=None, type_k="q8_0"), n_embd=128)


def test_a_cache_type_that_does_not_divide_the_heads_is_refused(load: Load) -> None:
    with pytest.raises(CapabilityError, match="does not divide"):
        load(context=ContextParams(n_ctx=64, type_k="q8_0"), n_embd=64)


def test_sizes_that_are_left_open_are_decided() -> None:
    layout = Layout(ContextParams(n_threads=3), n_ctx_train=131072)
    assert (layout.n_ctx, layout.n_cells, layout.n_batch) == (8192, 8192, 512)
    assert layout.n_threads_batch == 3
    small = Layout(ContextParams(n_threads=1), n_ctx_train=256)
    assert (small.n_ctx, small.n_cells) == (256, 4096)
    tight = Layout(ContextParams(n_ctx=400, n_cells=300, n_threads=1), n_ctx_train=2048)
    assert (tight.n_ctx, tight.n_cells, tight.n_batch, tight.n_ubatch) == (300, 300, 300, 300)


def test_the_session_limit_is_as_asked_and_the_cells_as_they_are(load: Load) -> None:
    model = load(context=ContextParams(n_ctx=100, n_cells=200, n_seq_max=2))
    assert model.n_ctx == 100
    assert model.n_cells >= 200
    assert model.n_batch == 200


def test_metadata_and_recommended_sampling_are_read(load: Load) -> None:
    metadata = {
        "general.sampling.temp": 0.6,
        "general.sampling.top_k": 20,
        "general.sampling.top_p": 0.9,
        "general.sampling.penalty_repeat": 1.1,
        "general.sampling.penalty_last_n": 99,
        "general.sampling.mirostat": 1,
        "general.sampling.min_p": 7.0,
    }
    info = load(metadata=metadata, name="Tiny One").info
    assert info.name == "Tiny One"
    assert info.metadata["general.sampling.top_k"] == "20"
    assert info.recommended_sampling == {
        "temperature": pytest.approx(0.6),
        "top_k": 20,
        "top_p": pytest.approx(0.9),
        "repeat_penalty": pytest.approx(1.1),
        "repeat_last_n": 99,
    }
    assert load().info.recommended_sampling == {}


def test_a_model_is_described(load: Load) -> None:
    info = load().info
    assert (info.architecture, info.n_embd, info.n_layer, info.n_head) == ("llama", 64, 2, 4)
    assert (info.n_head_kv, info.n_vocab, info.n_ctx_train) == (2, 512, 2048)
    assert info.chat_template is not None
    assert "<|im_start|>" in info.chat_template
    assert set(info.eog_token_ids) == {2, 4}
    assert info.n_params > 100_000
    assert load(chat_template="").info.chat_template is None


def test_a_path_of_any_characters_opens(load: Load, tmp_path: Path) -> None:
    path = tmp_path / "modèle 😀.gguf"
    shutil.copy(tiny_model(), path)
    assert load(path=str(path)).info.path == str(path)


def test_rope_can_be_overridden(load: Load) -> None:
    plain = generate(load())
    scaled = load(
        context=ContextParams(
            n_ctx=64, n_threads=1, rope_scaling="linear", rope_freq_scale=0.25, rope_freq_base=5e5
        )
    )
    assert generate(scaled) != plain


def test_an_empty_batch_is_refused(load: Load) -> None:
    with pytest.raises(ValueError, match="1 to 256 rows, got 0"):
        load(context=ContextParams(n_ctx=256, n_cells=256)).decode(Batch())
