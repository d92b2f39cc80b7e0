"""macOS: recorded output of its commands, and structs as its kernel fills them."""

from __future__ import annotations

import dataclasses
import struct
import sys

import pytest

from onhand.governor.readings import Reading
from onhand.governor.telemetry.access import Access
from onhand.governor.telemetry.apple import RealAppleCalls
from onhand.governor.telemetry.macos import MacOS
from tests.unit.governor.recorded import Clock, Commands

VM_STAT = """Mach Virtual Memory Statistics: (page size of 16384 bytes)
Pages free:                               12345.
Pages active:                            300000.
Pages inactive:                          200000.
Pages speculative:                         5000.
Pages throttled:                              0.
Pages wired down:                        100000.
Pages purgeable:                           2000.
"Translation faults":                 999999999.
"""
ON_BATTERY = """Now drawing from 'Battery Power'
 -InternalBattery-0 (id=4653155)\t83%; discharging; 4:23 remaining present: true
"""
ON_MAINS = """Now drawing from 'AC Power'
 -InternalBattery-0 (id=4653155)\t100%; charged; 0:00 remaining present: true
"""
DESKTOP = "Now drawing from 'AC Power'\n"
ON_UPS = """Now drawing from 'UPS Power'
 -Back-UPS ES 700 (id=1234)\t12%; discharging; (no estimate)
"""
THERM_SILICON = """Note: No thermal warning level has been recorded
Note: No performance warning level has been recorded
Note: No CPU power status has been recorded
"""
THERM_INTEL = """2026-03-01 10:00:00 +0000 CPU Power notify
\tCPU_Scheduler_Limit \t= 100
\tCPU_Available_CPUs \t= 8
\tCPU_Speed_Limit \t= {limit}
"""
SETTINGS = (
    "System-wide power settings:\nCurrently in use:\n standby 1\n lowpowermode         {on}\n"
)


def task_vm_info(resident: int, peak: int, footprint: int) -> bytes:
    """`task_vm_info` of its second revision: two counts of four bytes, else eight."""
    device_to_purgeable, compressed = [0] * 11, [0] * 3
    fields = [resident, peak, *device_to_purgeable, *compressed, footprint, 1 << 32, 2 << 32]
    return struct.pack("<Q2i", 34_000_000_000, 900, 16384) + struct.pack("<19Q", *fields)


def rusage_info_v4(resident: int, footprint: int, highest: int) -> bytes:
    """`rusage_info_v4`: a UUID, then 35 fields of eight bytes."""
    fields = [1, 2, 3, 4, 5, 6, resident, footprint, *[7] * 20, highest, *[8] * 6]
    return bytes(16) + struct.pack("<35Q", *fields)


@dataclasses.dataclass
class Calls:
    """A Mac's answers; by default one with Apple silicon and 16 GB."""

    numbers: dict[str, int] = dataclasses.field(
        default_factory=lambda: {
            "hw.memsize": 16 << 30,
            "kern.memorystatus_vm_pressure_level": 2,
        }
    )
    state: int | None = 1
    saving: bool | None = False
    task: bytes | None = dataclasses.field(
        default_factory=lambda: task_vm_info(50_000_000, 60_000_000, 40_000_000)
    )
    usages: dict[int, bytes] = dataclasses.field(
        default_factory=lambda: {77: rusage_info_v4(900_000_000, 500_000_000, 700_000_000)}
    )
    available: int | None = None

    def sysctl(self, name: str) -> int | None:
        return self.numbers.get(name)

    def thermal_state(self) -> int | None:
        return self.state

    def low_power_mode(self) -> bool | None:
        return self.saving

    def task_info(self) -> bytes | None:
        return self.task

    def process_usage(self, pid: int) -> bytes | None:
        return self.usages.get(pid)

    def available_memory(self) -> int | None:
        return self.available


SILENT = Calls(numbers={}, state=None, saving=None, task=None, usages={})


def mac(calls: Calls | None = None, clock: Clock | None = None, **answers: str) -> MacOS:
    """A Mac whose commands answer `vm_stat`, `batt`, `therm` and `settings`."""
    keys = {"batt": "pmset -g batt", "therm": "pmset -g therm", "settings": "pmset -g"}
    told = {keys.get(name, name): text for name, text in answers.items()}
    return MacOS(Access(clock=clock or Clock(), run=Commands(told)), calls or Calls())


def test_memory_of_the_app_and_of_a_worker() -> None:
    here = mac()
    app, worker = here.app(), here.worker(77)
    assert app.rss_bytes == Reading(50_000_000, "task_info TASK_VM_INFO resident_size", 100.0)
    assert app.peak_bytes.value == 60_000_000
    assert worker.rss_bytes.value == 900_000_000
    assert worker.peak_bytes == Reading(
        700_000_000, "proc_pid_rusage(77) ri_lifetime_max_phys_footprint", 100.0
    )
    assert app.address_limit_bytes.source == "none: macOS does not enforce RLIMIT_AS"


def test_a_worker_that_is_gone_is_unknown() -> None:
    gone = mac().worker(78)
    assert (gone.rss_bytes.value, gone.peak_bytes.value) == (None, None)
    assert "proc_pid_rusage(78)" in gone.rss_bytes.source


