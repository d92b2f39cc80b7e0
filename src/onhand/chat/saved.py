"""A chat as part of a saved state: its messages and settings as JSON-able data, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from onhand.chat.history import HistoryParams
from onhand.chat.prompt import _Summary
from onhand.chat.reasoning import ReasoningParams
from onhand.chat.sources import template_of
from onhand.chat.tools import tools_of
from onhand.errors import StateCorruptError
from onhand.templates import ChatTemplate
from onhand.types.message import Message

if TYPE_CHECKING:
    from onhand.chat.chat import Chat
    from onhand.engine import Engine
    from onhand.session import Session


def chat_data(chat: Chat) -> dict[str, Any]:
    """Return what of a chat is saved besides its session: messages and settings.

    Raises:
        TypeError: a template variable is not JSON-able.
    """
    return {"messages": _plain(chat._messages), **chat_settings(chat)}


def chat_settings(chat: Chat) -> dict[str, Any]:
    """Return a chat's settings as JSON-able data; the model's own template is not among them.

    Raises:
        TypeError: a template variable is not JSON-able.
    """
    prompt, summary = chat._prompt, chat._prompt._summary
    default = template_of(chat._engine._template)
    is_default = default is not None and prompt._template == default.to_data()
    try:
        json.dumps(prompt._variables, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise TypeError(f"a template variable of the chat cannot be saved: {error}") from None
    return {
        "template": None if is_default else prompt._template,
        "overflow": prompt._overflow,
        "history": prompt._history.to_dict(),
        "reasoning": None if chat._reasoning is None else chat._reasoning.to_dict(),
        "variables": prompt._variables,
        "summary": summary and {"n_covered": len(summary.covered), "lead": _plain(summary.lead)},
        "has_shifted": prompt.has_shifted,
    }


async def restored_chat(
    engine: Engine, session: Session, data: Mapping[str, Any], tools: Iterable[Any]
) -> Chat:
    """Return the chat that `chat_data` described, over a restored session.

    Raises:
        StateCorruptError: the data has another shape.
    """
    offered = tools_of(tools)
    try:
        template, reasoning, summary = data["template"], data["reasoning"], data["summary"]
        chat = engine.chat(
            messages=[Message.of(message) for message in data["messages"]],
            template=None if template is None else ChatTemplate.from_data(template),
            overflow=data["overflow"],
            history=HistoryParams.from_dict(data["history"]),
            tools=offered,
            reasoning=None if reasoning is None else ReasoningParams.from_dict(reasoning),
            **data["variables"],
        )
        if summary is not None:
            covered = chat.messages[: summary["n_covered"]]
            lead = tuple(Message.from_dict(message) for message in summary["lead"])
            chat._prompt._summary = _Summary(covered, lead)
        chat._prompt.has_shifted = bool(data["has_shifted"] and session.tokens)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        await session.close()
        raise StateCorruptError(f"The state's chat makes no sense: {error!r}.") from error
    await chat._session.close()
    chat._session = session
    return chat


def _plain(messages: Iterable[Message]) -> list[dict[str, Any]]:
    return [message.to_dict() for message in messages]
