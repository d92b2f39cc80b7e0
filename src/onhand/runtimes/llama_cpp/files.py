"""Finds the files of a model and refuses damaged ones before native code sees them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from onhand.errors import ModelCorruptError, ModelNotFoundError, ModelUnsupportedError
from onhand.formats.gguf import GgufHeader, check_file

_NO_VOCABULARY = ("none", "no_vocab")  # llama.cpp aborts when such a model is asked for a token
_SPLIT = re.compile(r"^(?P<prefix>.*)-(?P<number>\d{5})-of-(?P<count>\d{5})\.gguf$")


def model_files(path: str, split_paths: Sequence[str] | None = None) -> list[str]:
    """Return the files of the model at `path` in order: one, or all parts of a split one.

    Any part of a split model stands for the whole.
    """
    if split_paths:
        return list(split_paths)
    match = _SPLIT.match(path)
    if match is None:
        return [path]
    prefix, count = match["prefix"], int(match["count"])
    return [f"{prefix}-{number:05d}-of-{count:05d}.gguf" for number in range(1, count + 1)]


def check_files(paths: Sequence[str]) -> GgufHeader:
    """Parse every file's header and return the first one.

    Raises:
        ModelNotFoundError: a file is missing, or is no file.
        ModelCorruptError: a file is empty, truncated or damaged.
        ModelUnsupportedError: a file is no GGUF file, of another version, or has no vocabulary.
    """
    for path in paths:
        if not Path(path).exists():
            whole = "" if len(paths) == 1 else f", part of a model in {len(paths)} files"
            raise ModelNotFoundError(f"There is no file {path}{whole}.")
        if not Path(path).is_file():
            raise ModelNotFoundError(f"{path} is a directory, not a model file.")
    headers = [check_file(path) for path in paths]
    _check_shape(paths[0], headers[0])
    if headers[0].metadata.get("tokenizer.ggml.model") in _NO_VOCABULARY:
        raise ModelUnsupportedError(f"{paths[0]} has no vocabulary, so it takes and gives no text.")
    return headers[0]


def _check_shape(path: str, header: GgufHeader) -> None:
    """Refuse hyperparameters that llama.cpp would divide by or allocate by without asking."""
    architecture = header.metadata.get("general.architecture")
    for name, low, high in (
        ("block_count", 1, 4096),
        ("embedding_length", 1, 1 << 20),
        ("context_length", 1, 1 << 28),
        ("feed_forward_length", 0, 1 << 24),
        ("attention.head_count", 0, 1 << 14),
        ("attention.head_count_kv", 0, 1 << 14),
        ("expert_count", 0, 1 << 14),
    ):
        value = header.metadata.get(f"{architecture}.{name}")
        if isinstance(value, int) and not low <= value <= high:
            raise ModelCorruptError(
                f"{path}: {architecture}.{name} is {value}, which no model has ({low} to {high})."
            )
