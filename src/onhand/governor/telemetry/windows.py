"""Windows: memory and power from Win32 calls, heat and frequency from performance counters.

Sources: Microsoft's pages on MEMORYSTATUSEX, SYSTEM_POWER_STATUS, PROCESS_MEMORY_COUNTERS,
JOBOBJECT_EXTENDED_LIMIT_INFORMATION, and the counters `Thermal Zone Information` and
`Processor Information`, which PowerShell reads through WMI without administrator's rights.
"""

from __future__ import annotations

import json
import os
from typing import Any, Final

from onhand.governor.readings import ProcessMemory, Reading
from onhand.governor.telemetry.access import Access, Renewed
from onhand.governor.telemetry.parts import HeatReadings, MemoryReadings, PowerReadings
from onhand.governor.telemetry.win32 import (
    JobLimit,
    PowerStatus,
    RealWindowsCalls,
    WindowsCalls,
    parse_job,
    parse_memory,
    parse_power,
    parse_process,
)

_COUNTERS_AGE_S: Final = 60.0  # PowerShell costs half a second of a processor each time
_SCRIPT: Final = (
    "$z = @(Get-CimInstance Win32_PerfFormattedData_Counters_ThermalZoneInformation | "
    "Select-Object Name,HighPrecisionTemperature,PercentPassiveLimit,ThrottleReasons); "
    "$p = Get-CimInstance Win32_PerfFormattedData_Counters_ProcessorInformation "
    "-Filter \"Name='_Total'\" | Select-Object ProcessorFrequency,PercentProcessorPerformance; "
    "$m = (Get-CimInstance Win32_Processor | Measure-Object MaxClockSpeed -Maximum).Maximum; "
    "@{zones=$z; processor=$p; max_mhz=$m} | ConvertTo-Json -Compress -Depth 3"
)
_COMMAND: Final = ("powershell.exe", "-NoProfile", "-NonInteractive", "-Command", _SCRIPT)
_KELVIN_TENTHS: Final = "HighPrecisionTemperature"
_ZERO_CELSIUS: Final = 273.15
_ZONES: Final = "WMI Thermal Zone Information"
_PROCESSOR: Final = "WMI Processor Information"
_NO_ADDRESS_LIMIT: Final = "Windows has no RLIMIT_AS"


