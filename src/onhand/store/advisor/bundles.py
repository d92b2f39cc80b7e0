"""What an MLC bundle takes, from its JSON files alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from onhand.errors import ModelCorruptError
from onhand.formats.mlc import CONFIG, BundleHeader
from onhand.store.advisor.memory import MAX_DEFAULT_CELLS, MIB, MemoryEstimate, n_cells_of
from onhand.types.params import ContextParams

TVM_PROCESS_BYTES: Final = 57 * MIB
"""A worker with TVM's runtime and numpy (measured: 57 to 58, of three bundles of 4 to 18 MB)."""
BYTES_PER_TOKEN_TEXT: Final = 850
"""Tables of Hugging Face's tokenizer, for each token with its merge (measured: 804 to 843)."""
_PAGE: Final = 16


def estimate_bundle(
    header: BundleHeader, context: ContextParams | None = None, *, n_ctx: int | None = None
) -> MemoryEstimate:
    """Return the memory that a bundle takes in a context.

    Args:
        header: what the bundle says of itself.
        context: layout of the context; None: the defaults.
        n_ctx: tokens of one session; None: the context's, else the model's own, at most 8,192.

    Raises:
        ModelCorruptError: the configuration lacks the network's sizes.
    """
    context = context or ContextParams()
    n_ctx = n_ctx or context.n_ctx or min(header.window, MAX_DEFAULT_CELLS)
    n_cells = n_cells_of(context, n_ctx)
    n_spare = 2 * (context.n_seq_max + 1) * _PAGE  # pages that forks and cuts leave partly used
    return MemoryEstimate(
        n_ctx=n_ctx,
        n_cells=n_cells,
        weights_bytes=header.weights_bytes,
        repacked_bytes=0,
        kv_bytes=(n_cells + n_spare) * _bytes_per_cell(header),
        state_bytes=0,
        compute_bytes=0,
        vocabulary_bytes=BYTES_PER_TOKEN_TEXT * int(header.config.get("vocab_size") or 0),
        process_bytes=TVM_PROCESS_BYTES,
        gpu_bytes=0,
        is_mapped=True,
        evictable_bytes=0,
    )


def is_bundle(path: Path) -> bool:
    """Whether a path means an MLC bundle: a directory with its configuration, or a zip."""
    return (path / CONFIG).is_file() if path.is_dir() else path.suffix.lower() == ".zip"


def _bytes_per_cell(header: BundleHeader) -> int:
    """Return the bytes of a token's keys and values in all layers."""
    sizes = header.sizes
    n_head = _size(sizes, "num_attention_heads")
    n_head_kv = sizes.get("num_key_value_heads") or n_head
    head_size = sizes.get("head_dim") or _size(sizes, "hidden_size") // n_head
    computed_in = re.search(r"f(16|32)", str(header.config.get("quantization", "")))
    n_bytes = 2 if computed_in is not None and computed_in[1] == "16" else 4
    return int(2 * _size(sizes, "num_hidden_layers") * n_head_kv * head_size * n_bytes)


def _size(sizes: dict[str, Any], name: str) -> int:
    value = sizes.get(name)
    if not isinstance(value, int) or value < 1:
        raise ModelCorruptError(f"The bundle's {CONFIG} does not say its {name}.")
    return value
