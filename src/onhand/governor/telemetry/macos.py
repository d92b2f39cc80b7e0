"""macOS: memory from sysctl and vm_stat, heat from NSProcessInfo and pmset, power from pmset.

Sources: vm_stat(1), pmset(1); `apple` has the calls. There is no frequency but on Intel, and no
temperature without administrator's rights.
"""

from __future__ import annotations

import os
import re
from typing import Final

from onhand.governor.readings import ProcessMemory, Reading
from onhand.governor.telemetry.access import Access, Renewed
from onhand.governor.telemetry.apple import (
    AppleCalls,
    MacMemory,
    RealAppleCalls,
    parse_task,
    parse_usage,
)
from onhand.governor.telemetry.parts import HeatReadings, MemoryReadings, PowerReadings

_VM_STAT: Final = ("/usr/bin/vm_stat",)
_BATTERY: Final = ("/usr/bin/pmset", "-g", "batt")
_THERMAL: Final = ("/usr/bin/pmset", "-g", "therm")
_SETTINGS: Final = ("/usr/bin/pmset", "-g")
_COMMAND_AGE_S: Final = 10.0
_CAN_BE_HAD: Final = ("free", "inactive", "speculative")
_NO_ADDRESS_LIMIT: Final = "macOS does not enforce RLIMIT_AS"
_PRESSURE: Final = "kern.memorystatus_vm_pressure_level"
_PRESSURE_LEVELS: Final = {1: 0, 2: 1, 4: 2}


