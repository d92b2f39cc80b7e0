"""How many compute threads are sensible: the physical cores that this process may use.

More threads than physical cores, or than a container's quota, make llama.cpp's spinning threads
wait for one another: two busy processes on the same cores slow each other many times over.
"""

from __future__ import annotations

import os
from pathlib import Path

_TOPOLOGY = "devices/system/cpu/cpu{}/topology/thread_siblings_list"


def allowed_physical_cores(
    sysfs: Path = Path("/sys"), allowed: set[int] | None = None, n_logical: int | None = None
) -> int:
    """Return the number of physical cores within affinity and CPU quota, at least 1."""
    if allowed is None:
        affinity = getattr(os, "sched_getaffinity", None)
        allowed = affinity(0) if affinity is not None else None
    if allowed is None:
        cores = _cores_by_platform(n_logical)
    else:
        groups = {_siblings(sysfs, cpu) for cpu in allowed}
        cores = len(groups)
    quota = cpu_quota(sysfs / "fs/cgroup")
    return max(1, min(cores, max(1, int(quota)) if quota is not None else cores))


def _siblings(sysfs: Path, cpu: int) -> str:
    try:
        return (sysfs / _TOPOLOGY.format(cpu)).read_text().strip()
    except OSError:
        return f"only {cpu}"


def _cores_by_platform(n_logical: int | None) -> int:
    import psutil

    return int(psutil.cpu_count(logical=False) or n_logical or os.cpu_count() or 1)


def cpu_quota(cgroup: Path) -> float | None:
    """Return the CPUs that the control group grants (versions 2 and 1); None: no limit."""
    try:
        quota, period = (cgroup / "cpu.max").read_text().split()[:2]
        return None if quota == "max" else int(quota) / int(period)
    except (OSError, ValueError):
        pass
    try:
        quota_us = int((cgroup / "cpu/cpu.cfs_quota_us").read_text())
        period_us = int((cgroup / "cpu/cpu.cfs_period_us").read_text())
    except (OSError, ValueError):
        return None
    return quota_us / period_us if quota_us > 0 and period_us > 0 else None
