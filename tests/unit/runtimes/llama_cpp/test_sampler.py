"""The chain: its order against single native samplers, its stream, masks, log probabilities."""

from __future__ import annotations

import ctypes
import random
from typing import Any

import numpy as np
import pytest

from onhand.errors import DecodeError, EngineClosedError, GrammarError
from onhand.runtimes.llama_cpp.runtime import LlamaModel
from onhand.types.sampling import SAMPLER_ORDER, SamplingParams
from tests.unit.runtimes.llama_cpp.driving import (
    PROMPT,
    generate,
    logits,
    prefill,
)

EVERYTHING = SamplingParams(
    temperature=0.9,
    dynatemp_range=0.3,
    dynatemp_exponent=1.2,
    top_k=60,
    top_p=0.97,
    min_p=0.01,
    typical_p=0.98,
    top_n_sigma=2.5,
    repeat_penalty=1.2,
    repeat_last_n=8,
    presence_penalty=0.3,
    frequency_penalty=0.2,
    dry_multiplier=0.7,
    dry_allowed_length=1,
    logit_bias={300: 2.0, 301: -3.0},
)


def single_samplers(model: LlamaModel, params: SamplingParams, seed: int) -> dict[str, Any]:
    """Return the native sampler of each rule in `params` by its name in SAMPLER_ORDER."""
    llama, vocab, n_vocab = model._llama, model._model.vocab, model.info.n_vocab
    bias = (llama.llama_logit_bias * len(params.logit_bias))(
        *(llama.llama_logit_bias(token, value) for token, value in params.logit_bias.items())
    )
    breakers = [text.encode() for text in params.dry_sequence_breakers]
    listed = (ctypes.c_char_p * len(breakers))(*breakers)
    make = {
        "logit_bias": llama.llama_sampler_init_logit_bias(n_vocab, len(bias), bias),
        "penalties": llama.llama_sampler_init_penalties(
            n_vocab,
            params.repeat_last_n,
            params.repeat_penalty,
            params.frequency_penalty,
            params.presence_penalty,
        ),
        "dry": llama.llama_sampler_init_dry(
            vocab,
            params.dry_multiplier,
            params.dry_base,
            params.dry_allowed_length,
            model.n_ctx,
            listed,
            len(breakers),
        ),
        "top_n_sigma": llama.llama_sampler_init_top_n_sigma(params.top_n_sigma or 0.0),
        "top_k": llama.llama_sampler_init_top_k(params.top_k),
        "typical_p": llama.llama_sampler_init_typical(params.typical_p, 1),
        "top_p": llama.llama_sampler_init_top_p(params.top_p, 1),
        "min_p": llama.llama_sampler_init_min_p(params.min_p, 1),
        "temperature": llama.llama_sampler_init_temp_ext(
            params.temperature, params.dynatemp_range, params.dynatemp_exponent
        ),
        "dist": llama.llama_sampler_init_dist(seed),
    }
    return {name: make[name] for name in SAMPLER_ORDER if name in make}


def reference_token(model: LlamaModel, samplers: dict[str, Any], values: Any) -> int:
    """Apply the samplers one by one to a fresh candidate array and return what is selected."""
    llama = model._llama
    rows = (llama.llama_token_data * len(values))()
    for token_id, value in enumerate(values):
        rows[token_id].id, rows[token_id].logit = token_id, value
    array = llama.llama_token_data_array(
        ctypes.cast(rows, llama.llama_token_data_p), len(values), -1, False
    )
    for sampler in samplers.values():
        llama.llama_sampler_apply(sampler, ctypes.byref(array))
    token_id = int(array.data[array.selected].id)
    for sampler in samplers.values():
        llama.llama_sampler_accept(sampler, token_id)
    return token_id


