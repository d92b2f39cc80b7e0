"""Telemetry of the device that this runs on: picks the platform, puts a snapshot together."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from onhand.governor.readings import GpuMemory, Reading, Snapshot
from onhand.governor.telemetry.access import Access, run_command
from onhand.governor.telemetry.parts import Platform
from onhand.types.info import DeviceInfo

_ACCELERATORS: Final = ("gpu", "igpu", "accel")


class Telemetry:
    """The device's sensors. One thread may sample at a time; a sample takes milliseconds.

    Throttle counters and readings that cost a process (`pmset`, PowerShell) are remembered from
    sample to sample, so that one object should live as long as its governor.
    """

    def __init__(
        self,
        *,
        platform: str | None = None,
        devices: Callable[[], Sequence[DeviceInfo]] = tuple,
        root: Path = Path("/"),
        clock: Callable[[], float] = time.monotonic,
        run: Callable[[Sequence[str]], str | None] = run_command,
    ) -> None:
        """Choose the platform's sensors; read nothing yet.

        Args:
            platform: "linux", "darwin", "win32", "android" or "ios"; None: this one's. Of any
                other one nothing is known.
            devices: gives the engine's list of devices, whose accelerators' memory is then part
                of each snapshot. It must not raise.
            root: where /proc and /sys are looked for.
            clock: monotonic seconds.
            run: runs a command and returns what it writes, or None.
        """
        self._access = Access(root=root, clock=clock, run=run)
        self._devices = devices
        self._platform = _platform(platform or this_platform(), self._access)

    def sample(self, pids: Sequence[int] = ()) -> Snapshot:
        """Return what is known now; a sensor that is missing or broken reads as None.

        Args:
            pids: the worker processes whose memory is wanted.
        """
        at = self._access.clock()
        app = self._platform.app()
        workers = tuple(self._platform.worker(pid) for pid in pids)
        memory, heat, power = (
            self._platform.memory(),
            self._platform.heat(),
            self._platform.power(),
        )
        return Snapshot(
            at=at,
            app=app,
            workers=workers,
            app_rss_bytes=app.rss_bytes,
            app_peak_bytes=app.peak_bytes,
            worker_rss_bytes=self._sum("resident memory", [one.rss_bytes for one in workers]),
            worker_peak_bytes=self._sum("peaks", [one.peak_bytes for one in workers]),
            available_bytes=memory.available_bytes,
            total_bytes=memory.total_bytes,
            limit_bytes=memory.limit_bytes,
            cgroup_used_bytes=memory.cgroup_used_bytes,
            memory_pressure=memory.memory_pressure,
            cpu_pressure=memory.cpu_pressure,
            memory_level=memory.memory_level,
            thermal_level=heat.thermal_level,
            cpu_celsius=heat.cpu_celsius,
            throttled=heat.throttled,
            throttle_count=heat.throttle_count,
            cpu_mhz=heat.cpu_mhz,
            cpu_max_mhz=heat.cpu_max_mhz,
            battery_percent=power.battery_percent,
            on_mains=power.on_mains,
            power_saver=power.power_saver,
            gpus=tuple(self._gpu(one) for one in self._devices() if one.type in _ACCELERATORS),
        )

    def _sum(self, what: str, parts: Sequence[Reading[int]]) -> Reading[int]:
        """Return the sum over the processes that could be read; None: over none of them."""
        if not parts:
            return self._access.unknown("no worker process was asked for")
        known = [part.value for part in parts if part.value is not None]
        source = f"{what} of {len(known)} of {len(parts)} workers: {parts[0].source}"
        return self._access.reading(sum(known) if known else None, source)

    def _gpu(self, device: DeviceInfo) -> GpuMemory:
        source = f"the engine's device list, {device.registry} {device.name}"
        return GpuMemory(
            name=device.name,
            free_bytes=self._access.reading(device.memory_free_bytes, source),
            total_bytes=self._access.reading(device.memory_total_bytes, source),
        )


def this_platform() -> str:
    """Return `sys.platform`, with "android" also where Python before 3.13 says "linux"."""
    return "android" if hasattr(sys, "getandroidapilevel") else sys.platform


def _platform(name: str, access: Access) -> Platform:
    """Return the platform's sensors; each module is loaded only where it is used."""
    if name == "linux":
        from onhand.governor.telemetry.linux import Linux

        return Linux(access)
    if name == "darwin":
        from onhand.governor.telemetry.macos import MacOS

        return MacOS(access)
    if name == "win32":
        from onhand.governor.telemetry.windows import Windows

        return Windows(access)
    if name == "android":
        from onhand.governor.telemetry.phones import Android

        return Android(access)
    if name == "ios":
        from onhand.governor.telemetry.phones import IOS

        return IOS(access)
    from onhand.governor.telemetry.elsewhere import Elsewhere

    return Elsewhere(access, name)
