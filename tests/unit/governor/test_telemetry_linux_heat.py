"""Linux: zones, trip points, throttling and frequency of recorded machines."""

from __future__ import annotations

from pathlib import Path

import pytest

from onhand.governor.readings import Reading
from onhand.governor.telemetry.linux_heat import LinuxHeat
from onhand.governor.telemetry.parts import HeatReadings
from tests.unit.governor.recorded import Clock, access, laptop, plant

ZONE = "/sys/class/thermal/thermal_zone"
COUNT = "/sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_count"
POLICY = "/sys/devices/system/cpu/cpufreq/policy"


def heat(root: Path, files: dict[str, str]) -> HeatReadings:
    return LinuxHeat(access(plant(root, files))).read()


def zone(number: int, kind: str, temp: int, **trips: int) -> dict[str, str]:
    """A zone with one trip point of each type that is named, in thousandths of a degree."""
    files = {f"{ZONE}{number}/type": f"{kind}\n", f"{ZONE}{number}/temp": f"{temp}\n"}
    for n, (name, at) in enumerate(trips.items()):
        files[f"{ZONE}{number}/trip_point_{n}_type"] = f"{name}\n"
        files[f"{ZONE}{number}/trip_point_{n}_temp"] = f"{at}\n"
    return files


def test_the_hottest_sensor_of_the_processor(tmp_path: Path) -> None:
    """Wi-Fi at 88 °C and a disk at 84 °C are hotter, and not the processor."""
    found = heat(tmp_path, laptop())
    assert found.cpu_celsius == Reading(72.0, "/sys/class/hwmon/hwmon3/temp1_input", 100.0)
    assert found.thermal_level.value == 0


def test_no_sensor_is_unknown(tmp_path: Path) -> None:
    found = heat(tmp_path, {})
    for reading in (found.cpu_celsius, found.thermal_level, found.throttled, found.cpu_mhz):
        assert reading.value is None
        assert reading.source.startswith("none: ")


@pytest.mark.parametrize(
    ("celsius", "level"), [(60, 0), (84.9, 0), (85, 1), (94.9, 1), (95, 2), (107, 2), (110, 3)]
)
def test_levels_against_passive_and_critical_trip_points(
    tmp_path: Path, celsius: float, level: int
) -> None:
    """Fair within 10 °C of where the kernel slows it, critical within 5 °C of where it stops it."""
    files = zone(0, "cpu-thermal", int(celsius * 1000), passive=95_000, critical=115_000)
    assert heat(tmp_path, files).thermal_level == Reading(
        level, f"{ZONE}0/temp against its trip points", 100.0
    )


@pytest.mark.parametrize(("celsius", "level"), [(74, 0), (76, 1), (86, 2), (95, 3)])
def test_levels_where_only_the_critical_point_is_known(
    tmp_path: Path, celsius: int, level: int
) -> None:
    files = zone(0, "acpitz", celsius * 1000, critical=100_000)
    found = heat(tmp_path, files)
    assert found.thermal_level.value == level
    assert found.cpu_celsius.value is None, "nobody says that this zone is the processor"


def test_a_hot_point_is_critical(tmp_path: Path) -> None:
    assert heat(tmp_path, zone(0, "soc", 99_000, hot=99_000)).thermal_level.value == 3


def test_the_worst_zone_gives_the_level(tmp_path: Path) -> None:
    """A warm skin slows a phone before its processor is hot."""
    files = {
        **zone(0, "cpu-0-0-usr", 60_000, passive=95_000),
        **zone(1, "quiet-therm", 47_000, passive=46_000),
        **zone(2, "soc_max", 70_000),
    }
    found = heat(tmp_path, files)
    assert found.thermal_level.value == 2
    assert found.thermal_level.source.startswith(f"{ZONE}1")
    assert found.cpu_celsius.value == 70.0


def test_trip_points_that_are_not_set_do_not_count(tmp_path: Path) -> None:
    files = zone(0, "x86_pkg_temp", 50_000, passive=-274_000, critical=0)
    assert heat(tmp_path, files).thermal_level.value is None


def test_a_zone_that_is_switched_off_does_not_count(tmp_path: Path) -> None:
    files = {**zone(0, "cpu", 99_000, passive=90_000), f"{ZONE}0/mode": "disabled\n"}
    found = heat(tmp_path, files)
    assert (found.cpu_celsius.value, found.thermal_level.value) == (None, None)


@pytest.mark.parametrize("text", ["", "0", "45", "-273200", "999999", "4e4", "forty", "\0", "--1"])
def test_temperatures_that_cannot_be_are_unknown(tmp_path: Path, text: str) -> None:
    """Zero is a sensor that is off, and 45 is not in thousandths of a degree."""
    files = {**zone(0, "cpu-thermal", 1, passive=90_000), f"{ZONE}0/temp": text}
    found = heat(tmp_path, files)
    assert (found.cpu_celsius.value, found.thermal_level.value) == (None, None)


