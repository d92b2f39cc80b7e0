"""Turns a native failure, known only by what was logged, into a typed error."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Final

from onhand.errors import (
    CapabilityError,
    ModelCorruptError,
    ModelUnsupportedError,
    NotEnoughMemoryError,
    OnhandError,
)
from onhand.runtimes.llama_cpp.log import log

# Phrases of llama.cpp's and ggml's messages, lower case; the first kind that matches wins.
_MEMORY: Final = (
    "failed to allocate",
    "unable to allocate",
    "allocation failed",
    "out of memory",
    "bad_alloc",
    "cannot allocate memory",
    "not enough memory",
)
_UNSUPPORTED: Final = (
    "unknown model architecture",
    "unknown architecture",
    "unknown pre-tokenizer",
    "unknown tokenizer",
    "unsupported model architecture",
    "unsupported file version",
    "only supports gguf",
    "invalid ggml type",
    "is not supported",
    "not implemented",
    "feature",
)
_CAPABILITY: Final = (
    "requires flash_attn",
    "does not divide",
    "different k",
    "flash attention",
    "cache type",
)


def load_failure(path: str, mark: int) -> OnhandError:
    """Return the error for a model that did not load; `mark`: of the log before the attempt."""
    lines, text = log.since(mark), _complaints(mark)
    reason = _reason(mark)
    if _mentions(text, _MEMORY):
        return NotEnoughMemoryError(
            f"{path} could not be loaded for lack of memory: {reason}.", native_log=lines
        )
    if _mentions(text, _UNSUPPORTED):
        return ModelUnsupportedError(f"llama.cpp cannot run {path}: {reason}.", native_log=lines)
    return ModelCorruptError(f"llama.cpp refused {path}: {reason}.", native_log=lines)


def context_failure(what: str, mark: int) -> OnhandError:
    """Return the error for a context that could not be made."""
    lines, text = log.since(mark), _complaints(mark)
    reason = _reason(mark)
    if _mentions(text, _CAPABILITY) and not _mentions(text, _MEMORY):
        return CapabilityError(f"The context cannot be made: {reason}.", native_log=lines)
    return NotEnoughMemoryError(
        f"There is no memory for a context of {what}: {reason}.", native_log=lines
    )


def _complaints(mark: int) -> str:
    return "\n".join(log.since(mark, at_least=logging.WARNING)).lower()


def _mentions(text: str, phrases: Sequence[str]) -> bool:
    return any(phrase in text for phrase in phrases)


def _reason(mark: int) -> str:
    """Return the first error that was logged, without the C function's name."""
    for level in (logging.ERROR, logging.WARNING):
        for line in log.since(mark, at_least=level):
            return (line.partition(": ")[2] or line).rstrip(".")
    return "it gave no reason"