def test_the_chain_applies_every_rule_in_the_documented_order(model: LlamaModel) -> None:
    """Twenty draws in a row equal single native samplers applied in SAMPLER_ORDER."""
    values = logits(model, prefill(model))
    for seed in range(5):
        samplers = single_samplers(model, EVERYTHING, seed)
        sampler = model.sampler(EVERYTHING, seed)
        for token_id in PROMPT:
            sampler.accept(token_id, is_generated=False)
            for one in samplers.values():
                model._llama.llama_sampler_accept(one, token_id)
        ours = [sampler.sample(len(PROMPT) - 1) for _ in range(20)]
        assert ours == [reference_token(model, samplers, values) for _ in range(20)]
        assert len(set(ours)) > 5
        for one in samplers.values():
            model._llama.llama_sampler_free(one)
        sampler.close()


def test_another_order_would_be_noticed(model: LlamaModel) -> None:
    """The test above can fail: temperature before truncation chooses other tokens."""
    values = logits(model, prefill(model))
    wrong = ["logit_bias", "temperature", "penalties", "dry", "top_n_sigma", "min_p", "dist"]
    differs = 0
    for seed in range(5):
        samplers = single_samplers(model, EVERYTHING, seed)
        sampler = model.sampler(EVERYTHING, seed)
        ours = [sampler.sample(len(PROMPT) - 1) for _ in range(20)]
        shuffled = {name: samplers[name] for name in wrong}
        differs += ours != [reference_token(model, shuffled, values) for _ in range(20)]
        sampler.close()
    assert differs == 5


def test_temperature_zero_takes_the_most_likely_token(model: LlamaModel) -> None:
    row = prefill(model)
    best = int(np.argmax(logits(model, row)))
    assert model.sampler(SamplingParams.greedy(), 1).sample(row) == best
    assert model.sampler(SamplingParams(temperature=1e-9), 1).sample(row) == best


def test_greedy_still_honours_bias_and_penalties(model: LlamaModel) -> None:
    row = prefill(model)
    best = int(np.argmax(logits(model, row)))
    banned = model.sampler(SamplingParams.greedy(logit_bias={best: -100.0}), 1)
    assert banned.sample(row) != best
    wanted = model.sampler(SamplingParams.greedy(logit_bias={7: 100.0}), 1)
    assert wanted.sample(row) == 7


def test_penalties_see_the_prompt(model: LlamaModel) -> None:
    """A token of the prompt is penalised before anything was generated."""
    row = prefill(model)
    best = int(np.argmax(logits(model, row)))
    params = SamplingParams.greedy(presence_penalty=2.0, frequency_penalty=2.0, repeat_penalty=9.0)
    sampler = model.sampler(params, 1)
    for _ in range(10):
        sampler.accept(best, is_generated=False)
    assert sampler.sample(row) != best


def test_a_seed_repeats_its_tokens_and_another_does_not(model: LlamaModel) -> None:
    params = SamplingParams(temperature=1.0, top_k=0, top_p=1.0, min_p=0.0)
    first, second = (generate(model, params=params, seed=seed) for seed in (5, 6))
    assert generate(model, params=params, seed=5) == first
    assert first != second


@pytest.mark.parametrize(
    "rules",
    [
        {},
        {"top_k": 1},
        {"xtc_probability": 0.5, "xtc_threshold": 0.05},
        {"xtc_probability": 0.5, "xtc_threshold": 0.05, "top_k": 1},
        {"grammar": "root ::= [a-z ]+"},
        {"temperature": 0.0},
    ],
)
def test_skip_advances_the_stream_as_that_many_samples_would(
    model: LlamaModel, rules: dict[str, Any]
) -> None:
    """Fifty trials: n samples and then five equal n skipped and then five."""
    params = SamplingParams(**{"temperature": 1.0, **rules})
    row, rng = prefill(model), random.Random(7)
    for _ in range(50):
        seed, n = rng.randrange(1 << 32 - 1), rng.randrange(12)
        played, skipped = model.sampler(params, seed), model.sampler(params, seed)
        past = [played.sample(row) for _ in range(n)]
        for token_id in past:
            skipped.accept(token_id, is_generated=True)
        skipped.skip(n)
        assert [skipped.sample(row) for _ in range(5)] == [played.sample(row) for _ in range(5)]
        played.close()
        skipped.close()


