"""Who is told of changes: what all windows share keeps a list of those that look at it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Generic, ParamSpec

P = ParamSpec("P")


class Listeners(Generic[P]):
    """Functions that are called at every change, on the event loop, in the order they came.

    `len` says how many there are.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._all: list[Callable[P, object]] = []

    def __len__(self) -> int:
        return len(self._all)

    def add(self, listener: Callable[P, object]) -> Callable[[], None]:
        """Call `listener` from now on; return what ends that, and does nothing a second time."""
        self._all.append(listener)

        def stop() -> None:
            with contextlib.suppress(ValueError):
                self._all.remove(listener)

        return stop

    def tell(self, *arguments: P.args, **named: P.kwargs) -> None:
        """Call all of them; those that come or go meanwhile count from the next time on."""
        for listener in tuple(self._all):
            listener(*arguments, **named)

    def clear(self) -> None:
        """Forget all of them."""
        self._all.clear()
