"""`onhand doctor` and `onhand devices`: what loads, and why something does not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onhand import RuntimeUnavailableError, diagnostics
from onhand.machine import Machine
from onhand.runtimes import registry
from tests.unit.cli.conftest import Invoke


@pytest.fixture
def broken_runtimes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Runtimes that fail in every way, known to this process and to its children."""
    (tmp_path / "broken_runtimes.py").write_text(
        "import os, signal\n"
        "from onhand.errors import RuntimeUnavailableError\n"
        "def missing(params):\n"
        "    raise RuntimeUnavailableError('Its package is missing.', hint='Install it.')\n"
        "def illegal(params):\n"
        "    os.kill(os.getpid(), signal.SIGILL)\n"
        "def leaving(params):\n"
        "    os.write(2, b'cannot map library\\n'); os._exit(7)\n"
    )
    folder = tmp_path / "broken-1.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Name: broken\nVersion: 1\n")
    names = ("missing", "illegal", "leaving")
    lines = [f"{name} = broken_runtimes:{name}" for name in names]
    (folder / "entry_points.txt").write_text("\n".join(["[onhand.runtimes]", *lines]))
    monkeypatch.syspath_prepend(str(tmp_path))


@pytest.mark.usefixtures("broken_runtimes")
@pytest.mark.parametrize(
    ("name", "problem", "hint"),
    [
        ("missing", "Its package is missing.", "Install it."),
        ("illegal", "was killed by SIGILL", "built for this machine"),
        ("leaving", "status 7 while loading: cannot map library", "Reinstall"),
        ("unheard-of", "There is no runtime 'unheard-of'", "onhand doctor"),
    ],
)
def test_a_runtime_that_does_not_load_is_reported_and_harms_nobody(
    name: str, problem: str, hint: str
) -> None:
    report = diagnostics.probe_runtime(name)
    assert not report.is_available
    assert problem in report.problem
    assert hint in report.hint


@pytest.mark.usefixtures("broken_runtimes")
def test_doctor_says_why_a_runtime_does_not_load(invoke: Invoke) -> None:
    result = invoke("doctor")
    assert result.status == 0  # llama_cpp loads
    assert "Its package is missing." in result.out
    assert "Install it." in result.out
    assert "runtime llama_cpp\n  loads    yes" in result.out


def test_doctor_fails_where_no_runtime_loads(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "names", lambda: ["nothing"])
    result = invoke("doctor")
    assert result.status == 1
    assert "NO" in result.out


def test_doctor_as_json_has_machine_packages_and_runtimes(invoke: Invoke, home: Path) -> None:
    report = json.loads(invoke("doctor", "--json").out)
    assert report["data_directory"] == str(home)
    assert report["packages"]["msgspec"]
    assert report["n_cpus"] >= 1
    [runtime] = [found for found in report["runtimes"] if found["name"] == "llama_cpp"]
    assert runtime["is_available"]
    assert "llama.cpp" in runtime["info"]["build"]
    assert runtime["devices"]


def test_the_machine_reports_offline_and_blocked_models(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.setenv("ONHAND_OFFLINE", "1")
    record = {"/models/bad.gguf|12|34": {"cause": "killed by SIGABRT", "time": 1.0}}
    (home / "crashed-models.json").write_text(json.dumps(record))
    machine = Machine.here()
    assert machine.offline_by == "ONHAND_OFFLINE"
    assert machine.blocked_models == ("/models/bad.gguf",)


@pytest.mark.parametrize("text", ["", "[]", '{"x": ', "\x00"])
def test_a_damaged_record_of_blocked_models_hinders_nothing(home: Path, text: str) -> None:
    (home / "crashed-models.json").write_text(text)
    assert Machine.here().blocked_models == ()


def test_devices_lists_the_processor(invoke: Invoke) -> None:
    result = invoke("devices")
    assert result.status == 0
    assert "cpu" in result.out.lower()


def test_devices_as_json(invoke: Invoke) -> None:
    [device] = json.loads(invoke("devices", "--runtime", "fake", "--json").out)
    assert device["name"] == "fake"
    assert device["type"] == "cpu"


def test_devices_of_an_unknown_runtime_fail_with_a_hint(invoke: Invoke) -> None:
    result = invoke("devices", "--runtime", "abacus")
    assert result.status == 1
    assert "abacus" in result.err
    with pytest.raises(RuntimeUnavailableError, match="abacus"):
        diagnostics.devices("abacus")
