"""How much of closed sessions stays in the cache, where attention pays for every cell in use."""

from __future__ import annotations

from onhand.types.info import ModelInfo

MAX_SLOWDOWN = 0.15
MIN_TOKENS = 256
MIN_USEFUL_TOKENS = 64
"""Fewer are not worth their cells: computing them again is one short step."""
HEAD_BYTES = 200
"""What one head of one layer costs a decode for each cell, in weights that could be read meanwhile.

Measured with llama-bench at depths of 0 to 2048 on two cores: 52 ns at a head of 32 values, 20 ns
at one of 64, where weights are read at 6.6 GB/s (docs/benchmarks.md). The cell's own bytes are few
beside it.
"""


def left_over_tokens(info: ModelInfo) -> int | None:
    """Return how many tokens of closed sessions may stay for others to reuse; None: any number.

    What stays may slow a decode by 15 % at most; room for a system prompt is always kept.
    """
    if not (info.size_bytes and info.n_layer and info.n_head and info.n_embd):
        return None
    n_head_kv = info.n_head_kv or info.n_head
    cell_bytes = 2 * 2 * info.n_layer * n_head_kv * (info.n_embd // info.n_head)  # K and V in f16
    cell_cost = max(cell_bytes, HEAD_BYTES * info.n_layer * info.n_head)
    return max(MIN_TOKENS, int(info.size_bytes * MAX_SLOWDOWN / cell_cost))
