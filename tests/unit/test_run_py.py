"""run.py: installs once, says what it does, hands on what it runs."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / "run.py"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module, at home in an empty project."""
    specification = importlib.util.spec_from_file_location("run_py", SCRIPT)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    for name in ("pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_text("")
    binaries = tmp_path / ".venv" / "bin"
    paths = {
        "ROOT": tmp_path,
        "VENV": tmp_path / ".venv",
        "BIN": binaries,
        "PYTHON": binaries / "python",
        "STAMP": tmp_path / ".venv" / "installed.json",
        "LOG": tmp_path / ".venv" / "install.log",
    }
    for name, path in paths.items():
        monkeypatch.setattr(module, name, path)
    return module


@pytest.fixture
def installed(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Where pip's arguments go instead of to pip; the environment is this interpreter."""
    calls: list[str] = []

    def make_venv() -> None:
        run.BIN.mkdir(parents=True, exist_ok=True)
        if not run.PYTHON.exists():
            run.PYTHON.symlink_to(sys.executable)

    monkeypatch.setattr(run, "make_venv", make_venv)
    monkeypatch.setattr(run, "run_pip", lambda *arguments: calls.append(arguments[-1]))
    return calls


def test_the_second_call_installs_nothing(run: ModuleType, installed: list[str]) -> None:
    run.install(())
    run.install(())
    assert installed == [str(run.ROOT)]


def test_extras_are_added_and_kept(run: ModuleType, installed: list[str]) -> None:
    run.install(())
    run.install(("test", "dev"))
    run.install(())
    assert installed == [str(run.ROOT), f"{run.ROOT}[dev,test]"]


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_a_change_of_what_is_wanted_installs_again(
    run: ModuleType, installed: list[str], name: str
) -> None:
    run.install(())
    (run.ROOT / name).write_text("changed")
    run.install(())
    assert len(installed) == 2


@pytest.mark.parametrize("stamp", ["", "[]", '{"inputs": 1}', "\x00"])
def test_a_damaged_stamp_installs_again(run: ModuleType, installed: list[str], stamp: str) -> None:
    run.install(())
    run.STAMP.write_text(stamp)
    run.install(())
    assert len(installed) == 2
    assert json.loads(run.STAMP.read_text())["extras"] == []


def test_an_installation_that_failed_is_tried_again(
    run: ModuleType, installed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: str) -> None:
        raise run.SetupError("no network")

    with monkeypatch.context() as patch:
        patch.setattr(run, "run_pip", fail)
        assert run.main(["setup"]) == 1
    assert run.main(["setup"]) == 0
    assert len(installed) == 1


@pytest.mark.usefixtures("installed")
def test_the_command_gets_its_arguments_unchanged(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[list[str]] = []
    monkeypatch.setattr(run, "hand_over", lambda command: taken.append(command) or 7)
    assert run.main(["onhand", "run", "--json", "a b"]) == 7
    assert taken == [[str(run.PYTHON), "-m", "onhand.cli", "run", "--json", "a b"]]


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("tests", "checks", "status"), [(0, 0, 0), (0, 1, 1), (3, 0, 3), (3, 1, 3)]
)
def test_a_failure_anywhere_is_a_failure_and_pytest_runs_all_the_same(
    run: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    tests: int,
    checks: int,
    status: int,
) -> None:
    ran: list[str] = []

    def call(command: list[str], **_: Any) -> int:
        ran.append("pytest" if "pytest" in command else command[0])
        return tests if "pytest" in command else checks

    monkeypatch.setattr(run.subprocess, "call", call)
    assert run.main(["test", "-k", "quick"]) == status  # chosen tests only: no runtimes
    assert len(ran) == len(run.CHECKS) + 2  # the templates are fetched in between
    assert ran[-1] == "pytest"


@pytest.fixture
def asked(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What was run over a runtime's environment, whose pip does nothing."""
    ran: list[list[str]] = []

    def make_venv(folder: Path, python: Path) -> None:
        python.parent.mkdir(parents=True, exist_ok=True)
        if not python.exists():
            python.symlink_to(sys.executable)

    monkeypatch.setattr(run, "make_venv", make_venv)
    monkeypatch.setattr(run, "run_pip", lambda *arguments, **_: ran.append(list(arguments)))
    monkeypatch.setattr(run.subprocess, "call", lambda call, **_: ran.append(call) or 0)
    return ran


def test_a_runtime_is_installed_once_and_its_contract_run(
    run: ModuleType, asked: list[list[str]]
) -> None:
    assert run.main(["runtimes", "mlc"]) == 0
    assert f"{run.ROOT}[mlc]" in asked[0]
    assert asked[1][1:] == ["-m", "pytest", "tests/contract", "-q", "-k", "mlc"]
    asked.clear()
    assert run.main(["runtimes", "mlc"]) == 0
    assert len(asked) == 1


def test_a_runtime_without_packages_for_this_platform_is_left_out(
    run: ModuleType,
    asked: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: str, **__: Any) -> None:
        raise run.SetupError("…\nERROR: No matching distribution found for x==1\nmore")

    monkeypatch.setattr(run, "run_pip", fail)
    assert run.main(["runtimes"]) == 0
    assert asked == []
    assert "left out: No matching distribution found for x==1" in capsys.readouterr().err


@pytest.mark.usefixtures("asked")
def test_a_runtime_whose_installation_or_contract_fails_is_a_failure(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run.subprocess, "call", lambda *_, **__: 1)
    assert run.main(["runtimes", "mlc"]) == 1

    def fail(*_: str, **__: Any) -> None:
        raise run.SetupError("no space left")

    monkeypatch.setattr(run, "run_pip", fail)
    assert run.main(["runtimes", "executorch"]) == 1


@pytest.fixture
def commands(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What is called, on a CI machine of Debian without a browser."""
    calls: list[list[str]] = []

    def call(command: list[str], **_: Any) -> int:
        calls.append(command)
        return 0

    monkeypatch.setenv("CI", "true")
    monkeypatch.setattr(run.os, "name", "posix")
    monkeypatch.setattr(run.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(run.shutil, "which", lambda name: name if name == "apt-get" else None)
    monkeypatch.setattr(run.subprocess, "call", call)
    return calls


def test_ci_installs_a_browser_where_there_is_none(
    run: ModuleType, commands: list[list[str]]
) -> None:
    assert run.provide_browser() == []
    assert [command[:2] for command in commands] == [["apt-get", "update"], ["apt-get", "install"]]
    assert commands[-1][-1] == "chromium"


@pytest.mark.usefixtures("commands")
def test_a_browser_that_cannot_be_installed_is_a_failure_of_ci(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run.subprocess, "call", lambda *_, **__: 100)
    assert run.provide_browser() == ["browser"]


@pytest.mark.parametrize("why", ["not CI", "there is one", "no apt-get", "not root"])
def test_no_browser_is_installed_on_a_machine_of_a_person_or_without_the_right_to(
    run: ModuleType, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    if why == "not CI":
        monkeypatch.delenv("CI")
    elif why == "there is one":
        monkeypatch.setattr(run.shutil, "which", lambda name: name)
    elif why == "no apt-get":
        monkeypatch.setattr(run.shutil, "which", lambda name: None)
    else:
        monkeypatch.setattr(run.os, "geteuid", lambda: 1000, raising=False)
    assert run.provide_browser() == []
    assert commands == []


def test_progress_says_what_takes_long(run: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    with run.Progress() as progress:
        progress.hear("Collecting numpy>=1.26\n")
        for _ in range(3):
            progress.hear("Building wheel for llama-cpp-python (pyproject.toml): still running\n")
        progress.hear("Installing collected packages: numpy\n")
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2
    assert "about six minutes" in said[0]


def test_a_failing_pip_shows_its_last_lines_and_the_compiler_to_get(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.BIN.mkdir(parents=True)
    run.PYTHON.symlink_to(sys.executable)
    monkeypatch.setattr(run, "has_compiler", lambda: False)
    with pytest.raises(run.SetupError) as caught:
        run.run_pip("no-such-command")
    assert "no-such-command" in str(caught.value)
    assert "needs a C and C++ compiler" in str(caught.value)
    assert str(run.LOG) in str(caught.value)


def test_an_unknown_command_shows_the_help() -> None:
    ran = subprocess.run(
        [sys.executable, SCRIPT, "instal"], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 2
    assert "python3 run.py onhand" in ran.stdout
