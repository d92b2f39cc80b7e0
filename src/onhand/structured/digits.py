"""Keeps numbers in JSON finite: a schema bounds a number's value, never its digits.

`0.000…` is between 0 and 1 for as long as a model likes to write noughts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

MAX_DIGITS = 20
"""Digits in a row outside texts; 2**64 has 20, and a double is told apart by 17."""

_QUOTE, _ESCAPE = ord('"'), ord("\\")


class Place(NamedTuple):
    """Where in a JSON text one is: inside a text or not, and digits written in a row."""

    is_in_text: bool = False
    is_escaped: bool = False
    n_digits: int = 0

    def after(self, piece: bytes) -> Place:
        """Return the place after `piece`."""
        is_in_text, is_escaped, n_digits = self
        for byte in piece:
            if is_in_text:
                is_in_text = is_escaped or byte != _QUOTE
                is_escaped = not is_escaped and byte == _ESCAPE
            elif 0x30 <= byte <= 0x39:
                n_digits += 1
            else:
                n_digits = 0
                is_in_text = byte == _QUOTE
        return Place(is_in_text, is_escaped, 0 if is_in_text else n_digits)

    @property
    def is_over(self) -> bool:
        """Whether the number has digits enough."""
        return self.n_digits >= MAX_DIGITS


class DigitLimit:
    """Takes digits out of masks, for one vocabulary."""

    def __init__(self, tokens: Sequence[bytes]) -> None:
        self._digits = self._bits(tokens, b"0123456789")
        self._noughts = self._bits(tokens, b"0")

    def apply(self, mask: bytes) -> bytes:
        """Return the mask without digits; where a digit must follow, without noughts."""
        bits = int.from_bytes(mask, "little")
        for refused in (self._digits, self._noughts):
            if bits & ~refused:
                return (bits & ~refused).to_bytes(len(mask), "little")
        return mask

    @staticmethod
    def _bits(tokens: Sequence[bytes], first: bytes) -> int:
        flags = bytearray((len(tokens) + 7) // 8)
        for token_id, text in enumerate(tokens):
            if text[:1] and text[0] in first:
                flags[token_id // 8] |= 1 << (token_id % 8)
        return int.from_bytes(flags, "little")
