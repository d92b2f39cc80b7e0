"""Writes GGUF v3 files from values and numpy arrays. Knows nothing of models.

Format: the GGUF specification of the ggml project (header, key-values, tensor table, aligned data).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

ALIGNMENT = 32
_SCALARS = {"u8": (0, "B"), "i8": (1, "b"), "u16": (2, "H"), "i16": (3, "h"), "u32": (4, "I")}
_SCALARS |= {"i32": (5, "i"), "f32": (6, "f"), "bool": (7, "?"), "u64": (10, "Q"), "i64": (11, "q")}
_STRING, _ARRAY = 8, 9
TENSOR_TYPES = {"F32": 0, "F16": 1, "Q8_0": 8}
FILE_TYPES = {"F32": 0, "F16": 1, "Q8_0": 7}


@dataclass(frozen=True)
class Typed:
    """A metadata value whose GGUF type matters: `Typed("u16", 3)`, `Typed("i32", [1, 2])`."""

    type: str
    value: Any


def write_gguf(
    path: Path,
    metadata: Mapping[str, Any],
    tensors: Mapping[str, npt.NDArray[np.float32]],
    dtype: str = "F32",
) -> None:
    """Write a GGUF file; matrices are stored as `dtype`, vectors always as F32.

    Plain Python values become: bool, str, int -> u32, float -> f32, list of str -> string array.
    A matrix is given as [rows, columns] and its rows lie one after another in the file.
    """
    table, blobs, offset = [], [], 0
    for name, array in tensors.items():
        kind = dtype if array.ndim > 1 and array.shape[-1] % 32 == 0 else "F32"
        blob = _encode(array, kind)
        shape = array.shape[::-1]
        table.append(
            _string(name)
            + struct.pack(f"<I{len(shape)}QIQ", len(shape), *shape, TENSOR_TYPES[kind], offset)
        )
        padding = -len(blob) % ALIGNMENT
        blobs.append(blob + b"\0" * padding)
        offset += len(blob) + padding
    head = b"GGUF" + struct.pack("<IQQ", 3, len(tensors), len(metadata))
    head += b"".join(_string(key) + _value(value) for key, value in metadata.items())
    head += b"".join(table)
    with path.open("wb") as file:
        file.write(head + b"\0" * (-len(head) % ALIGNMENT))
        file.writelines(blobs)


def _string(text: str) -> bytes:
    data = text.encode()
    return struct.pack("<Q", len(data)) + data


def _value(value: Any) -> bytes:
    if isinstance(value, str):
        return struct.pack("<I", _STRING) + _string(value)
    if not isinstance(value, Typed):
        if isinstance(value, Sequence):
            strings = b"".join(_string(item) for item in value)
            return struct.pack("<IIQ", _ARRAY, _STRING, len(value)) + strings
        names = {bool: "bool", int: "u32", float: "f32"}
        value = Typed(names[type(value)], value)
    number, letter = _SCALARS[value.type]
    if isinstance(value.value, Sequence):
        items = struct.pack(f"<{len(value.value)}{letter}", *value.value)
        return struct.pack("<IIQ", _ARRAY, number, len(value.value)) + items
    return struct.pack(f"<I{letter}", number, value.value)


def _encode(array: npt.NDArray[np.float32], kind: str) -> bytes:
    if kind == "F32":
        return array.astype("<f4").tobytes()
    if kind == "F16":
        return array.astype("<f2").tobytes()
    blocks = array.reshape(-1, 32)
    scales = np.abs(blocks).max(axis=1, keepdims=True) / 127
    inverse = np.divide(1, scales, out=np.zeros_like(scales), where=scales > 0)
    packed = np.empty(len(blocks), dtype=[("scale", "<f2"), ("values", "i1", 32)])
    packed["scale"] = scales[:, 0]
    packed["values"] = np.rint(blocks * inverse)
    return packed.tobytes()
