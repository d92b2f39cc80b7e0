"""What this device has: memory, its limits, cores, and what the processor can do.

Unknown is None, never a guess. Memory comes from psutil, and its limits from `formats.cgroup`,
because a container's processes are killed at the limit however much the machine has left.
"""

from __future__ import annotations

import functools
import os
import platform
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from onhand.formats.cgroup import memory_groups

_X86: Final = ("x86_64", "amd64")
_REPACKED_AVX2: Final = frozenset({"Q4_0", "Q4_K", "IQ4_NL", "MXFP4"})
_REPACKED_AVX512: Final = frozenset({"Q2_K"})
_REPACKED_ARM: Final = frozenset({"Q4_0", "Q4_K", "Q5_K", "Q6_K", "IQ4_NL", "MXFP4", "Q8_0"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CpuFeatures:
    """What a processor can do, as far as it changes memory.

    Attributes:
        machine: its architecture, such as "x86_64" or "arm64".
        has_avx2: wide integer arithmetic of x86-64.
        has_avx512: wider still.
        has_dotprod: dot products of Arm.
    """

    machine: str
    has_avx2: bool = False
    has_avx512: bool = False
    has_dotprod: bool = False

    def repacks(self, type_name: str) -> bool:
        """Whether llama.cpp copies matrices of that type into another order on this processor.

        Source: `ggml-cpu/repack.cpp`.
        """
        if self.has_avx512 and type_name in _REPACKED_AVX512:
            return True
        if self.has_avx2 and type_name in _REPACKED_AVX2:
            return True
        return self.has_dotprod and type_name in _REPACKED_ARM

    @classmethod
    @functools.cache
    def of_this_machine(cls) -> CpuFeatures:
        """Return this processor's, from /proc/cpuinfo where there is one."""
        try:
            text = Path("/proc/cpuinfo").read_text(errors="replace")
        except OSError:
            text = ""
        return cls.parse(platform.machine().lower(), text)

    @classmethod
    def parse(cls, machine: str, cpuinfo: str) -> CpuFeatures:
        """Return what the text of /proc/cpuinfo says; without it, what any recent one has."""
        flags: set[str] = set()
        for line in cpuinfo.splitlines():
            name, _, value = line.partition(":")
            if name.strip().lower() in ("flags", "features"):
                flags.update(value.split())
        if machine in _X86:
            return cls(
                machine=machine,
                has_avx2=not flags or "avx2" in flags,
                has_avx512="avx512f" in flags,
            )
        is_arm = machine in ("arm64", "aarch64")
        return cls(machine=machine, has_dotprod=is_arm and (not flags or "asimddp" in flags))


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A device's means at one moment.

    Attributes:
        memory_total_bytes: installed memory.
        memory_available_bytes: what could be had without pushing others out.
        limit_bytes: the smallest cgroup limit above this process; None: there is none.
        limit_available_bytes: what is left under that limit, droppable file pages counted as left.
        gpu_total_bytes: memory of the accelerator; None: there is none or it is unknown.
        gpu_free_bytes: what is free of it.
        n_cores: cores that this process may use.
        features: what the processor can do.
    """

    memory_total_bytes: int
    memory_available_bytes: int
    limit_bytes: int | None = None
    limit_available_bytes: int | None = None
    gpu_total_bytes: int | None = None
    gpu_free_bytes: int | None = None
    n_cores: int
    features: CpuFeatures

    @property
    def usable_bytes(self) -> int:
        """What a model may take: what is available, or left under the limit if that is less."""
        left = self.limit_available_bytes
        return (
            self.memory_available_bytes if left is None else min(self.memory_available_bytes, left)
        )


def read_device(
    *,
    gpu_total_bytes: int | None = None,
    gpu_free_bytes: int | None = None,
    root: Path = Path("/"),
) -> Device:
    """Return what this device has now.

    Args:
        gpu_total_bytes: memory of the accelerator, as a runtime's device list gives it.
        gpu_free_bytes: what is free of it.
        root: where /proc and /sys are looked for.
    """
    import psutil

    memory = psutil.virtual_memory()
    limit, left = cgroup_memory(root)
    return Device(
        memory_total_bytes=memory.total,
        memory_available_bytes=memory.available,
        limit_bytes=limit,
        limit_available_bytes=left,
        gpu_total_bytes=gpu_total_bytes,
        gpu_free_bytes=gpu_free_bytes,
        n_cores=n_usable_cores(),
        features=CpuFeatures.of_this_machine(),
    )


def n_usable_cores() -> int:
    """Return the cores that this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def cgroup_memory(root: Path = Path("/")) -> tuple[int | None, int | None]:
    """Return (limit, what is left under it) of the tightest cgroup above us, or (None, None)."""
    tightest = min(memory_groups(root), key=lambda group: group.left_bytes, default=None)
    return (None, None) if tightest is None else (tightest.limit_bytes, tightest.left_bytes)
