"""Writes a bundle: program, tokenizer, and the manifest that our runtime checks and reads."""

from __future__ import annotations

import importlib.util
import json
import shutil
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from onhand.errors import ModelNotFoundError, ModelUnsupportedError, RuntimeUnavailableError
from onhand.export.executorch.facts import (
    MANIFEST,
    PROGRAM,
    gguf_facts,
    template_facts,
    write_manifest,
)
from onhand.export.tokenizer_json import write_tokenizer
from onhand.export.weights import GgufWeights
from onhand.formats.pte import check_program
from onhand.templates import BUILTIN_TEMPLATES

QUANTIZATIONS: Final = {"fp32": 32, "8da8w": 8, "8da4w": 4}
"""Names as ExecuTorch has them: 8-bit activations made on the way, 8- or 4-bit weights."""
CHUNK: Final = 64
MAX_N_CTX: Final = 2048
"""Longest cache that is exported unasked: it is allocated in full when the program is loaded."""

__all__ = ["CHUNK", "MANIFEST", "MAX_N_CTX", "QUANTIZATIONS", "export_bundle", "wrap_program"]


def export_bundle(
    source: Path, folder: Path, *, quantization: str = "8da4w", n_ctx: int | None = None
) -> None:
    """Make a bundle in `folder` from a GGUF file (F32, F16, BF16 or Q8_0) of the llama kind.

    Args:
        source: the file; its F16 form gives the truest weights.
        folder: made if it is missing; files of the same names are replaced.
        quantization: "8da4w", "8da8w" or "fp32" (not quantised).
        n_ctx: tokens that the cache holds; None: the model's own, at most `MAX_N_CTX`.

    Raises:
        ValueError: an unknown quantisation, or a context that the model cannot have.
        RuntimeUnavailableError: the compiler (extra `executorch`) is missing.
    """
    if quantization not in QUANTIZATIONS:
        raise ValueError(f"quantization must be one of {', '.join(QUANTIZATIONS)}")
    weights = GgufWeights(source)
    most = weights.sizes.n_ctx
    n_ctx = min(most, MAX_N_CTX) if n_ctx is None else n_ctx
    if not CHUNK <= n_ctx <= most:
        raise ValueError(f"n_ctx must be in {CHUNK} to {most} for this model, got {n_ctx}")
    bits = QUANTIZATIONS[quantization]
    if bits < 32 and any(size % 32 for size in (weights.sizes.n_embd, weights.sizes.n_ff)):
        raise ModelUnsupportedError("Quantising needs widths that are multiples of 32.")
    _require_compiler()
    folder.mkdir(parents=True, exist_ok=True)
    facts = gguf_facts(weights, quantization)
    constants = {
        "get_max_seq_len": n_ctx,
        "get_max_context_len": n_ctx,
        "get_vocab_size": weights.sizes.n_vocab,
        "get_n_layers": weights.sizes.n_layer,
        "get_eos_ids": facts["eog_token_ids"],
        "use_kv_cache": True,
        "enable_dynamic_shape": True,
    }
    if facts["bos_token_id"] is not None:
        constants["get_bos_id"] = facts["bos_token_id"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the compiler's own calls to what torch deprecates
        _compile(weights, n_ctx, bits, constants, folder / PROGRAM)
    write_tokenizer(weights, folder / "tokenizer.json")
    write_manifest(folder, PROGRAM, facts)


def _compile(
    weights: GgufWeights, n_ctx: int, bits: int, constants: dict[str, Any], out: Path
) -> None:
    from onhand.export.executorch._network import network_of
    from onhand.export.executorch.program import quantise, write_program

    network = network_of(weights, n_ctx)
    quantise(network, bits)
    write_program(network, CHUNK, constants, out)


def wrap_program(
    program: Path, tokenizer: Path, folder: Path, *, template: str, name: str | None = None
) -> None:
    """Make a bundle of a program that others exported: chat template and stop tokens of a family.

    Args:
        program: the `.pte` file.
        tokenizer: its `tokenizer.json`.
        folder: made if it is missing; may be the one that both lie in.
        template: a key of `BUILTIN_TEMPLATES`: "llama-3", "gemma", "phi-4", "phi-4-mini" …
        name: what to call the model; None: the file's name.

    Raises:
        ValueError: an unknown template.
        ModelNotFoundError: a file is missing.
        ModelCorruptError, ModelUnsupportedError: about the program, or the tokenizer lacks the
            template's tokens.
    """
    if template not in BUILTIN_TEMPLATES:
        raise ValueError(f"template must be one of {', '.join(BUILTIN_TEMPLATES)}")
    check_program(program)
    tokens = _added_tokens(tokenizer)
    facts: dict[str, Any] = {"name": name or program.stem, **template_facts(template, tokens)}
    folder.mkdir(parents=True, exist_ok=True)
    for source, target in ((program, program.name), (tokenizer, "tokenizer.json")):
        if (folder / target).resolve() != source.resolve():
            shutil.copyfile(source, folder / target)
    write_manifest(folder, program.name, facts)


def _added_tokens(tokenizer: Path) -> Mapping[str, int]:
    try:
        data = json.loads(tokenizer.read_text(encoding="utf-8"))
        return {str(e["content"]): int(e["id"]) for e in data.get("added_tokens") or []}
    except OSError as error:
        raise ModelNotFoundError(f"{tokenizer} cannot be read: {error}.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelUnsupportedError(
            f"{tokenizer} is no tokenizer.json.", hint="Convert it with Hugging Face's tokenizers."
        ) from error


def _require_compiler() -> None:
    missing = [n for n in ("torch", "torchao", "executorch") if importlib.util.find_spec(n) is None]
    if missing:
        raise RuntimeUnavailableError(
            f"Exporting for ExecuTorch needs {', '.join(missing)}: not installed.",
            hint="Install it: pip install 'onhand[executorch]' (1 to 1.5 GB).",
        )
