"""What a bundle says of its model, in our words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onhand.runtimes.mlc.bundle import Bundle
from onhand.runtimes.mlc.template import chat_template
from onhand.types.info import ModelInfo

_SAMPLING = {
    "temperature": "temperature",
    "top_p": "top_p",
    "presence_penalty": "presence_penalty",
    "frequency_penalty": "frequency_penalty",
    "repetition_penalty": "repeat_penalty",
}


def describe(bundle: Bundle, weights: Mapping[str, Any]) -> ModelInfo:
    """Return the facts of `mlc-chat-config.json` and the weights."""
    config, sizes = bundle.header.config, bundle.header.sizes
    conversation = config.get("conv_template")
    ends = end_tokens(config)
    n_vocab = int(config.get("vocab_size") or sizes.get("vocab_size") or 0)
    quantization = str(config.get("quantization") or "")
    n_head = int(sizes.get("num_attention_heads") or 0)
    return ModelInfo(
        path=str(bundle.path),
        name=str(config.get("name") or bundle.path.stem),
        architecture=str(config.get("model_type") or "unknown"),
        description=f"{config.get('model_type')} {quantization} compiled by MLC",
        n_params=_n_params(weights),
        size_bytes=sum(int(array.nbytes) for array in weights.values()),
        quantization=quantization,
        n_ctx_train=bundle.header.window,
        n_embd=int(sizes.get("hidden_size") or 0),
        n_layer=int(sizes.get("num_hidden_layers") or 0),
        n_head=n_head,
        n_head_kv=int(sizes.get("num_key_value_heads") or n_head),
        n_vocab=n_vocab,
        bos_token_id=_token(config.get("bos_token_id")),
        eos_token_id=ends[0] if ends else None,
        eog_token_ids=ends,
        chat_template=chat_template(conversation if isinstance(conversation, Mapping) else None),
        recommended_sampling=_recommended(config, conversation),
    )


def end_tokens(config: Mapping[str, Any]) -> tuple[int, ...]:
    """Return every token that ends an answer, the end-of-sequence token first."""
    eos = config.get("eos_token_id")
    listed = list(eos) if isinstance(eos, list) else [eos]
    conversation = config.get("conv_template")
    if isinstance(conversation, Mapping):
        listed += list(conversation.get("stop_token_ids") or [])
    return tuple(dict.fromkeys(int(t) for t in listed if t is not None))


def _recommended(config: Mapping[str, Any], conversation: Any) -> dict[str, Any]:
    found: dict[str, Any] = {
        ours: float(config[theirs])
        for theirs, ours in _SAMPLING.items()
        if isinstance(config.get(theirs), (int, float))
    }
    stops = conversation.get("stop_str") if isinstance(conversation, Mapping) else None
    if stops:
        found["stop"] = tuple(str(text) for text in stops)
    return found


def _token(value: Any) -> int | None:
    return int(value) if isinstance(value, int) else None


def _n_params(weights: Mapping[str, Any]) -> int:
    """Count numbers; a word of a quantised matrix [n, words] stands for 32 by scale's count."""
    total = 0
    for name, array in weights.items():
        if name.endswith(".q_scale"):
            total += array.size * 32
        elif not name.endswith(".q_weight"):
            total += array.size
    return total