def test_a_mask_that_allows_everything_changes_nothing(model: LlamaModel) -> None:
    """The path through our own candidate array equals the native one, stream included."""
    row, everything = prefill(model), b"\xff" * 64
    for seed in range(30):
        params = EVERYTHING if seed % 2 else SamplingParams(temperature=1.0)
        masked, plain = model.sampler(params, seed), model.sampler(params, seed)
        ours = [masked.sample(row, everything) for _ in range(4)]
        assert ours == [plain.sample(row) for _ in range(4)]
        masked.close()
        plain.close()


def test_only_tokens_of_the_mask_are_chosen(model: LlamaModel) -> None:
    row, allowed = prefill(model), {40, 300, 511}
    mask = bytearray(64)
    for token_id in allowed:
        mask[token_id // 8] |= 1 << token_id % 8
    sampler = model.sampler(SamplingParams(temperature=5.0, top_k=0, top_p=1.0, min_p=0.0), 3)
    chosen = {sampler.sample(row, mask) for _ in range(60)}
    assert chosen == allowed
    assert {sampler.sample(row, memoryview(bytes(mask))) for _ in range(5)} <= allowed


def test_a_mask_that_allows_nothing_is_a_grammar_error(model: LlamaModel) -> None:
    row = prefill(model)
    sampler = model.sampler(SamplingParams(temperature=1.0), 1)
    with pytest.raises(GrammarError, match="mask leaves none"):
        sampler.sample(row, bytes(64))
    assert 0 <= sampler.sample(row) < 512


def test_a_mask_that_is_too_short_is_refused(model: LlamaModel) -> None:
    row = prefill(model)
    with pytest.raises(ValueError, match="504 bits; the vocabulary has 512"):
        model.sampler(SamplingParams(temperature=1.0), 1).sample(row, bytes(63))


def test_logprobs_are_of_the_raw_logits_whatever_was_sampled(model: LlamaModel) -> None:
    """Masks, bias and temperature do not show in them, before or after sampling."""
    row = prefill(model)
    values = logits(model, row).astype(np.float64)
    expected = values - values.max() - np.log(np.exp(values - values.max()).sum())
    sampler = model.sampler(SamplingParams(temperature=0.1, logit_bias={9: 50.0}), 1)
    before = sampler.logprobs(row, 9, 5)
    sampler.sample(row, b"\x0f" + bytes(63))
    after = sampler.logprobs(row, 9, 5)
    assert before == after
    assert before.logprob == pytest.approx(expected[9])
    assert [token_id for token_id, _ in before.top] == np.argsort(-expected)[:5].tolist()
    assert [p for _, p in before.top] == pytest.approx(sorted(expected)[:-6:-1])
    assert sum(np.exp(p) for _, p in sampler.logprobs(row, 9, 999).top) == pytest.approx(1.0)
    assert sampler.logprobs(row, 9, 0).top == ()


def test_mirostat_keeps_the_candidates_that_the_native_sampler_keeps(model: LlamaModel) -> None:
    """The first draw's candidate set is the native one's; later ones follow the target surprise."""
    row, llama = prefill(model), model._llama
    values = logits(model, row)
    params = SamplingParams(temperature=1.0, mirostat=2, mirostat_tau=2.0, mirostat_eta=0.2)
    rows = (llama.llama_token_data * 512)()
    for token_id, value in enumerate(values):
        rows[token_id].id, rows[token_id].logit = token_id, value
    array = llama.llama_token_data_array(
        ctypes.cast(rows, llama.llama_token_data_p), 512, -1, False
    )
    native = llama.llama_sampler_init_mirostat_v2(1, params.mirostat_tau, params.mirostat_eta)
    llama.llama_sampler_apply(native, ctypes.byref(array))
    kept = {int(array.data[index].id) for index in range(array.size)}
    llama.llama_sampler_free(native)
    ours = set()
    for seed in range(300):
        sampler = model.sampler(params, seed)
        ours.add(sampler.sample(row))
        sampler.close()
    assert 2 < len(kept) < 512
    assert ours <= kept
    assert len(ours) > len(kept) * 0.6


def test_mirostat_learns_towards_its_target_surprise(model: LlamaModel) -> None:
    row = prefill(model)
    values = logits(model, row).astype(np.float64)
    surprise = -np.log2(np.exp(values - values.max()) / np.exp(values - values.max()).sum())

    def mean_surprise(tau: float) -> float:
        params = SamplingParams(temperature=1.0, mirostat=2, mirostat_tau=tau)
        sampler = model.sampler(params, 11)
        return float(np.mean([surprise[sampler.sample(row)] for _ in range(200)]))

    assert mean_surprise(1.0) < mean_surprise(3.0) < mean_surprise(6.0)


def test_xtc_never_takes_the_top_choices_when_it_is_certain(model: LlamaModel) -> None:
    """At probability 1 all tokens above the threshold but the least likely of them are excluded."""
    row = prefill(model)
    values = logits(model, row).astype(np.float64)
    probabilities = np.exp(values - values.max())
    probabilities /= probabilities.sum()
    order = np.argsort(-probabilities)
    threshold = float(probabilities[order[2]]) * 0.99
    params = SamplingParams(
        temperature=1.0, top_k=0, top_p=1.0, min_p=0.0, xtc_probability=1.0, xtc_threshold=threshold
    )
    sampler = model.sampler(params, 2)
    chosen = [sampler.sample(row) for _ in range(100)]
    assert not set(order[:2].tolist()) & set(chosen)
    assert int(order[2]) in chosen


def test_ignore_eog_never_ends(model: LlamaModel) -> None:
    eog = model.info.eog_token_ids
    wanted = dict.fromkeys(eog, 100.0)
    ended = generate(model, params=SamplingParams.greedy(logit_bias=wanted))
    assert ended[-1] in eog
    ignoring = SamplingParams.greedy(logit_bias=wanted, ignore_eog=True)
    assert not set(eog) & set(generate(model, params=ignoring))


def test_a_bias_for_a_token_that_does_not_exist_is_refused(model: LlamaModel) -> None:
    with pytest.raises(ValueError, match="names token 512; this model's ids are 0 to 511"):
        model.sampler(SamplingParams(temperature=1.0, logit_bias={512: 1.0}), 1)


@pytest.mark.parametrize("seed", [-1, 0xFFFFFFFF])
def test_a_seed_that_means_random_to_the_library_is_refused(model: LlamaModel, seed: int) -> None:
    with pytest.raises(ValueError, match="seed must be in 0 to 4294967294"):
        model.sampler(SamplingParams(temperature=1.0), seed)


@pytest.mark.parametrize("row", [0, -1, 99])
def test_a_row_without_logits_is_refused(model: LlamaModel, row: int) -> None:
    """The library aborts the process there."""
    prefill(model)
    sampler = model.sampler(SamplingParams(temperature=1.0), 1)
    with pytest.raises(ValueError, match=f"Row {row} of the last batch has no logits"):
        sampler.sample(row)


def test_logits_that_are_no_numbers_are_a_decode_error(model: LlamaModel) -> None:
    row = prefill(model)
    context = model._context
    assert context is not None
    pointer = context.llama.llama_get_logits_ith(context.native, row)
    pointer[0] = float("nan")
    with pytest.raises(DecodeError, match="no numbers"):
        model.sampler(SamplingParams(temperature=1.0), 1).sample(row)


def test_a_closed_sampler_says_so(model: LlamaModel) -> None:
    row = prefill(model)
    sampler = model.sampler(SamplingParams(temperature=1.0), 1)
    sampler.close()
    sampler.close()
    for call in (
        lambda: sampler.sample(row),
        lambda: sampler.accept(1, is_generated=True),
        lambda: sampler.skip(1),
        lambda: sampler.logprobs(row, 1, 1),
    ):
        with pytest.raises(EngineClosedError, match="sampler is closed"):
            call()


@pytest.mark.parametrize("token_id", [-1, 512])
def test_accepting_a_token_that_does_not_exist_is_refused(model: LlamaModel, token_id: int) -> None:
    with pytest.raises(ValueError, match="ids are 0 to 511"):
        model.sampler(SamplingParams(temperature=1.0), 1).accept(token_id, is_generated=False)
