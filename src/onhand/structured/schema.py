"""JSON schemas of Python types, as far as a type says what JSON may stand for it."""

from __future__ import annotations

import dataclasses
import datetime
import enum
import inspect
import sys
import types
from collections.abc import Mapping, Sequence
from typing import (
    Annotated,
    Any,
    ForwardRef,
    Literal,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

_PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    None: {"type": "null"},
    datetime.datetime: {"type": "string", "format": "date-time"},
    datetime.date: {"type": "string", "format": "date"},
    datetime.time: {"type": "string", "format": "time"},
    Any: {},
    object: {},
}


def schema_of(kind: Any) -> dict[str, Any]:
    """Return the JSON schema of a type.

    Understood are str, int, float, bool, None, dates and times, Literal, Enum, Union and
    Optional, list, tuple, dict with str keys, dataclasses and TypedDicts (recursive ones too),
    pydantic models, and `Annotated` with a description (str) or schema keywords (a dict).

    Raises:
        TypeError: JSON has no form for the type.
    """
    builder = _Builder()
    schema = builder.of(kind)
    if builder.definitions:
        schema = {**schema, "$defs": builder.definitions}
    return schema


def object_schema(properties: Mapping[str, Any], required: Sequence[str]) -> dict[str, Any]:
    """Return the schema of an object whose properties are of the given types, see `schema_of`.

    Raises:
        TypeError: JSON has no form for a type.
    """
    builder = _Builder()
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {name: builder.of(kind) for name, kind in properties.items()},
        "required": list(required),
    }
    if builder.definitions:
        schema["$defs"] = builder.definitions
    return schema


def is_pydantic_model(kind: Any) -> bool:
    """Whether `kind` is a pydantic model class; pydantic is never imported for it."""
    return inspect.isclass(kind) and callable(getattr(kind, "model_json_schema", None))


def is_key_mark(origin: Any) -> bool:
    """Whether a type's origin is `Required` or `NotRequired` (any module's: 3.10 has none)."""
    return getattr(origin, "_name", None) in ("Required", "NotRequired")


class _Builder:
    """Builds one schema; dataclasses and TypedDicts become definitions, so that they may recur."""

    def __init__(self) -> None:
        self.definitions: dict[str, Any] = {}
        self._names: dict[Any, str] = {}

    def of(self, kind: Any) -> dict[str, Any]:
        """Return the schema of `kind`."""
        if _is_hashable(kind) and kind in _PLAIN:
            return dict(_PLAIN[kind])
        origin = get_origin(kind)
        if origin is not None:
            return self._generic(kind, origin, get_args(kind))
        if is_pydantic_model(kind):
            return self._pydantic(kind)
        if inspect.isclass(kind) and issubclass(kind, enum.Enum):
            return _choice([member.value for member in kind], kind)
        if dataclasses.is_dataclass(kind) or is_typeddict(kind):
            return self._named(kind)
        if kind in (list, tuple, dict):
            return {"type": "object" if kind is dict else "array"}
        raise TypeError(f"JSON has no form for {kind!r}")

    def _generic(self, kind: Any, origin: Any, args: tuple[Any, ...]) -> dict[str, Any]:
        if origin is Annotated:
            return self.of(args[0]) | _annotations(args[1:])
        if is_key_mark(origin):
            return self.of(args[0])
        if origin is Literal:
            return _choice(list(args), kind)
        if origin in (Union, types.UnionType):
            return {"anyOf": [self.of(arg) for arg in args]}
        if origin is tuple and not (len(args) == 2 and args[1] is Ellipsis):
            items = [self.of(arg) for arg in args]
            bounds = {"minItems": len(items), "maxItems": len(items)}
            return {"type": "array", "prefixItems": items, "items": False, **bounds}
        if origin in (list, tuple) or (inspect.isclass(origin) and issubclass(origin, Sequence)):
            return {"type": "array", "items": self.of(args[0])}
        if inspect.isclass(origin) and issubclass(origin, Mapping):
            if args[0] is not str:
                raise TypeError(f"JSON objects have str keys, so there is no form for {kind!r}")
            return {"type": "object", "additionalProperties": self.of(args[1])}
        raise TypeError(f"JSON has no form for {kind!r}")

    def _named(self, kind: Any) -> dict[str, Any]:
        name = self._names.get(kind)
        if name is None:
            name = kind.__name__
            while name in self.definitions:
                name += "_"
            self._names[kind] = name
            self.definitions[name] = {}
            self.definitions[name].update(self._object(kind))
        return {"$ref": f"#/$defs/{name}"}

    def _object(self, kind: Any) -> dict[str, Any]:
        hints = _hints(kind)
        if is_typeddict(kind):
            required = [name for name in hints if name in kind.__required_keys__]
        else:
            fields = [field for field in dataclasses.fields(kind) if field.init]
            hints = {field.name: hints[field.name] for field in fields}
            missing = dataclasses.MISSING
            required = [f.name for f in fields if f.default is missing is f.default_factory]
        properties = {name: self.of(hint) for name, hint in hints.items()}
        schema = {"type": "object", "properties": properties, "required": required}
        return {**schema, "additionalProperties": False}

    def _pydantic(self, kind: Any) -> dict[str, Any]:
        schema = dict(kind.model_json_schema())
        self.definitions.update(schema.pop("$defs", {}))
        if "properties" in schema:
            schema.setdefault("additionalProperties", False)
        return schema


def _hints(kind: Any) -> dict[str, Any]:
    try:
        return get_type_hints(kind, include_extras=True)
    except NameError as error:
        module = sys.modules.get(kind.__module__)
        where = getattr(module, "__name__", kind.__module__)
        raise TypeError(
            f"an annotation of {kind.__name__} is not found in {where}: {error}"
        ) from None


def _annotations(extras: tuple[Any, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for extra in extras:
        if isinstance(extra, str):
            found["description"] = extra
        elif isinstance(extra, Mapping):
            found.update(extra)
    return found


def _choice(values: list[Any], kind: Any) -> dict[str, Any]:
    for value in values:
        if not isinstance(value, (str, int, float, bool, type(None))):
            raise TypeError(f"JSON has no form for {value!r} of {kind!r}")
    return {"enum": values}


def _is_hashable(kind: Any) -> bool:
    try:
        hash(kind)
    except TypeError:
        return False
    return not isinstance(kind, ForwardRef)
