"""Chats on the fake model: a template that its vocabulary knows, scripts, tools."""

from __future__ import annotations

from typing import Any

from onhand import Engine
from onhand.chat.chat import Chat
from onhand.testing import FakeModel
from onhand.types.events import Event, ReasoningEvent, TokenEvent, ToolCallEvent

TEMPLATE = (
    "{% for m in messages %}{{ m.role }}:{{ m.content }}<turn>{% endfor %}"
    "{% if add_generation_prompt %}assistant:{% endif %}"
)
"""Ends turns with the fake's control token."""

THINKING = (
    "{% set last = messages | map(attribute='role') | list %}"
    "{% for m in messages %}{{ m.role }}:"
    "{% if m.reasoning_content and loop.last %}<think>{{ m.reasoning_content }}</think>{% endif %}"
    "{{ m.content }}<turn>{% endfor %}{% if add_generation_prompt %}assistant:{% endif %}"
)
"""Drops what was thought in earlier turns."""

HERMES = (
    "{% if tools %}system:{% for t in tools %}{{ t | tojson }}{% endfor %}<turn>{% endif %}"
    "{% for m in messages %}{{ m.role }}:{{ m.content }}"
    "{% for c in m.tool_calls or [] %}<tool_call>\n"
    '{"name": "{{ c.function.name }}", "arguments": {{ c.function.arguments | tojson }}}'
    "\n</tool_call>{% endfor %}<turn>{% endfor %}"
    "{% if add_generation_prompt %}assistant:{% endif %}"
)
"""Shows tools, and calls as Qwen writes them."""

CODER = (
    "{% if tools %}system:{% for t in tools %}{{ t | tojson }}{% endfor %}<turn>{% endif %}"
    "{% for m in messages %}{{ m.role }}:{{ m.content }}"
    "{% for c in m.tool_calls or [] %}<tool_call>\n<function={{ c.function.name }}>\n"
    "{% for key, value in c.function.arguments | items %}"
    "<parameter={{ key }}>\n{{ value }}\n</parameter>\n"
    "{% endfor %}</function>\n</tool_call>{% endfor %}<turn>{% endfor %}"
    "{% if add_generation_prompt %}assistant:{% endif %}"
)
"""The same as Qwen-Coder writes them."""


def scripted(replies: dict[str, str] | None = None, **options: Any) -> FakeModel:
    """Return a fake chat model that answers `replies`' keys, what the user says last."""
    options.setdefault("chat_template", TEMPLATE)
    options.setdefault("n_ctx", 4000)
    keys = {f"{said}<turn>assistant:": reply for said, reply in (replies or {}).items()}
    return FakeModel(replies=keys, **options)


def said(events: list[Event]) -> str:
    """Return the text of an answer's events."""
    return "".join(event.text for event in events if isinstance(event, TokenEvent))


def thought(events: list[Event]) -> str:
    """Return the thoughts among an answer's events."""
    return "".join(event.text for event in events if isinstance(event, ReasoningEvent))


def called(events: list[Event]) -> list[ToolCallEvent]:
    """Return the complete calls among an answer's events."""
    return [event for event in events if isinstance(event, ToolCallEvent) and event.is_complete]


def roles(chat: Chat) -> list[str]:
    """Return the roles of a chat's messages."""
    return [message.role for message in chat.messages]


async def text_of(engine: Engine, chat: Chat) -> str:
    """Return the text that a chat's session holds, control tokens too."""
    return await engine.detokenize(chat.session.tokens, special=True)
