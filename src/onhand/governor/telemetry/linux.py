"""Linux: memory from /proc and cgroups, pressure from PSI; heat and power in modules beside this.

Sources: proc_meminfo(5), proc_pid_status(5), proc_pid_limits(5); the kernel's `accounting/psi.rst`.
"""

from __future__ import annotations

import os
from typing import Final

from onhand.formats.cgroup import MemoryGroup, memory_groups
from onhand.governor.readings import ProcessMemory, Reading
from onhand.governor.telemetry.access import Access, as_number
from onhand.governor.telemetry.linux_heat import LinuxHeat
from onhand.governor.telemetry.linux_power import read_power
from onhand.governor.telemetry.parts import HeatReadings, MemoryReadings, PowerReadings

_KIB: Final = 1024
_ADDRESS_SPACE: Final = "Max address space"


class Linux:
    """A Linux machine's sensors."""

    def __init__(self, access: Access) -> None:
        """Reach them by `access`."""
        self._access = access
        self._heat = LinuxHeat(access)

    def app(self) -> ProcessMemory:
        """Return this process's memory."""
        return self._process(os.getpid(), "self")

    def worker(self, pid: int) -> ProcessMemory:
        """Return another process's memory, from /proc/PID."""
        return self._process(pid, str(pid))

    def memory(self) -> MemoryReadings:
        """Return what /proc/meminfo, the cgroups and PSI say."""
        access = self._access
        groups = memory_groups(access.root)
        tightest = min(groups, key=lambda group: group.limit_bytes, default=None)
        if tightest is None:
            limit: Reading[int] = access.unknown("no cgroup above this process has a limit")
            used: Reading[int] = access.unknown("no cgroup limit to count against")
        else:
            limit = access.reading(tightest.limit_bytes, f"{tightest.folder / tightest.limit_file}")
            used = access.reading(
                tightest.used_bytes, f"memory in use of {tightest.folder} less inactive_file"
            )
        return MemoryReadings(
            available_bytes=self._available(groups),
            total_bytes=self._meminfo("MemTotal"),
            limit_bytes=limit,
            cgroup_used_bytes=used,
            memory_pressure=self._pressure("memory", tightest),
            cpu_pressure=self._pressure("cpu", tightest),
            memory_level=access.unknown("Linux does not call a level; see memory_pressure"),
        )

    def heat(self) -> HeatReadings:
        """Return what thermal zones, cpufreq and the throttle counters say."""
        return self._heat.read()

    def power(self) -> PowerReadings:
        """Return what /sys/class/power_supply and the platform profile say."""
        return read_power(self._access)

    def _process(self, pid: int, name: str) -> ProcessMemory:
        status = f"/proc/{name}/status"
        fields = _kib_fields(self._access.text(status))
        limits = f"/proc/{name}/limits"
        return ProcessMemory(
            pid=pid,
            rss_bytes=self._access.reading(fields.get("VmRSS"), f"{status} VmRSS"),
            peak_bytes=self._access.reading(fields.get("VmHWM"), f"{status} VmHWM"),
            address_bytes=self._access.reading(fields.get("VmSize"), f"{status} VmSize"),
            address_limit_bytes=self._address_limit(limits),
        )

    def _address_limit(self, path: str) -> Reading[int]:
        for line in (self._access.text(path) or "").splitlines():
            if line.startswith(_ADDRESS_SPACE):
                soft = line[len(_ADDRESS_SPACE) :].split()[:1]
                if soft == ["unlimited"]:
                    return self._access.unknown(f"{path} says unlimited")
                value = as_number(soft[0]) if soft else None
                return self._access.reading(value, f"{path} {_ADDRESS_SPACE}")
        return self._access.reading(None, f"{path} {_ADDRESS_SPACE}")

    def _meminfo(self, name: str) -> Reading[int]:
        fields = _kib_fields(self._access.text("/proc/meminfo"))
        return self._access.reading(fields.get(name), f"/proc/meminfo {name}")

    def _available(self, groups: tuple[MemoryGroup, ...]) -> Reading[int]:
        """Return the least that is left: of the machine, or under one of the limits."""
        of_machine = self._meminfo("MemAvailable")
        left = [(group.left_bytes, group) for group in groups if group.used_bytes is not None]
        if left:
            least, group = min(left, key=lambda one: one[0])
            if of_machine.value is None or least < of_machine.value:
                return self._access.reading(least, f"what {group.folder} has left of its limit")
        return of_machine

    def _pressure(self, kind: str, group: MemoryGroup | None) -> Reading[float]:
        """Return PSI's `some avg10`: the limiting group's own where it has one, else the system's.

        Without a limit of its own a process waits when the whole machine is short.
        """
        paths = [f"/proc/pressure/{kind}"]
        if group is not None:
            paths.insert(0, f"{group.folder}/{kind}.pressure")
        for path in paths:
            value = _some_avg10(self._access.text(path))
            if value is not None:
                return self._access.reading(value, f"{path} some avg10")
        return self._access.reading(None, paths[-1])


def _kib_fields(text: str | None) -> dict[str, int]:
    """Return the bytes of each `Name:  123 kB` line."""
    found = {}
    for line in (text or "").splitlines():
        name, _, rest = line.partition(":")
        words = rest.split()
        value = as_number(words[0]) if len(words) == 2 and words[1] == "kB" else None
        if value is not None:
            found[name] = value * _KIB
    return found


def _some_avg10(text: str | None) -> float | None:
    for line in (text or "").splitlines():
        words = line.split()
        if words[:1] == ["some"] and len(words) > 1 and words[1].startswith("avg10="):
            try:
                value = float(words[1].removeprefix("avg10="))
            except ValueError:
                return None
            return value if 0 <= value <= 100 else None
    return None
