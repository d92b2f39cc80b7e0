"""The files of an MLC bundle say what the GGUF file says. Nothing is compiled here."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest

from onhand.errors import ModelUnsupportedError
from onhand.export.mlc.bundle import (
    named_params,
    write_config,
    write_files,
    write_manifest,
    write_weights,
)
from onhand.export.mlc.compile import export_bundle, native_target
from onhand.export.mlc.quantise import quantise, restore
from onhand.export.tokenizer_json import merges, tokenizer_data, write_tokenizer
from onhand.export.weights import GgufWeights, half_rotated
from onhand.formats import gguf
from onhand.runtimes.hf_tokenizer import HfTokenizer
from onhand.runtimes.llama_cpp import LlamaCppRuntime
from onhand.runtimes.mlc.bundle import open_bundle
from onhand.runtimes.mlc.weights import read_weights
from onhand.types.params import ContextParams, ModelParams
from tests.tiny_models import tiny_model

SHIPPED = Path(__file__).parents[3] / "src" / "onhand" / "assets" / "onhand-small.gguf"
TEXTS = (
    "hey, cant make it tmrw, sorry!!",
    "  two  spaces,\ttabs\nand lines\n\n",
    "naïve café 漢字 🙂👩‍🚀 \u200b é",
    "<|user|>not a marker<|end|>",
    "INV-2041 at 4:30pm, flat 12b, 0171 555 0199",
    "",
)


@pytest.fixture(scope="module")
def source() -> GgufWeights:
    """The bundled model."""
    return GgufWeights(SHIPPED)


def test_the_tokenizer_cuts_as_llama_cpp_does(source: GgufWeights, tmp_path: Path) -> None:
    write_tokenizer(source, tmp_path / "tokenizer.json")
    ours = HfTokenizer(tmp_path / "tokenizer.json", eog_token_ids=(2, 6))
    runtime = LlamaCppRuntime()
    params = ContextParams(n_ctx=64, n_seq_max=1, n_threads=1)
    model = runtime.load(str(SHIPPED), ModelParams(vocab_only=True), params)
    theirs = model.tokenizer
    assert ours.vocabulary() == theirs.vocabulary()
    for text in TEXTS:
        for parse_special in (False, True):
            ids = theirs.encode(text, parse_special=parse_special)
            assert ours.encode(text, parse_special=parse_special) == ids
            assert ours.decode(ids) == theirs.decode(ids)
    for token_id in (0, 1, 2, 3, 6, 7, 40, 900, 2000):
        assert ours.piece(token_id) == theirs.piece(token_id)
        assert ours.is_eog(token_id) == theirs.is_eog(token_id)
    model.close()
    runtime.close()


def test_merges_are_ranked_by_score() -> None:
    pieces = ["a", "b", "ab", "c", "abc", "<x>"]
    scores = [0.0, 0.0, -2.0, 0.0, -1.0, 0.0]
    assert merges(pieces, scores, [1, 1, 1, 1, 1, 3]) == [("ab", "c"), ("a", "b")]


def test_a_vocabulary_that_wants_bos_gets_it(source: GgufWeights) -> None:
    assert tokenizer_data(source)["post_processor"] is None


def test_weights_come_back_as_they_were(source: GgufWeights, tmp_path: Path) -> None:
    write_weights(source, 32, tmp_path)
    write_config(source, "q0f32", tmp_path)
    write_tokenizer(source, tmp_path / "tokenizer.json")
    weights = read_weights(open_bundle(tmp_path), None)
    assert sum(array.size for array in weights.values()) == source.header.n_params
    qkv = weights["model.layers.1.self_attn.qkv_proj.weight"]
    n_embd = source.sizes.n_embd
    assert np.array_equal(qkv[2 * n_embd :], source.tensor("blk.1.attn_v.weight"))
    gate_up = weights["model.layers.0.mlp.gate_up_proj.weight"]
    assert np.array_equal(gate_up[: source.sizes.n_ff], source.tensor("blk.0.ffn_gate.weight"))


def test_turned_queries_and_keys_meet_as_before(source: GgufWeights) -> None:
    """Reordered rows, rotated by halves, give the products of the pairs they were."""
    sizes, rng = source.sizes, np.random.default_rng(0)
    query, key = (source.tensor(f"blk.0.attn_{name}.weight") for name in "qk")
    x, y = rng.normal(size=(2, sizes.n_embd)).astype(np.float32)
    half = sizes.head_size // 2
    angles = 37 * sizes.rope_base ** (-np.arange(half) / half)

    def pairs(v: np.ndarray) -> np.ndarray:
        even, odd = v.reshape(sizes.n_head, half, 2).transpose(2, 0, 1)
        return np.stack([even * np.cos(angles) - odd * np.sin(angles),
                         even * np.sin(angles) + odd * np.cos(angles)])  # fmt: skip

    def halves(v: np.ndarray) -> np.ndarray:
        low, high = v.reshape(sizes.n_head, 2, half).transpose(1, 0, 2)
        return np.stack([low * np.cos(angles) - high * np.sin(angles),
                         high * np.cos(angles) + low * np.sin(angles)])  # fmt: skip

    before = (pairs(query @ x) * key_pairs(key @ y, sizes.n_head)).sum(axis=(0, 2))
    turned = half_rotated(query, sizes.n_head) @ x, half_rotated(key, sizes.n_head) @ y
    after = (halves(turned[0]) * key_halves(turned[1], sizes.n_head)).sum(axis=(0, 2))
    assert np.allclose(before, after, atol=1e-4)


def key_pairs(v: np.ndarray, n_head: int) -> np.ndarray:
    """Return an unrotated key (position 0) in pairs."""
    return v.reshape(n_head, -1, 2).transpose(2, 0, 1)


def key_halves(v: np.ndarray, n_head: int) -> np.ndarray:
    """Return an unrotated key (position 0) in halves."""
    return v.reshape(n_head, 2, -1).transpose(1, 0, 2)


@pytest.mark.parametrize(("bits", "most"), [(4, 1 / 14), (8, 1 / 250)])
def test_quantised_numbers_are_near(bits: int, most: float) -> None:
    weight = np.random.default_rng(0).normal(size=(8, 96)).astype(np.float32)
    words, scales = quantise(weight, bits)
    assert words.dtype == np.uint32
    assert words.shape == (8, 96 * bits // 32)
    assert scales.shape == (8, 3)
    groups = weight.reshape(8, 3, 32)
    error = np.abs(restore(words, scales, bits) - weight).reshape(8, 3, 32)
    assert (error <= np.abs(groups).max(axis=2, keepdims=True) * most * 1.001).all()


def test_the_first_number_lies_lowest_and_zero_is_seven() -> None:
    weight = np.zeros((1, 32), dtype=np.float32)
    weight[0, :3] = [7.0, -7.0, 1.0]
    words, scales = quantise(weight, 4)
    assert scales[0, 0] == 1.0
    assert words[0, 0] == 0x7777780E
    assert words[0, 1] == 0x77777777


def test_a_width_that_cannot_be_grouped_is_refused() -> None:
    with pytest.raises(ValueError, match="40 columns"):
        quantise(np.zeros((2, 40), dtype=np.float32), 4)


def test_parameters_are_named_as_mlc_names_them(source: GgufWeights) -> None:
    names = [name for name, _ in named_params(source, 4)]
    assert names[:4] == [
        "model.embed_tokens.q_weight",
        "model.embed_tokens.q_scale",
        "model.layers.0.self_attn.qkv_proj.q_weight",
        "model.layers.0.self_attn.qkv_proj.q_scale",
    ]
    assert names[-1] == "model.norm.weight"
    assert len(names) == len(set(names)) == 2 + 10 * source.sizes.n_layer + 1


def test_the_configuration_has_what_runners_look_for(source: GgufWeights, tmp_path: Path) -> None:
    write_config(source, "q4f32_1", tmp_path)
    config = json.loads((tmp_path / "mlc-chat-config.json").read_text())
    assert config["quantization"] == "q4f32_1"
    assert config["context_window_size"] == source.sizes.n_ctx
    assert config["eos_token_id"] == [2, 6]
    assert config["conv_template"]["stop_token_ids"] == [2, 6]


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("llama.rope.scaling.type", "yarn", "positions are scaled"),
        ("llama.attention.key_length", 64, "heads do not fill"),
        ("llama.block_count", 3, r"blk\.3\."),
        ("llama.feed_forward_length", 650, "multiples of 32"),
    ],
)
def test_what_exports_cannot_say_is_refused(
    monkeypatch: pytest.MonkeyPatch, key: str, value: object, reason: str
) -> None:
    header = gguf.check_file(SHIPPED)
    changed = dataclasses.replace(header, metadata={**header.metadata, key: value})
    monkeypatch.setattr(gguf, "check_file", lambda path: changed)
    with pytest.raises(ModelUnsupportedError, match=reason):
        GgufWeights(SHIPPED)


def test_other_architectures_are_refused() -> None:
    with pytest.raises(ModelUnsupportedError, match="qwen2vl"):
        GgufWeights(tiny_model(architecture="qwen2vl"))


@pytest.mark.parametrize(
    "options", [{"quantization": "q9"}, {"targets": ()}, {"targets": ("vax",)}]
)
def test_unknown_choices_are_refused(tmp_path: Path, options: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="must be"):
        export_bundle(SHIPPED, tmp_path, **{"targets": ("arm64",), **options})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("machine", "target"), [("x86_64", "x86-64-v3"), ("AMD64", "x86-64-v3"), ("aarch64", "arm64")]
)
def test_bundles_are_made_for_this_machine_unless_told(
    monkeypatch: pytest.MonkeyPatch, machine: str, target: str
) -> None:
    monkeypatch.setattr("platform.machine", lambda: machine)
    assert native_target() == target


def test_an_earlier_exports_files_do_not_stay(
    source: GgufWeights, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library or a shard of another quantisation would be found beside the new ones."""
    monkeypatch.setattr("onhand.export.mlc.bundle.version", lambda package: "1.0")
    for name in ("params_shard_7.bin", "model-linux-aarch64.so", "onhand-mlc.json"):
        (tmp_path / name).write_text("old")
    (tmp_path / "notes").mkdir()
    (tmp_path / "README.md").write_text("mine")
    names = write_files(source, "q4f32_1", tmp_path)
    write_manifest(tmp_path, names, {})
    files = json.loads((tmp_path / "onhand-mlc.json").read_text())["files"]
    assert set(files) == set(names) == {
        "mlc-chat-config.json", "params_shard_0.bin", "tensor-cache.json", "tokenizer.json"
    }  # fmt: skip
    assert {path.name for path in tmp_path.iterdir()} == {
        *names, "onhand-mlc.json", "notes", "README.md"
    }  # fmt: skip
