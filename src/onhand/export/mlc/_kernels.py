"""Matrix kernels for CPUs, written out loop by loop, for every way the weights are stored.

The stock schedules of TVM walk a quantised matrix number by number. These keep 8 lanes a register,
sum in several of them at once and unpack a block of numbers where they are used. One kernel takes
a single row of activations (a token being decoded); the other takes many, and unpacks each row of
weights once for all of them. Weights as MLC has them: 32-bit words along K, the first number in the
lowest bits, a scale for every 32 numbers, and a zero point.
"""

from __future__ import annotations

# mypy: disable-error-code="untyped-decorator, no-untyped-def"
from typing import Any

from tvm.script import tirx as T  # noqa: N812 - as TVM itself does

GROUP = 32
ROWS = 4  # rows of weights that share one pass over the activations


def rows_per_task(n_rows: int) -> int:
    """Return how many rows of weights one parallel task takes."""
    return next(n for n in (32, 16, 8, 4, 2, 1) if n_rows % n == 0)


def quantised_matvec(n: int, k: int, bits: int) -> Any:
    """Return `out[1, 1, n] = x[1, 1, k] @ unpacked(words, scales)[n, k].T` for one row of x."""
    per_word = 32 // bits
    lanes = per_word
    n_words = GROUP // per_word
    mask = (1 << bits) - 1
    zero = (1 << (bits - 1)) - 1
    task = rows_per_task(n)

    @T.prim_func(s_tir=True, private=True)
    def matvec(x_h: T.handle, words_h: T.handle, scales_h: T.handle, out_h: T.handle):
        T.func_attr({"tirx.is_scheduled": True, "tirx.noalias": True})
        x = T.match_buffer(x_h, (1, 1, k), "float32")
        words = T.match_buffer(words_h, (n, k // per_word), "uint32")
        scales = T.match_buffer(scales_h, (n, k // GROUP), "float32")
        out = T.match_buffer(out_h, (1, 1, n), "float32")
        for block in T.parallel(n // task):
            with T.sblock("rows"):
                total = T.sblock_alloc_buffer((32,), "float32")
                for r in T.serial(task):
                    for lane in T.vectorized(32):
                        total[lane] = T.float32(0)
                    for g in T.serial(k // GROUP):
                        for i in T.unroll(n_words):
                            for lane in T.vectorized(lanes):
                                total[(i * lanes) % 32 + lane] = total[(i * lanes) % 32 + lane] + x[
                                    0, 0, g * GROUP + i * lanes + lane
                                ] * (
                                    (
                                        T.Cast(
                                            "float32",
                                            T.Cast(
                                                "int32",
                                                T.bitwise_and(
                                                    T.shift_right(
                                                        words[block * task + r, g * n_words + i],
                                                        T.Cast("uint32", lane * bits),
                                                    ),
                                                    T.uint32(mask),
                                                ),
                                            ),
                                        )
                                        - T.float32(zero)
                                    )
                                    * scales[block * task + r, g]
                                )
                    for lane in T.vectorized(8):
                        total[lane] = (total[lane] + total[lane + 8]) + (
                            total[lane + 16] + total[lane + 24]
                        )
                    for lane in T.vectorized(4):
                        total[lane] = total[lane] + total[lane + 4]
                    out[0, 0, block * task + r] = (total[0] + total[1]) + (total[2] + total[3])

    return matvec


def quantised_matmul(n: int, k: int, bits: int) -> Any:
    """Return `out[1, m, n] = x[1, m, k] @ unpacked(words, scales)[n, k].T` for any m."""
    per_word = 32 // bits
    lanes = per_word
    n_words = GROUP // per_word
    mask = (1 << bits) - 1
    zero = (1 << (bits - 1)) - 1
    rows = next(count for count in (ROWS, 2, 1) if n % count == 0)

    @T.prim_func(s_tir=True, private=True)
    def matmul(  # noqa: PLR0912 - loops only
        x_h: T.handle, words_h: T.handle, scales_h: T.handle, out_h: T.handle
    ):
        T.func_attr({"tirx.is_scheduled": True, "tirx.noalias": True})
        m = T.int64()
        x = T.match_buffer(x_h, (1, m, k), "float32")
        words = T.match_buffer(words_h, (n, k // per_word), "uint32")
        scales = T.match_buffer(scales_h, (n, k // GROUP), "float32")
        out = T.match_buffer(out_h, (1, m, n), "float32")
        for block in T.parallel(n // rows):
            with T.sblock("rows"):
                weights = T.sblock_alloc_buffer((rows * k,), "float32")
                total = T.sblock_alloc_buffer((rows * 16,), "float32")
                for r in T.serial(rows):
                    for g in T.serial(k // GROUP):
                        for i in T.unroll(n_words):
                            for lane in T.vectorized(lanes):
                                weights[r * k + g * GROUP + i * lanes + lane] = (
                                    T.Cast(
                                        "float32",
                                        T.Cast(
                                            "int32",
                                            T.bitwise_and(
                                                T.shift_right(
                                                    words[block * rows + r, g * n_words + i],
                                                    T.Cast("uint32", lane * bits),
                                                ),
                                                T.uint32(mask),
                                            ),
                                        ),
                                    )
                                    - T.float32(zero)
                                ) * scales[block * rows + r, g]
                for row in T.serial(m):
                    for r in T.unroll(rows):
                        for lane in T.vectorized(16):
                            total[r * 16 + lane] = T.float32(0)
                    for i in T.serial(k // 16):
                        for r in T.unroll(rows):
                            for lane in T.vectorized(16):
                                total[r * 16 + lane] = (
                                    total[r * 16 + lane]
                                    + x[0, row, i * 16 + lane] * weights[r * k + i * 16 + lane]
                                )
                    for r in T.unroll(rows):
                        for lane in T.vectorized(8):
                            total[r * 16 + lane] = total[r * 16 + lane] + total[r * 16 + lane + 8]
                        for lane in T.vectorized(4):
                            total[r * 16 + lane] = total[r * 16 + lane] + total[r * 16 + lane + 4]
                        out[0, row, block * rows + r] = (total[r * 16] + total[r * 16 + 1]) + (
                            total[r * 16 + 2] + total[r * 16 + 3]
                        )

    return matmul


def plain_matmul(n: int, k: int) -> Any:
    """Return `out[1, m, n] = x[1, m, k] @ weights[n, k].T` for any m, float32."""
    rows = next(count for count in (ROWS, 2, 1) if n % count == 0)

    @T.prim_func(s_tir=True, private=True)
    def matmul(x_h: T.handle, weights_h: T.handle, out_h: T.handle):
        T.func_attr({"tirx.is_scheduled": True, "tirx.noalias": True})
        m = T.int64()
        x = T.match_buffer(x_h, (1, m, k), "float32")
        weights = T.match_buffer(weights_h, (n, k), "float32")
        out = T.match_buffer(out_h, (1, m, n), "float32")
        for block in T.parallel(n // rows):
            with T.sblock("rows"):
                total = T.sblock_alloc_buffer((rows * 16,), "float32")
                for row in T.serial(m):
                    for r in T.unroll(rows):
                        for lane in T.vectorized(16):
                            total[r * 16 + lane] = T.float32(0)
                    for i in T.serial(k // 16):
                        for r in T.unroll(rows):
                            for lane in T.vectorized(16):
                                total[r * 16 + lane] = (
                                    total[r * 16 + lane]
                                    + x[0, row, i * 16 + lane]
                                    * weights[block * rows + r, i * 16 + lane]
                                )
                    for r in T.unroll(rows):
                        for lane in T.vectorized(8):
                            total[r * 16 + lane] = total[r * 16 + lane] + total[r * 16 + lane + 8]
                        for lane in T.vectorized(4):
                            total[r * 16 + lane] = total[r * 16 + lane] + total[r * 16 + lane + 4]
                        out[0, row, block * rows + r] = (total[r * 16] + total[r * 16 + 1]) + (
                            total[r * 16 + 2] + total[r * 16 + 3]
                        )

    return matmul


def quantised_lookup(n_vocab: int, k: int, bits: int) -> Any:
    """Return `out[m, k] = unpacked(words, scales)[ids[m]]`."""
    per_word = 32 // bits
    mask = (1 << bits) - 1
    zero = (1 << (bits - 1)) - 1

    @T.prim_func(s_tir=True, private=True)
    def lookup(ids_h: T.handle, words_h: T.handle, scales_h: T.handle, out_h: T.handle):
        T.func_attr({"tirx.is_scheduled": True, "tirx.noalias": True})
        m = T.int64()
        ids = T.match_buffer(ids_h, (m,), "int32")
        words = T.match_buffer(words_h, (n_vocab, k // per_word), "uint32")
        scales = T.match_buffer(scales_h, (n_vocab, k // GROUP), "float32")
        out = T.match_buffer(out_h, (m, k), "float32")
        for row in T.serial(m):
            with T.sblock("row"):
                for i in T.serial(k):
                    out[row, i] = (
                        T.Cast(
                            "float32",
                            T.Cast(
                                "int32",
                                T.bitwise_and(
                                    T.shift_right(
                                        words[ids[row], i // per_word],
                                        T.Cast("uint32", i % per_word * bits),
                                    ),
                                    T.uint32(mask),
                                ),
                            ),
                        )
                        - T.float32(zero)
                    ) * scales[ids[row], i // GROUP]

    return lookup
