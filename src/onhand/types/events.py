"""What a generation yields: a closed union of frozen values, always ended by one `DoneEvent`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

DoneReason: TypeAlias = Literal["eog", "stop", "length", "cancelled", "deadline"]


@dataclass(frozen=True, slots=True)
class PromptEvent:
    """Progress of the prefill.

    Attributes:
        processed: prompt tokens that the cache holds by now, cached ones included.
        total: prompt tokens in all.
        cached: prompt tokens that were reused and not computed.
    """

    processed: int
    total: int
    cached: int


@dataclass(frozen=True, slots=True)
class TokenLogprob:
    """Natural-log probability of a token that was chosen, and of its likeliest rivals.

    Attributes:
        token_id: the chosen token.
        logprob: ln p of the chosen token under the model, before any sampling rule.
        top: (token id, ln p) of the most likely tokens, best first.
    """

    token_id: int
    logprob: float
    top: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True)
class TokenEvent:
    """Text that is final: whole characters, no part of a stop text.

    Attributes:
        text: the text; empty only where tokens have no text of their own.
        token_ids: the tokens that were completed by this event, in order.
        logprobs: one entry a token when they were asked for, else empty.
    """

    text: str
    token_ids: tuple[int, ...]
    logprobs: tuple[TokenLogprob, ...] = ()


@dataclass(frozen=True, slots=True)
class ReasoningEvent:
    """Text that the model thinks rather than answers.

    Attributes:
        text: the thought's next piece.
        token_ids: the tokens that were completed by this event.
    """

    text: str
    token_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ToolCallEvent:
    """A call that the model asks for.

    Attributes:
        id: unique in the chat.
        name: the tool's name.
        arguments: its arguments by name; complete only when `is_complete`.
        arguments_text: the raw JSON text so far.
        is_complete: whether the call is complete and may be executed.
    """

    id: str
    name: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    arguments_text: str = ""
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class ShiftEvent:
    """The context was full: old tokens were discarded and the rest moved up.

    Attributes:
        n_keep: tokens kept at the start.
        n_discarded: tokens discarded after them.
        position: tokens that the session holds after the shift.
    """

    n_keep: int
    n_discarded: int
    position: int


@dataclass(frozen=True, slots=True)
class RecoveredEvent:
    """The worker died and the stream goes on; nothing that was yielded changes.

    Attributes:
        attempt: how many times this request has been recovered, from 1.
        cause: what killed the worker, for people.
    """

    attempt: int
    cause: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Token counts of one generation.

    Attributes:
        prompt_tokens: tokens of the prompt, history included.
        cached_tokens: how many of them were reused and not computed.
        completion_tokens: tokens generated.
        seed: seed of the random stream that was used.
    """

    prompt_tokens: int
    cached_tokens: int
    completion_tokens: int
    seed: int

    @property
    def total_tokens(self) -> int:
        """Prompt and completion together."""
        return self.prompt_tokens + self.completion_tokens


@dataclass(frozen=True, slots=True)
class Timings:
    """Where the time of one generation went, measured in the worker.

    Attributes:
        queued_ms: from arrival to admission.
        prompt_ms: from admission until the whole prompt was computed.
        first_token_ms: from arrival until the first token was sampled; None: there was none.
        total_ms: from arrival to the end.
        prefill_tokens_per_second: computed (not cached) prompt tokens over `prompt_ms`;
            None: nothing was computed.
        decode_tokens_per_second: tokens after the first over the time since it; None: fewer
            than two tokens.
    """

    queued_ms: float
    prompt_ms: float
    first_token_ms: float | None
    total_ms: float
    prefill_tokens_per_second: float | None
    decode_tokens_per_second: float | None


@dataclass(frozen=True, slots=True)
class DoneEvent:
    """The end of a generation.

    Attributes:
        reason: "eog" the model ended it, "stop" a stop text matched, "length" `max_tokens` or the
            context is used up, "cancelled", or "deadline".
        usage: token counts.
        timings: durations and rates.
        stop: the stop text that matched, when `reason` is "stop".
    """

    reason: DoneReason
    usage: Usage
    timings: Timings
    stop: str | None = None


Event: TypeAlias = (
    PromptEvent
    | TokenEvent
    | ReasoningEvent
    | ToolCallEvent
    | ShiftEvent
    | RecoveredEvent
    | DoneEvent
)
