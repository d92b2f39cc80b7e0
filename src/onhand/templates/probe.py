"""What a template supports, found by rendering small conversations, never by reading its text."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from onhand.errors import TemplateError
from onhand.templates.template import ChatTemplate
from onhand.types.params import Params

_USER, _ANSWER, _SYSTEM = "Probe-question", "Probe-answer", "Probe-system"
_THOUGHT, _TOOL, _KEY, _VALUE = "Probe-thought", "probe_tool", "probe_key", "probe-value"
PROBE_TOOL = _TOOL
PROBE_ARGUMENTS = {_KEY: _VALUE}
_CALL_IDS = ("call00001", f"functions.{_TOOL}:0")  # Mistral wants nine characters, Kimi a path
_TAG = re.compile(r"<[^<>\s]+>|\[[^\[\]\s]+\]")
_KNOWN_TAGS = (
    ("<think>", "</think>"),
    ("[THINK]", "[/THINK]"),
    ("<|START_THINKING|>", "<|END_THINKING|>"),
    ("<reasoning>", "</reasoning>"),
)
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
    """Return what `template` supports. It renders about twenty times; a failing probe counts as no.

    Raises:
        TemplateError: the template exceeds its limits with the simplest of conversations.
    """
    _require_bounded(template)
    template = _Bounded(template)
    needs_parts = _USER not in _try(template, [_user()]) and _USER in _try(
        template, [{"role": "user", "content": [{"type": "text", "text": _USER}]}]
    )
    make = _Parts if needs_parts else _Texts
    question = _try(template, [make.user()], add_generation_prompt=False)
    prompt = _try(template, [make.user()])
    answered = _try(template, [make.user(), make.answer()], add_generation_prompt=False)
    needs_text, call_text = _tool_call(template, make)
    generation_prompt = prompt[len(question) :] if prompt.startswith(question) else ""
    opened, closed = _reasoning(template, make, generation_prompt)
    return TemplateTraits(
        supports_system=_SYSTEM in _try(template, [make.system(), make.user()]),
        supports_tools=_TOOL in _try(template, [make.user()], tools=[_TOOL_SCHEMA]),
        needs_parts=needs_parts,
        needs_text_arguments=needs_text,
        turn_end=answered.partition(_ANSWER)[2].strip(),
        generation_prompt=generation_prompt,
        tool_call_text=call_text,
        reasoning_open=opened,
        reasoning_close=closed,
    )


def _user() -> dict[str, Any]:
    return {"role": "user", "content": _USER}


def _require_bounded(template: ChatTemplate) -> None:
    """Raise for a template that loops or explodes; what else it raises is for the probes."""
    try:
        template.render([_user()])
    except TemplateError as error:
        if error.details.get("limit"):
            raise


class _Bounded(ChatTemplate):
    """The template, given up when a second render exceeds its limits: probing takes no minute."""

    __slots__ = ("_n_exceeded",)

    def __init__(self, template: ChatTemplate) -> None:
        self._texts, self._limits = template._texts, template._limits
        self._variables = template._variables
        self._n_exceeded = 0

    def _run(self, *arguments: Any) -> str:
        if self._n_exceeded > 1:
            raise TemplateError("The template exceeded its limits before.", limit="probe")
        try:
            return super()._run(*arguments)
        except TemplateError as error:
            self._n_exceeded += bool(error.details.get("limit"))
            raise


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
    def saying(cls, text: str) -> dict[str, Any]:
        return cls._message("assistant", text)

    @classmethod
    def call(cls, id: str, arguments: Any, content: Any) -> dict[str, Any]:
        function = {"name": _TOOL, "arguments": arguments}
        calls = [{"id": id, "type": "function", "function": function}]
        return {"role": "assistant", "content": content, "tool_calls": calls}


class _Parts(_Texts):
    """Probe messages whose content is a list of parts."""

    @classmethod
    def _message(cls, role: str, text: str, **more: Any) -> dict[str, Any]:
        return {"role": role, "content": [{"type": "text", "text": text}], **more}


def _try(template: ChatTemplate, messages: list[dict[str, Any]], **options: Any) -> str:
    """Render; "" when the template cannot, not even with the tools that some cannot do without."""
    for given in (options, {"tools": [_TOOL_SCHEMA], **options}):
        with suppress(TemplateError):
            return template.render(messages, **given)
    return ""


def _tool_call(template: ChatTemplate, make: type[_Texts]) -> tuple[bool, str]:
    """Return whether arguments must be text, and how a call is written."""
    as_object = _written_call(template, make, {_KEY: _VALUE})
    as_text = _written_call(template, make, f'{{"{_KEY}": "{_VALUE}"}}')
    forms = (f'"{_KEY}": "{_VALUE}"', f'"{_KEY}":"{_VALUE}"')
    is_object_fine = _KEY in as_object and "{'" not in as_object
    is_text_json = any(form in as_text for form in forms)
    if is_text_json and not is_object_fine:
        return True, as_text
    return False, as_object


def _written_call(template: ChatTemplate, make: type[_Texts], arguments: Any) -> str:
    """Return how the assistant's turn with one call is written; "" when it is not."""
    tools = [_TOOL_SCHEMA]
    before = _try(template, [make.user()], tools=tools, add_generation_prompt=False)
    for id in _CALL_IDS:
        for content in ("", None):
            messages = [make.user(), make.call(id, arguments, content)]
            text = _try(template, messages, tools=tools, add_generation_prompt=False)
            written = text[_common_prefix(before, text) :]
            if _TOOL in written and _VALUE in written:
                return written
    return ""


def _reasoning(template: ChatTemplate, make: type[_Texts], prompt: str) -> tuple[str, str]:
    """Return what stands before and after a thought; `prompt` is the generation prompt."""
    question = _try(template, [make.user()], add_generation_prompt=False)
    messages = [make.user(), make.answer(reasoning_content=_THOUGHT)]
    text = _try(template, messages, add_generation_prompt=False)
    before, thought, after = text[_common_prefix(question, text) :].partition(_THOUGHT)
    if thought and _ANSWER in after:
        closed = after.partition(_ANSWER)[0].strip()
        return _opening(before, prompt.strip().removesuffix(closed)), closed
    for opened, closed in _KNOWN_TAGS:
        answer = f"{opened}\n{_THOUGHT}\n{closed}\n\n{_ANSWER}"
        text = _try(template, [make.user(), make.saying(answer), make.user()])
        if _ANSWER in text and _THOUGHT not in text:
            return opened, closed  # it knows the tags: it cuts what they enclose out of history
    return "", ""


def _opening(before: str, prompt: str) -> str:
    """Return what opens a thought, given the turn up to it and the generation prompt."""
    before, prompt = before.strip(), prompt.strip()
    if before != prompt and before.startswith(prompt):
        return before[len(prompt) :].strip()
    if before != prompt and prompt.startswith(before):
        return prompt[len(before) :].strip()
    tags: list[str] = _TAG.findall(before)
    return tags[-1] if tags else ""


def _common_prefix(left: str, right: str) -> int:
    """Return how many characters both begin with; a tag that differs is left whole."""
    n = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        n += 1
    tag = right.rfind("<", 0, n)
    return tag if tag > right.rfind(">", 0, n) and ">" in right[n:] else n
