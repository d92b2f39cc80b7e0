"""The newcomer's first command answers where there is no network interface that is up."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

MESSAGE = "hey, cant make it tmrw, sorry!!"
# In a fresh network namespace even the loopback device is down.
_CHECK = """
import socket, sys
try:
    socket.create_connection(("127.0.0.1", 9), timeout=1)
except OSError as error:
    sys.exit(0 if error.errno in (99, 101) else f"there is a network: {error}")
"""


def _isolated(*command: str) -> subprocess.CompletedProcess[str]:
    line = ["unshare", "--user", "--map-root-user", "--net", *command]
    return subprocess.run(line, capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module", autouse=True)
def _needs_namespaces() -> None:
    if shutil.which("unshare") is None or _isolated("true").returncode != 0:
        pytest.skip("network namespaces are not allowed here")
    checked = _isolated(sys.executable, "-c", _CHECK)
    assert checked.returncode == 0, checked.stderr


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_the_first_rewrite_needs_no_network() -> None:
    command = (
        "-c",
        "from onhand.cli import main; main()",
        "rewrite",
        "--tone",
        "formal",
        "--tone",
        "casual",
        "--json",
        MESSAGE,
    )
    done = _isolated(sys.executable, *command)
    assert done.returncode == 0, done.stderr
    assert "tomorrow" in done.stdout


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_a_chat_needs_no_network() -> None:
    chat = (
        "import asyncio, onhand\n"
        "async def main():\n"
        "    async with onhand.Engine.open() as engine:\n"
        "        print((await engine.chat().send('hello', max_tokens=16)).text)\n"
        "asyncio.run(main())\n"
    )
    done = _isolated(sys.executable, "-c", chat)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
