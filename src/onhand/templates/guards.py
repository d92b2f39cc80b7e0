"""Guards before the operations by which a template could make something huge from something small.

Only importable with jinja2; the sandbox imports it on the first render.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any

from jinja2 import pass_environment
from jinja2.filters import FILTERS, make_attrgetter
from jinja2.sandbox import SandboxedEnvironment, SandboxedFormatter
from jinja2.tests import TESTS

from onhand.errors import TemplateError
from onhand.templates.limits import active_budget

_MAX_INT_BITS = 8192
_MAX_PADDING = 100_000
_SMALL_TEXT = 65_536
_PRINTF_WIDTH = re.compile(r"%(?:\([^)]*\))?[-#0 +]*(\*|\d+)?(?:\.(\*|\d+))?")
_NUMBERS = re.compile(r"\d+")


def guard_operator(operator: str, left: Any, right: Any) -> None:
    """Account for what a binary operator is about to make."""
    budget = active_budget()
    budget.tick()
    if operator == "+":
        _guard_add(left, right)
    elif operator == "*":
        for value, times in ((left, right), (right, left)):
            if isinstance(value, (str, bytes, list, tuple)) and isinstance(times, int):
                size = budget.weigh(value) if isinstance(value, (list, tuple)) else len(value)
                budget.text(size * max(times, 0))
        if isinstance(left, int) and isinstance(right, int):
            _check_bits(left.bit_length() + right.bit_length())
    elif operator == "**" and isinstance(left, int) and isinstance(right, int):
        _check_bits(left.bit_length() * abs(right))
    elif operator == "%" and isinstance(left, (str, bytes)):
        guard_printf(left, right)


def _guard_add(left: Any, right: Any) -> None:
    if isinstance(left, (str, bytes)) and isinstance(right, (str, bytes)):
        active_budget().text(len(left) + len(right))
    elif isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)):
        active_budget().items(len(left) + len(right))
    elif isinstance(left, int) and isinstance(right, int):
        _check_bits(max(left.bit_length(), right.bit_length()))


def _check_bits(n_bits: int) -> None:
    if n_bits > _MAX_INT_BITS:
        raise TemplateError(f"The template computes a number of more than {_MAX_INT_BITS} bits.")


def guard_padding(*counts: Any) -> None:
    """Refuse a width, count or precision that no prompt needs."""
    for count in counts:
        if isinstance(count, int) and abs(count) > _MAX_PADDING:
            raise TemplateError(f"The template pads by {count}; at most {_MAX_PADDING} is allowed.")


def guard_printf(template: str | bytes, values: Any) -> None:
    """Account for `template % values`: widths in the format, texts in the values."""
    text = template.decode("latin-1") if isinstance(template, bytes) else template
    n_fields = 0
    for match in _PRINTF_WIDTH.finditer(text):
        n_fields += 1
        for width in match.groups():
            if width == "*":
                raise TemplateError("The template uses a format whose width is an argument.")
            if width is not None:
                guard_padding(int(width[:12]))
                active_budget().text(int(width))
    weight = active_budget().weigh(values)
    uses = n_fields if isinstance(values, Mapping) else 1
    active_budget().text(len(text) + weight * max(uses, 1))


def guard_method(method: Any, args: tuple[Any, ...]) -> None:
    """Account for what a method of a text, list or number is about to make."""
    owner, name = getattr(method, "__self__", None), getattr(method, "__name__", "")
    budget = active_budget()
    budget.tick()
    if isinstance(owner, (int, float)) and name == "to_bytes":
        raise TemplateError("The template calls to_bytes, which no prompt needs.")
    if not isinstance(owner, (str, bytes)):
        return
    if name in ("center", "ljust", "rjust", "zfill"):
        guard_padding(*args[:1])
    elif name == "expandtabs":
        guard_padding(*args[:1])
        budget.text(len(owner) + len(owner) * _first_int(args, 8))
    elif name == "replace" and len(args) >= 2:
        guard_replace(owner, args[0], args[1])
    elif name == "join" and args and isinstance(args[0], (list, tuple, str, Mapping)):
        budget.text(budget.weigh(args[0]) + len(owner) * len(args[0]))
    elif name == "translate" and args and isinstance(args[0], Mapping):
        widest = max((len(v) for v in args[0].values() if isinstance(v, (str, bytes))), default=1)
        budget.text(len(owner) * max(widest, 1))
    elif name in ("split", "rsplit", "splitlines"):
        budget.spend(len(owner) * 4)


def guard_replace(text: Any, old: Any, new: Any) -> None:
    """Account for a replacement of every `old` in `text`."""
    text, old, new = str(text), str(old), str(new)
    active_budget().text(len(text) + text.count(old) * len(new))


def _first_int(args: tuple[Any, ...], default: int) -> int:
    return max(args[0], 1) if args and isinstance(args[0], int) else default


class GuardedFormatter(SandboxedFormatter):
    """`str.format` without Python internals and without huge widths."""

    def format_field(self, value: Any, format_spec: str) -> Any:
        """Format one field within the budget."""
        guard_padding(*(int(number[:12]) for number in _NUMBERS.findall(format_spec)))
        active_budget().weigh(value)
        return active_budget().made(super().format_field(value, format_spec))


# ── filters ──────────────────────────────────────────────────────────────────


def to_json(
    value: Any,
    ensure_ascii: bool = False,
    indent: int | None = None,
    separators: tuple[str, str] | None = None,
    sort_keys: bool = False,
) -> str:
    """Return JSON as Hugging Face's `tojson` writes it: no HTML escapes, non-ASCII kept."""
    budget = active_budget()
    budget.weigh(value)
    guard_padding(indent if isinstance(indent, int) else len(indent or ""))
    encoder = json.JSONEncoder(
        ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys
    )
    pieces, n_chars = [], 0
    for piece in encoder.iterencode(value):
        n_chars += len(piece)
        budget.check_text(n_chars)
        budget.spend(len(piece))
        pieces.append(piece)
    return "".join(pieces)


