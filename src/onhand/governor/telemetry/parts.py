"""What a platform reads, in the three parts of a snapshot, and the protocol of a platform."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from onhand.governor.readings import UNREAD, ProcessMemory, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryReadings:
    """Memory of the device and the limits above this process. Fields as in `Snapshot`."""

    available_bytes: Reading[int] = UNREAD
    total_bytes: Reading[int] = UNREAD
    limit_bytes: Reading[int] = UNREAD
    cgroup_used_bytes: Reading[int] = UNREAD
    memory_pressure: Reading[float] = UNREAD
    cpu_pressure: Reading[float] = UNREAD
    memory_level: Reading[int] = UNREAD


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatReadings:
    """Heat and speed of the processor. Fields as in `Snapshot`."""

    thermal_level: Reading[int] = UNREAD
    cpu_celsius: Reading[float] = UNREAD
    throttled: Reading[bool] = UNREAD
    throttle_count: Reading[int] = UNREAD
    cpu_mhz: Reading[float] = UNREAD
    cpu_max_mhz: Reading[float] = UNREAD


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerReadings:
    """Where the power comes from. Fields as in `Snapshot`."""

    battery_percent: Reading[float] = UNREAD
    on_mains: Reading[bool] = UNREAD
    power_saver: Reading[bool] = UNREAD


class Platform(Protocol):
    """An operating system's sensors. Nothing here raises: what cannot be read is unknown."""

    def app(self) -> ProcessMemory:
        """Return this process's memory."""
        ...

    def worker(self, pid: int) -> ProcessMemory:
        """Return another process's memory."""
        ...

    def memory(self) -> MemoryReadings:
        """Return the device's memory."""
        ...

    def heat(self) -> HeatReadings:
        """Return heat and speed."""
        ...

    def power(self) -> PowerReadings:
        """Return battery, mains and the saver's switch."""
        ...
