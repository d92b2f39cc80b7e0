"""Our tokenizer and llama.cpp's agree, on odd text too; dropout keeps the text."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from models.native import NativeModel
from models.odd_words import odd_word
from models.tokenizer import CONTROL_TOKENS, SPACE, Tokenizer
from onhand.formats.gguf import FileReader, read_array, read_header

SHIPPED = Path(__file__).parents[2] / "src" / "onhand" / "assets" / "onhand-small.gguf"
TEXTS = (
    "hey, cant make it tmrw, sorry!!",
    "Two  spaces, three   spaces, a tab\tand lines\n\nbetween\n",
    "   begins with spaces",
    "Zoë Łukasz-Ångström paid 1.284,50 € — on 3/4/2031…",
    "日本語 and العربية and 🙂👍🏽 and \u200bzero width",
    f"a literal {SPACE} sign and <|not a token|>",
    "https://example.org/a?b=1&c=%20#d INV-2041/B_x~^`",
    "",
)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """Our tokenizer with the shipped file's pieces."""
    with FileReader(SHIPPED) as reader:
        header = read_header(reader)
        pieces = list(read_array(reader, header.metadata["tokenizer.ggml.tokens"]))
        scores = list(read_array(reader, header.metadata["tokenizer.ggml.scores"]))
    return Tokenizer(pieces, scores)


@pytest.fixture(scope="module")
def native():
    """The shipped file in llama.cpp."""
    model = NativeModel(SHIPPED, n_ctx=64)
    yield model
    model.close()


@pytest.mark.parametrize("text", TEXTS)
def test_text_comes_back(tokenizer, text):
    assert tokenizer.decode(tokenizer.encode(text)) == text.replace(SPACE, " ")


@pytest.mark.parametrize("text", TEXTS)
def test_llama_cpp_gives_the_same_ids(tokenizer, native, text):
    assert native.tokenize(text) == tokenizer.encode_rendered(text)


def test_llama_cpp_gives_the_same_ids_for_made_up_words(tokenizer, native):
    rng = random.Random(3)
    for _ in range(300):
        text = " ".join(odd_word(rng) for _ in range(4))
        assert native.tokenize(text) == tokenizer.encode_rendered(text), text


def test_control_tokens_are_one_id_each(tokenizer, native):
    for token in CONTROL_TOKENS:
        assert (
            tokenizer.encode_rendered(token) == [tokenizer.id_of(token)] == native.tokenize(token)
        )


def test_plain_text_never_makes_control_tokens(tokenizer):
    assert not {tokenizer.id_of(t) for t in CONTROL_TOKENS} & set(tokenizer.encode("<|end|>"))


def test_only_the_end_token_and_eos_end_an_answer(tokenizer, native):
    ends = {index for index in range(len(tokenizer)) if native.is_end(index)}
    assert ends == {tokenizer.id_of("<|end|>"), tokenizer.id_of("</s>")}


def test_no_bos_is_added(tokenizer, native):
    assert tokenizer.id_of("<s>") not in native.tokenize("Hello")
    assert native.metadata("tokenizer.ggml.add_bos_token") == "false"


def test_digits_stay_single(tokenizer):
    assert not [p for p in tokenizer.pieces if sum(c.isdigit() for c in p) > 1 and p[0] != "<"]


def test_dropout_keeps_the_text_and_cuts_a_word_alike(tokenizer):
    split = tokenizer.dropout_splitter(random.Random(1), 0.5)
    text = "the appointment before the appointment after the appointment"
    ids = tokenizer.encode(text, split)
    assert tokenizer.decode(ids) == text
    assert len(ids) > len(tokenizer.encode(text))
    assert split(f"{SPACE}appointment") == split(f"{SPACE}appointment")


def test_dropout_is_seeded(tokenizer):
    cut = [
        tokenizer.encode("a seeded sentence", tokenizer.dropout_splitter(random.Random(4), 0.4))
        for _ in range(2)
    ]
    assert cut[0] == cut[1]
