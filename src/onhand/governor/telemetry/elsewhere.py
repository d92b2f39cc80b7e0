"""Any other system, such as FreeBSD: what psutil knows of memory and battery, nothing else."""

from __future__ import annotations

import os

from onhand.governor.readings import ProcessMemory
from onhand.governor.telemetry.access import Access
from onhand.governor.telemetry.parts import HeatReadings, MemoryReadings, PowerReadings


class Elsewhere:
    """The sensors of a system that this package has no reader for."""

    def __init__(self, access: Access, name: str) -> None:
        """Remember what to say of everything that is unknown."""
        self._access = access
        self._why = f"sensors of {name} are not read"

    def app(self) -> ProcessMemory:
        """Return this process's resident memory."""
        return self.worker(os.getpid())

    def worker(self, pid: int) -> ProcessMemory:
        """Return a process's resident memory."""
        import psutil

        try:
            rss: int | None = psutil.Process(pid).memory_info().rss
        except (psutil.Error, OSError, ValueError):
            rss = None
        return ProcessMemory(
            pid=pid,
            rss_bytes=self._access.reading(rss, f"psutil memory_info of {pid}"),
            peak_bytes=self._access.unknown(self._why),
            address_bytes=self._access.unknown(self._why),
            address_limit_bytes=self._access.unknown(self._why),
        )

    def memory(self) -> MemoryReadings:
        """Return what psutil says."""
        import psutil

        memory = psutil.virtual_memory()
        source = "psutil virtual_memory"
        return MemoryReadings(
            available_bytes=self._access.reading(int(memory.available), source),
            total_bytes=self._access.reading(int(memory.total), source),
            limit_bytes=self._access.unknown(self._why),
            cgroup_used_bytes=self._access.unknown(self._why),
            memory_pressure=self._access.unknown(self._why),
            cpu_pressure=self._access.unknown(self._why),
            memory_level=self._access.unknown(self._why),
        )

    def heat(self) -> HeatReadings:
        """Return nothing."""
        return HeatReadings(
            thermal_level=self._access.unknown(self._why),
            cpu_celsius=self._access.unknown(self._why),
            throttled=self._access.unknown(self._why),
            throttle_count=self._access.unknown(self._why),
            cpu_mhz=self._access.unknown(self._why),
            cpu_max_mhz=self._access.unknown(self._why),
        )

    def power(self) -> PowerReadings:
        """Return what psutil says of the battery."""
        import psutil

        battery = psutil.sensors_battery() if hasattr(psutil, "sensors_battery") else None
        percent, on_mains = (None, None) if battery is None else (battery[0], battery[2])
        return PowerReadings(
            battery_percent=self._access.reading(percent, "psutil sensors_battery"),
            on_mains=self._access.reading(on_mains, "psutil sensors_battery"),
            power_saver=self._access.unknown(self._why),
        )
