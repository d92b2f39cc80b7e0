"""Turns a native failure, known only by what was logged, into a typed error."""

from __future__ import annotations

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
_TELLING: Final = (
    "within different not").split()
_CAPABILITY: Final = (
    "requires flash_attn",
    "does not divide",
    "different k",
    "flash attention",
    "cache type",
)


def load_failure(path: str, mark: int) -> OnhandError:
    """Return the error for a model that did not load; `mark`: of the log before the attempt."""
    lines = log.since(mark)
    reason = _reason(lines)
    if _mentions(lines, _MEMORY):
        return NotEnoughMemoryError(
            f"{path} could not be loaded for lack of memory: {reason}.", native_log=lines
        )
    if _mentions(lines, _UNSUPPORTED):
        return ModelUnsupportedError(f"llama.cpp cannot run {path}: {reason}.", native_log=lines)
    return ModelCorruptError(f"llama.cpp refused {path}: {reason}.", native_log=lines)


def context_failure(what: str, mark: int) -> OnhandError:
    """Return the error for a context that could not be made."""
    lines = log.since(mark)
    reason = _reason(lines)
    if _mentions(lines, _CAPABILITY) and not _mentions(lines, _MEMORY):
        return CapabilityError(f"The context cannot be made: {reason}.", native_log=lines)
    return NotEnoughMemoryError(
        f"There is no memory for a context of {what}: {reason}.", native_log=lines
    )


def _mentions(lines: Sequence[str], phrases: Sequence[str]) -> bool:
    text = "\n".join(_telling(lines)).lower()
    return any(phrase in text for phrase in phrases)


def _reason(lines: Sequence[str]) -> str:
    """Return the first line that tells of the failure, without the C function's name."""
    telling = _telling(lines)
    line = telling[0] if telling else (lines[-1] if lines else "it gave no reason")
    return line.partition(": ")[2].rstrip(".") or line


def _telling(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if any(word in line.lower() for word in _TELLING)]
