"""Makes GGUF models of random weights in real shapes and types, for measuring without a download.

    python bench/make_model.py 1.2b                      # Q4_0, 0.70 GB, Llama 3.2 1B's shape
    python bench/make_model.py 135m --type Q8_0          # SmolLM2 135M's shape
    python bench/make_model.py 12m                       # a 12 MB file
    python bench/make_model.py 1.2b --type Q4_K --vocab 32000

Prints the file's path. A model is made once (some seconds) and kept in $ONHAND_BENCH_CACHE, else
in a folder of the system's temporary one. Speed and memory are those of a trained model of that
shape; the text is noise. It does not end by itself when decoded greedily.

Formats: ggml's docs/gguf.md and the block structs of ggml-common.h. Needs numpy only.
"""

from __future__ import annotations

import argparse
import itertools
import os
import struct
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

Blocks = npt.NDArray[Any]

ALIGNMENT = 32
CHUNK_BLOCKS = 1 << 19
SILENT_TOKENS = (0, 1, 2, 259, 260)
"""Control tokens: their output rows are zero, so that greedy decoding never chooses them."""

CHATML = (
    "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n"
    "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A llama-architecture model: sizes and the default tensor type."""

    n_layer: int
    n_embd: int
    n_head: int
    n_head_kv: int
    n_ff: int
    n_vocab: int
    n_ctx_train: int = 131072
    type: str = "Q4_0"


SHAPES = {
    "12m": Shape(
        n_layer=4, n_embd=256, n_head=8, n_head_kv=4, n_ff=768, n_vocab=32000, type="Q8_0"
    ),
    "135m": Shape(
        n_layer=30, n_embd=576, n_head=9, n_head_kv=3, n_ff=1536, n_vocab=49152, type="Q8_0"
    ),
    "360m": Shape(n_layer=32, n_embd=960, n_head=15, n_head_kv=5, n_ff=2560, n_vocab=49152),
    "1.2b": Shape(n_layer=16, n_embd=2048, n_head=32, n_head_kv=8, n_ff=8192, n_vocab=128256),
    "3b": Shape(n_layer=28, n_embd=3072, n_head=24, n_head_kv=8, n_ff=8192, n_vocab=128256),
}


# ── tensor types: a block's layout, and blocks of random numbers with a standard deviation ──────


@dataclass(frozen=True)
class BlockType:
    """Code in the file, `general.file_type`, elements of a block, its fields."""

    code: int
    file_type: int
    elements: int
    layout: np.dtype[Any]


TYPES = {
    "F32": BlockType(0, 0, 1, np.dtype("<f4")),
    "F16": BlockType(1, 1, 1, np.dtype("<f2")),
    "Q4_0": BlockType(2, 2, 32, np.dtype([("d", "<f2"), ("q", "u1", 16)])),
    "Q8_0": BlockType(8, 7, 32, np.dtype([("d", "<f2"), ("q", "i1", 32)])),
    "Q4_K": BlockType(
        12, 14, 256, np.dtype([("d", "<f2"), ("dmin", "<f2"), ("s", "u1", 12), ("q", "u1", 128)])
    ),
    "Q6_K": BlockType(14, 18, 256, np.dtype([("q", "u1", 192), ("s", "i1", 16), ("d", "<f2")])),
}


def random_blocks(kind: str, count: int, deviation: float, rng: np.random.Generator) -> Blocks:
    """Return `count` blocks whose weights have mean 0 (nearly) and that standard deviation."""
    layout = TYPES[kind].layout
    if kind in ("F32", "F16"):
        return (rng.standard_normal(count, dtype=np.float32) * deviation).astype(layout)
    blocks = np.zeros(count, layout)
    quants = blocks["q"]
    quants[...] = np.frombuffer(rng.bytes(quants.nbytes), quants.dtype).reshape(quants.shape)
    # Stored integers are uniform: deviation 2^bits / sqrt(12), mean -1/2. A random sign of each
    # scale takes the mean away, which otherwise would drown the rest in a few layers.
    signs = rng.choice(np.array([-1, 1], np.float32), count) * deviation * 12**0.5
    if kind == "Q8_0":
        blocks["d"] = signs / 256
    elif kind == "Q4_0":
        blocks["d"] = signs / 16
    elif kind == "Q4_K":  # every 6-bit scale and minimum is 15: weight = 15 (d q - dmin)
        blocks["s"][:, :8], blocks["s"][:, 8:] = 15, 0xFF
        blocks["d"] = signs / (15 * 16)
        blocks["dmin"] = 7.5 * signs / (15 * 16)
    elif kind == "Q6_K":
        blocks["s"] = 16
        blocks["d"] = signs / (16 * 64)
    return blocks


# ── the file ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Tensor:
    """A tensor to be written; `deviation` None: a vector of `value`."""

    name: str
    shape: tuple[int, ...]
    type: str
    deviation: float | None = None
    value: float = 1.0

    @property
    def n_blocks(self) -> int:
        """Blocks that it takes."""
        return int(np.prod(self.shape)) // TYPES[self.type].elements

    @property
    def size_bytes(self) -> int:
        """Bytes of its data."""
        return self.n_blocks * TYPES[self.type].layout.itemsize


def tensors_of(shape: Shape) -> list[Tensor]:
    """Return the tensors of a llama model of that shape, with tied embeddings."""
    d, kind = shape.n_embd, shape.type
    d_kv = d // shape.n_head * shape.n_head_kv

    def matrix(name: str, columns: int, rows: int, deviation: float | None = None) -> Tensor:
        fits = columns % TYPES[kind].elements == 0
        return Tensor(name, (columns, rows), kind if fits else "Q8_0", deviation or columns**-0.5)

    # small embeddings let the layers' output, not the last token, decide what comes next
    tensors = [matrix("token_embd.weight", d, shape.n_vocab, 0.02)]
    tensors.append(Tensor("output_norm.weight", (d,), "F32", value=4.0))
    for layer in range(shape.n_layer):
        block = f"blk.{layer}."
        tensors += [
            Tensor(f"{block}attn_norm.weight", (d,), "F32"),
            matrix(f"{block}attn_q.weight", d, d),
            matrix(f"{block}attn_k.weight", d, d_kv),
            matrix(f"{block}attn_v.weight", d, d_kv),
            matrix(f"{block}attn_output.weight", d, d),
            Tensor(f"{block}ffn_norm.weight", (d,), "F32"),
            matrix(f"{block}ffn_gate.weight", d, shape.n_ff),
            matrix(f"{block}ffn_up.weight", d, shape.n_ff),
            matrix(f"{block}ffn_down.weight", shape.n_ff, d),
        ]
    return tensors


def vocabulary(n_vocab: int) -> tuple[list[str], list[int]]:
    """Return the texts and kinds of a SentencePiece-like vocabulary of made-up words."""
    texts = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256))]
    texts += ["<|im_start|>", "<|im_end|>"]
    kinds = [2, 3, 3, *[6] * 256, 3, 3]
    seen = set(texts)
    candidates = itertools.chain((chr(code) for code in range(33, 127)), ["▁"], _words())
    for text in candidates:
        if len(texts) >= n_vocab:
            break
        if text not in seen:
            seen.add(text)
            texts.append(text)
            kinds.append(1)
    return texts, kinds


