"""The Win32 calls behind `windows`, and the layouts of what they return (64-bit)."""

from __future__ import annotations

import ctypes
import struct
from dataclasses import dataclass
from typing import Any, Final, Protocol

_MEMORY: Final = struct.Struct("<II7Q")
_POWER: Final = struct.Struct("<4BII")
_PROCESS: Final = struct.Struct("<II8Q")
_JOB: Final = struct.Struct("<qqI4xQQI4xQII6Q4Q")
_JOB_MEMORY: Final = struct.Struct("<QQ")
_PROCESS_LIMIT: Final = 0x100
_JOB_LIMIT: Final = 0x200
_UNKNOWN_BYTE: Final = 255
_NO_BATTERY: Final = 128
_QUERY_LIMITED: Final = 0x1000
_EXTENDED_LIMITS: Final = 9
_MEMORY_USAGE: Final = 28
_LOW_MEMORY: Final = 0


@dataclass(frozen=True, slots=True)
class MemoryStatus:
    """MEMORYSTATUSEX in bytes: physical memory, what of it is free, what may be committed."""

    total: int
    available: int
    commit_left: int


@dataclass(frozen=True, slots=True)
class PowerStatus:
    """SYSTEM_POWER_STATUS; None: unknown, or no battery."""

    percent: float | None
    on_mains: bool | None
    is_saving: bool | None


@dataclass(frozen=True, slots=True)
class JobLimit:
    """The lesser of a job object's two memory limits, its name, and what counts against it."""

    limit: int
    field: str
    used: int | None


class WindowsCalls(Protocol):
    """The calls, each returning the struct's bytes as the system filled it, or None."""

    def memory_status(self) -> bytes | None:
        """Return GlobalMemoryStatusEx's MEMORYSTATUSEX."""
        ...

    def power_status(self) -> bytes | None:
        """Return GetSystemPowerStatus's SYSTEM_POWER_STATUS."""
        ...

    def process_memory(self, pid: int) -> bytes | None:
        """Return GetProcessMemoryInfo's PROCESS_MEMORY_COUNTERS of a process."""
        ...

    def job_limits(self) -> bytes | None:
        """Return the JOBOBJECT_EXTENDED_LIMIT_INFORMATION of this process's job."""
        ...

    def job_memory(self) -> bytes | None:
        """Return the JOBOBJECT_MEMORY_USAGE_INFORMATION of this process's job."""
        ...

    def memory_alarm(self) -> int | None:
        """Return 1 while Windows signals that physical memory runs low, else 0."""
        ...


def parse_memory(raw: bytes | None) -> MemoryStatus | None:
    """Return what a MEMORYSTATUSEX says."""
    if raw is None or len(raw) < _MEMORY.size:
        return None
    _, _, total, available, _, commit_left, *_ = _MEMORY.unpack_from(raw)
    return MemoryStatus(total, available, commit_left) if total else None


def parse_power(raw: bytes | None) -> PowerStatus | None:
    """Return what a SYSTEM_POWER_STATUS says; 255 stands for unknown."""
    if raw is None or len(raw) < _POWER.size:
        return None
    line, battery, percent, saving, *_ = _POWER.unpack_from(raw)
    has_battery = battery == _UNKNOWN_BYTE or not battery & _NO_BATTERY
    return PowerStatus(
        percent=float(percent) if has_battery and percent <= 100 else None,
        on_mains={0: False, 1: True}.get(line),
        is_saving=saving == 1,
    )


def parse_process(raw: bytes | None) -> tuple[int, int] | None:
    """Return (working set, its peak) in bytes of a PROCESS_MEMORY_COUNTERS."""
    if raw is None or len(raw) < _PROCESS.size:
        return None
    _, _, peak, now, *_ = _PROCESS.unpack_from(raw)
    return (now, peak) if now else None


