"""Token masks: random walks along them always give valid answers, on any vocabulary."""

from __future__ import annotations

import json
import random
import re

import jsonschema
import pytest

from onhand.errors import GrammarError
from onhand.structured import ConstraintVocabulary, ResponseFormat, TokenConstraint
from tests.response_schemas import SCHEMAS

BYTES = [bytes([value]) for value in range(256)]
WORDS = [b'{"', b'": ', b'", "', b'"}', b" true", b"false", b"name", b'name": "', b"[[", b"00", b""]
CONTROL = [b"<s>", b"</s>", b"<|im_end|>"]
TOKENS = [*CONTROL, *BYTES, *WORDS]
EOS, END = 1, 2


@pytest.fixture(scope="module")
def vocabulary() -> ConstraintVocabulary:
    return ConstraintVocabulary(TOKENS, eog_ids=[EOS, END], special_ids=[0, 1, 2])


def allowed(constraint: TokenConstraint) -> list[int]:
    mask = constraint.mask()
    return [n for n in range(len(mask) * 8) if mask[n // 8] >> (n % 8) & 1]


def walk(constraint: TokenConstraint, seed: int, n_max: int = 4000) -> bytes:
    """Follow random allowed tokens until the form is over; ends are taken when offered."""
    chance, text = random.Random(seed), b""
    for _ in range(n_max):
        if constraint.is_stopped:
            return text
        choices = allowed(constraint)
        token_id = chance.choice(choices)
        if token_id in (EOS, END):
            return text
        constraint.accept(token_id)
        text += TOKENS[token_id]
    raise AssertionError(f"no end after {n_max} tokens: {text[:200]!r}")


@pytest.mark.parametrize("name", SCHEMAS)
def test_random_answers_are_valid(vocabulary: ConstraintVocabulary, name: str) -> None:
    format = ResponseFormat.of(SCHEMAS[name])
    checker = jsonschema.Draft202012Validator(
        SCHEMAS[name], format_checker=jsonschema.FormatChecker()
    )
    for seed in range(8):
        text = walk(TokenConstraint(vocabulary, format.to_data()), seed).decode()
        checker.validate(json.loads(text))


def test_a_regex_is_matched_whole(vocabulary: ConstraintVocabulary) -> None:
    data = ResponseFormat.regex("[a-c]{2,4}-[0-9]+x").to_data()
    for seed in range(8):
        text = walk(TokenConstraint(vocabulary, data), seed).decode()
        assert re.fullmatch("[a-c]{2,4}-[0-9]+x", text)


def test_a_lark_grammar_is_followed(vocabulary: ConstraintVocabulary) -> None:
    data = ResponseFormat.lark('start: "(" start ")" | "x"').to_data()
    for seed in range(8):
        text = walk(TokenConstraint(vocabulary, data), seed).decode()
        depth = text.count("(")
        assert text == "(" * depth + "x" + ")" * depth


def test_the_end_is_allowed_only_when_the_answer_is_complete(
    vocabulary: ConstraintVocabulary,
) -> None:
    constraint = TokenConstraint(vocabulary, ResponseFormat.regex("ab?").to_data())
    a, b = TOKENS.index(b"a"), TOKENS.index(b"b")
    assert allowed(constraint) == [a]
    assert not constraint.is_accepting
    constraint.accept(a)
    assert allowed(constraint) == [EOS, END, b]
    assert constraint.is_accepting
    assert not constraint.is_stopped
    constraint.accept(b)
    assert constraint.is_stopped


def test_control_tokens_never_stand_for_their_text(vocabulary: ConstraintVocabulary) -> None:
    constraint = TokenConstraint(vocabulary, ResponseFormat.regex("<s>").to_data())
    assert allowed(constraint) == [TOKENS.index(b"<")]


def test_a_token_that_does_not_fit_is_refused(vocabulary: ConstraintVocabulary) -> None:
    constraint = TokenConstraint(vocabulary, ResponseFormat.regex("ab").to_data())
    with pytest.raises(GrammarError):
        constraint.accept(TOKENS.index(b"b"))


def test_an_invalid_grammar_is_an_error_in_the_worker_too(vocabulary: ConstraintVocabulary) -> None:
    with pytest.raises(GrammarError):
        TokenConstraint(vocabulary, {"kind": "regex", "grammar": "("})
    with pytest.raises(GrammarError, match="xml"):
        TokenConstraint(vocabulary, {"kind": "xml", "grammar": "("})


def test_a_copy_goes_its_own_way_and_steps_can_be_taken_back(
    vocabulary: ConstraintVocabulary,
) -> None:
    first = TokenConstraint(vocabulary, ResponseFormat.regex("a(b|c)").to_data())
    first.accept(TOKENS.index(b"a"))
    second = first.copy()
    second.accept(TOKENS.index(b"b"))
    assert second.is_stopped
    assert allowed(first) == [TOKENS.index(b"b"), TOKENS.index(b"c")]
    first.rollback(1)
    assert allowed(first) == [TOKENS.index(b"a")]
    with pytest.raises(GrammarError):
        first.rollback(5)


@pytest.mark.parametrize("n_extra", [0, 1, 31, 32])
def test_a_mask_has_one_bit_a_token_in_whole_words(n_extra: int) -> None:
    tokens = [*BYTES, b"<e>", *([b"zz"] * n_extra)]
    vocabulary = ConstraintVocabulary(tokens, eog_ids=[256], special_ids=[256])
    constraint = TokenConstraint(vocabulary, ResponseFormat.regex("(a|zz)*").to_data())
    mask = constraint.mask()
    assert len(mask) == (len(tokens) + 31) // 32 * 4
    assert max(allowed(constraint)) < len(tokens)


def test_a_vocabulary_without_an_end_token_still_stops() -> None:
    vocabulary = ConstraintVocabulary(BYTES, eog_ids=[])
    constraint = TokenConstraint(vocabulary, ResponseFormat.regex("a").to_data())
    constraint.accept(97)
    assert constraint.is_stopped
    assert len(constraint.mask()) == 32
    assert allowed(constraint) == []


def test_end_tokens_must_exist() -> None:
    with pytest.raises(ValueError, match="300"):
        ConstraintVocabulary(BYTES, eog_ids=[300])


def test_forced_text_is_split_as_the_model_splits_it() -> None:
    """An SPM-like tokenizer puts a space before text; behind the sentinel it cannot."""
    tokens = [*BYTES, b"<e>", b" hel", b"hel", b"lo", b"hello"]

    def encode(text: bytes) -> list[int]:
        ids: list[int] = []
        at, text = 0, b" " + text
        while at < len(text):
            for piece in (b" hel", b"hel", b"lo"):
                if text.startswith(piece, at):
                    ids.append(tokens.index(piece))
                    at += len(piece)
                    break
            else:
                ids.append(text[at])
                at += 1
        return ids

    vocabulary = ConstraintVocabulary(tokens, eog_ids=[256], special_ids=[256], encode=encode)
    constraint = TokenConstraint(vocabulary, ResponseFormat.regex("hello!").to_data())
    forced = constraint.forced_tokens()
    assert forced[:2] == [tokens.index(b"hel"), tokens.index(b"lo")]
    greedy = ConstraintVocabulary(tokens, eog_ids=[256], special_ids=[256])
    longest = TokenConstraint(greedy, ResponseFormat.regex("hello!").to_data()).forced_tokens()
    assert longest[:1] == [tokens.index(b"hello")]