def test_a_processors_own_limit_slows_it(tmp_path: Path) -> None:
    """At `crit` a processor lowers its frequency by itself; `max` of k10temp means nothing."""
    files = {**laptop(), "/sys/class/hwmon/hwmon3/temp1_input": "100000\n"}
    found = heat(tmp_path, files)
    assert found.thermal_level.value == 2
    assert found.cpu_celsius.value == 100.0


def test_a_cooling_device_that_is_on_is_throttling(tmp_path: Path) -> None:
    state = "/sys/class/thermal/cooling_device0/cur_state"
    found = heat(tmp_path, {**laptop(), state: "2\n"})
    assert found.throttled == Reading(True, state, 100.0)
    assert found.thermal_level == Reading(2, state, 100.0)


def test_a_fan_that_turns_is_no_throttling(tmp_path: Path) -> None:
    found = heat(tmp_path, laptop())
    assert found.throttled.value is False
    assert "cooling_device" in found.throttled.source


def test_counters_tell_of_throttling_between_two_samples(tmp_path: Path) -> None:
    files = {name: text for name, text in laptop().items() if "cooling_device" not in name}
    machine = LinuxHeat(access(plant(tmp_path, files)))

    first, second = machine.read(), machine.read()
    plant(tmp_path, {COUNT: "3\n"})
    third, fourth = machine.read(), machine.read()

    assert first.throttle_count.value == 4 * (2 + 5)
    assert first.throttled.value is None, "one count tells nothing of now"
    assert [one.throttled.value for one in (second, third, fourth)] == [False, True, False]
    assert third.thermal_level.value == 1, "a laptop touches its limit whenever it is busy"
    assert third.throttled.source.startswith("rise of ")


def test_a_processor_that_comes_online_is_no_throttling(tmp_path: Path) -> None:
    files = {name: text for name, text in laptop().items() if "cooling_device" not in name}
    clock = Clock()
    machine = LinuxHeat(access(plant(tmp_path, files), clock))
    machine.read()
    plant(tmp_path, {COUNT.replace("cpu0", "cpu9"): "50\n"})
    clock.now += 61
    found = machine.read()
    assert found.throttle_count.value == 28 + 50
    assert found.throttled.value is None


def test_frequencies_weigh_as_many_processors_as_they_are_of(tmp_path: Path) -> None:
    files = {
        f"{POLICY}0/affected_cpus": "0 1 2 3 4 5\n",
        f"{POLICY}0/scaling_cur_freq": "1000000\n",
        f"{POLICY}0/cpuinfo_max_freq": "1800000\n",
        f"{POLICY}6/affected_cpus": "6 7\n",
        f"{POLICY}6/scaling_cur_freq": "2000000\n",
        f"{POLICY}6/cpuinfo_max_freq": "3000000\n",
    }
    found = heat(tmp_path, files)
    assert found.cpu_mhz == Reading(1250.0, POLICY[:-6] + "policy*/scaling_cur_freq", 100.0)
    assert found.cpu_max_mhz.value == 2100.0


def test_processors_that_are_off_do_not_count(tmp_path: Path) -> None:
    files = {
        f"{POLICY}0/affected_cpus": "0\n",
        f"{POLICY}0/scaling_cur_freq": "1000000\n",
        f"{POLICY}1/affected_cpus": "\n",
        f"{POLICY}1/scaling_cur_freq": "9000000\n",
        f"{POLICY}2/affected_cpus": "2\n",
        f"{POLICY}2/scaling_cur_freq": "<unknown>\n",
    }
    found = heat(tmp_path, files)
    assert found.cpu_mhz.value == 1000.0
    assert found.cpu_max_mhz.value is None


def test_a_virtual_machine_has_a_frequency_in_cpuinfo_only(tmp_path: Path) -> None:
    text = "processor\t: 0\ncpu MHz\t\t: 2500.000\n\nprocessor\t: 1\ncpu MHz\t\t: 2600.000\n"
    found = heat(tmp_path, {"/proc/cpuinfo": text})
    assert found.cpu_mhz == Reading(2550.0, "/proc/cpuinfo", 100.0)


def test_which_sensors_there_are_is_looked_up_once_a_minute(tmp_path: Path) -> None:
    clock = Clock()
    machine = LinuxHeat(access(plant(tmp_path, laptop()), clock))
    machine.read()
    plant(tmp_path, zone(9, "cpu-late", 93_000))
    clock.now += 59
    assert machine.read().cpu_celsius.value == 72.0
    clock.now += 1
    assert machine.read().cpu_celsius.value == 93.0
