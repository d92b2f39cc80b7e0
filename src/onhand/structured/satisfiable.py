"""Whether a JSON schema has a finite instance: the endless kind that llguidance does not see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from onhand.errors import GrammarError


def require_finite(schema: Any) -> None:
    """Raise GrammarError when every instance of the schema would have to be endless.

    `{"properties": {"next": {"$ref": "#"}}, "required": ["next"]}` asks for a chain without end:
    each part is fine, so a grammar of it is valid, but no generation could finish. A schema has a
    finite instance when its required parts have one; that is worked out as a least fixed point.
    """
    analysis = _Analysis(schema)
    if not analysis.is_finite():
        raise GrammarError(
            "The schema can never be satisfied: its required parts contain each other without end.",
            hint="Make the recursive property optional, or allow null or an empty list for it.",
        )


class _Analysis:
    """The least fixed point of "has a finite instance" over the schema's references."""

    def __init__(self, schema: Any) -> None:
        self._root = schema
        self._finite: dict[str, bool] = {}

    def is_finite(self) -> bool:
        """Whether the whole schema has a finite instance."""
        while True:
            before = dict(self._finite)
            result = self._check(self._root)
            if result or before == self._finite:
                return result
            for pointer in list(self._finite):
                self._finite[pointer] = self._finite[pointer] or self._check(self._target(pointer))

    def _check(self, schema: Any) -> bool:
        if not isinstance(schema, Mapping):
            return schema is not False
        return (
            self._check_reference(schema)
            and all(self._check(part) for part in schema.get("allOf", ()))
            and all(
                any(self._check(part) for part in schema[key])
                for key in ("anyOf", "oneOf")
                if schema.get(key)
            )
            and self._check_object(schema)
            and self._check_array(schema)
        )

    def _check_reference(self, schema: Mapping[str, Any]) -> bool:
        pointer = schema.get("$ref")
        if not isinstance(pointer, str) or not pointer.startswith("#"):
            return True
        return self._finite.setdefault(pointer, False)

    def _check_object(self, schema: Mapping[str, Any]) -> bool:
        if not _may_be(schema, "object") or _may_be_other(schema, "object"):
            return True
        properties = schema.get("properties") or {}
        return all(self._check(properties.get(name, True)) for name in schema.get("required") or ())

    def _check_array(self, schema: Mapping[str, Any]) -> bool:
        if not _may_be(schema, "array") or _may_be_other(schema, "array"):
            return True
        n_min = schema.get("minItems") or 0
        prefix = schema.get("prefixItems") or []
        if n_min > len(prefix) and not self._check(schema.get("items", True)):
            return False
        return all(self._check(item) for item in prefix[:n_min])

    def _target(self, pointer: str) -> Any:
        """Resolve a local JSON pointer (RFC 6901); what leads nowhere is left to llguidance."""
        target = self._root
        for raw in pointer[1:].split("/")[1:]:
            part = unquote(raw).replace("~1", "/").replace("~0", "~")
            if isinstance(target, Mapping):
                target = target.get(part, True)
            elif isinstance(target, list) and part.isdigit() and int(part) < len(target):
                target = target[int(part)]
            else:
                return True
        return target


def _may_be(schema: Mapping[str, Any], kind: str) -> bool:
    types = schema.get("type")
    if types is None:
        keys = {"object": ("properties", "required"), "array": ("items", "prefixItems", "minItems")}
        return any(key in schema for key in keys[kind])
    return kind == types or (isinstance(types, list) and kind in types)


def _may_be_other(schema: Mapping[str, Any], kind: str) -> bool:
    types = schema.get("type")
    return isinstance(types, list) and any(other != kind for other in types)
