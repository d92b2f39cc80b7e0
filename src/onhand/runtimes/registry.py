"""Finds runtimes by name without importing any: ours by a table, others by entry point."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, cast

from onhand.errors import CapabilityError, RuntimeUnavailableError
from onhand.runtimes.base import Runtime
from onhand.types.params import ModelParams

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints

ENTRY_POINT_GROUP = "onhand.runtimes"
_BUILT_IN = {
    "llama_cpp": "onhand.runtimes.llama_cpp:LlamaCppRuntime",
    "executorch": "onhand.runtimes.executorch:ExecuTorchRuntime",
    "mlc": "onhand.runtimes.mlc:MlcRuntime",
    "fake": "onhand.runtimes.fake:FakeRuntime",
}
_PROCESS_ONLY = {
    "executorch": "each of its calls holds Python's lock, so that a long prompt would freeze the "
    "app for seconds"
}


def names() -> list[str]:
    """Return the names of all runtimes that are known here, loadable or not."""
    found = {point.name for point in _entry_points()}
    return sorted(found | set(_BUILT_IN))


def check_isolation(name: str, isolation: str) -> None:
    """Refuse a worker thread for a runtime that needs a process of its own.

    Raises:
        CapabilityError: it does; the message says why.
    """
    reason = _PROCESS_ONLY.get(name)
    if isolation == "thread" and reason is not None:
        raise CapabilityError(
            f"The runtime {name!r} cannot work in a thread: {reason}.",
            hint="Open it with isolation='process'; where there are no child processes, use the "
            "llama_cpp runtime.",
        )


def create(name: str, params: ModelParams | None = None) -> Runtime:
    """Load the library of the runtime called `name` and return the runtime.

    A runtime's class is called with `ModelParams` (it reads `library_path`).

    Raises:
        RuntimeUnavailableError: there is none of that name, or its library cannot be loaded.
    """
    target = _BUILT_IN.get(name)
    if target is None:
        for point in _entry_points():
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


def _entry_points() -> EntryPoints:
    from importlib.metadata import entry_points  # a third of a worker's start

    return entry_points(group=ENTRY_POINT_GROUP)