def _words() -> Iterator[str]:
    onsets, vowels, codas = "bcdfghklmnprstvw", "aeiou", ("", "n", "r", "s", "t", "ng")
    syllables = [o + v + c for o in onsets for v in vowels for c in codas]
    for length in (1, 2, 3):
        for parts in itertools.product(syllables, repeat=length):
            yield "▁" + "".join(parts)
            yield "".join(parts)


def metadata_of(name: str, shape: Shape) -> bytes:
    """Return the metadata entries as bytes, their count (u64) first."""
    texts, kinds = vocabulary(shape.n_vocab)
    numbers = {
        "general.file_type": TYPES[shape.type].file_type,
        "general.quantization_version": 2,
        "llama.block_count": shape.n_layer,
        "llama.context_length": shape.n_ctx_train,
        "llama.embedding_length": shape.n_embd,
        "llama.feed_forward_length": shape.n_ff,
        "llama.attention.head_count": shape.n_head,
        "llama.attention.head_count_kv": shape.n_head_kv,
        "llama.rope.dimension_count": shape.n_embd // shape.n_head,
        "llama.vocab_size": shape.n_vocab,
        "tokenizer.ggml.bos_token_id": 1,
        "tokenizer.ggml.eos_token_id": 2,
        "tokenizer.ggml.unknown_token_id": 0,
    }
    words = {
        "general.architecture": "llama",
        "general.name": f"random {name} {shape.type}",
        "tokenizer.ggml.model": "llama",
        "tokenizer.chat_template": CHATML,
    }
    floats = {"llama.attention.layer_norm_rms_epsilon": 1e-5, "llama.rope.freq_base": 500000.0}
    scores = -np.arange(len(texts), dtype="<f4")
    entries = [_text(key) + struct.pack("<I", 8) + _text(value) for key, value in words.items()]
    entries += [_text(key) + struct.pack("<II", 4, value) for key, value in numbers.items()]
    entries += [_text(key) + struct.pack("<If", 6, value) for key, value in floats.items()]
    entries += [
        _array("tokenizer.ggml.tokens", 8, len(texts), b"".join(map(_text, texts))),
        _array("tokenizer.ggml.scores", 6, len(texts), scores.tobytes()),
        _array("tokenizer.ggml.token_type", 5, len(kinds), np.array(kinds, "<i4").tobytes()),
    ]
    return struct.pack("<Q", len(entries)) + b"".join(entries)


