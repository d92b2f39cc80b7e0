"""What the numpy sampler does with masks, grammars, seeds, damage; its parts by plain rules."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from onhand.errors import DecodeError, EngineClosedError, GrammarError
from onhand.runtimes.fake.model import EOS, N_VOCAB, TURN, FakeTokenizer
from onhand.runtimes.logits import LogitsSampler, SamplerFactory
from onhand.runtimes.logits.ranking import largest
from onhand.runtimes.logits.repetition import RepetitionPenalty, find_breakers
from onhand.runtimes.logits.stream import RandomStream
from onhand.runtimes.logits.truncation import Candidates
from onhand.types.sampling import SamplingParams

ROW = np.random.default_rng(1).normal(0, 3, N_VOCAB).astype(np.float32)


def factory(row: np.ndarray[Any, Any] = ROW) -> SamplerFactory:
    """Return samplers over one row and the fake's vocabulary of bytes."""
    return SamplerFactory(
        lambda index: row, FakeTokenizer(), n_vocab=N_VOCAB, n_ctx=64, eog_token_ids=(EOS, TURN)
    )


def sampler(row: np.ndarray[Any, Any] = ROW, *, seed: int = 1, **options: Any) -> LogitsSampler:
    """Return a sampler at temperature 1 unless told otherwise."""
    return factory(row).build(SamplingParams(**{"temperature": 1.0, **options}), seed)


