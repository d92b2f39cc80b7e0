"""From what a caller calls a model to a path and the runtime that runs it, and whether it fits."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onhand.errors import (
    ModelNotFoundError,
    ModelUnsupportedError,
    NotEnoughMemoryError,
    OnhandError,
)
from onhand.formats import gguf
from onhand.formats.gguf import GgufHeader
from onhand.paths import BUNDLED_MODEL
from onhand.types.params import ContextParams, ModelParams

DEFAULT_MAX_N_CTX = 8192
"""Longest context that is chosen unasked: the cache is allocated in full at the start, and models
declare contexts whose cache is many times their own size."""

MLC_CONFIG = "mlc-chat-config.json"
"""What a directory has in it that is an MLC bundle."""

_RUNTIME_BY_SUFFIX = {".zip": "mlc", ".pte": "executorch"}

SMALL_FILE_BYTES = 16 * 1024 * 1024
"""A model of up to this size fits wherever Python does; nothing is estimated, so that it starts at
once."""


@dataclass(frozen=True, slots=True)
class LocatedModel:
    """Where a model lies and what is known of it before it is loaded.

    Attributes:
        path: file or directory.
        runtime: name of the runtime that runs it.
        header: of a GGUF file.
        template: chat template that its manifest prefers to the model's own.
        sampling: sampling options that its manifest recommends.
    """

    path: str
    runtime: str
    header: GgufHeader | None = None
    template: str | None = None
    sampling: Mapping[str, Any] = field(default_factory=dict)


def locate(model: str | os.PathLike[str] | None, runtime: str | None = None) -> LocatedModel:
    """Find a model and look at its header before any native code does.

    Args:
        model: path, id in the store, or None for the bundled model.
        runtime: name of a runtime; None: by the kind of file.

    Raises:
        ModelNotFoundError: there is nothing of that name.
        ModelCorruptError: the file is empty, truncated or damaged.
        ModelUnsupportedError: the file is of a kind that no runtime here knows.
    """
    name = os.fspath(BUNDLED_MODEL if model is None else model)
    if not isinstance(name, str):
        raise TypeError(f"a model is a str or a path, got {type(model).__name__}")
    if name.startswith("fake:"):
        return LocatedModel(name, runtime or "fake")
    if not name:
        raise ModelNotFoundError("The model's name is empty.")
    path = Path(name).expanduser()
    if _exists(path):
        return _look_at(path, runtime)
    if os.sep in name or name.endswith(".gguf"):
        raise ModelNotFoundError(f"There is no file {name!r}.")
    return _in_store(name, runtime)


def _exists(path: Path) -> bool:
    """Whether there is something at a path; a name that no file can have is no error."""
    try:
        return path.exists()
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return False
        raise
    except ValueError:  # it has a NUL character
        return False


def fit(
    located: LocatedModel,
    model_params: ModelParams,
    context_params: ContextParams,
    *,
    force: bool = False,
) -> ContextParams:
    """Return the context's layout with its length decided.

    A length that is not given is the model's own, at most `DEFAULT_MAX_N_CTX` and what this device
    can hold.

    Raises:
        NotEnoughMemoryError: the device cannot hold it and `force` is not set.
    """
    if located.runtime == "executorch" and not force:
        _require_room(Path(located.path))
    header = located.header
    if header is None or model_params.vocab_only:
        return context_params
    is_split = header.metadata.get("split.count", 1) != 1
    if header.file_size < SMALL_FILE_BYTES and not is_split:
        return context_params
    from onhand.store.advisor import fitting_context, header_of, read_device, require_memory

    device = read_device()
    n_gpu_layers = model_params.n_gpu_layers or 0
    try:
        if is_split:  # the first part may hold no tensor at all
            header = header_of(Path(located.path))
        if context_params.n_ctx is None:
            fitting = fitting_context(header, context_params, device, n_gpu_layers=n_gpu_layers)
            if fitting:
                n_ctx = min(fitting, DEFAULT_MAX_N_CTX)
                context_params = context_params.replace(n_ctx=n_ctx)
        require_memory(
            header,
            context_params,
            device=device,
            use_mmap=model_params.use_mmap,
            n_gpu_layers=n_gpu_layers,
            force=force,
        )
    except NotEnoughMemoryError:
        raise
    except OnhandError:
        return context_params  # a kind of model that cannot be estimated: the runtime decides
    return context_params


def _require_room(path: Path) -> None:
    """Refuse an ExecuTorch program that is damaged, or that this device cannot hold."""
    from onhand.store.advisor.programs import program_in, require_program_memory

    program = program_in(path)
    if program is not None and program.is_file():
        require_program_memory(program)


def _look_at(path: Path, runtime: str | None) -> LocatedModel:
    if path.is_dir():
        if runtime == "mlc" or (path / MLC_CONFIG).exists():
            return LocatedModel(str(path), "mlc")
        if runtime == "executorch" or any(path.glob("*.pte")):
            return LocatedModel(str(path), "executorch")
        raise ModelUnsupportedError(
            f"{path} is a directory; a model file is wanted.", hint="Pass the .gguf file in it."
        )
    if runtime is None:
        runtime = _RUNTIME_BY_SUFFIX.get(path.suffix.lower())
    if runtime in (None, "llama_cpp"):
        return LocatedModel(str(path), "llama_cpp", gguf.check_file(path))
    return LocatedModel(str(path), str(runtime))


def _in_store(name: str, runtime: str | None) -> LocatedModel:
    from onhand.store import Store

    found = Store().resolve(name)
    manifest = found.descriptor.manifest
    located = _look_at(found.path, runtime or manifest.runtime)
    return LocatedModel(
        located.path, located.runtime, located.header, manifest.template, manifest.sampling
    )
