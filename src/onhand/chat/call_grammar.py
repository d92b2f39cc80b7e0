"""Grammars of tool calls in notations that are not JSON, from the tools' JSON schemas.

Held to are types, enumerations, required and optional members in their order, bounds of numbers
and of arrays; patterns and lengths of texts are not.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onhand.errors import GrammarError
from onhand.structured import ResponseFormat
from onhand.structured.grammar import json_term
from onhand.structured.marks import UNTIL

_NOTHING = '""'
_PYTHON_TEXT = r"""/'([^'\\\n]|\\['\\nt])*'|"([^"\\\n]|\\["\\nt])*"/"""
_BARE_KEY = r"/[A-Za-z_][A-Za-z0-9_]*/"


class CallGrammar:
    """Collects the rules of one Lark grammar."""

    def __init__(self) -> None:
        self._rules: list[str] = []
        self._marks: dict[str, str] = {}

    def text(self, text: str) -> str:
        """Return what stands for a text, control tokens in it included."""
        return self._marked(f"text_{len(self._marks)}", text) if text else _NOTHING

    def until(self, text: str) -> str:
        """Return what stands for any text up to and with `text`."""
        return self._marked(f"{UNTIL}{len(self._marks)}", text)

    def json(self, schema: Mapping[str, Any]) -> str:
        """Return what stands for JSON of a schema."""
        return self.rule(json_term(schema))

    def rule(self, body: str = "") -> str:
        """Add a rule and return its name; without a body it is to be `define`d."""
        name = f"rule_{len(self._rules)}"
        self._rules.append(f"{name}: {body}")
        return name

    def define(self, name: str, body: str) -> None:
        """Give a rule its body."""
        self._rules[int(name.removeprefix("rule_"))] = f"{name}: {body}"

    def form(self, start: str) -> ResponseFormat:
        """Return the form of an answer that begins with `start`.

        Raises:
            GrammarError: it is invalid.
        """
        return ResponseFormat.lark("\n".join([f"start: {start}", *self._rules]), marks=self._marks)

    def _marked(self, name: str, text: str) -> str:
        self._marks[name] = text
        return name


def one_of(options: Sequence[str]) -> str:
    """Return what stands for any of some terms."""
    return options[0] if len(options) == 1 else f"({' | '.join(options)})"


def choices(schema: Any) -> list[Any] | None:
    """Return the only values that a schema allows; None: it lists none."""
    if not isinstance(schema, Mapping):
        return None
    return [schema["const"]] if "const" in schema else schema.get("enum")


def resolved(schema: Any, root: Mapping[str, Any]) -> Any:
    """Return a schema, or what its `$ref` to one of the root's definitions means.

    Raises:
        GrammarError: it refers to something else.
    """
    while isinstance(schema, Mapping) and "$ref" in schema:
        name = str(schema["$ref"]).removeprefix("#/$defs/")
        if name not in root.get("$defs", {}):
            raise GrammarError(f"The schema refers to {schema['$ref']!r}, which is not there.")
        schema = root["$defs"][name]
    return schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Notation:
    """How values are written.

    Attributes:
        words: null, true and false.
        comma: what stands between members.
        key: how a key of an object is written, `{}` for its name.
        quote: what encloses texts; "" as Python does.
    """

    words: tuple[str, str, str]
    comma: str
    key: str
    quote: str = ""


PYTHON = Notation(words=("None", "True", "False"), comma=", ", key='"{}": ')


def gemma(quote: str) -> Notation:
    """Return Gemma's notation, in which `quote` encloses texts."""
    return Notation(words=("null", "true", "false"), comma=",", key="{}:", quote=quote)


class ValueRules:
    """Rules for values of one root schema in one notation."""

    def __init__(self, grammar: CallGrammar, notation: Notation, root: Mapping[str, Any]) -> None:
        self._grammar = grammar
        self._notation = notation
        self._root = root
        self._named: dict[str, str] = {}
        self._any = ""

    def members(self, schema: Mapping[str, Any], key: str) -> str:
        """Return what stands for an object's members; `key` is how their names are written."""
        rule, comma = self._grammar.rule, json.dumps(self._notation.comma)
        required = set(schema.get("required", ()))
        first = rest = _NOTHING
        for name, member in reversed(list(schema.get("properties", {}).items())):
            written = rule(f"{self._grammar.text(key.format(name))} {self.value(member)}")
            if name in required:
                first, rest = rule(f"{written} {rest}"), rule(f"{comma} {written} {rest}")
            else:
                first = rule(f"{written} {rest} | {first}")
                rest = rule(f"({comma} {written})? {rest}")
        return first

    def value(self, schema: Any) -> str:
        """Return what stands for a value of a schema.

        Raises:
            GrammarError: it says what this notation has no rules for.
        """
        if isinstance(schema, Mapping) and "$ref" in schema:
            return self._reference(str(schema["$ref"]))
        if not isinstance(schema, Mapping) or not schema:
            return self._anything()
        listed = choices(schema)
        if listed is not None:
            return one_of([self._constant(value) for value in listed])
        for key in ("anyOf", "oneOf"):
            if key in schema:
                return one_of([self.value(option) for option in schema[key]])
        kind = schema.get("type", "object" if "properties" in schema else None)
        if isinstance(kind, list):
            return one_of([self.value({**schema, "type": one}) for one in kind])
        return self._typed(kind, schema)

    def _typed(self, kind: Any, schema: Mapping[str, Any]) -> str:
        null, true, false = map(json.dumps, self._notation.words)
        if kind == "string":
            return self._text()
        if kind in ("integer", "number"):
            return self._grammar.json(schema)
        if kind == "boolean":
            return f"({true} | {false})"
        if kind == "null":
            return null
        if kind == "array":
            return self._array(schema)
        if kind == "object":
            if not schema.get("properties"):
                return self._mapping(self.value(schema.get("additionalProperties", {})))
            return f'"{{" {self.members(schema, self._notation.key)} "}}"'
        return self._anything()

    def _array(self, schema: Mapping[str, Any]) -> str:
        comma = json.dumps(self._notation.comma)
        if "prefixItems" in schema:
            items = f" {comma} ".join(self.value(item) for item in schema["prefixItems"])
            return f'"[" {items} "]"'
        item = self._grammar.rule(self.value(schema.get("items", {})))
        least, most = schema.get("minItems", 0), schema.get("maxItems")
        if most == 0:
            return '"[]"'
        more = f"({comma} {item}){{{max(least - 1, 0)},{'' if most is None else most - 1}}}"
        return f'"[" {item} {more} "]"' if least else f'"[" ({item} {more})? "]"'

    def _mapping(self, value: str) -> str:
        """Return what stands for an object of any keys."""
        comma = json.dumps(self._notation.comma)
        key = f'{_BARE_KEY} ":"' if self._notation.quote else f'{_PYTHON_TEXT} ": "'
        member = self._grammar.rule(f"{key} {value}")
        return f'"{{" ({member} ({comma} {member})*)? "}}"'

    def _reference(self, pointer: str) -> str:
        if pointer not in self._named:
            self._named[pointer] = name = self._grammar.rule()
            self._grammar.define(name, self.value(resolved({"$ref": pointer}, self._root)))
        return self._named[pointer]

    def _anything(self) -> str:
        if not self._any:
            self._any = name = self._grammar.rule()
            kinds = ("string", "number", "boolean", "null", "array", "object")
            options = [self._typed(kind, {"type": kind}) for kind in kinds]
            self._grammar.define(name, one_of(options))
        return self._any

    def _text(self) -> str:
        quote = self._notation.quote
        if not quote:
            return _PYTHON_TEXT
        return f"{self._grammar.text(quote)} {self._grammar.until(quote)}"

    def _constant(self, value: Any) -> str:
        if value is None or isinstance(value, bool):
            null, true, false = self._notation.words
            return json.dumps(null if value is None else true if value else false)
        if isinstance(value, str):
            quote = self._notation.quote
            return self._grammar.text(f"{quote}{value}{quote}" if quote else repr(value))
        if isinstance(value, (int, float)):
            return self._grammar.text(json.dumps(value))
        raise GrammarError(f"Only texts, numbers, booleans and null can be listed, not {value!r}.")
