"""A sequence's cache as bytes: exact round trips, and damage that is noticed in time."""

from __future__ import annotations

import random
import zlib

import numpy as np
import pytest

from onhand.errors import StateCorruptError
from onhand.runtimes.llama_cpp.runtime import LlamaModel
from onhand.runtimes.llama_cpp.state import _HEAD
from onhand.types.params import ContextParams
from tests.unit.runtimes.llama_cpp.conftest import Load
from tests.unit.runtimes.llama_cpp.driving import PROMPT, generate, logits, prefill, step


def test_a_restored_sequence_goes_on_as_the_saved_one(model: LlamaModel) -> None:
    prefill(model)
    state = model.sequence_state(0)
    expected = logits(model, step(model, 300, len(PROMPT)))
    model.sequence_restore(3, state)
    restored = logits(model, step(model, 300, len(PROMPT), sequence_id=3))
    np.testing.assert_allclose(restored, expected, atol=1e-3)


@pytest.mark.parametrize("architecture", ["llama", "gemma3", "mamba"])
def test_every_kind_of_cache_round_trips(load: Load, architecture: str) -> None:
    saved, other = load(architecture=architecture), load(architecture=architecture)
    prefill(saved)
    state = saved.sequence_state(0)
    other.sequence_restore(0, state)
    expected = logits(saved, step(saved, 300, len(PROMPT)))
    restored = logits(other, step(other, 300, len(PROMPT)))
    np.testing.assert_allclose(restored, expected, atol=1e-3)


def test_restoring_replaces_what_the_sequence_held(model: LlamaModel) -> None:
    prefill(model)
    state = model.sequence_state(0)
    prefill(model, [1, 400, 401, 402, 403, 404, 405, 406], sequence_id=1)
    model.sequence_restore(1, state)
    restored = logits(model, step(model, 300, len(PROMPT), sequence_id=1))
    expected = logits(model, step(model, 300, len(PROMPT)))
    np.testing.assert_allclose(restored, expected, atol=1e-3)


def test_damage_anywhere_is_noticed_and_empties_only_that_sequence(model: LlamaModel) -> None:
    prefill(model)
    state, rng = model.sequence_state(0), random.Random(3)
    for _ in range(100):
        damaged = bytearray(state)
        position = rng.randrange(len(state))
        if position in (6, 7):
            continue  # reserved
        damaged[position] ^= 1 << rng.randrange(8)
        with pytest.raises(StateCorruptError):
            model.sequence_restore(1, bytes(damaged))
    prefill(model, sequence_id=1)
    np.testing.assert_allclose(
        logits(model, step(model, 300, len(PROMPT))),
        logits(model, step(model, 300, len(PROMPT), sequence_id=1)),
        atol=2e-2,
    )


@pytest.mark.parametrize("length", [0, 1, 10, _HEAD.size, 500])
def test_a_truncated_state_is_corrupt(model: LlamaModel, length: int) -> None:
    prefill(model)
    with pytest.raises(StateCorruptError):
        model.sequence_restore(1, model.sequence_state(0)[:length])


def test_a_state_with_something_behind_it_is_corrupt(model: LlamaModel) -> None:
    prefill(model)
    with pytest.raises(StateCorruptError, match="damaged"):
        model.sequence_restore(1, model.sequence_state(0) + b"\0")


def test_another_models_state_is_refused(model: LlamaModel, load: Load) -> None:
    other = load(n_layer=3)
    prefill(other)
    with pytest.raises(StateCorruptError, match="does not fit") as caught:
        model.sequence_restore(1, other.sequence_state(0))
    assert caught.value.native_log
    prefill(model, sequence_id=1)


def test_bytes_that_are_sealed_but_nonsense_are_refused(model: LlamaModel) -> None:
    """The library's own checks catch what a checksum over nonsense cannot."""
    data = random.Random(5).randbytes(5000)
    sealed = _HEAD.pack(b"OHLS", 1, 0, len(data), zlib.crc32(data)) + data
    with pytest.raises(StateCorruptError, match="does not fit"):
        model.sequence_restore(2, sealed)
    assert len(generate(model, sequence_id=2)) == 20


def test_a_state_that_finds_no_cells_is_refused(load: Load) -> None:
    big = load(context=ContextParams(n_ctx=512, n_cells=512, n_seq_max=1))
    prefill(big, [1, *([300] * 400)])
    small = load(context=ContextParams(n_ctx=256, n_cells=256, n_seq_max=2))
    with pytest.raises(StateCorruptError, match="does not fit"):
        small.sequence_restore(0, big.sequence_state(0))
    assert len(generate(small)) == 20
