"""Small ExecuTorch programs for tests: real tables (`program.fbs`), no code, no weights."""

from __future__ import annotations

import struct
from typing import Any

FORWARD = {
    "name": "forward",
    "operators": [("llama::custom_sdpa", "out"), ("aten::add", "out")],
    "delegates": ["XnnpackBackend"],
    "buffers": [0, 4096, 512],
}


def program_bytes(*methods: dict[str, Any], segment_bytes: int = 64) -> bytes:
    """Return a file with these methods and a segment of zeros behind it."""
    plans = [
        {
            0: method["name"],
            6: [{0: name, 1: overload} for name, overload in method.get("operators", [])],
            7: [{0: backend} for backend in method.get("delegates", [])],
            8: method.get("buffers", []),
        }
        for method in methods
    ]
    data = bytearray(40)
    root = _table(data, {1: plans})
    while len(data) % 16:
        data.append(0)
    header = struct.pack("<4sIQQQ", b"eh00", 32, len(data), len(data), segment_bytes)
    data[:40] = struct.pack("<I4s", root, b"ET12") + header
    return bytes(data) + bytes(segment_bytes)


def _table(data: bytearray, fields: dict[int, Any]) -> int:
    """Append a table whose fields are all offsets and return where it lies."""
    n = max(fields) + 1
    start = len(data)
    slots = {number: 4 + 4 * index for index, number in enumerate(sorted(fields))}
    data += struct.pack("<HH", 4 + 2 * n, 4 + 4 * len(fields))
    data += b"".join(struct.pack("<H", slots.get(number, 0)) for number in range(n))
    table = len(data)
    data += struct.pack("<i", table - start) + bytes(4 * len(fields))
    for number, value in fields.items():
        slot = table + slots[number]
        struct.pack_into("<I", data, slot, _value(data, value) - slot)
    return table


def _value(data: bytearray, value: Any) -> int:
    start = len(data)
    if isinstance(value, dict):
        return _table(data, value)
    if isinstance(value, str):
        data += struct.pack("<I", len(value)) + value.encode() + b"\0"
        return start
    data += struct.pack("<I", len(value))
    if value and isinstance(value[0], int):
        data += struct.pack(f"<{len(value)}q", *value)
        return start
    data += bytes(4 * len(value))
    for index, item in enumerate(value):
        slot = start + 4 + 4 * index
        struct.pack_into("<I", data, slot, _value(data, item) - slot)
    return start
