"""Damaged GGUF headers: typed errors, bounded time and memory. bench/ has the long run."""

from __future__ import annotations

import random
import struct
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onhand.errors import ModelCorruptError
from onhand.formats.gguf import BytesReader, read_header
from tests.unit.formats.gguf_mutation import (
    Mutator,
    all_seeds,
    array,
    entry,
    gguf_bytes,
    memory_limit,
    parse,
    parse_remotely,
    peak_memory,
    seed_all_types,
    seed_long_vocabulary,
    seed_model,
    sizes,
    tensor,
    text,
)

SMALL_SEEDS = [seed_all_types(), seed_model()]


@pytest.mark.parametrize("seed", all_seeds(), ids=["types", "model", "vocabulary"])
def test_undamaged_seeds_parse_alike_here_and_over_ranges(seed: bytes) -> None:
    """The seeds are sound, so that what the mutations find is the mutations' doing."""
    assert not isinstance(parse(seed), str)
    assert repr(parse(seed)) == repr(parse_remotely(seed))


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_damage_raises_typed_errors_in_bounded_time(part: int) -> None:
    """20,000 damaged headers end in a header or a typed error; none takes long or throws else."""
    mutator = Mutator(random.Random(part), SMALL_SEEDS)
    outcomes = set()
    for _ in range(5000):
        case = mutator.case()
        start = time.thread_time()
        result = parse(case)
        assert time.thread_time() - start < 1.0, case.hex()
        outcomes.add(result if isinstance(result, str) else "sound")
    assert outcomes == {"sound", "ModelCorruptError", "ModelUnsupportedError"}


def test_damage_never_makes_the_parser_hold_more_than_the_file_allows() -> None:
    """Peak memory stays within a fixed amount and a small multiple of the file."""
    mutator = Mutator(random.Random(7), SMALL_SEEDS)
    for _ in range(300):
        case = mutator.case()
        assert peak_memory(case) <= memory_limit(case), case.hex()


@pytest.mark.slow
def test_what_parses_here_parses_the_same_over_ranges() -> None:
    """Leaps over vocabularies never change what a sound file says."""
    mutator = Mutator(random.Random(11), [seed_long_vocabulary(), seed_model()])
    n_sound = 0
    for _ in range(1000):
        case = mutator.case()
        here = parse(case)
        if not isinstance(here, str):
            n_sound += 1
            assert repr(parse_remotely(case)) == repr(here)
    assert n_sound > 20


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400))
def test_noise_behind_a_sound_preamble_raises_typed_errors(noise: bytes) -> None:
    """Whatever follows the counts, the outcome is a header or a typed error."""
    parse(b"GGUF" + struct.pack("<IQQ", 3, 1, 1) + noise)
    parse(noise)


ABSURD = 1 << 62


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"GGUF" + struct.pack("<IQQ", 3, ABSURD, 0), "tensors"),
        (b"GGUF" + struct.pack("<IQQ", 3, 0, ABSURD), "metadata entries"),
        (gguf_bytes([struct.pack("<Q", ABSURD)]), "metadata key"),
        (gguf_bytes([entry("a.b", 8, struct.pack("<Q", ABSURD))]), "a.b"),
        (gguf_bytes([entry("a.b", 9, array(8, ABSURD, b""))]), "a.b"),
        (gguf_bytes([entry("a.b", 9, array(4, ABSURD, b""))]), "a.b"),
        (gguf_bytes([*sizes("x")], [tensor("t", (ABSURD, ABSURD, 4), 0, 0)]), "truncated"),
        (gguf_bytes([*sizes("x")], [tensor("t", (32,), 0, ABSURD)], 64), "truncated"),
        (gguf_bytes([], [struct.pack("<Q", ABSURD)], 64), "tensor name"),
    ],
)
def test_absurd_numbers_are_named_with_their_byte(data: bytes, named: str) -> None:
    """A count, length or offset of 2^62 is refused before anything is made of it."""
    with pytest.raises(ModelCorruptError, match=r"byte") as caught:
        read_header(BytesReader(data + bytes(64)))
    assert named in caught.value.message
    assert peak_memory(data) < 1 << 16


def test_an_array_of_millions_of_empty_texts_is_refused_at_once() -> None:
    """A header cannot buy minutes of walking with zeros that cost nothing to write."""

    class Zeros:
        """A terabyte of zeros behind a header."""

        size = 1 << 40
        window_bytes = 1 << 16
        is_remote = False

        def read_at(self, offset: int, n: int) -> bytes:
            return head[offset : offset + n].ljust(n, b"\0")

    head = gguf_bytes([entry("a.b", 9, array(8, 1 << 36, b""))])
    start = time.thread_time()
    with pytest.raises(ModelCorruptError, match="more than"):
        read_header(Zeros())
    assert time.thread_time() - start < 1.0


def test_long_texts_and_keys_are_refused() -> None:
    """Keys end at 64 KiB, texts at 16 MiB, whatever the file's size."""
    with pytest.raises(ModelCorruptError, match="65535"):
        read_header(BytesReader(gguf_bytes([entry("k" * 65536, 4, bytes(4))])))
    long_text = gguf_bytes([entry("a.b", 8, text(b"x" * ((16 << 20) + 1)))])
    with pytest.raises(ModelCorruptError, match="at most 16777216"):
        read_header(BytesReader(long_text))
