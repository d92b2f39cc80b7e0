"""Typed access to a header's metadata: a value of the wrong kind or size is a typed error."""

from __future__ import annotations

import math
from typing import Any, Final

from onhand.errors import ModelCorruptError
from onhand.formats.gguf_header import GgufArray, GgufHeader

_REQUIRED: Final = object()


class Values:
    """Reads a header's values by key; `{arch}` in a key stands for the architecture.

    Attributes:
        architecture: the value of `general.architecture`.
    """

    def __init__(self, header: GgufHeader) -> None:
        self.architecture: str = ""
        self._metadata = header.metadata
        self.architecture = self.text("general.architecture") or ""

    def _get(self, key: str) -> tuple[str, Any]:
        key = key.format(arch=self.architecture)
        return key, self._metadata.get(key)

    def text(self, key: str) -> str | None:
        """Return a text, or None when there is no such key.

        Raises:
            ModelCorruptError: the value is no text.
        """
        key, value = self._get(key)
        if value is not None and not isinstance(value, str):
            raise ModelCorruptError(f"{key} must be a text, it is {_kind(value)}.")
        return value

    def number(self, key: str) -> float | None:
        """Return a finite number, or None when there is no such key."""
        key, value = self._get(key)
        if value is None:
            return None
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if not is_number or not math.isfinite(value):
            raise ModelCorruptError(f"{key} must be a finite number, it is {_kind(value)}.")
        return float(value) if isinstance(value, float) else int(value)

    def integer(
        self, key: str, low: int, high: int, default: int | object | None = _REQUIRED
    ) -> int | None:
        """Return an integer within [low, high], or `default`.

        Raises:
            ModelCorruptError: it is missing (without a default), no integer, or out of range.
        """
        key, value = self._get(key)
        if value is None:
            if default is _REQUIRED:
                raise ModelCorruptError(f"The metadata has no {key}.")
            return default  # type: ignore[return-value]
        return _checked(key, value, low, high)

    def count(self, key: str, high: int, default: int | object = _REQUIRED) -> int:
        """Return a count from 0 to `high`, or `default`."""
        value = self.integer(key, 0, high, default)
        return 0 if value is None else value

    def per_layer(self, key: str, n_layer: int, high: int, default: int = 0) -> tuple[int, ...]:
        """Return one count a layer, given as one number for all or as an array.

        Raises:
            ModelCorruptError: an array of another length, or a value out of range.
        """
        key, value = self._get(key)
        if value is None:
            return (default,) * n_layer
        if isinstance(value, GgufArray):
            raise ModelCorruptError(f"{key} has {value.count} elements for {n_layer} layers.")
        if not isinstance(value, tuple):
            return (_checked(key, value, 0, high),) * n_layer
        if len(value) < n_layer:
            raise ModelCorruptError(f"{key} has {len(value)} elements for {n_layer} layers.")
        return tuple(
            int(item) if isinstance(item, bool) else _checked(key, item, 0, high)
            for item in value[:n_layer]
        )

    def has(self, key: str) -> bool:
        """Whether there is such a key."""
        return self._get(key)[1] is not None

    def is_array(self, key: str) -> bool:
        """Whether the value is an array."""
        return isinstance(self._get(key)[1], (tuple, GgufArray))

    def array_length(self, key: str) -> int | None:
        """Return the length of an array, or None when there is none."""
        value = self._get(key)[1]
        if isinstance(value, GgufArray):
            return value.count
        return len(value) if isinstance(value, tuple) else None


def _checked(key: str, value: Any, low: int, high: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ModelCorruptError(f"{key} must be an integer, it is {_kind(value)}.")
    if not low <= value <= high:
        raise ModelCorruptError(f"{key} is {value}; it must be in {low} to {high}.")
    return value


def _kind(value: Any) -> str:
    if isinstance(value, (tuple, GgufArray)):
        return "an array"
    return f"{type(value).__name__} {value!r:.40}"
