"""Models compiled by MLC / Apache TVM: bundles with their own native code. Loads nothing itself."""

from onhand.runtimes.mlc.runtime import MlcRuntime

__all__ = ["MlcRuntime"]
