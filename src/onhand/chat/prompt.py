"""From a chat's history to the tokens of the next prompt, by template and overflow policy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onhand.errors import ContextFullError
from onhand.templates import ChatTemplate, TemplateTraits
from onhand.types.message import Message

if TYPE_CHECKING:
    from onhand.engine import Engine
    from onhand.session import Session

OVERFLOWS = ("error", "shift", "window", "summarise")


@dataclass(frozen=True, slots=True)
class Prompt:
    """What to generate from.

    Attributes:
        value: the whole history as tokens, or the text that follows what the session holds.
        replaces: whether `value` stands for the whole history.
        stops: texts that end the turn.
        stop_token_ids: control tokens that end the turn.
        n_keep: tokens that a context shift keeps; None: no shift.
        continues: the answer goes on with the last message instead of following it.
    """

    value: list[int] | str
    replaces: bool
    stops: tuple[str, ...]
    stop_token_ids: tuple[int, ...]
    n_keep: int | None = None
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Described:
    """What the worker says of the template in use."""

    source: str
    traits: TemplateTraits
    stops: tuple[str, ...]
    stop_token_ids: tuple[int, ...]


class ChatPrompt:
    """Makes the prompts of one chat."""

    def __init__(
        self,
        engine: Engine,
        *,
        template: ChatTemplate | None,
        overflow: str,
        n_exchanges: int,
        variables: Mapping[str, Any],
    ) -> None:
        _check_overflow(overflow)
        if n_exchanges < 1:
            raise ValueError(f"n_exchanges must be at least 1, got {n_exchanges}")
        self._engine = engine
        self._template = None if template is None else template.to_data()
        self._overflow = overflow
        self._n_exchanges = n_exchanges
        self._variables = dict(variables)
        self._described: Described | None = None

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
        max_tokens: int | None,
        overflow: str | None = None,
    ) -> Prompt:
        """Return the prompt for an answer to `messages`.

        Raises:
            ContextFullError: it does not fit and the policy is "error".
            TemplateError: the template fails.
            ValueError: there are no messages, or the policy is unknown.
        """
        if not messages:
            raise ValueError("the chat has no messages to answer")
        policy = self._overflow if overflow is None else overflow
        _check_overflow(policy)
        described = await self.describe()
        continues = messages[-1].role == "assistant"
        if policy == "shift":
            return await self._shifting(messages, session, described, continues)
        tokens = await self._fitting(messages, session, max_tokens, policy)
        return Prompt(tokens, True, described.stops, described.stop_token_ids, continues=continues)

    # ── fitting ──

    async def _fitting(
        self,
        messages: Sequence[Message],
        session: Session,
        max_tokens: int | None,
        policy: str,
    ) -> list[int]:
        """Return the tokens of as much of the history as the policy lets through."""
        n_ctx = self._engine.info.n_ctx
        _, tokens = await self.render(messages, session)
        if len(tokens) >= n_ctx:
            raise ContextFullError(
                f"The chat has {len(tokens)} tokens; the context holds {n_ctx}.",
                hint="Choose overflow='window', 'summarise' or 'shift', or raise `n_ctx`.",
                n_tokens=len(tokens),
                n_ctx=n_ctx,
            )
        return tokens

    # ── shifting ──

    async def _shifting(
        self,
        messages: Sequence[Message],
        session: Session,
        described: Described,
        continues: bool,
    ) -> Prompt:
        """Return only what follows the session's tokens, so that a shifted cache stays of use."""
        head = [message for message in messages[:1] if message.role == "system"]
        n_keep = len((await self.render(head, session, is_open=False))[1]) if head else 0
        value: list[int] | str
        value, tokens = await self.render(messages, session)
        answered = _index_of_last(messages, "assistant")
        if session.tokens and answered is not None and not continues:
            said, _ = await self.render(messages[: answered + 1], session, continue_final=True)
            if value.startswith(said) and len(value) > len(said):
                value = value[len(said) :]
                return Prompt(
                    value, False, described.stops, described.stop_token_ids, n_keep, continues
                )
        return Prompt(tokens, True, described.stops, described.stop_token_ids, n_keep, continues)

    async def render(
        self,
        messages: Sequence[Message],
        session: Session,
        *,
        is_open: bool = True,
        continue_final: bool = False,
    ) -> tuple[str, list[int]]:
        """Return the text of `messages` and its tokens.

        Args:
            messages: what to render.
            session: whose tokens are kept where its text begins the chat.
            is_open: end with what starts the assistant's turn (or leave its last one open).
            continue_final: leave the last message open even if it is not the assistant's.
        """
        continue_final = continue_final or (is_open and messages[-1].role == "assistant")
        options: dict[str, Any] = {
            "add_generation_prompt": is_open and not continue_final,
            "continue_final_message": continue_final,
            **self._variables,
        }
        text, tokens = await self._engine._supervisor.call(
            "render_chat",
            template=self._template,
            messages=[message.to_dict() for message in messages],
            options=options,
            history=list(session.tokens),
        )
        return text, tokens


def _check_overflow(overflow: str) -> None:
    if overflow not in OVERFLOWS:
        raise ValueError(
            f"overflow must be one of {', '.join(map(repr, OVERFLOWS))}, got {overflow!r}"
        )


def _index_of_last(messages: Sequence[Message], role: str) -> int | None:
    for index in range(len(messages) - 1, -1, -1):
        if messages[index].role == role:
            return index
    return None
