"""From a chat's history to the tokens of the next prompt, by template and overflow policy."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, get_args

from onhand.chat.history import (
    History,
    HistoryParams,
    OverflowPolicy,
    plan_summary,
    require_fit,
    window,
)
from onhand.chat.reasoning import ReasoningParams, ReasoningSplitter, opens_thought
from onhand.chat.tools import Tool
from onhand.errors import ContextFullError, OnhandError
from onhand.templates import ChatTemplate, TemplateTraits
from onhand.types.message import Message

if TYPE_CHECKING:
    from onhand.engine import Engine
    from onhand.session import Session

MIN_SLIDING_TOKENS = 16
"""Room that a context shift needs beside what it keeps."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What to generate from.

    Attributes:
        tokens: the whole history; what of it the session holds begins it as it is.
        text: the rendered text of the history.
        n_keep: tokens that a context shift keeps, BOS not counted; None: no shift.
        continues: the answer goes on with the last message instead of following it.
    """

    tokens: list[int]
    text: str
    n_keep: int | None = None
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Described:
    """What the worker says of the template in use: its traits, and how its turns end."""

    source: str
    traits: TemplateTraits
    stops: tuple[str, ...]
    stop_token_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Summary:
    """The messages that a summary stands for, and what stands in their place."""

    covered: tuple[Message, ...]
    lead: tuple[Message, ...]


class ChatPrompt:
    """Makes the prompts of one chat."""

    def __init__(
        self,
        engine: Engine,
        *,
        template: ChatTemplate | None,
        overflow: OverflowPolicy,
        history: HistoryParams,
        variables: Mapping[str, Any],
    ) -> None:
        check_overflow(overflow)
        self._engine = engine
        self._template = None if template is None else template.to_data()
        self._overflow = overflow
        self._history = history
        self._variables = dict(variables)
        self._described: Described | None = None
        self._summary: _Summary | None = None
        self._lead: tuple[Any, int] | None = None
        self.has_shifted: bool = False

    def copy(self) -> ChatPrompt:
        """Return an independent copy."""
        copy = object.__new__(ChatPrompt)
        copy.__dict__.update(self.__dict__)
        return copy

    def note_shift(self) -> None:
        """The session's tokens were shifted: they no longer begin as the chat does."""
        self.has_shifted = True

    async def describe(self) -> Described:
        """Return what the template does and how its turns end; asked for once."""
        if self._described is None:
            data = await self._engine._supervisor.call("describe_chat", template=self._template)
            self._described = Described(
                data["source"],
                TemplateTraits.from_dict(data["traits"]),
                tuple(data["stops"]),
                tuple(data["stop_token_ids"]),
            )
        return self._described

    async def make(
        self,
        messages: Sequence[Message],
        session: Session,
        tools: Sequence[Tool],
        overflow: OverflowPolicy | None = None,
    ) -> Prompt:
        """Return the prompt for an answer to `messages`.

        Raises:
            ContextFullError: it does not fit, whatever the policy may leave out.
            TemplateError: the template fails.
            ValueError: there are no messages, their last one asks for calls that nobody answered,
                or the policy is unknown.
        """
        if not messages:
            raise ValueError("the chat has no messages to answer")
        if messages[-1].tool_calls:
            raise ValueError("the last message asks for tool calls: add their results first")
        policy = self._overflow if overflow is None else overflow
        check_overflow(policy)
        if policy == "shift":
            return await self._shifting(messages, session, tools)
        if policy == "summarise":
            messages = await self._summarised(messages, session, tools)
        if policy != "error":
            messages = await self._windowed(messages, session, tools)
        text, tokens = await self.render(messages, session, tools)
        require_fit(messages, self._engine.info.n_ctx, lambda _: len(tokens))
        return Prompt(tokens, text, continues=messages[-1].role == "assistant")

    async def extended(self, prompt: Prompt, text: str, session: Session) -> Prompt:
        """Return the prompt with the beginning of the answer put behind it."""
        whole = prompt.text + text
        n_keep = prompt.n_keep if self.has_shifted else None
        tokens = await self._engine._supervisor.call(
            "chat_tokens", text=whole, history=list(session.tokens), n_keep=n_keep
        )
        return replace(prompt, tokens=tokens, text=whole)

    # ── policies ──

    async def _windowed(
        self, messages: Sequence[Message], session: Session, tools: Sequence[Tool]
    ) -> Sequence[Message]:
        """Leave out the oldest exchanges, as far as the context asks for it."""
        count = self._counter(session, tools)
        n_ctx = self._engine.info.n_ctx
        return await asyncio.to_thread(window, messages, n_ctx, count, self._history)

    async def _summarised(
        self, messages: Sequence[Message], session: Session, tools: Sequence[Tool]
    ) -> Sequence[Message]:
        """Replace old exchanges by a summary that the model writes; when it fails, keep them."""
        view = self._viewed(messages)
        n_ctx = self._engine.info.n_ctx
        plan = await asyncio.to_thread(
            plan_summary, view, n_ctx, self._counter(session, tools), self._history
        )
        if plan is None:
            return view
        try:
            summary = await self._summarise(plan.request())
        except OnhandError:
            return view
        if not summary.strip():
            return view
        n_kept = sum(len(exchange) for exchange in plan.kept)
        applied = plan.apply(summary)
        lead = applied[: len(applied) - n_kept]
        self._summary = _Summary(tuple(messages[: len(messages) - n_kept]), lead)
        return applied

    def _viewed(self, messages: Sequence[Message]) -> tuple[Message, ...]:
        """Return the messages with those that were summarised before replaced."""
        summary = self._summary
        if summary is None:
            return tuple(messages)
        n_covered = len(summary.covered)
        if tuple(messages[:n_covered]) != summary.covered:
            self._summary = None  # the old messages were edited
            return tuple(messages)
        return (*summary.lead, *messages[n_covered:])

    async def _summarise(self, request: Sequence[Message]) -> str:
        """Let the model write the summary; what it thinks about it is left out."""
        described = await self.describe()
        traits = described.traits
        opened, closed = traits.reasoning_open.strip(), traits.reasoning_close.strip()
        async with self._engine.session() as session:
            text, tokens = await self.render(request, session, ())
            message = session._message(
                tokens,
                replaces=True,
                sampling=session._sampling_from(
                    {
                        "max_tokens": self._history.summary_tokens,
                        "temperature": self._history.summary_temperature,
                        "stop": described.stops,
                    }
                ),
                stop_token_ids=list(described.stop_token_ids),
                visible=[opened, closed] if opened and closed else [],
            )
            summary = await session._stream(message).text()
        if not (opened and closed):
            return summary
        params = ReasoningParams(open=opened, close=closed)
        splitter = ReasoningSplitter(params, is_open=opens_thought(text, params))
        pieces = [*splitter.feed(summary), *splitter.finish()]
        return "".join(piece.text for piece in pieces if not piece.is_reasoning)

    async def _shifting(
        self, messages: Sequence[Message], session: Session, tools: Sequence[Tool]
    ) -> Prompt:
        """Return a prompt of which a context shift keeps the system message and the tools."""
        n_keep = await self._n_lead_tokens(messages, session, tools)
        if n_keep + MIN_SLIDING_TOKENS > self._engine.info.n_ctx:
            raise ContextFullError(
                f"System message and tools have {n_keep} tokens; the context holds "
                f"{self._engine.info.n_ctx}, and sliding needs {MIN_SLIDING_TOKENS} beside them.",
                n_tokens=n_keep,
                n_ctx=self._engine.info.n_ctx,
            )
        text, tokens = await self.render(
            messages, session, tools, n_keep=n_keep if self.has_shifted else None
        )
        return Prompt(tokens, text, n_keep, continues=messages[-1].role == "assistant")

    async def _n_lead_tokens(
        self, messages: Sequence[Message], session: Session, tools: Sequence[Tool]
    ) -> int:
        """Return how many tokens the system message and the tools take, BOS not counted."""
        lead = History.of(messages).lead
        if not lead and not tools:
            return 0
        key = (lead, tuple(tool.name for tool in tools))
        if self._lead is None or self._lead[0] != key:
            self._lead = key, await self._count_lead(lead, tools)
        return self._lead[1]

    async def _count_lead(self, lead: Sequence[Message], tools: Sequence[Tool]) -> int:
        _, first = await self.render([*lead, Message.user("A")], None, tools)
        _, second = await self.render([*lead, Message.user("B")], None, tools)
        n_common = next(
            (n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), 0
        )
        try:
            text, alone = await self.render(lead, None, tools, is_open=False)
        except OnhandError:
            text, alone = "", []  # a template that wants a user's message behind the system's
        if first[: len(alone)] == alone and all(message.text.strip() in text for message in lead):
            n_common = len(alone)
        info = self._engine.info.model
        return max(0, n_common - (info.adds_bos and first[:1] == [info.bos_token_id]))

    def offer_lead(
        self, messages: Sequence[Message], prompt: Prompt, tools: Sequence[Tool]
    ) -> None:
        """Let the engine keep the cache of system message and tools, if it keeps such."""
        prefixes, lead = self._engine._prefixes, History.of(messages).lead
        if prefixes is None or not (lead or tools):
            return
        data = [message.to_dict() for message in lead], [tool.to_dict() for tool in tools]
        key = repr((data, self._template, self._variables))
        prefixes.offer(key, lambda: self._lead_of(messages, prompt.tokens, tools))

    async def _lead_of(
        self, messages: Sequence[Message], tokens: Sequence[int], tools: Sequence[Tool]
    ) -> Sequence[int]:
        """Return what of a prompt's tokens is the system message and the tools."""
        info = self._engine.info.model
        n_lead = await self._count_lead(History.of(messages).lead, tools)
        has_bos = info.adds_bos and list(tokens[:1]) == [info.bos_token_id]
        return tokens[: n_lead + has_bos] if n_lead else ()

    # ── rendering ──

    def _counter(self, session: Session, tools: Sequence[Tool]) -> Any:
        """Return a blocking count of a prompt's tokens, for another thread."""
        host = asyncio.get_running_loop()

        def count(messages: Sequence[Message]) -> int:
            rendering = self.render(messages, session, tools)
            return len(asyncio.run_coroutine_threadsafe(rendering, host).result()[1])

        return count

    async def render(
        self,
        messages: Sequence[Message],
        session: Session | None,
        tools: Sequence[Tool],
        *,
        is_open: bool = True,
        n_keep: int | None = None,
    ) -> tuple[str, list[int]]:
        """Return the text of `messages` and its tokens.

        Args:
            messages: what to render.
            session: whose tokens are kept where their text begins the chat; None: nobody's.
            tools: schemas that the template shows.
            is_open: end with what starts the assistant's turn (or leave its last one open).
            n_keep: the session's tokens were shifted, this many kept.
        """
        continues = is_open and bool(messages) and messages[-1].role == "assistant"
        options: dict[str, Any] = {
            "add_generation_prompt": is_open and not continues,
            "continue_final_message": continues,
            **self._variables,
        }
        if tools:
            options["tools"] = [tool.to_dict() for tool in tools]
        text, tokens = await self._engine._supervisor.call(
            "render_chat",
            template=self._template,
            messages=[message.to_dict() for message in messages],
            options=options,
            history=[] if session is None else list(session.tokens),
            n_keep=n_keep,
        )
        return text, tokens


def check_overflow(overflow: str) -> None:
    """Raise ValueError unless `overflow` names a policy."""
    policies = get_args(OverflowPolicy)
    if overflow not in policies:
        listed = ", ".join(map(repr, policies))
        raise ValueError(f"overflow must be one of {listed}, got {overflow!r}")
