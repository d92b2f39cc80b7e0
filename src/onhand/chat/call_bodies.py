"""Reading one tool call's text, once it is complete, in each of the kinds."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping
from typing import Any, TypeAlias

from onhand.chat.call_formats import ToolCallFormat

Call: TypeAlias = tuple[str, dict[str, Any]]
"""Name and arguments."""


def calls_in_json(text: str, format: ToolCallFormat) -> list[Call]:
    """Return the calls of a JSON object or array; ValueError when it holds anything else."""
    value = json.loads(text)
    return [_json_call(item, format) for item in (value if isinstance(value, list) else [value])]


def _json_call(value: Any, format: ToolCallFormat) -> Call:
    if not isinstance(value, dict):
        raise ValueError("a call is a JSON object")
    if not format.name_key:
        (name, arguments) = next(iter(value.items()), ("", None))
        return _checked(name if len(value) == 1 else "", arguments)
    name = value.get(format.name_key)
    arguments = next(
        (value[k] for k in (format.arguments_key, "arguments", "parameters") if k in value), {}
    )
    return _checked(name, arguments)


def _checked(name: Any, arguments: Any) -> Call:
    if isinstance(arguments, str):
        arguments = json.loads(arguments)
    if not isinstance(name, str) or not name or not isinstance(arguments, dict):
        raise ValueError("a call has a name and arguments by name")
    return name, arguments


def call_in_named_json(text: str, format: ToolCallFormat) -> Call:
    """Return the call of a name and then JSON; ValueError when it is none."""
    found = re.search(format.name_pattern, text)
    start = text.find("{")
    if not found or start < 0:
        raise ValueError("no name or no arguments")
    arguments, _ = json.JSONDecoder().raw_decode(text[start:])
    return _checked(found[1], arguments)


def call_in_parameters(text: str, format: ToolCallFormat, schemas: Mapping[str, Any]) -> Call:
    """Return the call of a name and tagged arguments; their types come from the tool's schema."""
    found = re.search(format.name_pattern, text)
    if not found:
        raise ValueError("no name")
    properties = schemas.get(found[1], {}).get("properties", {})
    pairs = re.findall(format.parameter_pattern, text[found.end() :], re.DOTALL)
    return found[1], {key: _typed(value, properties.get(key)) for key, value in pairs}


def _typed(text: str, schema: Any) -> Any:
    """Read a tagged value: text where the schema says so, else JSON if it is any."""
    given = schema if isinstance(schema, Mapping) else {}
    if given.get("type") == "string" or text in given.get("enum", ()):
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text


def calls_in_python(text: str) -> list[Call]:
    """Return the calls of `name(key=literal)`, one or a list; nothing is evaluated."""
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, RecursionError, MemoryError) as error:
        raise ValueError(f"no Python call: {error}") from None
    nodes = tree.elts if isinstance(tree, (ast.List, ast.Tuple)) else [tree]
    return [_python_call(node) for node in nodes]


def _python_call(node: ast.expr) -> Call:
    if not isinstance(node, ast.Call) or node.args or (not node.keywords and node.args):
        raise ValueError("a call has arguments by name")
    name = ast.unparse(node.func).removesuffix(".call")
    arguments = {}
    for keyword in node.keywords:
        if keyword.arg is None:
            raise ValueError("a call has arguments by name")
        arguments[keyword.arg] = ast.literal_eval(keyword.value)
    return _checked(name, json.loads(json.dumps(arguments)))


def call_in_gemma(text: str, format: ToolCallFormat) -> Call:
    """Return the call of `call:name{key:value}`, texts between the format's quotes."""
    found = re.match(r"\s*call:\s*([\w.\-]+)\s*", text)
    if not found:
        raise ValueError("no call")
    value, end = _GemmaReader(text, format.quote).value(found.end())
    if text[end:].strip():
        raise ValueError("text after the call")
    return _checked(found[1], value)


class _GemmaReader:
    """Reads Gemma's object notation: JSON with bare keys and its own quotes."""

    _ATOM = re.compile(r"[^,{}\[\]]+")
    _KEY = re.compile(r"\s*([^:{}\[\],]+?)\s*:")

    def __init__(self, text: str, quote: str) -> None:
        self._text = text
        self._quote = quote

    def value(self, at: int) -> tuple[Any, int]:
        """Return the value at an index and the index behind it."""
        at = self._blank(at)
        if self._text.startswith("{", at):
            return self._object(at + 1)
        if self._text.startswith("[", at):
            return self._array(at + 1)
        if self._text.startswith(self._quote, at):
            return self._quoted(at)
        found = self._ATOM.match(self._text, at)
        if not found:
            raise ValueError(f"no value at {at}")
        word = found.group().strip()
        try:
            return json.loads(word), found.end()
        except ValueError:
            return word, found.end()

    def _quoted(self, at: int) -> tuple[str, int]:
        start = at + len(self._quote)
        end = self._text.find(self._quote, start)
        if end < 0:
            raise ValueError("a text does not end")
        return self._text[start:end], end + len(self._quote)

    def _object(self, at: int) -> tuple[dict[str, Any], int]:
        made: dict[str, Any] = {}
        while not self._text.startswith("}", at := self._blank(at)):
            if self._text.startswith(self._quote, at):
                key, at = self._quoted(at)
                at = self._expect(":", at)
            else:
                found = self._KEY.match(self._text, at)
                if not found:
                    raise ValueError(f"no key at {at}")
                key, at = found[1], found.end()
            made[key], at = self.value(at)
            at = self._separator(at, "}")
        return made, at + 1

    def _array(self, at: int) -> tuple[list[Any], int]:
        made: list[Any] = []
        while not self._text.startswith("]", at := self._blank(at)):
            item, at = self.value(at)
            made.append(item)
            at = self._separator(at, "]")
        return made, at + 1

    def _separator(self, at: int, end: str) -> int:
        at = self._blank(at)
        return at if self._text.startswith(end, at) else self._expect(",", at)

    def _expect(self, char: str, at: int) -> int:
        at = self._blank(at)
        if not self._text.startswith(char, at):
            raise ValueError(f"no {char!r} at {at}")
        return at + 1

    def _blank(self, at: int) -> int:
        while at < len(self._text) and self._text[at].isspace():
            at += 1
        return at
