"""Train the tokenizer and count its pieces: ``python -m models.prepare --out models/runs/final``.

Prints how often each piece stands in the answers, because a piece that training hardly shows is a
piece that the model cannot write.
"""

from __future__ import annotations

import argparse
import itertools
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from models.batches import encode_conversation, training_examples
from models.grammar import examples
from models.prompts import conversations
from models.tokenizer import CONTROL_TOKENS, Tokenizer, is_byte_piece, train_tokenizer


def tokenizer_lines(seed: int, n_examples: int) -> Iterator[str]:
    """Yield the text that the merges are learnt from: answers only.

    Misspelt words of the messages would become pieces that no answer ever shows.
    """
    for example in itertools.islice(examples(seed, "train"), n_examples):
        yield from example.target.split("\n")


def answer_counts(tokenizer: Tokenizer, seed: int, n_conversations: int) -> Counter[int]:
    """Count the pieces in the answers of training conversations."""
    rng = random.Random(f"counts/{seed}")
    counts: Counter[int] = Counter()
    stream = conversations(rng, training_examples(seed, rng))
    for messages in itertools.islice(stream, n_conversations):
        encoded = encode_conversation(messages, tokenizer, rng)
        counts.update(itertools.compress(encoded.ids, encoded.is_answer))
    return counts


def main() -> None:
    """Read the command line, train, save and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--n-vocab", type=int, default=2304)
    parser.add_argument("--n-examples", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer = train_tokenizer(tokenizer_lines(options.seed, options.n_examples), options.n_vocab)
    tokenizer.save(options.out / "tokenizer.json")
    n_conversations = 20_000
    counts = answer_counts(tokenizer, options.seed, n_conversations)
    total = sum(counts.values())
    print(f"{len(tokenizer)} pieces; {total / n_conversations:.1f} answer tokens a conversation")
    learnt = [
        index
        for index, piece in enumerate(tokenizer.pieces)
        if index > 2 and piece not in CONTROL_TOKENS and not is_byte_piece(piece)
    ]
    for limit in (5, 10, 20, 40):
        rare = [index for index in learnt if counts[index] < limit]
        scaled = limit * 8_000_000 / total
        print(f"{len(rare)} pieces under {limit} uses in {total:,} ({scaled:.0f} in 8 M)")
    rarest = sorted(learnt, key=lambda index: counts[index])[:60]
    print(" ".join(f"{tokenizer.pieces[index]}:{counts[index]}" for index in rarest))


if __name__ == "__main__":
    main()
