"""From a chat's history to the tokens of the next prompt, by template and overflow policy."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from onhand.chat.history import (
    HistoryParams,
    OverflowPolicy,
    plan_summary,
    require_fit,
    window,
)
from onhand.chat.tools import Tool
from onhand.errors import OnhandError
from onhand.templates import ChatTemplate, TemplateTraits
from onhand.types.message import Message

if TYPE_CHECKING:
    from onhand.engine import Engine
    from onhand.session import Session


@dataclass(frozen=True, slots=True)
class Prompt:
    """What to generate from.

    Attributes:
        value: the whole history as tokens, or the text that follows what the session holds.
        text: the rendered text of the history.
        replaces: whether `value` stands for the whole history.
        n_keep: tokens that a context shift keeps; None: no shift.
        continues: the answer goes on with the last message instead of following it.
    """

    value: list[int] | str
    text: str
    replaces: bool
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
        _check_overflow(overflow)
        self._engine = engine
        self._template = None if template is None else template.to_data()
        self._overflow = overflow
        self._history = history
        self._variables = dict(variables)
        self._described: Described | None = None
        self._summary: _Summary | None = None

    def copy(self) -> ChatPrompt:
        """Return an independent copy."""
        copy = object.__new__(ChatPrompt)
        copy.__dict__.update(self.__dict__)
        return copy

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
            ValueError: there are no messages, or the policy is unknown.
        """
        if not messages:
            raise ValueError("the chat has no messages to answer")
        policy = self._overflow if overflow is None else overflow
        _check_overflow(policy)
        if policy == "shift":
            return await self._shifting(messages, session, tools)
        if policy == "summarise":
            messages = await self._summarised(messages, session, tools)
        if policy != "error":
            messages = await self._windowed(messages, session, tools)
        text, tokens = await self.render(messages, session, tools)
        require_fit(messages, self._engine.info.n_ctx, lambda _: len(tokens))
        return Prompt(tokens, text, True, continues=messages[-1].role == "assistant")

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
        described = await self.describe()
        async with self._engine.session() as session:
            _, tokens = await self.render(request, session, ())
            return await session.complete(
                tokens,
                max_tokens=self._history.summary_tokens,
                temperature=self._history.summary_temperature,
                stop=described.stops,
            )

    async def _shifting(
        self, messages: Sequence[Message], session: Session, tools: Sequence[Tool]
    ) -> Prompt:
        """Return only what follows the session's tokens, so that a shifted cache stays of use."""
        n_keep = await self._n_lead_tokens(messages, session, tools)
        continues = messages[-1].role == "assistant"
        text, tokens = await self.render(messages, session, tools)
        answered = _index_of_last(messages, "assistant")
        if session.tokens and answered is not None and not continues:
            said, _ = await self.render(
                messages[: answered + 1], session, tools, continue_final=True
            )
            if text.startswith(said) and len(text) > len(said):
                return Prompt(text[len(said) :], text, False, n_keep, continues)
        return Prompt(tokens, text, True, n_keep, continues)

    async def _n_lead_tokens(
        self, messages: Sequence[Message], session: Session, tools: Sequence[Tool]
    ) -> int:
        """Return how many tokens the system message and the tools take."""
        lead = [message for message in messages[:1] if message.role == "system"]
        if not lead and not tools:
            return 0
        try:
            _, tokens = await self.render(lead, session, tools, is_open=False)
        except OnhandError:
            return 0  # a template that wants a user's message first
        return len(tokens)

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
        session: Session,
        tools: Sequence[Tool],
        *,
        is_open: bool = True,
        continue_final: bool = False,
    ) -> tuple[str, list[int]]:
        """Return the text of `messages` and its tokens.

        Args:
            messages: what to render.
            session: whose tokens are kept where its text begins the chat.
            tools: schemas that the template shows.
            is_open: end with what starts the assistant's turn (or leave its last one open).
            continue_final: leave the last message open even if it is not the assistant's.
        """
        ends_in_answer = bool(messages) and messages[-1].role == "assistant"
        continue_final = continue_final or (is_open and ends_in_answer)
        options: dict[str, Any] = {
            "add_generation_prompt": is_open and not continue_final,
            "continue_final_message": continue_final,
            **self._variables,
        }
        if tools:
            options["tools"] = [tool.to_dict() for tool in tools]
        text, tokens = await self._engine._supervisor.call(
            "render_chat",
            template=self._template,
            messages=[message.to_dict() for message in messages],
            options=options,
            history=list(session.tokens),
        )
        return text, tokens


def _check_overflow(overflow: str) -> None:
    policies = get_args(OverflowPolicy)
    if overflow not in policies:
        listed = ", ".join(map(repr, policies))
        raise ValueError(f"overflow must be one of {listed}, got {overflow!r}")


def _index_of_last(messages: Sequence[Message], role: str) -> int | None:
    for index in range(len(messages) - 1, -1, -1):
        if messages[index].role == role:
            return index
    return None
