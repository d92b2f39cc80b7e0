"""From what a caller calls a model to a path and the runtime that runs it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from onhand.errors import ModelNotFoundError, ModelUnsupportedError
from onhand.formats import gguf
from onhand.paths import BUNDLED_MODEL


@dataclass(frozen=True, slots=True)
class LocatedModel:
    """Where a model lies and which runtime runs it."""

    path: str
    runtime: str


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
    path = Path(name).expanduser()
    if not path.exists():
        path = _in_store(name)
    if path.is_dir():
        raise ModelUnsupportedError(
            f"{path} is a directory; a model file is wanted.", hint="Pass the .gguf file in it."
        )
    if runtime in (None, "llama_cpp"):
        gguf.check_file(path)
        return LocatedModel(str(path), "llama_cpp")
    return LocatedModel(str(path), str(runtime))


def _in_store(name: str) -> Path:
    looks_like_path = os.sep in name or name.endswith((".gguf", ".pte"))
    raise ModelNotFoundError(
        f"There is no file {name!r}."
        if looks_like_path
        else f"There is no file and no installed model called {name!r}."
    )