def mask_of(*token_ids: int) -> bytes:
    bits = np.zeros((N_VOCAB + 31) // 32 * 32, dtype=np.uint8)
    bits[list(token_ids)] = 1
    return np.packbits(bits, bitorder="little").tobytes()


# ── choosing ──


def test_greedy_takes_the_first_of_the_likeliest() -> None:
    row = ROW.copy()
    row[[70, 90]] = 50.0
    assert sampler(row, temperature=0.0).sample(0) == 70


def test_the_models_row_stays_as_it_was() -> None:
    row = ROW.copy()
    one = sampler(row, logit_bias={65: 9.0}, repeat_penalty=1.5, top_n_sigma=1.0)
    for _ in range(5):
        one.sample(0)
    assert np.array_equal(row, ROW)


def test_only_what_the_mask_allows_is_drawn() -> None:
    one = sampler(top_k=1)
    assert {one.sample(0, mask_of(70, 71)) for _ in range(20)} == {70 if ROW[70] > ROW[71] else 71}
    wide = sampler(temperature=50.0, top_k=0, top_p=1.0, min_p=0.0)
    assert {wide.sample(0, mask_of(70, 71)) for _ in range(60)} == {70, 71}


@pytest.mark.parametrize(
    "options",
    [{"top_k": 0}, {"top_k": 5}, {"mirostat": 2}, {"dynatemp_range": 0.5}, {"top_n_sigma": 1.0}],
)
def test_a_masked_row_is_narrowed_as_the_allowed_tokens_alone(options: dict[str, Any]) -> None:
    """Rules that count rows or measure spread must not see what the mask forbids."""
    allowed = np.arange(3, N_VOCAB, 7)
    ids, probabilities = sampler(**options).distribution(0, mask_of(*allowed.tolist()))
    short = SamplerFactory(
        lambda index: ROW[allowed], FakeTokenizer(), n_vocab=len(allowed), n_ctx=64,
        eog_token_ids=(),
    )  # fmt: skip
    rows, expected = short.build(SamplingParams(temperature=1.0, **options), 1).distribution(0)
    given = expected > 0.0
    assert np.array_equal(ids[probabilities > 0.0], allowed[rows[given]])
    assert np.allclose(probabilities[probabilities > 0.0], expected[given])


@pytest.mark.parametrize("temperature", [0.0, 1.0])
def test_an_empty_mask_is_an_error(temperature: float) -> None:
    with pytest.raises(GrammarError, match="mask leaves none"):
        sampler(temperature=temperature).sample(0, mask_of())


def test_a_short_mask_is_an_error() -> None:
    with pytest.raises(ValueError, match="bits"):
        sampler().sample(0, b"\xff")


def test_a_bias_that_forbids_what_the_mask_allows_is_an_error() -> None:
    with pytest.raises(GrammarError):
        sampler(ignore_eog=True).sample(0, mask_of(EOS))


@pytest.mark.parametrize("temperature", [0.0, 1.0])
def test_no_numbers_are_an_error(temperature: float) -> None:
    row = ROW.copy()
    row[200] = np.nan
    with pytest.raises(DecodeError, match="NaN"):
        sampler(row, temperature=temperature).sample(0)


def test_a_bias_beyond_the_vocabulary_is_an_error() -> None:
    with pytest.raises(ValueError, match="logit_bias names token 999"):
        sampler(logit_bias={999: 1.0})


def test_a_closed_sampler_refuses() -> None:
    one = sampler()
    one.close()
    one.close()
    with pytest.raises(EngineClosedError):
        one.sample(0)


# ── the random stream ──


def test_a_skip_is_as_good_as_drawing() -> None:
    """What recovery relies on, XTC's coin included."""
    options = {"xtc_probability": 0.5, "xtc_threshold": 0.02, "top_p": 0.9}
    drawn, skipped = sampler(seed=9, **options), sampler(seed=9, **options)
    told = [drawn.sample(0) for _ in range(60)]
    skipped.skip(40)
    assert [skipped.sample(0) for _ in range(20)] == told[40:]


def test_seeds_repeat_and_differ() -> None:
    def told(seed: int) -> list[int]:
        one = sampler(seed=seed)
        return [one.sample(0) for _ in range(30)]

    assert told(3) == told(3)
    assert told(3) != told(4)


def test_one_candidate_costs_a_draw_too() -> None:
    """The stream's position depends on how many tokens were drawn, never on the logits."""
    mixed, plain = sampler(seed=2), sampler(seed=2)
    mixed.sample(0, mask_of(65))
    plain.sample(0)
    assert [mixed.sample(0) for _ in range(10)] == [plain.sample(0) for _ in range(10)]


def test_lanes_and_draws_are_independent_and_even() -> None:
    stream = RandomStream(7)
    numbers = np.empty((4000, 2))
    for row in numbers:
        stream.advance()
        row[:] = stream.uniform(0), stream.uniform(1)
    assert abs(numbers.mean(axis=0) - 0.5).max() < 0.02
    assert abs(np.corrcoef(numbers.T)[0, 1]) < 0.05
    assert abs(np.corrcoef(numbers[:-1, 0], numbers[1:, 0])[0, 1]) < 0.05


# ── mirostat ──


def test_mirostat_holds_the_surprise_near_its_target() -> None:
    row = np.zeros(N_VOCAB, dtype=np.float32)
    row[:200] = -np.linspace(0, 8, 200)
    one = sampler(row, mirostat=2, mirostat_tau=3.0, mirostat_eta=0.1)
    bits = []
    for _ in range(1500):
        _, probabilities = one.distribution(0)
        bits.append(-float(probabilities @ np.log2(probabilities)))
        one.sample(0)
    assert sum(bits[500:]) / 1000 == pytest.approx(3.0, abs=0.3)


# ── grammar ──

GBNF = 'root ::= "ab" [0-9]+ "."'


def spelled(one: LogitsSampler, n_tokens: int = 12) -> str:
    tokens = []
    for _ in range(n_tokens):
        tokens.append(one.sample(0))
        if tokens[-1] in (EOS, TURN):
            break
    return bytes(token for token in tokens if token < 256).decode()


@pytest.mark.parametrize("temperature", [0.0, 1.0])
def test_a_grammar_is_followed_to_its_end(temperature: float) -> None:
    text = spelled(sampler(temperature=temperature, grammar=GBNF, logit_bias={46: 2.0}), 60)
    assert text.startswith("ab")
    assert set(text[2:]) <= set("0123456789.")
    assert text.count(".") <= 1


def test_another_rule_can_be_the_start() -> None:
    grammar = 'root ::= "x"\nword ::= "yes" | "no"'
    assert spelled(sampler(grammar=grammar, grammar_root="word")) in ("yes", "no")


def test_a_forbidden_token_is_refused_and_changes_nothing() -> None:
    one = sampler(grammar='root ::= "ab"', temperature=0.0)
    with pytest.raises(GrammarError, match="does not allow token 120"):
        one.accept(ord("x"), is_generated=True)
    one.accept(ord("x"), is_generated=False)  # a prompt is none of its business
    one.accept(ord("a"), is_generated=True)
    assert one.sample(0) == ord("b")


@pytest.mark.parametrize(
    "grammar", ["", 'root ::= "a', "nothing here", 'other ::= "a"', "root ::= missing", "(" * 300]
)
def test_an_invalid_grammar_is_an_error(grammar: str) -> None:
    with pytest.raises(GrammarError):
        sampler(grammar=grammar)


# ── looking ──


def test_logprobs_are_of_the_row_itself() -> None:
    one = sampler(logit_bias={65: 30.0}, temperature=0.1)
    found = one.logprobs(0, 65, 3)
    exact = ROW.astype(np.float64) - math.log(np.exp(ROW.astype(np.float64)).sum())
    assert found.logprob == pytest.approx(exact[65])
    assert [token for token, _ in found.top] == np.argsort(-exact)[:3].tolist()


# ── parts ──


@pytest.mark.parametrize("size", [10, 1000, 1025, 5000, 32_000])
@pytest.mark.parametrize("n", [1, 40, 300, 2000])
def test_the_largest_are_those_of_a_full_sort(size: int, n: int) -> None:
    rng = np.random.default_rng(size + n)
    for values in (
        rng.normal(size=size),
        rng.integers(0, 5, size),
        np.full(size, -np.inf),
        np.arange(size),
    ):
        row = values.astype(np.float32)
        found = largest(row, min(n, size))
        assert len(set(found.tolist())) == min(n, size)
        assert row[found].tolist() == np.sort(row)[::-1][:n].tolist()


def test_equals_come_in_order() -> None:
    row = np.zeros(32_000, dtype=np.float32)
    row[::3] = 1.0
    assert largest(row, 5).tolist() == [0, 3, 6, 9, 12]


@pytest.mark.parametrize("size", [1, 5, 700, 5000, 32_000])
@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
@pytest.mark.parametrize("min_p", [0.0, 0.02])
def test_top_p_keeps_the_fewest_that_reach_the_share(size: int, share: float, min_p: float) -> None:
    rng = np.random.default_rng(size)
    for logits in (rng.normal(0, 3, size), rng.integers(0, 4, size), np.zeros(size)):
        row = logits.astype(np.float32)
        candidates = Candidates(row)
        candidates.top_p(share, min_p)
        kept = np.arange(size) if candidates.ids is None else np.sort(candidates.ids)
        weights = np.exp((row - row.max()).astype(np.float64))
        order = np.argsort(-weights, kind="stable")  # of equals the first
        order = order[: 1 + np.searchsorted(np.cumsum(weights[order]), share * weights.sum())]
        expected = np.sort(order[weights[order] >= min_p])
        assert np.array_equal(kept, expected)


def test_typical_keeps_the_order_that_it_finds() -> None:
    candidates = Candidates(ROW)
    candidates.top_k(40)
    candidates.typical(0.6)
    assert candidates.is_sorted
    assert np.all(np.diff(candidates.logits) <= 0.0)
    assert 1 < len(candidates) < 40


@pytest.mark.parametrize("size", [3, 128, 129, 1024, 1025, 4096, 32_001])
def test_a_draw_falls_where_the_running_sum_says(size: int) -> None:
    """By blocks or not; what has no weight is never drawn, not even at the very end."""
    rng = np.random.default_rng(size)
    logits = rng.normal(size=size).astype(np.float32) * 3
    logits[rng.random(size) < 0.5] = -np.inf
    logits[-2:] = -np.inf
    logits[0] = 0.0
    weights = np.exp((logits - logits.max()).astype(np.float64))
    cumulative = np.cumsum(weights)
    candidates = Candidates(logits)
    for chance in [0.0, *rng.random(200).tolist(), 1.0 - 2.0**-53]:
        row, probability = candidates.draw(chance)
        assert weights[row] > 0.0
        assert probability == pytest.approx(weights[row] / cumulative[-1], rel=1e-5)
        below = cumulative[row] - weights[row]
        assert below - 1e-4 * cumulative[-1] <= chance * cumulative[-1]
        assert chance * cumulative[-1] <= cumulative[row] + 1e-4 * cumulative[-1]


@pytest.mark.parametrize("seed", range(12))
def test_dry_finds_the_repeats_that_a_search_finds(seed: int) -> None:
    """Matches that are moved on token by token equal a search through the whole window."""
    rng = np.random.default_rng(seed)
    window = int(rng.integers(4, 30))
    texts = ("c", "ab") if seed % 2 else ()
    params = SamplingParams(
        temperature=1.0,
        dry_multiplier=1.0,
        dry_base=2.0,
        dry_allowed_length=int(rng.integers(1, 3)),
    )
    breakers = find_breakers(texts, FakeTokenizer(), 256)
    penalty = RepetitionPenalty(params, window, breakers)
    tokens: list[int] = []
    for _ in range(150):
        tokens.append(int(rng.choice([97, 97, 98, 98, 99, 100])))
        penalty.accept(tokens[-1])
        lowered = np.zeros(N_VOCAB, dtype=np.float32)
        penalty.apply(lowered)
        assert _found(lowered) == _searched(tokens[-window:], params, texts)


def _found(lowered: np.ndarray[Any, Any]) -> dict[int, float]:
    return {int(i): -float(lowered[i]) for i in np.flatnonzero(lowered)}


def _searched(
    window: list[int], params: SamplingParams, texts: tuple[str, ...]
) -> dict[int, float]:
    """Return the penalties by the plain definition."""
    allowed = params.dry_allowed_length
    longest = len(window)
    for back in range(len(window)):
        tails = [
            len(text) - 1
            for text in texts
            if bytes(window[len(window) - 1 - back :][: len(text)]) == text.encode()
        ]
        if tails:
            longest = back - max(tails)
            break
    if len(window) <= allowed or longest < allowed:
        return {}
    worst: dict[int, int] = {}
    for end in range(len(window) - 1):
        length = 0
        while length <= end and window[end - length] == window[len(window) - 1 - length]:
            length += 1
        length = min(length, longest)
        if length >= allowed:
            following = window[end + 1]
            worst[following] = max(length, worst.get(following, 0))
    singles = {ord(text) for text in texts if len(text) == 1}
    return {
        token: params.dry_base ** (length - allowed)
        for token, length in worst.items()
        if token not in singles
    }
