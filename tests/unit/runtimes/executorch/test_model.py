"""The model over a library that is not there: calls, positions, rewinding, interrupts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("tokenizers")

from onhand.errors import CapabilityError, DecodeError, EngineClosedError, ModelUnsupportedError
from onhand.runtimes.base import Batch, CacheFullError, DecodeInterruptedError
from onhand.runtimes.executorch.model import ExecuTorchModel
from onhand.types.params import ContextParams
from onhand.types.sampling import SamplingParams
from tests.unit.runtimes.executorch.toy import N_CTX, ToyLibrary, toy_bundle


@pytest.fixture
def library() -> ToyLibrary:
    return ToyLibrary(get_eos_ids=[2], get_bos_id=1)


@pytest.fixture
def model(library: ToyLibrary, tmp_path: Path) -> ExecuTorchModel:
    return made(library, tmp_path)


def made(library: ToyLibrary, folder: Path, **params: Any) -> ExecuTorchModel:
    return ExecuTorchModel(library, toy_bundle(folder), ContextParams(**params))  # type: ignore[arg-type]


def batch_of(tokens: list[int], start: int, wanted: set[int]) -> Batch:
    batch = Batch()
    for index, token in enumerate(tokens):
        batch.add(token, start + index, 0, index in wanted)
    return batch


def greedy(model: ExecuTorchModel, row: int) -> int:
    return model.sampler(SamplingParams.greedy(), 1).sample(row)


def test_a_prompt_is_computed_in_calls_of_the_programs_size(
    model: ExecuTorchModel, library: ToyLibrary
) -> None:
    model.decode(batch_of([1] * 10, 0, {9}))
    assert library.forward.calls == [(0, 4), (4, 4), (8, 2)]
    assert greedy(model, 9) == 10


def test_rows_that_want_scores_end_a_call(model: ExecuTorchModel, library: ToyLibrary) -> None:
    model.decode(batch_of([1, 2, 3, 4, 5], 0, {1, 2, 4}))
    assert library.forward.calls == [(0, 2), (2, 1), (3, 2)]
    assert [greedy(model, row) for row in (1, 2, 4)] == [3, 6, 15]
    with pytest.raises(ValueError, match="no logits"):
        greedy(model, 0)


def test_rewinding_forgets_the_tail(model: ExecuTorchModel, library: ToyLibrary) -> None:
    model.decode(batch_of([1, 2, 3], 0, {2}))
    assert model.sequence_remove(0, 1, -1)
    model.decode(batch_of([7], 1, {0}))
    assert greedy(model, 0) == 8
    assert not model.sequence_remove(0, 0, 1)


def test_an_interrupt_stops_between_two_calls(model: ExecuTorchModel, library: ToyLibrary) -> None:
    library.forward.on_call = model.interrupt
    with pytest.raises(DecodeInterruptedError):
        model.decode(batch_of([1] * 12, 0, {11}))
    assert library.forward.calls == [(0, 4)]
    model.clear_interrupt()
    library.forward.on_call = lambda: None
    model.sequence_remove(0, 0, -1)
    model.decode(batch_of([5], 0, {0}))
    assert greedy(model, 0) == 5


def test_what_does_not_follow_is_refused(model: ExecuTorchModel) -> None:
    with pytest.raises(DecodeError, match="follow"):
        model.decode(batch_of([1], 3, {0}))
    with pytest.raises(DecodeError, match="n_batch"):
        model.decode(batch_of([1] * (N_CTX + 1), 0, set()))
    model.decode(batch_of([1] * N_CTX, 0, set()))
    with pytest.raises(CacheFullError):
        model.decode(batch_of([1], N_CTX, {0}))
    other = Batch([1], [0], [1], [True])
    with pytest.raises(DecodeError, match="one sequence"):
        model.decode(other)


def test_a_failing_call_is_our_error(model: ExecuTorchModel, library: ToyLibrary) -> None:
    def fail() -> None:
        raise RuntimeError("error 0x12")

    library.forward.on_call = fail
    with pytest.raises(DecodeError, match="0x12"):
        model.decode(batch_of([1], 0, {0}))


def test_facts_and_limits(model: ExecuTorchModel) -> None:
    assert (model.n_ctx, model.n_cells, model.n_threads) == (N_CTX, N_CTX, 2)
    assert model.info.eog_token_ids == (2,)
    assert model.capabilities.max_sequences == 1
    assert not model.capabilities.can_run_in_thread


def test_a_longer_context_than_exported_is_refused(library: ToyLibrary, tmp_path: Path) -> None:
    with pytest.raises(ModelUnsupportedError, match="32"):
        made(library, tmp_path, n_ctx=64)
    assert made(library, tmp_path, n_ctx=16).n_ctx == 16


def test_programs_of_another_kind_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnsupportedError, match="get_max_seq_len"):
        made(ToyLibrary(get_max_seq_len=None), tmp_path)
    library = ToyLibrary()
    library.forward.n_inputs = 3
    with pytest.raises(ModelUnsupportedError, match="3 inputs"):
        made(library, tmp_path)


def test_what_it_cannot_do_names_who_can(model: ExecuTorchModel) -> None:
    for call in (
        lambda: model.sequence_state(0),
        lambda: model.sequence_copy(0, 1, 0, 1),
        lambda: model.embed([[1]]),
    ):
        with pytest.raises(CapabilityError) as error:
            call()
        assert "llama_cpp" in f"{error.value} {error.value.hint}"
    with pytest.raises(CapabilityError, match="shift"):
        model.sequence_shift(0, 1, 2, -1)


def test_a_closed_model_is_closed(model: ExecuTorchModel) -> None:
    model.close()
    model.close()
    with pytest.raises(EngineClosedError):
        model.decode(batch_of([1], 0, {0}))


def test_threads_change_while_no_method_is_loaded(library: ToyLibrary, tmp_path: Path) -> None:
    """A method keeps the pool that it finds; resizing it under one was a segmentation fault."""
    seen: list[int] = []
    load = library.method
    library.method = lambda *a: (seen.append(library.n_threads), load(*a))[1]  # type: ignore[method-assign]
    model = made(library, tmp_path, n_threads=1)
    model.decode(batch_of([1, 2], 0, {1}))
    model.set_threads(4, 4)
    model.decode(batch_of([3], 2, {0}))  # the cache would be lost
    assert seen == [1]
    model.sequence_remove(0, 0, -1)
    model.decode(batch_of([1, 2], 0, {1}))
    assert seen == [1, 4]
    assert (library.n_threads, model.n_threads) == (4, 4)
    model.decode(batch_of([3], 2, {0}))
    assert seen == [1, 4]
