"""`onhand.sync` has the same names, parameters and defaults as the async face."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

import onhand
from onhand import sync

PAIRS = [(getattr(onhand, name), getattr(sync, name)) for name in sync.__all__]
ASYNC_ONLY = {"aclose", "next_ready", "has_failed"}
"""`aclose` is async iteration's `close`; the others serve chats and the blocking face."""


def public(kind: type) -> dict[str, Any]:
    return {
        name: member
        for name, member in inspect.getmembers(kind)
        if not name.startswith("_") and not inspect.isdatadescriptor(member)
    }


def properties(kind: type) -> set[str]:
    return {
        name
        for name, member in inspect.getmembers(kind)
        if isinstance(member, property) and not name.startswith("_")
    }


def parameters(member: Any) -> list[tuple[str, Any, Any]]:
    """Return name, kind and default of each parameter; types differ by `async` alone."""
    return [(p.name, p.kind, p.default) for p in inspect.signature(member).parameters.values()]


def shared_methods() -> list[tuple[str, Any, Any]]:
    found = []
    for asynchronous, blocking in PAIRS:
        for name, member in public(asynchronous).items():
            other = getattr(blocking, name, None)
            if other is not None:
                found.append((f"{asynchronous.__name__}.{name}", member, other))
    return found


@pytest.mark.parametrize(("asynchronous", "blocking"), PAIRS, ids=lambda kind: kind.__name__)
def test_both_faces_have_the_same_names(asynchronous: type, blocking: type) -> None:
    missing = set(public(asynchronous)) - set(public(blocking)) - ASYNC_ONLY
    extra = set(public(blocking)) - set(public(asynchronous)) - {"close"}
    assert (missing, extra) == (set(), set())
    assert properties(asynchronous) - ASYNC_ONLY == properties(blocking)


@pytest.mark.parametrize(("name", "asynchronous", "blocking"), shared_methods())
def test_both_faces_have_the_same_parameters_and_defaults(
    name: str, asynchronous: Any, blocking: Any
) -> None:
    assert parameters(asynchronous) == parameters(blocking), name


def test_every_handle_of_the_async_face_has_a_blocking_twin() -> None:
    handles = {
        name
        for name in onhand.__all__
        if inspect.isclass(getattr(onhand, name))
        and any(inspect.iscoroutinefunction(m) for m in vars(getattr(onhand, name)).values())
    }
    assert handles <= set(sync.__all__)
