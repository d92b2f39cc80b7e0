"""Linux: batteries, chargers and the saver's switch of recorded machines."""

from __future__ import annotations

from pathlib import Path

import pytest

from onhand.governor.readings import Reading
from onhand.governor.telemetry.linux_power import read_power
from onhand.governor.telemetry.parts import PowerReadings
from tests.unit.governor.recorded import access, laptop, plant

SUPPLY = "/sys/class/power_supply"
PREFERENCE = "/sys/devices/system/cpu/cpufreq/policy0/energy_performance_preference"
PROFILE = "/sys/firmware/acpi/platform_profile"


def power(root: Path, files: dict[str, str]) -> PowerReadings:
    return read_power(access(plant(root, files)))


def phone(capacity: str, status: str, usb: str) -> dict[str, str]:
    """A phone's supplies: its battery has no energy_now, and its charger is a USB port."""
    return {
        f"{SUPPLY}/battery/type": "Battery\n",
        f"{SUPPLY}/battery/capacity": f"{capacity}\n",
        f"{SUPPLY}/battery/status": f"{status}\n",
        f"{SUPPLY}/usb/type": "USB\n",
        f"{SUPPLY}/usb/online": f"{usb}\n",
        f"{SUPPLY}/bms/type": "BMS\n",
    }


def test_two_batteries_count_by_what_they_hold(tmp_path: Path) -> None:
    """83 % of 24 Wh and 13 % of 76 Wh are 30 %, not the mean of 48 %; a mouse's do not count."""
    found = power(tmp_path, laptop())
    assert found.battery_percent.value == 30.0
    assert found.battery_percent.source == (
        f"energy_now / energy_full of {SUPPLY}/BAT0 and {SUPPLY}/BAT1"
    )
    assert found.on_mains.value is False


def test_a_charger_that_is_on(tmp_path: Path) -> None:
    found = power(tmp_path, {**laptop(), f"{SUPPLY}/AC/online": "1\n"})
    assert found.on_mains == Reading(True, f"{SUPPLY}/AC/online", 100.0)


def test_a_battery_that_was_taken_out_does_not_count(tmp_path: Path) -> None:
    files = {**laptop(), f"{SUPPLY}/BAT1/present": "0\n"}
    assert power(tmp_path, files).battery_percent.value == pytest.approx(100 * 20 / 24)


def test_batteries_of_different_units_are_averaged(tmp_path: Path) -> None:
    files = laptop()
    del files[f"{SUPPLY}/BAT1/energy_now"]
    assert power(tmp_path, files).battery_percent.value == (83 + 13) / 2


def test_a_battery_above_its_nominal_charge_is_full(tmp_path: Path) -> None:
    files = {**phone("104", "Full", "1"), f"{SUPPLY}/battery/charge_now": "4100000\n"}
    files[f"{SUPPLY}/battery/charge_full"] = "4000000\n"
    assert power(tmp_path, files).battery_percent.value == 100.0


def test_a_phone_on_usb(tmp_path: Path) -> None:
    found = power(tmp_path, phone("57", "Charging", "2"))
    assert found.battery_percent == Reading(57.0, f"capacity of {SUPPLY}/battery", 100.0)
    assert found.on_mains.value is True


@pytest.mark.parametrize(
    ("status", "on_mains"),
    [
        ("Charging", True),
        ("Not charging", True),
        ("Discharging", False),
        ("Full", None),
        ("", None),
    ],
)
def test_without_a_charger_in_the_list_the_batterys_status_tells(
    tmp_path: Path, status: str, on_mains: bool | None
) -> None:
    files = phone("57", status, "what?")
    assert power(tmp_path, files).on_mains.value is on_mains


@pytest.mark.parametrize("capacity", ["", "-1", "101", "half", "1.5", "٥"])
def test_a_charge_that_cannot_be_is_unknown(tmp_path: Path, capacity: str) -> None:
    found = power(tmp_path, phone(capacity, "Discharging", "0"))
    assert found.battery_percent.value is None
    assert "capacity of" in found.battery_percent.source


def test_a_desktop_has_neither_battery_nor_charger(tmp_path: Path) -> None:
    found = power(tmp_path, {})
    assert found.battery_percent.source == f"none: no battery in {SUPPLY}"
    assert (found.battery_percent.value, found.on_mains.value) == (None, None)
    assert found.power_saver.value is None


@pytest.mark.parametrize(
    ("files", "saving", "source"),
    [
        ({PROFILE: "low-power\n"}, True, PROFILE),
        ({PROFILE: "performance\n", PREFERENCE: "power\n"}, False, PROFILE),
        ({PREFERENCE: "power\n"}, True, PREFERENCE),
        ({PREFERENCE: "balance_power\n"}, False, PREFERENCE),
    ],
)
def test_the_saver_is_the_platforms_profile_or_the_processors_preference(
    tmp_path: Path, files: dict[str, str], saving: bool, source: str
) -> None:
    assert power(tmp_path, files).power_saver == Reading(saving, source, 100.0)
