"""Reads the header of a GGUF file, without trusting one byte of it.

Source of the format: ggml's `docs/gguf.md`, versions 2 and 3. Everything is little-endian:

    magic "GGUF" · version u32 · tensor count u64 · metadata count u64
    metadata: key (u64 length, bytes) · type u32 · value
        a string is u64 length and bytes; an array is type u32, count u64 and the elements
    tensors: name · dimension count u32 · dimensions u64 each · type u32 · offset u64
    zeros up to the alignment · tensor data, each tensor at its offset from here

Every count, length and offset is compared with what the file can hold before it is used, so a
damaged header costs neither memory nor time: the parser holds one window of the file and what it
returns, and it takes at most one step for each byte. Long arrays (vocabularies) are walked, not
kept; `read_array` reads one when it is wanted.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any, Final

from onhand.errors import ModelCorruptError, ModelError, ModelUnsupportedError
from onhand.formats.gguf_cursor import Cursor
from onhand.formats.gguf_header import GgufArray, GgufHeader, TensorInfo, Value
from onhand.formats.gguf_leap import LeapError
from onhand.formats.gguf_metadata import MetadataReader, read_elements
from onhand.formats.gguf_reader import BytesReader, FileReader, RangeReader, Reader
from onhand.formats.gguf_shape import ModelShape, TypeShare, holds_language_model, model_shape
from onhand.formats.gguf_types import (
    DEFAULT_ALIGNMENT,
    MAGIC,
    MAX_DIMENSIONS,
    MAX_TENSOR_NAME_BYTES,
    SCALARS,
    TENSOR_TYPES,
    VERSIONS,
    TensorType,
)
from onhand.formats.gguf_vocabulary import check_vocabulary

__all__ = [
    "BytesReader",
    "FileReader",
    "GgufArray",
    "GgufHeader",
    "ModelShape",
    "RangeReader",
    "Reader",
    "TensorInfo",
    "TensorType",
    "TypeShare",
    "check_file",
    "model_shape",
    "read_array",
    "read_header",
]

MAX_METADATA: Final = 1 << 16
MAX_TENSORS: Final = 1 << 16
MAX_ALIGNMENT: Final = 1 << 20

_MIN_METADATA_BYTES: Final = 8 + 1 + 4 + 1
_MIN_TENSOR_BYTES: Final = 8 + 1 + 4 + 4 + 8


def check_file(path: str | os.PathLike[str]) -> GgufHeader:
    """Return the header of the file at `path` when it is sound and complete.

    The tensor data must lie inside the file and must not overlap; its contents are not looked at.
    A language model's sizes (layers, heads, experts …) must be possible and its tokens distinct,
    since native loaders abort the process otherwise.

    Raises:
        ModelNotFoundError: there is no such file, or it may not be read.
        ModelCorruptError: it is empty, truncated or damaged; the message has the byte offset.
        ModelUnsupportedError: it is no GGUF file, or of another version or byte order.
    """
    with FileReader(path) as reader:
        try:
            header = read_header(reader)
            if holds_language_model(header):
                model_shape(header)
                check_vocabulary(reader, header.metadata)
        except ModelError as error:
            error.message = f"{os.fspath(path)}: {error.message}"
            error.args = (error.message,)
            raise
    return header


def read_header(reader: Reader, *, check_data: bool = True) -> GgufHeader:
    """Parse the header that `reader` gives access to.

    Over a remote reader, long arrays of texts are leapt over where the result is provably right
    (tensors fill the file to its last byte), so that some hundred KB suffice for any model.

    Args:
        reader: the file.
        check_data: refuse tensor data beyond the end; False for the first part of a file.

    Raises:
        ModelCorruptError: a count, length, type or offset is impossible, with its byte offset.
        ModelUnsupportedError: it is no GGUF file, or of another version or byte order.
    """
    if reader.is_remote:
        try:
            return _parse(reader, check_data=check_data, may_leap=True)
        except LeapError:
            pass
    return _parse(reader, check_data=check_data, may_leap=False)


def read_array(reader: Reader, array: GgufArray | tuple[Any, ...]) -> Iterator[Any]:
    """Yield the elements of an array of a header that was read from `reader`.

    A tuple (a short array) is passed through, so that callers need not tell the two apart.

    Raises:
        ModelCorruptError: the file no longer has what the header said.
    """
    if isinstance(array, tuple):
        return iter(array)
    cursor = Cursor(reader)
    cursor.skip(array.offset)
    return read_elements(cursor, array)


def _parse(reader: Reader, *, check_data: bool, may_leap: bool) -> GgufHeader:
    cursor = Cursor(reader)
    version = _read_preamble(cursor)
    n_tensors = _read_count(cursor, "tensors", MAX_TENSORS, _MIN_TENSOR_BYTES)
    n_metadata = _read_count(cursor, "metadata entries", MAX_METADATA, _MIN_METADATA_BYTES)
    entries = MetadataReader(cursor, may_leap=may_leap)
    try:
        metadata = entries.read(n_metadata)
        alignment = _alignment(metadata)
        header = _with_tensors(cursor, version, metadata, n_tensors, alignment)
        if check_data or entries.n_leaps:
            _check_extents(header)
    except ModelError as error:
        if entries.n_leaps:
            raise LeapError from error
        raise
    if entries.n_leaps and not _fills_file(header):
        raise LeapError
    return header


def _with_tensors(
    cursor: Cursor, version: int, metadata: dict[str, Value], n_tensors: int, alignment: int
) -> GgufHeader:
    """Read the tensor table and put it all together, with offsets from the file's beginning."""
    tensors = _read_tensors(cursor, n_tensors, alignment)
    data_offset = cursor.offset
    if n_tensors:
        data_offset += -data_offset % alignment
    return GgufHeader(
        version=version,
        metadata=metadata,
        tensors=tuple(_placed(tensor, data_offset) for tensor in tensors),
        alignment=alignment,
        data_offset=data_offset,
        file_size=cursor.size,
    )


def _read_preamble(cursor: Cursor) -> int:
    """Read magic and version; say what the file is instead where that is known."""
    if cursor.size == 0:
        raise ModelCorruptError("The file is empty (0 bytes).")
    start = cursor.peek(64)
    if start[:4] != MAGIC[: len(start)]:
        raise ModelUnsupportedError(
            f"This is no GGUF file: it begins with {start[:4]!r} instead of {MAGIC!r}"
            f"{_other_kind(start)}.",
            hint="Name a .gguf file.",
        )
    cursor.take(4, "the magic")
    version = int(cursor.number(SCALARS[4], "the version"))
    if version & 0xFFFF == 0 and version:
        raise ModelUnsupportedError(
            f"This GGUF file is big-endian: its version at byte 4 is {version:#010x}.",
            hint="Take the little-endian file of the same model.",
        )
    if version not in VERSIONS:
        raise ModelUnsupportedError(
            f"This GGUF file has version {version} (byte 4); versions 2 and 3 can be read.",
            hint="Convert it anew, or update onhand.",
        )
    return version


def _other_kind(start: bytes) -> str:
    """Return in words what a file that begins with `start` probably is."""
    kinds = (
        (b"version https://git-lfs", ", a Git LFS pointer: the model itself was not fetched"),
        (b"<", ", a web page: the download went wrong"),
        (b"PK", ", a zip archive"),
        (b"tjgg", ", an old GGJT file from before GGUF"),
        (b"fmgg", ", an old GGMF file from before GGUF"),
        (b"lmgg", ", an old GGML file from before GGUF"),
        (b"\x80\x02", ", a Python pickle"),
        (b"\x89HDF", ", an HDF5 file"),
    )
    if start[4:8] == b"ET12":
        return ", an ExecuTorch program"
    if start[8:10] == b'{"':
        return ", a safetensors file"
    return next((words for prefix, words in kinds if start.startswith(prefix)), "")


