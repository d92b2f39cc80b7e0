"""Linux: batteries, chargers and the power profile.

Sources: the kernel's `ABI/testing/sysfs-class-power`, `sysfs-platform_profile` and the
`energy_performance_preference` of `admin-guide/pm/intel_pstate.rst`.
"""

from __future__ import annotations

from typing import Final

from onhand.governor.readings import Reading
from onhand.governor.telemetry.access import Access
from onhand.governor.telemetry.parts import PowerReadings

_SUPPLIES: Final = "/sys/class/power_supply"
_PROFILE: Final = "/sys/firmware/acpi/platform_profile"
_PREFERENCE: Final = "/sys/devices/system/cpu/cpufreq/policy0/energy_performance_preference"
_CHARGERS: Final = ("Mains", "USB", "Wireless")
_AMOUNTS: Final = (("energy_now", "energy_full"), ("charge_now", "charge_full"))


def read_power(access: Access) -> PowerReadings:
    """Return charge, mains and power saving. A battery of a mouse or a pen does not count."""
    kinds: dict[str, list[str]] = {}
    for name in access.names(_SUPPLIES):
        folder = f"{_SUPPLIES}/{name}"
        if access.text(f"{folder}/scope") != "Device":
            kinds.setdefault(access.text(f"{folder}/type") or "", []).append(folder)
    batteries = [one for one in kinds.get("Battery", ()) if access.number(f"{one}/present") != 0]
    chargers = [one for kind in _CHARGERS for one in kinds.get(kind, ())]
    return PowerReadings(
        battery_percent=_charge(access, batteries),
        on_mains=_mains(access, chargers, batteries),
        power_saver=_saver(access),
    )


def _charge(access: Access, batteries: list[str]) -> Reading[float]:
    """Return the charge of all together, by energy where each tells it, else the mean percent."""
    if not batteries:
        return access.unknown(f"no battery in {_SUPPLIES}")
    sources = " and ".join(batteries)
    for now, full in _AMOUNTS:
        held = [access.number(f"{one}/{now}") for one in batteries]
        room = [access.number(f"{one}/{full}") for one in batteries]
        known_held = [value for value in held if value is not None and value >= 0]
        known_room = [value for value in room if value is not None and value > 0]
        if len(known_held) == len(known_room) == len(batteries):
            percent = min(100.0, 100 * sum(known_held) / sum(known_room))
            return access.reading(percent, f"{now} / {full} of {sources}")
    parts = [access.number(f"{one}/capacity") for one in batteries]
    known = [value for value in parts if value is not None and 0 <= value <= 100]
    mean = sum(known) / len(known) if len(known) == len(batteries) else None
    return access.reading(mean, f"capacity of {sources}")


def _mains(access: Access, chargers: list[str], batteries: list[str]) -> Reading[bool]:
    """Return whether a charger is on; without one in the list, what a battery's status implies."""
    states = {one: access.number(f"{one}/online") for one in chargers}
    # 2 of a USB or wireless supply: online, its power can be programmed
    online = next((one for one, state in states.items() if state in (1, 2)), None)
    if online is not None:
        return access.reading(True, f"{online}/online")
    if any(state == 0 for state in states.values()):
        return access.reading(False, f"online of {' and '.join(chargers)}")
    for one in batteries:
        status = access.text(f"{one}/status")
        if status in ("Charging", "Discharging", "Not charging"):
            return access.reading(status != "Discharging", f"{one}/status")
    return access.unknown(f"no charger in {_SUPPLIES}, no battery whose status tells")


def _saver(access: Access) -> Reading[bool]:
    profile = access.text(_PROFILE)
    if profile:
        return access.reading(profile == "low-power", _PROFILE)
    preference = access.text(_PREFERENCE)
    if preference:
        return access.reading(preference == "power", _PREFERENCE)
    return access.unknown(f"neither {_PROFILE} nor {_PREFERENCE} is there")
