"""Checks values against the kinds that a parameter class declares; ranges are its own matter."""

from __future__ import annotations

import dataclasses
import functools
import os
import types
from collections.abc import Mapping, Sequence
from typing import Any, get_args, get_origin, get_type_hints

_WORDS: dict[Any, tuple[str, str]] = {  # one, several
    bool: ("True or False", "True or False"),
    int: ("an integer", "integers"),
    float: ("a number", "numbers"),
    str: ("a text", "texts"),
}


def check_kinds(params: Any) -> None:
    """Raise unless each field of a frozen dataclass holds what its annotation says.

    Sequences become tuples, so that the value stays immutable and hashable.

    Raises:
        TypeError: a field is of another kind; the message names field and kinds.
    """
    cls: Any = type(params)
    for name, options in _fields(cls):
        value = getattr(params, name)
        fitting = _fitting(options, value)
        if fitting is _MISFIT:
            raise TypeError(f"{cls.__name__}.{name} must be {_words(options)}, not {_kind(value)}")
        if fitting is not value:
            object.__setattr__(params, name, fitting)


def check_text(owner: str, text: Any) -> None:
    """Raise TypeError for what is no str, ValueError for half a character (a lone surrogate)."""
    if not isinstance(text, str):
        raise TypeError(f"{owner} takes a str, got {type(text).__name__}")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"no valid text: {error}") from None


def path_text(path: Any) -> Any:
    """Return the text of a path object; anything else as it is."""
    return os.fspath(path) if isinstance(path, os.PathLike) else path


_MISFIT = object()


@functools.cache
def _fields(cls: Any) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    hints = get_type_hints(cls)
    return tuple((field.name, _options(hints[field.name])) for field in dataclasses.fields(cls))


def _options(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if isinstance(hint, types.UnionType) else (hint,)


def _fitting(options: Sequence[Any], value: Any) -> Any:
    """Return `value` as one of `options` takes it, or `_MISFIT`."""
    for option in options:
        origin = get_origin(option) or option
        if origin is tuple:
            if isinstance(value, (list, tuple)):
                items = tuple(_fitting(get_args(option)[:1], item) for item in value)
                if _MISFIT not in items:
                    return value if items == value else items
        elif origin is Mapping:
            if isinstance(value, Mapping):
                return value
        elif isinstance(value, bool):
            if origin is bool:
                return value
        elif isinstance(value, origin) or (origin is float and isinstance(value, int)):
            return value
    return _MISFIT


def _words(options: Sequence[Any]) -> str:
    """Say what is wanted; that None is taken too goes without saying."""
    words = []
    for option in options:
        origin = get_origin(option) or option
        if origin is tuple:
            item = get_args(option)[0]
            words.append(f"a sequence of {_WORDS.get(item, ('', item.__name__))[1]}")
        elif origin is Mapping:
            words.append("a mapping")
        elif origin is not types.NoneType:
            words.append(_WORDS.get(origin, (origin.__name__, ""))[0])
    return " or ".join(words)


def _kind(value: Any) -> str:
    """Name a value's kind; of a sequence also that of its items, since one of them may be it."""
    if isinstance(value, (list, tuple)):
        return f"{type(value).__name__} of {', '.join(sorted({type(v).__name__ for v in value}))}"
    return type(value).__name__
