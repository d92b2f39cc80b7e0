"""Messages of a chat as plain values: text, media parts, tool calls; JSON round trip.

The JSON form is OpenAI's chat message, so that data from that world works unchanged, with two
additions: `reasoning_content` (what the model thought) and `is_partial` (a cancelled answer).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias, get_args

from onhand.types.params import refuse_unknown

Role: TypeAlias = Literal["system", "user", "assistant", "tool"]
ROLES: tuple[str, ...] = get_args(Role)
_REASONING_KEYS = ("reasoning_content", "reasoning", "thinking")
_KEYS = {"role", "content", "tool_calls", "tool_call_id", "name", "is_partial", *_REASONING_KEYS}


@dataclass(frozen=True, slots=True)
class TextPart:
    """A piece of text.

    Attributes:
        text: the text.
    """

    text: str

    def to_dict(self) -> dict[str, Any]:
        """Return OpenAI's JSON form."""
        return {"type": "text", "text": self.text}


@dataclass(frozen=True, slots=True)
class ImagePart:
    """A picture.

    Attributes:
        data: the encoded file (PNG, JPEG, …).
        media_type: its MIME type.
    """

    data: bytes
    media_type: str = "image/png"

    def to_dict(self) -> dict[str, Any]:
        """Return OpenAI's JSON form, a data URL."""
        encoded = base64.b64encode(self.data).decode()
        return {
            "type": "image_url",
            "image_url": {"url": f"data:{self.media_type};base64,{encoded}"},
        }


@dataclass(frozen=True, slots=True)
class AudioPart:
    """A sound.

    Attributes:
        data: the encoded file.
        format: "wav", "mp3", "flac".
    """

    data: bytes
    format: str = "wav"

    def to_dict(self) -> dict[str, Any]:
        """Return OpenAI's JSON form."""
        sound = {"data": base64.b64encode(self.data).decode(), "format": self.format}
        return {"type": "input_audio", "input_audio": sound}