class MacOS:
    """A Mac's sensors."""

    def __init__(self, access: Access, calls: AppleCalls | None = None) -> None:
        """Reach them by `access` and `calls` (default: this machine's)."""
        self._access = access
        self._calls = RealAppleCalls() if calls is None else calls
        self._battery = self._command(_BATTERY)
        self._thermal = self._command(_THERMAL)
        self._settings = self._command(_SETTINGS)

    def app(self) -> ProcessMemory:
        """Return this process's memory, as Mach counts it."""
        found = parse_task(self._calls.task_info())
        names = ("resident_size", "resident_size_peak")
        return self._process(os.getpid(), found, "task_info TASK_VM_INFO", names)

    def worker(self, pid: int) -> ProcessMemory:
        """Return another process's memory; its peak is of what counts as its own (footprint)."""
        found = parse_usage(self._calls.process_usage(pid))
        names = ("ri_resident_size", "ri_lifetime_max_phys_footprint")
        return self._process(pid, found, f"proc_pid_rusage({pid})", names)

    def memory(self) -> MemoryReadings:
        """Return what sysctl and vm_stat say."""
        level = _PRESSURE_LEVELS.get(self._calls.sysctl(_PRESSURE) or 0)
        return MemoryReadings(
            available_bytes=self._access.reading(
                _available(self._access.run(_VM_STAT)), "vm_stat free + inactive + speculative"
            ),
            total_bytes=self._access.reading(
                self._calls.sysctl("hw.memsize") or None, "sysctl hw.memsize"
            ),
            limit_bytes=self._access.unknown("macOS limits no process's memory"),
            cgroup_used_bytes=self._access.unknown("macOS limits no process's memory"),
            memory_pressure=self._access.unknown("macOS counts no waiting; see memory_level"),
            cpu_pressure=self._access.unknown("macOS counts no waiting"),
            memory_level=self._access.reading(level, f"sysctl {_PRESSURE}"),
        )

    def heat(self) -> HeatReadings:
        """Return the thermal state; speed limit and frequency on Intel only."""
        at, text = self._thermal.get()
        limit = _speed_limit(text)
        slowed = self._access.reading(
            None if limit is None else limit < 100, "pmset -g therm CPU_Speed_Limit", at
        )
        return HeatReadings(
            thermal_level=self._level(slowed),
            cpu_celsius=self._access.unknown("macOS shows temperatures to administrators only"),
            throttled=slowed,
            throttle_count=self._access.unknown("macOS counts no throttling"),
            cpu_mhz=self._megahertz("hw.cpufrequency"),
            cpu_max_mhz=self._megahertz("hw.cpufrequency_max"),
        )

    def power(self) -> PowerReadings:
        """Return what pmset says of batteries, and Low Power Mode."""
        at, text = self._battery.get()
        percent, on_mains = _battery(text)
        return PowerReadings(
            battery_percent=self._access.reading(percent, "InternalBattery in pmset -g batt", at),
            on_mains=self._access.reading(on_mains, "'Now drawing from' in pmset -g batt", at),
            power_saver=self._saver(),
        )

    def _process(
        self, pid: int, found: MacMemory | None, source: str, names: tuple[str, str]
    ) -> ProcessMemory:
        rss, peak = (None, None) if found is None else (found.resident, found.peak)
        return ProcessMemory(
            pid=pid,
            rss_bytes=self._access.reading(rss, f"{source} {names[0]}"),
            peak_bytes=self._access.reading(peak, f"{source} {names[1]}"),
            address_bytes=self._access.unknown(_NO_ADDRESS_LIMIT),
            address_limit_bytes=self._access.unknown(_NO_ADDRESS_LIMIT),
        )

    def _command(self, command: tuple[str, ...]) -> Renewed[tuple[float, str]]:
        """Return a command's output with its time, run at most every ten seconds."""

        def read() -> tuple[float, str]:
            return self._access.clock(), self._access.run(command) or ""

        return Renewed(read, after_s=_COMMAND_AGE_S, clock=self._access.clock)

    def _level(self, slowed: Reading[bool]) -> Reading[int]:
        state = self._calls.thermal_state()
        if state is not None and 0 <= state <= 3:
            return self._access.reading(state, "NSProcessInfo thermalState")
        if slowed.value is not None:
            return Reading(2 if slowed.value else 0, slowed.source, slowed.at)
        return self._access.unknown("NSProcessInfo has no thermalState; no CPU_Speed_Limit")

    def _megahertz(self, name: str) -> Reading[float]:
        hertz = self._calls.sysctl(name)
        if not hertz:
            return self._access.unknown(f"no sysctl {name}, as on all Apple silicon")
        return self._access.reading(hertz / 1e6, f"sysctl {name}")

    def _saver(self) -> Reading[bool]:
        mode = self._calls.low_power_mode()
        if mode is not None:
            return self._access.reading(mode, "NSProcessInfo lowPowerModeEnabled")
        at, text = self._settings.get()
        found = re.search(r"^\s*lowpowermode\s+([01])\s*$", text, re.MULTILINE)
        return self._access.reading(
            None if found is None else found[1] == "1", "lowpowermode of pmset -g", at
        )


def _available(vm_stat: str | None) -> int | None:
    """Return the bytes of pages that can be had: free, inactive and read ahead."""
    text = vm_stat or ""
    size = re.search(r"page size of (\d{1,9}) bytes", text)
    pages = [re.search(rf"^Pages {name}:\s+(\d{{1,15}})\.", text, re.M) for name in _CAN_BE_HAD]
    if size is None or pages[0] is None:
        return None
    return int(size[1]) * sum(int(found[1]) for found in pages if found is not None)


def _speed_limit(therm: str) -> int | None:
    found = re.search(r"CPU_Speed_Limit\s*=\s*(\d{1,3})\b", therm)
    return int(found[1]) if found else None


def _battery(batt: str) -> tuple[float | None, bool | None]:
    """Return (mean percent of the batteries inside, whether on mains); a UPS is not the mains."""
    inside = re.findall(r"^ -InternalBattery-\d+.*?\s(\d{1,3})%;", batt, re.MULTILINE)
    percents = [int(one) for one in inside if int(one) <= 100]
    drawn = re.search(r"Now drawing from '([^']*)'", batt)
    sources = {"AC Power": True, "Battery Power": False, "UPS Power": False}
    percent = sum(percents) / len(percents) if percents else None
    return percent, sources.get(drawn[1]) if drawn else None
