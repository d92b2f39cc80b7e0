"""Converts a GGUF model to another file type with `llama_model_quantize`."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeAlias

from onhand.errors import CapabilityError, ModelUnsupportedError, NotEnoughDiskError, OnhandError
from onhand.runtimes.llama_cpp import log as native_log
from onhand.runtimes.llama_cpp.failures import load_failure
from onhand.runtimes.llama_cpp.files import check_files
from onhand.runtimes.llama_cpp.library import Library, load_library
from onhand.runtimes.llama_cpp.log import log
from onhand.runtimes.threads import allowed_physical_cores

OnShare: TypeAlias = Callable[[float], None]
"""Called with the share of the tensors that are done, 0 to 1."""

_PREFIXES: Final = ("LLAMA_FTYPE_MOSTLY_", "LLAMA_FTYPE_ALL_")
_PROGRESS: Final = re.compile(r"^\[\s*(\d+)/\s*(\d+)\]")
_POLL_S: Final = 0.05


def file_types(library: Library | None = None) -> dict[str, int]:
    """Return the file types that the library knows, "Q4_K_M" say, with llama.cpp's numbers."""
    llama = (library or load_library()).llama
    found = {}
    for name in dir(llama):
        for prefix in _PREFIXES:
            if name.startswith(prefix):
                found[name.removeprefix(prefix)] = int(getattr(llama, name))
    return dict(sorted(found.items(), key=lambda item: item[1]))


def quantize(
    source: str,
    target: str,
    file_type: str,
    n_threads: int | None = None,
    *,
    allow_requantize: bool = False,
    on_progress: OnShare | None = None,
) -> None:
    """Write the model at `source` to `target` with its matrices as `file_type`.

    `target` appears when it is complete, never before. The call blocks for minutes on a large
    model and cannot be cut short.

    Args:
        source: a GGUF file, best of type F32, F16 or BF16.
        target: the file to write; it must not exist.
        file_type: one of `file_types`, in any case.
        n_threads: threads; None: the physical cores that are allowed.
        allow_requantize: take a source that is quantised already, which costs quality twice.
        on_progress: called in this thread as tensors are done.

    Raises:
        ModelNotFoundError: there is no such source.
        ModelCorruptError: the source is damaged.
        ModelUnsupportedError: the source is quantised already, or of an unknown architecture.
        CapabilityError: the file type needs an importance matrix.
        NotEnoughDiskError: the target cannot be written in full.
        ValueError: no such file type; the target exists or has no folder.
    """
    library = load_library()
    types = file_types(library)
    if file_type.upper() not in types:
        raise ValueError(f"There is no file type {file_type!r}; there are {', '.join(types)}")
    if Path(target).exists():
        raise ValueError(f"{target} exists already")
    if not Path(target).absolute().parent.is_dir():
        raise ValueError(f"There is no folder {Path(target).absolute().parent}")
    check_files([source])
    partial = f"{target}.partial"
    options = library.llama.llama_model_quantize_default_params()
    options.ftype = types[file_type.upper()]
    options.nthread = n_threads or allowed_physical_cores()
    options.allow_requantize = allow_requantize
    native_log.install(library.llama)
    try:
        _run(library, source, partial, options, on_progress)
        Path(partial).replace(target)
    finally:
        native_log.release(library.llama)
        Path(partial).unlink(missing_ok=True)


def _run(
    library: Library, source: str, partial: str, options: Any, on_progress: OnShare | None
) -> None:
    """Run the native call in a thread of its own, and report from this one what it logs."""
    answers: list[int] = []
    mark = log.mark()

    def work() -> None:
        quantizing = library.llama.llama_model_quantize
        answers.append(quantizing(os.fsencode(source), os.fsencode(partial), options))

    thread = threading.Thread(target=work, name="onhand-quantize")
    thread.start()
    seen = mark
    while thread.is_alive():
        thread.join(_POLL_S)
        lines = log.since(seen)
        seen = log.mark()
        share = _share(lines)
        if on_progress is not None and share is not None:
            on_progress(share)
    if answers != [0]:
        raise _failure(source, mark)


def _share(lines: list[str]) -> float | None:
    """Return how far the last progress line says it is; None: there is none."""
    for line in reversed(lines):
        match = _PROGRESS.match(line.strip())
        if match:
            return int(match[1]) / max(1, int(match[2]))
    return None


def _failure(source: str, mark: int) -> OnhandError:
    lines = log.since(mark)
    text = "\n".join(lines)
    if "requantizing" in text:
        return ModelUnsupportedError(
            f"{source} is quantised already.",
            hint="Start from the F16 or F32 model, or allow it (`allow_requantize=True`, "
            "`--allow-requantize`).",
        )
    if "imatrix" in text or "importance matrix" in text:
        return CapabilityError(
            "This file type needs an importance matrix, which cannot be given here.",
            hint="Take a type of 3 bits or more, such as Q4_K_M.",
            native_log=lines,
        )
    if "write error" in text or "No space left" in text:
        return NotEnoughDiskError(f"{source} could not be written in full.", native_log=lines)
    return load_failure(source, mark)
