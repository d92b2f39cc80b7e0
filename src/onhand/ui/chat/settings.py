"""What can be set for one conversation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal, TypeAlias

import onhand

Overflow: TypeAlias = Literal["error", "shift", "window", "summarise"]

OVERFLOWS: dict[Overflow, str] = {
    "window": "Leave out the oldest exchanges",
    "summarise": "Sum up the oldest exchanges",
    "shift": "Forget the oldest words",
    "error": "Stop and say so",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatSettings:
    """System prompt and sampling of one conversation; None: the model's own.

    Attributes:
        system: system prompt; "" for none.
        temperature: 0 always takes the likeliest token; up to 5.
        top_p: share of the probability that is drawn from.
        top_k: how many tokens are drawn from.
        min_p: least probability, as a share of the likeliest token's.
        repeat_penalty: factor against repetition; 1 for none.
        max_tokens: longest answer in tokens.
        seed: the same seed gives the same answer.
        overflow: what happens when the context is full.
    """

    system: str = ""
    temperature: float | None = None
    top_p: float | None = None
    top_k: int | None = None
    min_p: float | None = None
    repeat_penalty: float | None = None
    max_tokens: int | None = None
    seed: int | None = None
    overflow: Overflow = "window"

    def __post_init__(self) -> None:
        onhand.SamplingParams(**self.sampling())
        if self.overflow not in OVERFLOWS:
            known = ", ".join(OVERFLOWS)
            raise ValueError(f"overflow must be one of {known}, got {self.overflow!r}")

    def sampling(self) -> dict[str, Any]:
        """Return the sampling options that are set."""
        names = ("temperature", "top_p", "top_k", "min_p", "repeat_penalty", "max_tokens", "seed")
        values = {name: getattr(self, name) for name in names}
        return {name: value for name, value in values.items() if value is not None}

    def changed(self, **changes: Any) -> ChatSettings:
        """Return a copy with `changes`; refuses what is out of range with the range."""
        return replace(self, **changes)

    def to_dict(self) -> dict[str, Any]:
        """Return what differs from the defaults, JSON-able."""
        default = asdict(ChatSettings())
        return {name: value for name, value in asdict(self).items() if value != default[name]}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> ChatSettings:
        """Read what `to_dict` gave; what this version does not know is left out."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in data.items() if name in known})
