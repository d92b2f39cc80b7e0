"""Loads TVM's runtime without importing TVM, and a bundle's library into it."""

from __future__ import annotations

import ctypes
import importlib.util
import json
import os
import sys
from pathlib import Path
from typing import Any, Final

from onhand.errors import ModelUnsupportedError, RuntimeUnavailableError
from onhand.runtimes.installed import require_version

TVM_VERSION: Final = "0.27.0.post1"
TVM_FFI_VERSION: Final = "0.1.15.post2"
_HINT = "Install exactly what this version of onhand needs: pip install 'onhand[mlc]'."
_NAMES: Final = {
    "linux": ("libtvm_runtime.so", "libtvm_runtime_extra.so"),
    "darwin": ("libtvm_runtime.dylib", "libtvm_runtime_extra.dylib"),
    "win32": ("tvm_runtime.dll", "tvm_runtime_extra.dll"),
}
_CPU, _POOLED = 1, 2


class Library:
    """TVM's runtime in this process: global functions and model libraries."""

    def __init__(self) -> None:
        """Load it (about 0.1 s).

        Raises:
            RuntimeUnavailableError: it is not installed, or in another version.
        """
        require_version("apache-tvm", TVM_VERSION, extra="mlc")
        require_version("apache-tvm-ffi", TVM_FFI_VERSION, extra="mlc")
        import tvm_ffi

        spec = importlib.util.find_spec("tvm")
        if spec is None or not spec.submodule_search_locations:
            raise RuntimeUnavailableError("Apache TVM's package is not there.", hint=_HINT)
        folder = Path(next(iter(spec.submodule_search_locations))) / "lib"
        self.path: str = str(folder / _NAMES.get(sys.platform, _NAMES["linux"])[0])
        # Bound to cores, two programs' threads would queue on the same ones.
        os.environ.setdefault("TVM_BIND_THREADS", "0")
        mode = getattr(ctypes, "RTLD_GLOBAL", 0)
        try:
            for name in _NAMES.get(sys.platform, _NAMES["linux"]):
                ctypes.CDLL(str(folder / name), mode)
        except OSError as error:
            raise RuntimeUnavailableError(
                f"TVM's runtime cannot be loaded: {error}.", hint=_HINT
            ) from error
        self.ffi: Any = tvm_ffi

    def function(self, name: str) -> Any:
        """Return a global function of the runtime."""
        return self.ffi.get_global_func(name)

    def shape(self, *values: int) -> Any:
        """Return a tuple of integers as TVM takes it."""
        return self.ffi.Shape(values)

    def set_threads(self, n_threads: int) -> None:
        """Size the pool that all models of this process share."""
        self.function("runtime.config_threadpool")(1, n_threads)

    def load(self, path: Path) -> Any:
        """Load a model library and start its virtual machine. This runs native code of the file.

        Raises:
            ModelUnsupportedError: it does not fit this TVM.
        """
        try:
            machine = self.ffi.load_module(os.fspath(path))["vm_load_executable"]()
            machine["vm_initialization"](_CPU, 0, _POOLED)
        except Exception as error:  # the binding raises RuntimeError, AttributeError and its own
            reason = " ".join(str(error).split())[-300:]
            raise ModelUnsupportedError(
                f"The library {path.name} does not fit TVM {TVM_VERSION}: {reason}",
                hint="A library runs on the TVM that compiled it and on newer ones. Export the "
                "bundle again: onhand export mlc.",
            ) from error
        return machine

    def metadata(self, machine: Any) -> dict[str, Any]:
        """Return what a model library says of itself."""
        try:
            data = json.loads(str(machine["_metadata"]()))
        except Exception as error:
            raise ModelUnsupportedError(
                "The library does not describe itself; it is none of MLC's kind."
            ) from error
        return dict(data)
