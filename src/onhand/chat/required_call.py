"""A call that must be made: what is put into the model's mouth, and the form of the rest.

Both come from the call that the template wrote for `probe`, taken apart around its name, so that
the model goes on the way it was trained to.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from onhand.chat.call_formats import ToolCallFormat
from onhand.chat.call_grammar import (
    PYTHON,
    CallGrammar,
    ValueRules,
    choices,
    gemma,
    one_of,
    resolved,
)
from onhand.chat.tools import Tool, call_format
from onhand.errors import CapabilityError
from onhand.structured import ResponseFormat
from onhand.templates import TemplateTraits
from onhand.templates.probe import PROBE_TOOL

Arguments: TypeAlias = Callable[[Tool], str]
"""Returns what stands for a tool's arguments in a grammar."""


@dataclass(frozen=True, slots=True)
class RequiredCall:
    """One call of one of some tools.

    Attributes:
        form: the form of what is generated.
        opening: text before it, which the model need not write.
        closing: text after it, likewise.
    """

    form: ResponseFormat
    opening: str = ""
    closing: str = ""


def required_call(
    format: ToolCallFormat, traits: TemplateTraits, tools: Sequence[Tool]
) -> RequiredCall:
    """Return how a call of one of `tools` is made in the format that a template writes.

    Raises:
        CapabilityError: the template's own call cannot be taken apart.
        GrammarError: the parameters of a tool are beyond what masks can hold to.
        ValueError: there are no tools.
    """
    if not tools:
        raise ValueError("constrained calling needs a tool")
    written = traits.tool_call_text.removeprefix(traits.generation_prompt).strip()
    try:
        written = written[_start(format, written) :]
        if format.kind == "json":
            return _json_call(format, written, tools)
        return _worded_call(format, written, tools)
    except ValueError as error:
        raise CapabilityError(
            f"Calls in the format {format.name!r} cannot be required: the template writes them "
            f"in a way that cannot be taken apart ({error}).",
            hint="Use tool_choice='auto'.",
        ) from error


def _start(format: ToolCallFormat, written: str) -> int:
    """Return where the call begins, what wraps it included."""
    at = written.rindex(format.open, 0, written.index(PROBE_TOOL))
    while True:
        before = written[:at].rstrip()
        wrapper = next((w for w in format.wrappers if before.endswith(w)), None)
        if wrapper is None:
            return at
        at = len(before) - len(wrapper)


def _end(format: ToolCallFormat, written: str, at: int) -> int:
    """Return where the call ends whose last argument ends at `at`, what wraps it included."""
    if format.close:
        at = written.index(format.close, at) + len(format.close)
    while True:
        rest = written[at:].lstrip()
        wrapper = next((w for w in format.wrappers if rest.startswith(w)), None)
        if wrapper is None:
            return at
        at = len(written) - len(rest) + len(wrapper)


def _json_call(format: ToolCallFormat, written: str, tools: Sequence[Tool]) -> RequiredCall:
    """JSON ends by itself, so that what closes the call need not be generated."""
    form = call_format(tools, name_key=format.name_key, arguments_key=format.arguments_key)
    if format.is_bare:
        return RequiredCall(form)
    start = written.index("{")
    _, length = json.JSONDecoder().raw_decode(written[start:])
    at = start + length
    end = _end(format, written, at)
    if not format.close and "[" in written[len(format.open) : start]:
        end = written.index("]", at) + 1
    return RequiredCall(form, written[:start], written[at:end])


def _worded_call(format: ToolCallFormat, written: str, tools: Sequence[Tool]) -> RequiredCall:
    """Other notations are generated to their end: only that tells which argument is the last."""
    start = written.index(PROBE_TOOL)
    rest = written[start + len(PROBE_TOOL) :]
    grammar = CallGrammar()
    arguments, at = _WRITERS[format.kind](grammar, format, rest)
    calls = [grammar.rule(f"{grammar.text(tool.name)} {arguments(tool)}") for tool in tools]
    close = grammar.text(rest[at : _end(format, rest, at)])
    return RequiredCall(grammar.form(f"{one_of(calls)} {close}"), written[:start])


def _in_json(grammar: CallGrammar, format: ToolCallFormat, rest: str) -> tuple[Arguments, int]:
    start = rest.index("{")
    _, length = json.JSONDecoder().raw_decode(rest[start:])
    between = grammar.text(rest[:start])

    def arguments(tool: Tool) -> str:
        return f"{between} {grammar.json({'additionalProperties': False, **tool.parameters})}"

    return arguments, start + length


def _in_parameters(
    grammar: CallGrammar, format: ToolCallFormat, rest: str
) -> tuple[Arguments, int]:
    found = re.search(format.parameter_pattern, rest, re.DOTALL)
    if found is None:
        raise ValueError("no argument is found in it")
    head = rest[: found.start()].rstrip()
    before, between = rest[len(head) : found.start(1)], rest[found.end(1) : found.start(2)]
    after = rest[found.end(2) : found.end()]

    def argument(name: str, schema: Any, root: Mapping[str, Any]) -> str:
        key, schema = grammar.text(f"{before}{name}{between}"), resolved(schema, root)
        listed = choices(schema)
        if listed is not None:
            texts = [value if isinstance(value, str) else json.dumps(value) for value in listed]
            return f"{key} {one_of([grammar.text(text + after) for text in texts])}"
        if _may_be_text(schema, root):
            return f"{key} {grammar.until(after)}"
        whole = {**schema, "$defs": root["$defs"]} if "$defs" in root else schema
        return f"{key} {grammar.json(whole)} {grammar.text(after)}"

    def arguments(tool: Tool) -> str:
        required = set(tool.parameters.get("required", ()))
        terms = [grammar.text(head)]
        for name, schema in tool.parameters.get("properties", {}).items():
            written = grammar.rule(argument(name, schema, tool.parameters))
            terms.append(written if name in required else f"{written}?")
        return " ".join(terms)

    return arguments, found.end()


def _may_be_text(schema: Any, root: Mapping[str, Any]) -> bool:
    """Whether a value of a schema may be a text; what says nothing may."""
    schema = resolved(schema, root)
    if not isinstance(schema, Mapping):
        return True
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return any(_may_be_text(option, root) for option in schema[key])
    kind = schema.get("type", "object" if "properties" in schema else "string")
    return kind == "string" or (isinstance(kind, list) and "string" in kind)


def _in_gemma(grammar: CallGrammar, format: ToolCallFormat, rest: str) -> tuple[Arguments, int]:
    notation = gemma(format.quote)

    def arguments(tool: Tool) -> str:
        values = ValueRules(grammar, notation, tool.parameters)
        return f'"{{" {values.members(tool.parameters, "{}:")} "}}"'

    return arguments, rest.rindex("}", 0, rest.index(format.close)) + 1


def _in_python(grammar: CallGrammar, format: ToolCallFormat, rest: str) -> tuple[Arguments, int]:
    def arguments(tool: Tool) -> str:
        values = ValueRules(grammar, PYTHON, tool.parameters)
        return f'"(" {values.members(tool.parameters, "{}=")} ")"'

    return arguments, rest.index(")") + 1


_WRITERS: Mapping[str, Callable[[CallGrammar, ToolCallFormat, str], tuple[Arguments, int]]] = {
    "named_json": _in_json,
    "parameters": _in_parameters,
    "gemma": _in_gemma,
    "python": _in_python,
}
"""By kind: what stands for a tool's arguments, and where they end behind the probe's name."""
