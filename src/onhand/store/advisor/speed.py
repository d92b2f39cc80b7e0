"""How fast a model will be on this processor: from its header and the machine's rates.

A token reads every weight once, computes with each, and looks at every earlier token in every
head. The costs are counted in bytes read and in 32-bit operations of the calibration, so that they
scale with the machine. The factors are fits to llama.cpp on one x86-64 machine with AVX-512
(models of 12 M, 135 M and 1.2 B parameters, one thread); `bench/advisor.py` measures how well they
hold. Accelerators are not predicted.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from onhand.formats.gguf import GgufHeader, ModelShape, model_shape
from onhand.store.advisor.calibration import CACHED_BYTES, MEMORY_BYTES, Calibration, Rates
from onhand.store.advisor.memory import decode_tensors

DECODE_OPERATIONS: Final = {
    "F32": 1.0,
    "F16": 1.5,
    "BF16": 1.5,
    "Q8_0": 5.6,
    "Q4_0": 3.1,
    "Q4_K": 6.0,
    "Q6_K": 6.0,
}
"""Operations that a weight of the type costs while decoding."""
_OTHER_DECODE: Final = 7.0
_CODEBOOK_DECODE: Final = 14.0
PREFILL_EFFICIENCY: Final = {
    "F32": 0.5,
    "F16": 0.5,
    "BF16": 0.5,
    "Q8_0": 0.35,
    "Q4_0": 0.62,
    "Q4_K": 0.5,
    "IQ4_NL": 0.5,
}
"""Share of the calibrated arithmetic that large batches reach with a type."""
_OTHER_PREFILL: Final = 0.25
ROW_OPERATIONS: Final = 1800.0
"""What a row of a matrix costs besides its weights, while decoding."""


class Look(NamedTuple):
    """Operations of one head's look at one earlier token.

    Attributes:
        pair: at all.
        element: for each element of key and value.
        scalar: for each element beyond whole vectors of 64 (a head of 32 has nothing else).
    """

    pair: float
    element: float
    scalar: float


FLASH_LOOK: Final = Look(pair=7000.0, element=25.0, scalar=370.0)
PLAIN_LOOK: Final = Look(pair=2500.0, element=10.0, scalar=85.0)
CELL_STEP: Final = 256
"""Plain attention looks at this many cells at once, empty ones included."""
PREFILL_PAIR_OPERATIONS: Final = 1200.0
SYNCHRONISATION_S: Final = 5e-6
"""What one layer's barriers cost for each thread beyond the first."""
_VECTOR: Final = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeedEstimate:
    """Expected speed of one session.

    Attributes:
        prefill_tokens_per_s: tokens of a prompt each second.
        decode_tokens_per_s: tokens of an answer each second.
        n_threads: compute threads that this is for.
        depth: tokens that the session already holds.
    """

    prefill_tokens_per_s: float
    decode_tokens_per_s: float
    n_threads: int
    depth: int


def estimate_speed(
    header: GgufHeader,
    calibration: Calibration,
    *,
    depth: int = 256,
    n_threads: int | None = None,
    flash_attention: bool = False,
) -> SpeedEstimate:
    """Return how fast the model of `header` will be on the processor that was calibrated.

    Args:
        header: of the model's file.
        calibration: the machine's rates.
        depth: tokens that the session already holds; each costs a look in every head.
        n_threads: compute threads; None: one for each core.
        flash_attention: how a token looks at the earlier ones
            (`ContextParams.uses_flash_attention`).

    Raises:
        ModelCorruptError: the header has no sizes, or impossible ones.
        ModelUnsupportedError: the file is no language model.
    """
    shape = model_shape(header)
    rates = calibration.rates(n_threads)
    return SpeedEstimate(
        prefill_tokens_per_s=1 / _prefill_seconds(header, shape, rates, depth),
        decode_tokens_per_s=1 / _decode_seconds(header, shape, rates, depth, flash_attention),
        n_threads=rates.n_threads,
        depth=depth,
    )


def _decode_seconds(
    header: GgufHeader, shape: ModelShape, rates: Rates, depth: int, flash_attention: bool
) -> float:
    size, operations = 0.0, 0.0
    for tensor, share in decode_tensors(header, shape):
        size += share * tensor.size_bytes
        rows = tensor.n_elements / tensor.shape[0] if len(tensor.shape) > 1 else 0
        operations += share * rows * ROW_OPERATIONS
        if len(tensor.shape) > 1:
            operations += share * tensor.n_elements * _decode_operations(tensor.type.name)
    operations += sum(_look_operations(shape, depth, flash_attention))
    waiting = SYNCHRONISATION_S * shape.n_layer * (rates.n_threads - 1)
    return size / bytes_per_s(rates, size) + operations / rates.flops_per_s + waiting


def _decode_operations(type_name: str) -> float:
    is_codebook = type_name.startswith(("IQ1", "IQ2", "IQ3"))
    other = _CODEBOOK_DECODE if is_codebook else _OTHER_DECODE
    return DECODE_OPERATIONS.get(type_name, other)


def _look_operations(shape: ModelShape, depth: int, flash_attention: bool) -> list[float]:
    """Return for each layer what its heads' looks at the earlier tokens cost."""
    look = FLASH_LOOK if flash_attention else PLAIN_LOOK
    costs = []
    for layer in shape.layers:
        seen = depth if layer.window is None else min(depth, layer.window)
        if not flash_attention:
            seen = (seen // CELL_STEP + 1) * CELL_STEP
        elements = layer.head_size_k + layer.head_size_v
        beyond = layer.head_size_k % _VECTOR + layer.head_size_v % _VECTOR
        pair = look.pair + look.element * elements + look.scalar * beyond
        costs.append(seen * layer.n_head * pair if layer.n_head_kv else 0.0)
    return costs


def _prefill_seconds(header: GgufHeader, shape: ModelShape, rates: Rates, depth: int) -> float:
    operations = 0.0
    for tensor, share in decode_tensors(header, shape):
        is_output = tensor.name in ("token_embd.weight", "output.weight")
        if len(tensor.shape) > 1 and not is_output:  # the output is needed for the last one only
            efficiency = PREFILL_EFFICIENCY.get(tensor.type.name, _OTHER_PREFILL)
            operations += 2 * share * tensor.n_elements / efficiency
    for layer in shape.layers:
        seen = depth if layer.window is None else min(depth, layer.window)
        operations += seen * layer.n_head * PREFILL_PAIR_OPERATIONS if layer.n_head_kv else 0.0
    return max(operations, 1.0) / rates.flops_per_s


def bytes_per_s(rates: Rates, size: float) -> float:
    """Return how fast `size` bytes are read again and again: from caches, from memory, between."""
    if size <= CACHED_BYTES:
        return rates.cached_bytes_per_s
    if size >= MEMORY_BYTES / 2:
        return rates.memory_bytes_per_s
    share = math.log(size / CACHED_BYTES) / math.log(MEMORY_BYTES / 2 / CACHED_BYTES)
    low, high = math.log(rates.memory_bytes_per_s), math.log(rates.cached_bytes_per_s)
    return math.exp(high + share * (low - high))


def weights_by_type(header: GgufHeader) -> Mapping[str, int]:
    """Return the bytes of weights that one token reads while decoding, by tensor type."""
    found: dict[str, int] = {}
    for tensor, share in decode_tensors(header, model_shape(header)):
        found[tensor.type.name] = found.get(tensor.type.name, 0) + int(tensor.size_bytes * share)
    return found
