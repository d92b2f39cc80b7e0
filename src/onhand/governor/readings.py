"""What the governor knows of the device at one moment: readings with their source and time.

Values only. What a device does not tell is `Reading(None, why, at)`, never a guess.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any, Final, Generic, NoReturn, TypeVar

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Reading(Generic[T_co]):
    """One value, where it was read and when.

    Attributes:
        value: what was read; None: the device has no such sensor, or it could not be read.
        source: the file, call or command it came from, or why there is no value.
        at: monotonic seconds of the reading; older than the snapshot's where reading is dear.
    """

    value: T_co | None
    source: str
    at: float


UNREAD: Final[Reading[NoReturn]] = Reading(None, "not read", 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessMemory:
    """Memory of one process.

    Attributes:
        pid: its id.
        rss_bytes: resident memory; None: the process is gone, or is not ours to read.
        peak_bytes: the most that was resident since the process began.
        address_bytes: address space in use, which is what `RLIMIT_AS` counts.
        address_limit_bytes: its `RLIMIT_AS`; None: there is none.
    """

    pid: int
    rss_bytes: Reading[int] = UNREAD
    peak_bytes: Reading[int] = UNREAD
    address_bytes: Reading[int] = UNREAD
    address_limit_bytes: Reading[int] = UNREAD


@dataclass(frozen=True, slots=True, kw_only=True)
class GpuMemory:
    """Memory of one accelerator, as the engine's device list gives it.

    Attributes:
        name: the device's short name, unique in its runtime.
        free_bytes: what is free of it.
        total_bytes: all of it.
    """

    name: str
    free_bytes: Reading[int] = UNREAD
    total_bytes: Reading[int] = UNREAD


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All readings of one moment. A field that is not given counts as not read.

    Attributes:
        at: monotonic seconds when the sample was begun.
        app: memory of this process.
        workers: memory of each process that was asked for, in that order.
        app_rss_bytes: resident memory of this process.
        app_peak_bytes: the most that was resident.
        worker_rss_bytes: resident memory of all living workers together.
        worker_peak_bytes: sum of the living workers' peaks, which need not have coincided.
        available_bytes: what can be had without swapping or a kill: the least of what the system
            and each cgroup above this process have left, droppable file pages counted as left.
        total_bytes: physical memory.
        limit_bytes: the smallest limit that a cgroup or a Windows job sets above this process;
            None: there is none.
        cgroup_used_bytes: what counts against that limit, droppable file pages left out.
        memory_pressure: percent of the last ten seconds in which some task waited for memory
            (Linux PSI `some avg10`), 0 to 100.
        cpu_pressure: the same of waiting for a processor.
        memory_level: what the system itself calls the shortage: 0 none, 1 warning, 2 critical.
        thermal_level: 0 nominal, 1 fair, 2 serious (slowed by heat, or about to be), 3 critical.
        cpu_celsius: the hottest zone of the processor.
        throttled: whether heat slows the processor now, or did since the sample before.
        throttle_count: what the processors' throttle counters add up to since boot; several may
            count one event, so that only its rise means anything.
        cpu_mhz: frequency now, the mean of the processors that are on.
        cpu_max_mhz: highest frequency, the mean of the same processors.
        battery_percent: charge of all batteries together, 0 to 100.
        on_mains: whether a charger or the mains feed the device.
        power_saver: whether its user asked it to save power.
        gpus: memory of each accelerator.
    """

    at: float
    app: ProcessMemory = ProcessMemory(pid=0)
    workers: tuple[ProcessMemory, ...] = ()
    app_rss_bytes: Reading[int] = UNREAD
    app_peak_bytes: Reading[int] = UNREAD
    worker_rss_bytes: Reading[int] = UNREAD
    worker_peak_bytes: Reading[int] = UNREAD
    available_bytes: Reading[int] = UNREAD
    total_bytes: Reading[int] = UNREAD
    limit_bytes: Reading[int] = UNREAD
    cgroup_used_bytes: Reading[int] = UNREAD
    memory_pressure: Reading[float] = UNREAD
    cpu_pressure: Reading[float] = UNREAD
    memory_level: Reading[int] = UNREAD
    thermal_level: Reading[int] = UNREAD
    cpu_celsius: Reading[float] = UNREAD
    throttled: Reading[bool] = UNREAD
    throttle_count: Reading[int] = UNREAD
    cpu_mhz: Reading[float] = UNREAD
    cpu_max_mhz: Reading[float] = UNREAD
    battery_percent: Reading[float] = UNREAD
    on_mains: Reading[bool] = UNREAD
    power_saver: Reading[bool] = UNREAD
    gpus: tuple[GpuMemory, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return all of it as plain values: each reading an object of value, source and at."""
        return dataclasses.asdict(self)