class Windows:
    """A Windows machine's sensors."""

    def __init__(self, access: Access, calls: WindowsCalls | None = None) -> None:
        """Reach them by `access` and `calls` (default: this machine's)."""
        self._access = access
        self._calls = RealWindowsCalls() if calls is None else calls
        self._counters = Renewed(self._count, after_s=_COUNTERS_AGE_S, clock=access.clock)

    def app(self) -> ProcessMemory:
        """Return this process's memory."""
        return self.worker(os.getpid())

    def worker(self, pid: int) -> ProcessMemory:
        """Return a process's memory: its working set."""
        rss, peak = parse_process(self._calls.process_memory(pid)) or (None, None)
        source = f"GetProcessMemoryInfo({pid})"
        return ProcessMemory(
            pid=pid,
            rss_bytes=self._access.reading(rss, f"{source} WorkingSetSize"),
            peak_bytes=self._access.reading(peak, f"{source} PeakWorkingSetSize"),
            address_bytes=self._access.unknown(_NO_ADDRESS_LIMIT),
            address_limit_bytes=self._access.unknown(_NO_ADDRESS_LIMIT),
        )

    def memory(self) -> MemoryReadings:
        """Return memory, what may still be committed of it, and the job's limit."""
        job = parse_job(self._calls.job_limits(), self._calls.job_memory())
        total, available = self._physical(job)
        return MemoryReadings(
            available_bytes=available,
            total_bytes=total,
            limit_bytes=self._limit(job),
            cgroup_used_bytes=self._used(job),
            memory_pressure=self._access.unknown("Windows counts no waiting; see memory_level"),
            cpu_pressure=self._access.unknown("Windows counts no waiting"),
            memory_level=self._access.reading(
                self._calls.memory_alarm(), "QueryMemoryResourceNotification"
            ),
        )

    def heat(self) -> HeatReadings:
        """Return what the thermal zones and the processor's counters said within a minute."""
        at, told = self._counters.get()
        zones = [zone for zone in _listed(told.get("zones")) if _number(zone, _KELVIN_TENTHS)]
        heats = [_number(zone, _KELVIN_TENTHS) / 10 - _ZERO_CELSIUS for zone in zones]
        plausible = [heat for heat in heats if -40 <= heat <= 150]
        limited = [
            zone
            for zone in zones
            if 0 < _number(zone, "PercentPassiveLimit") < 100 or _number(zone, "ThrottleReasons")
        ]
        processor = told.get("processor")
        mhz = _number(processor, "ProcessorFrequency")
        mhz *= _number(processor, "PercentProcessorPerformance") / 100
        return HeatReadings(
            thermal_level=self._access.reading(
                (2 if limited else 0) if zones else None, _ZONES, at
            ),
            cpu_celsius=self._access.reading(
                max(plausible, default=None), f"{_ZONES}, hottest", at
            ),
            throttled=self._access.reading(
                bool(limited) if zones else None, f"{_ZONES} passive limit", at
            ),
            throttle_count=self._access.unknown("Windows counts no throttling"),
            cpu_mhz=self._access.reading(mhz or None, f"{_PROCESSOR} frequency × performance", at),
            cpu_max_mhz=self._access.reading(
                _number(told, "max_mhz") or None, "WMI Win32_Processor MaxClockSpeed", at
            ),
        )

    def power(self) -> PowerReadings:
        """Return what GetSystemPowerStatus says."""
        status = parse_power(self._calls.power_status())
        source = "GetSystemPowerStatus"
        status = status or PowerStatus(None, None, None)
        return PowerReadings(
            battery_percent=self._access.reading(status.percent, f"{source} BatteryLifePercent"),
            on_mains=self._access.reading(status.on_mains, f"{source} ACLineStatus"),
            power_saver=self._access.reading(status.is_saving, f"{source} SystemStatusFlag"),
        )

    def _physical(self, job: JobLimit | None) -> tuple[Reading[int], Reading[int]]:
        """Return (total, available): free and allowed to be committed, within the job's limit."""
        source = "GlobalMemoryStatusEx"
        left: list[tuple[int, str]] = []
        status = parse_memory(self._calls.memory_status())
        if status is not None:
            left.append((status.available, f"{source} ullAvailPhys"))
            left.append((status.commit_left, f"{source} ullAvailPageFile, less than ullAvailPhys"))
        if job is not None and job.used is not None:
            left.append((max(0, job.limit - job.used), "what the job object has left of its limit"))
        available, said = min(left, key=lambda one: one[0], default=(None, source))
        total = None if status is None else status.total
        return (
            self._access.reading(total, f"{source} ullTotalPhys"),
            self._access.reading(available, said),
        )

    def _limit(self, job: JobLimit | None) -> Reading[int]:
        if job is None:
            return self._access.unknown("no job object limits this process's memory")
        return self._access.reading(job.limit, f"QueryInformationJobObject {job.field}")

    def _used(self, job: JobLimit | None) -> Reading[int]:
        if job is None:
            return self._access.unknown("no job object's limit to count against")
        return self._access.reading(job.used, "QueryInformationJobObject JobMemory")

    def _count(self) -> tuple[float, dict[str, Any]]:
        at = self._access.clock()
        try:
            told = json.loads(self._access.run(_COMMAND) or "")
        except ValueError:
            told = None
        return at, told if isinstance(told, dict) else {}


def _listed(found: Any) -> list[Any]:
    """Return PowerShell's list, which it writes as a bare object where there is one."""
    return found if isinstance(found, list) else [] if found is None else [found]


def _number(found: Any, name: str) -> float:
    """Return a counter; 0 where there is none, which no counter asked for here can mean else."""
    value = found.get(name) if isinstance(found, dict) else None
    if not isinstance(value, (int, float)) or not 0 <= value < 1e12:
        return 0.0
    return float(value)
