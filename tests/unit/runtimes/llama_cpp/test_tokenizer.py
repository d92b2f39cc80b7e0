"""Text to tokens and back, for both kinds of vocabulary."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onhand.errors import TokenizerError
from onhand.runtimes.llama_cpp import LlamaCppRuntime
from onhand.runtimes.llama_cpp.runtime import LlamaModel
from onhand.runtimes.llama_cpp.tokenizer import LlamaTokenizer
from onhand.types.params import ContextParams, ModelParams
from tests.tiny_gguf import Typed
from tests.tiny_models import tiny_model
from tests.unit.runtimes.llama_cpp.conftest import Load


@pytest.fixture(params=["spm", "bpe"], scope="module")
def tokenizer(runtime: LlamaCppRuntime, request: pytest.FixtureRequest) -> Iterator[LlamaTokenizer]:
    path = str(tiny_model(vocabulary=request.param))
    model: LlamaModel = runtime.load(path, ModelParams(vocab_only=True), ContextParams())
    yield model.tokenizer
    model.close()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="▁"), max_size=60))
def test_text_comes_back_byte_for_byte(tokenizer: LlamaTokenizer, text: str) -> None:
    """All but U+2581, which sentencepiece vocabularies use for the space."""
    for parse_special in (False, True):
        ids = tokenizer.encode(text, add_special=False, parse_special=parse_special)
        assert tokenizer.decode(ids, special=True) == text.encode()


@pytest.mark.parametrize(
    "text", ["", " ", "  two", " one", "a\0b", "😀", "é\u0301", "\n\n", "tab\t", "\x7f"]
)
def test_awkward_texts_come_back(tokenizer: LlamaTokenizer, text: str) -> None:
    assert tokenizer.decode(tokenizer.encode(text)) == text.encode()


def test_a_text_longer_than_the_buffer_is_tokenised_whole(tokenizer: LlamaTokenizer) -> None:
    text = "".join(chr(0x4E00 + index) for index in range(3000))
    ids = tokenizer.encode(text, add_special=False)
    assert len(ids) > 8000
    assert tokenizer.decode(ids) == text.encode()


def test_half_a_surrogate_pair_is_a_tokenizer_error(tokenizer: LlamaTokenizer) -> None:
    with pytest.raises(TokenizerError, match=r"at character 2 \(U\+D800\)"):
        tokenizer.encode("ab\ud800c")


@pytest.mark.parametrize("token_id", [-1, 512, 1 << 31])
def test_a_token_that_does_not_exist_has_no_piece(tokenizer: LlamaTokenizer, token_id: int) -> None:
    with pytest.raises(ValueError, match="ids are 0 to 511"):
        tokenizer.piece(token_id)
    with pytest.raises(ValueError, match="ids are 0 to 511"):
        tokenizer.decode([300, token_id])


def test_control_tokens_are_read_and_shown_only_on_request(tokenizer: LlamaTokenizer) -> None:
    plain = tokenizer.encode("<|im_end|>", add_special=False)
    (end,) = tokenizer.encode("<|im_end|>", add_special=False, parse_special=True)[-1:]
    assert end not in plain
    assert tokenizer.piece(end) == b""
    assert tokenizer.piece(end, special=True) == b"<|im_end|>"
    assert tokenizer.is_eog(end)
    assert not tokenizer.is_eog(plain[-1])


def test_the_vocabulary_holds_every_token_and_control_tokens_as_text(
    tokenizer: LlamaTokenizer,
) -> None:
    vocabulary = tokenizer.vocabulary()
    assert len(vocabulary) == tokenizer.n_tokens == 512
    assert b"<|im_start|>" in vocabulary
    assert {bytes([byte]) for byte in range(256)} <= set(vocabulary)


@pytest.mark.parametrize("vocabulary", ["spm", "bpe"])
def test_pieces_are_the_same_whether_or_not_the_vocabulary_was_read(
    load: Load, vocabulary: str
) -> None:
    fresh, read = load(vocabulary=vocabulary).tokenizer, load(vocabulary=vocabulary).tokenizer
    read.vocabulary()
    for special in (False, True):
        ids = range(fresh.n_tokens)
        assert [read.piece(n, special=special) for n in ids] == [
            fresh.piece(n, special=special) for n in ids
        ]


def test_bos_is_put_first_where_the_model_wants_it(load: Load) -> None:
    spm, bpe = load(vocabulary="spm"), load(vocabulary="bpe")
    assert spm.tokenizer.encode("the")[0] == spm.info.bos_token_id == 1
    assert spm.tokenizer.encode("the", add_special=False)[0] != 1
    assert bpe.tokenizer.encode("the") == bpe.tokenizer.encode("the", add_special=False)
    assert spm.info.adds_bos
    assert not bpe.info.adds_bos


def test_only_the_space_that_tokenising_added_is_taken_away(load: Load) -> None:
    """In the middle of a text, behind a control token, the space belongs to the text."""
    tokenizer = load(vocabulary="spm").tokenizer
    water = tokenizer.encode("the", add_special=False)
    assert tokenizer.decode(water) == b"the"
    assert b"".join(map(tokenizer.piece, water)) == b" the"
    assert tokenizer.decode([3, *water]) == b" the"
    assert tokenizer.decode([1, *water]) == b"the"
    assert tokenizer.decode([]) == b""


def test_a_vocabulary_without_byte_tokens_refuses_what_it_cannot_spell(load: Load) -> None:
    """The library would abort the process looking for the byte."""
    tokens = ["<unk>", "<s>", "</s>", "<|im_start|>", "<|im_end|>", "▁", *"abcdefghij"]
    tokens += [f"word{index}" for index in range(512 - len(tokens))]
    types = [2, 3, 3, 3, 3] + [1] * 507
    metadata = {
        "tokenizer.ggml.tokens": tokens,
        "tokenizer.ggml.token_type": Typed("i32", types),
    }
    tokenizer = load(metadata=metadata).tokenizer
    assert tokenizer.decode(tokenizer.encode("abc jig")) == b"abc jig"
    with pytest.raises(TokenizerError, match=r"cannot spell 'z' \(character 3\)"):
        tokenizer.encode("abcz")
