"""MLC's `conv_template` as a Jinja chat template, so that chats need only one kind."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

_SLOTS = {
    "user": "{user_message}",
    "assistant": "{assistant_message}",
    "tool": "{tool_message}",
    "system": "{system_message}",
}


def chat_template(conversation: Mapping[str, Any] | None) -> str | None:
    """Return the Jinja text; None: the bundle has no conversation that can be read.

    The rules are those of MLC's conversation protocol: the system template without a separator,
    then for each message role, `role_content_sep`, the filled role template and the separator of
    its role; at the end the assistant's role and `role_empty_sep`. Where no system message is given
    and the bundle has none, there is no system part.
    """
    if not conversation:
        return None
    if isinstance(conversation.get("jinja_template"), str):
        return str(conversation["jinja_template"])
    roles = conversation.get("roles")
    if not isinstance(roles, Mapping) or "user" not in roles or "assistant" not in roles:
        return None
    default = str(conversation.get("system_message") or "")
    template = str(conversation.get("system_template") or "{system_message}")
    adds_role = bool(conversation.get("add_role_after_system_message", True))
    parts = [
        "{%- set state = namespace(system=" + json.dumps(default) + ", start=0) -%}",
        "{%- if messages and messages[0]['role'] == 'system' -%}",
        "{%- set state.system = messages[0]['content'] -%}{%- set state.start = 1 -%}",
        "{%- endif -%}",
        "{%- if state.system -%}",
        _filled(template, "{system_message}", "state.system"),
        "{%- endif -%}",
        "{%- for message in messages[state.start:] -%}",
        *_messages(conversation, roles, adds_role=adds_role),
        "{%- endfor -%}",
        "{%- if add_generation_prompt -%}",
        _text(str(roles["assistant"]) + str(conversation.get("role_empty_sep") or "")),
        "{%- endif -%}",
    ]
    return "".join(parts)


def _messages(
    conversation: Mapping[str, Any], roles: Mapping[str, Any], *, adds_role: bool
) -> list[str]:
    """Return the branch of each role, and the one that refuses the others."""
    separators = [str(text) for text in conversation.get("seps") or [""]]
    between = str(conversation.get("role_content_sep") or "")
    templates = conversation.get("role_templates") or {}
    parts = []
    known = [role for role in ("user", "assistant", "tool") if role in roles]
    for index, role in enumerate(known):
        keyword = "if" if index == 0 else "elif"
        separator = separators[role == "assistant"] if len(separators) > 1 else separators[0]
        prefix = _text(str(roles[role]) + between)
        if not adds_role:
            prefix = "{%- if not (loop.first and state.system) -%}" + prefix + "{%- endif -%}"
        parts += [
            "{%- " + keyword + " message['role'] == '" + role + "' -%}",
            prefix,
            _filled(str(templates.get(role) or _SLOTS[role]), _SLOTS[role], "message['content']"),
            _text(separator),
        ]
    return [
        *parts,
        "{%- else -%}{{- raise_exception('unknown role: ' + message['role']) -}}{%- endif -%}",
    ]


def _filled(template: str, slot: str, expression: str) -> str:
    before, found, after = template.partition(slot)
    if not found:
        return _text(template)
    return _text(before) + "{{- " + expression + " -}}" + _text(after)


def _text(text: str) -> str:
    """Return Jinja that prints `text` as it is."""
    return "{{- " + json.dumps(text, ensure_ascii=False) + " -}}" if text else ""
