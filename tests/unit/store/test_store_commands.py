"""The commands of the store: what they print, and the exit status that a script sees."""

from __future__ import annotations

import io
import json
import re
import threading
from pathlib import Path
from typing import Any

import click
import pytest

from onhand.cli import main
from onhand.cli.store_options import _rate, size_text
from onhand.store import ModelFolder, ModelServer, Store
from tests.http_server import running
from tests.store_kit import gguf, manifest_of


class Outcome:
    """What a command printed, and its exit status."""

    def __init__(self, status: object, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def data(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def onhand(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("ONHAND_HOME", str(tmp_path / "home"))
    for name in ("ONHAND_OFFLINE", "HF_HUB_OFFLINE"):
        # set and removed, so that what a command sets is undone after the test
        monkeypatch.setenv(name, "")

    def run(*args: object) -> Outcome:
        with pytest.raises(SystemExit) as caught:
            main([str(arg) for arg in args])
        captured = capsys.readouterr()
        return Outcome(caught.value.code, captured.out, captured.err)

    return run


def test_a_models_life(onhand, tmp_path):
    with running() as server:
        path = gguf(tmp_path)
        server.add("tiny.gguf", path.read_bytes())
        url = server.add("tiny.json", manifest_of(path).to_json().encode())
        pulled = onhand("pull", url, "--json")
        assert (pulled.status, pulled.data["id"], pulled.err) == (0, "tiny", "")
        assert "tiny" in onhand("list").out
        assert onhand("list", "--json").data[0]["version"] == "1"
        assert onhand("outdated").err == "Everything is up to date.\n"

        path = gguf(tmp_path, seeds={1: 11})
        server.add("tiny.gguf", path.read_bytes())
        server.add("tiny.json", manifest_of(path, version="2").to_json().encode())
        assert re.search(r"tiny +1 +-> 2", onhand("outdated").out)
        [row] = onhand("update", "--json").data
        assert row["version"] == "2"
        assert 0 < row["fetched_bytes"] < path.stat().st_size / 4
        assert onhand("update").err == "Everything is up to date.\n"
        assert onhand("rollback", "tiny").out == "tiny is 1 now\n"
        assert onhand("rollback", "tiny", "--to", "2").out == "tiny is 2 now\n"
        assert onhand("verify").out.count(": ok") == 2
        assert onhand("gc", "--keep", 1).status == 0
        assert onhand("list", "--all", "--json").data[0]["version"] == "2"
        assert onhand("rm", "tiny").out.startswith("removed tiny: ")
        assert onhand("list", "--json").data == []


def test_what_is_missing_ends_with_3(onhand):
    for args in (
        ["rm", "gone"],
        ["verify", "gone"],
        ["rollback", "gone"],
        ["pull", "no-such-model"],
    ):
        outcome = onhand(*args)
        assert outcome.status == 3
        assert "hint: " in outcome.err
    assert onhand("pull", "a b").status == 3


def test_damage_ends_with_3_and_can_be_repaired(onhand, tmp_path):
    with running() as server:
        path = gguf(tmp_path)
        server.add("tiny.gguf", path.read_bytes())
        onhand("pull", server.add("tiny.json", manifest_of(path).to_json().encode()))

        def damage() -> None:
            blob = next(path for path in (tmp_path / "home/blobs").rglob("*") if path.is_file())
            blob.chmod(0o600)
            blob.write_bytes(blob.read_bytes()[:-1] + b"!")

        damage()
        repaired = onhand("verify", "--repair", "--json")
        assert (repaired.status, repaired.data[0]["is_sound"]) == (0, False)
        damage()
        found = onhand("verify")
        assert found.status == 3
        assert "WRONG" in found.out
        assert "wrong: tiny.gguf" in found.err


def test_offline_is_refused_with_1(onhand):
    outcome = onhand("pull", "hf:a/b", "--offline")
    assert outcome.status == 1
    assert "forbids" in outcome.err


def test_clear_asks_first(onhand, tmp_path, monkeypatch):
    onhand("pull", gguf(tmp_path))
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert onhand("clear").status != 0
    assert onhand("list", "--json").data
    assert onhand("clear", "--yes").status == 0
    assert onhand("list", "--json").data == []


def test_keys_from_making_to_refusing(onhand, tmp_path):
    made = onhand("keygen", tmp_path / "k")
    assert made.status == 0
    assert onhand("keygen", tmp_path / "k").status == 2
    folder = tmp_path / "models"
    gguf(folder)
    assert onhand("serve-models", folder, "--write").out == f"{folder / 'tiny.json'}\n"
    assert onhand("trust", "add", tmp_path / "k.pub", "--for", "ti*", "--name", "me").status == 0
    assert onhand("trust", "list", "--json").data[0]["name"] == "me"
    with ModelServer(ModelFolder(folder)) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            url = f"{server.url}tiny.json"
            refused = onhand("pull", url)
            assert (refused.status, "unsigned" in refused.err) == (1, True)
            signed = onhand(
                "sign", folder / "tiny.json", "--key", tmp_path / "k", "--expires-days", 9
            )
            assert signed.status == 0
            assert onhand("pull", url, "--json").data["verified_by"]
        finally:
            server.shutdown()
            thread.join()
    key_id = onhand("trust", "list", "--json").data[0]["key_id"]
    assert onhand("trust", "remove", key_id[:6]).out == "removed 1 pins\n"
    assert onhand("trust", "remove", key_id).status == 2


def test_the_catalogue_is_listed_without_a_name(onhand):
    assert len(onhand("pull", "--catalogue").out.splitlines()) >= 20


def test_serving_beyond_this_machine_warns(onhand, tmp_path, monkeypatch):
    gguf(tmp_path / "models")
    monkeypatch.setattr(ModelServer, "serve_forever", lambda self: None)
    args = ["serve-models", tmp_path / "models", "--port", 0]
    assert "warning" not in onhand(*args).err
    assert "warning: everyone" in onhand(*args, "--host", "0.0.0.0").err
    (tmp_path / "empty").mkdir()
    assert onhand("serve-models", tmp_path / "empty").status == 2
    with ModelServer(ModelFolder(tmp_path / "models")) as other:
        taken = onhand(*args[:2], "--port", other.server_address[1])
    assert taken.status == 2
    assert "`--port 0` takes a free one" in taken.err


def test_a_bar_is_shown_on_a_terminal_only(onhand, tmp_path, monkeypatch):
    path = gguf(tmp_path)
    assert onhand("pull", path).err == ""
    onhand("rm", "tiny")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    shown = onhand("pull", path)
    assert shown.status == 0
    assert "tiny" in shown.err
    assert "tiny" in shown.out


def test_an_interrupted_pull_says_that_it_can_go_on(onhand, tmp_path, monkeypatch):
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Store, "pull", interrupt)
    stopped = onhand("pull", gguf(tmp_path))
    assert stopped.status == 130
    assert "the same command goes on from here" in stopped.err


def test_verifying_nothing_says_so(onhand):
    assert "No model is installed" in onhand("verify").err
    assert onhand("verify", "--json").data == []


def test_odd_names_and_words_do_no_harm_to_a_terminal(onhand, tmp_path, monkeypatch):
    """A file's name is no markup of the bar, a licence no command to the terminal."""
    path = gguf(tmp_path, "a[bold]b[nothing].gguf")
    (tmp_path / "tiny.json").write_text(manifest_of(path, license="MIT\x1b[2J").to_json())
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert onhand("pull", tmp_path / "tiny.json").status == 0
    assert "MIT\\x1b[2J" in onhand("list").out
    missing = onhand("show", "no\x1b[2Jmodel")
    assert missing.status == 3
    assert "\x1b[2J" not in missing.err


@pytest.mark.parametrize(
    ("text", "rate"), [("500k", 500_000), ("2M", 2e6), ("1.5MiB/s", 1.5 * (1 << 20)), ("7", 7)]
)
def test_rates(text, rate):
    assert _rate(None, None, text) == rate  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "fast", "0", "-1", "1T"])
def test_what_is_no_rate(text):
    with pytest.raises(click.BadParameter):
        _rate(None, None, text)  # type: ignore[arg-type]


def test_sizes_for_people():
    assert [size_text(n) for n in (0, 999, 1500, 2.5e9, 3e12)] == [
        "0 B", "999 B", "1.5 kB", "2.5 GB", "3.00 TB"
    ]  # fmt: skip


def test_every_command_has_help(onhand):
    for name in ("pull", "list", "rm", "clear", "update", "outdated", "rollback", "verify", "gc",
                 "keygen", "sign", "trust", "serve-models"):  # fmt: skip
        assert "Usage: onhand" in onhand(name, "--help").out


def test_the_store_of_the_command_line_is_the_users(onhand, tmp_path):
    onhand("pull", gguf(tmp_path))
    assert [item.id for item in Store().list()] == ["tiny"]
    assert Path(onhand("list", "--json").data[0]["path"]).is_file()
