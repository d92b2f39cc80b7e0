"""Says before a download whether a model fits this device and how fast it will be.

Reads headers and the device; loads no native library, starts no engine.
"""

from __future__ import annotations

from onhand.store.advisor.advice import (
    Advice,
    advise,
    fitting_context,
    rank,
    require_memory,
    verdict_of,
)
from onhand.store.advisor.calibration import Calibration, Rates, calibrate
from onhand.store.advisor.device import CpuFeatures, Device, read_device
from onhand.store.advisor.looking import header_of
from onhand.store.advisor.memory import MemoryEstimate, estimate
from onhand.store.advisor.speed import SpeedEstimate, estimate_speed

__all__ = [
    "Advice",
    "Calibration",
    "CpuFeatures",
    "Device",
    "MemoryEstimate",
    "Rates",
    "SpeedEstimate",
    "advise",
    "calibrate",
    "estimate",
    "estimate_speed",
    "fitting_context",
    "header_of",
    "rank",
    "read_device",
    "require_memory",
    "verdict_of",
]
