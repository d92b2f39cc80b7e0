"""Finds runtimes by name without importing any: entry points first, ours as the fallback."""

from __future__ import annotations

import importlib
from importlib import metadata
from typing import cast

from onhand.errors import RuntimeUnavailableError
from onhand.runtimes.base import Runtime
from onhand.types.params import ModelParams

ENTRY_POINT_GROUP = "onhand.runtimes"
_BUILT_IN = {
    "llama_cpp": "onhand.runtimes.llama_cpp:LlamaCppRuntime",
    "fake": "onhand.runtimes.fake:FakeRuntime",
}


def names() -> list[str]:
    """Return the names of all runtimes that are known here, loadable or not."""
    found = {point.name for point in metadata.entry_points(group=ENTRY_POINT_GROUP)}
    return sorted(found | set(_BUILT_IN))


def create(name: str, params: ModelParams | None = None) -> Runtime:
    """Load the library of the runtime called `name` and return the runtime.

    A runtime's class is called with `ModelParams` (it reads `library_path`).

    Raises:
        RuntimeUnavailableError: there is none of that name, or its library cannot be loaded.
    """
    target = _BUILT_IN.get(name)
    if target is None:
        for point in metadata.entry_points(group=ENTRY_POINT_GROUP):
            if point.name == name:
                target = point.value
    if target is None:
        raise RuntimeUnavailableError(f"There is no runtime {name!r}; known: {', '.join(names())}.")
    module, _, attribute = target.partition(":")
    try:
        factory = getattr(importlib.import_module(module), attribute)
    except ImportError as error:
        raise RuntimeUnavailableError(
            f"The runtime {name!r} cannot be imported: {error}."
        ) from error
    return cast(Runtime, factory(params or ModelParams()))
