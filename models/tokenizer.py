"""The tokenizer: byte-fallback BPE in the form that llama.cpp calls ``llama`` (SPM).

The merges are trained by SentencePiece on text of the grammar.  Encoding is done here, in plain
Python, because training wants BPE-dropout (Provilkov et al. 2020) from a seeded generator and the
same cut for a word wherever it stands in a conversation.  ``tests/models`` compares it with
llama.cpp.  No space is put before a text, so an answer does not begin with one.
"""

from __future__ import annotations

import io
import json
import random
import re
from collections.abc import Callable, Iterable
from pathlib import Path

SPACE = "\u2581"
ROLE_TOKENS = ("<|system|>", "<|user|>", "<|assistant|>")
END_TOKEN = "<|end|>"
CONTROL_TOKENS = (*ROLE_TOKENS, END_TOKEN)
UNKNOWN_ID, BOS_ID, EOS_ID = 0, 1, 2

_CHUNK = re.compile(f"{SPACE}?[^{SPACE}\n]+|{SPACE}|\n")
_CONTROL = re.compile("(" + "|".join(re.escape(token) for token in CONTROL_TOKENS) + ")")

Splitter = Callable[[str], list[int]]


class Tokenizer:
    """Pieces with their scores, and the way from text to ids and back.

    Attributes:
        pieces: Text of each id; bytes are written ``<0x0A>``, a space ``▁``.
        scores: Priority of each piece in merging; the highest merges first.
    """

    def __init__(self, pieces: list[str], scores: list[float]) -> None:
        self.pieces = pieces
        self.scores = scores
        self._ids = {piece: index for index, piece in enumerate(pieces)}
        self._mergeable = {
            piece: scores[index]
            for index, piece in enumerate(pieces)
            if index > EOS_ID and piece not in CONTROL_TOKENS and not is_byte_piece(piece)
        }
        self._byte_ids = [self._ids[f"<0x{value:02X}>"] for value in range(256)]
        self._cache: dict[str, list[int]] = {}

    def __len__(self) -> int:
        return len(self.pieces)

    def id_of(self, piece: str) -> int:
        """Return the id of a piece, control tokens included; ``KeyError`` when there is none."""
        return self._ids[piece]

    def encode(self, text: str, split: Splitter | None = None) -> list[int]:
        """Return the ids of a text that holds no control tokens.

        Args:
            text: Any text; what has no piece falls back to its UTF-8 bytes.
            split: Cuts one chunk (see :meth:`dropout_splitter`); the exact one by default.
        """
        split = split or self._split_exactly
        ids: list[int] = []
        for chunk in _CHUNK.findall(text.replace(" ", SPACE)):
            ids.extend(split(chunk))
        return ids

    def encode_rendered(self, text: str) -> list[int]:
        """Return the ids of a rendered prompt, with its control tokens recognised."""
        ids: list[int] = []
        for part in _CONTROL.split(text):
            ids.extend([self._ids[part]] if part in CONTROL_TOKENS else self.encode(part))
        return ids

    def decode(self, ids: Iterable[int]) -> str:
        """Return the text of ids; control tokens are written out, broken UTF-8 is replaced."""
        parts = bytearray()
        for token_id in ids:
            piece = self.pieces[token_id]
            if is_byte_piece(piece):
                parts.append(int(piece[3:5], 16))
            else:
                parts.extend(piece.replace(SPACE, " ").encode())
        return parts.decode(errors="replace")

    def dropout_splitter(self, rng: random.Random, drop: float) -> Splitter:
        """Return a splitter that skips merges at random, always alike for the same chunk.

        A word that is cut the same way in the message and in the answer can be copied piece by
        piece, so pieces that whole words hide are trained as what unknown words are spelled with.
        """
        cuts: dict[str, list[int]] = {}

        def split(chunk: str) -> list[int]:
            if chunk not in cuts:
                cuts[chunk] = (
                    self._merge(chunk, rng, drop)
                    if rng.random() < 0.6
                    else self._split_exactly(chunk)
                )
            return cuts[chunk]

        return split

    def _split_exactly(self, chunk: str) -> list[int]:
        if chunk not in self._cache:
            if len(self._cache) > 300_000:
                self._cache.clear()
            self._cache[chunk] = self._merge(chunk, None, 0.0)
        return self._cache[chunk]

    def _merge(self, chunk: str, rng: random.Random | None, drop: float) -> list[int]:
        """Merge neighbours, the best score first and the leftmost among equals."""
        symbols = list(chunk)
        while len(symbols) > 1:
            best, best_score = -1, float("-inf")
            for index in range(len(symbols) - 1):
                score = self._mergeable.get(symbols[index] + symbols[index + 1])
                if score is None or score <= best_score:
                    continue
                if rng is not None and rng.random() < drop:
                    continue
                best, best_score = index, score
            if best < 0:
                break
            symbols[best : best + 2] = [symbols[best] + symbols[best + 1]]
        ids: list[int] = []
        for symbol in symbols:
            if symbol in self._mergeable:
                ids.append(self._ids[symbol])
            else:
                ids.extend(self._byte_ids[value] for value in symbol.encode())
        return ids

    def save(self, path: Path) -> None:
        """Write the pieces and scores as JSON."""
        content = {"pieces": self.pieces, "scores": self.scores}
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Tokenizer:
        """Read what :meth:`save` wrote."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))


def is_byte_piece(piece: str) -> bool:
    """Say whether a piece stands for one byte (``<0x00>`` to ``<0xFF>``)."""
    return len(piece) == 6 and piece.startswith("<0x") and piece.endswith(">")


def train_tokenizer(lines: Iterable[str], n_vocab: int) -> Tokenizer:
    """Learn the merges from text.

    Digits stay single, no piece spans two words or letters and punctuation.

    Args:
        lines: Sentences of the grammar, without line breaks.
        n_vocab: Number of pieces, the 256 bytes and the control tokens included.
    """
    import sentencepiece

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines),
        model_writer=model,
        model_type="bpe",
        vocab_size=n_vocab,
        byte_fallback=True,
        split_digits=True,
        character_coverage=1.0,
        normalization_rule_name="identity",
        add_dummy_prefix=False,
        remove_extra_whitespaces=False,
        control_symbols=list(CONTROL_TOKENS),
        unk_id=UNKNOWN_ID,
        bos_id=BOS_ID,
        eos_id=EOS_ID,
        pad_id=-1,
        num_threads=1,
        minloglevel=2,
    )
    processor = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    indices = range(processor.get_piece_size())
    return Tokenizer(
        [processor.id_to_piece(index) for index in indices],
        [processor.get_score(index) for index in indices],
    )
