"""The candidate tokens of one sampling step, as the native samplers take them, in a numpy array.

Made from a row of logits without touching it, so that masks never falsify log probabilities.
"""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np
import numpy.typing as npt

from onhand.runtimes.base import Mask
from onhand.runtimes.llama_cpp.library import Library

Ids = npt.NDArray[np.int32]
Logits = npt.NDArray[np.float32]

_ROW = np.dtype([("id", "=i4"), ("logit", "=f4"), ("p", "=f4")])  # struct llama_token_data


class Candidates:
    """Room for one row of candidates. Native samplers truncate and sort it in place."""

    def __init__(self, library: Library, n_vocab: int) -> None:
        llama = library.llama
        self._n_vocab = n_vocab
        self._rows = np.zeros(n_vocab, dtype=_ROW)
        self._all_ids: Ids = np.arange(n_vocab, dtype=np.int32)
        self._base = self._rows.ctypes.data
        self._pointer_type = llama.llama_token_data_p
        self.native: Any = llama.llama_token_data_array()
        self.reference: Any = ctypes.byref(self.native)

    def load(self, logits: Logits, ids: Ids | None = None) -> None:
        """Take the logits of `ids`, or of all tokens."""
        if ids is None:
            ids, values = self._all_ids, logits
        else:
            values = logits[ids]
        rows = self._rows[: len(ids)]
        rows["id"] = ids
        rows["logit"] = values
        self._reset(len(ids))

    def _reset(self, size: int) -> None:
        self.native.data = ctypes.cast(self._base, self._pointer_type)
        self.native.size = size
        self.native.selected = -1
        self.native.sorted = False

    def _current(self) -> npt.NDArray[Any]:
        """Return the rows that are left; a sampler may have moved the beginning."""
        address = ctypes.cast(self.native.data, ctypes.c_void_p).value or self._base
        start = (address - self._base) // _ROW.itemsize
        return self._rows[start : start + self.native.size]

    def __len__(self) -> int:
        return int(self.native.size)

    def drop_forbidden(self) -> int:
        """Take out rows of probability 0 (logit -inf, or no number); return how many are left."""
        rows = self._current()
        is_allowed = rows["logit"] > -np.inf
        count = int(np.count_nonzero(is_allowed))
        if count < len(rows):
            is_sorted = self.native.sorted
            self._rows[:count] = rows[is_allowed]
            self._reset(count)
            self.native.sorted = is_sorted
        return count

    def best(self) -> int:
        """Return the most likely token, the first of equals as the native greedy sampler does."""
        rows = self._current()
        return int(rows["id"][int(np.argmax(rows["logit"]))])

    def selected(self) -> tuple[int, float]:
        """Return the id and logit of the row that was selected; id -1: none was."""
        index = self.native.selected
        if not 0 <= index < self.native.size:
            return -1, -np.inf
        row = self._current()[index]
        return int(row["id"]), float(row["logit"])

    def probabilities(self) -> tuple[npt.NDArray[Any], npt.NDArray[np.float64]]:
        """Sort by logit, best first; return the rows and their probabilities."""
        rows = self._current()
        rows[:] = rows[np.argsort(-rows["logit"], kind="stable")]
        self.native.sorted = True
        weights = np.exp(rows["logit"].astype(np.float64) - float(rows["logit"][0]))
        return rows, weights / weights.sum()

    def truncate(self, size: int) -> None:
        """Keep the first `size` rows."""
        self.native.size = size


def view_of_logits(pointer: Any, n_vocab: int) -> Logits:
    """Return a numpy view of a row of logits; valid until the next decode."""
    row: Any = (ctypes.c_float * n_vocab).from_address(ctypes.addressof(pointer.contents))
    return np.frombuffer(row, dtype=np.float32)


def masked_ids(mask: Mask, n_vocab: int) -> Ids:
    """Return the tokens that `mask` allows, ascending.

    Raises:
        ValueError: the mask is too short for the vocabulary.
    """
    data = np.frombuffer(mask, dtype=np.uint8)
    if len(data) * 8 < n_vocab:
        raise ValueError(f"The mask has {len(data) * 8} bits; the vocabulary has {n_vocab} tokens")
    bits = np.unpackbits(data, count=n_vocab, bitorder="little")
    return np.flatnonzero(bits).astype(np.int32)
