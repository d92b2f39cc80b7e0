"""Damages GGUF files on purpose: seeds with every value type, and a mutator that knows the fields.

Shared by the quick test and by `bench/fuzz_gguf.py`. Deterministic for a given random generator.
"""

from __future__ import annotations

import random
import re
import struct
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass, field

from onhand.errors import ModelCorruptError, ModelUnsupportedError
from onhand.formats.gguf import BytesReader, GgufHeader, RangeReader, read_header
from onhand.formats.gguf_shape import holds_language_model, model_shape

MAX_MEMORY_FACTOR = 24
"""Python objects take more than their bytes in a file; beyond this, memory would be a weapon."""
FIXED_MEMORY = 1 << 19

_INTERESTING = (0, 1, 2, 7, 8, 9, 13, 31, 32, 63, 64, 127, 255, 256, 1023, 1024, 65535, 65536)
_HUGE = tuple(2**bits + delta for bits in (16, 24, 31, 32, 33, 40, 48, 62, 63) for delta in (-1, 0))


def text(value: str | bytes) -> bytes:
    """Return a GGUF string."""
    data = value.encode() if isinstance(value, str) else value
    return struct.pack("<Q", len(data)) + data


def entry(key: str, code: int, value: bytes) -> bytes:
    """Return a metadata entry."""
    return text(key) + struct.pack("<I", code) + value


def array(code: int, count: int, data: bytes) -> bytes:
    """Return the value of an array."""
    return struct.pack("<IQ", code, count) + data


def tensor(name: str, shape: tuple[int, ...], code: int, offset: int) -> bytes:
    """Return an entry of the tensor table."""
    return text(name) + struct.pack(f"<I{len(shape)}QIQ", len(shape), *shape, code, offset)


def gguf_bytes(
    entries: list[bytes],
    tensors: list[bytes] | None = None,
    n_data: int = 0,
    *,
    version: int = 3,
    alignment: int = 32,
) -> bytes:
    """Return a whole file: header, padding, `n_data` bytes of tensor data."""
    tensors = tensors or []
    head = b"GGUF" + struct.pack("<IQQ", version, len(tensors), len(entries))
    head += b"".join(entries) + b"".join(tensors)
    return head + bytes(-len(head) % alignment if tensors else 0) + bytes(n_data)


def sizes(architecture: str) -> list[bytes]:
    """Return the entries that every language model needs, and some more."""
    numbers = {
        "block_count": 2, "context_length": 2048, "embedding_length": 32,
        "feed_forward_length": 64, "attention.head_count": 4, "attention.head_count_kv": 2,
        "attention.key_length": 8, "attention.sliding_window": 16, "vocab_size": 40,
    }  # fmt: skip
    return [
        entry(f"{architecture}.{key}", 4, struct.pack("<I", value))
        for key, value in numbers.items()
    ]


