"""Linux: thermal zones, what slows the processor, and its frequency.

Sources: the kernel's `driver-api/thermal/sysfs-api.rst`, `hwmon/coretemp.rst`, `hwmon/k10temp.rst`,
`ABI/testing/sysfs-devices-system-cpu` (thermal_throttle) and `admin-guide/pm/cpufreq.rst`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from onhand.governor.readings import Reading
from onhand.governor.telemetry.access import Access, Renewed
from onhand.governor.telemetry.parts import HeatReadings

_ZONES: Final = "/sys/class/thermal"
_HWMON: Final = "/sys/class/hwmon"
_CPUS: Final = "/sys/devices/system/cpu"
_LAYOUT_AGE_S: Final = 60.0
_CPU_CHIPS: Final = ("coretemp", "k10temp", "zenpower", "cpu_thermal")
_CPU_NAMES: Final = re.compile(r"cpu|x86_pkg|soc|tsens|big|little|core|apss|cluster", re.IGNORECASE)
_OTHER_NAMES: Final = re.compile(
    r"batt|bms|chg|charg|wifi|wlan|iwl|nvme|gpu|modem|mdm|skin|quiet|usb|pmic|xo|cam|disp|ddr|"
    r"audio|npu|nsp|video",
    re.IGNORECASE,
)
_SLOWING: Final = re.compile(r"Processor$|(thermal-)?cpufreq|thermal-cpuidle|cpu-isolate")
_COLDEST: Final = -40_000
_HOTTEST: Final = 150_000
_FAIR_MARGIN: Final = 10_000
_CRITICAL_MARGIN: Final = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """A place with a temperature; all of it in thousandths of a degree Celsius."""

    path: str
    is_cpu: bool
    slows_at: int | None = None
    stops_at: int | None = None

    def level(self, heat: int) -> int | None:
        """0 below, 1 within 10 °C of where it is slowed, 2 from there, 3 where it must stop."""
        if self.stops_at is not None and heat >= self.stops_at:
            return 3
        slows_at = self.slows_at
        if slows_at is None and self.stops_at is not None:
            slows_at = self.stops_at - _FAIR_MARGIN
        if slows_at is None:
            return None
        return 2 if heat >= slows_at else int(heat >= slows_at - _FAIR_MARGIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """Which sensors there are; looked up once a minute, for there may be hundreds of files."""

    spots: tuple[_Spot, ...]
    coolers: tuple[str, ...]
    counters: tuple[str, ...]
    policies: tuple[tuple[str, int, int | None], ...]


class LinuxHeat:
    """Reads heat; remembers the throttle counters of the time before."""

    def __init__(self, access: Access) -> None:
        """Look up nothing yet."""
        self._access = access
        self._layout = Renewed(self._look, after_s=_LAYOUT_AGE_S, clock=access.clock)
        self._before: tuple[tuple[str, ...], int | None] = ((), None)

    def read(self) -> HeatReadings:
        """Return what is known now."""
        layout = self._layout.get()
        heats = [(spot, heat) for spot in layout.spots if (heat := self._heat(spot.path))]
        count = self._count(layout)
        throttled, implied = self._throttled(layout, count)
        current, highest = self._frequency(layout)
        return HeatReadings(
            thermal_level=self._level(heats, throttled, implied),
            cpu_celsius=self._celsius(heats),
            throttled=throttled,
            throttle_count=count,
            cpu_mhz=current,
            cpu_max_mhz=highest,
        )

    def _heat(self, path: str) -> int | None:
        """Return thousandths of a degree; None: nothing, zero (off), or not in that unit."""
        value = self._access.number(path)
        if value is None or abs(value) < 1000 or not _COLDEST <= value <= _HOTTEST:
            return None
        return value

    def _celsius(self, heats: list[tuple[_Spot, int]]) -> Reading[float]:
        cpu = [(heat, spot.path) for spot, heat in heats if spot.is_cpu]
        if not cpu:
            return self._access.unknown(f"no readable zone of the processor in {_ZONES}, {_HWMON}")
        heat, path = max(cpu)
        return self._access.reading(heat / 1000, path)

    def _level(
        self, heats: list[tuple[_Spot, int]], throttled: Reading[bool], implied: int
    ) -> Reading[int]:
        levels = [
            (level, f"{spot.path} against its trip points")
            for spot, heat in heats
            if (level := spot.level(heat)) is not None
        ]
        if throttled.value:
            levels.append((implied, throttled.source))
        if not levels:
            return self._access.unknown("no zone with a trip point, nothing that tells of slowing")
        level, source = max(levels, key=lambda one: one[0])
        return self._access.reading(level, source)

    def _throttled(self, layout: _Layout, count: Reading[int]) -> tuple[Reading[bool], int]:
        """Return whether heat slows the processor, and the thermal level that this implies.

        A cooling device is the kernel's decision, and lasts. A counter also rises when a laptop
        touches its limit for a millisecond, as many do whenever they are busy.
        """
        (counters, before), self._before = self._before, (layout.counters, count.value)
        states = [(self._access.number(f"{one}/cur_state"), one) for one in layout.coolers]
        for state, one in states:
            if state is not None and state > 0:
                return self._access.reading(True, f"{one}/cur_state"), 2
        if before is not None and count.value is not None and counters == layout.counters:
            return self._access.reading(count.value > before, f"rise of {count.source}"), 1
        if any(state is not None for state, _ in states):
            return self._access.reading(False, f"cur_state of {_ZONES}/cooling_device*"), 0
        why = "no cooling device of the processor, no counter seen twice"
        return self._access.unknown(why), 0

    def _count(self, layout: _Layout) -> Reading[int]:
        values = [self._access.number(path) for path in layout.counters]
        known = [value for value in values if value is not None]
        source = f"{_CPUS}/cpu*/thermal_throttle, all counts together"
        return self._access.reading(sum(known) if known else None, source)

    def _frequency(self, layout: _Layout) -> tuple[Reading[float], Reading[float]]:
        """Return the means of now and of the highest, each policy weighing as its processors."""
        now, highest, weight_now, weight_highest = 0.0, 0.0, 0, 0
        for folder, n_cpus, top_khz in layout.policies:
            khz = self._access.number(f"{folder}/scaling_cur_freq")
            if khz is not None and khz > 0:
                now, weight_now = now + khz * n_cpus / 1000, weight_now + n_cpus
            if top_khz is not None:
                highest, weight_highest = highest + top_khz * n_cpus / 1000, weight_highest + n_cpus
        policies = f"{_CPUS}/cpufreq/policy*"
        top = highest / weight_highest if weight_highest else None
        top_reading = self._access.reading(top, f"{policies}/cpuinfo_max_freq")
        if weight_now:
            return self._access.reading(
                now / weight_now, f"{policies}/scaling_cur_freq"
            ), top_reading
        return self._cpuinfo_mhz(), top_reading

    def _cpuinfo_mhz(self) -> Reading[float]:
        """Return the mean of `cpu MHz` in /proc/cpuinfo, which x86 has without cpufreq too."""
        text = self._access.text("/proc/cpuinfo") or ""
        found = [float(mhz) for mhz in re.findall(r"^cpu MHz\s*: (\d+\.\d+)$", text, re.MULTILINE)]
        return self._access.reading(sum(found) / len(found) if found else None, "/proc/cpuinfo")

    def _look(self) -> _Layout:
        zones = [name for name in self._access.names(_ZONES) if name.startswith("thermal_zone")]
        spots = [spot for name in zones if (spot := self._zone(f"{_ZONES}/{name}")) is not None]
        for chip in self._access.names(_HWMON):
            spots += self._chip(f"{_HWMON}/{chip}")
        return _Layout(
            spots=tuple(spots),
            coolers=tuple(self._coolers()),
            counters=tuple(self._counters()),
            policies=tuple(self._policies()),
        )

    def _zone(self, folder: str) -> _Spot | None:
        kind = self._access.text(f"{folder}/type")
        if kind is None or self._access.text(f"{folder}/mode") == "disabled":
            return None
        trips: dict[str, list[int]] = {}
        for name in self._access.names(folder):
            if name.startswith("trip_point_") and name.endswith("_type"):
                heat = self._heat(f"{folder}/{name.removesuffix('type')}temp")
                if heat is not None and heat > 0:
                    trips.setdefault(self._access.text(f"{folder}/{name}") or "", []).append(heat)
        stops = [heat - _CRITICAL_MARGIN for heat in trips.get("critical", ())]
        return _Spot(
            path=f"{folder}/temp",
            is_cpu=bool(_CPU_NAMES.search(kind)) and not _OTHER_NAMES.search(kind),
            slows_at=min(trips.get("passive", ()), default=None),
            stops_at=min(stops + trips.get("hot", []), default=None),
        )

    def _chip(self, folder: str) -> list[_Spot]:
        """Return the temperatures of a processor's chip, which slows itself at `crit`."""
        if self._access.text(f"{folder}/name") not in _CPU_CHIPS:
            return []
        inputs = [
            name.removesuffix("_input")
            for name in self._access.names(folder)
            if name.startswith("temp") and name.endswith("_input")
        ]
        return [
            _Spot(
                path=f"{folder}/{name}_input",
                is_cpu=True,
                slows_at=self._heat(f"{folder}/{name}_crit"),
            )
            for name in inputs
        ]

    def _coolers(self) -> list[str]:
        """Return the cooling devices that slow the processor."""
        folders = [f"{_ZONES}/{name}" for name in self._access.names(_ZONES)]
        return [
            folder
            for folder in folders
            if "/cooling_device" in folder
            and _SLOWING.match(self._access.text(f"{folder}/type") or "")
        ]

    def _counters(self) -> list[str]:
        found = []
        for cpu in self._access.names(_CPUS):
            if re.fullmatch(r"cpu\d+", cpu):
                folder = f"{_CPUS}/{cpu}/thermal_throttle"
                found += [
                    f"{folder}/{name}"
                    for name in ("core_throttle_count", "package_throttle_count")
                    if self._access.number(f"{folder}/{name}") is not None
                ]
        return found

    def _policies(self) -> list[tuple[str, int, int | None]]:
        """Return (folder, number of processors, highest frequency in kHz) of each policy."""
        found = []
        for name in self._access.names(f"{_CPUS}/cpufreq"):
            folder = f"{_CPUS}/cpufreq/{name}"
            cpus = self._access.text(f"{folder}/affected_cpus")
            if cpus is not None and cpus.replace(" ", "").isdigit():
                top = self._access.number(f"{folder}/cpuinfo_max_freq")
                found.append((folder, len(cpus.split()), top if top and top > 0 else None))
        return found
