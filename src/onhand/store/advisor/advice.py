"""The advice itself: does it fit, how long a context, which quantisation, what for.

`advise` puts estimates and device together; `require_memory` and `fitting_context` are what an
engine asks before it loads anything.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from onhand.errors import NotEnoughMemoryError
from onhand.formats.gguf import GgufHeader, ModelShape, model_shape
from onhand.store.advisor.calibration import Calibration
from onhand.store.advisor.device import Device, read_device
from onhand.store.advisor.memory import MIB, MemoryEstimate, estimate
from onhand.store.advisor.speed import SpeedEstimate, estimate_speed
from onhand.types.params import ContextParams

Verdict: TypeAlias = Literal["comfortable", "tight", "no"]
Use: TypeAlias = Literal["chat", "tools", "vision", "speed"]

USES: Final[tuple[Use, ...]] = ("chat", "tools", "vision", "speed")
COMFORTABLE_RATIO: Final = 0.70
TIGHT_RATIO: Final = 0.95
"""Shares of the usable memory: up to here comfortable, up to here tight, beyond it no."""
DEFAULT_WANTED_CTX: Final = 4096
MIN_CTX: Final = 256
CTX_STEP: Final = 256

QUANTIZATIONS: Final = (
    ("Q8_0", 8.5),
    ("Q6_K", 6.57),
    ("Q5_K_M", 5.7),
    ("Q4_K_M", 4.85),
    ("Q3_K_M", 3.9),
    ("Q2_K", 3.0),
)
"""The usual mixes and the bits that a weight takes in them on average (llama.cpp's table)."""

_WEIGHTS: Final[dict[Use, dict[str, float]]] = {
    "chat": {"quality": 0.35, "speed": 0.30, "fit": 0.25, "context": 0.10},
    "tools": {"quality": 0.45, "speed": 0.15, "fit": 0.15, "context": 0.25},
    "vision": {"quality": 0.40, "speed": 0.25, "fit": 0.25, "context": 0.10},
    "speed": {"quality": 0.10, "speed": 0.60, "fit": 0.20, "context": 0.10},
}
_FIT_STEPS: Final = ((0.50, 100.0), (0.70, 85.0), (0.85, 60.0), (1.00, 30.0))
_FAST_TOKENS_PER_S: Final = 40.0
_LONG_CTX: Final = 32768


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What to expect of a model on a device.

    Attributes:
        name: what the model was called by the asker.
        shape: its sizes.
        memory: what it takes at `memory.n_ctx` tokens.
        speed: expected speed on the processor; None: not calibrated.
        verdict: "comfortable", "tight" or "no".
        memory_ratio: required memory as a share of what is usable, of the device's or of the
            accelerator's, whichever is scarcer.
        largest_n_ctx: longest context that fits; 0: not even the shortest.
        quantization: mix to take, the best that is comfortable, else that fits; None: none fits.
        scores: how well it suits each use, 0 to 100; 0 where it cannot be used for it.
    """

    name: str
    shape: ModelShape
    memory: MemoryEstimate
    speed: SpeedEstimate | None
    verdict: Verdict
    memory_ratio: float
    largest_n_ctx: int
    quantization: str | None
    scores: dict[Use, float]


def advise(
    header: GgufHeader,
    *,
    name: str = "",
    n_ctx: int | None = None,
    context: ContextParams | None = None,
    device: Device | None = None,
    calibration: Calibration | None = None,
    n_gpu_layers: int = 0,
    has_vision: bool = False,
) -> Advice:
    """Return what to expect of the model of `header`.

    Args:
        header: of the model's file; a header read over ranges serves as well.
        name: what to call it.
        n_ctx: wanted context; None: the context's, else 4,096 or the model's own if shorter.
        context: layout of the context; None: one session with the defaults.
        device: the device; None: this one, read now.
        calibration: the processor's rates; None: no speed is given.
        n_gpu_layers: layers on the accelerator; more than there are: all.
        has_vision: whether a projector comes with it.

    Raises:
        ModelCorruptError: the header has no sizes, or impossible ones.
        ModelUnsupportedError: the file is no language model.
    """
    shape = model_shape(header)
    device = device or read_device()
    context = context or ContextParams(n_seq_max=1)
    wanted = n_ctx or context.n_ctx or min(DEFAULT_WANTED_CTX, shape.n_ctx_train)
    memory = estimate(
        header, context, n_ctx=wanted, n_gpu_layers=n_gpu_layers, features=device.features
    )
    speed = None
    if calibration is not None:
        speed = estimate_speed(header, calibration, flash_attention=memory.flash_attention)
    ratio = memory_ratio(memory, device)
    largest = fitting_context(header, context, device, n_gpu_layers=n_gpu_layers)
    scores = _scores(shape, speed, ratio, largest, has_vision)
    return Advice(
        name=name or shape.name,
        shape=shape,
        memory=memory,
        speed=speed,
        verdict=verdict_of(ratio),
        memory_ratio=ratio,
        largest_n_ctx=largest,
        quantization=_quantization_to_take(shape, memory, device),
        scores=scores,
    )


def memory_ratio(memory: MemoryEstimate, device: Device) -> float:
    """Return the share that a model takes of the usable memory, the device's or the accelerator's.

    Of the two it is the larger share; an accelerator whose free memory is unknown is not asked.
    """
    ratio = memory.required_bytes / max(1, device.usable_bytes)
    if memory.gpu_bytes and device.gpu_free_bytes is not None:
        ratio = max(ratio, memory.gpu_bytes / max(1, device.gpu_free_bytes))
    return ratio


def verdict_of(memory_ratio: float) -> Verdict:
    """Return the verdict for required memory as a share of what is usable."""
    if memory_ratio <= COMFORTABLE_RATIO:
        return "comfortable"
    return "tight" if memory_ratio <= TIGHT_RATIO else "no"


def rank(advices: Iterable[Advice], use: Use) -> list[Advice]:
    """Return them best first for a use; what does not fit or cannot do it comes last."""
    return sorted(advices, key=lambda a: (-a.scores[use], a.memory_ratio, a.name))


def require_memory(
    header: GgufHeader,
    context: ContextParams,
    *,
    n_ctx: int | None = None,
    device: Device | None = None,
    use_mmap: bool = True,
    n_gpu_layers: int = 0,
    force: bool = False,
) -> MemoryEstimate:
    """Return what the model takes, or refuse when this device cannot hold it.

    Args:
        header: of the model's file.
        context: layout of the context.
        n_ctx: tokens of a session; None: the context's, else the model's own.
        device: the device; None: this one, read now.
        use_mmap: whether the file is mapped.
        n_gpu_layers: layers on the accelerator.
        force: do not refuse.

    Raises:
        NotEnoughMemoryError: it does not fit; details: `required_bytes`, `usable_bytes`, `n_ctx`
            and `largest_n_ctx` (0: none fits).
    """
    device = device or read_device()
    memory = estimate(
        header,
        context,
        n_ctx=n_ctx,
        use_mmap=use_mmap,
        n_gpu_layers=n_gpu_layers,
        features=device.features,
    )
    usable = device.usable_bytes
    if force or memory_ratio(memory, device) <= TIGHT_RATIO:
        return memory
    largest = fitting_context(header, context, device, n_gpu_layers=n_gpu_layers)
    hint = f"A context of {largest} tokens would fit (`n_ctx={largest}`)." if largest else None
    needs = f"{memory.required_bytes / MIB:,.0f} MiB"
    has = f"{usable / MIB:,.0f} MiB are usable here"
    gpu_free = device.gpu_free_bytes if memory.gpu_bytes else None
    if gpu_free is not None:
        needs += f", and {memory.gpu_bytes / MIB:,.0f} MiB of the accelerator,"
        has += f" and {gpu_free / MIB:,.0f} MiB free there"
    raise NotEnoughMemoryError(
        f"The model needs {needs} with {memory.n_ctx} tokens of context, and {has}.",
        hint=hint,
        required_bytes=memory.required_bytes,
        usable_bytes=usable,
        n_ctx=memory.n_ctx,
        largest_n_ctx=largest,
    )


def fitting_context(
    header: GgufHeader,
    context: ContextParams | None = None,
    device: Device | None = None,
    *,
    n_gpu_layers: int = 0,
    ratio: float = TIGHT_RATIO,
) -> int:
    """Return the longest context that fits, at most the model's own; 0: not even 256 tokens.

    Args:
        header: of the model's file.
        context: layout of the context; its `n_ctx` and `n_cells` are what is sought.
        device: the device; None: this one, read now.
        n_gpu_layers: layers on the accelerator.
        ratio: share of the usable memory that may be taken.
    """
    device = device or read_device()
    context = (context or ContextParams()).replace(n_ctx=None, n_cells=None)
    most = model_shape(header).n_ctx_train

    def fits(n_ctx: int) -> bool:
        memory = estimate(
            header, context, n_ctx=n_ctx, n_gpu_layers=n_gpu_layers, features=device.features
        )
        return memory_ratio(memory, device) <= ratio

    if fits(most):
        return most
    low, high = 0, -(-most // CTX_STEP)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle * CTX_STEP) else (low, middle)
    return low * CTX_STEP if low * CTX_STEP >= MIN_CTX else 0


def _quantization_to_take(shape: ModelShape, memory: MemoryEstimate, device: Device) -> str | None:
    """Return the best mix that leaves the device comfortable, else the best that fits at all."""
    weights = memory.weights_bytes + memory.repacked_bytes - memory.evictable_bytes
    others = memory.required_bytes + memory.gpu_bytes - weights
    gpu_free = device.gpu_free_bytes or 0
    usable = max(1, device.usable_bytes + (gpu_free if memory.gpu_bytes else 0))
    for limit in (COMFORTABLE_RATIO, TIGHT_RATIO):
        for name, bits in QUANTIZATIONS:
            if (others + shape.n_params * bits / 8) / usable <= limit:
                return name
    return None


def _scores(
    shape: ModelShape,
    speed: SpeedEstimate | None,
    ratio: float,
    largest_n_ctx: int,
    has_vision: bool,
) -> dict[Use, float]:
    """Return a score for each use: the weighted parts, 0 where the use is out of reach."""
    rate = speed.decode_tokens_per_s if speed else _FAST_TOKENS_PER_S / 2
    parts = {
        "fit": next((points for limit, points in _FIT_STEPS if ratio <= limit), 0.0),
        "speed": 100 * min(1.0, math.log1p(rate) / math.log1p(_FAST_TOKENS_PER_S)),
        "context": 100 * min(1.0, math.log1p(largest_n_ctx) / math.log1p(_LONG_CTX)),
        "quality": _quality(shape),
    }
    has_tools = "tools" in (shape.chat_template or "")
    possible = {"chat": True, "tools": has_tools, "vision": has_vision, "speed": True}
    return {
        use: round(sum(share * parts[part] for part, share in _WEIGHTS[use].items()), 1)
        if possible[use] and ratio <= TIGHT_RATIO
        else 0.0
        for use in USES
    }


def _quality(shape: ModelShape) -> float:
    """Return 0 to 100: grows with the logarithm of the size, sinks below five bits a weight.

    A rule of thumb for ranking, from 20 M (0) to 30 B (100) parameters; no benchmark's result.
    """
    size = math.log(max(shape.n_params, 1) / 20e6) / math.log(30e9 / 20e6)
    bits = min(1.0, 0.55 + 0.09 * shape.bits_per_weight)
    return 100 * min(1.0, max(0.0, size)) * bits
