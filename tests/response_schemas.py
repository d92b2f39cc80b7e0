"""Twenty-five JSON schemas that structured output is tried on, in unit tests and with the model."""

from __future__ import annotations

from typing import Any

TEXT = {"type": "string", "maxLength": 12}
PERSON = {
    "type": "object",
    "properties": {"name": TEXT, "age": {"type": "integer", "minimum": 0, "maximum": 120}},
    "required": ["name", "age"],
    "additionalProperties": False,
}


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


SCHEMAS: dict[str, dict[str, Any]] = {
    "flat object": PERSON,
    "nested objects": _object(who=PERSON, where=_object(city=TEXT, zip=TEXT)),
    "three levels": _object(a=_object(b=_object(c={"type": "boolean"}))),
    "optional keys": {**PERSON, "required": ["name"]},
    "no keys": {"type": "object", "properties": {}, "additionalProperties": False},
    "enum": {"enum": ["calm", "warm", "firm"]},
    "mixed enum": {"enum": [1, "one", True, None]},
    "const": _object(kind={"const": "reply"}, text=TEXT),
    "boolean": {"type": "boolean"},
    "null or text": {"anyOf": [{"type": "null"}, TEXT]},
    "types as list": {"type": ["integer", "null"], "minimum": 0, "maximum": 99},
    "integer range": {"type": "integer", "minimum": -5, "maximum": 5},
    "exclusive range": {"type": "integer", "exclusiveMinimum": 0, "exclusiveMaximum": 10},
    "number range": {"type": "number", "minimum": 0, "maximum": 1},
    "bounded array": {"type": "array", "items": {"type": "boolean"}, "minItems": 2, "maxItems": 4},
    "array of objects": {"type": "array", "items": PERSON, "minItems": 1, "maxItems": 2},
    "tuple": {
        "type": "array",
        "prefixItems": [{"type": "boolean"}, {"enum": ["x", "y"]}],
        "items": False,
        "minItems": 2,
    },
    "array of arrays": {
        "type": "array",
        "items": {"type": "array", "items": {"type": "null"}, "maxItems": 2},
        "minItems": 1,
        "maxItems": 2,
    },
    "union of objects": {
        "anyOf": [
            _object(kind={"const": "a"}, n={"type": "integer", "minimum": 0, "maximum": 9}),
            _object(kind={"const": "b"}, s=TEXT),
        ]
    },
    "one of": {
        "oneOf": [
            _object(kind={"const": "on"}),
            _object(kind={"const": "off"}, why=TEXT),
        ]
    },
    "reference": {"$ref": "#/$defs/p", "$defs": {"p": PERSON}},
    "recursive reference": {
        "$ref": "#/$defs/node",
        "$defs": {
            "node": _object(
                value={"type": "boolean"},
                next={"anyOf": [{"type": "null"}, {"$ref": "#/$defs/node"}]},
            )
        },
    },
    "pattern": {"type": "string", "pattern": "^[A-Z]{2}-[0-9]{3}$"},
    "date": _object(on={"type": "string", "format": "date"}),
    "map of numbers": {
        "type": "object",
        "patternProperties": {"^[a-c]$": {"type": "integer", "minimum": 0, "maximum": 9}},
        "additionalProperties": False,
        "maxProperties": 3,
    },
}
