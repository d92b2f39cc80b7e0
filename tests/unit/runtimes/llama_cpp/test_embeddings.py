"""Embeddings: pooling, several inputs at once, and limits."""

from __future__ import annotations

import numpy as np
import pytest

from onhand.errors import CapabilityError, ContextFullError
from onhand.runtimes.base import Batch, DecodeInterruptedError
from onhand.types.params import ContextParams
from onhand.types.sampling import SamplingParams
from tests.unit.runtimes.llama_cpp.conftest import Load

INPUTS = [[1, 300, 301, 302], [1, 400], [1, 310, 320, 330, 340, 350, 360]]
PARAMS = ContextParams(n_ctx=128, n_cells=128, n_batch=64, n_seq_max=4, embeddings=True)


def test_several_inputs_at_once_equal_each_alone(load: Load) -> None:
    model = load(context=PARAMS)
    together = model.embed(INPUTS)
    for tokens, vectors in zip(INPUTS, together, strict=True):
        np.testing.assert_allclose(vectors, model.embed([tokens])[0], rtol=2e-2, atol=2e-2)
    assert [len(vectors) for vectors in together] == [1, 1, 1]
    assert len(together[0][0]) == 64


def test_the_mean_is_the_mean_of_the_tokens_vectors(load: Load) -> None:
    model = load(context=PARAMS)
    each = model.embed(INPUTS, pooled=False)
    assert [len(vectors) for vectors in each] == [len(tokens) for tokens in INPUTS]
    for vectors, (pooled,) in zip(each, model.embed(INPUTS), strict=True):
        np.testing.assert_allclose(np.mean(vectors, axis=0), pooled, rtol=2e-2, atol=2e-2)


@pytest.mark.parametrize(("pooling", "index"), [("cls", 0), ("last", -1)])
def test_other_poolings_take_one_tokens_vector(load: Load, pooling: str, index: int) -> None:
    model = load(context=PARAMS.replace(pooling=pooling))
    each = model.embed(INPUTS, pooled=False)
    for vectors, (pooled,) in zip(each, model.embed(INPUTS), strict=True):
        np.testing.assert_allclose(vectors[index], pooled, rtol=2e-2, atol=2e-2)


def test_more_inputs_than_fit_one_computation_are_split(load: Load) -> None:
    model = load(context=PARAMS.replace(n_seq_max=2))
    many = [[1, 300 + index, 302] for index in range(30)]
    vectors = model.embed(many)
    assert len(vectors) == 30
    np.testing.assert_allclose(vectors[17], model.embed([many[17]])[0], rtol=2e-2, atol=2e-2)
    assert vectors[3] != vectors[4]


def test_an_input_longer_than_one_computation_says_the_numbers(load: Load) -> None:
    with pytest.raises(ContextFullError, match="has 65 tokens; an embedding takes at most 64"):
        load(context=PARAMS).embed([[1], [300] * 65])


def test_an_empty_input_is_refused_and_no_input_is_no_vector(load: Load) -> None:
    model = load(context=PARAMS)
    with pytest.raises(ValueError, match="Input 1 has no tokens"):
        model.embed([[1], []])
    assert model.embed([]) == []


def test_without_pooling_there_is_no_pooled_vector(load: Load) -> None:
    model = load(context=PARAMS.replace(pooling="none"))
    assert len(model.embed([[1, 300]], pooled=False)[0]) == 2
    with pytest.raises(CapabilityError, match="pooling 'none'"):
        model.embed([[1, 300]])


def test_a_context_for_embeddings_does_not_generate(load: Load) -> None:
    model = load(context=PARAMS)
    assert model.capabilities.has_embeddings
    with pytest.raises(CapabilityError, match="embeddings only"):
        model.sampler(SamplingParams.greedy(), 1)


def test_a_model_without_a_cache_embeds_too(load: Load) -> None:
    """BERT-like models see the whole input at once and keep nothing."""
    model = load(context=PARAMS, architecture="bert")
    together = model.embed(INPUTS)
    for tokens, vectors in zip(INPUTS, together, strict=True):
        np.testing.assert_allclose(vectors, model.embed([tokens])[0], rtol=2e-2, atol=2e-2)
    each = model.embed(INPUTS, pooled=False)
    np.testing.assert_allclose(np.mean(each[2], axis=0), together[2][0], rtol=2e-2, atol=2e-2)
    first = np.array(model.embed([[1, 300, 301]], pooled=False)[0][0])
    other = np.array(model.embed([[1, 300, 350]], pooled=False)[0][0])
    assert np.abs(first - other).max() > 1e-3


def test_a_model_without_a_cache_does_not_generate(load: Load) -> None:
    model = load(architecture="bert")
    assert not model.capabilities.can_remove_tail
    assert not model.capabilities.has_grammar
    with pytest.raises(CapabilityError, match="embeddings only"):
        model.sampler(SamplingParams.greedy(), 1)
    with pytest.raises(CapabilityError, match="embeddings only"):
        model.decode(Batch([1], [0], [0], [True]))
    with pytest.raises(CapabilityError, match="keeps no cache"):
        model.sequence_remove(0, 0, -1)


def test_an_embedding_can_be_interrupted_and_its_threads_set(load: Load) -> None:
    model = load(context=PARAMS)
    model.set_threads(2, 2)
    assert model.n_threads == 2
    model.interrupt()
    with pytest.raises(DecodeInterruptedError):
        model.embed(INPUTS)
    model.clear_interrupt()
    assert len(model.embed(INPUTS)) == 3
