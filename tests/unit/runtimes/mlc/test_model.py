"""Batches reach a compiled model as it wants them; sequences are shared, cut, counted rightly."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from onhand.errors import CapabilityError, DecodeError, EngineClosedError, ModelUnsupportedError
from onhand.runtimes.base import Batch, CacheFullError, DecodeInterruptedError
from onhand.runtimes.mlc.bundle import open_bundle
from onhand.runtimes.mlc.model import MlcModel
from onhand.runtimes.mlc.weights import read_weights
from onhand.types.params import ContextParams
from onhand.types.sampling import SamplingParams
from tests.unit.runtimes.mlc.toy import N_VOCAB, ToyLibrary, scores_after, write_bundle

PARAMS = ContextParams(n_ctx=200, n_cells=256, n_batch=128, n_seq_max=4, n_threads=1)


@pytest.fixture
def library() -> ToyLibrary:
    """The stand-in for TVM."""
    return ToyLibrary()


@pytest.fixture
def model(library: ToyLibrary, tmp_path: Path) -> MlcModel:
    """A model over it."""
    return load(library, tmp_path)


def load(library: ToyLibrary, folder: Path, *, without: tuple[str, ...] = ()) -> MlcModel:
    write_bundle(folder)
    bundle = open_bundle(folder)
    machine: Any = library.machine(without=without)
    return MlcModel(library, machine, read_weights(bundle, None), bundle, PARAMS)  # type: ignore[arg-type]


def batch(*runs: tuple[int, int, list[int]], wants: str = "last") -> Batch:
    """Return a batch of (sequence, first position, tokens)."""
    made = Batch()
    for sequence_id, start, tokens in runs:
        for index, token in enumerate(tokens):
            is_wanted = wants == "all" or index == len(tokens) - 1
            made.add(token, start + index, sequence_id, is_wanted)
    return made


def chosen(model: MlcModel, row: int) -> int:
    return model.sampler(SamplingParams.greedy(), 1).sample(row)


def best(tokens: list[int]) -> int:
    return int(scores_after(tokens).argmax())


def test_a_long_prompt_goes_in_by_chunks(model: MlcModel, library: ToyLibrary) -> None:
    tokens = [1 + i % 30 for i in range(100)]
    model.decode(batch((0, 0, tokens)))
    assert library.calls == ["prefill"] * 3 + ["prefill"]
    assert chosen(model, 99) == best(tokens)
    with pytest.raises(ValueError, match="Row 5"):
        chosen(model, 5)


def test_single_tokens_of_several_sequences_go_together(
    model: MlcModel, library: ToyLibrary
) -> None:
    model.decode(batch((0, 0, [1, 2]), (1, 0, [3, 4, 5]), (2, 0, [6])))
    library.calls.clear()
    model.decode(batch((1, 3, [7]), (0, 2, [8]), (3, 0, [9, 10])))
    assert library.calls == ["batch_decode", "prefill"]
    assert [chosen(model, row) for row in (0, 1, 3)] == [
        best([3, 4, 5, 7]),
        best([1, 2, 8]),
        best([9, 10]),
    ]


def test_one_token_alone_is_a_decode(model: MlcModel, library: ToyLibrary) -> None:
    model.decode(batch((0, 0, [1])))
    assert library.calls == ["decode"]
    assert chosen(model, 0) == best([1])


@pytest.mark.parametrize("without", [(), ("batch_prefill", "batch_decode")])
def test_every_rows_scores_can_be_had(
    library: ToyLibrary, tmp_path: Path, without: tuple[str, ...]
) -> None:
    """Also from libraries that lack the functions for many."""
    model = load(library, tmp_path, without=without)
    model.decode(batch((0, 0, [1, 2, 3, 4]), (1, 0, [5]), (2, 0, [6]), wants="all"))
    expected = [best([1, 2, 3, 4][: n + 1]) for n in range(4)]
    assert [chosen(model, row) for row in range(4)] == expected
    assert [chosen(model, 4), chosen(model, 5)] == [best([5]), best([6])]


def test_a_tail_is_forgotten_and_grown_again(model: MlcModel) -> None:
    model.decode(batch((0, 0, [1, 2, 3, 4, 5])))
    assert model.sequence_remove(0, 2, -1)
    model.decode(batch((0, 2, [9])))
    assert chosen(model, 0) == best([1, 2, 9])
    assert not model.sequence_remove(0, 0, 1)
    assert model.sequence_remove(0, 0, -1)
    model.decode(batch((0, 0, [4])))
    assert chosen(model, 0) == best([4])


def test_a_copy_goes_its_own_way(model: MlcModel) -> None:
    model.decode(batch((0, 0, [1, 2, 3]), (1, 0, [7, 7])))
    model.sequence_copy(0, 1, 0, 2)
    model.decode(batch((1, 2, [8]), (0, 3, [9])))
    assert [chosen(model, 0), chosen(model, 1)] == [best([1, 2, 8]), best([1, 2, 3, 9])]
    with pytest.raises(DecodeError, match="has 4 tokens"):
        model.sequence_copy(0, 2, 0, 50)
    with pytest.raises(CapabilityError):
        model.sequence_copy(0, 2, 1, 2)


def test_sequences_can_be_cut_for_ever(model: MlcModel) -> None:
    """Native numbers are given back: the toy has room for nine."""
    model.decode(batch((0, 0, [1, 2, 3])))
    for token in range(1, 30):
        model.sequence_copy(0, 1, 0, 3)
        model.sequence_remove(1, 2, -1)
        model.decode(batch((1, 2, [token])))
        assert chosen(model, 0) == best([1, 2, token])


def test_a_full_cache_is_told_before_anything_changes(model: MlcModel, library: ToyLibrary) -> None:
    for sequence_id in (0, 1):
        model.decode(batch((sequence_id, 0, [1] * 128)))
        model.decode(batch((sequence_id, 128, [1] * 60)))
    library.calls.clear()
    with pytest.raises(CacheFullError):
        model.decode(batch((2, 0, [1] * 100)))
    assert library.calls == []
    model.sequence_remove(0, 0, -1)
    model.decode(batch((2, 0, [1] * 100)))


def test_positions_that_do_not_follow_are_refused(model: MlcModel) -> None:
    with pytest.raises(DecodeError, match="do not follow"):
        model.decode(batch((0, 3, [1])))
    with pytest.raises(DecodeError, match="n_batch 128"):
        model.decode(batch((0, 0, [1] * 129)))


def test_an_interrupt_stops_between_chunks_and_can_be_undone(
    model: MlcModel, library: ToyLibrary
) -> None:
    library.before_call = model.interrupt
    tokens = list(range(1, 31)) * 3
    with pytest.raises(DecodeInterruptedError):
        model.decode(batch((0, 0, tokens)))
    assert library.calls == ["prefill"]
    library.before_call = lambda: None
    model.clear_interrupt()
    model.sequence_remove(0, 0, -1)
    model.decode(batch((0, 0, tokens)))
    assert chosen(model, len(tokens) - 1) == best(tokens)


def test_what_fails_inside_is_a_decode_error(model: MlcModel, library: ToyLibrary) -> None:
    def fail() -> None:
        raise RuntimeError("no such kernel")

    library.before_call = fail
    with pytest.raises(DecodeError, match="no such kernel"):
        model.decode(batch((0, 0, [1])))


@pytest.mark.parametrize("name", ["embed", "prefill", "decode", "create_tir_paged_kv_cache"])
def test_a_library_without_a_needed_function_is_refused(
    library: ToyLibrary, tmp_path: Path, name: str
) -> None:
    with pytest.raises(ModelUnsupportedError, match=f"no function '{name}'"):
        load(library, tmp_path, without=(name,))


@pytest.mark.parametrize(
    ("config", "n_ctx"),
    [
        ({"context_window_size": 96}, 96),
        ({"context_window_size": -1, "sliding_window_size": 64}, 64),
        ({"model_config": {"context_window_size": 48}}, 48),
        ({"context_window_size": 1 << 20}, 8192),
    ],
)
def test_the_context_is_the_models_own(
    library: ToyLibrary, tmp_path: Path, config: dict[str, Any], n_ctx: int
) -> None:
    """Where it slides, the window: within it there is no difference."""
    write_bundle(tmp_path, **config)
    bundle = open_bundle(tmp_path)
    machine: Any = library.machine()
    weights = read_weights(bundle, None)
    assert MlcModel(library, machine, weights, bundle, ContextParams()).n_ctx == n_ctx  # type: ignore[arg-type]


def test_a_bundle_that_names_no_context_is_refused(library: ToyLibrary, tmp_path: Path) -> None:
    write_bundle(tmp_path, context_window_size=-1)
    bundle = open_bundle(tmp_path)
    machine: Any = library.machine()
    with pytest.raises(ModelUnsupportedError, match="context_window_size"):
        MlcModel(library, machine, read_weights(bundle, None), bundle, ContextParams())  # type: ignore[arg-type]


def test_weights_of_another_model_are_refused(library: ToyLibrary, tmp_path: Path) -> None:
    write_bundle(tmp_path)
    bundle = open_bundle(tmp_path)
    weights = {"table": np.zeros((3, 3), dtype=np.float32)}
    with pytest.raises(ModelUnsupportedError, match="'table' as float32"):
        MlcModel(library, library.machine(), weights, bundle, PARAMS)  # type: ignore[arg-type]


def test_what_it_cannot_do_it_says(model: MlcModel) -> None:
    for call in (
        lambda: model.sequence_state(0),
        lambda: model.sequence_restore(0, b""),
        lambda: model.sequence_shift(0, 0, 1, -1),
        lambda: model.embed([[1]]),
    ):
        with pytest.raises(CapabilityError):
            call()
    assert model.capabilities.can_copy
    assert not model.capabilities.can_shift


def test_threads_and_closing(model: MlcModel, library: ToyLibrary) -> None:
    model.set_threads(3, 3)
    assert library.n_threads == model.n_threads == 3
    model.close()
    model.close()
    with pytest.raises(EngineClosedError):
        model.decode(batch((0, 0, [1])))


def test_its_vocabulary_is_the_tokenizers(model: MlcModel) -> None:
    assert model.tokenizer.encode("AB", add_special=False) == [1, 2]
    assert model.tokenizer.n_tokens == model.info.n_vocab == N_VOCAB
    assert model.tokenizer.piece(0) == b""
    assert model.tokenizer.is_eog(0)
