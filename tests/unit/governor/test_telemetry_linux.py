"""Linux: memory, limits and pressure of recorded machines."""

from __future__ import annotations

from pathlib import Path

import pytest

from onhand.governor.readings import Reading
from onhand.governor.telemetry.linux import Linux
from tests.unit.governor.recorded import (
    LIMITS,
    MEMINFO,
    PRESSURE,
    V2_MOUNT,
    Clock,
    access,
    laptop,
    plant,
    status,
)

KIB = 1024
GROUP = "/sys/fs/cgroup/user.slice"


def linux(root: Path, files: dict[str, str]) -> Linux:
    return Linux(access(plant(root, files)))


def limited(**files: str) -> dict[str, str]:
    """A laptop whose slice may have 3 GB and whose scope within may have 2 GB."""
    return {
        **laptop(),
        f"{GROUP}/memory.max": "3000000000\n",
        f"{GROUP}/memory.current": "2900000000\n",
        f"{GROUP}/memory.stat": "anon 2600000000\nfile 300000000\ninactive_file 100000000\n",
        f"{GROUP}/app.scope/memory.max": "2000000000\n",
        f"{GROUP}/app.scope/memory.current": "500000000\n",
        f"{GROUP}/app.scope/memory.stat": "anon 400000000\ninactive_file 50000000\n",
        **files,
    }


def test_a_process_has_resident_memory_peak_and_address_space(tmp_path: Path) -> None:
    worker = linux(tmp_path, laptop()).worker(77)

    assert worker.rss_bytes == Reading(900_000 * KIB, "/proc/77/status VmRSS", 100.0)
    assert worker.peak_bytes == Reading(1_000_000 * KIB, "/proc/77/status VmHWM", 100.0)
    assert worker.address_bytes.value == 90_000 * KIB
    limit = Reading(4 << 30, "/proc/77/limits Max address space", 100.0)
    assert worker.address_limit_bytes == limit


def test_an_unlimited_address_space_is_no_limit(tmp_path: Path) -> None:
    app = linux(tmp_path, laptop()).app()

    assert app.rss_bytes.value == 120_000 * KIB
    assert app.address_limit_bytes.value is None
    assert app.address_limit_bytes.source == "none: /proc/self/limits says unlimited"


def test_a_process_that_is_gone_is_unknown_and_names_the_file(tmp_path: Path) -> None:
    gone = linux(tmp_path, laptop()).worker(4711)

    readings = (gone.rss_bytes, gone.peak_bytes, gone.address_bytes, gone.address_limit_bytes)
    assert all(one.value is None and "/proc/4711/" in one.source for one in readings)


def test_memory_of_the_machine_without_limits(tmp_path: Path) -> None:
    memory = linux(tmp_path, laptop()).memory()

    assert memory.total_bytes == Reading(16_111_252 * KIB, "/proc/meminfo MemTotal", 100.0)
    assert memory.available_bytes == Reading(8_042_368 * KIB, "/proc/meminfo MemAvailable", 100.0)
    assert memory.limit_bytes.value is None
    assert memory.cgroup_used_bytes.value is None


def test_the_smallest_limit_counts_and_the_least_that_is_left(tmp_path: Path) -> None:
    """The scope's limit is the smaller, but the slice around it has less left."""
    memory = linux(tmp_path, limited()).memory()

    assert memory.limit_bytes.value == 2_000_000_000
    assert memory.limit_bytes.source == f"{GROUP}/app.scope/memory.max"
    assert memory.cgroup_used_bytes.value == 450_000_000
    assert "less inactive_file" in memory.cgroup_used_bytes.source
    assert memory.available_bytes.value == 200_000_000
    assert memory.available_bytes.source == f"what {GROUP} has left of its limit"


def test_limits_of_version_1(tmp_path: Path) -> None:
    mount = "35 30 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory\n"
    folder = "/sys/fs/cgroup/memory/box"
    files = {
        "/proc/meminfo": MEMINFO,
        "/proc/self/mountinfo": mount,
        "/proc/self/cgroup": "4:memory:/box/inner\n1:cpu:/\n0::/\n",
        f"{folder}/inner/memory.limit_in_bytes": "9223372036854771712\n",
        f"{folder}/memory.limit_in_bytes": "536870912\n",
        f"{folder}/memory.usage_in_bytes": "400000000\n",
        f"{folder}/memory.stat": "cache 7\ntotal_inactive_file 100000000\n",
    }
    memory = linux(tmp_path, files).memory()

    assert memory.limit_bytes == Reading(536870912, f"{folder}/memory.limit_in_bytes", 100.0)
    assert memory.cgroup_used_bytes.value == 300_000_000
    assert memory.available_bytes.value == 236870912


