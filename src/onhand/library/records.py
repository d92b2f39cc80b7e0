"""Conversations as plain values: a line of a list, and all of one."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias

from onhand.types.message import Message

ExportFormat: TypeAlias = Literal["json", "markdown"]

TITLE_LENGTH: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationInfo:
    """A conversation in a list.

    Attributes:
        id: names it; stays.
        title: for people.
        created_at: Unix time in seconds.
        updated_at: Unix time of the last change of its messages.
        n_messages: how many messages it has, the system's included.
        model: name of the model that answered last; "" where none did.
        snippet: where a search found its words; "" without a search.
    """

    id: str
    title: str
    created_at: float
    updated_at: float
    n_messages: int
    model: str = ""
    snippet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationRecord:
    """A conversation as it is kept.

    Attributes:
        id: names it; stays.
        title: for people; "": made from the first message of the user.
        messages: all of them in order.
        settings: template, overflow policy and the like of its chat, as data; {}: defaults.
        extra: what the app wants to remember with it, JSON-able.
        model: name of the model that answered last.
        created_at: Unix time in seconds; set when it is first kept.
        updated_at: Unix time of the last change of its messages; set when it is kept.
        revision: counts the changes of its messages; 0: never kept.
    """

    id: str
    title: str = ""
    messages: tuple[Message, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)
    model: str = ""
    created_at: float = 0.0
    updated_at: float = 0.0
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """What is written of a conversation: the messages from `n_kept` on replace those there.

    Attributes:
        id: of the conversation.
        revision: that the writer knows; 0: it has never been kept.
        n_kept: messages at the start that are in the database already.
        messages: those after them.
        kept_messages: the first `n_kept`, for a copy after a conflict.
        title: for one that has none yet.
        settings: JSON.
        extra: JSON.
        model: name of the model.
    """

    id: str
    revision: int
    n_kept: int
    messages: tuple[Message, ...]
    kept_messages: tuple[Message, ...]
    title: str
    settings: str
    extra: str
    model: str

    @classmethod
    def of(cls, record: ConversationRecord) -> Change:
        """Return the change that writes a whole conversation."""
        return cls(
            id=record.id,
            revision=record.revision,
            n_kept=0,
            messages=record.messages,
            kept_messages=(),
            title=record.title or title_of(record.messages),
            settings=as_json(record.settings),
            extra=as_json(record.extra),
            model=record.model,
        )


def as_json(data: Mapping[str, Any]) -> str:
    """Return a mapping as compact JSON.

    Raises:
        TypeError, ValueError: it is not JSON-able.
    """
    return json.dumps(dict(data), ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def new_id() -> str:
    """Return an id that no other conversation has."""
    return secrets.token_hex(8)


def title_of(messages: tuple[Message, ...]) -> str:
    """Return a title from the first message of the user: its first line, cut at a word."""
    text = next((message.text for message in messages if message.role == "user"), "")
    line = next((" ".join(line.split()) for line in text.splitlines() if line.strip()), "")
    if len(line) <= TITLE_LENGTH:
        return line
    cut = line[: TITLE_LENGTH - 1]
    head = cut.rpartition(" ")[0]
    return (head if len(head) > TITLE_LENGTH // 2 else cut).rstrip(" ,.;:-") + "…"
