"""Every native object is freed exactly once and in order, whatever fails in between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import psutil
import pytest

from onhand.errors import EngineClosedError, OnhandError
from onhand.runtimes.base import Batch
from onhand.runtimes.llama_cpp import LlamaCppRuntime
from onhand.types.params import Adapter, ContextParams, ModelParams
from onhand.types.sampling import SamplingParams
from tests.tiny_models import tiny_adapter, tiny_model
from tests.unit.runtimes.llama_cpp.driving import generate, prefill

PARAMS = ContextParams(n_ctx=64, n_cells=64, n_seq_max=1, n_threads=1)
MAKERS = {
    "llama_model_load_from_file": "model",
    "llama_init_from_model": "context",
    "llama_adapter_lora_init": "adapter",
    "llama_sampler_chain_init": "chain",
    "llama_sampler_init_grammar": "grammar",
    "llama_sampler_init_xtc": "xtc",
}
FREERS = {
    "llama_model_free": "model",
    "llama_free": "context",
    "llama_adapter_lora_free": "adapter",
    "llama_sampler_free": "sampler",
}


class Ledger:
    """Counts what the library makes and frees, by address."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.freed: list[str] = []
        self.alive: Counter[Any] = Counter()

    def wrap(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def make(*arguments: Any) -> Any:
            pointer = function(*arguments)
            if pointer:
                self.made.append(MAKERS[name])
                self.alive[_address(pointer)] += 1
            return pointer

        def free(pointer: Any) -> None:
            self.freed.append(FREERS[name])
            self.alive[_address(pointer)] -= 1
            assert self.alive[_address(pointer)] == 0, f"{name} of what is not alive"
            function(pointer)

        return make if name in MAKERS else free


def _address(pointer: Any) -> int:
    import ctypes

    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


@pytest.fixture
def ledger(runtime: LlamaCppRuntime, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    ledger, llama = Ledger(), runtime._library.llama
    for name in (*MAKERS, *FREERS):
        monkeypatch.setattr(llama, name, ledger.wrap(name, getattr(llama, name)))
    yield ledger
    assert not +ledger.alive, "something was not freed"


def test_samplers_context_adapters_and_model_go_in_this_order(
    runtime: LlamaCppRuntime, ledger: Ledger
) -> None:
    adapters = (Adapter(path=str(tiny_adapter())),)
    model = runtime.load(str(tiny_model()), ModelParams(adapters=adapters), PARAMS)
    closed = model.sampler(SamplingParams(temperature=1.0, grammar='root ::= "a"'), 1)
    model.sampler(SamplingParams(temperature=1.0, mirostat=2), 1)
    closed.close()
    model.close()
    model.close()
    closed.close()
    assert ledger.freed[-3:] == ["context", "adapter", "model"]
    assert ledger.freed.count("sampler") == 4 + 3
    assert set(ledger.freed[:-3]) == {"sampler"}


def test_a_context_that_cannot_be_made_frees_the_model(
    runtime: LlamaCppRuntime, ledger: Ledger
) -> None:
    params = PARAMS.replace(type_v="q8_0", flash_attention=False)
    with pytest.raises(OnhandError):
        runtime.load(str(tiny_model()), ModelParams(), params)
    assert ledger.made == ["model"]
    assert ledger.freed == ["model"]


def test_an_adapter_that_does_not_fit_frees_the_model(
    runtime: LlamaCppRuntime, ledger: Ledger
) -> None:
    fits, other = tiny_adapter(), tiny_adapter(n_embd=128)
    adapters = (Adapter(path=str(fits)), Adapter(path=str(other)))
    with pytest.raises(OnhandError):
        runtime.load(str(tiny_model()), ModelParams(adapters=adapters), PARAMS)
    assert ledger.freed == ["adapter", "model"]


def test_an_invalid_grammar_and_a_bad_bias_leave_nothing_behind(
    runtime: LlamaCppRuntime, ledger: Ledger
) -> None:
    model = runtime.load(str(tiny_model()), ModelParams(), PARAMS)
    for rules in ({"grammar": "nonsense"}, {"logit_bias": {9999: 1.0}}):
        with pytest.raises((OnhandError, ValueError)):
            model.sampler(SamplingParams(temperature=1.0, **rules), 1)
    made = list(ledger.made)
    model.close()
    assert made == ["model", "context"]


def test_xtc_frees_its_sampler_at_each_draw(runtime: LlamaCppRuntime, ledger: Ledger) -> None:
    model = runtime.load(str(tiny_model()), ModelParams(), PARAMS)
    params = SamplingParams(temperature=1.0, xtc_probability=1.0)
    assert len(generate(model, params=params, n=10)) == 10
    assert ledger.made.count("xtc") == 10
    model.close()


def test_embedding_contexts_are_freed_both(runtime: LlamaCppRuntime, ledger: Ledger) -> None:
    model = runtime.load(str(tiny_model()), ModelParams(), PARAMS.replace(embeddings=True))
    model.embed([[1, 300]])
    model.embed([[1, 300]], pooled=False)
    model.close()
    assert ledger.made.count("context") == ledger.freed.count("context") == 3
    assert ledger.freed[-1] == "model"


def test_a_closed_model_says_so(runtime: LlamaCppRuntime) -> None:
    model = runtime.load(str(tiny_model()), ModelParams(), PARAMS)
    sampler = model.sampler(SamplingParams.greedy(), 1)
    prefill(model)
    model.close()
    model.interrupt()
    model.clear_interrupt()
    for call in (
        lambda: model.decode(Batch([1], [0], [0], [True])),
        lambda: model.sampler(SamplingParams.greedy(), 1),
        lambda: sampler.sample(0),
        lambda: model.sequence_remove(0, 0, -1),
        lambda: model.sequence_state(0),
        lambda: model.embed([[1]]),
        lambda: model.set_threads(1, 1),
    ):
        with pytest.raises(EngineClosedError):
            call()


def test_a_closed_runtime_loads_nothing() -> None:
    runtime = LlamaCppRuntime()
    runtime.close()
    with pytest.raises(EngineClosedError, match="runtime is closed"):
        runtime.load(str(tiny_model()), ModelParams(), PARAMS)


@pytest.mark.slow
def test_two_hundred_opens_and_closes_leak_nothing(runtime: LlamaCppRuntime) -> None:
    """Resident memory after the two-hundredth is what it was after the fiftieth."""
    path, process = str(tiny_model()), psutil.Process()
    rules = SamplingParams(temperature=1.0, grammar="root ::= [a-z ]+", xtc_probability=0.5)

    def cycle() -> None:
        model = runtime.load(path, ModelParams(), PARAMS)
        generate(model, params=rules, n=3)
        model.sampler(rules, 1)
        model.sequence_restore(0, model.sequence_state(0))
        model.close()

    for _ in range(50):
        cycle()
    settled = process.memory_info().rss
    for _ in range(150):
        cycle()
    assert process.memory_info().rss - settled < 8 << 20
