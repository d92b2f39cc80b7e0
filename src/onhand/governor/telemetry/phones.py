"""Phones: what Python can read inside an app on Android and on iOS, which is less than on a desk.

Android apps see their own /proc and the processor's frequencies; recent versions hide thermal
zones and batteries from them, where the NDK's thermal service still tells a status. iOS tells
memory, heat and Low Power Mode through C; its battery belongs to UIKit's main thread.

Sources: the NDK's `android/thermal.h`; Apple's `os/proc.h` and the pages named in `apple`.
"""

from __future__ import annotations

import ctypes
import dataclasses
import os
from collections.abc import Callable
from typing import Any, Final

from onhand.governor.readings import ProcessMemory
from onhand.governor.telemetry.access import Access
from onhand.governor.telemetry.apple import AppleCalls, RealAppleCalls, parse_task
from onhand.governor.telemetry.linux import Linux
from onhand.governor.telemetry.parts import HeatReadings, MemoryReadings, PowerReadings

# NONE, LIGHT, MODERATE, SEVERE, CRITICAL, EMERGENCY, SHUTDOWN
_ANDROID_LEVELS: Final = {0: 0, 1: 1, 2: 2, 3: 2, 4: 3, 5: 3, 6: 3}
_SLOWED_FROM: Final = 1  # LIGHT is "light throttling"
_UIKIT: Final = "iOS tells the battery to UIKit's main thread only"
_IOS_HIDES: Final = "iOS does not show it to apps"


class ThermalService:
    """The NDK's thermal service, of Android 11 and later."""

    def __init__(self) -> None:
        """Connect on the first call."""
        self._library: Any = None
        self._manager: int | None = None

    def __call__(self) -> int | None:
        """Return the device's thermal status, 0 none to 6 shutdown; None: no such service."""
        try:
            if self._library is None:
                library = ctypes.CDLL("libandroid.so")
                library.AThermal_acquireManager.restype = ctypes.c_void_p
                library.AThermal_getCurrentThermalStatus.argtypes = [ctypes.c_void_p]
                self._manager = library.AThermal_acquireManager()
                self._library = library
            if not self._manager:
                return None
            return int(self._library.AThermal_getCurrentThermalStatus(self._manager))
        except (OSError, AttributeError):
            return None


class Android(Linux):
    """An Android app's sensors: Linux's where they are readable, and the thermal service."""

    def __init__(
        self, access: Access, thermal_status: Callable[[], int | None] | None = None
    ) -> None:
        """Reach them by `access` and `thermal_status` (default: this device's service)."""
        super().__init__(access)
        self._status = ThermalService() if thermal_status is None else thermal_status

    def heat(self) -> HeatReadings:
        """Return the thermal service's status, and what of Linux's zones is readable."""
        heat = super().heat()
        status = self._status()
        level = None if status is None else _ANDROID_LEVELS.get(status)
        if status is None or level is None:
            return heat
        source = "AThermal_getCurrentThermalStatus"
        throttled = heat.throttled
        if throttled.value is None:
            throttled = self._access.reading(status >= _SLOWED_FROM, source)
        return dataclasses.replace(
            heat, thermal_level=self._access.reading(level, source), throttled=throttled
        )


class IOS:
    """An iOS app's sensors. It has one process and no files to read."""

    def __init__(self, access: Access, calls: AppleCalls | None = None) -> None:
        """Reach them by `access` and `calls` (default: this device's)."""
        self._access = access
        self._calls = RealAppleCalls() if calls is None else calls

    def app(self) -> ProcessMemory:
        """Return this process's memory; the peak by getrusage where Mach is silent."""
        found = parse_task(self._calls.task_info())
        peak, source = _peak_by_rusage(), "getrusage ru_maxrss"
        if found is not None:
            peak, source = found.peak, "task_info TASK_VM_INFO resident_size_peak"
        rss = None if found is None else found.resident
        return ProcessMemory(
            pid=os.getpid(),
            rss_bytes=self._access.reading(rss, "task_info TASK_VM_INFO resident_size"),
            peak_bytes=self._access.reading(peak, source),
            address_bytes=self._access.unknown(_IOS_HIDES),
            address_limit_bytes=self._access.unknown(_IOS_HIDES),
        )

    def worker(self, pid: int) -> ProcessMemory:
        """Return nothing: iOS has no worker processes."""
        return ProcessMemory(
            pid=pid,
            rss_bytes=self._access.unknown("iOS lets an app have one process"),
            peak_bytes=self._access.unknown("iOS lets an app have one process"),
            address_bytes=self._access.unknown(_IOS_HIDES),
            address_limit_bytes=self._access.unknown(_IOS_HIDES),
        )

    def memory(self) -> MemoryReadings:
        """Return what this app may still take, and the limit that it is ended at."""
        left = self._calls.available_memory()
        found = parse_task(self._calls.task_info())
        footprint = None if found is None else found.footprint
        limit = None if left is None or footprint is None else left + footprint
        return MemoryReadings(
            available_bytes=self._access.reading(left, "os_proc_available_memory"),
            total_bytes=self._access.reading(
                self._calls.sysctl("hw.memsize") or None, "sysctl hw.memsize"
            ),
            limit_bytes=self._access.reading(limit, "os_proc_available_memory + phys_footprint"),
            cgroup_used_bytes=self._access.reading(
                footprint, "task_info TASK_VM_INFO phys_footprint"
            ),
            memory_pressure=self._access.unknown(_IOS_HIDES),
            cpu_pressure=self._access.unknown(_IOS_HIDES),
            memory_level=self._access.unknown("iOS tells it to UIKit's main thread only"),
        )

    def heat(self) -> HeatReadings:
        """Return the thermal state."""
        state = self._calls.thermal_state()
        level = state if state is not None and 0 <= state <= 3 else None
        return HeatReadings(
            thermal_level=self._access.reading(level, "NSProcessInfo thermalState"),
            cpu_celsius=self._access.unknown(_IOS_HIDES),
            throttled=self._access.unknown(_IOS_HIDES),
            throttle_count=self._access.unknown(_IOS_HIDES),
            cpu_mhz=self._access.unknown(_IOS_HIDES),
            cpu_max_mhz=self._access.unknown(_IOS_HIDES),
        )

    def power(self) -> PowerReadings:
        """Return Low Power Mode."""
        return PowerReadings(
            battery_percent=self._access.unknown(_UIKIT),
            on_mains=self._access.unknown(_UIKIT),
            power_saver=self._access.reading(
                self._calls.low_power_mode(), "NSProcessInfo lowPowerModeEnabled"
            ),
        )


def _peak_by_rusage() -> int | None:
    """Return the most that was resident, which Apple's systems count in bytes."""
    try:
        import resource
    except ImportError:
        return None
    return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) or None
