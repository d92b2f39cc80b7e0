"""The numpy chain draws from the same distribution as llama.cpp's own samplers.

For each parameter alone and for four combinations: the same logits and history go through both,
100,000 tokens are drawn from each, and the two counts must not differ by more than chance
(chi-square of two samples). Whatever comes before the last draw does not depend on chance, except
XTC, whose coin is thrown for every draw on both sides; so the chain runs once and its end often.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from onhand.runtimes.llama_cpp.chain import ChainBuilder, Chains
from onhand.runtimes.llama_cpp.runtime import LlamaCppRuntime, LlamaModel
from onhand.runtimes.logits import LogitsSampler, SamplerFactory
from onhand.types.params import ContextParams, ModelParams
from onhand.types.sampling import SamplingParams
from tests.tiny_models import tiny_model

N_DRAWS = 100_000
SEED = 20_261_121
HISTORY = [40, 41, 42, 43, 44, 60, 40, 41, 42, 43, 45, 61, 40, 41, 42, 43] * 2

PLAIN: dict[str, Any] = {"temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0}
ALONE: dict[str, dict[str, Any]] = {
    "temperature": {"temperature": 0.7},
    "dynatemp": {"temperature": 0.9, "dynatemp_range": 0.5, "dynatemp_exponent": 1.3},
    "top_k": {"top_k": 12},
    "top_p": {"top_p": 0.8},
    "min_p": {"min_p": 0.1},
    "typical_p": {"typical_p": 0.7},
    "top_n_sigma": {"top_n_sigma": 1.5},
    "repeat_penalty": {"repeat_penalty": 1.4},
    "repeat_last_n": {"repeat_penalty": 1.4, "repeat_last_n": 3},
    "presence_penalty": {"presence_penalty": 0.8},
    "frequency_penalty": {"frequency_penalty": 0.3},
    "dry": {"dry_multiplier": 0.8, "dry_sequence_breakers": ()},
    "dry_breakers": {"dry_multiplier": 0.8, "dry_allowed_length": 1},
    "dry_window": {"dry_multiplier": 0.8, "dry_penalty_last_n": 12, "dry_sequence_breakers": ()},
    "xtc": {"xtc_probability": 0.4, "xtc_threshold": 0.05},
    "mirostat": {"mirostat": 2, "mirostat_tau": 2.0, "mirostat_eta": 0.0},
    "logit_bias": {"logit_bias": {40: 3.0, 41: -100.0, 300: 5.5}},
    "ignore_eog": {"ignore_eog": True},
}
TOGETHER: dict[str, dict[str, Any]] = {
    "defaults": {"temperature": 0.8, "top_k": 40, "top_p": 0.95, "min_p": 0.05},
    "careful": {
        "repeat_penalty": 1.1,
        "frequency_penalty": 0.2,
        "top_k": 30,
        "typical_p": 0.9,
        "temperature": 0.6,
    },
    "wild": {
        "dry_multiplier": 0.7,
        "dry_sequence_breakers": (),
        "logit_bias": {45: 2.0},
        "top_n_sigma": 2.0,
        "top_p": 0.9,
        "temperature": 1.4,
        "dynatemp_range": 0.6,
    },
    "creative": {
        "presence_penalty": 0.5,
        "min_p": 0.02,
        "xtc_probability": 0.5,
        "xtc_threshold": 0.08,
        "temperature": 1.2,
    },
}
CASES = {**ALONE, **TOGETHER}


@pytest.fixture(scope="module")
def model() -> Iterator[LlamaModel]:
    """A tiny model: only its vocabulary is used."""
    runtime = LlamaCppRuntime()
    model = runtime.load(
        str(tiny_model()), ModelParams(), ContextParams(n_ctx=256, n_cells=256, n_threads=1)
    )
    yield model
    model.close()
    runtime.close()


@pytest.fixture(scope="module")
def logits(model: LlamaModel) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Scores with a few likely tokens, some of them in the history, and a long tail."""
    rng = np.random.default_rng(5)
    values = rng.normal(-4.0, 1.5, model.info.n_vocab).astype(np.float32)
    likely = [*range(38, 50), 60, 61, 300, 301]
    values[likely] = rng.normal(1.5, 1.2, len(likely)).astype(np.float32)
    values[list(model.info.eog_token_ids)] = 1.0
    return values


