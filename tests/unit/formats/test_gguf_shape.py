"""What a header says of the model: layers, windows, states, mix, vocabulary, recommendations."""

from __future__ import annotations

import struct
from typing import Any

import pytest

from onhand.errors import ModelCorruptError, ModelUnsupportedError
from onhand.formats.gguf import BytesReader, ModelShape, check_file, model_shape, read_header
from tests.tiny_models import tiny_model
from tests.unit.formats.gguf_mutation import array, entry, gguf_bytes, tensor, text


def encode(key: str, value: Any) -> bytes:
    """Return an entry of the type that fits a Python value; a list becomes an int array."""
    if isinstance(value, str):
        return entry(key, 8, text(value))
    if isinstance(value, bool):
        return entry(key, 7, bytes([value]))
    if isinstance(value, float):
        return entry(key, 6, struct.pack("<f", value))
    if isinstance(value, list):
        return entry(key, 9, array(5, len(value), struct.pack(f"<{len(value)}i", *value)))
    return entry(key, 4, struct.pack("<I", value))


def shape_of(architecture: str, tensors: list[bytes] | None = None, **values: Any) -> ModelShape:
    """Return the shape of a header; `__` in a name is a dot, `{a}` the architecture's prefix."""
    base = {"block_count": 4, "context_length": 2048, "embedding_length": 64}
    base |= {"attention.head_count": 4, "attention.head_count_kv": 2}
    entries = {"general.architecture": architecture}
    entries |= {f"{architecture}.{key}": value for key, value in base.items()}
    for name, value in values.items():
        key = name.replace("__", ".")
        is_global = key.startswith(("general.", "tokenizer.", "split."))
        entries[key if is_global else f"{architecture}.{key}"] = value
    data = gguf_bytes([encode(*item) for item in entries.items()], tensors, 1 << 16)
    return model_shape(read_header(BytesReader(data)))


def windows(shape: ModelShape) -> list[int | None]:
    return [layer.window for layer in shape.layers]


def test_a_llama_has_its_heads_in_every_layer() -> None:
    """Head sizes follow from the width unless they are stated."""
    shape = shape_of("llama")
    assert (shape.n_layer, shape.n_head, shape.n_head_kv) == (4, 4, 2)
    assert {(layer.head_size_k, layer.head_size_v) for layer in shape.layers} == {(16, 16)}
    stated = shape_of("llama", attention__key_length=32, attention__value_length=24)
    assert {(layer.head_size_k, layer.head_size_v) for layer in stated.layers} == {(32, 24)}
    assert not shape.is_recurrent


def test_heads_may_differ_from_layer_to_layer() -> None:
    """Arrays are per layer; without head_count_kv it is head_count."""
    shape = shape_of(
        "openelm", attention__head_count=[4, 4, 8, 8], attention__head_count_kv=[1, 1, 2, 2]
    )
    assert [layer.n_head_kv for layer in shape.layers] == [1, 1, 2, 2]


@pytest.mark.parametrize(
    ("architecture", "values", "expected"),
    [
        ("llama", {"attention__sliding_window": 16}, [None] * 4),
        ("phi3", {"attention__sliding_window": 16}, [None] * 4),
        ("gemma2", {}, [4096, None, 4096, None]),
        ("gemma2", {"attention__sliding_window": 16}, [16, None, 16, None]),
        ("gemma3", {"attention__sliding_window": 16}, [16] * 4),
        ("gemma3", {"attention__sliding_window": 16, "attention__sliding_window_pattern": 2},
         [16, None, 16, None]),
        ("gpt-oss", {"attention__sliding_window": 128}, [128, None, 128, None]),
        ("smallthinker", {"attention__sliding_window": 8}, [None, 8, 8, 8]),
        ("gemma4", {"attention__sliding_window": 8,
                    "attention__sliding_window_pattern": [1, 1, 0, 1]}, [8, 8, None, 8]),
        ("llama4", {}, [8192, 8192, 8192, None]),
        ("gemma3", {}, [None] * 4),
    ],
)  # fmt: skip
def test_sliding_windows_follow_the_architecture(
    architecture: str, values: dict[str, Any], expected: list[int | None]
) -> None:
    """As llama.cpp lays its caches out: by table, by number or by list."""
    assert windows(shape_of(architecture, **values)) == expected


def test_sliding_layers_may_have_their_own_head_sizes() -> None:
    """Gemma 4's sliding layers are narrower; its last ones share the cache of earlier ones."""
    shape = shape_of(
        "gemma4", attention__sliding_window=8, attention__sliding_window_pattern=[1, 0, 1, 0],
        attention__key_length=32, attention__value_length=32, attention__key_length_swa=16,
        attention__value_length_swa=16, attention__shared_kv_layers=1,
    )  # fmt: skip
    assert [layer.head_size_k for layer in shape.layers] == [16, 32, 16, 32]
    assert [layer.n_head_kv for layer in shape.layers] == [2, 2, 2, 0]


def test_latent_attention_caches_no_values() -> None:
    """With multi-head latent attention the values are part of the keys."""
    shape = shape_of(
        "deepseek2", attention__head_count_kv=1, attention__key_length=576,
        attention__value_length=512, attention__key_length_mla=192, attention__value_length_mla=128,
    )  # fmt: skip
    assert {(layer.head_size_k, layer.head_size_v) for layer in shape.layers} == {(576, 0)}


