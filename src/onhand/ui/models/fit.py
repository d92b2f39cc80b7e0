"""Whether a model suits this device, before it is downloaded: roughly from what the catalogue says,
closely from its header."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from onhand.store import CatalogueEntry
from onhand.store.advisor import Advice, Calibration, Device, verdict_of
from onhand.store.advisor.advice import QUANTIZATIONS
from onhand.store.advisor.speed import DECODE_OPERATIONS
from onhand.ui.models.words import size

Verdict: TypeAlias = Literal["comfortable", "tight", "no"]

ROUGH_CTX: Final = 4096
BASE_BYTES: Final = 0.45e9
"""What a small model takes besides its weights at `ROUGH_CTX` tokens: process, keys and values."""
BYTES_PER_PARAMETER: Final = 0.09
"""What that grows by with the parameters."""
_BITS: Final = dict(QUANTIZATIONS)
_OTHER_OPERATIONS: Final = 6e4
"""Operations of a token besides those with weights (rows of matrices, looks at earlier tokens) for
each square root of the parameters: a fit to the advisor's own figures for 12 M to 1.2 B."""

VERDICTS: Final[dict[Verdict, str]] = {
    "comfortable": "Fits well",
    "tight": "Tight",
    "no": "Too big for this device",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """What to expect of a model on this device.

    Attributes:
        verdict: "comfortable", "tight" or "no".
        memory_bytes: what it takes while it runs.
        usable_bytes: what could be had of memory.
        tokens_per_s: tokens of an answer each second; None: the processor is not measured yet.
        download_bytes: what would be fetched; None: unknown.
        is_rough: reckoned from its number of parameters rather than from its header.
        largest_n_ctx: longest context that fits; None: unknown.
    """

    verdict: Verdict
    memory_bytes: float
    usable_bytes: float
    tokens_per_s: float | None = None
    download_bytes: float | None = None
    is_rough: bool = False
    largest_n_ctx: int | None = None

    @property
    def title(self) -> str:
        """The verdict in words."""
        return VERDICTS[self.verdict]

    @property
    def pace(self) -> str:
        """The speed in words; "": unknown, or it does not run at all."""
        if self.tokens_per_s is None or self.verdict == "no":
            return ""
        rate = self.tokens_per_s
        said = f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}"
        return f"About {said} tokens/s: {pace_of(rate)}"

    @property
    def reason(self) -> str:
        """Why the verdict is what it is."""
        about = "about " if self.is_rough else ""
        more = " Close other programs first." if self.verdict == "tight" else ""
        return (
            f"Needs {about}{size(self.memory_bytes)} of memory; {size(self.usable_bytes)} are free."
            f"{more}"
        )


def pace_of(tokens_per_s: float) -> str:
    """Return how a rate feels; people read four to seven tokens a second."""
    if tokens_per_s >= 20:
        return "faster than you read"
    if tokens_per_s >= 7:
        return "as fast as you read"
    return "slower than you read" if tokens_per_s >= 2 else "very slow"


def rough_fit(
    entry: CatalogueEntry,
    device: Device,
    calibration: Calibration | None,
    quant: str | None = None,
) -> Fit | None:
    """Return what the number of parameters lets expect; None: the catalogue does not say it.

    Weights are parameters times the quantisation's average bits. A token reads all of them once
    and computes with each, as in `onhand.store.advisor.speed`, whose costs are taken.
    """
    if entry.params_b is None:
        return None
    n_params = entry.params_b * 1e9
    quant = quant or entry.default_quant
    weights = n_params * _BITS.get(quant, _BITS["Q4_K_M"]) / 8
    memory = weights + BASE_BYTES + BYTES_PER_PARAMETER * n_params
    speed = None
    if calibration is not None:
        rates = calibration.rates()
        kind = next((name for name in DECODE_OPERATIONS if quant.startswith(name)), "Q4_K")
        operations = n_params * DECODE_OPERATIONS[kind] + _OTHER_OPERATIONS * math.sqrt(n_params)
        speed = 1 / (weights / rates.memory_bytes_per_s + operations / rates.flops_per_s)
    return Fit(
        verdict=verdict_of(memory / max(1, device.usable_bytes)),
        memory_bytes=memory,
        usable_bytes=device.usable_bytes,
        tokens_per_s=speed,
        download_bytes=weights,
        is_rough=True,
    )


def close_fit(advice: Advice, device: Device, download_bytes: float | None) -> Fit:
    """Return what the advisor says after a look at the model's header."""
    return Fit(
        verdict=advice.verdict,
        memory_bytes=advice.memory.required_bytes,
        usable_bytes=device.usable_bytes,
        tokens_per_s=None if advice.speed is None else advice.speed.decode_tokens_per_s,
        download_bytes=download_bytes,
        largest_n_ctx=advice.largest_n_ctx,
    )
