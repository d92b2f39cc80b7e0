"""What macOS and iOS tell through C: sysctl, Mach, libproc and the Objective-C run time.

Sources: Apple's `sys/sysctl.h`, `mach/task_info.h` (TASK_VM_INFO), `sys/resource.h`
(rusage_info_v4), `os/proc.h`, and NSProcessInfo's `thermalState` and `lowPowerModeEnabled`.
"""

from __future__ import annotations

import ctypes
import struct
from dataclasses import dataclass
from typing import Any, Final, Protocol

_FOUNDATION: Final = "/System/Library/Frameworks/Foundation.framework/Foundation"
_TASK_VM_INFO: Final = 22
_RUSAGE_INFO_V4: Final = 4
_ROOM: Final = 1024  # more than either struct has in any version
_QUAD: Final = struct.Struct("<Q")
_TASK_RESIDENT_AT: Final = 16
_TASK_PEAK_AT: Final = 24
_TASK_FOOTPRINT_AT: Final = 144
_USAGE_RESIDENT_AT: Final = 64
_USAGE_FOOTPRINT_AT: Final = 72
_USAGE_PEAK_AT: Final = 240


@dataclass(frozen=True, slots=True)
class MacMemory:
    """A process's memory in bytes.

    Attributes:
        resident: pages in memory.
        peak: of this process the most that was resident, of another its highest footprint.
        footprint: what the system counts as its own: no pages of mapped files, such as weights.
    """

    resident: int
    peak: int
    footprint: int


class AppleCalls(Protocol):
    """The calls; each returns None where the system lacks it or refuses."""

    def sysctl(self, name: str) -> int | None:
        """Return an integer that the kernel publishes."""
        ...

    def thermal_state(self) -> int | None:
        """Return NSProcessInfo's thermalState: 0 nominal to 3 critical."""
        ...

    def low_power_mode(self) -> bool | None:
        """Return NSProcessInfo's lowPowerModeEnabled."""
        ...

    def task_info(self) -> bytes | None:
        """Return this process's `task_vm_info`."""
        ...

    def process_usage(self, pid: int) -> bytes | None:
        """Return the `rusage_info_v4` of a process of the same user."""
        ...

    def available_memory(self) -> int | None:
        """Return os_proc_available_memory(): what this app may still take (iOS)."""
        ...


def parse_task(raw: bytes | None) -> MacMemory | None:
    """Return what a `task_vm_info` says, whose `phys_footprint` came with its first revision."""
    return _fields(raw, _TASK_RESIDENT_AT, _TASK_PEAK_AT, _TASK_FOOTPRINT_AT)


def parse_usage(raw: bytes | None) -> MacMemory | None:
    """Return what a `rusage_info_v4` says."""
    return _fields(raw, _USAGE_RESIDENT_AT, _USAGE_PEAK_AT, _USAGE_FOOTPRINT_AT)


def _fields(raw: bytes | None, *offsets: int) -> MacMemory | None:
    if raw is None or len(raw) < max(offsets) + _QUAD.size:
        return None
    resident, peak, footprint = (_QUAD.unpack_from(raw, offset)[0] for offset in offsets)
    return MacMemory(resident, peak, footprint) if resident else None


class RealAppleCalls:
    """The calls on a real device. The libraries are opened on the first use of each."""

    def __init__(self) -> None:
        """Open nothing yet."""
        self._system: Any = None
        self._objc: Any = None

    def sysctl(self, name: str) -> int | None:
        """Return an integer that the kernel publishes."""
        call = self._function("sysctlbyname")
        if call is None:
            return None
        value, size = ctypes.c_uint64(0), ctypes.c_size_t(8)
        failed = call(name.encode(), ctypes.byref(value), ctypes.byref(size), None, 0)
        return None if failed or size.value not in (4, 8) else int(value.value)

    def thermal_state(self) -> int | None:
        """Return NSProcessInfo's thermalState: 0 nominal to 3 critical."""
        answer = self._ask_process_info(b"thermalState", ctypes.c_long)
        return None if answer is None else int(answer)

    def low_power_mode(self) -> bool | None:
        """Return NSProcessInfo's lowPowerModeEnabled."""
        answer = self._ask_process_info(b"isLowPowerModeEnabled", ctypes.c_bool)
        return None if answer is None else bool(answer)

    def task_info(self) -> bytes | None:
        """Return this process's `task_vm_info`."""
        call = self._function("task_info")
        if call is None:
            return None
        task = ctypes.c_uint32.in_dll(self._system, "mach_task_self_")
        buffer, count = ctypes.create_string_buffer(_ROOM), ctypes.c_uint32(_ROOM // 4)
        failed = call(task, _TASK_VM_INFO, buffer, ctypes.byref(count))
        return None if failed else buffer.raw[: count.value * 4]

    def process_usage(self, pid: int) -> bytes | None:
        """Return the `rusage_info_v4` of a process of the same user."""
        call = self._function("proc_pid_rusage")
        if call is None:
            return None
        buffer = ctypes.create_string_buffer(_ROOM)
        return None if call(pid, _RUSAGE_INFO_V4, buffer) else buffer.raw

    def available_memory(self) -> int | None:
        """Return os_proc_available_memory(): what this app may still take (iOS)."""
        call = self._function("os_proc_available_memory")
        if call is None:
            return None
        call.restype = ctypes.c_size_t
        return int(call()) or None  # 0 also means that there is no limit

    def _function(self, name: str) -> Any:
        """Return a function of libSystem, which every process has loaded; None: there is none."""
        try:
            self._system = self._system or ctypes.CDLL(None)
            return getattr(self._system, name)
        except (OSError, AttributeError, TypeError):
            return None

    def _ask_process_info(self, selector: bytes, answer: type[Any]) -> Any:
        """Return what a method without arguments of NSProcessInfo.processInfo answers."""
        try:
            if self._objc is None:
                ctypes.CDLL(_FOUNDATION)
                self._objc = ctypes.CDLL("/usr/lib/libobjc.A.dylib")
            objc = self._objc
            for name in ("objc_getClass", "sel_registerName"):
                function = getattr(objc, name)
                function.restype, function.argtypes = ctypes.c_void_p, [ctypes.c_char_p]
            pointers = [ctypes.c_void_p, ctypes.c_void_p]
            send = ctypes.CFUNCTYPE(ctypes.c_void_p, *pointers)(("objc_msgSend", objc))
            ask = ctypes.CFUNCTYPE(answer, *pointers)(("objc_msgSend", objc))
            kind = objc.objc_getClass(b"NSProcessInfo")
            here = send(kind, objc.sel_registerName(b"processInfo"))
            chosen = objc.sel_registerName(selector)
            if not here or not self._responds(here, chosen):
                return None
            return ask(here, chosen)
        except (OSError, AttributeError):
            return None

    def _responds(self, here: int, selector: int) -> bool:
        """Return whether an object has a method; asking one that it lacks would end the process."""
        kinds = (ctypes.c_bool, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
        ask = ctypes.CFUNCTYPE(*kinds)(("objc_msgSend", self._objc))
        responds = self._objc.sel_registerName(b"respondsToSelector:")
        return bool(ask(here, responds, selector))
