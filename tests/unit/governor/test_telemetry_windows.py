"""Windows: structs as Win32 fills them, and PowerShell's recorded JSON."""

from __future__ import annotations

import dataclasses
import json
import struct
import sys
from typing import Any

import pytest

from onhand.governor.readings import Reading
from onhand.governor.telemetry.access import Access
from onhand.governor.telemetry.win32 import RealWindowsCalls
from onhand.governor.telemetry.windows import Windows
from tests.unit.governor.recorded import Clock, Commands

GIB = 1 << 30


def memory_status(*, free: int = 6 * GIB, commit_left: int = 9 * GIB) -> bytes:
    """MEMORYSTATUSEX of a machine of 16 GB."""
    page_file, space = 20 * GIB, 128 << 40
    return struct.pack("<2I7Q", 64, 62, 16 * GIB, free, page_file, commit_left, space, space, 0)


def power_status(line: int, flag: int, percent: int, saving: int = 0) -> bytes:
    """SYSTEM_POWER_STATUS."""
    return struct.pack("<4B2I", line, flag, percent, saving, 0xFFFFFFFF, 0xFFFFFFFF)


def counters(peak: int, now: int) -> bytes:
    """PROCESS_MEMORY_COUNTERS."""
    return struct.pack("<2I8Q", 72, 12345, peak, now, 1, 1, 1, 1, now, peak)


def job(flags: int, process_limit: int = 0, job_limit: int = 0) -> bytes:
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""
    basic = struct.pack("<2qI4x2QI4xQ2I", 0, 0, flags, 0, 0, 0, 0, 0, 5)
    return basic + struct.pack("<6Q", *[0] * 6) + struct.pack("<4Q", process_limit, job_limit, 3, 4)


@dataclasses.dataclass
class Calls:
    """A machine's answers; by default a laptop at 80 % on its battery, in no job."""

    memory: bytes | None = dataclasses.field(default_factory=memory_status)
    power: bytes | None = dataclasses.field(default_factory=lambda: power_status(0, 1, 80))
    processes: dict[int, bytes] = dataclasses.field(
        default_factory=lambda: {77: counters(900_000_000, 800_000_000)}
    )
    limits: bytes | None = dataclasses.field(default_factory=lambda: job(0))
    used: bytes | None = None
    alarm: int | None = 0

    def memory_status(self) -> bytes | None:
        return self.memory

    def power_status(self) -> bytes | None:
        return self.power

    def process_memory(self, pid: int) -> bytes | None:
        return self.processes.get(pid)

    def job_limits(self) -> bytes | None:
        return self.limits

    def job_memory(self) -> bytes | None:
        return self.used

    def memory_alarm(self) -> int | None:
        return self.alarm


def zone(kelvin_tenths: int, limit: int = 100, reasons: int = 0) -> dict[str, Any]:
    return {
        "Name": r"\_TZ.THM0",
        "HighPrecisionTemperature": kelvin_tenths,
        "PercentPassiveLimit": limit,
        "ThrottleReasons": reasons,
    }


def told(zones: Any, **more: Any) -> str:
    """What the script writes on a machine of 2.4 GHz that runs at 130 % of it."""
    processor = {"ProcessorFrequency": 2400, "PercentProcessorPerformance": 130}
    return json.dumps({"zones": zones, "processor": processor, "max_mhz": 2400, **more})


def windows(calls: Calls | None = None, text: str = "", clock: Clock | None = None) -> Windows:
    run = Commands({"powershell.exe": text})
    return Windows(Access(clock=clock or Clock(), run=run), calls or Calls())


def test_a_process_has_its_working_set_and_the_peak() -> None:
    worker = windows().worker(77)
    assert worker.rss_bytes == Reading(
        800_000_000, "GetProcessMemoryInfo(77) WorkingSetSize", 100.0
    )
    assert worker.peak_bytes.value == 900_000_000
    assert worker.address_limit_bytes.value is None


def test_a_process_that_is_gone_is_unknown() -> None:
    gone = windows().worker(78)
    assert (gone.rss_bytes.value, gone.peak_bytes.value) == (None, None)
    assert gone.rss_bytes.source.startswith("none: GetProcessMemoryInfo(78)")


def test_memory_outside_of_a_job() -> None:
    memory = windows().memory()
    assert memory.total_bytes.value == 16 * GIB
    assert memory.available_bytes == Reading(6 * GIB, "GlobalMemoryStatusEx ullAvailPhys", 100.0)
    assert memory.limit_bytes.value is None
    assert memory.memory_level == Reading(0, "QueryMemoryResourceNotification", 100.0)


def test_what_cannot_be_committed_cannot_be_had() -> None:
    memory = windows(Calls(memory=memory_status(commit_left=1 * GIB))).memory()
    assert memory.available_bytes.value == 1 * GIB
    assert "ullAvailPageFile" in memory.available_bytes.source