def _guard_indent(value: Any, width: Any = 4, *_: Any, **__: Any) -> None:
    guard_padding(width)
    size = len(width) if isinstance(width, str) else int(width)
    text = str(value)
    active_budget().text(len(text) + (text.count("\n") + 2) * max(size, 0))


def _guard_filter_replace(_: Any, text: Any, old: Any, new: Any, count: Any = None) -> None:
    guard_replace(text, old, new)


def _guard_format(value: Any, *args: Any, **kwargs: Any) -> None:
    guard_printf(str(value), kwargs or args)


def _guard_counts(_: Any, *args: Any, **kwargs: Any) -> None:
    guard_padding(*args, *kwargs.values())


def _guard_small(*args: Any, **kwargs: Any) -> None:
    """For filters that no template needs on long texts and whose cost is hard to foresee."""
    guard_padding(*args, *kwargs.values())
    if active_budget().weigh([*args, *kwargs.values()]) > _SMALL_TEXT:
        raise TemplateError(f"The template filters more than {_SMALL_TEXT} characters that way.")


_GUARDS: dict[str, Callable[..., None]] = {
    "batch": _guard_counts,
    "center": _guard_counts,
    "format": _guard_format,
    "indent": _guard_indent,
    "pprint": _guard_small,
    "replace": _guard_filter_replace,
    "round": _guard_counts,
    "slice": _guard_counts,
    "striptags": _guard_small,
    "urlize": _guard_small,
    "wordwrap": _guard_small,
    "xmlattr": _guard_small,
}


def _metered(name: str, function: Any) -> Any:
    """Return the filter with its guard before it and its result accounted for."""
    guard = _GUARDS.get(name)

    @wraps(function)  # copies the mark by which jinja passes context or environment
    def metered(*args: Any, **kwargs: Any) -> Any:
        budget = active_budget()
        budget.tick()
        if guard is not None:
            guard(*args, **kwargs)
        return budget.made(function(*args, **kwargs))

    return metered


@pass_environment
def _sum(
    environment: SandboxedEnvironment, values: Iterable[Any], attribute: Any = None, start: Any = 0
) -> Any:
    """Add up as jinja's `sum` does, each step within the budget (lists add up too)."""
    if attribute is not None:
        values = map(make_attrgetter(environment, attribute), values)
    if isinstance(start, (str, bytes)):
        raise TypeError("sum() can't sum texts; use join")
    for value in values:
        guard_operator("+", start, value)
        start = start + value
    return start


@pass_environment
def _joined(
    environment: SandboxedEnvironment, values: Iterable[Any], d: Any = "", attribute: Any = None
) -> str:
    if attribute is not None:
        values = map(make_attrgetter(environment, attribute), values)
    parts, n_chars, budget = [], 0, active_budget()
    for value in values:
        budget.weigh(value)
        parts.append(str(value))
        n_chars += len(parts[-1]) + len(str(d))
        budget.check_text(n_chars)
        budget.spend(len(parts[-1]))
    return str(d).join(parts)


def concat(pieces: Iterable[str]) -> str:
    """Join what a template printed: its result, or that of a macro or block."""
    budget, kept, n_chars = active_budget(), [], 0
    for piece in pieces:
        n_chars += len(piece)
        budget.check_text(n_chars)
        kept.append(piece)
    budget.spend(n_chars)
    return "".join(kept)


def string_of(*values: Any) -> str:
    """Join values as text: the `~` operator."""
    budget = active_budget()
    for value in values:
        budget.weigh(value)
    return concat(str(value) for value in values)


def metered_filters() -> dict[str, Any]:
    """Return jinja's filters with Hugging Face's `tojson`, all within the active budget."""
    filters = {name: _metered(name, function) for name, function in FILTERS.items()}
    filters["tojson"] = _metered("tojson", to_json)
    filters["sum"] = _metered("sum", _sum)
    filters["join"] = _metered("", _joined)
    return filters


def metered_tests() -> dict[str, Any]:
    """Return jinja's tests, all within the active budget."""
    return {name: _metered("", function) for name, function in TESTS.items()}
