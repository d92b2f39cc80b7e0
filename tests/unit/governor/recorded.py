"""Recorded devices: trees of /proc and /sys, commands' output, a clock that stands still."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from onhand.governor.telemetry.access import Access


class Clock:
    """A clock that moves only when told to."""

    def __init__(self, now: float = 100.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


class Commands:
    """Answers commands by their arguments, and counts them."""

    def __init__(self, answers: Mapping[str, str] | None = None) -> None:
        self.answers = dict(answers or {})
        self.ran: list[str] = []

    def __call__(self, command: Sequence[str]) -> str | None:
        line = " ".join(command)
        self.ran.append(line)
        return next((text for part, text in self.answers.items() if part in line), None)


def plant(root: Path, files: Mapping[str, str]) -> Path:
    """Write files below a root and return it; the blanks of indented literals are kept."""
    for name, content in files.items():
        path = root / name.lstrip("/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return root


def access(
    root: Path, clock: Clock | None = None, answers: Mapping[str, str] | None = None
) -> Access:
    """Return access to a recorded device."""
    return Access(root=root, clock=clock or Clock(), run=Commands(answers))


def status(rss_kib: int, peak_kib: int, size_kib: int = 90_000) -> str:
    """Return a /proc/PID/status as Linux 6 writes it, shortened."""
    return (
        "Name:\tpython3\nUmask:\t0022\nState:\tS (sleeping)\nTgid:\t412\nPid:\t412\n"
        f"VmPeak:\t{size_kib + 4096:8d} kB\nVmSize:\t{size_kib:8d} kB\nVmLck:\t       0 kB\n"
        f"VmHWM:\t{peak_kib:8d} kB\nVmRSS:\t{rss_kib:8d} kB\nRssAnon:\t    1024 kB\n"
        "Threads:\t9\n"
    )


LIMITS = (
    "Limit                     Soft Limit           Hard Limit           Units     \n"
    "Max cpu time              unlimited            unlimited            seconds   \n"
    "Max address space         {soft:<20} unlimited            bytes     \n"
    "Max file locks            unlimited            unlimited            locks     \n"
)
MEMINFO = (
    "MemTotal:       16111252 kB\nMemFree:          422040 kB\nMemAvailable:    8042368 kB\n"
    "Buffers:          301812 kB\nHugePages_Total:       0\nHugepagesize:       2048 kB\n"
)
PRESSURE = (
    "some avg10={some} avg60=2.29 avg300=0.79 total=121563793\n"
    "full avg10=77.00 avg60=0.02 avg300=0.11 total=45108668\n"
)
V2_MOUNT = "31 23 0:27 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate\n"


def laptop() -> dict[str, str]:
    """Return an x86 laptop: two batteries, on mains, coretemp, ACPI zones, four processors."""
    zone, cpus = "/sys/class/thermal", "/sys/devices/system/cpu"
    files = {
        "/proc/self/status": status(120_000, 150_000),
        "/proc/self/limits": LIMITS.format(soft="unlimited"),
        "/proc/77/status": status(900_000, 1_000_000),
        "/proc/77/limits": LIMITS.format(soft="4294967296"),
        "/proc/meminfo": MEMINFO,
        "/proc/pressure/memory": PRESSURE.format(some="1.33"),
        "/proc/pressure/cpu": PRESSURE.format(some="46.88"),
        "/proc/self/cgroup": "0::/user.slice/app.scope\n",
        "/proc/self/mountinfo": V2_MOUNT,
        f"{zone}/thermal_zone0/type": "acpitz\n",
        f"{zone}/thermal_zone0/temp": "61000\n",
        f"{zone}/thermal_zone0/trip_point_0_type": "critical\n",
        f"{zone}/thermal_zone0/trip_point_0_temp": "128000\n",
        f"{zone}/thermal_zone1/type": "x86_pkg_temp\n",
        f"{zone}/thermal_zone1/temp": "71000\n",
        f"{zone}/thermal_zone1/trip_point_0_type": "passive\n",
        f"{zone}/thermal_zone1/trip_point_0_temp": "-274000\n",
        f"{zone}/thermal_zone2/type": "iwlwifi_1\n",
        f"{zone}/thermal_zone2/temp": "88000\n",
        f"{zone}/cooling_device0/type": "Processor\n",
        f"{zone}/cooling_device0/cur_state": "0\n",
        f"{zone}/cooling_device1/type": "Fan\n",
        f"{zone}/cooling_device1/cur_state": "3\n",
        "/sys/class/hwmon/hwmon3/name": "coretemp\n",
        "/sys/class/hwmon/hwmon3/temp1_input": "72000\n",
        "/sys/class/hwmon/hwmon3/temp1_crit": "100000\n",
        "/sys/class/hwmon/hwmon3/temp1_max": "80000\n",
        "/sys/class/hwmon/hwmon4/name": "nvme\n",
        "/sys/class/hwmon/hwmon4/temp1_input": "83850\n",
        "/sys/firmware/acpi/platform_profile": "balanced\n",
    }
    for n, mhz in enumerate((800, 1200, 2400, 3600)):
        policy = f"{cpus}/cpufreq/policy{n}"
        files[f"{policy}/affected_cpus"] = f"{n}\n"
        files[f"{policy}/scaling_cur_freq"] = f"{mhz * 1000}\n"
        files[f"{policy}/cpuinfo_max_freq"] = "4000000\n"
        files[f"{cpus}/cpu{n}/thermal_throttle/core_throttle_count"] = "2\n"
        files[f"{cpus}/cpu{n}/thermal_throttle/package_throttle_count"] = "5\n"
    for name, now, full in (("BAT0", 20_000_000, 24_000_000), ("BAT1", 10_000_000, 76_000_000)):
        supply = f"/sys/class/power_supply/{name}"
        files[f"{supply}/type"] = "Battery\n"
        files[f"{supply}/present"] = "1\n"
        files[f"{supply}/status"] = "Discharging\n"
        files[f"{supply}/capacity"] = f"{100 * now // full}\n"
        files[f"{supply}/energy_now"] = f"{now}\n"
        files[f"{supply}/energy_full"] = f"{full}\n"
    files["/sys/class/power_supply/AC/type"] = "Mains\n"
    files["/sys/class/power_supply/AC/online"] = "0\n"
    files["/sys/class/power_supply/hidpp_battery_0/type"] = "Battery\n"
    files["/sys/class/power_supply/hidpp_battery_0/scope"] = "Device\n"
    files["/sys/class/power_supply/hidpp_battery_0/capacity"] = "3\n"
    return files