@pytest.mark.parametrize("raw", [b"", b"\1" * 100, bytes(1024)])
def test_structs_that_are_cut_or_empty_are_unknown(raw: bytes) -> None:
    here = mac(Calls(task=raw, usages={77: raw}))
    assert here.app().rss_bytes.value is None
    assert here.worker(77).rss_bytes.value is None


def test_memory_that_can_be_had_is_free_inactive_and_read_ahead() -> None:
    memory = mac(vm_stat=VM_STAT).memory()
    assert memory.available_bytes == Reading(
        (12345 + 200000 + 5000) * 16384, "vm_stat free + inactive + speculative", 100.0
    )
    assert memory.total_bytes == Reading(16 << 30, "sysctl hw.memsize", 100.0)
    assert memory.memory_level.value == 1
    assert memory.limit_bytes.value is None


@pytest.mark.parametrize(
    "text", ["", "Pages free: 5.\n", VM_STAT.splitlines()[0], "page size of x"]
)
def test_a_garbled_vm_stat_is_unknown(text: str) -> None:
    assert mac(vm_stat=text).memory().available_bytes.value is None


@pytest.mark.parametrize(("told", "level"), [(1, 0), (2, 1), (4, 2), (3, None), (0, None)])
def test_the_kernels_memory_level(told: int, level: int | None) -> None:
    calls = Calls(numbers={"kern.memorystatus_vm_pressure_level": told})
    assert mac(calls).memory().memory_level.value is level


@pytest.mark.parametrize(
    ("text", "percent", "on_mains"),
    [
        (ON_BATTERY, 83.0, False),
        (ON_MAINS, 100.0, True),
        (DESKTOP, None, True),
        (ON_UPS, None, False),
        ("", None, None),
        ("Now drawing from 'Steam'\n -InternalBattery-0 (id=1)\t183%; x", None, None),
    ],
)
def test_battery_and_mains(text: str, percent: float | None, on_mains: bool | None) -> None:
    power = mac(batt=text).power()
    assert power.battery_percent.value == percent
    assert power.on_mains.value is on_mains
    assert "pmset -g batt" in power.battery_percent.source


def test_the_thermal_state_is_the_systems_own() -> None:
    heat = mac(Calls(state=3), therm=THERM_SILICON).heat()
    assert heat.thermal_level == Reading(3, "NSProcessInfo thermalState", 100.0)
    assert heat.throttled.value is None
    assert heat.cpu_celsius.value is None
    assert heat.cpu_mhz.source == "none: no sysctl hw.cpufrequency, as on all Apple silicon"


@pytest.mark.parametrize(("limit", "level", "slowed"), [(100, 0, False), (62, 2, True)])
def test_an_intel_mac_tells_its_speed_limit_and_frequency(
    limit: int, level: int, slowed: bool
) -> None:
    numbers = {"hw.cpufrequency": 2_600_000_000, "hw.cpufrequency_max": 2_900_000_000}
    calls = Calls(state=None, numbers=numbers)
    heat = mac(calls, therm=THERM_INTEL.format(limit=limit)).heat()
    assert heat.thermal_level == Reading(level, "pmset -g therm CPU_Speed_Limit", 100.0)
    assert heat.throttled.value is slowed
    assert (heat.cpu_mhz.value, heat.cpu_max_mhz.value) == (2600.0, 2900.0)


def test_a_thermal_state_that_is_none_of_the_four_is_unknown() -> None:
    assert mac(Calls(state=7)).heat().thermal_level.value is None


def test_low_power_mode_by_the_run_time_or_by_pmset() -> None:
    assert mac(Calls(saving=True)).power().power_saver == Reading(
        True, "NSProcessInfo lowPowerModeEnabled", 100.0
    )
    assert mac(SILENT, settings=SETTINGS.format(on=1)).power().power_saver.value is True
    assert mac(SILENT, settings=SETTINGS.format(on=0)).power().power_saver.value is False
    assert mac(SILENT, settings="").power().power_saver.value is None


def test_pmset_runs_at_most_every_ten_seconds_and_its_readings_say_when() -> None:
    clock, commands = Clock(100.0), Commands({"pmset -g batt": ON_BATTERY})
    here = MacOS(Access(clock=clock, run=commands), Calls())
    here.power()
    clock.now = 109.0
    assert here.power().battery_percent.at == 100.0
    clock.now = 110.0
    assert here.power().battery_percent.at == 110.0
    assert commands.ran == ["/usr/bin/pmset -g batt"] * 2


@pytest.mark.skipif(sys.platform == "darwin", reason="here the calls exist")
def test_elsewhere_the_calls_are_missing_and_say_nothing() -> None:
    calls = RealAppleCalls()
    assert calls.sysctl("hw.memsize") is None
    assert calls.thermal_state() is None
    assert calls.low_power_mode() is None
    assert calls.task_info() is None
    assert calls.process_usage(1) is None
    assert calls.available_memory() is None


@pytest.mark.skipif(sys.platform != "darwin", reason="needs a Mac")
def test_a_real_mac_answers_plausibly() -> None:
    here = MacOS(Access())
    rss, total = here.app().rss_bytes.value, here.memory().total_bytes.value
    assert rss is not None
    assert total is not None
    assert 1_000_000 < rss < total
    assert 0 < (here.memory().available_bytes.value or 0) < total
    assert here.heat().thermal_level.value in (0, 1, 2, 3)
