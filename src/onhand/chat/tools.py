"""Tools: functions that a model may ask to be called, and their JSON schemas."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, get_type_hints

from onhand.errors import ToolError
from onhand.structured import ResponseFormat, build_instance
from onhand.structured.schema import object_schema

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,63}")
_SECTION = re.compile(
    r"^\s*(Args|Arguments|Parameters|Returns|Raises|Yields|Examples?|Notes?):\s*$"
)
_ARGUMENT = re.compile(r"^\s*\*{0,2}(\w+)\s*(?:\([^)]*\))?:\s*(.*)$")
_PARAMETER_KINDS = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)


@dataclass(frozen=True, slots=True)
class Tool:
    """A function that a model may ask for.

    Attributes:
        name: what the model calls it.
        description: what the model is told of it.
        parameters: JSON schema of its arguments, an object.
        function: what is called; None: the caller answers the call itself.
    """

    name: str
    description: str = ""
    parameters: Mapping[str, Any] = field(
        default_factory=lambda: {"type": "object", "properties": {}}
    )
    function: Callable[..., Any] | None = None

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(
                f"a tool's name is up to 64 letters, digits, _, . or -, not {self.name!r}"
            )
        if self.parameters.get("type", "object") != "object":
            raise ValueError(f"the parameters of tool {self.name!r} must be an object schema")

    @classmethod
    def of(cls, value: Tool | Callable[..., Any] | Mapping[str, Any]) -> Tool:
        """Return `value` as a tool.

        Args:
            value: a `Tool`; a function, whose signature and docstring (Google style) describe
                it; or an OpenAI-style schema.

        Raises:
            TypeError: it is none of these, or a parameter has no annotation or no JSON form.
            ValueError: the name cannot be a tool's.
        """
        if isinstance(value, cls):
            return value
        if isinstance(value, Mapping):
            function = value.get("function", value)
            if not isinstance(function, Mapping) or not isinstance(function.get("name"), str):
                raise TypeError(f"a tool schema needs a function with a name, got {dict(value)!r}")
            parameters = function.get("parameters") or {"type": "object", "properties": {}}
            return cls(function["name"], function.get("description") or "", parameters)
        if callable(value):
            return _tool_of_function(value)
        raise TypeError(f"a tool is a function, a Tool or a schema, not {type(value).__name__}")

    def to_dict(self) -> dict[str, Any]:
        """Return OpenAI's JSON form, the one that templates read."""
        function = {
            "name": self.name,
            "description": self.description,
            "parameters": dict(self.parameters),
        }
        return {"type": "function", "function": function}

    def bind(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Return a call's arguments as the function takes them (dataclasses, enums built).

        Raises:
            ToolError: an argument is missing, unknown, or does not fit its annotation.
        """
        known = self.parameters.get("properties", {})
        unknown = sorted(set(arguments) - set(known))
        missing = sorted(set(self.parameters.get("required", ())) - set(arguments))
        if missing or (unknown and not self.parameters.get("additionalProperties", False)):
            wrong = f"lacks {missing}" if missing else f"has unknown {unknown}"
            raise ToolError(f"The call of {self.name!r} {wrong}; it takes {sorted(known)}.")
        if self.function is None:
            return dict(arguments)
        hints = get_type_hints(self.function, include_extras=True)
        try:
            return {n: build_instance(hints.get(n, Any), v, n) for n, v in arguments.items()}
        except (ValueError, TypeError) as error:
            raise ToolError(f"The call of {self.name!r} does not fit: {error}.") from error


def tools_of(values: Iterable[Any]) -> tuple[Tool, ...]:
    """Return values as tools, see `Tool.of`.

    Raises:
        TypeError: a value is no tool.
        ValueError: two have the same name.
    """
    tools = tuple(Tool.of(value) for value in values)
    names = [tool.name for tool in tools]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"two tools are named {', '.join(twice)}")
    return tools


def call_format(
    tools: Sequence[Tool], *, name_key: str = "name", arguments_key: str = "arguments"
) -> ResponseFormat:
    """Return the format of one call of one of `tools` as JSON, for constrained calling.

    An empty `name_key` means that the name is the only key, and the arguments its value.

    Raises:
        GrammarError: the parameters of a tool are beyond what masks can hold to.
        ValueError: there are no tools.
    """
    if not tools:
        raise ValueError("constrained calling needs a tool")
    definitions: dict[str, Any] = {}
    options = []
    for tool in tools:
        parameters = {"additionalProperties": False, **tool.parameters}
        definitions.update(parameters.pop("$defs", {}))
        properties = {name_key: {"const": tool.name}, arguments_key: parameters}
        if not name_key:
            properties = {tool.name: parameters}
        options.append(
            {
                "type": "object",
                "properties": properties,
                "required": list(properties),
                "additionalProperties": False,
            }
        )
    schema: dict[str, Any] = {"anyOf": options} if len(options) > 1 else dict(options[0])
    if definitions:
        schema["$defs"] = definitions
    return ResponseFormat.json(schema)


def _tool_of_function(function: Callable[..., Any]) -> Tool:
    name = getattr(function, "__name__", type(function).__name__)
    summary, described = _docstring(inspect.getdoc(function) or "")
    hints = get_type_hints(function, include_extras=True)
    kinds: dict[str, Any] = {}
    required = []
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind not in _PARAMETER_KINDS:
            raise TypeError(f"tool {name!r} cannot take {parameter}: arguments are given by name")
        if parameter.name not in hints:
            raise TypeError(f"parameter {parameter.name!r} of tool {name!r} needs an annotation")
        kind = hints[parameter.name]
        text = described.get(parameter.name)
        kinds[parameter.name] = Annotated[kind, text] if text else kind
        if parameter.default is inspect.Parameter.empty:
            required.append(parameter.name)
    return Tool(name, summary, object_schema(kinds, required), function)


def _docstring(text: str) -> tuple[str, dict[str, str]]:
    """Return the description and what the `Args:` section says of each parameter."""
    summary: list[str] = []
    arguments: dict[str, str] = {}
    section, current, indent = "", "", 0
    for line in text.splitlines():
        heading = _SECTION.match(line)
        if heading:
            section, current, indent = heading[1], "", 0
        elif not section:
            summary.append(line)
        elif section in ("Args", "Arguments", "Parameters") and line.strip():
            depth = len(line) - len(line.lstrip())
            found = _ARGUMENT.match(line)
            if found and (not indent or depth <= indent):
                current, indent = found[1], depth
                arguments[current] = found[2].strip()
            elif current:
                arguments[current] = f"{arguments[current]} {line.strip()}".strip()
    return "\n".join(summary).strip(), arguments
