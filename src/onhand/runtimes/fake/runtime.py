"""The fake runtime itself: loads scripts."""

from __future__ import annotations

import time

from onhand.errors import ModelCorruptError, ModelNotFoundError
from onhand.runtimes.base import OnProgress
from onhand.runtimes.fake.model import FakeLoadedModel, die
from onhand.runtimes.fake.script import FakeModel
from onhand.types.info import DeviceInfo, RuntimeInfo
from onhand.types.params import ContextParams, ModelParams


class FakeRuntime:
    """A runtime for tests: no native library, one CPU that does nothing."""

    def __init__(self, params: ModelParams) -> None:
        self.info: RuntimeInfo = RuntimeInfo(name="fake", version="1", build="scripted")

    def devices(self) -> list[DeviceInfo]:
        """Return one device."""
        return [DeviceInfo(name="fake", description="Scripted", type="cpu", registry="fake")]

    def load(
        self,
        path: str,
        model_params: ModelParams,
        context_params: ContextParams,
        on_progress: OnProgress | None = None,
    ) -> FakeLoadedModel:
        """Load the script that `path` holds."""
        try:
            script = FakeModel.parse(path)
        except ValueError as error:
            raise ModelNotFoundError(f"The fake runtime loads only scripts: {error}.") from error
        time.sleep(script.load_delay_s)
        if script.die_on_load:
            die(script.death)
        if script.fail_load is not None:
            raise ModelCorruptError(script.fail_load)
        if on_progress is not None:
            on_progress(1.0)
        return FakeLoadedModel(script, context_params)

    def close(self) -> None:
        """Do nothing."""
