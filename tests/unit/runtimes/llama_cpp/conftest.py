"""One runtime for all tests of this folder, and a loader that closes what it opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from onhand.runtimes.llama_cpp import LlamaCppRuntime
from onhand.runtimes.llama_cpp.runtime import LlamaModel
from onhand.types.params import ContextParams, ModelParams
from tests.tiny_models import tiny_model

Load = Callable[..., LlamaModel]


@pytest.fixture(scope="session")
def runtime() -> Iterator[LlamaCppRuntime]:
    """The library, loaded once."""
    runtime = LlamaCppRuntime()
    yield runtime
    runtime.close()


@pytest.fixture
def load(runtime: LlamaCppRuntime) -> Iterator[Load]:
    """Load tiny models: `load(architecture=…, context=ContextParams(…), model=ModelParams(…))`."""
    opened: list[LlamaModel] = []

    def load(
        *,
        context: ContextParams | None = None,
        model: ModelParams | None = None,
        path: str | None = None,
        **options: Any,
    ) -> LlamaModel:
        context = context or ContextParams(n_ctx=256, n_cells=512, n_seq_max=4)
        if context.n_threads is None:
            context = context.replace(n_threads=1)
        path = path or str(tiny_model(**options))
        opened.append(runtime.load(path, model or ModelParams(), context))
        return opened[-1]

    yield load
    for one in opened:
        one.close()


@pytest.fixture(scope="module")
def shared(runtime: LlamaCppRuntime) -> Iterator[LlamaModel]:
    """A tiny llama model for tests that leave nothing behind in it."""
    params = ContextParams(n_ctx=256, n_cells=512, n_seq_max=4, n_threads=1)
    model = runtime.load(str(tiny_model()), ModelParams(), params)
    yield model
    model.close()


@pytest.fixture
def model(shared: LlamaModel) -> LlamaModel:
    """The shared model with empty sequences."""
    shared.clear_interrupt()
    for sequence_id in range(4):
        shared.sequence_remove(sequence_id, 0, -1)
    return shared