def seed_all_types() -> bytes:
    """Return a file with every metadata type, arrays of them, and tensors of many types."""
    pack = struct.pack
    values = {
        0: pack("<B", 200), 1: pack("<b", -3), 2: pack("<H", 60000), 3: pack("<h", -300),
        4: pack("<I", 7), 5: pack("<i", -7), 6: pack("<f", 0.5), 7: b"\1", 8: text("words ✓"),
        10: pack("<Q", 1 << 40), 11: pack("<q", -5), 12: pack("<d", 2.5),
    }  # fmt: skip
    entries = [entry("general.architecture", 8, text("llama")), *sizes("llama")]
    entries += [entry(f"value.{code}", code, data) for code, data in values.items()]
    entries += [
        entry(f"array.{code}", 9, array(code, 3, data * 3)) for code, data in values.items()
    ]
    entries += [entry("general.alignment", 4, pack("<I", 64)), entry("empty", 9, array(8, 0, b""))]
    kinds = ((0, 4), (1, 2), (2, 18), (8, 34), (12, 144), (14, 210), (30, 2), (39, 17))
    tensors, offset = [], 0
    for index, (code, size) in enumerate(kinds):
        block = {0: 1, 1: 1, 30: 1, 12: 256, 14: 256}.get(code, 32)
        tensors.append(tensor(f"blk.{index}.weight", (256, 2), code, offset))
        offset += -(-512 // block * size // 64) * 64
    return gguf_bytes(entries, tensors, offset, alignment=64)


def seed_model() -> bytes:
    """Return a file like a small llama model: what the shape of a model is read from."""
    entries = [entry("general.architecture", 8, text("gemma3")), *sizes("gemma3")]
    entries.append(entry("tokenizer.ggml.model", 8, text("llama")))
    words = b"".join(text(f"w{index}") for index in range(40))
    entries.append(entry("tokenizer.ggml.tokens", 9, array(8, 40, words)))
    entries.append(entry("tokenizer.ggml.scores", 9, array(6, 40, bytes(160))))
    entries.append(entry("tokenizer.ggml.eos_token_id", 4, struct.pack("<I", 2)))
    entries.append(entry("general.file_type", 4, struct.pack("<I", 2)))
    tensors = [tensor("token_embd.weight", (32, 40), 8, 0)]
    offset = 40 * 34 + -(40 * 34) % 32
    for name in ("attn_q", "attn_k", "ffn_up"):
        for layer in range(2):
            tensors.append(tensor(f"blk.{layer}.{name}.weight", (32, 32), 8, offset))
            offset += 32 * 34
    return gguf_bytes(entries, tensors, offset, version=2)


def seed_long_vocabulary() -> bytes:
    """Return a file whose arrays are long enough to be skipped and leapt over."""
    words = b"".join(text(f"token{index}") for index in range(4000))
    merges = b"".join(text(f"tok en{index}") for index in range(4000))
    entries = [
        entry("general.architecture", 8, text("llama")),
        *sizes("llama"),
        entry("tokenizer.ggml.tokens", 9, array(8, 4000, words)),
        entry("tokenizer.ggml.token_type", 9, array(5, 4000, struct.pack("<I", 1) * 4000)),
        entry("tokenizer.ggml.merges", 9, array(8, 4000, merges)),
        entry("tokenizer.ggml.bos_token_id", 4, bytes(4)),
    ]
    return gguf_bytes(entries, [tensor("token_embd.weight", (32, 8), 0, 0)], 1024)


def fields_of(data: bytes) -> list[int]:
    """Return where lengths, counts, types and offsets probably lie: before and behind names."""
    places = [4, 8, 16]
    for match in re.finditer(rb"[a-z0-9_.]{5,}", data):
        places += [match.start() - 8, *range(match.end(), match.end() + 25, 4)]
    return [place for place in places if 0 <= place <= len(data) - 8]


@dataclass
class Mutator:
    """Makes damaged copies of seeds.

    Attributes:
        rng: source of all choices.
        seeds: sound files.
    """

    rng: random.Random
    seeds: list[bytes]
    _fields: list[list[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._fields = [fields_of(seed) for seed in self.seeds]

    def case(self, header_bytes: int | None = None) -> bytes:
        """Return a damaged file: one to four changes to a seed's first `header_bytes` (all)."""
        index = self.rng.randrange(len(self.seeds))
        data = bytearray(self.seeds[index][:header_bytes])
        places = [place for place in self._fields[index] if place <= len(data) - 8]
        for _ in range(self.rng.choice((1, 1, 1, 2, 2, 3, 4))):
            if data:
                self.rng.choice(_CHANGES)(self, data, places)
        return bytes(data) + (self.seeds[index][header_bytes:] if header_bytes else b"")

    def _flip_bit(self, data: bytearray, places: list[int]) -> None:
        data[self.rng.randrange(len(data))] ^= 1 << self.rng.randrange(8)

    def _set_byte(self, data: bytearray, places: list[int]) -> None:
        data[self.rng.randrange(len(data))] = self.rng.randrange(256)

    def _set_field(self, data: bytearray, places: list[int]) -> None:
        value = self.rng.choice(_INTERESTING + _HUGE + (len(data), len(data) // 2, len(data) - 1))
        at = self.rng.choice(places)
        width = self.rng.choice((4, 8))
        data[at : at + width] = (value % (1 << 8 * width)).to_bytes(width, "little")

    def _nudge_field(self, data: bytearray, places: list[int]) -> None:
        at = self.rng.choice(places)
        value = int.from_bytes(data[at : at + 8], "little") + self.rng.choice((-32, -1, 1, 32))
        data[at : at + 8] = (value % (1 << 64)).to_bytes(8, "little")

    def _truncate(self, data: bytearray, places: list[int]) -> None:
        del data[self.rng.randrange(len(data)) :]

    def _delete(self, data: bytearray, places: list[int]) -> None:
        at = self.rng.randrange(len(data))
        del data[at : at + self.rng.choice((1, 4, 8, 32, 256))]

    def _insert(self, data: bytearray, places: list[int]) -> None:
        at = self.rng.randrange(len(data))
        data[at:at] = self.rng.choice((b"\0", b"\xff" * 8, bytes(8), self.rng.randbytes(32)))

    def _repeat(self, data: bytearray, places: list[int]) -> None:
        at, end = sorted(self.rng.randrange(len(data) + 1) for _ in range(2))
        data[end:end] = data[at : min(end, at + 512)]

    def _noise(self, data: bytearray, places: list[int]) -> None:
        at = self.rng.randrange(len(data))
        n = min(len(data) - at, self.rng.choice((4, 16, 64, 512)))
        data[at : at + n] = self.rng.randbytes(n)

    def _splice(self, data: bytearray, places: list[int]) -> None:
        other = self.rng.choice(self.seeds)
        at = self.rng.randrange(len(data))
        data[at:] = other[self.rng.randrange(len(other)) :]


_CHANGES: tuple[Callable[[Mutator, bytearray, list[int]], None], ...] = (
    Mutator._flip_bit, Mutator._flip_bit, Mutator._set_byte, Mutator._set_field,
    Mutator._set_field, Mutator._set_field, Mutator._nudge_field, Mutator._truncate,
    Mutator._delete, Mutator._insert, Mutator._repeat, Mutator._noise, Mutator._splice,
)  # fmt: skip


def parse(data: bytes) -> GgufHeader | str:
    """Return the header of a file in memory, or the typed error's name; anything else is raised."""
    try:
        header = read_header(BytesReader(data))
        if holds_language_model(header):
            model_shape(header)
    except (ModelCorruptError, ModelUnsupportedError) as error:
        return type(error).__name__
    return header


def parse_remotely(data: bytes) -> GgufHeader | str:
    """Do the same over ranges, with leaps, without the model's sizes."""
    reader = RangeReader(lambda at, n: data[at : at + n], len(data), window_bytes=4096)
    try:
        return read_header(reader)
    except (ModelCorruptError, ModelUnsupportedError) as error:
        return type(error).__name__


def peak_memory(data: bytes) -> int:
    """Return the most bytes of Python objects that parsing `data` held at once."""
    tracemalloc.start()
    try:
        parse(data)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def all_seeds() -> list[bytes]:
    """Return the three seeds."""
    return [seed_all_types(), seed_model(), seed_long_vocabulary()]


def memory_limit(data: bytes) -> int:
    """Return what `peak_memory` may be."""
    return FIXED_MEMORY + MAX_MEMORY_FACTOR * len(data)
