"""What a template supports, found by rendering small conversations, never by reading its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onhand.errors import TemplateError
from onhand.templates.template import ChatTemplate
from onhand.types.params import Params

_USER, _ANSWER, _SYSTEM = "Probe-question", "Probe-answer", "Probe-system"
_THOUGHT, _TOOL, _KEY, _VALUE = "Probe-thought", "probe_tool", "probe_key", "probe-value"
_TOOL_SCHEMA = {
    "type": "function",
    "function": {
        "name": _TOOL,
        "description": "Probe.",
        "parameters": {
            "type": "object",
            "properties": {_KEY: {"type": "string", "description": "Probe."}},
            "required": [_KEY],
        },
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateTraits(Params):
    """What a template does with a conversation.

    Attributes:
        supports_system: a system message's text reaches the prompt.
        supports_tools: the schemas of tools reach the prompt.
        needs_parts: content must be a list of parts; plain text would be lost.
        needs_text_arguments: a tool call's arguments must be JSON text, not an object.
        turn_end: what closes an assistant's turn, whitespace stripped; "" unknown.
        generation_prompt: what `add_generation_prompt` adds.
        tool_call_text: how a tool call is written, from the assistant's turn on; "" not at all.
        reasoning_open: text before a thought that the template writes; "" it writes none.
        reasoning_close: text after it.
    """

    supports_system: bool = False
    supports_tools: bool = False
    needs_parts: bool = False
    needs_text_arguments: bool = False
    turn_end: str = ""
    generation_prompt: str = ""
    tool_call_text: str = ""
    reasoning_open: str = ""
    reasoning_close: str = ""


def probe(template: ChatTemplate) -> TemplateTraits:
    """Return what `template` supports. It renders about ten times; a failing probe counts as no."""
    needs_parts = _USER not in _try(template, [_user()]) and _USER in _try(
        template, [{"role": "user", "content": [{"type": "text", "text": _USER}]}]
    )
    make = _Parts if needs_parts else _Texts
    question = _try(template, [make.user()], add_generation_prompt=False)
    prompt = _try(template, [make.user()])
    answered = _try(template, [make.user(), make.answer()], add_generation_prompt=False)
    needs_text, call_text = _tool_call(template, make)
    opened, closed = _reasoning(template, make)
    return TemplateTraits(
        supports_system=_SYSTEM in _try(template, [make.system(), make.user()]),
        supports_tools=_TOOL in _try(template, [make.user()], tools=[_TOOL_SCHEMA]),
        needs_parts=needs_parts,
        needs_text_arguments=needs_text,
        turn_end=answered.partition(_ANSWER)[2].strip(),
        generation_prompt=prompt[len(question) :] if prompt.startswith(question) else "",
        tool_call_text=call_text,
        reasoning_open=opened,
        reasoning_close=closed,
    )


def _user() -> dict[str, Any]:
    return {"role": "user", "content": _USER}


class _Texts:
    """Probe messages with plain text."""

    @classmethod
    def _message(cls, role: str, text: str, **more: Any) -> dict[str, Any]:
        return {"role": role, "content": text, **more}

    @classmethod
    def system(cls) -> dict[str, Any]:
        return cls._message("system", _SYSTEM)

    @classmethod
    def user(cls) -> dict[str, Any]:
        return cls._message("user", _USER)

    @classmethod
    def answer(cls, **more: Any) -> dict[str, Any]:
        return cls._message("assistant", _ANSWER, **more)

    @classmethod
    def call(cls, arguments: Any, content: Any) -> dict[str, Any]:
        function = {"name": _TOOL, "arguments": arguments}
        calls = [{"id": "call00001", "type": "function", "function": function}]
        return {"role": "assistant", "content": content, "tool_calls": calls}


class _Parts(_Texts):
    """Probe messages whose content is a list of parts."""

    @classmethod
    def _message(cls, role: str, text: str, **more: Any) -> dict[str, Any]:
        return {"role": role, "content": [{"type": "text", "text": text}], **more}


def _try(template: ChatTemplate, messages: list[dict[str, Any]], **options: Any) -> str:
    try:
        return template.render(messages, **options)
    except TemplateError:
        return ""


def _tool_call(template: ChatTemplate, make: type[_Texts]) -> tuple[bool, str]:
    """Return whether arguments must be text, and how a call is written."""
    tools = [_TOOL_SCHEMA]
    before = _try(template, [make.user()], tools=tools, add_generation_prompt=False)
    proper = (f'"{_KEY}": "{_VALUE}"', f'"{_KEY}":"{_VALUE}"')
    as_json, as_object = f'{{"{_KEY}": "{_VALUE}"}}', {_KEY: _VALUE}
    found: dict[bool, str] = {}
    for is_text, arguments in ((False, as_object), (True, as_json)):
        for content in ("", None):
            messages = [make.user(), make.call(arguments, content)]
            text = _try(template, messages, tools=tools, add_generation_prompt=False)
            written = text[_common_prefix(before, text) :]
            if _TOOL in written and _VALUE in written:
                found.setdefault(is_text, written)
    if (
        True in found
        and _reads_as(found[True], proper)
        and not _reads_as(found.get(False, ""), proper)
    ):
        is_text = not (False in found and _KEY in found[False] and "{'" not in found[False])
        return is_text, found[is_text]
    return False, found.get(False, "")


def _reads_as(text: str, forms: tuple[str, ...]) -> bool:
    return any(form in text for form in forms)


def _reasoning(template: ChatTemplate, make: type[_Texts]) -> tuple[str, str]:
    """Return what stands before and after a thought, as far as it is one line of tag-like text."""
    messages = [make.user(), make.answer(reasoning_content=_THOUGHT)]
    text = _try(template, messages, add_generation_prompt=False)
    before, thought, after = text.partition(_THOUGHT)
    if thought and _ANSWER in after:
        lines = before.rstrip().splitlines()
        return (lines[-1].strip() if lines else ""), after.partition(_ANSWER)[0].strip()
    return "", ""


def _common_prefix(left: str, right: str) -> int:
    n = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        n += 1
    return n
