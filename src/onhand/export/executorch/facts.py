"""What a bundle's manifest says of its model."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from onhand.errors import ModelUnsupportedError
from onhand.export.weights import GgufWeights
from onhand.formats.bundle_files import digest_of
from onhand.templates import BUILTIN_TEMPLATES

MANIFEST: Final = "onhand-executorch.json"
PROGRAM: Final = "model.pte"
_FORMAT: Final = 1
_BEGINNINGS: Final = {"llama-3": "<|begin_of_text|>", "gemma": "<bos>", "mistral": "<s>"}
_ENDS: Final = {
    "llama-3": "<|end_of_text|>",
    "gemma": "<eos>",
    "phi-4": "<|endoftext|>",
    "phi-4-mini": "<|endoftext|>",
    "mistral": "</s>",
    "chatml": "<|endoftext|>",
}


def gguf_facts(source: GgufWeights, quantization: str) -> dict[str, Any]:
    """Return the facts of a GGUF file."""
    sizes, metadata = source.sizes, source.metadata
    ends = [metadata.get(f"tokenizer.ggml.{kind}_token_id") for kind in ("eos", "eot")]
    facts: dict[str, Any] = {
        "name": metadata.get("general.name", source.path.stem),
        "architecture": "llama",
        "quantization": quantization,
        "n_params": source.header.n_params,
        "n_ctx_train": sizes.n_ctx,
        "sizes": {
            "n_embd": sizes.n_embd,
            "n_layer": sizes.n_layer,
            "n_head": sizes.n_head,
            "n_head_kv": sizes.n_head_kv,
            "n_vocab": sizes.n_vocab,
        },
        "bos_token_id": metadata.get("tokenizer.ggml.bos_token_id"),
        "eog_token_ids": [token_id for token_id in dict.fromkeys(ends) if token_id is not None],
        "chat_template": metadata.get("tokenizer.chat_template"),
    }
    if "general.sampling.temp" in metadata:
        facts["sampling"] = {"temperature": float(metadata["general.sampling.temp"])}
    return facts


def template_facts(template: str, tokens: Mapping[str, int]) -> dict[str, Any]:
    """Return chat template and stop tokens of a family of models.

    Raises:
        ModelUnsupportedError: the vocabulary lacks tokens that the template writes.
    """
    built_in = BUILTIN_TEMPLATES[template]
    missing = sorted(built_in.control_tokens - set(tokens))
    if missing:
        raise ModelUnsupportedError(
            f"The tokenizer has no {', '.join(missing)}; the template {template!r} needs them.",
            hint="Name the family that the model belongs to.",
        )
    wanted = [_ENDS.get(template), *built_in.stop_tokens]
    ends = [tokens[text] for text in wanted if text is not None and text in tokens]
    return {
        "architecture": template,
        "bos_token_id": tokens.get(_BEGINNINGS.get(template, "")),
        "eog_token_ids": list(dict.fromkeys(ends)),
        "chat_template": built_in.text,
    }


def write_manifest(folder: Path, program: str, facts: Mapping[str, Any]) -> None:
    """Write the manifest: the facts, and SHA-256 and size of program and tokenizer."""
    files = {
        name: {"sha256": digest_of(folder / name), "size_bytes": (folder / name).stat().st_size}
        for name in (program, "tokenizer.json")
    }
    data = {"format": _FORMAT, "program": program, **facts, "files": files}
    (folder / MANIFEST).write_text(
        json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
