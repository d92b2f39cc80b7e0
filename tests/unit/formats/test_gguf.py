"""GGUF headers: what is read, what is refused, and with which words."""

from __future__ import annotations

import os
import struct
from pathlib import Path

import pytest

from onhand.errors import ModelCorruptError, ModelNotFoundError, ModelUnsupportedError
from onhand.formats.gguf import (
    BytesReader,
    FileReader,
    GgufArray,
    GgufHeader,
    RangeReader,
    check_file,
    read_array,
    read_header,
)
from onhand.formats.gguf_types import TENSOR_TYPES
from tests.tiny_models import tiny_model
from tests.unit.formats.gguf_mutation import (
    array,
    entry,
    gguf_bytes,
    seed_all_types,
    seed_long_vocabulary,
    sizes,
    tensor,
    text,
)


def parse(data: bytes, **options: bool) -> GgufHeader:
    return read_header(BytesReader(data), **options)


def write(folder: Path, data: bytes) -> Path:
    path = folder / "model.gguf"
    path.write_bytes(data)
    return path


def test_every_metadata_type_is_read() -> None:
    """Each of the thirteen types, alone and in arrays."""
    header = parse(seed_all_types())
    values = [header.metadata[f"value.{code}"] for code in (*range(9), 10, 11, 12)]
    expected = [200, -3, 60000, -300, 7, -7, 0.5, True, "words ✓", 1 << 40, -5, 2.5]
    assert values == expected
    assert [header.metadata[f"array.{code}"] for code in (*range(9), 10, 11, 12)] == [
        (value,) * 3 for value in expected
    ]
    assert header.metadata["empty"] == ()


def test_tensors_have_absolute_offsets_and_their_type_s_size() -> None:
    """A tensor lies where the data section begins plus its offset; blocks give its bytes."""
    header = parse(seed_all_types())
    first, second = header.tensors[:2]
    assert header.alignment == 64
    assert header.data_offset % 64 == 0
    assert first.offset == header.data_offset
    assert first.size_bytes == 512 * 4
    assert second.offset == first.offset + 2048
    assert header.tensor("blk.2.weight") is header.tensors[2]
    assert header.tensor("blk.2.weight").size_bytes == 512 // 32 * 18  # type: ignore[union-attr]
    assert header.tensor("no such") is None
    assert header.n_params == 8 * 512


@pytest.mark.parametrize(
    ("name", "bits"),
    [("F32", 32), ("BF16", 16), ("Q8_0", 8.5), ("Q6_K", 6.5625), ("Q5_K", 5.5), ("Q4_K", 4.5),
     ("Q4_0", 4.5), ("Q3_K", 3.4375), ("Q2_K", 2.625), ("IQ4_XS", 4.25), ("IQ2_XXS", 2.0625),
     ("IQ1_S", 1.5625), ("TQ1_0", 1.6875), ("MXFP4", 4.25), ("NVFP4", 4.5), ("Q1_0", 1.125)],
)  # fmt: skip
def test_block_sizes_give_the_known_bits_per_weight(name: str, bits: float) -> None:
    """The table agrees with the figures that llama.cpp publishes for its types."""
    by_name = {kind.name: kind for kind in TENSOR_TYPES.values()}
    assert by_name[name].bits_per_weight == bits


@pytest.mark.parametrize("name", ["llama", "gemma3", "mamba", "qwen2vl", "t5"])
def test_real_files_of_every_tiny_architecture_pass(name: str) -> None:
    """What loads natively is not refused; the tensors end where the file does."""
    path = tiny_model(architecture=name)
    header = check_file(path)
    last = max(header.tensors, key=lambda tensor: tensor.offset)
    assert header.metadata["general.architecture"] == name
    assert 0 <= path.stat().st_size - (last.offset + last.size_bytes) < header.alignment


def test_the_bundled_model_passes() -> None:
    """The model in the package is sound."""
    import onhand

    path = Path(onhand.__file__).parent / "assets" / "onhand-small.gguf"
    if not path.exists():
        pytest.skip("the bundled model is not in this checkout")
    assert check_file(path).metadata["general.architecture"] == "llama"


