"""`tokenizer.json` for Hugging Face `tokenizers`, from the vocabulary of a GGUF file.

For the kind "llama" (SentencePiece BPE with byte fallback). A GGUF file has pieces and scores but
no merge rules: every way to put a piece together from two others is one, and the piece's score
ranks it, which is what llama.cpp does at run time.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from onhand.errors import ModelUnsupportedError
from onhand.export.weights import GgufWeights

_NORMAL, _UNKNOWN, _CONTROL, _USER_DEFINED, _BYTE = 1, 2, 3, 4, 6
_SPACE: Final = "\u2581"


def write_tokenizer(source: GgufWeights, path: Path) -> None:
    """Write the tokenizer of `source` to `path`.

    Raises:
        ModelUnsupportedError: its vocabulary is of another kind.
    """
    kind = source.metadata.get("tokenizer.ggml.model")
    if kind != "llama":
        raise ModelUnsupportedError(
            f"{source.path} has a vocabulary of the kind {kind!r}; exports know 'llama' only."
        )
    path.write_text(json.dumps(tokenizer_data(source), ensure_ascii=False), encoding="utf-8")


def tokenizer_data(source: GgufWeights) -> dict[str, Any]:
    """Return what the file says, as JSON-able data."""
    pieces = source.array("tokenizer.ggml.tokens")
    scores = source.array("tokenizer.ggml.scores")
    kinds = source.array("tokenizer.ggml.token_type")
    adds_space = bool(source.metadata.get("tokenizer.ggml.add_space_prefix", True))
    special = {_CONTROL, _USER_DEFINED, _UNKNOWN}
    steps: list[dict[str, Any]] = [_replacement(" ", _SPACE)]
    if adds_space:
        steps.insert(0, {"type": "Prepend", "prepend": _SPACE})
    decoders: list[dict[str, Any]] = [
        _replacement(_SPACE, " "),
        {"type": "ByteFallback"},
        {"type": "Fuse"},
    ]
    if adds_space:
        decoders.append({"type": "Strip", "content": " ", "start": 1, "stop": 0})
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [
            _added(token_id, pieces[token_id], is_special=kind != _USER_DEFINED)
            for token_id, kind in enumerate(kinds)
            if kind in special
        ],
        "normalizer": {"type": "Sequence", "normalizers": steps},
        "pre_tokenizer": None,
        "post_processor": _post_processor(source, pieces),
        "decoder": {"type": "Sequence", "decoders": decoders},
        "model": {
            "type": "BPE",
            "dropout": None,
            "unk_token": _unknown(pieces, kinds),
            "continuing_subword_prefix": None,
            "end_of_word_suffix": None,
            "fuse_unk": True,
            "byte_fallback": True,
            "ignore_merges": False,
            "vocab": {piece: token_id for token_id, piece in enumerate(pieces)},
            "merges": merges(pieces, scores, kinds),
        },
    }


def merges(
    pieces: Sequence[str], scores: Sequence[float], kinds: Sequence[int]
) -> list[tuple[str, str]]:
    """Return every pair of pieces that makes a piece, best score first."""
    usable = {piece for piece, kind in zip(pieces, kinds, strict=True) if kind == _NORMAL}
    found = []
    for token_id, piece in enumerate(pieces):
        if piece not in usable:
            continue
        for cut in range(1, len(piece)):
            left, right = piece[:cut], piece[cut:]
            if left in usable and right in usable:
                found.append((-scores[token_id], token_id, cut, left, right))
    found.sort()
    return [(left, right) for _, _, _, left, right in found]


def _unknown(pieces: Sequence[str], kinds: Sequence[int]) -> str | None:
    return next((p for p, kind in zip(pieces, kinds, strict=True) if kind == _UNKNOWN), None)


def _replacement(pattern: str, content: str) -> dict[str, Any]:
    return {"type": "Replace", "pattern": {"String": pattern}, "content": content}


def _added(token_id: int, content: str, *, is_special: bool) -> dict[str, Any]:
    return {
        "id": token_id,
        "content": content,
        "single_word": False,
        "lstrip": False,
        "rstrip": False,
        "normalized": False,
        "special": is_special,
    }


def _post_processor(source: GgufWeights, pieces: Sequence[str]) -> dict[str, Any] | None:
    """Return the rule that puts BOS first, where the file wants it."""
    bos = source.metadata.get("tokenizer.ggml.bos_token_id")
    if bos is None or not source.metadata.get("tokenizer.ggml.add_bos_token", True):
        return None
    name = pieces[bos]
    first = {"SpecialToken": {"id": name, "type_id": 0}}
    return {
        "type": "TemplateProcessing",
        "single": [first, {"Sequence": {"id": "A", "type_id": 0}}],
        "pair": [
            first,
            {"Sequence": {"id": "A", "type_id": 0}},
            {"Sequence": {"id": "B", "type_id": 1}},
        ],
        "special_tokens": {name: {"id": name, "ids": [bos], "tokens": [name]}},
    }