def parse_job(limits: bytes | None, memory: bytes | None) -> JobLimit | None:
    """Return the memory limit in force of a job object; None: it sets none."""
    if limits is None or len(limits) < _JOB.size:
        return None
    fields = _JOB.unpack_from(limits)
    flags, process_limit, job_limit = fields[2], fields[-4], fields[-3]
    found = []
    if flags & _PROCESS_LIMIT:
        found.append((process_limit, "ProcessMemoryLimit"))
    if flags & _JOB_LIMIT:
        found.append((job_limit, "JobMemoryLimit"))
    if not found:
        return None
    limit, field = min(found)
    has_use = memory is not None and len(memory) >= _JOB_MEMORY.size
    used = _JOB_MEMORY.unpack_from(memory)[0] if memory is not None and has_use else None
    return JobLimit(limit, field, used)


class RealWindowsCalls:
    """The calls on a real machine."""

    def __init__(self) -> None:
        """Open kernel32, where there is one."""
        self._kernel: Any = None
        loader = getattr(ctypes, "WinDLL", None)
        if loader is not None and ctypes.sizeof(ctypes.c_void_p) == 8:
            self._kernel = loader("kernel32")
            handle = ctypes.c_void_p
            self._kernel.OpenProcess.restype = handle
            self._kernel.CloseHandle.argtypes = [handle]
            self._kernel.K32GetProcessMemoryInfo.argtypes = [
                handle, ctypes.c_void_p, ctypes.c_uint32,
            ]  # fmt: skip
            self._kernel.QueryInformationJobObject.argtypes = [
                handle, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32, ctypes.c_void_p,
            ]  # fmt: skip
            self._kernel.CreateMemoryResourceNotification.restype = handle
            self._kernel.QueryMemoryResourceNotification.argtypes = [handle, ctypes.c_void_p]
        self._alarm: int | None = None

    def memory_status(self) -> bytes | None:
        """Return GlobalMemoryStatusEx's MEMORYSTATUSEX."""
        if self._kernel is None:
            return None
        buffer = ctypes.create_string_buffer(_MEMORY.pack(_MEMORY.size, *[0] * 8), _MEMORY.size)
        return buffer.raw if self._kernel.GlobalMemoryStatusEx(buffer) else None

    def power_status(self) -> bytes | None:
        """Return GetSystemPowerStatus's SYSTEM_POWER_STATUS."""
        if self._kernel is None:
            return None
        buffer = ctypes.create_string_buffer(_POWER.size)
        return buffer.raw if self._kernel.GetSystemPowerStatus(buffer) else None

    def process_memory(self, pid: int) -> bytes | None:
        """Return GetProcessMemoryInfo's PROCESS_MEMORY_COUNTERS of a process."""
        if self._kernel is None:
            return None
        handle = self._kernel.OpenProcess(_QUERY_LIMITED, 0, pid)
        if not handle:
            return None
        try:
            buffer = ctypes.create_string_buffer(_PROCESS.pack(_PROCESS.size, *[0] * 9))
            done = self._kernel.K32GetProcessMemoryInfo(handle, buffer, _PROCESS.size)
            return buffer.raw[: _PROCESS.size] if done else None
        finally:
            self._kernel.CloseHandle(handle)

    def job_limits(self) -> bytes | None:
        """Return the JOBOBJECT_EXTENDED_LIMIT_INFORMATION of this process's job."""
        return self._job(_EXTENDED_LIMITS, _JOB.size)

    def job_memory(self) -> bytes | None:
        """Return the JOBOBJECT_MEMORY_USAGE_INFORMATION of this process's job."""
        return self._job(_MEMORY_USAGE, _JOB_MEMORY.size)

    def memory_alarm(self) -> int | None:
        """Return 1 while Windows signals that physical memory runs low, else 0."""
        if self._kernel is None:
            return None
        if self._alarm is None:
            self._alarm = self._kernel.CreateMemoryResourceNotification(_LOW_MEMORY)
        state = ctypes.c_int(0)
        done = self._kernel.QueryMemoryResourceNotification(self._alarm, ctypes.byref(state))
        return int(bool(state.value)) if done else None

    def _job(self, kind: int, size: int) -> bytes | None:
        if self._kernel is None:
            return None
        buffer = ctypes.create_string_buffer(size)
        done = self._kernel.QueryInformationJobObject(None, kind, buffer, size, None)
        return buffer.raw if done else None
