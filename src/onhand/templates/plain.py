"""What a template may see: plain JSON-like data, never the caller's objects."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from onhand.types.message import Message, TextPart

_REASONING_KEYS = ("reasoning_content", "thinking", "reasoning")


def plain(value: Any) -> Any:
    """Rebuild `value` out of plain Python types; what has no plain form becomes "<type>".

    Subclasses of str and int lose their methods, mappings become dicts, dataclasses and pydantic
    models become dicts of their fields. A template never gets an object whose methods act.
    """
    if value is None or type(value) in (str, int, float, bool):
        return value
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, (int, float)):
        return int(value) if isinstance(value, int) else float(value)
    if isinstance(value, Mapping):
        return {plain(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return (
            type(value)(map(plain, value)) if type(value) in (list, tuple) else [*map(plain, value)]
        )
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if callable(getattr(value, "model_dump", None)):
        return plain(value.model_dump())
    return f"<{type(value).__name__}>"


def message_data(message: Message | Mapping[str, Any]) -> dict[str, Any]:
    """Return a message in the form that templates read.

    A `Message` gives its tool calls' arguments as an object, as `transformers` documents it, and
    text parts joined; a dict is taken as it is. Reasoning is readable under each of its names.

    Raises:
        TypeError: it is neither.
    """
    if isinstance(message, Message):
        data = _of_message(message)
    elif isinstance(message, Mapping):
        data = plain(message)
    else:
        raise TypeError(f"a message is a Message or a dict, not {type(message).__name__}")
    reasoning = next((data[key] for key in _REASONING_KEYS if data.get(key) is not None), None)
    if reasoning is not None:
        data = {"thinking": reasoning, **data, "reasoning_content": reasoning}
    return data


def messages_data(messages: Iterable[Message | Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return messages in the form that templates read, see `message_data`."""
    if isinstance(messages, (str, bytes, Mapping)):
        raise TypeError(f"messages is a list of messages, not {type(messages).__name__}")
    return [message_data(message) for message in messages]


def _of_message(message: Message) -> dict[str, Any]:
    data = message.to_dict()
    data.pop("is_partial", None)
    if not isinstance(message.content, str) and all(
        isinstance(part, TextPart) for part in message.content
    ):
        data["content"] = message.text
    for call, made in zip(message.tool_calls, data.get("tool_calls", ()), strict=False):
        made["function"]["arguments"] = plain(call.arguments)
    return data
