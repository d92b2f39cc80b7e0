"""The two tiny vocabularies: sentencepiece-style with byte fallback, and gpt2-style byte BPE."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.tiny_gguf import Typed

_NORMAL, _UNKNOWN, _CONTROL, _BYTE = 1, 2, 3, 6
_LETTERS = "etaoinsrhldcumfpgwybvkxjqz"
_SIGNS = ".,!?'-:;\"()0123456789\n{}[]"
_WORD_TEXT = """
the and you that was for are with his they this have from one had word but not what all
were when your can said there use each which she how their will other about out many then them some
would make like him into time has look two more write see number way could people than first water
been call who now find long down day did get come made may part hello world"""


@dataclass(frozen=True)
class Vocabulary:
    """Metadata of a vocabulary, and which ids are special."""

    metadata: dict[str, Any]
    control: tuple[int, ...]
    raw_bytes: tuple[int, ...]
    eog: int


def make_vocabulary(kind: str, n_vocab: int) -> Vocabulary:
    """Return the "spm" or "bpe" vocabulary of exactly `n_vocab` tokens."""
    if n_vocab < 320:
        raise ValueError(f"n_vocab must be at least 320, got {n_vocab}")
    return {"spm": _spm, "bpe": _bpe}[kind](n_vocab)


def _pieces(space: str, n_pieces: int) -> list[str]:
    """Return word beginnings, each one a known beginning plus a letter, up to whole words."""
    found: dict[str, None] = {}
    for word in _WORD_TEXT.split():
        text = space + word
        for end in range(2, len(text) + 1):
            found[text[:end]] = None
    extra = (a + b for a in _LETTERS for b in _LETTERS)
    more = (a + b + c for a in _LETTERS for b in _LETTERS for c in _LETTERS)
    for source in (extra, more):
        for piece in source:
            if len(found) >= n_pieces:
                return list(found)[:n_pieces]
            found[piece] = None
    raise ValueError("n_vocab is too large for a tiny vocabulary")


def _spm(n_vocab: int) -> Vocabulary:
    tokens = ["<unk>", "<s>", "</s>", "<|im_start|>", "<|im_end|>"]
    types = [_UNKNOWN, *[_CONTROL] * 4]
    tokens += [f"<0x{byte:02X}>" for byte in range(256)]
    types += [_BYTE] * 256
    singles = ["▁", *_LETTERS, *_SIGNS]
    tokens += singles + _pieces("▁", n_vocab)
    tokens = tokens[:n_vocab]
    types += [_NORMAL] * (n_vocab - len(types))
    metadata = {
        "tokenizer.ggml.model": "llama",
        "tokenizer.ggml.tokens": tokens,
        "tokenizer.ggml.scores": Typed("f32", [float(-index) for index in range(n_vocab)]),
        "tokenizer.ggml.token_type": Typed("i32", types),
        "tokenizer.ggml.bos_token_id": 1,
        "tokenizer.ggml.eos_token_id": 2,
        "tokenizer.ggml.unknown_token_id": 0,
        "tokenizer.ggml.add_bos_token": True,
        "tokenizer.ggml.add_eos_token": False,
        "tokenizer.ggml.add_space_prefix": True,
    }
    return Vocabulary(metadata, (0, 1, 2, 3, 4), tuple(range(5, 261)), 2)


def byte_alphabet() -> list[str]:
    """Return the printable character that stands for each byte, as GPT-2's vocabulary does."""
    shown = [*range(33, 127), *range(161, 173), *range(174, 256)]
    table = {byte: chr(byte) for byte in shown}
    hidden = [byte for byte in range(256) if byte not in table]
    table |= {byte: chr(256 + index) for index, byte in enumerate(hidden)}
    return [table[byte] for byte in range(256)]


def _bpe(n_vocab: int) -> Vocabulary:
    alphabet = byte_alphabet()
    space = alphabet[32]
    special = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
    pieces = _pieces(space, n_vocab - 256 - len(special))
    tokens = alphabet + pieces + special
    first = n_vocab - len(special)
    control = tuple(range(first, n_vocab))
    metadata = {
        "tokenizer.ggml.model": "gpt2",
        "tokenizer.ggml.pre": "gpt-2",
        "tokenizer.ggml.tokens": tokens,
        "tokenizer.ggml.token_type": Typed("i32", [_NORMAL] * first + [_CONTROL] * len(special)),
        "tokenizer.ggml.merges": [f"{piece[:-1]} {piece[-1]}" for piece in pieces],
        "tokenizer.ggml.bos_token_id": first,
        "tokenizer.ggml.eos_token_id": first,
        "tokenizer.ggml.add_bos_token": False,
    }
    raw = tuple(byte for byte in range(256) if not (32 <= byte < 127 or byte == 10))
    return Vocabulary(metadata, control, raw, first)
