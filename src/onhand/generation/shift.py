"""Arithmetic of the context shift: keep the start, discard half of the rest, slide.

The rule is llama-server's (`tools/server`, `n_keep`, `n_discard`), with its cap of four tokens.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shift:
    """Tokens [n_keep, n_keep + n_discard) go; what follows moves down by n_discard."""

    n_keep: int
    n_discard: int


def plan_shift(
    n_tokens: int, n_ctx: int, *, n_keep: int, n_discard: int | None = None, adds_bos: bool = False
) -> Shift | None:
    """Return the shift that makes room in a sequence of `n_tokens`, or None while there is room.

    Args:
        n_tokens: tokens in the cache; the next one would be at this position.
        n_ctx: most tokens that the sequence can hold.
        n_keep: tokens to keep at the start, BOS not counted.
        n_discard: tokens to discard; None: half of what is not kept.
        adds_bos: whether the sequence begins with BOS, which is then kept too.
    """
    if n_tokens + 1 < n_ctx:
        return None
    kept = min(n_keep + (1 if adds_bos else 0), n_ctx - 4)
    n_left = n_tokens - kept
    discarded = n_left // 2 if n_discard is None else min(n_discard, n_left - 1)
    return Shift(kept, max(1, discarded))
