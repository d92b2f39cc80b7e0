"""Who gives way first where several engines share a device, and who comes back first."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from onhand.governor.levels import Level

TICK_S = 2.0
"""At most one step in this time, so that its effect can be seen before the next."""
CALM_S = 30.0
"""Seconds without a violation before a step is taken back."""
LATENCIES = frozenset(("p95_token_ms", "first_token_ms"))
"""What slowing the engine itself would only make worse: the others must give."""


@dataclass(frozen=True, slots=True)
class Step:
    """One engine gives way, or comes back, by one level.

    Attributes:
        engine: its name.
        level: what it may do from now on.
        previous: what it might do until now.
        cause: "violation" or "calm".
    """

    engine: str
    level: Level
    previous: Level
    cause: Literal["violation", "calm"]


@dataclass(slots=True)
class _Share:
    priority: int
    order: int
    lowest: Level
    level: Level = Level.FULL


class Arbiter:
    """Takes from the lowest priority first and gives back in the reverse order.

    Nothing is taken from an engine to help one of lower priority; among equals the one that came
    last gives first, and the one whose budget is violated gives last. An engine that is too slow
    itself gives nothing, unless for one of higher priority: to slow it further would help nobody.
    """

    def __init__(
        self,
        *,
        tick_s: float = TICK_S,
        calm_s: float = CALM_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._tick_s = tick_s
        self._calm_s = calm_s
        self._clock = clock
        self._shares: dict[str, _Share] = {}
        self._given: list[str] = []  # who gave, in order: the last is the first to come back
        self._n_added = 0
        self._stepped_s = -float("inf")
        self._troubled_s = -float("inf")

    def add(self, engine: str, priority: int = 0, *, lowest: Level = Level.MINIMAL) -> None:
        """Take an engine in.

        Args:
            engine: a name of its own.
            priority: a higher one keeps its share longer.
            lowest: the level beyond which nothing more is taken from it.
        """
        if engine in self._shares:
            raise ValueError(f"there is an engine {engine!r} already")
        self._shares[engine] = _Share(priority, self._n_added, lowest)
        self._n_added += 1

    def remove(self, engine: str) -> None:
        """Forget an engine; one that is not there changes nothing."""
        self._shares.pop(engine, None)
        self._given = [name for name in self._given if name != engine]

    def level(self, engine: str) -> Level:
        """Return what the engine may do for the others' sake; "full" for one that is not there."""
        share = self._shares.get(engine)
        return Level.FULL if share is None else share.level

    def decide(self, violated: Mapping[str, Collection[str]]) -> Step | None:
        """Return the next step, if it is time for one.

        Args:
            violated: the parts of each engine's budget that are violated now.
        """
        now = self._clock()
        present = {
            name: frozenset(parts)
            for name, parts in violated.items()
            if name in self._shares and self._is_trouble(name, frozenset(parts))
        }
        if present:
            self._troubled_s = now
        if now - self._stepped_s < self._tick_s:
            return None
        step = self._take(present) if present else self._give_back(now)
        if step is not None:
            self._stepped_s = now
        return step

    def _take(self, violated: Mapping[str, frozenset[str]]) -> Step | None:
        candidates = [
            (share.priority, name in violated, -share.order, name)
            for name, share in self._shares.items()
            if share.level < share.lowest and self._can_help(name, violated)
        ]
        if not candidates:
            return None
        name = min(candidates)[-1]
        share = self._shares[name]
        previous, share.level = share.level, Level(share.level + 1)
        self._given.append(name)
        return Step(name, share.level, previous, "violation")

    def _is_trouble(self, name: str, parts: frozenset[str]) -> bool:
        """Whether a violation asks for a step: one that gave way is slow because it did."""
        return bool(parts) and not (parts <= LATENCIES and self._shares[name].level > Level.FULL)

    def _can_help(self, name: str, violated: Mapping[str, frozenset[str]]) -> bool:
        """Whether any violated budget would gain by this engine's giving way."""
        priority = self._shares[name].priority
        is_slow = name in violated and violated[name] <= LATENCIES
        return any(
            priority < self._shares[other].priority
            or (priority == self._shares[other].priority and not is_slow)
            for other in violated
        )

    def _give_back(self, now: float) -> Step | None:
        calm_since = max(self._troubled_s, self._stepped_s)
        if not self._given or now - calm_since < self._calm_s:
            return None
        name = self._given.pop()
        share = self._shares[name]
        previous, share.level = share.level, Level(share.level - 1)
        return Step(name, share.level, previous, "calm")
