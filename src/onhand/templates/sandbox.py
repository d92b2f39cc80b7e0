"""The jinja environment of chat templates: Hugging Face's settings, immutable sandbox, bounded.

Importing this imports jinja2. Differences from `transformers`' environment are refusals only:
attributes with a leading underscore raise instead of printing nothing, `lipsum` is absent, and
everything reports to the active budget.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from datetime import datetime
from functools import lru_cache
from typing import Any, NoReturn

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.ext import Extension, loopcontrols
from jinja2.parser import Parser
from jinja2.runtime import Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer

from onhand.errors import TemplateError
from onhand.templates import guards
from onhand.templates.limits import active_budget

CLOCK: ContextVar[Callable[[], datetime]] = ContextVar("onhand_template_clock")
_MAX_DATE_FORMAT = 256
_BYTES_PER_TURN = 64
_MAX_NESTED_LOOPS = 20  # Python's own limit of nested blocks, which it only finds after compiling


class _GenerationTag(Extension):
    """`{% generation %}…{% endgeneration %}` marks what an assistant wrote; it prints its body."""

    tags = {"generation"}  # noqa: RUF012  # jinja declares it so

    def parse(self, parser: Parser) -> nodes.Node:
        """Parse the block into a call, so that names set in it stay in it."""
        line = next(parser.stream).lineno
        body = parser.parse_statements(("name:endgeneration",), drop_needle=True)
        call = self.call_method("_body")
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    def _body(self, caller: Macro) -> str:
        return str(caller())


class _Reporter(NodeTransformer):
    """Rewrites a template so that loops and literals report to the budget."""

    def __init__(self) -> None:
        self._n_loops = 0

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        self._n_loops += 1
        if self._n_loops > _MAX_NESTED_LOOPS:
            raise TemplateError(f"The template nests more than {_MAX_NESTED_LOOPS} loops.")
        self.generic_visit(node)
        self._n_loops -= 1
        turn = nodes.ExprStmt(_filtered(nodes.Const(None), "_turn"), lineno=node.lineno)
        node.body.insert(0, turn)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _filtered(node.nodes[0], "_concat", node.nodes[1:], node.lineno)

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        if not isinstance(node.arg, nodes.Slice):
            return node
        return _filtered(node, "_made", lineno=node.lineno)  # jinja slices past the environment

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802
        return self._literal(node, node.items)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        if node.ctx != "load":
            return node
        return self._literal(node, node.items)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:  # noqa: N802
        return self._literal(node, [pair.value for pair in node.items])

    def _literal(self, node: nodes.Expr, items: list[nodes.Expr]) -> nodes.Node:
        self.generic_visit(node)
        if all(isinstance(item, nodes.Const) for item in items):
            return node
        return _filtered(node, "_made", lineno=node.lineno)


def _filtered(
    value: nodes.Expr, name: str, args: list[nodes.Expr] | None = None, lineno: int = 1
) -> nodes.Filter:
    return nodes.Filter(value, name, args or [], [], None, None, lineno=lineno)


class _TemplateNamespace(Namespace):
    """A namespace without underscore attributes whose text does not spell its contents out."""

    def __init__(*args: Any, **kwargs: Any) -> None:  # `self` may be an attribute
        attributes = dict(*args[1:], **kwargs)
        for name in attributes:
            _refuse_internal(name)
        Namespace.__init__(args[0], attributes)

    def __setitem__(self, name: str, value: Any) -> None:
        _refuse_internal(name)
        super().__setitem__(name, value)

    def __repr__(self) -> str:
        return "<Namespace>"


class _TemplateDict:
    """`dict(…)` for templates: makes dicts and gives no way to the class itself."""

    def __call__(self, *args: Any, **kwargs: Any) -> dict[Any, Any]:
        return dict(*args, **kwargs)

    def fromkeys(self, keys: Any, value: Any = None) -> dict[Any, Any]:
        """Return a dict that has `value` for every key."""
        return dict.fromkeys(keys, value)


class _TimedGenerator(CodeGenerator):
    """Compiles within the budget's time."""

    def visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> Any:
        """Compile one node."""
        active_budget().tick()
        return super().visit(node, *args, **kwargs)


class _ChatEnvironment(ImmutableSandboxedEnvironment):
    """Sandbox whose operators, calls, filters and outputs are accounted for."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})
    concat = staticmethod(guards.concat)
    code_generator_class = _TimedGenerator

    def _generate(
        self, source: nodes.Template, name: Any, filename: Any, defer_init: bool = False
    ) -> str:
        reporting = _Reporter().visit(source)
        return super()._generate(reporting, name, filename, defer_init)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        guards.guard_operator(operator, left, right)
        return active_budget().made(self.binop_table[operator](left, right))

    def call(__self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        guards.guard_method(__obj, args)
        return active_budget().made(super().call(__context, __obj, *args, **kwargs))

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        if str(attribute).startswith("_"):
            _refuse_internal(attribute)
        return super().unsafe_undefined(obj, attribute)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        wrapped = super().wrap_str_format(value)
        if wrapped is None:
            return None
        text, formatter = value.__self__, guards.GuardedFormatter(self)

        def guarded(*args: Any, **kwargs: Any) -> str:
            if value.__name__ == "format_map":
                args, kwargs = (), dict(*args)
            return active_budget().made(formatter.vformat(text, args, kwargs))

        return guarded


def _refuse_internal(name: Any) -> None:
    if isinstance(name, str) and name.startswith("_"):
        raise TemplateError(
            f"The template reaches for {name!r}; names with a leading _ are closed."
        )


def _printed(value: Any) -> Any:
    """Bound what `{{ value }}` is about to turn into text."""
    if not isinstance(value, str):
        active_budget().weigh(value)
    return value


def _turn(_: Any) -> None:
    active_budget().spend(_BYTES_PER_TURN)


def _raise_exception(message: Any) -> NoReturn:
    raise TemplateError(f"The template refuses: {str(message)[:500]}", is_refusal=True)


def _strftime_now(format: str) -> str:
    if len(format) > _MAX_DATE_FORMAT:
        raise TemplateError(f"The template's date format is over {_MAX_DATE_FORMAT} characters.")
    return CLOCK.get(datetime.now)().strftime(format)


@lru_cache(maxsize=1)
def environment() -> jinja2.Environment:
    """Return the one environment that all chat templates share."""
    made = _ChatEnvironment(
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[_GenerationTag, loopcontrols],
        finalize=_printed,
    )
    made.filters = guards.metered_filters()
    made.filters.update(
        _turn=_turn, _concat=guards.string_of, _made=lambda v: active_budget().made(v)
    )
    made.tests = guards.metered_tests()
    made.globals.pop("lipsum")
    made.globals.update(
        dict=_TemplateDict(),
        namespace=_TemplateNamespace,
        raise_exception=_raise_exception,
        strftime_now=_strftime_now,
    )
    return made


@lru_cache(maxsize=64)
def compiled(text: str) -> jinja2.Template:
    """Return the compiled template; the last 64 are kept."""
    return environment().from_string(text)
