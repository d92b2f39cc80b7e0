"""`onhand chats` and `onhand chat --keep/--continue`: conversations in the terminal."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import onhand
from onhand import (
    ConversationNotFoundError,
    ConversationRecord,
    LibraryError,
    Message,
    StateKeyError,
    sync,
)
from onhand.cli.main import cli
from onhand.testing import FakeModel

TEMPLATE = "{% for m in messages %}[{{ m.role }}]{{ m.content }}{% endfor %}"
MODEL = os.fspath(
    FakeModel(replies={"Hi": "Hello there!", "Bye": "See you."}, chat_template=TEMPLATE)
)


def run(*args: str, stdin: str = "") -> Result:
    return CliRunner().invoke(cli, args, input=stdin, catch_exceptions=True)


def listed(*args: str) -> Any:
    result = run("chats", "list", "--json", *args)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture
def id(home: Path) -> str:
    with sync.Library.open() as library:
        messages = (Message.user("Plan the holiday"), Message.assistant("Where to?"))
        return library.save(ConversationRecord(id="abc123", messages=messages)).id


def test_a_kept_chat_is_listed_and_continued(home: Path) -> None:
    first = run("chat", "-m", MODEL, "--keep", stdin="Hi\n")
    assert "Hello there!" in first.stdout, first.output
    (info,) = listed()
    assert (info["title"], info["n_messages"]) == ("Hi", 2)
    for continued in (["--continue"], ["--continue", info["id"][:6]]):
        result = run("chat", "-m", MODEL, *continued, stdin="Bye\n")
        assert "See you." in result.stdout, result.output
    (info,) = listed()
    assert info["n_messages"] == 6


def test_a_chat_is_not_kept_unasked(home: Path) -> None:
    assert "Hello there!" in run("chat", "-m", MODEL, stdin="Hi\n").stdout
    assert listed() == []


def test_clear_begins_another_kept_conversation(home: Path) -> None:
    run("chat", "-m", MODEL, "--keep", stdin="Hi\n/clear\nBye\n")
    assert {info["title"] for info in listed()} == {"Hi", "Bye"}


def test_continuing_nothing_says_so(home: Path) -> None:
    result = run("chat", "-m", MODEL, "--continue", stdin="")
    assert isinstance(result.exception, ConversationNotFoundError)
    assert "--keep" in result.exception.hint


def test_list_search_and_show(id: str) -> None:
    assert "Plan the holiday" in run("chats").stdout
    assert id in run("chats", "search", "holi").stdout
    assert run("chats", "search", "winter").stdout == ""
    assert "## User\n\nPlan the holiday" in run("chats", "show", "abc").stdout
    assert json.loads(run("chats", "show", id, "--json").stdout)["id"] == id


def test_rename_export_and_delete(id: str, tmp_path: Path) -> None:
    assert run("chats", "rename", id, "Summer").exit_code == 0
    path = tmp_path / "chat.json"
    assert run("chats", "export", id, "--format", "json", "-o", str(path)).exit_code == 0
    assert json.loads(path.read_text("utf-8"))["title"] == "Summer"
    bad = run("chats", "export", id, "-o", str(tmp_path / "none" / "x.md"))
    assert isinstance(bad.exception, LibraryError)
    assert run("chats", "delete", id, stdin="n\n").exit_code != 0
    assert len(listed()) == 1
    assert run("chats", "delete", "-y", id, id).exit_code == 0
    assert listed() == []
    assert isinstance(run("chats", "show", id).exception, ConversationNotFoundError)


def test_another_library_is_another_file(id: str, tmp_path: Path) -> None:
    other = str(tmp_path / "other.sqlite3")
    assert listed("--library", other) == []
    assert json.loads(run("chats", "--library", other, "--json").stdout) == []
    assert json.loads(run("chats", "--json").stdout)[0]["id"] == id
    elsewhere = run("chats", "--library", other, "show", id)
    assert isinstance(elsewhere.exception, ConversationNotFoundError)


def test_a_key_of_the_keyring_encrypts_a_library(
    id: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = {"diary": bytes(range(32)), "other": bytes(32)}
    monkeypatch.setattr(onhand, "keyring_key", keys.__getitem__)
    assert run("chats", "encrypt").exit_code == 2
    assert isinstance(run("chats", "list", "--keyring", "diary").exception, StateKeyError)
    assert listed()  # asking does not encrypt it
    assert run("chats", "encrypt", "--keyring", "diary").exit_code == 0
    result = run("chat", "-m", MODEL, "--keep", "--keyring", "diary", stdin="Hi\n")
    assert "Hello there!" in result.stdout, result.output
    assert {info["title"] for info in listed("--keyring", "diary")} == {"Hi", "Plan the holiday"}
    assert id in run("chats", "search", "holi", "--keyring", "diary").stdout
    for wrong in ([], ["--keyring", "other"]):
        assert isinstance(run("chats", "list", *wrong).exception, StateKeyError)
    assert not any(b"holiday" in path.read_bytes() for path in home.iterdir() if path.is_file())


def test_a_system_message_is_for_a_new_conversation(id: str) -> None:
    result = run("chat", "-m", MODEL, "--continue", id, "--system", "Be brief.")
    assert result.exit_code == 2
    assert "--system" in result.output