def test_long_arrays_are_skipped_and_read_when_asked() -> None:
    """A vocabulary is a place in the file until someone wants it."""
    reader = BytesReader(seed_long_vocabulary())
    tokens = read_header(reader).metadata["tokenizer.ggml.tokens"]
    assert isinstance(tokens, GgufArray)
    assert (tokens.element_type, tokens.count) == ("string", 4000)
    assert list(read_array(reader, tokens))[3999] == "token3999"
    assert list(read_array(reader, (1, 2))) == [1, 2]


def test_texts_longer_than_a_window_are_read(tmp_path: Path) -> None:
    """A chat template of a megabyte crosses windows; so do long tokens between short ones."""
    words = [b"a", b"b" * 300_000, b"c"] + [b"w%d" % index for index in range(2000)]
    data = gguf_bytes(
        [
            entry("tokenizer.chat_template", 8, text("x" * 1_000_000)),
            entry("tokenizer.ggml.tokens", 9, array(8, 2003, b"".join(map(text, words)))),
            entry("last.key", 4, struct.pack("<I", 5)),
        ]
    )
    with FileReader(write(tmp_path, data)) as reader:
        header = read_header(reader)
        tokens = header.metadata["tokenizer.ggml.tokens"]
        assert isinstance(tokens, GgufArray)
        assert [len(token) for token in read_array(reader, tokens)][:3] == [1, 300_000, 1]
    assert len(str(header.metadata["tokenizer.chat_template"])) == 1_000_000
    assert header.metadata["last.key"] == 5


# ── files that are not there or are something else ──────────────────────────────────────────────


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """The error has the path and its class says what to do."""
    with pytest.raises(ModelNotFoundError, match=r"nothing\.gguf"):
        check_file(tmp_path / "nothing.gguf")
    with pytest.raises(ModelNotFoundError, match="no valid path"):
        check_file("a\0b")


def test_directories_and_pipes_are_refused_without_opening_them(tmp_path: Path) -> None:
    """A pipe would block for ever."""
    with pytest.raises(ModelUnsupportedError, match="is a directory"):
        check_file(tmp_path)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(ModelUnsupportedError, match="not a regular file"):
            check_file(tmp_path / "pipe")


def test_an_empty_file_is_corrupt(tmp_path: Path) -> None:
    """Zero bytes are a broken download, not another format."""
    with pytest.raises(ModelCorruptError, match="empty"):
        check_file(write(tmp_path, b""))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<!DOCTYPE html><html>", "web page"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0", "Git LFS pointer"),
        (b"PK\3\4 and more", "zip archive"),
        (b"tjgg\1\0\0\0", "GGJT"),
        (b'\x10\0\0\0\0\0\0\0{"a":{}}', "safetensors"),
        (b"\x18\0\0\0ET12", "ExecuTorch"),
        (b"something else", "no GGUF"),
    ],
)
def test_another_format_is_called_by_its_name(tmp_path: Path, data: bytes, words: str) -> None:
    """What the file is instead helps more than what it is not."""
    with pytest.raises(ModelUnsupportedError, match=words):
        check_file(write(tmp_path, data))


@pytest.mark.parametrize("version", [0, 1, 4, 77])
def test_other_versions_are_unsupported(version: int) -> None:
    """Versions 2 and 3 alone are read."""
    with pytest.raises(ModelUnsupportedError, match=f"version {version} "):
        parse(gguf_bytes([], version=version))
    assert parse(gguf_bytes([entry("a.b", 4, bytes(4))], version=2)).version == 2


def test_big_endian_files_are_named_as_such() -> None:
    """A file of an IBM mainframe says so instead of claiming version 50331648."""
    with pytest.raises(ModelUnsupportedError, match="big-endian"):
        parse(b"GGUF" + struct.pack(">IQQ", 3, 0, 0))


# ── damage ──────────────────────────────────────────────────────────────────────────────────────


