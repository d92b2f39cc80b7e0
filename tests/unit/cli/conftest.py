"""Runs commands the way a shell does, in this process or in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from onhand.cli.main import main
from onhand.testing import FakeModel


@dataclass(frozen=True)
class Result:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str


Invoke = Callable[..., Result]


@pytest.fixture
def invoke(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Invoke:
    """Run `onhand ARGS…` in this process, `stdin` piped in."""

    def run(*arguments: str, stdin: str | None = None) -> Result:
        from io import StringIO

        monkeypatch.setattr(sys, "stdin", StringIO(stdin or ""))
        with pytest.raises(SystemExit) as exited:
            main(list(arguments))
        captured = capsys.readouterr()
        return Result(int(exited.value.code or 0), captured.out, captured.err)

    return run


def fake(**script: Any) -> str:
    """Return the path of a scripted model."""
    script.setdefault("replies", {"Hi": "Hello there!"})
    return os.fspath(FakeModel(**script))


def start(*arguments: str, **options: Any) -> subprocess.Popen[str]:
    """Start `onhand ARGS…` in a process of its own."""
    options.setdefault("stdin", subprocess.DEVNULL)
    return subprocess.Popen(
        [sys.executable, "-m", "onhand.cli", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )
