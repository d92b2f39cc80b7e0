"""Writes a bundle: the files that MLC's runners read, and a manifest that ours checks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from onhand.export.mlc.quantise import quantise
from onhand.export.tokenizer_json import write_tokenizer
from onhand.export.weights import GgufWeights, half_rotated
from onhand.formats.bundle_files import digest_of
from onhand.formats.mlc import CONFIG, INDEXES

QUANTIZATIONS: Final = {"q0f32": 32, "q4f32_1": 4, "q8f32_1": 8}
MANIFEST: Final = "onhand-mlc.json"
TOKENIZER: Final = "tokenizer.json"
PREFILL_CHUNK: Final = 128
_LEFT_OVER: Final = ("params_shard_*.bin", "model-linux-*.so", *INDEXES)
_SHARD_BYTES: Final = 32 * 1024 * 1024

Params = Iterator[tuple[str, npt.NDArray[Any]]]


def named_params(source: GgufWeights, bits: int) -> Params:
    """Yield the parameters under MLC's names, projections that MLC fuses put together."""
    sizes = source.sizes
    yield from _matrix("model.embed_tokens", source.tensor("token_embd.weight"), bits)
    for index in range(sizes.n_layer):
        ours, theirs = f"blk.{index}.", f"model.layers.{index}."
        query = half_rotated(source.tensor(ours + "attn_q.weight"), sizes.n_head)
        key = half_rotated(source.tensor(ours + "attn_k.weight"), sizes.n_head_kv)
        value = source.tensor(ours + "attn_v.weight")
        gate, up = source.tensor(ours + "ffn_gate.weight"), source.tensor(ours + "ffn_up.weight")
        for name, weight in (
            ("self_attn.qkv_proj", np.concatenate([query, key, value])),
            ("self_attn.o_proj", source.tensor(ours + "attn_output.weight")),
            ("mlp.gate_up_proj", np.concatenate([gate, up])),
            ("mlp.down_proj", source.tensor(ours + "ffn_down.weight")),
        ):
            yield from _matrix(theirs + name, weight, bits)
        yield theirs + "input_layernorm.weight", source.tensor(ours + "attn_norm.weight")
        yield theirs + "post_attention_layernorm.weight", source.tensor(ours + "ffn_norm.weight")
    yield "model.norm.weight", source.tensor("output_norm.weight")
    if not sizes.is_tied:
        yield from _matrix("lm_head", source.tensor("output.weight"), bits)


def _matrix(name: str, weight: npt.NDArray[np.float32], bits: int) -> Params:
    if bits == 32:
        yield f"{name}.weight", weight
    else:
        words, scales = quantise(weight, bits)
        yield f"{name}.q_weight", words
        yield f"{name}.q_scale", scales


def write_weights(source: GgufWeights, bits: int, folder: Path) -> None:
    """Write `params_shard_N.bin` and their index `tensor-cache.json`."""
    shards: list[dict[str, Any]] = []
    records: list[dict[str, Any]] = []
    data = bytearray()
    n_params = n_bytes = 0

    def finish() -> None:
        path = folder / f"params_shard_{len(shards)}.bin"
        path.write_bytes(data)
        shards.append(
            {
                "dataPath": path.name,
                "format": "raw-shard",
                "nbytes": len(data),
                "records": list(records),
                "md5sum": hashlib.md5(data, usedforsecurity=False).hexdigest(),
            }
        )
        data.clear()
        records.clear()

    for name, array in named_params(source, bits):
        raw = np.ascontiguousarray(array).tobytes()
        if data and len(data) + len(raw) > _SHARD_BYTES:
            finish()
        records.append(
            {
                "name": name,
                "shape": list(array.shape),
                "dtype": str(array.dtype),
                "format": "raw",
                "nbytes": len(raw),
                "byteOffset": len(data),
            }
        )
        data += raw
        n_params += array.size
        n_bytes += len(raw)
    finish()
    index = {
        "metadata": {
            "ParamSize": n_params,
            "ParamBytes": n_bytes,
            "BitsPerParam": round(8 * n_bytes / source.header.n_params, 2),
        },
        "records": shards,
    }
    (folder / INDEXES[0]).write_text(json.dumps(index, indent=1))


