"""Loads ExecuTorch's runtime into this process, and programs into it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Final

from onhand.errors import ModelCorruptError, ModelUnsupportedError, RuntimeUnavailableError
from onhand.runtimes.installed import require_version

EXECUTORCH_VERSION: Final = "1.5.1"
TORCH_VERSION: Final = "2.13.0"
_HINT: Final = (
    "Install exactly what this version of onhand needs: pip install 'onhand[executorch]'."
)
_KERNELS: Final = (
    "extension/llm/custom_ops/*custom_ops_aot_lib*",
    "kernels/quantized/*quantized_ops_aot_lib*",
)


class Library:
    """ExecuTorch in this process: torch, the low-level binding, the kernels for language models."""

    def __init__(self) -> None:
        """Load it: 1 to 3 s, most of them torch.

        Raises:
            RuntimeUnavailableError: it is not installed, or in another version, or it has no
                kernels for this platform.
        """
        if sys.platform == "win32":
            raise RuntimeUnavailableError(
                "ExecuTorch's package for Windows has no kernels for language models.",
                hint="Use the llama_cpp runtime with the model's GGUF file.",
            )
        require_version("executorch", EXECUTORCH_VERSION, extra="executorch")
        require_version("torch", TORCH_VERSION, extra="executorch")
        try:
            import torch
            from executorch.extension.pybindings import _C
        except ImportError as error:
            raise RuntimeUnavailableError(
                f"ExecuTorch cannot be loaded: {error}.", hint=_HINT
            ) from error
        self.torch: Any = torch
        self._native: Any = _C
        self.path: str = str(_C.__file__)
        root = Path(_C.__file__).parents[2]
        for pattern in _KERNELS:
            found = sorted(root.glob(pattern))
            if not found:
                raise RuntimeUnavailableError(
                    f"ExecuTorch's package lacks its kernels ({pattern}).", hint=_HINT
                )
            torch.ops.load_library(str(found[0]))

    @property
    def n_threads(self) -> int:
        """Threads of the pool that all programs of this process share."""
        return int(self._native._threadpool_get_thread_count())

    def set_threads(self, n_threads: int) -> None:
        """Size that pool, while no method is loaded: a method keeps the pool that it found."""
        if n_threads != self.n_threads:
            self._native._unsafe_reset_threadpool(n_threads)

    def load(self, path: Path) -> Any:
        """Return the program of a file whose header was checked.

        Raises:
            ModelCorruptError: the library finds its tables damaged.
        """
        verification = self._native.Verification.InternalConsistency
        try:
            return self._native._load_program(str(path), program_verification=verification)
        except Exception as error:  # the binding raises plain RuntimeError
            raise ModelCorruptError(
                f"{path.name} is damaged: {_short(error)}.", hint="Get the file again."
            ) from error

    def method(self, program: Any, name: str) -> Any:
        """Return a method of a program, ready to be called.

        Raises:
            ModelUnsupportedError: this library lacks kernels for it.
        """
        try:
            return program.load_method(name)
        except Exception as error:
            raise ModelUnsupportedError(
                f"The program's method {name!r} does not fit ExecuTorch {EXECUTORCH_VERSION}: "
                f"{_short(error)}.",
                hint="Export it again with the installed version: onhand export executorch.",
            ) from error

    def constant(self, program: Any, name: str) -> Any | None:
        """Return the value of a method that only says a fact; None: there is none of that name."""
        names = {program.get_method_name(index) for index in range(program.num_methods())}
        if name not in names:
            return None
        values = [
            value.tolist() if hasattr(value, "tolist") else value
            for value in self.method(program, name).call([])
        ]
        return values[0] if len(values) == 1 else values


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[-300:].rstrip(".")
