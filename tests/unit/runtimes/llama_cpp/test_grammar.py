"""Grammars: before truncation, apart from the prompt, and never a reason to abort."""

from __future__ import annotations

import re

import pytest

from onhand.errors import GrammarError
from onhand.runtimes.llama_cpp.runtime import LlamaModel
from onhand.types.sampling import SamplingParams
from tests.unit.runtimes.llama_cpp.conftest import Load
from tests.unit.runtimes.llama_cpp.driving import PROMPT, generate, prefill, text_of

YES_NO = 'root ::= "yes" | "no"'


@pytest.mark.parametrize("top_k", [1, 40])
def test_a_grammar_comes_before_truncation(model: LlamaModel, top_k: int) -> None:
    """The most likely token is illegal here, which must not leave the grammar nothing."""
    for seed in range(10):
        params = SamplingParams(temperature=1.0, top_k=top_k, min_p=0.9, grammar=YES_NO)
        generated = generate(model, params=params, seed=seed)
        assert model.tokenizer.is_eog(generated[-1])
        assert text_of(model, generated) in ("yes", "no")


@pytest.mark.parametrize("vocabulary", ["spm", "bpe"])
def test_texts_follow_the_grammar_with_any_sampler(load: Load, vocabulary: str) -> None:
    model = load(vocabulary=vocabulary)
    grammar = r'root ::= "{" [a-z]+ ":" [0-9] [0-9] "}"'
    for seed, rules in enumerate(({}, {"xtc_probability": 0.9}, {"mirostat": 2}, {"top_k": 0})):
        params = SamplingParams(temperature=1.5, grammar=grammar, **rules)
        text = text_of(model, generate(model, params=params, seed=seed, n=200))
        assert re.fullmatch(r"\{[a-z]+:\d\d\}?|\{[a-z]+", text)


def test_greedy_takes_the_most_likely_legal_token(model: LlamaModel) -> None:
    """The short cut that asks the grammar about one token equals filtering them all."""
    grammar = "root ::= [a-m ]+"
    short = generate(model, params=SamplingParams.greedy(grammar=grammar), n=30)
    whole = SamplingParams(temperature=1.0, top_k=1, grammar=grammar)
    assert short == generate(model, params=whole, n=30)


def test_sampling_past_the_end_gives_the_end_again(model: LlamaModel) -> None:
    row = prefill(model)
    sampler = model.sampler(SamplingParams.greedy(grammar='root ::= "a"'), 1)
    first = sampler.sample(row)
    assert model.tokenizer.piece(first) == b"a"
    assert all(model.tokenizer.is_eog(sampler.sample(row)) for _ in range(5))


def test_a_generated_token_that_the_grammar_forbids_is_an_error_not_an_abort(
    model: LlamaModel,
) -> None:
    row = prefill(model)
    sampler = model.sampler(SamplingParams.greedy(grammar=YES_NO), 1)
    illegal = model.tokenizer.encode("q", add_special=False)[-1]
    for token_id in (illegal, model.info.eog_token_ids[0], 3):
        with pytest.raises(GrammarError, match=f"does not allow token {token_id}"):
            sampler.accept(token_id, is_generated=True)
    assert model.tokenizer.piece(sampler.sample(row))[:1] in b"yn"


def test_the_prompt_does_not_advance_the_grammar(model: LlamaModel) -> None:
    row = prefill(model)
    sampler = model.sampler(SamplingParams.greedy(grammar=YES_NO, repeat_penalty=1.1), 1)
    for token_id in PROMPT:
        sampler.accept(token_id, is_generated=False)
    assert model.tokenizer.piece(sampler.sample(row))[:1] in b"yn"


def test_replayed_tokens_advance_the_grammar(model: LlamaModel) -> None:
    row = prefill(model)
    sampler = model.sampler(SamplingParams.greedy(grammar='root ::= "ab"'), 1)
    sampler.accept(model.tokenizer.vocabulary().index(b"a"), is_generated=True)
    assert model.tokenizer.piece(sampler.sample(row)) == b"b"


def test_control_tokens_are_never_chosen_for_their_spelling(model: LlamaModel) -> None:
    """`<|im_start|>` in a grammar is text: the token of that name would print nothing."""
    params = SamplingParams(temperature=1.0, grammar='root ::= "<|im_start|>"')
    generated = generate(model, params=params, n=40)
    assert text_of(model, generated) == "<|im_start|>"
    assert 3 not in generated


def test_a_character_of_several_tokens_is_spelled_in_full(model: LlamaModel) -> None:
    generated = generate(model, params=SamplingParams.greedy(grammar='root ::= "😀é"'), n=20)
    assert text_of(model, generated) == "😀é"
    assert len(generated) == 7


def test_a_mask_that_contradicts_the_grammar_is_a_grammar_error(model: LlamaModel) -> None:
    row = prefill(model)
    mask = bytearray(64)
    mask[300 // 8] = 1 << 300 % 8
    for temperature in (0.0, 1.0):
        sampler = model.sampler(SamplingParams(temperature=temperature, grammar=YES_NO), 1)
        with pytest.raises(GrammarError, match="grammar leaves none of 1 candidates"):
            sampler.sample(row, mask)


def test_a_grammar_that_may_not_end_says_that_nothing_is_left(model: LlamaModel) -> None:
    row = prefill(model)
    params = SamplingParams(temperature=1.0, grammar='root ::= "a"', ignore_eog=True)
    sampler = model.sampler(params, 1)
    sampler.sample(row)
    with pytest.raises(GrammarError, match="No token is allowed"):
        sampler.sample(row)


@pytest.mark.parametrize(
    "grammar",
    [
        "",
        "   \n",
        "this is no grammar",
        'root ::= "a',
        "root ::= undefined",
        "root ::= root",
        'other ::= "a"',
        'root ::= "a" {3,2',
        "root ::= [z",
        'root ::= "a"\0',
        'root ::= "\ud800"',
        "root ::= " + "(" * 100_000 + '"a"' + ")" * 100_000,
        'root ::= "' + "a" * (1 << 20) + '"',
    ],
    ids=lambda text: repr(text[:24]),
)
def test_an_invalid_grammar_is_a_grammar_error(
    model: LlamaModel, grammar: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(GrammarError):
        model.sampler(SamplingParams(temperature=1.0, grammar=grammar), 1)
    row = prefill(model)
    assert 0 <= model.sampler(SamplingParams.greedy(), 1).sample(row) < 512


def test_another_root_rule_can_be_named(model: LlamaModel) -> None:
    params = SamplingParams.greedy(grammar='start ::= "no"', grammar_root="start")
    assert text_of(model, generate(model, params=params)) == "no"


def test_an_empty_rule_ends_at_once(model: LlamaModel) -> None:
    generated = generate(model, params=SamplingParams.greedy(grammar="root ::="))
    assert len(generated) == 1
    assert model.tokenizer.is_eog(generated[0])