def write_config(source: GgufWeights, quantization: str, folder: Path) -> None:
    """Write `mlc-chat-config.json`."""
    sizes, metadata = source.sizes, source.metadata
    eos = metadata.get("tokenizer.ggml.eos_token_id")
    eot = metadata.get("tokenizer.ggml.eot_token_id")
    ends = [token_id for token_id in dict.fromkeys([eos, eot]) if token_id is not None]
    config: dict[str, Any] = {
        "version": "0.1.0",
        "model_type": "llama",
        "quantization": quantization,
        "name": metadata.get("general.name", source.path.stem),
        "model_config": {
            "hidden_size": sizes.n_embd,
            "intermediate_size": sizes.n_ff,
            "num_attention_heads": sizes.n_head,
            "num_hidden_layers": sizes.n_layer,
            "num_key_value_heads": sizes.n_head_kv,
            "head_dim": sizes.head_size,
            "rms_norm_eps": sizes.norm_eps,
            "position_embedding_base": sizes.rope_base,
            "vocab_size": sizes.n_vocab,
            "tie_word_embeddings": sizes.is_tied,
            "context_window_size": sizes.n_ctx,
            "prefill_chunk_size": PREFILL_CHUNK,
            "tensor_parallel_shards": 1,
        },
        "vocab_size": sizes.n_vocab,
        "context_window_size": sizes.n_ctx,
        "sliding_window_size": -1,
        "prefill_chunk_size": PREFILL_CHUNK,
        "attention_sink_size": -1,
        "tensor_parallel_shards": 1,
        "bos_token_id": metadata.get("tokenizer.ggml.bos_token_id"),
        "eos_token_id": ends[0] if len(ends) == 1 else ends,
        "pad_token_id": metadata.get("tokenizer.ggml.padding_token_id", 0),
        "tokenizer_files": [TOKENIZER],
        "conv_template": conversation(source, ends),
    }
    if "general.sampling.temp" in metadata:
        config["temperature"] = metadata["general.sampling.temp"]
    (folder / CONFIG).write_text(json.dumps(config, indent=1, ensure_ascii=False), encoding="utf-8")


def conversation(source: GgufWeights, stop_token_ids: list[int]) -> dict[str, Any]:
    """Return MLC's description of a chat for the bundled model's markers.

    Another model's template is Jinja that MLC's form cannot hold; it goes along as it is.
    """
    template = source.metadata.get("tokenizer.chat_template")
    data: dict[str, Any] = {
        "name": "onhand",
        "system_template": "<|system|>{system_message}<|end|>",
        "system_message": "",
        "add_role_after_system_message": True,
        "roles": {"user": "<|user|>", "assistant": "<|assistant|>"},
        "role_templates": {"user": "{user_message}", "assistant": "{assistant_message}"},
        "messages": [],
        "seps": ["<|end|>"],
        "role_content_sep": "",
        "role_empty_sep": "",
        "stop_str": [],
        "stop_token_ids": stop_token_ids,
    }
    if template:
        data["jinja_template"] = template
    return data


def write_manifest(folder: Path, files: Iterable[str], libraries: dict[str, str]) -> None:
    """Write SHA-256 and size of the files, and what the libraries were built by and for."""
    data = {
        "format": 1,
        "tvm": version("apache-tvm"),
        "tvm_ffi": version("apache-tvm-ffi"),
        "libraries": libraries,
        "files": {
            name: {"sha256": digest_of(folder / name), "size_bytes": (folder / name).stat().st_size}
            for name in sorted({*files, *libraries})
        },
    }
    (folder / MANIFEST).write_text(json.dumps(data, indent=1))


def write_files(source: GgufWeights, quantization: str, folder: Path) -> list[str]:
    """Write all but the libraries and the manifest; return the names of the files.

    What an earlier export left in the folder is removed: its libraries and shards would not fit.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for left in (MANIFEST, *_LEFT_OVER):
        for path in folder.glob(left):
            path.unlink()
    write_weights(source, QUANTIZATIONS[quantization], folder)
    write_tokenizer(source, folder / TOKENIZER)
    write_config(source, quantization, folder)
    shards = [path.name for path in folder.glob("params_shard_*.bin")]
    return [CONFIG, INDEXES[0], TOKENIZER, *shards]