def _text(text: str) -> bytes:
    data = text.encode()
    return struct.pack("<Q", len(data)) + data


def _array(key: str, code: int, count: int, data: bytes) -> bytes:
    return _text(key) + struct.pack("<IIQ", 9, code, count) + data


def write_model(path: Path, name: str, shape: Shape, seed: int = 0) -> None:
    """Write the model to `path`, whole or not at all."""
    tensors = tensors_of(shape)
    table, offset = [], 0
    for tensor in tensors:
        n = len(tensor.shape)
        code = TYPES[tensor.type].code
        table.append(_text(tensor.name) + struct.pack(f"<I{n}QIQ", n, *tensor.shape, code, offset))
        offset += tensor.size_bytes + -tensor.size_bytes % ALIGNMENT
    head = b"GGUF" + struct.pack("<IQ", 3, len(tensors)) + metadata_of(name, shape)
    head += b"".join(table)
    rng = np.random.default_rng(seed)
    part = path.with_suffix(f".{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(head + bytes(-len(head) % ALIGNMENT))
            for tensor in tensors:
                _write_tensor(file, tensor, rng)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _write_tensor(file: BinaryIO, tensor: Tensor, rng: np.random.Generator) -> None:
    if tensor.deviation is None:
        file.write(np.full(tensor.shape, tensor.value, "<f4").tobytes())
    else:
        for start in range(0, tensor.n_blocks, CHUNK_BLOCKS):
            count = min(CHUNK_BLOCKS, tensor.n_blocks - start)
            blocks = random_blocks(tensor.type, count, tensor.deviation, rng)
            if start == 0 and tensor.name == "token_embd.weight":
                _silence(blocks, tensor.shape[0] // TYPES[tensor.type].elements)
            file.write(blocks.tobytes())
    file.write(bytes(-tensor.size_bytes % ALIGNMENT))


def _silence(blocks: Blocks, blocks_a_row: int) -> None:
    for token_id in SILENT_TOKENS:
        row = blocks[token_id * blocks_a_row : (token_id + 1) * blocks_a_row]
        row[...] = np.zeros(1, row.dtype)


def cache_folder() -> Path:
    """Return the folder that keeps made models."""
    named = os.environ.get("ONHAND_BENCH_CACHE")
    return Path(named) if named else Path(tempfile.gettempdir()) / "onhand-bench-models"


def make_model(
    name: str, *, type: str | None = None, n_vocab: int | None = None, folder: Path | None = None
) -> Path:
    """Return the path of the model called `name` (a key of `SHAPES`), made if it is not there.

    Args:
        name: such as "1.2b".
        type: a key of `TYPES`; None: the shape's own.
        n_vocab: tokens, at least 512; None: the shape's own.
        folder: where to keep it; None: `cache_folder()`.
    """
    shape = SHAPES[name]
    shape = replace(shape, type=type or shape.type, n_vocab=n_vocab or shape.n_vocab)
    if shape.type not in TYPES or shape.n_vocab < 512:
        raise ValueError(f"types are {', '.join(TYPES)}; a vocabulary has 512 tokens or more")
    folder = folder or cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"random-{name}-{shape.n_vocab}-{shape.type}.gguf"
    if not path.exists():
        write_model(path, name, shape)
    return path


def main() -> None:
    """Make the model that the command line names and print its path."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("name", choices=SHAPES)
    parser.add_argument("--type", choices=TYPES, help="tensor type (default: the shape's own)")
    parser.add_argument("--vocab", type=int, help="tokens (default: the shape's own)")
    parser.add_argument("--folder", type=Path, help="where to keep it")
    options = parser.parse_args()
    print(make_model(options.name, type=options.type, n_vocab=options.vocab, folder=options.folder))


if __name__ == "__main__":
    main()