@pytest.mark.parametrize("name", CASES)
def test_the_native_chain_and_ours_draw_alike(
    name: str, model: LlamaModel, logits: np.ndarray[Any, np.dtype[np.float32]]
) -> None:
    params = SamplingParams(**{**PLAIN, **CASES[name]})
    ours = _our_counts(model, params, logits)
    theirs = _native_counts(model, params, logits)
    assert ours.sum() == theirs.sum() == N_DRAWS
    assert set(np.flatnonzero(ours > 40)) <= set(np.flatnonzero(theirs))
    assert set(np.flatnonzero(theirs > 40)) <= set(np.flatnonzero(ours))
    assert _p_value(ours, theirs) > 1e-3


def test_a_parameter_that_is_off_by_a_little_is_noticed(
    model: LlamaModel, logits: np.ndarray[Any, np.dtype[np.float32]]
) -> None:
    """The test above can fail: 3 % in the temperature are seen."""
    ours = _our_counts(model, SamplingParams(**{**PLAIN, "temperature": 0.70}), logits)
    theirs = _native_counts(model, SamplingParams(**{**PLAIN, "temperature": 0.72}), logits)
    assert _p_value(ours, theirs) < 1e-3


@pytest.mark.parametrize("name", ["defaults", "creative", "mirostat"])
def test_bulk_draws_are_the_draws_of_sample(
    name: str, model: LlamaModel, logits: np.ndarray[Any, np.dtype[np.float32]]
) -> None:
    """What the test above draws in bulk is what `sample` returns token by token."""
    params = SamplingParams(**{**PLAIN, **CASES[name], "presence_penalty": 0.0, "repeat_last_n": 0})
    sampler = _factory(model, logits).build(params, SEED)
    bulk = _our_draws(_factory(model, logits).build(params, SEED), 300, params)
    assert [sampler.sample(0) for _ in range(300)] == bulk.tolist()


# ── ours ──


def _factory(model: LlamaModel, logits: np.ndarray[Any, np.dtype[np.float32]]) -> SamplerFactory:
    return SamplerFactory(
        lambda row: logits,
        model.tokenizer,
        n_vocab=model.info.n_vocab,
        n_ctx=model.n_ctx,
        eog_token_ids=model.info.eog_token_ids,
    )


def _our_counts(
    model: LlamaModel, params: SamplingParams, logits: np.ndarray[Any, np.dtype[np.float32]]
) -> np.ndarray[Any, Any]:
    sampler = _factory(model, logits).build(params, SEED)
    for token_id in HISTORY:
        sampler.accept(token_id, is_generated=False)
    drawn = _our_draws(sampler, N_DRAWS, params)
    return np.bincount(drawn, minlength=model.info.n_vocab)


def _our_draws(
    sampler: LogitsSampler, n_draws: int, params: SamplingParams
) -> np.ndarray[Any, Any]:
    """Draw many tokens; where XTC throws a coin, from the distribution that its side leads to."""
    stream = sampler._stream
    drawn = np.empty(n_draws, dtype=np.int64)
    tables: dict[bool, tuple[Any, Any]] = {}
    chances = np.empty(n_draws)
    sides = np.zeros(n_draws, dtype=bool)
    for index in range(n_draws):
        stream.advance()
        chances[index] = stream.uniform(0)
        if params.xtc_probability > 0:
            sides[index] = stream.uniform(1) <= params.xtc_probability
        if bool(sides[index]) not in tables:
            stream.advance(-1)
            ids, probabilities = sampler.distribution(0)
            stream.advance()
            tables[bool(sides[index])] = ids, np.cumsum(probabilities)
    for side, (ids, cumulative) in tables.items():
        here = np.flatnonzero(sides == side)
        rows = np.searchsorted(cumulative, chances[here] * cumulative[-1], side="right")
        drawn[here] = ids[np.minimum(rows, len(ids) - 1)]
    return drawn


# ── llama.cpp's ──


class _NativeRow:
    """An array of candidates as the native samplers take it, that can be set back."""

    def __init__(self, llama: Any, values: list[tuple[int, float]]) -> None:
        entry = llama.llama_token_data
        self._start = (entry * len(values))(*(entry(i, v, 0.0) for i, v in values))
        self._rows = (entry * len(values))()
        self._size = ctypes.sizeof(self._rows)
        self._pointer = ctypes.cast(self._rows, llama.llama_token_data_p)
        self.array = llama.llama_token_data_array()
        self.reference = ctypes.byref(self.array)
        self.is_sorted = False
        self.reset()

    def reset(self) -> None:
        ctypes.memmove(self._rows, self._start, self._size)
        self.array.data = self._pointer
        self.array.size = len(self._rows)
        self.array.selected = -1
        self.array.sorted = self.is_sorted

    def left(self) -> list[tuple[int, float]]:
        return [(self.array.data[i].id, self.array.data[i].logit) for i in range(self.array.size)]

    def selected(self) -> int:
        return int(self.array.data[self.array.selected].id)


