"""The runtime itself: loads bundles."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from onhand.errors import CapabilityError, EngineClosedError
from onhand.runtimes.base import OnProgress
from onhand.runtimes.mlc.bundle import check_versions, find_library, open_bundle, require_trust
from onhand.runtimes.mlc.library import Library
from onhand.runtimes.mlc.model import MlcModel
from onhand.runtimes.mlc.weights import read_weights
from onhand.types.info import DeviceInfo, RuntimeInfo
from onhand.types.params import ContextParams, ModelParams


class MlcRuntime:
    """TVM's runtime in this process. Making one loads it."""

    def __init__(self, params: ModelParams | None = None) -> None:
        self._library = Library()
        self._is_closed = False
        self.info: RuntimeInfo = RuntimeInfo(
            name="mlc",
            version=version("apache-tvm"),
            build=f"tvm-ffi {version('apache-tvm-ffi')}",
            library_path=self._library.path,
        )

    def devices(self) -> list[DeviceInfo]:
        """Return the CPU: libraries for other devices are not loaded yet."""
        return [DeviceInfo(name="CPU", description="LLVM code", type="cpu", registry="CPU")]

    def load(
        self,
        path: str,
        model_params: ModelParams,
        context_params: ContextParams,
        on_progress: OnProgress | None = None,
    ) -> MlcModel:
        """Load a bundle and make its cache; see `onhand.runtimes.base.Runtime.load`."""
        if self._is_closed:
            raise EngineClosedError("The runtime is closed.")
        if model_params.adapters:
            raise CapabilityError("The mlc runtime has no adapters; llama_cpp has.")
        if context_params.embeddings:
            raise CapabilityError("The mlc runtime computes no embeddings; llama_cpp does.")
        bundle = open_bundle(Path(path))
        try:
            native = find_library(bundle)
            require_trust(bundle, native, is_trusted=model_params.trust_native_code)
            check_versions(bundle, version("apache-tvm"))
            weights = read_weights(bundle, on_progress)
            machine = self._library.load(native)
            return MlcModel(self._library, machine, weights, bundle, context_params)
        except BaseException:
            bundle.close()
            raise

    def close(self) -> None:
        """Refuse further loads; calling again does nothing."""
        self._is_closed = True
