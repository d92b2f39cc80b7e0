"""A `llama_batch` over arrays of ours, made once and filled by slices."""

from __future__ import annotations

import ctypes
from typing import Any

from onhand.runtimes.base import Batch
from onhand.runtimes.llama_cpp.library import Library


class NativeBatch:
    """Room for `n_batch` rows of one sequence each. Nothing of it needs to be freed."""

    def __init__(self, library: Library, n_batch: int) -> None:
        llama = library.llama
        self.capacity = n_batch
        self._tokens: Any = (ctypes.c_int32 * n_batch)()
        self._positions: Any = (ctypes.c_int32 * n_batch)()
        self._sequences: Any = (ctypes.c_int32 * n_batch)()
        self._wants_logits: Any = (ctypes.c_int8 * n_batch)()
        self._counts = (ctypes.c_int32 * n_batch)(*([1] * n_batch))
        pointer = ctypes.POINTER(ctypes.c_int32)
        first, size = ctypes.addressof(self._sequences), ctypes.sizeof(ctypes.c_int32)
        self._lists = (pointer * n_batch)(
            *(ctypes.cast(first + index * size, pointer) for index in range(n_batch))
        )
        self.native: Any = llama.llama_batch()
        for name, array in (
            ("token", self._tokens),
            ("pos", self._positions),
            ("n_seq_id", self._counts),
            ("seq_id", self._lists),
            ("logits", self._wants_logits),
        ):
            field_type = dict(llama.llama_batch._fields_)[name]
            setattr(self.native, name, ctypes.cast(array, field_type))

    def fill(self, batch: Batch) -> Any:
        """Return the native batch with the rows of `batch`, of which there are 1 to `capacity`."""
        count = len(batch.token_ids)
        if count == 1:  # the decode step of one stream: plain stores are twice as fast as slices
            self._tokens[0] = batch.token_ids[0]
            self._positions[0] = batch.positions[0]
            self._sequences[0] = batch.sequence_ids[0]
            self._wants_logits[0] = batch.wants_logits[0]
        else:
            self._tokens[:count] = batch.token_ids
            self._positions[:count] = batch.positions
            self._sequences[:count] = batch.sequence_ids
            self._wants_logits[:count] = batch.wants_logits
        self.native.n_tokens = count
        return self.native