def _native_counts(
    model: LlamaModel, params: SamplingParams, logits: np.ndarray[Any, np.dtype[np.float32]]
) -> np.ndarray[Any, Any]:
    llama = model._model.library.llama
    builder: ChainBuilder = model._builder
    chains = builder.build(params, SEED)
    for token_id in HISTORY:
        llama.llama_sampler_accept(chains.first, token_id)
    row = _NativeRow(llama, list(enumerate(logits.tolist())))
    if params.mirostat == 2:
        drawn = _native_mirostat(llama, chains, row, params)
    elif params.xtc_probability > 0:
        drawn = _native_xtc(llama, chains, row, params, builder)
    else:
        drawn = _native_plain(llama, chains, row)
    chains.free(llama)
    return np.bincount(drawn, minlength=model.info.n_vocab)


def _native_plain(llama: Any, chains: Chains, row: _NativeRow) -> list[int]:
    """Run the chain up to its last sampler once, and that one 100,000 times."""
    dist = llama.llama_sampler_chain_remove(
        chains.first, llama.llama_sampler_chain_n(chains.first) - 1
    )
    llama.llama_sampler_apply(chains.first, row.reference)
    drawn = _draw(llama, dist, _narrowed(llama, row))
    llama.llama_sampler_free(dist)
    return drawn


def _native_mirostat(
    llama: Any, chains: Chains, row: _NativeRow, params: SamplingParams
) -> list[int]:
    """Mirostat v2 of the library itself, which draws; with eta 0 its limit stays where it is."""
    for chain in (chains.first, chains.middle):
        llama.llama_sampler_apply(chain, row.reference)
    own = llama.llama_sampler_init_mirostat_v2(SEED, params.mirostat_tau, params.mirostat_eta)
    drawn = _draw(llama, own, _narrowed(llama, row))
    llama.llama_sampler_free(own)
    return drawn


def _native_xtc(
    llama: Any, chains: Chains, row: _NativeRow, params: SamplingParams, builder: ChainBuilder
) -> list[int]:
    """Everything from XTC's coin on is run for every draw."""
    for chain in (chains.first, chains.middle):
        llama.llama_sampler_apply(chain, row.reference)
    narrowed = _narrowed(llama, row)
    xtc = builder.xtc(params, SEED)
    drawn = []
    for _ in range(N_DRAWS):
        narrowed.reset()
        llama.llama_sampler_apply(xtc, narrowed.reference)
        llama.llama_sampler_apply(chains.last, narrowed.reference)
        drawn.append(narrowed.selected())
    llama.llama_sampler_free(xtc)
    return drawn


def _narrowed(llama: Any, row: _NativeRow) -> _NativeRow:
    """Return what is left, without what nobody can draw, sorted."""
    left = [(token_id, logit) for token_id, logit in row.left() if logit > -math.inf]
    narrowed = _NativeRow(llama, sorted(left, key=lambda entry: -entry[1]))
    narrowed.is_sorted = True
    narrowed.reset()
    return narrowed


def _draw(llama: Any, sampler: Any, row: _NativeRow) -> list[int]:
    drawn = []
    apply, reset, selected = llama.llama_sampler_apply, row.reset, row.selected
    for _ in range(N_DRAWS):
        reset()
        apply(sampler, row.reference)
        drawn.append(selected())
    return drawn


# ── the comparison ──


def _p_value(first: np.ndarray[Any, Any], second: np.ndarray[Any, Any]) -> float:
    """Return how likely two equal sources differ this much (Wilson and Hilferty, 1931).

    Tokens that were drawn fewer than ten times in all are counted as one.
    """
    total = first + second
    rare = total < 10
    pairs = [(int(a), int(b)) for a, b in zip(first[~rare], second[~rare], strict=True)]
    rest = int(first[rare].sum()), int(second[rare].sum())
    if sum(rest) >= 10:
        pairs.append(rest)
    chi_square = sum((a - b) ** 2 / (a + b) for a, b in pairs)
    freedom = len(pairs) - 1
    if freedom <= 0:
        return 1.0
    scaled = ((chi_square / freedom) ** (1 / 3) - (1 - 2 / (9 * freedom))) / math.sqrt(
        2 / (9 * freedom)
    )
    return 0.5 * math.erfc(scaled / math.sqrt(2))
