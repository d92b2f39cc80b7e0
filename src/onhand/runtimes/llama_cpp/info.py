"""Describes a loaded model: metadata, sizes, special tokens, its makers' recommended sampling."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from onhand.runtimes.llama_cpp.model import NativeModel
from onhand.types.info import ModelInfo
from onhand.types.sampling import SamplingParams

# general.sampling.* of GGUF -> our names; `sequence` orders samplers, which here is fixed.
_RECOMMENDATIONS: Final[dict[str, tuple[str, Callable[[str], Any]]]] = {
    "top_k": ("top_k", int),
    "top_p": ("top_p", float),
    "min_p": ("min_p", float),
    "xtc_probability": ("xtc_probability", float),
    "xtc_threshold": ("xtc_threshold", float),
    "temp": ("temperature", float),
    "penalty_last_n": ("repeat_last_n", int),
    "penalty_repeat": ("repeat_penalty", float),
    "mirostat": ("mirostat", int),
    "mirostat_tau": ("mirostat_tau", float),
    "mirostat_eta": ("mirostat_eta", float),
}
_SHAPE_KEYS: Final = {
    "n_ctx_train": "context_length",
    "n_embd": "embedding_length",
    "n_layer": "block_count",
    "n_head": "attention.head_count",
    "n_head_kv": "attention.head_count_kv",
}
_SAMPLING_PREFIX: Final = "general.sampling."


def describe(model: NativeModel) -> ModelInfo:
    """Return what there is to know of `model`."""
    llama, native, vocab = model.llama, model.native, model.vocab
    metadata = read_metadata(llama, native)
    template = llama.llama_model_chat_template(native, None)
    return ModelInfo(
        path=model.path,
        name=metadata.get("general.name") or Path(model.path).stem,
        architecture=metadata.get("general.architecture", ""),
        description=_sized_text(llama.llama_model_desc, native),
        quantization=_quantization(llama, native),
        **_shape(model),
        n_vocab=model.tokenizer.n_tokens,
        bos_token_id=_token(llama.llama_vocab_bos(vocab)),
        eos_token_id=_token(llama.llama_vocab_eos(vocab)),
        eog_token_ids=tuple(sorted(model.tokenizer.eog_token_ids)),
        adds_bos=bool(llama.llama_vocab_get_add_bos(vocab)),
        chat_template=None if template is None else template.decode("utf-8", errors="replace"),
        recommended_sampling=recommended_sampling(metadata),
        metadata=metadata,
        has_encoder=model.has_encoder,
        is_recurrent=model.is_recurrent,
    )


def _shape(model: NativeModel) -> dict[str, int]:
    """Return the sizes; a model loaded for its vocabulary aborts when it is asked for them."""
    if model.params.vocab_only:
        architecture = model.header.metadata.get("general.architecture")
        found = {
            name: model.header.metadata.get(f"{architecture}.{key}")
            for name, key in _SHAPE_KEYS.items()
        }
        sizes = {name: value for name, value in found.items() if isinstance(value, int)}
        header = model.header
        return {"n_params": header.n_params, "size_bytes": header.tensor_bytes, **sizes}
    llama, native = model.llama, model.native
    return {
        "n_params": int(llama.llama_model_n_params(native)),
        "size_bytes": int(llama.llama_model_size(native)),
        **{name: int(getattr(llama, f"llama_model_{name}")(native)) for name in _SHAPE_KEYS},
    }


def read_metadata(llama: Any, native: Any) -> dict[str, str]:
    """Return every scalar of the file's metadata as text."""
    key_at, value_at = llama.llama_model_meta_key_by_index, llama.llama_model_meta_val_str_by_index
    return {
        _sized_text(key_at, native, index): _sized_text(value_at, native, index)
        for index in range(llama.llama_model_meta_count(native))
    }


def recommended_sampling(metadata: Mapping[str, str]) -> dict[str, Any]:
    """Return `general.sampling.*` under our names, without what is out of range."""
    options: dict[str, Any] = {}
    for key, (name, convert) in _RECOMMENDATIONS.items():
        text = metadata.get(_SAMPLING_PREFIX + key)
        if text is None:
            continue
        try:
            value = convert(text)
            SamplingParams(**{name: value})
        except (ValueError, TypeError):
            continue
        options[name] = value
    return options


def _sized_text(function: Any, *arguments: Any) -> str:
    """Call a function that writes text into a buffer and returns its length; grow as needed."""
    size = 256
    while True:
        buffer = ctypes.create_string_buffer(size)
        length = int(function(*arguments, buffer, size))
        if length < size:
            return buffer.raw[: max(length, 0)].decode("utf-8", errors="replace")
        size = length + 1


def _token(token_id: int) -> int | None:
    return None if token_id < 0 else int(token_id)


def _quantization(llama: Any, native: Any) -> str:
    """Return the file type's name, "Q8_0" say; "" where the library cannot tell."""
    if not hasattr(llama, "llama_model_ftype") or not hasattr(llama, "llama_ftype_name"):
        return ""
    text = (llama.llama_ftype_name(llama.llama_model_ftype(native)) or b"").decode()
    return "" if "unknown" in text else text.removeprefix("all ").strip()
