"""Steps through bytes from front to back with every step checked against the end."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any, Final

from onhand.errors import ModelCorruptError
from onhand.formats.gguf_reader import Reader

MAX_SKIPPED_TEXTS: Final = 1 << 24
"""Texts that may be walked over in all: sixteen times the largest vocabulary with merges."""

_LENGTH: Final = struct.Struct("<Q")


class Cursor:
    """A position in a `Reader`'s bytes, with one window of them in memory.

    Attributes:
        offset: the next byte to read.
        size: length of the whole.
    """

    def __init__(self, reader: Reader) -> None:
        self.offset: int = 0
        self.size: int = reader.size
        self._reader = reader
        self._window = b""
        self._start = 0
        self._texts_left = MAX_SKIPPED_TEXTS

    @property
    def window_bytes(self) -> int:
        """How much the reader likes to be asked for at once."""
        return self._reader.window_bytes

    def peek(self, n: int) -> bytes:
        """Return the next `n` bytes and stay; fewer only at the end."""
        begin = self._locate(min(n, self.size - self.offset))
        return self._window[begin : begin + n]

    def glance(self, offset: int, n: int) -> bytes:
        """Return the `n` bytes at `offset`, past the window; fewer only at the end."""
        return self._reader.read_at(offset, min(n, self.size - offset))

    def take(self, n: int, what: str) -> bytes:
        """Return the next `n` bytes, which `what` names, and step over them.

        Raises:
            ModelCorruptError: the file ends before.
        """
        self._require(n, what)
        begin = self._locate(n)
        data = self._window[begin : begin + n]
        if len(data) < n:
            raise self._truncated(n, what)
        self.offset += n
        return data

    def number(self, layout: struct.Struct, what: str) -> Any:
        """Return the next number of that layout and step over it."""
        self._require(layout.size, what)
        begin = self._locate(layout.size)
        if len(self._window) - begin < layout.size:
            raise self._truncated(layout.size, what)
        self.offset += layout.size
        return layout.unpack_from(self._window, begin)[0]

    def text(self, what: str, limit: int) -> bytes:
        """Return the next text (a 64-bit length and its bytes) of at most `limit` bytes."""
        at = self.offset
        length = int(self.number(_LENGTH, f"the length of {what}"))
        if length > limit:
            raise ModelCorruptError(
                f"The length of {what} at byte {at} is {length}; at most {limit} are possible."
            )
        return self.take(length, what)

    def skip(self, n: int) -> None:
        """Step over `n` bytes, which the caller has found to be there."""
        self.offset += n

    def skip_texts(self, count: int, what: str) -> None:
        """Step over `count` texts, window by window, keeping none."""
        self._texts_left -= count
        if self._texts_left < 0:
            raise ModelCorruptError(
                f"The header has more than {MAX_SKIPPED_TEXTS} texts: {what} claims {count} "
                f"(byte {self.offset})."
            )
        unpack = _LENGTH.unpack_from
        while count:
            begin = self._at_length(what)
            window, last = self._window, len(self._window) - 8
            position = begin
            while count and position <= last:
                position += 8 + unpack(window, position)[0]
                count -= 1
            self.offset += position - begin
            if self.offset > self.size:
                raise ModelCorruptError(
                    f"A text in {what} ends at byte {self.offset}, "
                    f"but the file has {self.size} bytes."
                )

    def texts(self, count: int, what: str, limit: int) -> Iterator[bytes]:
        """Yield the next `count` texts, quicker than `text` for each; stops where that stops."""
        unpack = _LENGTH.unpack_from
        while count:
            position = begin = self._at_length(what)
            window, last = self._window, len(self._window) - 8
            while count and position <= last:
                end = position + 8 + unpack(window, position)[0]
                if end > last + 8:
                    break
                yield window[position + 8 : end]
                position = end
                count -= 1
            self.offset += position - begin
            if count:
                yield self.text(what, limit)
                count -= 1

    def _at_length(self, what: str) -> int:
        """Return where in the window the next text's length lies."""
        self._require(8, what)
        begin = self._locate(8)
        if len(self._window) - begin < 8:
            raise self._truncated(8, what)
        return begin

    def _require(self, n: int, what: str) -> None:
        if n > self.size - self.offset:
            raise self._truncated(n, what)

    def _truncated(self, n: int, what: str) -> ModelCorruptError:
        return ModelCorruptError(
            f"The file ends inside {what}: {n} bytes are needed at byte {self.offset}, "
            f"but the file has {self.size}."
        )

    def _locate(self, n: int) -> int:
        """Make the window hold the next `n` bytes and return where they begin in it."""
        begin = self.offset - self._start
        if begin >= 0 and begin + n <= len(self._window):
            return begin
        wanted = max(n, min(self._reader.window_bytes, self.size - self.offset))
        self._window = self._reader.read_at(self.offset, wanted)
        self._start = self.offset
        return 0
