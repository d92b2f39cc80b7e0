"""llama.cpp through the shared libraries and the low-level binding of `llama-cpp-python`.

Native objects, typed failures, no scheduling. Nothing outside this folder imports the binding.
"""

from onhand.runtimes.llama_cpp.runtime import LlamaCppRuntime

__all__ = ["LlamaCppRuntime"]
