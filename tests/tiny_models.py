"""Tiny models with random, seeded weights: real GGUF files that load in milliseconds.

`tiny_model(**options)` writes one once per set of options into a cache in the temporary folder and
returns its path. The text is noise, but greedy text is varied, never one token for ever, and it
does not end by itself (raise `eog_scale` for that). Needs numpy only; no pytest in here.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tests.tiny_gguf import FILE_TYPES, Typed, write_gguf
from tests.tiny_vocabulary import Vocabulary, make_vocabulary

Array = npt.NDArray[np.float32]
Tensors = dict[str, Array]

CHATML = (
    "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n"
    "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
_VERSION = 1  # raise it when the same options shall make another file


@dataclass(frozen=True, kw_only=True)
class TinyOptions:
    """What a tiny model looks like.

    Attributes:
        architecture: "llama"; "gemma3" (sliding window of 16), "mamba" (recurrent state),
            "qwen2vl" (multi-axis positions) for caches that cannot shift; "t5" (with an encoder);
            "bert" (embeddings only, no cache).
        vocabulary: "spm" (byte fallback, space before text) or "bpe" (gpt2-style).
        n_vocab: tokens; at least 320.
        dtype: of the matrices, "F32", "F16" or "Q8_0".
        chat_template: Jinja text; "" for none.
        eog_scale: size of the end-of-generation token's output row; 0: never chosen greedily.
        byte_scale: size of the output rows of bytes that are no ASCII text.
        metadata: further key-values (str, int, float, bool), written last and winning.
    """

    architecture: str = "llama"
    vocabulary: str = "spm"
    seed: int = 0
    n_embd: int = 64
    n_layer: int = 2
    n_head: int = 4
    n_head_kv: int = 2
    n_ff: int = 128
    n_ctx_train: int = 2048
    n_vocab: int = 512
    dtype: str = "F32"
    name: str = "tiny"
    chat_template: str = CHATML
    eog_scale: float = 0.0
    byte_scale: float = 0.3
    metadata: Mapping[str, Any] = field(default_factory=dict)


def tiny_model(**options: Any) -> Path:
    """Return the path of the tiny model with `options` (fields of `TinyOptions`)."""
    made = TinyOptions(**options)
    return _cached("model", asdict(made), lambda path: write_tiny_model(path, made))


def write_tiny_model(path: Path, options: TinyOptions | None = None) -> None:
    """Write the model itself, uncached, to `path`."""
    options = options or TinyOptions()
    metadata, tensors = _contents(options)
    write_gguf(path, metadata, tensors, options.dtype)


def tiny_split_model(directory: Path, n_files: int = 2, **options: Any) -> list[Path]:
    """Write a tiny model as `n_files` split files into `directory`; return their paths in order."""
    made = TinyOptions(**options)
    metadata, tensors = _contents(made)
    names = list(tensors)
    paths = []
    for index in range(n_files):
        path = directory / f"{made.name}-{index + 1:05d}-of-{n_files:05d}.gguf"
        split = {
            "split.no": Typed("u16", index),
            "split.count": Typed("u16", n_files),
            "split.tensors.count": Typed("i32", len(names)),
        }
        part = {name: tensors[name] for name in names[index::n_files]}
        write_gguf(path, {**metadata, **split} if index == 0 else split, part, made.dtype)
        paths.append(path)
    return paths


def tiny_adapter(*, seed: int = 1, rank: int = 4, strength: float = 1.0, **options: Any) -> Path:
    """Return the path of a LoRA adapter for the llama model with the same `options`."""
    made = TinyOptions(**options)

    def write(path: Path) -> None:
        rng = np.random.default_rng(seed)
        tensors: Tensors = {}
        for layer in range(made.n_layer):
            name = f"blk.{layer}.ffn_down.weight"
            tensors[f"{name}.lora_a"] = _matrix(rng, rank, made.n_ff, strength)
            tensors[f"{name}.lora_b"] = _matrix(rng, made.n_embd, rank, strength)
        metadata = {
            "general.type": "adapter",
            "general.architecture": made.architecture,
            "adapter.type": "lora",
            "adapter.lora.alpha": float(rank),
        }
        write_gguf(path, metadata, tensors)

    key = {**asdict(made), "adapter": [seed, rank, strength]}
    return _cached("adapter", key, write)


def _cached(kind: str, key: dict[str, Any], write: Callable[[Path], None]) -> Path:
    text = json.dumps([_VERSION, kind, key], sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()[:20]
    user = getattr(os, "getuid", lambda: "user")()
    directory = Path(tempfile.gettempdir()) / f"onhand-tiny-models-{user}"
    directory.mkdir(mode=0o700, exist_ok=True)
    path = directory / f"{kind}-{digest}.gguf"
    if not path.exists():
        handle, partial = tempfile.mkstemp(dir=directory, suffix=".partial")
        os.close(handle)
        write(Path(partial))
        Path(partial).replace(path)
    return path


def _matrix(rng: np.random.Generator, rows: int, columns: int, gain: float = 1.0) -> Array:
    """Return [rows, columns] that maps unit-variance input to output of deviation `gain`."""
    scale = np.float32(gain / np.sqrt(columns))
    return rng.standard_normal((rows, columns), dtype=np.float32) * scale


def _contents(options: TinyOptions) -> tuple[dict[str, Any], Tensors]:
    vocabulary = make_vocabulary(options.vocabulary, options.n_vocab)
    rng = np.random.default_rng(options.seed)
    tensors: Tensors = {
        "token_embd.weight": _matrix(rng, options.n_vocab, options.n_embd) * np.sqrt(options.n_embd)
    }
    specific = _ARCHITECTURES[options.architecture](options, rng, tensors)
    if options.architecture == "bert":
        vocabulary.metadata["tokenizer.ggml.token_type_count"] = 2
    else:
        tensors["output.weight"] = _output(options, rng, vocabulary)
    architecture = options.architecture
    shape = {
        "vocab_size": options.n_vocab,
        "context_length": options.n_ctx_train,
        "embedding_length": options.n_embd,
        "block_count": options.n_layer,
        "feed_forward_length": options.n_ff,
        "attention.head_count": options.n_head,
        "attention.head_count_kv": options.n_head_kv,
        "attention.layer_norm_rms_epsilon": 1e-5,
        **specific,
    }
    metadata: dict[str, Any] = {
        "general.architecture": architecture,
        "general.name": options.name,
        "general.file_type": FILE_TYPES[options.dtype],
        **{f"{architecture}.{key}": value for key, value in shape.items()},
        **vocabulary.metadata,
    }
    if options.chat_template:
        metadata["tokenizer.chat_template"] = options.chat_template
    return {**metadata, **options.metadata}, tensors


def _output(options: TinyOptions, rng: np.random.Generator, vocabulary: Vocabulary) -> Array:
    """Return [n_vocab, n_embd]: control tokens at logit 0, stray bytes rare, the rest alike."""
    output = _matrix(rng, options.n_vocab, options.n_embd, 3.0)
    output[list(vocabulary.control)] = 0
    output[vocabulary.eog] = _matrix(rng, 1, options.n_embd, 3.0) * options.eog_scale
    output[list(vocabulary.raw_bytes)] *= options.byte_scale
    return output


def _attention(options: TinyOptions, rng: np.random.Generator, prefix: str) -> Tensors:
    """Return the four attention matrices; sharp queries make the text depend on all before it."""
    width = options.n_embd // options.n_head * options.n_head_kv
    return {
        f"{prefix}attn_q.weight": _matrix(rng, options.n_embd, options.n_embd, 2.0),
        f"{prefix}attn_k.weight": _matrix(rng, width, options.n_embd, 2.0),
        f"{prefix}attn_v.weight": _matrix(rng, width, options.n_embd, 2.0),
        f"{prefix}attn_output.weight": _matrix(rng, options.n_embd, options.n_embd, 2.0),
    }


def _feed_forward(options: TinyOptions, rng: np.random.Generator, prefix: str) -> Tensors:
    return {
        f"{prefix}ffn_gate.weight": _matrix(rng, options.n_ff, options.n_embd, 1.5),
        f"{prefix}ffn_up.weight": _matrix(rng, options.n_ff, options.n_embd, 1.5),
        f"{prefix}ffn_down.weight": _matrix(rng, options.n_embd, options.n_ff, 1.5),
    }


def _ones(*names: str, size: int) -> Tensors:
    return {name: np.ones(size, dtype=np.float32) for name in names}


def _llama(options: TinyOptions, rng: np.random.Generator, tensors: Tensors) -> dict[str, Any]:
    for layer in range(options.n_layer):
        prefix = f"blk.{layer}."
        norms = (f"{prefix}attn_norm.weight", f"{prefix}ffn_norm.weight")
        tensors |= _ones(*norms, size=options.n_embd)
        tensors |= _attention(options, rng, prefix) | _feed_forward(options, rng, prefix)
    tensors |= _ones("output_norm.weight", size=options.n_embd)
    return {"rope.dimension_count": options.n_embd // options.n_head, "rope.freq_base": 10000.0}


def _qwen2vl(options: TinyOptions, rng: np.random.Generator, tensors: Tensors) -> dict[str, Any]:
    specific = _llama(options, rng, tensors)
    width = options.n_embd // options.n_head * options.n_head_kv
    for layer in range(options.n_layer):
        for name, size in (("q", options.n_embd), ("k", width), ("v", width)):
            tensors[f"blk.{layer}.attn_{name}.bias"] = np.zeros(size, dtype=np.float32)
    quarter = options.n_embd // options.n_head // 4
    sections = Typed("i32", [quarter, quarter // 2, quarter - quarter // 2, 0])
    return {**specific, "rope.dimension_sections": sections}


def _gemma3(options: TinyOptions, rng: np.random.Generator, tensors: Tensors) -> dict[str, Any]:
    specific = _llama(options, rng, tensors)
    tensors["token_embd.weight"] /= np.sqrt(np.float32(options.n_embd))
    head = options.n_embd // options.n_head
    for layer in range(options.n_layer):
        prefix = f"blk.{layer}."
        posts = (f"{prefix}post_attention_norm.weight", f"{prefix}post_ffw_norm.weight")
        tensors |= _ones(*posts, size=options.n_embd)
        tensors |= _ones(f"{prefix}attn_q_norm.weight", f"{prefix}attn_k_norm.weight", size=head)
    lengths = {"attention.key_length": head, "attention.value_length": head}
    pattern = Typed("bool", [layer % 2 == 0 for layer in range(options.n_layer)])
    window = {"attention.sliding_window": 16, "attention.sliding_window_pattern": pattern}
    return {**specific, **lengths, **window}


def _mamba(options: TinyOptions, rng: np.random.Generator, tensors: Tensors) -> dict[str, Any]:
    inner, state, kernel, rank = 2 * options.n_embd, 16, 4, max(options.n_embd // 16, 1)
    for layer in range(options.n_layer):
        prefix = f"blk.{layer}."
        tensors |= _ones(f"{prefix}attn_norm.weight", size=options.n_embd)
        tensors |= {
            f"{prefix}ssm_in.weight": _matrix(rng, 2 * inner, options.n_embd, 2.0),
            f"{prefix}ssm_conv1d.weight": _matrix(rng, inner, kernel, 2.0),
            f"{prefix}ssm_conv1d.bias": np.zeros(inner, dtype=np.float32),
            f"{prefix}ssm_x.weight": _matrix(rng, rank + 2 * state, inner, 2.0),
            f"{prefix}ssm_dt.weight": _matrix(rng, inner, rank),
            f"{prefix}ssm_dt.bias": np.zeros(inner, dtype=np.float32),
            f"{prefix}ssm_a": -np.tile(np.arange(1, state + 1, dtype=np.float32), (inner, 1)),
            f"{prefix}ssm_d": np.ones(inner, dtype=np.float32),
            f"{prefix}ssm_out.weight": _matrix(rng, options.n_embd, inner, 2.0),
        }
    tensors |= _ones("output_norm.weight", size=options.n_embd)
    sizes = {"ssm.conv_kernel": kernel, "ssm.inner_size": inner}
    sizes |= {"ssm.state_size": state, "ssm.time_step_rank": rank}
    return {**sizes, "attention.head_count": 0, "attention.head_count_kv": 0}


def _t5(options: TinyOptions, rng: np.random.Generator, tensors: Tensors) -> dict[str, Any]:
    for layer in range(options.n_layer):
        for side in ("enc", "dec"):
            prefix = f"{side}.blk.{layer}."
            norms = (f"{prefix}attn_norm.weight", f"{prefix}ffn_norm.weight")
            tensors |= _ones(*norms, size=options.n_embd)
            bias = rng.standard_normal((32, options.n_head), dtype=np.float32)
            tensors[f"{prefix}attn_rel_b.weight"] = bias
            cross = (f"{prefix}attn_", f"{prefix}cross_attn_")[: 1 + (side == "dec")]
            for place in cross:
                for name in "qkvo":
                    matrix = _matrix(rng, options.n_embd, options.n_embd)
                    tensors[f"{place}{name}.weight"] = matrix
            if side == "dec":
                tensors |= _ones(f"{prefix}cross_attn_norm.weight", size=options.n_embd)
            tensors |= _feed_forward(options, rng, prefix)
    tensors |= _ones("enc.output_norm.weight", "dec.output_norm.weight", size=options.n_embd)
    heads = {"attention.head_count_kv": options.n_head, "attention.relative_buckets_count": 32}
    return {**heads, "decoder_start_token_id": 0}


def _bert(options: TinyOptions, rng: np.random.Generator, tensors: Tensors) -> dict[str, Any]:
    width = options.n_embd
    tensors["token_types.weight"] = _matrix(rng, 2, width)
    tensors["position_embd.weight"] = _matrix(rng, options.n_ctx_train, width, 4.0)
    tensors |= _ones("token_embd_norm.weight", size=width)
    tensors["token_embd_norm.bias"] = np.zeros(width, dtype=np.float32)
    for layer in range(options.n_layer):
        prefix = f"blk.{layer}."
        tensors |= _attention(replace(options, n_head_kv=options.n_head), rng, prefix)
        matrices = _feed_forward(options, rng, prefix)
        tensors |= {name: matrices[name] for name in matrices if "gate" not in name}
        for norm in ("attn_output_norm", "layer_output_norm"):
            tensors |= _ones(f"{prefix}{norm}.weight", size=width)
            tensors[f"{prefix}{norm}.bias"] = np.zeros(width, dtype=np.float32)
    heads = {"attention.head_count_kv": options.n_head, "attention.layer_norm_epsilon": 1e-5}
    return {**heads, "attention.causal": False, "pooling_type": 1}


_ARCHITECTURES: dict[str, Callable[[TinyOptions, np.random.Generator, Tensors], dict[str, Any]]] = {
    "llama": _llama,
    "qwen2vl": _qwen2vl,
    "gemma3": _gemma3,
    "mamba": _mamba,
    "t5": _t5,
    "bert": _bert,
}
