"""The whole snapshot: of a recorded laptop, of every platform's silence, of garbage, of here."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from onhand.governor.readings import UNREAD, Reading, Snapshot
from onhand.governor.telemetry import Sensors, Telemetry
from onhand.types.info import DeviceInfo
from tests.unit.governor.recorded import Clock, Commands, laptop, plant

PLATFORMS = ("linux", "darwin", "win32", "android", "ios", "freebsd14")
DEVICES = (
    DeviceInfo(name="CPU", description="a processor", type="cpu", registry="CPU"),
    DeviceInfo(
        name="Vulkan0", description="a card", type="gpu", registry="Vulkan",
        memory_total_bytes=8 << 30, memory_free_bytes=5 << 30,
    ),
    DeviceInfo(name="NPU0", description="a neural unit", type="accel", registry="NPU"),
)  # fmt: skip


def readings(snapshot: Snapshot) -> Iterator[tuple[str, Reading[object]]]:
    """Yield each reading of a snapshot with its name."""
    for part in (snapshot, snapshot.app, *snapshot.workers, *snapshot.gpus):
        for field in dataclasses.fields(part):
            value = getattr(part, field.name)
            if isinstance(value, Reading):
                yield field.name, value


def count_unknown(snapshot: Snapshot) -> int:
    return sum(reading.value is None for _, reading in readings(snapshot))


def recorded(root: Path, platform: str = "linux") -> Telemetry:
    return Telemetry(platform=platform, root=root, clock=Clock(), run=Commands())


def test_a_laptop_has_every_reading_that_linux_gives(tmp_path: Path) -> None:
    telemetry = Telemetry(
        platform="linux",
        devices=lambda: DEVICES,
        root=plant(tmp_path, laptop()),
        clock=Clock(42.0),
        run=Commands(),
    )
    sensors: Sensors = telemetry
    snapshot = sensors.sample([77])

    assert snapshot.at == 42.0
    unknown = {name for name, reading in readings(snapshot) if reading.value is None}
    no_limit = {"limit_bytes", "cgroup_used_bytes", "address_limit_bytes"}
    assert unknown == {*no_limit, "memory_level", "free_bytes", "total_bytes"}
    assert (snapshot.total_bytes.value, snapshot.gpus[0].total_bytes.value) == (
        16_111_252 * 1024,
        8 << 30,
    )
    assert snapshot.app_rss_bytes == snapshot.app.rss_bytes
    assert snapshot.app_peak_bytes == snapshot.app.peak_bytes
    assert snapshot.app.pid == os.getpid()
    json.dumps(snapshot.to_dict())


def test_every_reading_has_a_source_and_a_time(tmp_path: Path) -> None:
    snapshot = recorded(plant(tmp_path, laptop())).sample([77, 78])
    for name, reading in readings(snapshot):
        assert reading.source, name
        assert reading.at == 100.0, name
        assert reading is not UNREAD, name


def test_workers_add_up_without_those_that_are_gone(tmp_path: Path) -> None:
    files = laptop()
    for name in ("status", "limits"):
        files[f"/proc/79/{name}"] = files[f"/proc/77/{name}"]
    snapshot = recorded(plant(tmp_path, files)).sample([77, 78, 79])

    assert [worker.pid for worker in snapshot.workers] == [77, 78, 79]
    assert [worker.rss_bytes.value for worker in snapshot.workers] == [921600000, None, 921600000]
    assert snapshot.worker_rss_bytes.value == 2 * 921600000
    assert snapshot.worker_rss_bytes.source.startswith("resident memory of 2 of 3 workers")
    assert snapshot.worker_peak_bytes.value == 2 * 1024000000


def test_without_a_living_worker_the_sum_is_unknown_not_zero(tmp_path: Path) -> None:
    telemetry = recorded(plant(tmp_path, laptop()))
    assert telemetry.sample([]).worker_rss_bytes == Reading(
        None, "none: no worker process was asked for", 100.0
    )
    assert telemetry.sample([78]).worker_rss_bytes.value is None


def test_accelerators_come_from_the_engines_list(tmp_path: Path) -> None:
    lists = [DEVICES, DEVICES[:1]]
    telemetry = Telemetry(
        platform="linux", root=tmp_path, clock=Clock(), run=Commands(), devices=lambda: lists.pop(0)
    )
    card, unit = telemetry.sample([]).gpus
    assert card.name == "Vulkan0"
    source = "the engine's device list, Vulkan Vulkan0"
    assert card.free_bytes == Reading(5 << 30, source, 100.0)
    assert (unit.name, unit.free_bytes.value) == ("NPU0", None)
    assert telemetry.sample([]).gpus == ()


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_platform_that_says_nothing_is_unknown_and_raises_nothing(
    tmp_path: Path, platform: str
) -> None:
    """Calls and files of another system are missing here, as sensors are on some devices."""
    snapshot = recorded(tmp_path, platform).sample([77])
    here = {"rss_bytes", "peak_bytes", "available_bytes", "total_bytes", "app_rss_bytes"}
    allowed = {"ios": {"peak_bytes", "app_peak_bytes"}, "freebsd14": here}.get(platform, set())
    known = {name for name, reading in readings(snapshot) if reading.value is not None}
    if platform not in (sys.platform, "freebsd14"):
        assert known <= allowed
    assert all(reading is not UNREAD for _, reading in readings(snapshot))


GARBAGE = (
    "", "\0", ":", "::", " - ", "a:b:c", "max", "-1", "9" * 30, "1e9", "٣", "²", "NaN", "\n\n",
    "some avg10=", "some avg10=inf", "VmRSS:  kB", "VmRSS: -5 kB", "Max address space", "passive",
    "0::/../..", "1 2 3 / relative rw - cgroup2 x rw", "Charging", "150000", "-274000", "99999999",
)  # fmt: skip


def damage(random: Random) -> bytes:
    """Return what a file may hold instead: a known trap, or bytes of any kind."""
    if random.random() < 0.7:
        return random.choice(GARBAGE).encode()
    return random.randbytes(random.randrange(40))


@pytest.mark.slow
def test_garbage_in_any_file_raises_nothing(tmp_path: Path) -> None:
    """Whatever a vendor's driver writes, a sample comes back, and its values are plausible."""
    files = {**laptop(), "/sys/fs/cgroup/user.slice/memory.max": "3000000000\n"}
    root, random = plant(tmp_path, files), Random(6)
    n_unknown_before = count_unknown(recorded(root).sample([77]))
    n_rounds, n_unknown = 40, 0
    for _ in range(n_rounds):
        hit = random.sample(sorted(files), random.randrange(4, 25))
        for name in hit:
            (root / name.lstrip("/")).write_bytes(damage(random))

        snapshot = recorded(root).sample([77])

        json.dumps(snapshot.to_dict())
        n_unknown += count_unknown(snapshot)
        assert snapshot.battery_percent.value is None or 0 <= snapshot.battery_percent.value <= 100
        assert snapshot.thermal_level.value in (None, 0, 1, 2, 3)
        assert snapshot.cpu_celsius.value is None or -40 <= snapshot.cpu_celsius.value <= 150
        assert snapshot.available_bytes.value is None or snapshot.available_bytes.value >= 0
        assert snapshot.memory_pressure.value is None or 0 <= snapshot.memory_pressure.value <= 100
        plant(root, {name: files[name] for name in hit})
    assert n_unknown > n_rounds * (n_unknown_before + 1)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_this_machine_is_plausible() -> None:
    code = "print('up', flush=True); input()"
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-S", "-c", code], stdin=pipe, stdout=pipe) as child:
        assert child.stdout is not None
        child.stdout.readline()
        snapshot = Telemetry().sample([child.pid])
        child.communicate(b"\n")
    rss, total = snapshot.app_rss_bytes.value, snapshot.total_bytes.value
    available, worker = snapshot.available_bytes.value, snapshot.worker_rss_bytes.value
    assert rss is not None
    assert total is not None
    assert available is not None
    assert worker is not None
    assert 5_000_000 < rss <= (snapshot.app_peak_bytes.value or 0) < total
    assert 0 < available <= total
    assert 500_000 < worker < total
    assert (snapshot.memory_pressure.value or 0) <= 100
    gone = Telemetry().sample([child.pid])
    assert gone.worker_rss_bytes.value is None


@pytest.mark.slow
def test_importing_the_package_loads_no_telemetry() -> None:
    code = (
        "import sys, onhand; "
        "found = [m for m in sys.modules if m.startswith('onhand.governor.telemetry') "
        "or m == 'psutil']; sys.exit(', '.join(found) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
