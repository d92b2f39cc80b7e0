"""Decoding: batches, sequences, copies, shifts, a full cache, an interrupt."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest

from onhand.errors import CapabilityError, DecodeError
from onhand.runtimes.base import Batch, CacheFullError, DecodeInterruptedError
from onhand.runtimes.llama_cpp.runtime import LlamaModel
from onhand.types.params import ContextParams
from onhand.types.sampling import SamplingParams
from tests.unit.runtimes.llama_cpp.conftest import Load
from tests.unit.runtimes.llama_cpp.driving import (
    PROMPT,
    generate,
    logits,
    prefill,
    step,
)

LONG = [1, *(300 + index * 7 % 200 for index in range(59))]


def test_a_batch_of_several_sequences_equals_one_after_another(model: LlamaModel) -> None:
    prompts = [PROMPT, PROMPT[:3], [1, 400, 401]]
    alone = []
    for tokens in prompts:
        model.sequence_remove(0, 0, -1)
        alone.append(logits(model, prefill(model, tokens)))
    model.sequence_remove(0, 0, -1)
    batch, rows = Batch(), []
    for sequence_id, tokens in enumerate(prompts):
        for position, token_id in enumerate(tokens):
            row = batch.add(token_id, position, sequence_id, position == len(tokens) - 1)
        rows.append(row)
    model.decode(batch)
    for row, expected in zip(rows, alone, strict=True):
        np.testing.assert_allclose(logits(model, row), expected, atol=2e-2)


def test_a_chunked_prefill_equals_a_whole_one(model: LlamaModel) -> None:
    whole = logits(model, prefill(model, LONG))
    for start in range(0, 60, 20):
        row = prefill(model, LONG[start : start + 20], sequence_id=1, start=start)
    np.testing.assert_allclose(logits(model, row), whole, atol=2e-2)


def test_generating_twice_after_a_reset_gives_the_same(model: LlamaModel) -> None:
    first = generate(model, n=30)
    assert generate(model, n=30) == first
    assert len(set(first)) > 10


def test_more_rows_than_a_batch_takes_are_refused(model: LlamaModel) -> None:
    """The library aborts the process there."""
    with pytest.raises(ValueError, match="1 to 512 rows, got 513"):
        prefill(model, [300] * 513)


def test_more_sequences_than_rows_of_a_batch_decode(load: Load) -> None:
    """The library aborts there unless it is told how many rows want logits."""
    context = ContextParams(n_ctx=64, n_cells=256, n_batch=2, n_ubatch=2, n_seq_max=16)
    model = load(context=context)
    for sequence_id in range(0, 16, 2):
        batch = Batch()
        for offset in range(2):
            batch.add(300, 0, sequence_id + offset, True)
        model.decode(batch)
        assert np.isfinite(logits(model, 1)).all()


def test_more_logits_than_there_is_room_for_are_refused(model: LlamaModel) -> None:
    """The library aborts the process there."""
    batch = Batch()
    for position in range(129):
        batch.add(300, position, 0, True)
    with pytest.raises(ValueError, match=r"At most 128 rows .* got 129"):
        model.decode(batch)
    batch.wants_logits[0] = False
    model.decode(batch)
    assert np.isfinite(logits(model, 128)).all()


def test_a_full_cache_changes_nothing(load: Load) -> None:
    """What was there goes on; the batch that did not fit left no trace."""
    model = load(context=ContextParams(n_ctx=256, n_cells=256, n_seq_max=2))
    prefill(model, LONG)
    fill = [300] * (model.n_cells - len(LONG) - 1)
    prefill(model, fill, sequence_id=1)
    with pytest.raises(CacheFullError, match="no cells for 2 tokens"):
        prefill(model, [300, 301], sequence_id=0, start=len(LONG))
    after = logits(model, step(model, 302, len(LONG)))
    undisturbed = load(context=ContextParams(n_ctx=256, n_cells=512, n_seq_max=2))
    prefill(undisturbed, LONG)
    expected = logits(undisturbed, step(undisturbed, 302, len(LONG)))
    np.testing.assert_allclose(after, expected, atol=2e-2)


@pytest.mark.parametrize(
    ("token_id", "position", "sequence_id"),
    [(-1, 0, 0), (512, 0, 0), (5, 0, 4), (5, 0, -1), (5, 9, 0), (5, -3, 0)],
)
def test_rows_that_make_no_sense_are_a_decode_error(
    model: LlamaModel, token_id: int, position: int, sequence_id: int
) -> None:
    prefill(model)
    with pytest.raises(DecodeError, match="answered -1 to 1 tokens") as caught:
        step(model, token_id, position, sequence_id)
    assert caught.value.native_log
    step(model, 300, len(PROMPT))


def test_a_copied_prefix_answers_as_the_original(model: LlamaModel) -> None:
    prefill(model, LONG)
    model.sequence_copy(0, 1, 0, 40)
    copied = logits(model, prefill(model, LONG[40:], sequence_id=1, start=40))
    model.sequence_remove(2, 0, -1)
    fresh = logits(model, prefill(model, LONG, sequence_id=2))
    np.testing.assert_allclose(copied, fresh, atol=2e-2)


def test_a_copy_outlives_its_original(model: LlamaModel) -> None:
    prefill(model, LONG)
    model.sequence_copy(0, 1, 0, len(LONG))
    expected = logits(model, step(model, 300, len(LONG)))
    model.sequence_remove(0, 0, -1)
    copied = logits(model, step(model, 300, len(LONG), sequence_id=1))
    np.testing.assert_allclose(copied, expected, atol=2e-2)


def test_a_forgotten_tail_leaves_no_trace(model: LlamaModel) -> None:
    prefill(model, LONG)
    assert model.sequence_remove(0, 30, -1)
    again = logits(model, prefill(model, [444, 445], start=30))
    fresh = logits(model, prefill(model, [*LONG[:30], 444, 445], sequence_id=1))
    np.testing.assert_allclose(again, fresh, atol=2e-2)


def test_a_shift_moves_positions_by_the_difference(model: LlamaModel) -> None:
    """Rotary positions are relative: computed at 7 and moved by -7 equals computed at 0."""
    prefill(model, LONG, start=7)
    model.sequence_shift(0, 7, -1, -7)
    moved = logits(model, step(model, 300, len(LONG)))
    prefill(model, LONG, sequence_id=1)
    expected = logits(model, step(model, 300, len(LONG), sequence_id=1))
    np.testing.assert_allclose(moved, expected, atol=0.1)
    assert moved.argmax() == expected.argmax()


def test_a_context_shift_goes_on_generating(load: Load) -> None:
    """Discard the middle, slide the rest: the next position is free again."""
    model = load(context=ContextParams(n_ctx=64, n_cells=256, n_seq_max=1))
    prefill(model, LONG)
    assert model.capabilities.can_shift
    assert model.sequence_remove(0, 10, 30)
    model.sequence_shift(0, 30, -1, -20)
    row = step(model, 300, len(LONG) - 20)
    assert np.isfinite(logits(model, row)).all()
    with pytest.raises(DecodeError):
        step(model, 300, len(LONG) + 1)


@pytest.mark.parametrize("architecture", ["mamba", "qwen2vl"])
def test_a_cache_that_cannot_shift_refuses_before_anything_happens(
    load: Load, architecture: str
) -> None:
    """The library would abort at the next decode."""
    model = load(architecture=architecture)
    assert not model.capabilities.can_shift
    expected = logits(model, prefill(model))
    with pytest.raises(CapabilityError, match=f"'{architecture}' models .* cannot shift"):
        model.sequence_shift(0, 2, -1, -1)
    model.sequence_remove(0, 0, -1)
    np.testing.assert_allclose(logits(model, prefill(model)), expected, atol=1e-5)


@pytest.mark.parametrize(
    ("type_k", "n_embd", "shifts"),
    [
        ("f32", 64, True),
        ("bf16", 256, False),
        ("q8_0", 128, False),
        ("q8_0", 256, True),
        ("q4_0", 256, True),
    ],
)
def test_keys_shift_only_where_their_type_can_be_turned(
    load: Load, type_k: str, n_embd: int, shifts: bool
) -> None:
    """The library aborts on bf16 and crashes on quantised keys of heads that are no 64s."""
    context = ContextParams(n_ctx=256, n_cells=256, n_seq_max=1, type_k=type_k)
    model = load(context=context, n_embd=n_embd)
    assert model.capabilities.can_shift is shifts
    prefill(model, LONG)
    model.sequence_remove(0, 10, 20)
    if not shifts:
        with pytest.raises(CapabilityError, match=f"type {type_k} cannot shift"):
            model.sequence_shift(0, 20, -1, -10)
    else:
        model.sequence_shift(0, 20, -1, -10)
        assert np.isfinite(logits(model, step(model, 300, len(LONG) - 10))).all()


def test_a_recurrent_state_cannot_forget_its_tail(load: Load) -> None:
    model = load(architecture="mamba")
    assert model.info.is_recurrent
    assert not model.capabilities.can_remove_tail
    assert not model.capabilities.can_copy
    prefill(model)
    assert not model.sequence_remove(0, 3, -1)
    assert model.sequence_remove(0, 0, -1)
    with pytest.raises(CapabilityError, match="recurrent"):
        model.sequence_copy(0, 1, 0, 3)


def test_a_sliding_window_keeps_what_prefix_reuse_needs(load: Load) -> None:
    """The cache of a windowed model is held in full, so that tails and copies stay exact."""
    model = load(architecture="gemma3")
    prefill(model, LONG)
    assert model.sequence_remove(0, 30, -1)
    again = logits(model, prefill(model, LONG[30:], start=30))
    fresh = logits(model, prefill(model, LONG, sequence_id=1))
    np.testing.assert_allclose(again, fresh, atol=5e-2)


@pytest.mark.parametrize("sequence_id", [-1, 4])
def test_a_sequence_that_does_not_exist_is_refused(model: LlamaModel, sequence_id: int) -> None:
    """The library aborts the process there."""
    for call in (
        lambda: model.sequence_remove(sequence_id, 0, -1),
        lambda: model.sequence_copy(0, sequence_id, 0, 1),
        lambda: model.sequence_copy(sequence_id, 0, 0, 1),
        lambda: model.sequence_shift(sequence_id, 0, -1, 1),
        lambda: model.sequence_state(sequence_id),
        lambda: model.sequence_restore(sequence_id, b""),
    ):
        with pytest.raises(ValueError, match="ids are 0 to 3"):
            call()


def test_positions_cannot_become_negative(model: LlamaModel) -> None:
    prefill(model)
    with pytest.raises(ValueError, match="Position 2 cannot be moved by -3"):
        model.sequence_shift(0, 2, -1, -3)


def test_an_interrupt_that_is_set_stops_the_next_decode(model: LlamaModel) -> None:
    expected = logits(model, prefill(model, LONG))
    model.sequence_remove(0, 0, -1)
    model.interrupt()
    with pytest.raises(DecodeInterruptedError, match="60 tokens was interrupted"):
        prefill(model, LONG)
    model.clear_interrupt()
    model.sequence_remove(0, 0, -1)
    np.testing.assert_allclose(logits(model, prefill(model, LONG)), expected, atol=1e-4)


@pytest.mark.slow
def test_an_interrupt_from_another_thread_stops_a_long_prefill(load: Load) -> None:
    """A 512-token prefill is cut short inside its one computation, and can be done again."""
    model = load(
        context=ContextParams(n_ctx=512, n_cells=512, n_seq_max=1, n_threads=1),
        n_embd=512,
        n_ff=2048,
        n_layer=6,
        n_head=8,
        n_head_kv=8,
        name="slow",
    )
    tokens = [1, *([300] * 511)]
    begin = time.perf_counter()
    prefill(model, tokens)
    whole_s = time.perf_counter() - begin
    assert whole_s > 0.1  # long enough to be cut short
    for share in (0.1, 0.3, 0.6):
        model.sequence_remove(0, 0, -1)
        timer = threading.Timer(whole_s * share, model.interrupt)
        begin = time.perf_counter()
        timer.start()
        with pytest.raises(DecodeInterruptedError):
            prefill(model, tokens)
        assert time.perf_counter() - begin < whole_s * (share + 0.35) + 0.2
        model.clear_interrupt()
        timer.join()
    model.sequence_remove(0, 0, -1)
    prefill(model, tokens)


def test_threads_can_change_between_decodes(model: LlamaModel) -> None:
    expected = logits(model, prefill(model, LONG))
    model.set_threads(2, 2)
    assert model.n_threads == 2
    model.sequence_remove(0, 0, -1)
    np.testing.assert_allclose(logits(model, prefill(model, LONG)), expected, atol=2e-2)
    model.set_threads(1, 1)
    with pytest.raises(ValueError, match="at least 1"):
        model.set_threads(0, 1)


def test_text_of_a_context_for_text_has_no_embeddings(model: LlamaModel) -> None:
    with pytest.raises(CapabilityError, match="text, not embeddings"):
        model.embed([[1, 2]])


def test_sampling_twice_from_one_row_needs_no_second_decode(model: LlamaModel) -> None:
    row = prefill(model)
    sampler = model.sampler(SamplingParams(temperature=1.0), 4)
    assert len({sampler.sample(row) for _ in range(40)}) > 3
