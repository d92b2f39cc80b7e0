"""How much time, text and memory a template may use, and the account that is kept of it.

A sandbox keeps a template from Python's internals but bounds nothing: sixty bytes can print
gigabytes. Every loop turn, call, filter and operator of a template reports here, before it makes
anything large, so that a render ends by `TemplateError` from whatever thread it runs in.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Generator, Iterable, Mapping, MappingView
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar

from onhand.errors import TemplateError
from onhand.types.params import Params, check_range

T = TypeVar("T")
_ITEM_BYTES = 8
_CLOCK_STRIDE = 2048


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateLimits(Params):
    """Bounds of one render.

    Attributes:
        timeout_s: wall-clock seconds, compilation included.
        max_chars: characters of the result and of any text on the way to it.
        max_bytes: bytes of all values that the template makes, freed ones included.
        max_template_chars: characters of the template's own text.
    """

    timeout_s: float = 2.0
    max_chars: int = 4_000_000
    max_bytes: int = 256 * 1024 * 1024
    max_template_chars: int = 200_000

    def __post_init__(self) -> None:
        check_range("TemplateLimits", "timeout_s", self.timeout_s, 0.001, None)
        for name in ("max_chars", "max_bytes", "max_template_chars"):
            check_range("TemplateLimits", name, getattr(self, name), 1, None, integer=True)


class Budget:
    """What is left of the limits of one render."""

    __slots__ = ("_deadline", "_limits", "_spent_bytes")

    def __init__(self, limits: TemplateLimits) -> None:
        self._limits = limits
        self._deadline = time.monotonic() + limits.timeout_s
        self._spent_bytes = 0

    def tick(self) -> None:
        """Raise TemplateError when the time is over."""
        if time.monotonic() > self._deadline:
            raise TemplateError(
                f"The template ran for more than {self._limits.timeout_s:g} s.", limit="timeout_s"
            )

    def spend(self, n_bytes: int) -> None:
        """Account for `n_bytes` about to be made; raise TemplateError when that is too much."""
        self.tick()
        self._spent_bytes += n_bytes
        if self._spent_bytes > self._limits.max_bytes:
            raise TemplateError(
                f"The template makes more than {self._limits.max_bytes:,} bytes of values.",
                limit="max_bytes",
            )

    def check_text(self, n_chars: int) -> None:
        """Raise TemplateError when a text of `n_chars` is too long; nothing is accounted."""
        if n_chars > self._limits.max_chars:
            raise TemplateError(
                f"The template makes a text of more than {self._limits.max_chars:,} characters.",
                limit="max_chars",
            )

    def text(self, n_chars: int) -> None:
        """Account for a text of `n_chars` about to be made."""
        self.check_text(n_chars)
        self.spend(n_chars)

    def items(self, n_items: int) -> None:
        """Account for a list of `n_items` about to be made."""
        self.text(n_items * _ITEM_BYTES)

    def made(self, value: T) -> T:
        """Account for a value that an expression made, and return it (iterators wrapped)."""
        kind = type(value)
        if isinstance(value, (str, bytes)):
            if len(value) > 64:
                self.text(len(value))
                self.spend(sys.getsizeof(value) - len(value))
            return value
        if isinstance(value, Generator):
            return self._metered(value)  # type: ignore[return-value]
        if kind in (list, tuple, dict, set, frozenset):
            self.spend(64 + _ITEM_BYTES * len(value))  # type: ignore[arg-type]
            self.weigh(value)
        return value

    def weigh(self, value: Any) -> int:
        """Return the size of a value written out; raise TemplateError when it is too much.

        A list that holds one list a thousand times, that one another a thousand times and so on is
        small in memory and endless as text; counting it out stops at the limit.
        """
        limit = 4 * self._limits.max_chars
        weight = steps = 0
        pending = [value]
        while pending:
            value = pending.pop()
            weight += _ITEM_BYTES
            if isinstance(value, (str, bytes)):
                weight += len(value)
            elif isinstance(value, Mapping):
                pending.extend(value.keys())
                pending.extend(value.values())
            elif isinstance(value, (list, tuple, set, frozenset, MappingView)):
                pending.extend(value)  # type: ignore[arg-type]
            steps += 1
            if weight + _ITEM_BYTES * len(pending) > limit:
                raise TemplateError(
                    f"The template nests values of more than {limit:,} characters in all.",
                    limit="max_chars",
                )
            if steps % _CLOCK_STRIDE == 0:
                self.tick()
        return weight

    def _metered(self, values: Iterable[Any]) -> Generator[Any, None, None]:
        for value in values:
            self.spend(_ITEM_BYTES)
            yield self.made(value)


_ACTIVE: ContextVar[Budget | None] = ContextVar("onhand_template_budget", default=None)


@contextmanager
def budgeted(budget: Budget) -> Generator[None, None, None]:
    """Make `budget` the one that `active_budget` returns in this thread, for a `with` block."""
    token = _ACTIVE.set(budget)
    try:
        yield
    finally:
        _ACTIVE.reset(token)


def active_budget() -> Budget:
    """Return the budget of the render that runs in this thread; without one, a fresh default."""
    return _ACTIVE.get() or Budget(TemplateLimits())
