"""How much memory a model takes: from its header, the context's layout and the processor.

What llama.cpp allocates was read from its sources (`llama-kv-cache*.cpp`, `llama-context.cpp`,
`ggml-cpu/repack.cpp`) and compared with measured processes; `bench/advisor.py` repeats that. The
two constants of the compute buffer and those of vocabulary and process are fits to measurements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from onhand.formats.gguf import GgufHeader, ModelShape, TensorInfo, model_shape
from onhand.formats.gguf_types import TENSOR_TYPE_BY_NAME
from onhand.store.advisor.device import CpuFeatures
from onhand.types.params import ContextParams

MIB: Final = 1 << 20
MAX_DEFAULT_CELLS: Final = 8192
"""Cells that the cache has at most unless more are asked for (see `ContextParams.n_cells`)."""

PROCESS_BYTES: Final = 31 * MIB
"""A worker with the native library and nothing loaded (measured; Python with it alone: 19 MiB)."""
BYTES_PER_TOKEN_TEXT: Final = 160
"""Tables of a vocabulary, for each token and each merge (measured: 150 to 160)."""
FF_COPIES: Final = 2.4
EMBD_COPIES: Final = 7.6
"""Rows of feed-forward and residual width that one token of a batch touches while it is computed:
a fit to 12 M, 135 M and 1.2 B models at 512 tokens."""
GRAPH_BYTES_PER_LAYER: Final = 64 << 10
BYTES_PER_CELL: Final = 96
"""What the cache notes of a cell besides its keys and values."""

_LOOKUP_ONLY: Final = ("token_embd.weight", "per_layer_token_embd.weight", "position_embd.weight")
_LAYER: Final = re.compile(r"blk\.(\d+)\.")


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryEstimate:
    """Bytes that an open model takes, by what they are for.

    Attributes:
        n_ctx: most tokens of one session that this is for.
        n_cells: tokens that the cache holds for all sessions together.
        weights_bytes: tensors of the file as they lie there; mapped ones can be dropped and read
            again by the system.
        repacked_bytes: copies of tensors in the order that this processor computes fastest.
        kv_bytes: keys and values.
        state_bytes: recurrent states of all sequences.
        compute_bytes: intermediate results of the largest batch.
        vocabulary_bytes: tables of the tokenizer.
        process_bytes: the process itself.
        gpu_bytes: of all these, what lies in the accelerator's memory.
        is_mapped: whether the weights are mapped from the file.
        evictable_bytes: mapped weights that are not needed any more once they are repacked.
        flash_attention: whether attention is computed in pieces; else all scores at once.
    """

    n_ctx: int
    n_cells: int
    weights_bytes: int
    repacked_bytes: int
    kv_bytes: int
    state_bytes: int
    compute_bytes: int
    vocabulary_bytes: int
    process_bytes: int
    gpu_bytes: int
    is_mapped: bool
    evictable_bytes: int
    flash_attention: bool = False

    @property
    def peak_bytes(self) -> int:
        """Most resident memory that the process shows, mapped weights included."""
        return (
            self.weights_bytes
            + self.repacked_bytes
            + self.kv_bytes
            + self.state_bytes
            + self.compute_bytes
            + self.vocabulary_bytes
            + self.process_bytes
            - self.gpu_bytes
        )

    @property
    def required_bytes(self) -> int:
        """What must stay in memory for full speed: the peak without what can be dropped."""
        return self.peak_bytes - self.evictable_bytes


def n_cells_of(context: ContextParams, n_ctx: int) -> int:
    """Return the cells that a context of those parameters gets, `n_ctx` tokens a session."""
    if context.n_cells is not None:
        return max(context.n_cells, 1)
    return max(n_ctx, min(n_ctx * context.n_seq_max, MAX_DEFAULT_CELLS))


def estimate(
    header: GgufHeader,
    context: ContextParams | None = None,
    *,
    n_ctx: int | None = None,
    use_mmap: bool = True,
    n_gpu_layers: int = 0,
    features: CpuFeatures | None = None,
    process_bytes: int = PROCESS_BYTES,
) -> MemoryEstimate:
    """Return the memory that the model of `header` takes in a context.

    Args:
        header: of the model's file (of all parts, when split: pass them joined).
        context: layout of the context; None: the defaults.
        n_ctx: tokens of one session; None: the context's, else the model's own.
        use_mmap: whether the file is mapped.
        n_gpu_layers: layers whose weights and cache lie on the accelerator, counted from the last.
        features: what the processor can do; None: this one's.
        process_bytes: resident memory of the process before the model.

    Raises:
        ModelCorruptError: the header has no sizes, or impossible ones.
        ModelUnsupportedError: the file is no language model.
    """
    shape = model_shape(header)
    context = context or ContextParams()
    size_bytes = sum(tensor.size_bytes for tensor in header.tensors)
    n_ubatch = context.micro_batch(size_bytes, on_cpu=not n_gpu_layers)
    n_ctx = n_ctx or context.n_ctx or shape.n_ctx_train
    n_cells = n_cells_of(context, n_ctx)
    attention = context.uses_flash_attention(
        shape.n_head, n_cells, n_ubatch, on_cpu=not n_gpu_layers
    )
    context = context.replace(n_ubatch=n_ubatch, flash_attention=attention)
    weights = _weights(
        header, shape, features or CpuFeatures.of_this_machine(), use_mmap, n_gpu_layers
    )
    kv = [kv_bytes_of_layer(shape, index, context, n_cells) for index in range(shape.n_layer)]
    first_on_gpu = max(0, shape.n_layer - n_gpu_layers)
    states = sum(4 * layer.state_size for layer in shape.layers) * context.n_seq_max
    on_gpu = weights.gpu + (sum(kv[first_on_gpu:]) if context.offload_kqv else 0)
    return MemoryEstimate(
        n_ctx=n_ctx,
        n_cells=n_cells,
        weights_bytes=weights.resident,
        repacked_bytes=weights.repacked,
        kv_bytes=sum(kv),
        state_bytes=states,
        compute_bytes=_compute_bytes(shape, context, n_cells),
        vocabulary_bytes=_vocabulary_bytes(header, shape),
        process_bytes=process_bytes,
        gpu_bytes=on_gpu,
        is_mapped=use_mmap,
        evictable_bytes=weights.evictable,
        flash_attention=attention is not False,
    )


# ── weights ──────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Weights:
    resident: int
    repacked: int
    evictable: int
    gpu: int


def _weights(
    header: GgufHeader, shape: ModelShape, features: CpuFeatures, use_mmap: bool, n_gpu_layers: int
) -> _Weights:
    """Sort tensors into mapped, repacked and offloaded ones.

    A repacked tensor is read once and copied. Its mapped pages stay until the system wants them
    back, as far as they lie between tensors that are used from the map: only the ends are unmapped.
    """
    repacked, plain, gpu = [], [], []
    first_on_gpu = max(0, shape.n_layer - n_gpu_layers)
    has_output_on_gpu = n_gpu_layers > shape.n_layer
    for tensor in header.tensors:
        match = _LAYER.match(tensor.name)
        is_layer_on_gpu = match is not None and int(match[1]) >= first_on_gpu
        is_output_on_gpu = tensor.name.startswith("output") and has_output_on_gpu
        if is_layer_on_gpu or is_output_on_gpu:
            gpu.append(tensor)
            continue
        can_repack = features.repacks(tensor.type.name) and len(tensor.shape) > 1
        is_lookup = tensor.name in _LOOKUP_ONLY
        if can_repack and tensor.shape[1] % 8 == 0:
            if not is_lookup:
                repacked.append(tensor)
                continue
            if tensor.name == "token_embd.weight" and shape.has_tied_output:
                repacked.append(tensor)  # a copy serves as the output matrix
        plain.append(tensor)
    n_repacked = _sum(repacked)
    n_gpu = _sum(gpu)
    if not use_mmap:
        return _Weights(_sum(plain) + n_gpu, n_repacked, 0, n_gpu)
    begin = min((tensor.offset for tensor in plain), default=0)
    end = max((tensor.offset + tensor.size_bytes for tensor in plain), default=0)
    span = end - begin
    return _Weights(span + n_gpu, n_repacked, max(0, span - _sum(plain)), n_gpu)


def _sum(tensors: list[TensorInfo]) -> int:
    return sum(tensor.size_bytes for tensor in tensors)


# ── the cache ────────────────────────────────────────────────────────────────


def kv_bytes_of_layer(shape: ModelShape, index: int, context: ContextParams, n_cells: int) -> int:
    """Return the bytes of a layer's keys and values.

    A sliding layer keeps its window for each sequence and one micro-batch, padded to 256 cells,
    but never more than the others (`llama-kv-cache-iswa.cpp`).
    """
    layer = shape.layers[index]
    if layer.window is not None:
        wanted = layer.window * context.n_seq_max + (context.n_ubatch or context.n_batch)
        n_cells = _padded(min(n_cells, wanted), 256)
    keys = layer.n_head_kv * layer.head_size_k
    values = layer.n_head_kv * layer.head_size_v
    a_cell = _row_bytes(keys, context.type_k) + _row_bytes(values, context.type_v)
    return _padded(n_cells, 256) * a_cell


def _row_bytes(n_elements: int, type_name: str) -> int:
    kind = TENSOR_TYPE_BY_NAME[type_name.upper()]
    return -(-n_elements // kind.block_elements) * kind.block_bytes


def _padded(n: int, step: int) -> int:
    return -(-n // step) * step


# ── the rest ─────────────────────────────────────────────────────────────────


def _compute_bytes(shape: ModelShape, context: ContextParams, n_cells: int) -> int:
    """Return what intermediate results touch: batch rows, the mask, scores, logits, bookkeeping."""
    n_tokens = min(context.n_ubatch or context.n_batch, context.n_batch, n_cells)
    width = FF_COPIES * shape.n_ff * max(1, shape.n_expert_used) + EMBD_COPIES * shape.n_embd
    rows = int(4 * n_tokens * width)
    mask = 2 * n_tokens * n_cells
    if context.flash_attention is False:  # scores in f32, once more in f16 to multiply the values
        rows = max(rows, 6 * shape.n_head * n_cells * n_tokens + int(0.5 * rows))
        mask *= 2
    logits = 2 * 4 * shape.n_vocab * context.n_seq_max
    graph = GRAPH_BYTES_PER_LAYER * shape.n_layer + BYTES_PER_CELL * n_cells
    return rows + mask + logits + graph


def _vocabulary_bytes(header: GgufHeader, shape: ModelShape) -> int:
    merges = header.metadata.get("tokenizer.ggml.merges")
    n_merges = len(merges) if isinstance(merges, tuple) else getattr(merges, "count", 0)
    return BYTES_PER_TOKEN_TEXT * (shape.n_vocab + n_merges)


def decode_tensors(header: GgufHeader, shape: ModelShape) -> Iterator[tuple[TensorInfo, float]]:
    """Yield the tensors that one token reads while decoding, each with the share that it reads.

    Lookups read one row and are left out; of a mixture's experts the used share counts.
    """
    used = shape.n_expert_used / shape.n_expert if shape.n_expert else 1.0
    for tensor in header.tensors:
        is_output = tensor.name == "token_embd.weight" and shape.has_tied_output
        if tensor.name in _LOOKUP_ONLY and not is_output:
            continue
        yield tensor, used if "_exps." in tensor.name else 1.0
