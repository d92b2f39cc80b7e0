"""Conversations as files for people and other programs."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import Final

from onhand.library.records import ConversationRecord, ExportFormat
from onhand.types.message import Message

FORMATS: Final = ("json", "markdown")
_NAMES: Final = {"user": "User", "assistant": "Assistant", "tool": "Tool", "system": "System"}


def exported(record: ConversationRecord, format: ExportFormat) -> str:
    """Return a conversation as a file's text.

    "json": title, times, model and messages in OpenAI's form. "markdown": a heading a message.

    Raises:
        ValueError: the format is unknown.
    """
    if format == "json":
        return json.dumps(_data(record), ensure_ascii=False, indent=2) + "\n"
    if format != "markdown":
        raise ValueError(f"format must be 'json' or 'markdown', got {format!r}")
    parts = [f"# {record.title or 'Conversation'}"]
    facts = [_time(record.updated_at) if record.updated_at else "", record.model]
    if any(facts):
        parts.append(f"*{' · '.join(filter(None, facts))}*")
    parts += [_section(message) for message in record.messages]
    return "\n\n".join(parts) + "\n"


def _data(record: ConversationRecord) -> dict[str, object]:
    return {
        "id": record.id,
        "title": record.title,
        "created_at": _time(record.created_at),
        "updated_at": _time(record.updated_at),
        "model": record.model,
        "messages": [message.to_dict() for message in record.messages],
        "extra": dict(record.extra),
    }


def _section(message: Message) -> str:
    if message.role == "system":
        return _quoted(message.text)
    parts = [f"## {message.name or _NAMES[message.role]}"]
    if message.reasoning:
        parts.append(_quoted(message.reasoning))
    if message.text:
        parts.append(message.text)
    for call in message.tool_calls:
        arguments = json.dumps(dict(call.arguments), ensure_ascii=False, indent=2)
        parts.append(f"Calls `{call.name}`:\n\n```json\n{arguments}\n```")
    if message.is_partial:
        parts.append("*(cut short)*")
    return "\n\n".join(parts)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="seconds")