Part: TypeAlias = TextPart | ImagePart | AudioPart
Content: TypeAlias = "str | tuple[Part, ...]"


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A call that the assistant asked for, as history keeps it.

    Attributes:
        id: unique in the chat; the tool's answer refers to it.
        name: the tool's name.
        arguments: its arguments by name.
    """

    id: str
    name: str
    arguments: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("ToolCall.name must not be empty")
        if not isinstance(self.arguments, Mapping):
            kind = type(self.arguments).__name__
            raise TypeError(f"ToolCall.arguments must be a mapping, not {kind}")

    def to_dict(self) -> dict[str, Any]:
        """Return OpenAI's JSON form, in which the arguments are JSON text."""
        arguments = json.dumps(self.arguments, ensure_ascii=False)
        return {
            "id": self.id,
            "type": "function",
            "function": {"name": self.name, "arguments": arguments},
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> ToolCall:
        """Build from OpenAI's JSON form; the arguments may be text or an object.

        Raises:
            TypeError: the data has another shape.
            ValueError: the arguments are no JSON object.
        """
        function = data.get("function", data)
        if not isinstance(function, Mapping) or not isinstance(function.get("name"), str):
            raise TypeError(f"a tool call needs a function with a name, got {dict(data)!r}")
        arguments = function.get("arguments") or {}
        if isinstance(arguments, str):
            try:
                arguments = json.loads(arguments)
            except json.JSONDecodeError as error:
                raise ValueError(
                    f"the arguments of tool call {function['name']!r} are no JSON: {error}"
                ) from None
        if not isinstance(arguments, Mapping):
            raise ValueError(f"the arguments of tool call {function['name']!r} are no JSON object")
        return cls(str(data.get("id") or ""), function["name"], arguments)


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat.

    Attributes:
        role: "system", "user", "assistant" or "tool".
        content: text, or parts (text, image, audio) in order.
        tool_calls: calls that the assistant asks for.
        tool_call_id: the call that a tool message answers.
        name: the tool's or the speaker's name.
        reasoning: what the assistant thought before it answered.
        is_partial: the answer was cut (cancelled, deadline, length).
    """

    role: Role
    content: Content = ""
    tool_calls: tuple[ToolCall, ...] = ()
    tool_call_id: str | None = None
    name: str | None = None
    reasoning: str | None = None
    is_partial: bool = False

    def __post_init__(self) -> None:
        if self.role not in ROLES:
            raise ValueError(f"Message.role must be one of {', '.join(ROLES)}, got {self.role!r}")
        object.__setattr__(self, "content", _checked_content(self.content))
        object.__setattr__(self, "tool_calls", tuple(self.tool_calls))
        for call in self.tool_calls:
            if not isinstance(call, ToolCall):
                raise TypeError(f"Message.tool_calls takes ToolCall, got {type(call).__name__}")
        if self.tool_calls and self.role != "assistant":
            raise ValueError(f"only an assistant message has tool calls, not a {self.role} one")
        if self.tool_call_id is not None and self.role != "tool":
            raise ValueError(f"only a tool message has a tool_call_id, not a {self.role} one")
        for name in ("tool_call_id", "name", "reasoning"):
            value = getattr(self, name)
            if value is not None and not isinstance(value, str):
                raise TypeError(f"Message.{name} must be a str, not {type(value).__name__}")

    @property
    def text(self) -> str:
        """The content's text; media parts have none."""
        if isinstance(self.content, str):
            return self.content
        return "".join(part.text for part in self.content if isinstance(part, TextPart))

    @property
    def has_media(self) -> bool:
        """Whether an image or a sound is part of it."""
        return not isinstance(self.content, str) and any(
            not isinstance(part, TextPart) for part in self.content
        )

    def to_dict(self) -> dict[str, Any]:
        """Return JSON-able data that `from_dict` turns back into an equal message."""
        content = self.content
        data: dict[str, Any] = {
            "role": self.role,
            "content": content if isinstance(content, str) else [p.to_dict() for p in content],
        }
        if self.tool_calls:
            data["tool_calls"] = [call.to_dict() for call in self.tool_calls]
        optional = {
            "tool_call_id": self.tool_call_id,
            "name": self.name,
            "reasoning_content": self.reasoning,
            "is_partial": self.is_partial or None,
        }
        return data | {key: value for key, value in optional.items() if value is not None}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Message:
        """Build from an OpenAI-style dict; keys that are None count as absent.

        Raises:
            TypeError: a key is unknown, or a value has the wrong type.
            ValueError: the role is unknown, or a value makes no sense there.
        """
        given = {key: value for key, value in data.items() if value is not None}
        refuse_unknown("Message", given, _KEYS)
        if "role" not in given:
            raise TypeError(f"a message needs a role, got {dict(data)!r}")
        return cls(
            role=given["role"],
            content=_content_from(given.get("content", "")),
            tool_calls=tuple(ToolCall.from_dict(call) for call in given.get("tool_calls", ())),
            tool_call_id=given.get("tool_call_id"),
            name=given.get("name"),
            reasoning=next((given[key] for key in _REASONING_KEYS if key in given), None),
            is_partial=bool(given.get("is_partial", False)),
        )

    @classmethod
    def of(cls, value: Message | Mapping[str, Any]) -> Message:
        """Return `value` as a message: itself, or built from an OpenAI-style dict.

        Raises:
            TypeError: it is neither, or a key is unknown.
            ValueError: a value is out of range.
        """
        if isinstance(value, cls):
            return value
        if isinstance(value, Mapping):
            return cls.from_dict(value)
        raise TypeError(f"a message is a Message or a dict, not {type(value).__name__}")

    @classmethod
    def system(cls, content: str | Iterable[Part]) -> Message:
        """Return a system message."""
        return cls("system", content)  # type: ignore[arg-type]

    @classmethod
    def user(cls, content: str | Iterable[Part]) -> Message:
        """Return a user message."""
        return cls("user", content)  # type: ignore[arg-type]

    @classmethod
    def assistant(cls, content: str | Iterable[Part], **fields: Any) -> Message:
        """Return an assistant message; `fields` are further attributes."""
        return cls("assistant", content, **fields)  # type: ignore[arg-type]

    @classmethod
    def tool(cls, content: str, tool_call_id: str, name: str | None = None) -> Message:
        """Return a tool's answer to the call `tool_call_id`."""
        return cls("tool", content, tool_call_id=tool_call_id, name=name)


def _checked_content(content: Any) -> Content:
    if isinstance(content, str):
        return content
    if isinstance(content, (bytes, Mapping)) or not isinstance(content, Iterable):
        raise TypeError(f"Message.content is a str or parts, not {type(content).__name__}")
    parts = tuple(content)
    for part in parts:
        if not isinstance(part, (TextPart, ImagePart, AudioPart)):
            raise TypeError(f"Message.content takes parts, got {type(part).__name__}")
    return parts


def _content_from(content: Any) -> Any:
    if isinstance(content, list):
        return tuple(_part_from(part) for part in content)
    return content


def _part_from(data: Any) -> Part:
    if isinstance(data, str):
        return TextPart(data)
    if not isinstance(data, Mapping):
        raise TypeError(f"a content part is an object with a type, not {type(data).__name__}")
    kind = data.get("type")
    if kind == "text" and isinstance(data.get("text"), str):
        return TextPart(data["text"])
    if kind == "image_url":
        url = data.get("image_url")
        return _image_from(url.get("url") if isinstance(url, Mapping) else url)
    if kind == "input_audio" and isinstance(data.get("input_audio"), Mapping):
        sound = data["input_audio"]
        return AudioPart(_from_base64(sound.get("data")), str(sound.get("format", "wav")))
    raise ValueError(f"unknown content part {kind!r}; known: text, image_url, input_audio")


def _image_from(url: Any) -> ImagePart:
    """Read a data URL (RFC 2397); nothing is ever fetched."""
    head, comma, body = url.partition(",") if isinstance(url, str) else ("", "", "")
    if not head.startswith("data:") or not head.endswith(";base64") or not comma:
        raise ValueError(
            "an image is a base64 data URL here; onhand fetches nothing from the network"
        )
    return ImagePart(_from_base64(body), head[len("data:") : -len(";base64")] or "image/png")


def _from_base64(text: Any) -> bytes:
    if not isinstance(text, str):
        raise TypeError(f"media data is base64 text, not {type(text).__name__}")
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise ValueError(f"media data is no base64: {error}") from None
