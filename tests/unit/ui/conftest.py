"""No test of the app may start a process or leave this machine: phones have no processes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest

FORBIDDEN = ("subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn", "os.exec", "os.system",
             "os.spawn")  # fmt: skip
_watching: list[str] = []


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _watching and event in FORBIDDEN:
        raise PermissionError(f"{event} in {_watching[-1]}: the app must run without processes")


sys.addaudithook(_hook)  # for good; it looks only while a test of the app runs


@pytest.fixture
def processes() -> None:
    """Ask for it to be allowed processes, where a test is about a desktop only."""


@pytest.fixture(autouse=True)
def no_processes(request: pytest.FixtureRequest) -> Iterator[None]:
    """Forbid child processes while a test runs."""
    if "processes" in request.fixturenames:
        yield
        return
    _watching.append(request.node.name)
    try:
        yield
    finally:
        _watching.pop()
