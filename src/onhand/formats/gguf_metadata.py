"""Reads the metadata of a GGUF header: keys, values, arrays short and long."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from onhand.errors import ModelCorruptError
from onhand.formats.gguf_cursor import Cursor
from onhand.formats.gguf_header import GgufArray, Value
from onhand.formats.gguf_leap import leap_texts
from onhand.formats.gguf_types import SCALARS, TYPE_ARRAY, TYPE_BOOL, TYPE_STRING, VALUE_TYPE_NAMES

MAX_KEY_BYTES: Final = (1 << 16) - 1
MAX_TEXT_BYTES: Final = 16 << 20
EAGER_ELEMENTS: Final = 1024
"""Arrays up to this long are returned as tuples, longer ones as `GgufArray`."""
EAGER_ELEMENTS_IN_ALL: Final = 1 << 18
"""Elements that all tuples of a header may have together; further arrays are `GgufArray`."""


class MetadataReader:
    """Reads entries from a cursor.

    Attributes:
        n_leaps: arrays of texts whose end was found without walking them.
    """

    def __init__(self, cursor: Cursor, *, may_leap: bool = False) -> None:
        self.n_leaps: int = 0
        self._cursor = cursor
        self._may_leap = may_leap
        self._eager_left = EAGER_ELEMENTS_IN_ALL

    def read(self, count: int) -> dict[str, Value]:
        """Read `count` entries.

        Raises:
            ModelCorruptError: an entry is impossible, or a key occurs twice.
        """
        metadata: dict[str, Value] = {}
        for _ in range(count):
            at = self._cursor.offset
            key = self._read_key()
            if key in metadata:
                raise ModelCorruptError(f"The metadata key {key!r} at byte {at} occurs twice.")
            metadata[key] = self._read_value(key)
        return metadata

    def _read_key(self) -> str:
        at = self._cursor.offset
        raw = self._cursor.text("a metadata key", MAX_KEY_BYTES)
        try:
            key = raw.decode("utf-8")
        except UnicodeDecodeError:
            key = ""
        if not key or not key.isprintable():
            raise ModelCorruptError(f"The metadata key at byte {at} is no text: {raw[:32]!r}.")
        return key

    def _read_value(self, key: str) -> Value:
        at = self._cursor.offset
        code = int(self._cursor.number(SCALARS[4], f"the type of {key!r}"))
        if code == TYPE_ARRAY:
            return self._read_array(key)
        if code != TYPE_STRING and code not in SCALARS:
            raise ModelCorruptError(
                f"The metadata key {key!r} has the unknown type {code} (byte {at})."
            )
        value: Value = _read_element(self._cursor, code, f"the value of {key!r}")
        return value

    def _read_array(self, key: str) -> Value:
        cursor, at = self._cursor, self._cursor.offset
        code = int(cursor.number(SCALARS[4], f"the element type of {key!r}"))
        count = int(cursor.number(SCALARS[10], f"the length of {key!r}"))
        layout = SCALARS.get(code)
        if layout is None and code != TYPE_STRING:
            raise ModelCorruptError(
                f"The array {key!r} at byte {at} has elements of type {code}, which none can have."
            )
        size = count * (layout.size if layout else 8)
        if size > cursor.size - cursor.offset:
            raise ModelCorruptError(
                f"The array {key!r} at byte {at} claims {count} elements, "
                f"but only {cursor.size - cursor.offset} bytes follow."
            )
        if count <= min(EAGER_ELEMENTS, self._eager_left):
            self._eager_left -= count
            return tuple(
                _read_element(cursor, code, f"an element of {key!r}") for _ in range(count)
            )
        start = cursor.offset
        if layout is not None:
            cursor.skip(size)
        elif self._may_leap:
            self.n_leaps += leap_texts(cursor, count)
        else:
            cursor.skip_texts(count, f"the array {key!r}")
        return GgufArray(VALUE_TYPE_NAMES[code], count, start, cursor.offset - start)


def read_elements(cursor: Cursor, array: GgufArray) -> Iterator[Any]:
    """Yield the elements of a long array, whose first is the cursor's next."""
    code = VALUE_TYPE_NAMES.index(array.element_type)
    for _ in range(array.count):
        yield _read_element(cursor, code, f"an element of the array at byte {array.offset}")


def _read_element(cursor: Cursor, code: int, what: str) -> Any:
    """Read one value that is no array; texts that are no UTF-8 are read as far as they are."""
    if code == TYPE_STRING:
        return cursor.text(what, MAX_TEXT_BYTES).decode("utf-8", "replace")
    value = cursor.number(SCALARS[code], what)
    if code != TYPE_BOOL:
        return value
    if value > 1:
        raise ModelCorruptError(f"{what} at byte {cursor.offset - 1} is {value}, not 0 or 1.")
    return bool(value)