def test_recurrent_layers_have_a_state_instead_of_keys() -> None:
    """Mamba's state: convolution and scan; hybrids alternate."""
    ssm = {"ssm__conv_kernel": 4, "ssm__inner_size": 128, "ssm__state_size": 16}
    mamba = shape_of("mamba", attention__head_count=0, attention__head_count_kv=0, **ssm)
    assert {layer.state_size for layer in mamba.layers} == {3 * 128 + 16 * 128}
    assert mamba.is_recurrent
    jamba = shape_of("jamba", attention__head_count_kv=[0, 0, 2, 0], **ssm)
    assert [bool(layer.state_size) for layer in jamba.layers] == [True, True, False, True]
    both = shape_of("falcon-h1", **ssm)
    assert all(layer.state_size and layer.n_head_kv for layer in both.layers)
    every_fourth = shape_of("qwen3next", **ssm)
    assert [layer.n_head_kv for layer in every_fourth.layers] == [0, 0, 0, 2]
    lfm2 = shape_of("lfm2", attention__head_count_kv=[0, 2, 0, 2], shortconv__l_cache=3)
    assert [layer.state_size for layer in lfm2.layers] == [128, 0, 128, 0]
    rwkv = shape_of("rwkv7", wkv__head_size=64, token_shift_count=2, attention__head_count=0)
    assert {layer.state_size for layer in rwkv.layers} == {64 * 66}


def test_the_mix_of_types_is_summed_largest_first() -> None:
    """Bytes by tensor type; the bits per weight follow."""
    tensors = [
        tensor("token_embd.weight", (64, 8), 8, 0),
        tensor("output_norm.weight", (64,), 0, 544),
        tensor("blk.0.w", (64, 64), 8, 800),
    ]
    shape = shape_of("llama", tensors)
    assert [(share.name, share.n_tensors) for share in shape.quantization] == [
        ("Q8_0", 2),
        ("F32", 1),
    ]
    assert shape.weights_bytes == 544 + 256 + 64 * 68
    assert shape.n_params == 512 + 64 + 4096
    assert shape.bits_per_weight == pytest.approx(8 * shape.weights_bytes / shape.n_params)
    assert shape.n_vocab == 8
    assert shape.has_tied_output


def test_names_and_recommendations_are_translated() -> None:
    """File type in words, tokenizer with its variant, special tokens, sampling by our names."""
    shape = shape_of(
        "qwen3", general__file_type=15, general__name="Q", tokenizer__ggml__model="gpt2",
        tokenizer__ggml__pre="qwen2", tokenizer__ggml__eos_token_id=7, general__sampling__temp=0.6,
        general__sampling__top_k=20, general__sampling__penalty_last_n=64,
        tokenizer__chat_template="{{ x }}", split__no=0, split__count=3,
    )  # fmt: skip
    assert shape.file_type == "Q4_K_M"
    assert shape.tokenizer == "gpt2 (qwen2)"
    assert shape.special_tokens == {"eos": 7}
    assert shape.recommended_sampling == pytest.approx(
        {"temperature": 0.6, "top_k": 20, "repeat_last_n": 64}
    )
    assert shape.chat_template == "{{ x }}"
    assert shape.split == (0, 3)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"block_count": 0}, "0 layers"),
        ({"block_count": 513}, "0 to 512"),
        ({"block_count": "four"}, "must be an integer"),
        ({"embedding_length": 1 << 30}, "embedding_length"),
        ({"attention__head_count": [4, 4]}, "2 elements for 4 layers"),
        ({"attention__head_count": 1 << 20}, "head_count"),
        ({"expert_count": 2}, "0 of 2 experts"),
        ({"expert_count": 2, "expert_used_count": 4}, "4 of 2 experts"),
        ({"rope__scaling__type": "spiral"}, "spiral"),
        ({"general__sampling__temp": float("nan")}, "finite"),
        ({"split__no": 0, "split__count": 1 << 20}, "split.count"),
    ],
)
def test_sizes_that_would_abort_a_native_loader_are_refused(
    values: dict[str, Any], words: str
) -> None:
    """llama.cpp asserts on these, which ends the process; here it is a typed error."""
    with pytest.raises(ModelCorruptError, match=words):
        shape_of("llama", **values)


def test_adapters_and_projectors_are_no_language_models() -> None:
    """They are sound files, but nothing to open as a model."""
    for architecture, values in (("llama", {"general__type": "adapter"}), ("clip", {})):
        with pytest.raises(ModelUnsupportedError, match="no language model"):
            shape_of(architecture, **values)


def test_missing_sizes_are_named() -> None:
    """A header without what every model has is damaged."""
    data = gguf_bytes([encode("general.architecture", "llama")])
    with pytest.raises(ModelCorruptError, match=r"llama\.block_count"):
        model_shape(read_header(BytesReader(data)))


def test_a_real_file_s_encoder_is_seen() -> None:
    """T5 has an encoder, llama has none."""
    assert model_shape(check_file(tiny_model(architecture="t5"))).has_encoder
    assert not model_shape(check_file(tiny_model())).has_encoder