def test_a_limit_whose_use_is_unknown_does_not_invent_what_is_left(tmp_path: Path) -> None:
    files = limited()
    for folder in (GROUP, f"{GROUP}/app.scope"):
        del files[f"{folder}/memory.current"]
    memory = linux(tmp_path, files).memory()

    assert memory.limit_bytes.value == 2_000_000_000
    assert memory.cgroup_used_bytes.value is None
    assert memory.available_bytes.source == "/proc/meminfo MemAvailable"


def test_pressure_is_the_systems_where_nothing_limits_this_process(tmp_path: Path) -> None:
    memory = linux(tmp_path, laptop()).memory()

    assert memory.memory_pressure == Reading(1.33, "/proc/pressure/memory some avg10", 100.0)
    assert memory.cpu_pressure == Reading(46.88, "/proc/pressure/cpu some avg10", 100.0)


def test_pressure_is_the_limiting_groups_own_where_it_has_one(tmp_path: Path) -> None:
    own = {f"{GROUP}/app.scope/memory.pressure": PRESSURE.format(some="90.10")}
    memory = linux(tmp_path, limited(**own)).memory()

    assert memory.memory_pressure.value == 90.10
    assert memory.memory_pressure.source == f"{GROUP}/app.scope/memory.pressure some avg10"
    assert memory.cpu_pressure.source == "/proc/pressure/cpu some avg10"


@pytest.mark.parametrize(
    "text",
    ["", "some\n", "some avg10=\n", "some avg10=nan\n", "some avg10=101.0\n", "full avg10=1.00\n"],
)
def test_pressure_that_is_none_is_unknown(tmp_path: Path, text: str) -> None:
    files = {**laptop(), "/proc/pressure/memory": text}
    reading = linux(tmp_path, files).memory().memory_pressure

    assert reading.value is None
    assert "/proc/pressure/memory" in reading.source


@pytest.mark.parametrize(
    "text", ["", "VmRSS:\t -- kB\n", "VmRSS: 12 MB\n", "VmRSS: ١٢ kB\n", "VmRSS: 1 2 kB\n", "\0\0"]
)
def test_a_garbled_status_is_unknown(tmp_path: Path, text: str) -> None:
    files = {"/proc/77/status": text, "/proc/77/limits": text}
    worker = linux(tmp_path, files).worker(77)

    assert worker.rss_bytes.value is None
    assert worker.rss_bytes.source.startswith("none: /proc/77/status VmRSS")


def test_an_unreadable_file_is_unknown(tmp_path: Path) -> None:
    """A folder stands for what cannot be read: root reads any file whatever its mode."""
    plant(tmp_path, {"/proc/meminfo/oops": "", "/proc/self/cgroup/oops": ""})
    memory = Linux(access(tmp_path)).memory()

    assert memory.total_bytes.value is None
    assert memory.available_bytes.value is None
    assert memory.limit_bytes.value is None


def test_each_reading_has_the_time_when_it_was_read(tmp_path: Path) -> None:
    clock = Clock(7.0)
    machine = Linux(access(plant(tmp_path, laptop()), clock))
    assert machine.memory().total_bytes.at == 7.0
    clock.now = 9.5
    assert machine.app().rss_bytes.at == 9.5


def test_a_limit_that_grew_is_seen_at_the_next_sample(tmp_path: Path) -> None:
    machine = linux(tmp_path, limited())
    plant(tmp_path, {f"{GROUP}/app.scope/memory.max": "2500000000\n"})
    assert machine.memory().limit_bytes.value == 2_500_000_000


def test_a_soft_limit_of_address_space_that_is_garbage(tmp_path: Path) -> None:
    files = {
        "/proc/5/status": status(1, 1),
        "/proc/5/limits": LIMITS.format(soft="lots"),
        "/proc/6/limits": "Max address space",
        "/proc/self/mountinfo": V2_MOUNT,
    }
    machine = linux(tmp_path, files)
    assert machine.worker(5).address_limit_bytes.value is None
    assert machine.worker(6).address_limit_bytes.value is None
