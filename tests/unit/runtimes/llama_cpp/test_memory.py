"""What a closed model leaves behind in the process."""

from __future__ import annotations

import sys
import threading

import psutil
import pytest

from onhand.locating import locate
from onhand.runtimes.llama_cpp.runtime import LlamaCppRuntime
from onhand.types.params import ContextParams, ModelParams

MIB = 2**20


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the allocator's habit is glibc's")
def test_a_closed_model_leaves_no_cache_in_its_threads_allocator():
    """Each worker thread has an arena of its own; freed caches used to stay there, 36 MiB each."""
    path = locate(None, None).path

    def live() -> None:
        runtime = LlamaCppRuntime()
        runtime.load(path, ModelParams(), ContextParams(n_cells=8192, n_threads=1)).close()
        runtime.close()

    def resident_after_a_life() -> int:
        thread = threading.Thread(target=live)
        thread.start()
        thread.join()
        return int(psutil.Process().memory_info().rss)

    resident_after_a_life()  # loads the library
    residents = [resident_after_a_life() for _ in range(8)]
    assert max(residents) - residents[0] < 16 * MIB