def test_every_truncation_is_corrupt() -> None:
    """Whatever the length a download stopped at, it is seen, with the byte."""
    data = seed_all_types()
    last = max(parse(data).tensors, key=lambda tensor: tensor.offset)
    for length in range(1, last.offset + last.size_bytes, 13):
        with pytest.raises(ModelCorruptError, match="byte"):
            parse(data[:length])


def test_missing_tensor_data_is_counted() -> None:
    """The message says how much is missing."""
    data = gguf_bytes([*sizes("x")], [tensor("t", (32,), 0, 0)], 128)
    with pytest.raises(ModelCorruptError, match="28 are missing"):
        parse(data[:-28])
    assert parse(data[:-28], check_data=False).tensors[0].size_bytes == 128


@pytest.mark.parametrize(
    ("tensors", "words"),
    [
        ([tensor("a", (32,), 0, 0), tensor("b", (32,), 0, 64)], "'a' ends"),
        ([tensor("a", (32,), 0, 0), tensor("a", (32,), 0, 128)], "occurs twice"),
        ([tensor("a", (32,), 0, 8)], "no multiple of the alignment"),
        ([tensor("a", (33,), 2, 0)], "multiples of 32"),
        ([tensor("a", (32, 0), 0, 0)], "no dimension is 0"),
        ([tensor("a", (1, 1, 1, 1, 1), 0, 0)], "5 dimensions"),
        ([tensor("", (32,), 0, 0)], "no text"),
        ([tensor("a" * 64, (32,), 0, 0)], "at most 63"),
    ],
)
def test_impossible_tensors_are_refused(tensors: list[bytes], words: str) -> None:
    """Overlaps, duplicates, crooked offsets and shapes that blocks cannot have."""
    with pytest.raises(ModelCorruptError, match=words):
        parse(gguf_bytes([*sizes("x")], tensors, 512))


@pytest.mark.parametrize("code", [4, 5, 31, 36, 38, 43, 1000])
def test_removed_and_unknown_tensor_types_are_unsupported(code: int) -> None:
    """A type that no library reads any more is named with its number."""
    with pytest.raises(ModelUnsupportedError, match=f"type {code} "):
        parse(gguf_bytes([*sizes("x")], [tensor("a", (256,), code, 0)], 4096))


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ([entry("a.b", 4, bytes(4)), entry("a.b", 4, bytes(4))], "occurs twice"),
        ([entry("a.b", 13, bytes(8))], "unknown type 13"),
        ([entry("a.b", 9, array(9, 1, bytes(12)))], "none can have"),
        ([entry("a.b", 7, b"\2")], "not 0 or 1"),
        ([entry("a\nb", 4, bytes(4))], "no text"),
        ([struct.pack("<Q", 2) + b"\xff\xfe" + bytes(8)], "no text"),
        ([entry("general.alignment", 4, struct.pack("<I", 48))], "power of two"),
        ([entry("general.alignment", 4, bytes(4))], "power of two"),
        ([entry("general.alignment", 8, text("32"))], "power of two"),
    ],
)
def test_impossible_metadata_is_refused(entries: list[bytes], words: str) -> None:
    """Duplicates, unknown types, nested arrays, truth values, keys, alignments."""
    with pytest.raises(ModelCorruptError, match=words):
        parse(gguf_bytes(entries))


def test_texts_that_are_no_utf8_do_not_stop_the_reading() -> None:
    """A model's description in Latin-1 is no reason to refuse the model."""
    header = parse(gguf_bytes([entry("general.description", 8, text(b"caf\xe9"))]))
    assert header.metadata["general.description"] == "caf\ufffd"


@pytest.mark.parametrize("n_more", [0, 2000])
def test_a_token_that_occurs_twice_is_refused(tmp_path: Path, n_more: int) -> None:
    """Native loaders abort the whole process at it, in short and in long vocabularies."""
    words = [b"one", b"two", b"", b"", *(b"w%d" % index for index in range(n_more))]

    def file_with(extra: bytes) -> Path:
        data = b"".join(map(text, [*words, extra]))
        tokens = entry("tokenizer.ggml.tokens", 9, array(8, len(words) + 1, data))
        architecture = entry("general.architecture", 8, text("llama"))
        return write(tmp_path, gguf_bytes([architecture, *sizes("llama"), tokens]))

    check_file(file_with(b"three"))
    for twice in (b"one", b"one\0more"):
        with pytest.raises(ModelCorruptError, match="occurs twice"):
            check_file(file_with(twice))


