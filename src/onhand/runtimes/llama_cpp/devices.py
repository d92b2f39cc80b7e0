"""Lists the hardware that the library can use (`ggml-backend.h`), the primary one marked."""

from __future__ import annotations

import ctypes
from dataclasses import replace
from typing import Final

from onhand.runtimes.llama_cpp.library import Library
from onhand.types.info import DeviceInfo, DeviceType

# enum ggml_backend_dev_type
_TYPES: Final[tuple[DeviceType, ...]] = ("cpu", "gpu", "igpu", "accel", "meta")
_REGISTRY_ORDER: Final = ("HTP", "Hexagon", "Metal", "CUDA", "Vulkan")
_TYPE_ORDER: Final = ("accel", "gpu", "igpu")
_REGISTRY_NAMES: Final = {"MTL": "Metal"}


def list_devices(library: Library) -> list[DeviceInfo]:
    """Return every device that the library offers, in its own order."""
    return mark_primary([info for _, info in device_handles(library)])


def device_handles(library: Library) -> list[tuple[int, DeviceInfo]]:
    """Return every device with its native handle."""
    count = library.symbol("ggml_backend_dev_count", ctypes.c_size_t)
    get = library.symbol("ggml_backend_dev_get", ctypes.c_void_p, ctypes.c_size_t)
    if count is None or get is None:
        return []
    handles = [get(index) for index in range(count())]
    return [(handle, _describe(library, handle)) for handle in handles if handle]


def _describe(library: Library, handle: int) -> DeviceInfo:
    pointer, text = ctypes.c_void_p, ctypes.c_char_p
    size = ctypes.POINTER(ctypes.c_size_t)
    name = library.symbol("ggml_backend_dev_name", text, pointer)
    description = library.symbol("ggml_backend_dev_description", text, pointer)
    kind = library.symbol("ggml_backend_dev_type", ctypes.c_int, pointer)
    memory = library.symbol("ggml_backend_dev_memory", None, pointer, size, size)
    registry_of = library.symbol("ggml_backend_dev_backend_reg", pointer, pointer)
    registry_name = library.symbol("ggml_backend_reg_name", text, pointer)
    free, total = ctypes.c_size_t(), ctypes.c_size_t()
    if memory is not None:
        memory(handle, ctypes.byref(free), ctypes.byref(total))
    number = kind(handle) if kind is not None else 0
    registry = ""
    if registry_of is not None and registry_name is not None:
        registry = _text(registry_name(registry_of(handle)))
    return DeviceInfo(
        name=_text(name(handle)) if name is not None else "",
        description=_text(description(handle)).strip() if description is not None else "",
        type=_TYPES[number] if 0 <= number < len(_TYPES) else "accel",
        registry=_REGISTRY_NAMES.get(registry, registry),
        memory_total_bytes=total.value or None,
        memory_free_bytes=free.value if total.value else None,
    )


def _text(value: bytes | None) -> str:
    return (value or b"").decode("utf-8", errors="replace")


def mark_primary(devices: list[DeviceInfo]) -> list[DeviceInfo]:
    """Mark the accelerator that would be used first: by registry, then by type; never BLAS."""
    candidates = [
        device
        for device in devices
        if device.type in _TYPE_ORDER and device.registry.upper() != "BLAS"
    ]
    if not candidates:
        return devices
    primary = min(candidates, key=_rank)
    return [replace(device, is_primary=device is primary) for device in devices]


def _rank(device: DeviceInfo) -> tuple[int, int]:
    names = [name.lower() for name in _REGISTRY_ORDER]
    registry = device.registry.lower()
    by_registry = names.index(registry) if registry in names else len(names)
    return by_registry, _TYPE_ORDER.index(device.type)


def has_accelerator(devices: list[DeviceInfo]) -> bool:
    """Whether layers can be put on something other than the CPU."""
    return any(device.type in ("gpu", "igpu") for device in devices) or any(
        device.is_primary for device in devices
    )
