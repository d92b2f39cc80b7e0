"""ExecuTorch programs (`.pte`): what one is made of, read without native code and bounds-checked.

The layout is that of ExecuTorch's `schema/program.fbs` and `extended_header.h`: a flatbuffer with
the identifier "ET12", an extended header "eh00" behind its first eight bytes, then segments with
weights.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from onhand.errors import ModelCorruptError, ModelNotFoundError, ModelUnsupportedError

IDENTIFIER: Final = b"ET12"
CUSTOM_ATTENTION: Final = "llama::custom_sdpa"
_EXTENDED_MAGIC: Final = b"eh00"
_MAX_ENTRIES: Final = 100_000
_MAX_PROGRAM_BYTES: Final = 1 << 31  # what a flatbuffer can be

# fields of the tables, by their number in program.fbs
_PLANS = 1
_PLAN_NAME, _PLAN_OPERATORS, _PLAN_DELEGATES, _PLAN_BUFFERS = 0, 6, 7, 8


@dataclass(frozen=True, slots=True)
class MethodHeader:
    """One method of a program.

    Attributes:
        name: such as "forward".
        operators: kernels that it calls outside of its delegates, such as "aten::add.out".
        delegates: backends that it needs, such as "XnnpackBackend".
        buffer_bytes: memory that is planned for it, mutable state (the KV cache) included.
    """

    name: str
    operators: frozenset[str]
    delegates: frozenset[str]
    buffer_bytes: int


@dataclass(frozen=True, slots=True)
class ProgramHeader:
    """What a `.pte` file says of itself.

    Attributes:
        file_size: bytes of the file.
        program_bytes: bytes of the flatbuffer, without the segments behind it.
        methods: by name.
    """

    file_size: int
    program_bytes: int
    methods: dict[str, MethodHeader]

    @property
    def forward(self) -> MethodHeader | None:
        """The method that computes; None: it has none."""
        return self.methods.get("forward")


def check_program(path: Path) -> ProgramHeader:
    """Read the header of a program and check that the file is whole.

    Weights are not looked at: only a checksum can tell whether they are damaged.

    Raises:
        ModelNotFoundError: there is no such file.
        ModelCorruptError: it is cut, or its tables lead out of it.
        ModelUnsupportedError: it is no ExecuTorch program.
    """
    try:
        with path.open("rb") as file:
            start = file.read(64)
            file_size = path.stat().st_size
            n_bytes = _program_bytes(start, file_size, path.name)
            file.seek(0)
            data = file.read(n_bytes)
    except OSError as error:
        raise ModelNotFoundError(f"{path} cannot be read: {error}.") from error
    try:
        methods = {method.name: method for method in _methods(_Flatbuffer(data))}
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise ModelCorruptError(
            f"{path.name} is damaged: its tables lead out of it.", hint="Get the file again."
        ) from error
    return ProgramHeader(file_size, n_bytes, methods)


def _program_bytes(start: bytes, file_size: int, name: str) -> int:
    """Return the length of the flatbuffer, having compared the lengths with the file's."""
    if file_size == 0 or not start:
        raise ModelCorruptError(f"{name} is empty.", hint="Get the file again.")
    if start[4:8] != IDENTIFIER:
        raise ModelUnsupportedError(
            f"{name} is no ExecuTorch program: it begins with {start[:8]!r}.",
            hint="A .pte file of ExecuTorch 1.x has 'ET12' at its fifth byte.",
        )
    if len(start) < 32 or start[8:12] != _EXTENDED_MAGIC:
        return min(file_size, _MAX_PROGRAM_BYTES)
    length, program, segments = struct.unpack_from("<IQQ", start, 12)
    data_bytes = struct.unpack_from("<Q", start, 32)[0] if length >= 32 else 0
    needed = max(program, segments + data_bytes)
    if needed > file_size or not 0 < program < _MAX_PROGRAM_BYTES:
        raise ModelCorruptError(
            f"{name} is cut or damaged: it needs {needed:,} bytes and has {file_size:,}.",
            hint="Get the file again.",
        )
    return int(program)


class _Flatbuffer:
    """Tables, vectors and strings of a flatbuffer; every read is checked."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def root(self) -> int:
        return self._u32(0)

    def field(self, table: int, number: int) -> int | None:
        """Return where a table's field lies; None: it is absent."""
        vtable = table - self._number("<i", table)
        if vtable < 0:
            raise IndexError(vtable)
        at = 4 + 2 * number
        if at + 2 > self._number("<H", vtable):
            return None
        offset = self._number("<H", vtable + at)
        return table + offset if offset else None

    def string(self, table: int, number: int) -> str:
        where = self.field(table, number)
        if where is None:
            return ""
        start = where + self._u32(where)
        length = self._u32(start)
        if start + 4 + length > len(self.data):
            raise IndexError(start)
        return self.data[start + 4 : start + 4 + length].decode()

    def tables(self, table: int, number: int) -> list[int]:
        """Return where the tables of a vector lie."""
        first, count = self._vector(table, number)
        return [at + self._u32(at) for at in range(first, first + 4 * count, 4)]

    def longs(self, table: int, number: int) -> list[int]:
        first, count = self._vector(table, number)
        return [self._number("<q", first + 8 * index) for index in range(count)]

    def _vector(self, table: int, number: int) -> tuple[int, int]:
        where = self.field(table, number)
        if where is None:
            return 0, 0
        start = where + self._u32(where)
        count = self._u32(start)
        if count > _MAX_ENTRIES:
            raise IndexError(count)
        return start + 4, count

    def _u32(self, at: int) -> int:
        return self._number("<I", at)

    def _number(self, kind: str, at: int) -> int:
        if at < 0:
            raise IndexError(at)
        return int(struct.unpack_from(kind, self.data, at)[0])


def _methods(buffer: _Flatbuffer) -> list[MethodHeader]:
    found = []
    for plan in buffer.tables(buffer.root(), _PLANS):
        operators = set()
        for operator in buffer.tables(plan, _PLAN_OPERATORS):
            name, overload = buffer.string(operator, 0), buffer.string(operator, 1)
            operators.add(f"{name}.{overload}" if overload else name)
        delegates = {buffer.string(d, 0) for d in buffer.tables(plan, _PLAN_DELEGATES)}
        found.append(
            MethodHeader(
                buffer.string(plan, _PLAN_NAME),
                frozenset(operators),
                frozenset(delegates),
                sum(max(0, size) for size in buffer.longs(plan, _PLAN_BUFFERS)),
            )
        )
    return found
