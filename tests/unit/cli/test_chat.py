"""`onhand chat`: lines in, answers out, slash commands, Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Invoke, fake, start

THREAD = "--thread-isolation"
TEMPLATE = "{% for m in messages %}[{{ m.role }}]{{ m.content }}{% endfor %}[assistant]"
REPLIES = {
    "Hi[assistant]": "Hello!",
    "[system]Be kind.[user]And?[assistant]": "Kindly.",
    "More[assistant]": "More it is.",
}

# Takes stdin for the terminal that Ctrl-C comes from, then becomes the command.
ON_A_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


def chatty(**script: object) -> str:
    return fake(**{"replies": REPLIES, "chat_template": TEMPLATE, **script})


def test_every_line_is_answered_on_stdout(invoke: Invoke) -> None:
    result = invoke("chat", "-m", chatty(), THREAD, stdin="Hi\n\nMore\n")
    assert (result.status, result.out, result.err) == (0, "Hello!\nMore it is.\n", "")


def test_history_is_shown_and_taken_back(invoke: Invoke) -> None:
    lines = "Hi\nMore\n/undo\n/history\n"
    out = invoke("chat", "-m", chatty(), THREAD, stdin=lines).out
    assert out.endswith("More it is.\nuser: Hi\nassistant: Hello!\n")


def test_an_answer_can_be_made_again(invoke: Invoke) -> None:
    out = invoke("chat", "-m", chatty(), THREAD, stdin="Hi\n/retry\n/history\n").out
    assert out == "Hello!\nHello!\nuser: Hi\nassistant: Hello!\n"


def test_another_system_message_begins_another_conversation(invoke: Invoke) -> None:
    out = invoke("chat", "-m", chatty(), THREAD, stdin="Hi\n/system Be kind.\nAnd?\n").out
    assert out == "Hello!\nKindly.\n"


def test_the_conversation_is_saved_as_messages(invoke: Invoke, tmp_path: Path) -> None:
    file = tmp_path / "chat.json"
    invoke("chat", "-m", chatty(), THREAD, stdin=f"Hi\n/save {file}\n")
    kept = [
        (message["role"], message["content"]) for message in json.loads(file.read_text("utf-8"))
    ]
    assert kept == [("user", "Hi"), ("assistant", "Hello!")]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/bogus", "No command /bogus"),
        ("/undo", "no user message"),
        ("/retry", "no assistant message"),
        ("/save", "needs a file name"),
        ("/save /no/such/folder/file", "Not saved"),
    ],
)
def test_a_command_that_cannot_be_done_says_so_and_the_chat_goes_on(
    invoke: Invoke, line: str, said: str
) -> None:
    result = invoke("chat", "-m", chatty(), THREAD, stdin=f"{line}\nHi\n")
    assert said in result.err
    assert (result.status, result.out) == (0, "Hello!\n")


def test_an_answer_that_fails_leaves_the_chat_as_it_was(invoke: Invoke) -> None:
    model = chatty(n_ctx=64)
    result = invoke("chat", "-m", model, THREAD, stdin=f"Hi\n{'long ' * 40}\n/history\n")
    assert "64" in result.err
    assert result.out.endswith("user: Hi\nassistant: Hello!\n")


@pytest.mark.skipif(os.name == "nt", reason="there, all bytes are characters")
def test_input_that_is_not_text_is_wrong_usage() -> None:
    process = start("chat", "-m", chatty(), THREAD, stdin=-1)
    assert process.stdin is not None
    process.stdin.buffer.write(b"Hi\n\xff\n")
    _, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "not UTF-8" in err


@pytest.mark.skipif(os.name == "nt", reason="POSIX terminals")
def test_ctrl_c_at_the_prompt_drops_the_line_and_ctrl_d_leaves() -> None:
    terminal, stdio = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", ON_A_TERMINAL, "-m", "onhand.cli", "chat", "-m", chatty()],
        stdin=stdio,
        stdout=stdio,
        stderr=stdio,
        start_new_session=True,
    )
    os.close(stdio)
    _read_until(terminal, b"> ")
    os.write(terminal, b"\x03")
    os.write(terminal, b"\r")  # CPython hears a Ctrl-C at the next key if it just began to wait
    _read_until(terminal, b"leaves.")
    os.write(terminal, b"Hi\r")
    _read_until(terminal, b"Hello!")
    _read_until(terminal, b"> ")
    os.write(terminal, b"\x04")
    assert process.wait(timeout=60) == 0
    os.close(terminal)


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_ctrl_c_stops_an_answer_and_the_next_line_is_answered() -> None:
    endless = chatty(replies={"Hi[assistant]": "Hello!"}, n_ctx=100_000, decode_delay_s=0.002)
    process = start("chat", "-m", endless, stdin=-1)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("go\n")
    process.stdin.flush()
    process.stdout.read(1)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate("/clear\nHi\n", timeout=60)
    assert (process.returncode, err) == (0, "[stopped]\n")
    assert out.endswith("\nHello!\n")


def _read_until(terminal: int, text: bytes) -> None:
    """Read what the terminal shows until `text`; the test's time limit bounds it."""
    seen = b""
    while text not in seen:
        seen += os.read(terminal, 1)
