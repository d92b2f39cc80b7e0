"""The public root: complete, lazy, and the same for people, tools and type checkers."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

import onhand
from onhand import errors

PACKAGE = Path(onhand.__file__).parent
INTERNAL_SIGNALS = {
    "formats/gguf_leap.py:LeapError": "gguf reads the header in order instead",
    "store/transport.py:PassingError": "the download tries again, then raises DownloadError",
    "runtimes/base.py:DecodeInterruptedError": "the scheduler undoes the batch",
    "runtimes/base.py:CacheFullError": "the scheduler makes room or ends with ContextFullError",
}
"""Exceptions that cross files inside the package, and who answers them."""


def error_classes() -> list[type[errors.OnhandError]]:
    found = [value for value in vars(errors).values() if inspect.isclass(value)]
    return [value for value in found if issubclass(value, errors.OnhandError)]


@pytest.mark.parametrize("name", onhand.__all__)
def test_every_exported_name_is_there(name: str) -> None:
    assert getattr(onhand, name) is not None
    assert name in dir(onhand)


def test_an_unknown_name_is_an_attribute_error_that_names_it() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'Motor'"):
        _ = onhand.Motor  # type: ignore[attr-defined]


def test_type_checkers_see_what_the_lazy_table_gives() -> None:
    tree = ast.parse((PACKAGE / "__init__.py").read_text("utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    seen = {
        alias.asname: f"{node.module}"
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    given = {
        name: f"onhand.{module}" for module, names in onhand._MODULES.items() for name in names
    }
    given |= dict.fromkeys(onhand._SUBMODULES, "onhand")
    assert seen == given


@pytest.mark.parametrize("error", error_classes(), ids=lambda error: error.__name__)
def test_every_error_is_exported_at_the_root(error: type[errors.OnhandError]) -> None:
    assert getattr(onhand, error.__name__, None) is error


def test_codes_are_stable_names_one_an_error() -> None:
    codes = [error.code for error in error_classes()]
    assert len(set(codes)) == len(codes)
    assert all(code.replace("_", "").isalpha() and code.islower() for code in codes)


@pytest.mark.parametrize("error", error_classes(), ids=lambda error: error.__name__)
def test_every_error_crosses_the_wire_with_its_type(error: type[errors.OnhandError]) -> None:
    if error is errors.StateMismatchError:
        original: errors.OnhandError = errors.StateMismatchError("n_ctx", 512, 1024)
    else:
        original = error("It failed.", hint="Do this.", native_log=["last line"], n_tokens=3)
    arrived = errors.from_data(errors.to_data(original))
    assert type(arrived) is error
    assert isinstance(arrived, errors.OnhandError)
    assert arrived.to_data() == original.to_data()


@pytest.mark.parametrize("mistake", [ValueError("too big"), TypeError("not a number")])
def test_a_programmers_mistake_stays_one_on_the_wire(mistake: ValueError | TypeError) -> None:
    arrived = errors.from_data(errors.to_data(mistake))
    assert type(arrived) is type(mistake)
    assert str(arrived) == str(mistake)


def exceptions_outside_the_tree() -> Iterator[str]:
    """Yield every exception class that no `except OnhandError` and no root export covers."""
    homely = {error.__name__ for error in error_classes()} | {"ValueError", "TypeError"}
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                bases = {ast.unparse(base).rpartition(".")[2] for base in node.bases}
                is_exception = any(base.endswith(("Error", "Exception")) for base in bases)
                is_private = node.name.startswith("_")
                if is_exception and not is_private and not bases & homely:
                    yield f"{path.relative_to(PACKAGE).as_posix()}:{node.name}"


def test_every_lower_exception_is_mapped() -> None:
    """An exception outside the public tree is an internal signal that somebody answers."""
    known = {*INTERNAL_SIGNALS, "errors.py:OnhandError"}
    assert set(exceptions_outside_the_tree()) <= known


def test_everything_public_has_a_docstring() -> None:
    bare = []
    for name in onhand.__all__:
        value = getattr(onhand, name)
        if inspect.isclass(value) and value.__module__.startswith("onhand"):
            members = [
                member
                for key, member in vars(value).items()
                if not key.startswith("_") and callable(member)
            ]
            bare += [f"{name}.{m.__name__}" for m in members if not inspect.getdoc(m)]
            if not inspect.getdoc(value):
                bare.append(name)
    assert bare == []
