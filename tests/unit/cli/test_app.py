"""`onhand app`: what it prints, how it ends, what it says without Flet."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

import onhand
from onhand import errors
from onhand.cli.main import cli
from onhand.ui import desktop


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="SIGINT to a child works otherwise there")
def test_it_prints_its_address_serves_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    call = [sys.executable, "-m", "onhand.cli", "app", "--no-open"]
    environment = os.environ | {"ONHAND_HOME": str(tmp_path)}
    with subprocess.Popen(
        call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as running:
        try:
            assert running.stdout is not None
            url = running.stdout.readline().strip()
            assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{43}/", url)
            assert httpx.get(url).status_code == 200
            running.send_signal(signal.SIGINT)
            _, said = running.communicate(timeout=30)
        finally:
            running.kill()
    assert "Traceback" not in said


def test_a_port_that_is_taken_is_said_with_a_way_out() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = CliRunner().invoke(cli, ["app", "--no-open", "--port", str(port)])
    assert result.exit_code == 2
    assert f"cannot listen on 127.0.0.1:{port}" in result.output
    assert "Choose another --port" in result.output


def test_library_and_key_reach_the_app(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opened: list[dict[str, object]] = []
    monkeypatch.setattr(
        "onhand.ui.backend.Backend", lambda model, **options: opened.append(options)
    )
    monkeypatch.setattr(desktop, "is_available", lambda: True)
    monkeypatch.setattr(desktop, "run", lambda backend: None)
    monkeypatch.setattr(onhand, "keyring_key", {"diary": bytes(32)}.__getitem__)
    path = tmp_path / "diary.sqlite3"
    CliRunner().invoke(cli, ["app", "--library", str(path), "--keyring", "diary"])
    CliRunner().invoke(cli, ["app"])
    assert opened == [{"library": path, "key": bytes(32)}, {"library": None, "key": None}]


def test_without_flet_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    result = CliRunner().invoke(cli, ["app", "--no-open"])
    assert isinstance(result.exception, errors.RuntimeUnavailableError)
    assert 'pip install "onhand[app]"' in result.exception.hint


def test_a_window_is_never_downloaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Flet would fetch its desktop client; only one that lies here already counts."""
    monkeypatch.delenv("FLET_VIEW_PATH", raising=False)
    assert not desktop.is_available()