@pytest.mark.parametrize(
    ("limits", "limit", "field"),
    [
        (job(0x200, job_limit=2 * GIB), 2 * GIB, "JobMemoryLimit"),
        (job(0x100, process_limit=3 * GIB, job_limit=1), 3 * GIB, "ProcessMemoryLimit"),
        (job(0x300, process_limit=3 * GIB, job_limit=4 * GIB), 3 * GIB, "ProcessMemoryLimit"),
    ],
)
def test_a_jobs_limit_counts_where_it_is_in_force(limits: bytes, limit: int, field: str) -> None:
    used = struct.pack("<2Q", 1 * GIB, 2 * GIB)
    memory = windows(Calls(limits=limits, used=used)).memory()
    assert memory.limit_bytes == Reading(limit, f"QueryInformationJobObject {field}", 100.0)
    assert memory.cgroup_used_bytes.value == 1 * GIB
    assert memory.available_bytes.value == min(6 * GIB, limit - GIB)


def test_before_windows_10_a_jobs_use_is_unknown() -> None:
    memory = windows(Calls(limits=job(0x200, job_limit=2 * GIB), used=None)).memory()
    assert memory.limit_bytes.value == 2 * GIB
    assert memory.cgroup_used_bytes.value is None
    assert memory.available_bytes.value == 6 * GIB


@pytest.mark.parametrize(
    ("status", "percent", "on_mains", "saving"),
    [
        (power_status(0, 1, 80), 80.0, False, False),
        (power_status(1, 8, 99), 99.0, True, False),
        (power_status(0, 4, 4, 1), 4.0, False, True),
        (power_status(1, 128, 255), None, True, False),
        (power_status(255, 255, 255), None, None, False),
        (b"", None, None, None),
        (None, None, None, None),
    ],
)
def test_battery_mains_and_saver(
    status: bytes | None, percent: float | None, on_mains: bool | None, saving: bool | None
) -> None:
    power = windows(Calls(power=status)).power()
    assert power.battery_percent.value == percent
    assert power.on_mains.value is on_mains
    assert power.power_saver.value is saving
    assert "GetSystemPowerStatus" in power.on_mains.source


def test_the_hottest_zone_and_the_frequency() -> None:
    heat = windows(text=told([zone(3002), zone(3432)])).heat()
    assert heat.cpu_celsius.value == pytest.approx(70.05)
    assert heat.thermal_level.value == 0
    assert heat.throttled.value is False
    assert heat.cpu_mhz.value == pytest.approx(3120.0)
    assert heat.cpu_max_mhz.value == 2400.0


@pytest.mark.parametrize("slowed", [zone(3632, limit=70), zone(3632, reasons=2)])
def test_a_passive_limit_is_throttling(slowed: dict[str, Any]) -> None:
    """PowerShell writes a list of one as the thing itself."""
    heat = windows(text=told(slowed)).heat()
    assert heat.throttled.value is True
    assert heat.thermal_level.value == 2


@pytest.mark.parametrize(
    "text",
    [
        "", "null", "[]", "7", "{", '{"zones": 5}', '{"zones": [null, {}, {"Name": 1}]}',
        told([zone(0)], processor=None, max_mhz=None),
        '{"zones": [{"HighPrecisionTemperature": "hot"}], "processor": [1], "max_mhz": -1}',
    ],
)  # fmt: skip
def test_without_zones_heat_is_unknown(text: str) -> None:
    heat = windows(text=text).heat()
    readings = (
        heat.thermal_level, heat.cpu_celsius, heat.throttled, heat.cpu_mhz, heat.cpu_max_mhz,
    )  # fmt: skip
    assert [one.value for one in readings] == [None] * 5
    assert all("WMI" in one.source for one in readings)


def test_a_zone_in_no_plausible_unit_gives_no_temperature() -> None:
    heat = windows(text=told([zone(343)])).heat()
    assert heat.cpu_celsius.value is None
    assert heat.throttled.value is False


@pytest.mark.parametrize("raw", [b"", b"\xff" * 11])
def test_structs_that_are_cut_are_unknown(raw: bytes) -> None:
    calls = Calls(memory=raw, power=raw, processes={77: raw}, limits=raw, used=raw)
    here = windows(calls)
    assert here.memory().total_bytes.value is None
    assert here.memory().available_bytes.value is None
    assert here.memory().limit_bytes.value is None
    assert here.worker(77).rss_bytes.value is None
    assert here.power().battery_percent.value is None


def test_powershell_runs_once_a_minute_and_its_readings_say_when() -> None:
    clock, commands = Clock(100.0), Commands({"powershell.exe": told([zone(3002)])})
    here = Windows(Access(clock=clock, run=commands), Calls())
    here.heat()
    clock.now = 159.0
    assert here.heat().cpu_celsius.at == 100.0
    clock.now = 160.0
    assert here.heat().cpu_celsius.at == 160.0
    assert len(commands.ran) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="here the calls exist")
def test_elsewhere_the_calls_are_missing_and_say_nothing() -> None:
    calls = RealWindowsCalls()
    assert calls.memory_status() is None
    assert calls.power_status() is None
    assert calls.process_memory(1) is None
    assert calls.job_limits() is None
    assert calls.job_memory() is None
    assert calls.memory_alarm() is None


@pytest.mark.skipif(sys.platform != "win32", reason="needs Windows")
def test_a_real_windows_answers_plausibly() -> None:
    here = Windows(Access(run=Commands()))
    rss, total = here.app().rss_bytes.value, here.memory().total_bytes.value
    assert rss is not None
    assert total is not None
    assert 1_000_000 < rss < total
    assert 0 < (here.memory().available_bytes.value or 0) < total
    assert here.power().power_saver.value in (True, False)
