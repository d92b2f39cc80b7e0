"""Finds where a long array of texts ends without reading it: for headers behind a network.

A vocabulary of 128,000 texts takes megabytes, and what lies behind it is a few KB. Texts carry
their length, so a window anywhere inside the array shows a chain of lengths and texts, and a
window behind it does not. That is enough for a bisection with some windows of 4 KiB each. The
caller verifies the outcome as a whole: entries and tensors must parse and fill the file exactly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from onhand.formats.gguf_cursor import Cursor
from onhand.formats.gguf_types import SCALARS, TYPE_ARRAY, TYPE_STRING

PROBE_BYTES: Final = 4096
PROBE_TEXTS: Final = 12
MAX_PROBES: Final = 64
WALK_BYTES: Final = 1 << 14
MAX_LENGTH: Final = 1023
"""Longest text that counts as one here; a vocabulary with a longer one is walked instead."""

_LENGTH: Final = SCALARS[10]
_KEY: Final = re.compile(rb"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+")


class LeapError(Exception):
    """The end was not found, or what was found is not provably right: the array must be walked."""


@dataclass(frozen=True, slots=True)
class _Chain:
    """Texts that follow each other: where each begins, where the last ends, how many are pairs."""

    starts: list[int]
    end: int
    n_spaced: int

    @property
    def is_spaced(self) -> bool:
        """Whether most texts hold a space: merges do, vocabularies do not."""
        return 2 * self.n_spaced > len(self.starts)


def leap_texts(cursor: Cursor, count: int) -> int:
    """Move `cursor` behind an array of `count` texts; return 1 when it leapt, 0 when it walked.

    Raises:
        LeapError: the end was not found.
    """
    start = cursor.offset
    first = _chain(cursor.peek(cursor.window_bytes), 0, limit=count)
    if len(first.starts) == count:
        cursor.skip(first.end)
        return 0
    if len(first.starts) < PROBE_TEXTS:
        raise LeapError
    mean = first.end / len(first.starts)
    inside, outside = _bracket(cursor, start + first.end, int(count * mean / 4), first.is_spaced)
    cursor.skip(_last_entry(cursor, inside, outside) - start)
    return 1


def _bracket(cursor: Cursor, inside: int, step: int, is_spaced: bool) -> tuple[int, int]:
    """Return a boundary of texts inside the array and a place that is at most a walk behind it."""
    outside = None
    step = max(step, WALK_BYTES)
    for _ in range(MAX_PROBES):
        if outside is not None and outside - inside <= WALK_BYTES:
            return inside, outside
        at = (inside + outside) // 2 if outside is not None else inside + step
        boundary = _probe(cursor, at, is_spaced)
        if boundary is None:
            outside = min(at, cursor.size)
        elif outside is not None and boundary >= outside:
            return inside, outside
        else:
            inside = boundary
    raise LeapError


def _probe(cursor: Cursor, at: int, is_spaced: bool) -> int | None:
    """Return a boundary of texts shortly behind `at`, or None when no such texts lie there."""
    if at >= cursor.size:
        return None
    data = cursor.glance(at, PROBE_BYTES)
    for begin in range(min(MAX_LENGTH + 8, len(data) - 8)):
        if data[begin + 2 : begin + 8] != bytes(6):
            continue
        chain = _chain(data, begin, limit=PROBE_TEXTS)
        if len(chain.starts) == PROBE_TEXTS:
            return at + chain.end if chain.is_spaced == is_spaced else None
    return None


def _chain(data: bytes, begin: int, *, limit: int) -> _Chain:
    """Follow the texts that lie whole in `data` from `begin`; empty and overlong ones end it."""
    starts: list[int] = []
    n_spaced, position = 0, begin
    while len(starts) < limit and position + 8 <= len(data):
        length = _LENGTH.unpack_from(data, position)[0]
        end = position + 8 + length
        if not 0 < length <= MAX_LENGTH or end > len(data):
            break
        starts.append(position)
        n_spaced += b" " in data[position + 8 : end]
        position = end
    return _Chain(starts, position, n_spaced)


def _last_entry(cursor: Cursor, inside: int, outside: int) -> int:
    """Return where the array ends: where, after `inside`, the next entry or tensor begins.

    A key or a tensor's name looks like one more text; what follows it does not.
    """
    data = cursor.glance(inside, outside - inside + 2 * PROBE_BYTES)
    chain = _chain(data, 0, limit=len(data))
    for begin in reversed(chain.starts[-3:]):
        length = _LENGTH.unpack_from(data, begin)[0]
        name = data[begin + 8 : begin + 8 + length]
        behind = data[begin + 8 + length : begin + 12 + length]
        if _KEY.fullmatch(name) and len(behind) == 4 and _could_be_type(behind):
            return inside + begin
    raise LeapError


def _could_be_type(behind: bytes) -> bool:
    code = SCALARS[4].unpack(behind)[0]
    return code in SCALARS or code in (TYPE_STRING, TYPE_ARRAY)
