"""The runtime itself: loads programs."""

from __future__ import annotations

from pathlib import Path

from onhand.errors import CapabilityError, EngineClosedError
from onhand.runtimes.base import OnProgress
from onhand.runtimes.executorch.bundle import open_bundle
from onhand.runtimes.executorch.library import EXECUTORCH_VERSION, TORCH_VERSION, Library
from onhand.runtimes.executorch.model import ExecuTorchModel
from onhand.types.info import DeviceInfo, RuntimeInfo
from onhand.types.params import ContextParams, ModelParams


class ExecuTorchRuntime:
    """ExecuTorch in this process. Making one loads torch.

    For a worker process only: a call of a program holds the interpreter's lock from its first to
    its last token (see `onhand.runtimes.registry.check_isolation`).
    """

    def __init__(self, params: ModelParams | None = None) -> None:
        self._library = Library()
        self._is_closed = False
        self.info: RuntimeInfo = RuntimeInfo(
            name="executorch",
            version=EXECUTORCH_VERSION,
            build=f"torch {TORCH_VERSION}, XNNPACK",
            library_path=self._library.path,
        )

    def devices(self) -> list[DeviceInfo]:
        """Return the CPU: programs for other devices need another build of the library."""
        return [DeviceInfo(name="CPU", description="XNNPACK", type="cpu", registry="CPU")]

    def load(
        self,
        path: str,
        model_params: ModelParams,
        context_params: ContextParams,
        on_progress: OnProgress | None = None,
    ) -> ExecuTorchModel:
        """Load a `.pte` file or a folder with one; see `onhand.runtimes.base.Runtime.load`."""
        if self._is_closed:
            raise EngineClosedError("The runtime is closed.")
        if model_params.adapters:
            raise CapabilityError("The executorch runtime has no adapters; llama_cpp has.")
        if context_params.embeddings:
            raise CapabilityError("The executorch runtime computes no embeddings; llama_cpp does.")
        bundle = open_bundle(Path(path))
        if on_progress is not None:
            on_progress(0.5)
        model = ExecuTorchModel(self._library, bundle, context_params)
        if on_progress is not None:
            on_progress(1.0)
        return model

    def close(self) -> None:
        """Refuse further loads; calling again does nothing."""
        self._is_closed = True