def test_a_disk_that_gives_less_than_asked_is_an_error_not_a_crash() -> None:
    """The file may shrink while it is read."""

    class Shrinking(BytesReader):
        @property
        def size(self) -> int:
            return 10_000

    with pytest.raises(ModelCorruptError, match="ends inside"):
        read_header(Shrinking(seed_all_types()[:100]))


# ── over ranges ─────────────────────────────────────────────────────────────────────────────────


def big_vocabulary(n_tokens: int, *, n_merges: int, scores: bytes | None = None) -> bytes:
    """Return a file as converters write them: vocabulary, types, merges, then small entries."""
    tokens = b"".join(text(f"\u0120tok{index:x}") for index in range(n_tokens))
    merges = b"".join(text(f"\u0120t ok{index:x}") for index in range(n_merges))
    entries = [
        entry("general.architecture", 8, text("llama")),
        *sizes("llama"),
        entry("tokenizer.ggml.tokens", 9, array(8, n_tokens, tokens)),
        entry("tokenizer.ggml.token_type", 9, array(5, n_tokens, b"\1\0\0\0" * n_tokens)),
    ]
    if scores is not None:
        entries.append(entry("tokenizer.ggml.scores", 9, array(6, n_tokens, scores * n_tokens)))
    if n_merges:
        entries.append(entry("tokenizer.ggml.merges", 9, array(8, n_merges, merges)))
    entries.append(entry("tokenizer.ggml.bos_token_id", 4, bytes(4)))
    entries.append(entry("tokenizer.chat_template", 8, text("{{ x }}" * 1000)))
    tensors = [tensor(f"blk.{index}.w", (32, 32), 0, index * 4096) for index in range(200)]
    return gguf_bytes(entries, tensors, 200 * 4096)


def ranges(data: bytes, **options: int) -> RangeReader:
    return RangeReader(lambda at, n: data[at : at + n], len(data), **options)


@pytest.mark.parametrize(
    ("n_tokens", "n_merges", "scores"),
    [(128_000, 280_000, None), (150_000, 0, bytes(4)), (32_000, 30_000, b"\0\0\x80\xbf")],
)
def test_a_few_hundred_kb_give_the_header_of_a_model_with_any_vocabulary(
    n_tokens: int, n_merges: int, scores: bytes | None
) -> None:
    """The vocabulary is leapt over, and what comes out equals a full reading."""
    data = big_vocabulary(n_tokens, n_merges=n_merges, scores=scores)
    reader = ranges(data)
    assert read_header(reader) == parse(data)
    assert reader.fetched_bytes < 400_000
    assert reader.n_fetches < 40


def test_a_vocabulary_that_defies_leaping_is_walked() -> None:
    """A token of 5,000 bytes breaks the chain of texts; the header is right all the same."""
    words = b"".join(
        text(b"x" * 5000 if index == 1500 else b"w%d" % index) for index in range(3000)
    )
    data = gguf_bytes(
        [entry("tokenizer.ggml.tokens", 9, array(8, 3000, words)), entry("a.b", 4, bytes(4))],
        [tensor("t", (32,), 0, 0)],
        128,
    )
    assert read_header(ranges(data, window_bytes=4096)) == parse(data)


def test_a_remote_header_without_end_stops_at_the_limit() -> None:
    """A server cannot make us fetch for ever."""
    data = big_vocabulary(50_000, n_merges=0)
    with pytest.raises(ModelCorruptError, match="more than 40000 bytes"):
        read_header(ranges(data, limit_bytes=40_000))


def test_a_server_that_sends_more_than_asked_is_refused() -> None:
    """Answers longer than the range are a server's fault, never trusted."""
    reader = RangeReader(lambda at, n: bytes(n + 1), 1000)
    with pytest.raises(ModelCorruptError, match="sent 1001 bytes"):
        read_header(reader)
