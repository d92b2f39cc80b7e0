"""The `onhand` group: help that teaches, lazy commands, global options."""

from __future__ import annotations

import os
import subprocess
import sys

import click
import pytest

from onhand import errors
from onhand.cli.main import COMMANDS, cli, exit_code
from tests.unit.cli.conftest import Invoke

CONTEXT = click.Context(cli, info_name="onhand")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_loads_and_has_help(invoke: Invoke, name: str) -> None:
    result = invoke(name, "--help")
    assert result.status == 0
    assert result.out.startswith(f"Usage: onhand {name}")


@pytest.mark.parametrize("name", ["run", "devices", "doctor", "bench"])
def test_help_ends_with_examples(invoke: Invoke, name: str) -> None:
    result = invoke(name, "--help")
    assert "Examples:" in result.out
    assert f"onhand {name}" in result.out.partition("Examples:")[2]


def test_help_lists_the_commands_and_the_exit_statuses(invoke: Invoke) -> None:
    result = invoke("--help")
    assert all(name in result.out for name in COMMANDS)
    assert "130 interrupted" in result.out


def test_commands_are_not_imported_before_they_are_used() -> None:
    program = (
        "import sys; from onhand.cli.main import main\n"
        "try: main(['--version'])\n"
        "except SystemExit: pass\n"
        "print([n for n in sys.modules if n.startswith('onhand.cli.') and n != 'onhand.cli.main'])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout.splitlines()[-1] == "[]"


def test_an_unknown_command_is_wrong_usage(invoke: Invoke) -> None:
    result = invoke("rnu")
    assert result.status == 2
    assert "rnu" in result.err


def test_offline_is_told_to_all_layers(invoke: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ONHAND_OFFLINE", "HF_HUB_OFFLINE"):
        monkeypatch.setenv(name, "0")
    assert invoke("--offline", "doctor", "--help").status == 0
    assert os.environ["ONHAND_OFFLINE"] == os.environ["HF_HUB_OFFLINE"] == "1"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.OnhandError("x"), 1),
        (errors.ContextFullError("x"), 1),
        (errors.OfflineError("x"), 1),
        (errors.ModelNotFoundError("x"), 3),
        (errors.ModelCorruptError("x"), 3),
        (errors.ModelUnsupportedError("x"), 3),
        (errors.NotEnoughMemoryError("x"), 4),
        (errors.WorkerCrashedError("x"), 5),
    ],
    ids=lambda value: getattr(value, "code", str(value)),
)
def test_the_exit_status_tells_the_kind_of_failure(error: errors.OnhandError, status: int) -> None:
    assert exit_code(error) == status
