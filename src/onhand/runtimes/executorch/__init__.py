"""ExecuTorch programs (`.pte`) with our own sampling. Loads torch when a runtime is made."""

from onhand.runtimes.executorch.runtime import ExecuTorchRuntime

__all__ = ["ExecuTorchRuntime"]
