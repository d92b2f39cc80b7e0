"""From conversations to padded batches of ids, sorted by length, with the rows to learn."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import torch
from torch import Tensor

from models.grammar import TONES, Example, examples
from models.odd_words import with_odd_fact
from models.prompts import Message, conversations
from models.tokenizer import CONTROL_TOKENS, END_TOKEN, Tokenizer

_POOL = 1024
_PAD_TO = 8
# Copy drills teach attention to find what follows a piece, long before sentences would.
_EARLY_DRILLS, _LATER_DRILLS = 0.4, 0.03


class Encoded(NamedTuple):
    """A conversation's ids and, for each, whether it belongs to an answer."""

    ids: list[int]
    is_answer: list[bool]


class Batch(NamedTuple):
    """Ids [batch, time]; ``rows`` of the flattened positions and the ids that follow them."""

    tokens: Tensor
    rows: Tensor
    targets: Tensor


def encode_conversation(
    messages: Sequence[Message], tokenizer: Tokenizer, rng: random.Random | None = None
) -> Encoded:
    """Encode as the chat template renders it; answers and their end mark are to be learnt.

    Args:
        messages: The turns.
        tokenizer: Gives the ids.
        rng: With it, the words of every fourth conversation are cut finer (BPE-dropout).
    """
    split = None
    if rng is not None and rng.random() < 0.25:
        split = tokenizer.dropout_splitter(rng, rng.choice((0.1, 0.2, 0.4)))
    encoded = Encoded([], [])
    for role, content in messages:
        text = content if role == "assistant" else content.strip()
        body = [*tokenizer.encode(text, split), tokenizer.id_of(END_TOKEN)]
        encoded.ids.extend([tokenizer.id_of(f"<|{role}|>"), *body])
        encoded.is_answer.extend([False, *[role == "assistant"] * len(body)])
    return encoded


def drill(tokenizer: Tokenizer, rng: random.Random) -> Encoded:
    """Return a conversation that repeats a row of pieces drawn at random, every piece alike."""
    first = max(tokenizer.id_of(token) for token in CONTROL_TOKENS) + 1
    row = [rng.randrange(first, len(tokenizer)) for _ in range(rng.randint(3, 24))]
    tone = tokenizer.encode(f"\n\nTone: {rng.choice((*TONES, 'correct'))}")
    user, assistant, end = map(tokenizer.id_of, ("<|user|>", "<|assistant|>", END_TOKEN))
    question = [user, *row, *(tone if rng.random() < 0.7 else ()), end, assistant]
    answer = [*row, end]
    return Encoded(question + answer, [False] * len(question) + [True] * len(answer))


def training_examples(seed: int, rng: random.Random) -> Iterator[Example]:
    """Yield the grammar's training examples, some with a made-up word in them."""
    for example in examples(seed, "train"):
        yield with_odd_fact(rng, example) if rng.random() < 0.12 else example


def batches(
    tokenizer: Tokenizer, *, seed: int, n_tokens: int, n_ctx: int, n_early_pools: int = 10
) -> Iterator[Batch]:
    """Yield batches for ever; the same arguments give the same batches.

    Args:
        tokenizer: Gives the ids.
        seed: Of the grammar and of everything drawn here.
        n_tokens: Most padded tokens in a batch; a single longer conversation still makes one.
        n_ctx: Conversations longer than this are left out.
        n_early_pools: How often a thousand conversations are drawn with many copy drills.
    """
    rng = random.Random(f"batches/{seed}")
    source = conversations(rng, training_examples(seed, rng))
    for n_pools in itertools.count():
        drills = _EARLY_DRILLS if n_pools < n_early_pools else _LATER_DRILLS
        pool: list[Encoded] = []
        while len(pool) < _POOL:
            if rng.random() < drills:
                pool.append(drill(tokenizer, rng))
                continue
            encoded = encode_conversation(next(source), tokenizer, rng)
            if len(encoded.ids) <= n_ctx:
                pool.append(encoded)
        cut = list(_cut_by_length(pool, n_tokens))
        rng.shuffle(cut)
        yield from (_collate(group) for group in cut)


def _cut_by_length(pool: list[Encoded], n_tokens: int) -> Iterator[list[Encoded]]:
    pool.sort(key=lambda encoded: len(encoded.ids))
    group: list[Encoded] = []
    for encoded in pool:
        if group and (len(group) + 1) * _padded(len(encoded.ids)) > n_tokens:
            yield group
            group = []
        group.append(encoded)
    yield group


def _padded(length: int) -> int:
    return -(-length // _PAD_TO) * _PAD_TO


def _collate(group: Sequence[Encoded]) -> Batch:
    """Pad on the right; causal attention lets no real position see the padding."""
    time = _padded(max(len(encoded.ids) for encoded in group))
    tokens = torch.zeros(len(group), time, dtype=torch.long)
    rows: list[int] = []
    targets: list[int] = []
    for index, (ids, is_answer) in enumerate(group):
        tokens[index, : len(ids)] = torch.tensor(ids)
        for position in range(1, len(ids)):
            if is_answer[position]:
                rows.append(index * time + position - 1)
                targets.append(ids[position])
    return Batch(tokens, torch.tensor(rows), torch.tensor(targets))
