"""What a caller may give for a message and for a template."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

from onhand.errors import CapabilityError
from onhand.templates import BUILTIN_TEMPLATES, ChatTemplate
from onhand.types.message import Message

TemplateSource: TypeAlias = "ChatTemplate | str | Path | None"
MessageSource: TypeAlias = "Message | Mapping[str, Any] | str"


def message_of(source: MessageSource, role: str = "user") -> Message:
    """Return what was given as a message; a text is one of `role`.

    Raises:
        TypeError, ValueError: it is no message.
        CapabilityError: it has an image or a sound.
    """
    is_text = isinstance(source, str)
    message = Message(role, source) if is_text else Message.of(source)  # type: ignore[arg-type]
    if message.has_media:
        raise CapabilityError(
            "This runtime takes no images or sound in a chat yet.",
            hint="Send the text alone.",
        )
    return message


def template_of(source: TemplateSource) -> ChatTemplate | None:
    """Return the template that is meant: a value, a built-in's name, a file, or Jinja text.

    Raises:
        ValueError: it is none of these.
        TemplateError: the file cannot be read.
    """
    if source is None or isinstance(source, ChatTemplate):
        return source
    if isinstance(source, Path):
        return ChatTemplate.from_file(source)
    if not isinstance(source, str):
        raise TypeError(
            f"a template is text, a file or a ChatTemplate, not {type(source).__name__}"
        )
    if source in BUILTIN_TEMPLATES:
        return ChatTemplate.builtin(source)
    if "{" in source:
        return ChatTemplate(source)
    if Path(source).is_file():
        return ChatTemplate.from_file(source)
    raise ValueError(
        f"template {source!r} is neither Jinja text, nor a file, nor built in "
        f"({', '.join(BUILTIN_TEMPLATES)})"
    )
