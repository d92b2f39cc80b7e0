"""Which messages of a chat stay when the context is full. Pure arithmetic over token counts.

An exchange is a user's message and all that follows until the next one: answers, calls, results.
Exchanges are kept or dropped whole. System messages at the start, and tools, always stay.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from onhand.errors import ContextFullError
from onhand.types.message import Message
from onhand.types.params import Params, check_range

OverflowPolicy: TypeAlias = Literal["error", "shift", "window", "summarise"]
CountTokens: TypeAlias = Callable[[Sequence[Message]], int]
"""Tokens of the prompt that some messages make, with template, tools and generation prompt."""

SUMMARY_LEAD = "Summary of the conversation so far:"


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryParams(Params):
    """When history is cut and how much of it stays.

    Attributes:
        max_exchanges: most exchanges that `window` keeps, the current one included.
        max_tokens: most tokens of a prompt under `window`; None: what the context leaves.
        reserve_tokens: tokens kept free for the answer; None: a quarter of the context.
        summarise_at: share of the context at which `summarise` begins.
        keep_exchanges: exchanges that `summarise` leaves as they are.
        summary_tokens: most tokens of a summary.
        summary_temperature: temperature at which it is written.
    """

    max_exchanges: int = 20
    max_tokens: int | None = None
    reserve_tokens: int | None = None
    summarise_at: float = 0.7
    keep_exchanges: int = 2
    summary_tokens: int = 128
    summary_temperature: float = 0.3

    def __post_init__(self) -> None:
        for name in ("max_exchanges", "max_tokens", "summary_tokens"):
            check_range("HistoryParams", name, getattr(self, name), 1, None, integer=True)
        for name in ("reserve_tokens", "keep_exchanges"):
            check_range("HistoryParams", name, getattr(self, name), 0, None, integer=True)
        check_range("HistoryParams", "summarise_at", self.summarise_at, 0.05, 1.0)
        check_range("HistoryParams", "summary_temperature", self.summary_temperature, 0.0, 5.0)


@dataclass(frozen=True, slots=True)
class History:
    """A chat's messages, divided.

    Attributes:
        lead: the system messages at the start; they always stay.
        exchanges: the rest, an exchange each.
    """

    lead: tuple[Message, ...]
    exchanges: tuple[tuple[Message, ...], ...]

    @classmethod
    def of(cls, messages: Sequence[Message]) -> History:
        """Divide messages; what stands before the first user message is an exchange of its own."""
        n_lead = 0
        while n_lead < len(messages) and messages[n_lead].role == "system":
            n_lead += 1
        exchanges: list[list[Message]] = []
        for message in messages[n_lead:]:
            if message.role == "user" or not exchanges:
                exchanges.append([])
            exchanges[-1].append(message)
        return cls(tuple(messages[:n_lead]), tuple(map(tuple, exchanges)))

    @property
    def messages(self) -> tuple[Message, ...]:
        """All messages in order."""
        return self.lead + tuple(message for exchange in self.exchanges for message in exchange)

    def last(self, n_exchanges: int) -> History:
        """Return this history with only its last `n_exchanges`."""
        n = min(n_exchanges, len(self.exchanges))
        return History(self.lead, self.exchanges[len(self.exchanges) - n :])


def token_budget(n_ctx: int, params: HistoryParams) -> int:
    """Return how many tokens a prompt may have in a context of `n_ctx`, at least one."""
    reserve = n_ctx // 4 if params.reserve_tokens is None else params.reserve_tokens
    budget = max(n_ctx - reserve, 1)
    return budget if params.max_tokens is None else min(budget, params.max_tokens)


def require_fit(messages: Sequence[Message], n_ctx: int, count: CountTokens) -> None:
    """Raise ContextFullError, with the numbers, unless the prompt leaves room for a token."""
    n_tokens = count(messages)
    if n_tokens >= n_ctx:
        raise ContextFullError(
            f"The conversation has {n_tokens} tokens; the context holds {n_ctx}, "
            "and an answer needs at least one.",
            n_tokens=n_tokens,
            n_ctx=n_ctx,
        )


def window(
    messages: Sequence[Message], n_ctx: int, count: CountTokens, params: HistoryParams
) -> tuple[Message, ...]:
    """Return the messages that stay: the lead and the most last exchanges that fit.

    The current exchange always stays; when it alone is over the budget it may use all of the
    context but one token. The number of exchanges is found by bisection, so `count` is called
    about log2(exchanges) times.

    Raises:
        ContextFullError: the lead and the current exchange alone do not fit.
    """
    history = History.of(messages)
    budget = token_budget(n_ctx, params)
    n_kept = min(params.max_exchanges, len(history.exchanges))
    whole = history.last(n_kept).messages
    if n_kept == 0 or count(whole) <= budget:
        require_fit(whole, n_ctx, count)
        return whole
    low, high = 1, n_kept  # `low` is assumed to fit, `high` does not
    while high - low > 1:
        middle = (low + high) // 2
        if count(history.last(middle).messages) <= budget:
            low = middle
        else:
            high = middle
    kept = history.last(low).messages
    require_fit(kept, n_ctx, count)
    return kept


@dataclass(frozen=True, slots=True)
class SummaryPlan:
    """What is summarised and what stays.

    Attributes:
        history: the whole history that is divided.
        old: messages that the summary replaces, an older summary in the lead not among them.
        kept: exchanges that stay as they are.
        earlier: text of the summary that the lead already holds; "" none.
    """

    history: History
    old: tuple[Message, ...]
    kept: tuple[tuple[Message, ...], ...]
    earlier: str = ""

    def request(self) -> tuple[Message, ...]:
        """Return the conversation that asks the model for the summary."""
        lines = [f"{SUMMARY_LEAD} {self.earlier}"] if self.earlier else []
        lines += [f"{message.role}: {message.text}" for message in self.old if message.text]
        task = (
            "Summarise this conversation in a few sentences. Keep names, numbers, decisions and "
            "open questions. Write only the summary."
        )
        return (Message.user(task + "\n\n" + "\n".join(lines)),)

    def apply(self, summary: str) -> tuple[Message, ...]:
        """Return the messages with the old ones replaced by `summary`, in the system message."""
        text = f"{SUMMARY_LEAD} {summary.strip()}"
        lead = self.history.lead
        if lead:
            base = _without_summary(lead[-1].text)
            lead = (*lead[:-1], Message.system(f"{base}\n\n{text}" if base else text))
        else:
            lead = (Message.system(text),)
        return History(lead, self.kept).messages


def plan_summary(
    messages: Sequence[Message], n_ctx: int, count: CountTokens, params: HistoryParams
) -> SummaryPlan | None:
    """Return what to summarise; None: there is room still, or nothing old enough."""
    if count(messages) < params.summarise_at * n_ctx:
        return None
    history = History.of(messages)
    n_keep = max(params.keep_exchanges, 1)
    kept = history.last(n_keep).exchanges
    old = history.exchanges[: len(history.exchanges) - len(kept)]
    if not old:
        return None
    earlier = history.lead[-1].text.partition(SUMMARY_LEAD)[2].strip() if history.lead else ""
    flat = tuple(message for exchange in old for message in exchange)
    return SummaryPlan(history, flat, kept, earlier)


def _without_summary(text: str) -> str:
    return text.partition(SUMMARY_LEAD)[0].rstrip()
