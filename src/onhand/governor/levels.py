"""How much an engine may do: the four levels, and what each of them allows."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from onhand.types.params import Params, check_range


class Level(enum.IntEnum):
    """How much is allowed; a higher value is a worse condition, so that `max` is the worst."""

    FULL = 0
    REDUCED = 1
    MINIMAL = 2
    PAUSED = 3

    @property
    def label(self) -> str:
        """The level as it is written in traces: "full", "reduced", "minimal" or "paused"."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance(Params):
    """What a level allows an engine.

    Attributes:
        threads: share of the engine's compute threads, above 0 to 1; at least one thread stays.
        prefill: share of a batch that prompts may take in one step, above 0 to 1; at least 16
            tokens stay. A smaller step heats less at a time and can be paused sooner.
        max_tokens: most tokens of an answer that begins at this level; None: no limit.
        duty: share of the time in which the engine computes, 0 to 1: after each step it rests
            until that share is reached. 0: it holds until the level is better.
    """

    threads: float = 1.0
    prefill: float = 1.0
    max_tokens: int | None = None
    duty: float = 1.0

    def __post_init__(self) -> None:
        check_range("Allowance", "threads", self.threads, 0.01, 1.0)
        check_range("Allowance", "prefill", self.prefill, 0.01, 1.0)
        check_range("Allowance", "max_tokens", self.max_tokens, 1, 2**31 - 1, integer=True)
        check_range("Allowance", "duty", self.duty, 0.0, 1.0)
