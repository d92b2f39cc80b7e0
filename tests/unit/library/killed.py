"""A program that is killed: answers turn after turn into a library, and says which are done.

    python -m tests.unit.library.killed DATABASE

A line on standard input forks a child (so that nothing is imported twice), which prints its process
id, then `<conversation> <turns done>` after each `DoneEvent`. The fake runtime runs in a thread of
it: a kill takes everything at once.
"""

from __future__ import annotations

import asyncio
import os
import sys

import jinja2.sandbox  # noqa: F401 - imported once, before the forks

from onhand import ContextParams, Engine, Library
from onhand.library import database  # noqa: F401 - imported once, before the forks
from onhand.testing import FakeModel
from onhand.worker import templating, thread  # noqa: F401 - imported once, before the forks

MODEL = FakeModel(
    replies={"?": "Yes, of course."},
    n_ctx=4096,
    chat_template="{% for m in messages %}[{{ m.role }}]{{ m.content }}{% endfor %}",
)


async def talk(path: str) -> None:
    """Ask and answer for ever."""
    params = ContextParams(n_ctx=4096)
    async with (
        Engine.open(MODEL, isolation="thread", context_params=params) as engine,
        Library.open(path) as library,
    ):
        conversation = await library.new(engine)
        turn = 0
        while True:
            await conversation.chat.send(f"{turn}?", overflow="window")
            turn += 1
            os.write(1, f"{conversation.id} {turn}\n".encode())


def main() -> None:
    """Fork a child for each line."""
    for _ in iter(sys.stdin.readline, ""):
        child = os.fork()
        if child == 0:
            os.write(1, f"pid {os.getpid()}\n".encode())
            asyncio.run(talk(sys.argv[1]))
            os._exit(1)
        os.waitpid(child, 0)
        os.write(1, b"dead\n")


if __name__ == "__main__":
    main()