def _read_count(cursor: Cursor, what: str, limit: int, smallest: int) -> int:
    """Read a count and refuse it when that many could not fit."""
    at = cursor.offset
    count = int(cursor.number(SCALARS[10], f"the count of {what}"))
    possible = min(limit, (cursor.size - cursor.offset) // smallest)
    if count > possible:
        raise ModelCorruptError(
            f"The header says {count} {what} (byte {at}); at most {possible} are possible "
            f"in a file of {cursor.size} bytes."
        )
    return count


def _alignment(metadata: Mapping[str, Value]) -> int:
    value = metadata.get("general.alignment", DEFAULT_ALIGNMENT)
    if (
        not isinstance(value, int)
        or isinstance(value, bool)
        or not 0 < value <= MAX_ALIGNMENT
        or value & (value - 1)
    ):
        raise ModelCorruptError(
            f"general.alignment is {value!r}; it must be a power of two up to {MAX_ALIGNMENT}."
        )
    return value


def _read_tensors(cursor: Cursor, count: int, alignment: int) -> list[TensorInfo]:
    """Read the tensor table; offsets are relative to the data still."""
    tensors = []
    names = set()
    for _ in range(count):
        at = cursor.offset
        raw = cursor.text("a tensor name", MAX_TENSOR_NAME_BYTES)
        name = raw.decode("utf-8", "backslashreplace")
        if not name or not name.isprintable():
            raise ModelCorruptError(f"The tensor name at byte {at} is no text: {raw!r}.")
        if name in names:
            raise ModelCorruptError(f"The tensor name {name!r} at byte {at} occurs twice.")
        names.add(name)
        tensors.append(_read_tensor(cursor, name, alignment))
    return tensors


def _read_tensor(cursor: Cursor, name: str, alignment: int) -> TensorInfo:
    at = cursor.offset
    n_dimensions = int(cursor.number(SCALARS[4], f"the dimension count of {name!r}"))
    if n_dimensions > MAX_DIMENSIONS:
        raise ModelCorruptError(
            f"The tensor {name!r} has {n_dimensions} dimensions (byte {at}); "
            f"at most {MAX_DIMENSIONS} are possible."
        )
    shape = tuple(
        int(cursor.number(SCALARS[10], f"a dimension of {name!r}")) for _ in range(n_dimensions)
    )
    type_at = cursor.offset
    code = int(cursor.number(SCALARS[4], f"the type of {name!r}"))
    offset = int(cursor.number(SCALARS[10], f"the offset of {name!r}"))
    kind = TENSOR_TYPES.get(code)
    if kind is None:
        raise ModelUnsupportedError(
            f"The tensor {name!r} has the type {code} (byte {type_at}), which is unknown "
            "or no longer supported."
        )
    row = shape[0] if shape else 1
    if 0 in shape or row % kind.block_elements:
        raise ModelCorruptError(
            f"The tensor {name!r} has the shape {shape} (byte {at + 4}), which {kind.name} "
            f"cannot have: rows are multiples of {kind.block_elements}, and no dimension is 0."
        )
    if offset % alignment:
        raise ModelCorruptError(
            f"The tensor {name!r} begins at {offset} (byte {type_at + 4}), "
            f"which is no multiple of the alignment {alignment}."
        )
    n_elements = 1
    for dimension in shape:
        n_elements *= dimension
    return TensorInfo(
        name, shape, kind, offset, n_elements // kind.block_elements * kind.block_bytes
    )


def _placed(tensor: TensorInfo, data_offset: int) -> TensorInfo:
    return TensorInfo(
        tensor.name, tensor.shape, tensor.type, data_offset + tensor.offset, tensor.size_bytes
    )


def _check_extents(header: GgufHeader) -> None:
    """Refuse tensors that overlap or reach beyond the end of the file."""
    end, before = header.data_offset, "the header"
    for tensor in sorted(header.tensors, key=lambda tensor: tensor.offset):
        if tensor.offset < end:
            raise ModelCorruptError(
                f"The tensor {tensor.name!r} begins at byte {tensor.offset}, "
                f"but {before} ends at byte {end}."
            )
        end, before = tensor.offset + tensor.size_bytes, f"the tensor {tensor.name!r}"
    if end > header.file_size:
        raise ModelCorruptError(
            f"The file is truncated: {before} ends at byte {end}, "
            f"but the file has {header.file_size} bytes ({end - header.file_size} are missing)."
        )


def _fills_file(header: GgufHeader) -> bool:
    """Whether the tensors lie without gaps up to the last byte: what no wrong leap produces."""
    end = header.data_offset
    for tensor in header.tensors:
        if tensor.offset != end + -end % header.alignment:
            return False
        end = tensor.offset + tensor.size_bytes
    return bool(header.tensors) and header.file_size in (end, end + -end % header.alignment)
