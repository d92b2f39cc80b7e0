"""Reads a bundle's weights: mapped from their files where they can be used as they are."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from onhand.errors import EngineClosedError, ModelCorruptError
from onhand.runtimes.base import OnProgress
from onhand.runtimes.mlc.bundle import Bundle

_ALIGNMENT = 64  # of TVM's tensors


def read_weights(bundle: Bundle, on_progress: OnProgress | None) -> dict[str, npt.NDArray[Any]]:
    """Return every parameter by name.

    Raises:
        ModelCorruptError: the index and the files do not agree.
        EngineClosedError: `on_progress` returned False.
    """
    arrays: dict[str, npt.NDArray[Any]] = {}
    shards = bundle.header.index.get("records", [])
    for index, shard in enumerate(shards):
        path = bundle.folder / str(shard["dataPath"])
        # Copy-on-write: a read-only map cannot be handed over, and nothing writes to it.
        data = np.memmap(path, dtype=np.uint8, mode="c")
        for record in shard.get("records", []):
            arrays[str(record["name"])] = _parameter(data, record)
        if on_progress is not None and not on_progress((index + 1) / len(shards)):
            raise EngineClosedError("The model was closed while it was loading.")
    return arrays


def _parameter(data: npt.NDArray[np.uint8], record: dict[str, Any]) -> npt.NDArray[Any]:
    """Return one parameter; `f32-to-bf16` stores the upper halves of float32."""
    start, size = int(record["byteOffset"]), int(record["nbytes"])
    shape, kind = [int(d) for d in record["shape"]], str(record["dtype"])
    if start < 0 or size < 0 or start + size > len(data):
        raise ModelCorruptError(f"The parameter {record['name']!r} lies outside its file.")
    raw = data[start : start + size]
    try:
        if record.get("format") == "f32-to-bf16" and kind == "float32":
            halves = raw.view(np.uint16).astype(np.uint32)
            array = (halves << 16).view(np.float32)
        else:
            array = raw.view(np.dtype(kind))
        array = array.reshape(shape)
    except (ValueError, TypeError) as error:
        raise ModelCorruptError(
            f"The parameter {record['name']!r} is not {kind} of shape {shape}: {error}."
        ) from error
    return array if array.ctypes.data % _ALIGNMENT == 0 else _aligned(array)


def _aligned(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    room = np.empty(array.nbytes + _ALIGNMENT, dtype=np.uint8)
    start = -room.ctypes.data % _ALIGNMENT
    copy = room[start : start + array.nbytes].view(array.dtype).reshape(array.shape)
    copy[...] = array
    return copy
