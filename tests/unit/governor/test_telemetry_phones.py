"""Android and iOS: what an app may read, and what it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from onhand.governor.readings import Reading
from onhand.governor.telemetry.access import Access
from onhand.governor.telemetry.phones import IOS, Android, ThermalService
from tests.unit.governor.recorded import LIMITS, MEMINFO, Clock, access, plant, status
from tests.unit.governor.test_telemetry_macos import SILENT, Calls, task_vm_info

ZONE = "/sys/class/thermal/thermal_zone"
POLICY = "/sys/devices/system/cpu/cpufreq/policy"


def locked_phone() -> dict[str, str]:
    """What an app of Android 14 sees: its own process, memory, frequencies."""
    return {
        "/proc/self/status": status(210_000, 260_000),
        "/proc/self/limits": LIMITS.format(soft="unlimited"),
        "/proc/meminfo": MEMINFO,
        "/proc/self/cgroup": "5:cpuset:/top-app\n0::/uid_10234/pid_412\n",
        f"{POLICY}0/affected_cpus": "0 1 2 3\n",
        f"{POLICY}0/scaling_cur_freq": "1800000\n",
        f"{POLICY}0/cpuinfo_max_freq": "2000000\n",
    }


def open_phone() -> dict[str, str]:
    """What an app of Android 7 sees besides."""
    return {
        **locked_phone(),
        f"{ZONE}0/type": "battery\n",
        f"{ZONE}0/temp": "38000\n",
        f"{ZONE}1/type": "tsens_tz_sensor1\n",
        f"{ZONE}1/temp": "64000\n",
        f"{ZONE}2/type": "cpu-1-3-usr\n",
        f"{ZONE}2/temp": "61\n",
        "/sys/class/thermal/cooling_device0/type": "thermal-cpufreq-0\n",
        "/sys/class/thermal/cooling_device0/cur_state": "4\n",
        "/sys/class/power_supply/battery/type": "Battery\n",
        "/sys/class/power_supply/battery/capacity": "41\n",
        "/sys/class/power_supply/battery/status": "Discharging\n",
    }


def android(root: Path, files: dict[str, str], thermal: int | None) -> Android:
    return Android(access(plant(root, files)), lambda: thermal)


def test_a_phone_without_access_to_sys_still_knows_memory_and_frequency(tmp_path: Path) -> None:
    phone = android(tmp_path, locked_phone(), None)
    heat, power = phone.heat(), phone.power()
    assert phone.app().rss_bytes.value == 210_000 * 1024
    assert phone.memory().available_bytes.value == 8_042_368 * 1024
    assert (heat.cpu_mhz.value, heat.cpu_max_mhz.value) == (1800.0, 2000.0)
    for hidden in (heat.thermal_level, heat.cpu_celsius, power.battery_percent, power.on_mains):
        assert hidden.value is None
        assert hidden.source.startswith("none: ")


def test_an_older_phone_shows_zones_and_battery(tmp_path: Path) -> None:
    """A zone that counts whole degrees is left out: nobody says that it does."""
    phone = android(tmp_path, open_phone(), None)
    heat, power = phone.heat(), phone.power()
    assert heat.cpu_celsius == Reading(64.0, f"{ZONE}1/temp", 100.0)
    assert heat.throttled.value is True
    assert power.battery_percent.value == 41.0
    assert power.on_mains.value is False


@pytest.mark.parametrize(
    ("told", "level", "throttled"),
    [(0, 0, False), (1, 1, True), (2, 2, True), (3, 2, True), (4, 3, True), (6, 3, True)],
)
def test_the_thermal_service_of_android_11(
    tmp_path: Path, told: int, level: int, throttled: bool
) -> None:
    heat = android(tmp_path, locked_phone(), told).heat()
    assert heat.thermal_level == Reading(level, "AThermal_getCurrentThermalStatus", 100.0)
    assert heat.throttled.value is throttled


@pytest.mark.parametrize("told", [None, -1, 99])
def test_a_service_that_fails_leaves_what_the_zones_say(tmp_path: Path, told: int | None) -> None:
    heat = android(tmp_path, open_phone(), told).heat()
    assert heat.thermal_level.value == 2
    assert heat.thermal_level.source.endswith("cooling_device0/cur_state")


def test_there_is_no_thermal_service_elsewhere() -> None:
    assert ThermalService()() is None


def ios(calls: Calls) -> IOS:
    return IOS(Access(clock=Clock()), calls)


def test_an_ios_app_knows_what_it_may_still_take_and_where_it_ends() -> None:
    calls = Calls(
        numbers={"hw.memsize": 6 << 30},
        task=task_vm_info(700_000_000, 800_000_000, 600_000_000),
        available=1_400_000_000,
    )
    memory = ios(calls).memory()
    assert memory.available_bytes == Reading(1_400_000_000, "os_proc_available_memory", 100.0)
    assert memory.limit_bytes.value == 2_000_000_000
    assert memory.cgroup_used_bytes.value == 600_000_000
    assert memory.total_bytes.value == 6 << 30
    assert ios(calls).app().rss_bytes.value == 700_000_000
    assert ios(calls).app().peak_bytes.value == 800_000_000


def test_an_ios_app_knows_heat_and_low_power_mode() -> None:
    phone = ios(Calls(state=2, saving=True))
    assert phone.heat().thermal_level.value == 2
    assert phone.power().power_saver.value is True
    assert phone.power().battery_percent.source == (
        "none: iOS tells the battery to UIKit's main thread only"
    )


def test_without_its_calls_ios_is_unknown_but_for_the_peak() -> None:
    phone = ios(SILENT)
    memory, app = phone.memory(), phone.app()
    assert (memory.available_bytes.value, memory.limit_bytes.value) == (None, None)
    assert phone.heat().thermal_level.value is None
    assert app.rss_bytes.value is None
    assert app.peak_bytes.source == "getrusage ru_maxrss"
    assert (app.peak_bytes.value or 0) > 0


def test_ios_has_no_workers() -> None:
    assert ios(Calls()).worker(77).rss_bytes.source == "none: iOS lets an app have one process"
