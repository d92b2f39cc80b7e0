"""kill -9 during any turn loses at most the turn in progress; two processes corrupt nothing."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from onhand import ConversationRecord, Library, Message, sync

ROOT = Path(__file__).parents[2]
N_KILLS = int(os.environ.get("ONHAND_LIBRARY_KILLS", "200"))
WINDOW_S = 0.03
"""Some turns; the moment of the kill is drawn from it."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks its children")


def program(path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.unit.library.killed", str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
        cwd=ROOT,
    )


def killed(process: subprocess.Popen[str], delay_s: float) -> tuple[str, int]:
    """Let a child talk, kill it `delay_s` after its first turn; return conversation and turns."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("go\n")
    child = int(process.stdout.readline().split()[1])
    conversation, n_done = "", 0
    for line in process.stdout:
        if line == "dead\n":
            break
        if not conversation:
            threading.Timer(delay_s, os.kill, [child, signal.SIGKILL]).start()
        conversation, turns = line.split()
        n_done = int(turns)
    return conversation, n_done


def check(messages: tuple[Message, ...], n_done: int) -> int:
    """Check that every turn that was done is whole; return how many messages came after them."""
    for index, message in enumerate(messages[: 2 * n_done]):
        is_question = index % 2 == 0
        expected = f"{index // 2}?" if is_question else "Yes, of course."
        assert (message.role, message.text) == ("user" if is_question else "assistant", expected)
    n_more = len(messages) - 2 * n_done
    assert 0 <= n_more <= 2, (len(messages), n_done)  # the turn in progress, as far as it came
    return n_more


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_a_kill_at_any_moment_loses_at_most_the_turn_in_progress(tmp_path: Path) -> None:
    path = tmp_path / "chats.sqlite3"
    source = random.Random(2026)
    process = program(path)
    seen = {0: 0, 1: 0, 2: 0}
    n_turns = 0
    try:
        for _ in range(N_KILLS):
            id, n_done = killed(process, source.uniform(0.0, WINDOW_S))
            n_turns += n_done
            with sync.Library.open(path) as library:
                seen[check(library.load(id).messages, n_done)] += 1
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    (n_conversations,) = connection.execute("SELECT count(*) FROM conversations").fetchone()
    connection.close()
    assert n_conversations == N_KILLS
    assert n_turns >= N_KILLS
    print(f"\n{N_KILLS} kills, {n_turns} turns, messages of the turn in progress kept: {seen}")


WRITER = """
import asyncio, sys
from onhand import ConversationRecord, Library, Message
async def main(path, name):
    async with Library.open(path) as library:
        for index in range(40):
            record = ConversationRecord(id=f"{name}-{index}", messages=(Message.user("word"),))
            record = await library.save(record)
            shared = await library.load("shared")
            more = (*shared.messages, Message.user(f"{name} {index}"))
            await library.save(ConversationRecord(
                id="shared", revision=shared.revision, messages=more))
asyncio.run(main(*sys.argv[1:]))
"""


async def test_two_processes_at_once_lose_and_corrupt_nothing(tmp_path: Path) -> None:
    path = tmp_path / "chats.sqlite3"
    async with Library.open(path) as library:
        await library.save(ConversationRecord(id="shared", messages=(Message.user("begin"),)))
        writers = [
            await asyncio.create_subprocess_exec(sys.executable, "-c", WRITER, str(path), name)
            for name in ("a", "b")
        ]
        assert [await writer.wait() for writer in writers] == [0, 0]
        infos = await library.list()
        written = set()
        for info in infos:
            written |= {message.text for message in (await library.load(info.id)).messages}
        assert {f"{name} {index}" for name in "ab" for index in range(40)} <= written
        assert len({info.id for info in infos} & {f"a-{n}" for n in range(40)}) == 40
        assert len(await library.search("word", limit=1000)) == 80
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


async def test_two_processes_may_make_the_library_at_once(tmp_path: Path) -> None:
    path = tmp_path / "chats.sqlite3"
    code = "import sys; from onhand import sync; sync.Library.open(sys.argv[1]).close()"
    makers = [
        await asyncio.create_subprocess_exec(sys.executable, "-c", code, str(path))
        for _ in range(3)
    ]
    assert [await maker.wait() for maker in makers] == [0, 0, 0]
    async with Library.open(path) as library:
        assert await library.list() == ()
