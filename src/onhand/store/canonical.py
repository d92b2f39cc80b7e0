"""Canonical JSON: one byte string per value, so that a signature covers a value and not a layout.

The form is that of RFC 8785 (JSON Canonicalization Scheme), restricted to what every language
writes alike: integers within 2**53, and other numbers from 1e-6 up to 1e15.
"""

from __future__ import annotations

import json
import math
from typing import Any

from onhand.errors import ManifestError

_MAX_INTEGER = 2**53


def canonical_json(value: Any) -> bytes:
    """Return `value` as canonical JSON: sorted keys, no spaces, shortest numbers, UTF-8.

    Raises:
        ManifestError: a number is not finite or out of range, a key is no text, or a text has a
            lone surrogate.
    """
    try:
        return _text(value).encode("utf-8")
    except UnicodeEncodeError as error:
        raise ManifestError(f"A text cannot be written as UTF-8: {error}.") from error


def _text(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int):
        if abs(value) > _MAX_INTEGER:
            raise ManifestError(f"The integer {value} is beyond ±2**53.")
        return str(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(_text(item) for item in value) + "]"
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise ManifestError("A key of an object is no text.")
        # UTF-16 code units order keys in RFC 8785, not code points
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(f"{_text(key)}:{_text(value[key])}" for key in keys) + "}"
    raise ManifestError(f"A {type(value).__name__} cannot be written as JSON.")


def _number(value: float) -> str:
    if not math.isfinite(value) or abs(value) >= 1e15 or 0 < abs(value) < 1e-6:
        raise ManifestError(f"The number {value} is not finite or not in 1e-6 to 1e15.")
    if value == int(value):
        return str(int(value))
    shortest = repr(value)
    if "e" not in shortest:
        return shortest
    digits, _, exponent = shortest.partition("e")  # only 1e-6 <= |value| < 1e-4 gets here
    sign = "-" if digits.startswith("-") else ""
    return f"{sign}0.{'0' * (-int(exponent) - 1)}{digits.lstrip('-').replace('.', '')}"
