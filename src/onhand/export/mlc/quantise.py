"""Weights in MLC's group-quantised form: 32-bit words of small numbers, a scale for 32 of them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from onhand.export.weights import Array

GROUP = 32


def quantise(weight: Array, bits: int) -> tuple[npt.NDArray[np.uint32], Array]:
    """Return words [n, k * bits / 32] and scales [n, k / 32] of a matrix [n, k].

    As MLC's q4f32_1: symmetric around the zero point 2^(bits-1) - 1, the largest of a group at
    that distance; the first number of a word in its lowest bits.

    Raises:
        ValueError: k is no multiple of 32.
    """
    n, k = weight.shape
    if k % GROUP:
        raise ValueError(f"a matrix of {k} columns cannot be cut into groups of {GROUP}")
    zero = (1 << (bits - 1)) - 1
    groups = weight.reshape(n, k // GROUP, GROUP)
    scales = np.maximum(np.abs(groups).max(axis=2), 1e-12) / np.float32(zero)
    numbers = np.clip(np.rint(groups / scales[:, :, None]) + zero, 0, 2 * zero).astype(np.uint32)
    per_word = 32 // bits
    shifts = np.arange(per_word, dtype=np.uint32) * bits
    words = (numbers.reshape(n, k // per_word, per_word) << shifts).sum(axis=2, dtype=np.uint64)
    return words.astype(np.uint32), scales.astype(np.float32)


def restore(words: npt.NDArray[np.uint32], scales: Array, bits: int) -> Array:
    """Return the matrix that `quantise`'s result stands for."""
    n = words.shape[0]
    shifts = np.arange(32 // bits, dtype=np.uint32) * bits
    numbers = (words[:, :, None] >> shifts) & ((1 << bits) - 1)
    zero = (1 << (bits - 1)) - 1
    groups = numbers.reshape(n, -1, GROUP).astype(np.float32) - zero
    return (groups * scales[:, :, None]).reshape(n, -1)
