"""Batches: only answers are learnt, nothing depends on padding, all is seeded."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("gguf")

from models.batches import batches, drill, encode_conversation  # noqa: E402
from models.prompts import Message, render  # noqa: E402
from models.restore import read_file  # noqa: E402

SHIPPED = Path(__file__).parents[2] / "src" / "onhand" / "assets" / "onhand-small.gguf"


@pytest.fixture(scope="module")
def shipped():
    """Network and tokenizer of the shipped file."""
    return read_file(SHIPPED)


@pytest.fixture(scope="module")
def tokenizer(shipped):
    """The tokenizer alone."""
    return shipped[1]


CHAT = [
    Message("system", "Be kind."),
    Message("user", "hi"),
    Message("assistant", "Hello!"),
    Message("user", "thanks"),
    Message("assistant", "You are welcome."),
]


def test_conversations_are_encoded_as_rendered(tokenizer):
    assert encode_conversation(CHAT, tokenizer).ids == tokenizer.encode_rendered(render(CHAT))


def test_only_answers_and_their_ends_are_learnt(tokenizer):
    ids, is_answer = encode_conversation(CHAT, tokenizer)
    learnt = tokenizer.decode(token for token, wanted in zip(ids, is_answer, strict=True) if wanted)
    assert learnt == "Hello!<|end|>You are welcome.<|end|>"


def test_a_drill_repeats_its_row(tokenizer):
    ids, is_answer = drill(tokenizer, random.Random(2))
    answer = [token for token, wanted in zip(ids, is_answer, strict=True) if wanted]
    assert ids[1 : len(answer)] == answer[:-1]


def test_batches_are_seeded_and_bounded(tokenizer):
    first, again = (next(batches(tokenizer, seed=5, n_tokens=512, n_ctx=256)) for _ in range(2))
    assert first.tokens.numel() <= 512
    assert all(torch.equal(a, b) for a, b in zip(first, again, strict=True))


def test_rows_point_at_the_id_before_their_target(tokenizer):
    batch = next(batches(tokenizer, seed=6, n_tokens=1024, n_ctx=256))
    flat = batch.tokens.flatten()
    assert torch.equal(flat[batch.rows + 1], batch.targets)


def test_padding_changes_nothing(shipped, tokenizer):
    network = shipped[0]
    ids = torch.tensor([tokenizer.encode_rendered(render(CHAT))])
    padded = torch.cat([ids, torch.zeros(1, 8, dtype=torch.long)], dim=1)
    with torch.no_grad():
        alone, beside = network.hidden(ids), network.hidden(padded)[:, : ids.shape[1]]
    torch.testing.assert_close(alone, beside, rtol=1e-4, atol=1e-4)
