"""An answer: while it is made, and what is said about it afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

import onhand
from onhand.ui.chat.blocks import BlockSplitter


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerStats:
    """What is shown under an answer.

    Attributes:
        model: who answered.
        reason: why it ended (`DoneEvent.reason`).
        n_tokens: tokens generated.
        n_prompt_tokens: tokens of the prompt, history included.
        n_cached_tokens: how many of them did not have to be computed.
        tokens_per_second: rate after the first token; None: fewer than two tokens.
        first_token_ms: from sending to the first token; None: there was none.
        n_recoveries: how often the worker died meanwhile and the answer went on.
    """

    model: str
    reason: str
    n_tokens: int
    n_prompt_tokens: int
    n_cached_tokens: int = 0
    tokens_per_second: float | None = None
    first_token_ms: float | None = None
    n_recoveries: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Return it JSON-able."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> AnswerStats:
        """Read what `to_dict` gave."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in data.items() if name in known})

    def __str__(self) -> str:
        """Return it in words: `38.2 tokens/s · first token 0.12 s · 214 tokens`."""
        said = []
        if self.tokens_per_second is not None:
            said.append(f"{self.tokens_per_second:,.1f} tokens/s")
        if self.first_token_ms is not None:
            said.append(f"first token {self.first_token_ms / 1000:.2f} s")
        said.append(f"{self.n_tokens:,} token" + ("s" if self.n_tokens != 1 else ""))
        if (ended := ENDINGS.get(self.reason)) is not None:
            said.append(ended)
        if self.n_recoveries:
            times = "once" if self.n_recoveries == 1 else f"{self.n_recoveries} times"
            said.append(f"worker restarted {times}")
        return " · ".join(said)


ENDINGS = {"cancelled": "stopped", "length": "cut at the limit", "deadline": "out of time"}


class Draft:
    """An answer while it is made.

    Attributes:
        blocks: its text, cut for drawing.
        reasoning: what the model thinks rather than answers.
        n_tokens: tokens so far.
        prompt: how far the prompt is; None: it waits.
        n_recoveries: how often the worker died and the answer went on.
        done: the last event, once it is there.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.blocks: BlockSplitter = BlockSplitter()
        self.reasoning: str = ""
        self.n_tokens: int = 0
        self.prompt: onhand.PromptEvent | None = None
        self.n_recoveries: int = 0
        self.done: onhand.DoneEvent | None = None
        self._text: list[str] = []

    @property
    def text(self) -> str:
        """The whole text so far."""
        return "".join(self._text)

    @property
    def state(self) -> str:
        """What it does now, in words; "" while it writes."""
        if self.done is not None or self.n_tokens:
            return ""
        if self.prompt is None:
            return "Waiting …"
        if self.prompt.processed < self.prompt.total:
            return f"Reading {self.prompt.processed:,} of {self.prompt.total:,} tokens …"
        return "Thinking …"

    @property
    def note(self) -> str:
        """What happened to it on the way, in words; "" for nothing."""
        if not self.n_recoveries:
            return ""
        return "The worker died and was started again; the answer goes on where it was."

    def take(self, event: onhand.Event) -> None:
        """Take the generation's next event."""
        match event:
            case onhand.TokenEvent(text=text, token_ids=token_ids):
                self.n_tokens += len(token_ids)
                self._text.append(text)
                self.blocks.feed(text)
            case onhand.ReasoningEvent(text=text, token_ids=token_ids):
                self.n_tokens += len(token_ids)
                self.reasoning += text
            case onhand.PromptEvent():
                self.prompt = event
            case onhand.RecoveredEvent():
                self.n_recoveries += 1
            case onhand.DoneEvent():
                self.done = event
                self.blocks.finish()
            case _:
                pass

    def stats(self, model: str) -> AnswerStats | None:
        """Return what is shown under it; None before its end."""
        if self.done is None:
            return None
        usage, timings = self.done.usage, self.done.timings
        return AnswerStats(
            model=model,
            reason=self.done.reason,
            n_tokens=usage.completion_tokens,
            n_prompt_tokens=usage.prompt_tokens,
            n_cached_tokens=usage.cached_tokens,
            tokens_per_second=timings.decode_tokens_per_second,
            first_token_ms=timings.first_token_ms,
            n_recoveries=self.n_recoveries,
        )
