"""What a program, its manifest and the files beside it say of a model, in our words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onhand.runtimes.executorch.bundle import ProgramBundle
from onhand.types.info import ModelInfo

_SAMPLING = {
    "temperature": "temperature",
    "top_k": "top_k",
    "top_p": "top_p",
    "min_p": "min_p",
    "repetition_penalty": "repeat_penalty",
}


@dataclass(frozen=True, slots=True)
class ProgramFacts:
    """What the program's own methods say.

    Attributes:
        n_ctx: tokens that its cache holds.
        n_vocab: width of its scores.
        eos_token_ids: tokens that end an answer; empty: it does not say.
        bos_token_id: begin-of-sequence token; None: it does not say.
    """

    n_ctx: int
    n_vocab: int
    eos_token_ids: tuple[int, ...] = ()
    bos_token_id: int | None = None


def describe(bundle: ProgramBundle, facts: ProgramFacts) -> ModelInfo:
    """Return the facts of the manifest, else of Hugging Face's files, else of the program."""
    manifest = bundle.manifest
    config = bundle.beside("config.json")
    sizes = manifest.get("sizes") or {}
    n_head = _integer(sizes.get("n_head") or config.get("num_attention_heads"))
    n_head_kv = _integer(sizes.get("n_head_kv") or config.get("num_key_value_heads")) or n_head
    ends = end_tokens(bundle, facts)
    quantization = str(manifest.get("quantization") or "")
    architecture = str(manifest.get("architecture") or config.get("model_type") or "unknown")
    return ModelInfo(
        path=str(bundle.program),
        name=str(manifest.get("name") or bundle.program.stem),
        architecture=architecture,
        description=f"{architecture} {quantization} ExecuTorch program".replace("  ", " "),
        n_params=_integer(manifest.get("n_params")),
        size_bytes=bundle.header.file_size,
        quantization=quantization,
        n_ctx_train=_integer(manifest.get("n_ctx_train")) or facts.n_ctx,
        n_embd=_integer(sizes.get("n_embd") or config.get("hidden_size")),
        n_layer=_integer(sizes.get("n_layer") or config.get("num_hidden_layers")),
        n_head=n_head,
        n_head_kv=n_head_kv,
        n_vocab=facts.n_vocab,
        bos_token_id=bos_token(bundle, facts),
        eos_token_id=ends[0] if ends else None,
        eog_token_ids=ends,
        chat_template=chat_template(bundle),
        recommended_sampling=_recommended(bundle),
        metadata={
            key: str(value) for key, value in manifest.items() if isinstance(value, (str, int))
        },
    )


def end_tokens(bundle: ProgramBundle, facts: ProgramFacts) -> tuple[int, ...]:
    """Return every token that ends an answer, the end-of-sequence token first."""
    told = bundle.manifest.get("eog_token_ids")
    if told is None:
        told = bundle.beside("generation_config.json").get("eos_token_id")
    if told is None:
        told = list(facts.eos_token_ids)
    listed = told if isinstance(told, list) else [told]
    return tuple(dict.fromkeys(int(token_id) for token_id in listed))


def bos_token(bundle: ProgramBundle, facts: ProgramFacts) -> int | None:
    """Return the begin-of-sequence token; None: there is none, or nothing says it."""
    if bundle.manifest:
        value = bundle.manifest.get("bos_token_id")
    else:
        value = bundle.beside("generation_config.json").get("bos_token_id", facts.bos_token_id)
    return value if isinstance(value, int) else None


def chat_template(bundle: ProgramBundle) -> str | None:
    """Return the Jinja text; None: nothing says it, and the worker looks at the vocabulary."""
    told = bundle.manifest.get("chat_template")
    if told:
        return str(told)
    path = bundle.program.parent / "chat_template.jinja"
    if path.is_file():
        return path.read_text(encoding="utf-8")
    text = bundle.beside("tokenizer_config.json").get("chat_template")
    if isinstance(text, list):  # several templates by name
        named = {str(t.get("name")): t.get("template") for t in text if isinstance(t, Mapping)}
        text = named.get("default")
    return text if isinstance(text, str) else None


def _recommended(bundle: ProgramBundle) -> dict[str, Any]:
    told = bundle.manifest.get("sampling")
    if isinstance(told, Mapping):
        return dict(told)
    config = bundle.beside("generation_config.json")
    return {
        ours: config[theirs]
        for theirs, ours in _SAMPLING.items()
        if isinstance(config.get(theirs), (int, float)) and not isinstance(config[theirs], bool)
    }


def _integer(value: Any) -> int:
    return int(value) if isinstance(value, (int, float)) else 0
