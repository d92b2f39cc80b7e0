"""JSON data to instances of the Python types that `schema_of` understands."""

from __future__ import annotations

import dataclasses
import datetime
import enum
import inspect
import types
from collections.abc import Mapping
from contextlib import suppress
from typing import (
    Annotated,
    Any,
    Literal,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from onhand.structured.schema import is_key_mark, is_pydantic_model

_PARSED = (datetime.datetime, datetime.date, datetime.time)


def build_instance(kind: Any, value: Any, name: str = "$") -> Any:
    """Return JSON data as an instance of `kind`; `name` is what messages call the data.

    Raises:
        ValueError: the data does not fit the type; the message has the path.
    """
    return _build(kind, value, name)


def _build(kind: Any, value: Any, path: str) -> Any:
    origin = get_origin(kind)
    if origin is not None:
        return _generic(kind, origin, get_args(kind), value, path)
    if kind in (Any, object):
        return value
    if is_pydantic_model(kind):
        return kind.model_validate(value)
    if inspect.isclass(kind) and issubclass(kind, enum.Enum):
        return _member(kind, value, path)
    if dataclasses.is_dataclass(kind) or is_typeddict(kind):
        return _fields(kind, value, path)
    if kind in _PARSED and isinstance(value, str):
        return kind.fromisoformat(value.replace("Z", "+00:00"))
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    wanted = type(None) if kind is None else kind
    if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
        raise _misfit(kind, value, path)
    return value


def _generic(kind: Any, origin: Any, args: tuple[Any, ...], value: Any, path: str) -> Any:
    if origin is Annotated or is_key_mark(origin):
        return _build(args[0], value, path)
    if origin is Literal:
        if not any(value == arg and type(value) is type(arg) for arg in args):
            raise _misfit(kind, value, path)
        return value
    if origin in (Union, types.UnionType):
        return _first_that_fits(kind, args, value, path)
    if inspect.isclass(origin) and issubclass(origin, Mapping):
        if not isinstance(value, Mapping):
            raise _misfit(kind, value, path)
        return {key: _build(args[1], item, f"{path}.{key}") for key, item in value.items()}
    if not isinstance(value, list):
        raise _misfit(kind, value, path)
    if origin is tuple and not (len(args) == 2 and args[1] is Ellipsis):
        if len(value) != len(args):
            raise _misfit(kind, value, path)
        pairs = zip(args, value, strict=True)
        return tuple(_build(arg, item, f"{path}[{n}]") for n, (arg, item) in enumerate(pairs))
    items = [_build(args[0], item, f"{path}[{n}]") for n, item in enumerate(value)]
    return tuple(items) if origin is tuple else items


def _first_that_fits(kind: Any, args: tuple[Any, ...], value: Any, path: str) -> Any:
    for arg in args:
        with suppress(ValueError, TypeError):
            return _build(arg, value, path)
    raise _misfit(kind, value, path)


def _member(kind: type[enum.Enum], value: Any, path: str) -> enum.Enum:
    try:
        return kind(value)
    except ValueError:
        raise _misfit(kind, value, path) from None


def _fields(kind: Any, value: Any, path: str) -> Any:
    if not isinstance(value, Mapping):
        raise _misfit(kind, value, path)
    hints = get_type_hints(kind, include_extras=True)
    unknown = set(value) - set(hints)
    if unknown:
        raise ValueError(f"{path} has {sorted(unknown)}, which {kind.__name__} does not know")
    built = {key: _build(hints[key], item, f"{path}.{key}") for key, item in value.items()}
    if is_typeddict(kind):
        missing = kind.__required_keys__ - set(built)
        if missing:
            raise ValueError(f"{path} lacks {sorted(missing)}")
        return built
    try:
        return kind(**built)
    except TypeError as error:
        raise ValueError(f"{path}: {error}") from None


def _misfit(kind: Any, value: Any, path: str) -> ValueError:
    name = getattr(kind, "__name__", str(kind))
    return ValueError(f"{path} is {value!r}, which is no {name}")
