"""Reads generations the ways that callers do, and kills workers."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from onhand import DoneEvent, Engine, Event, GenerationStream, TokenEvent
from onhand.testing import FakeModel


async def read_all(stream: GenerationStream) -> list[Event]:
    """Return every event of a stream."""
    return [event async for event in stream]


async def read_tokens(stream: GenerationStream, n_tokens: int) -> list[int]:
    """Read until at least `n_tokens` were delivered, leaving the stream open; return their ids."""
    token_ids: list[int] = []
    while len(token_ids) < n_tokens:
        event = await stream.__anext__()
        if isinstance(event, TokenEvent):
            token_ids += event.token_ids
    return token_ids


def text_of(events: list[Event]) -> str:
    """Return the text of the token events."""
    return "".join(event.text for event in events if isinstance(event, TokenEvent))


def ids_of(events: list[Event]) -> list[int]:
    """Return the token ids of the token events."""
    return [i for event in events if isinstance(event, TokenEvent) for i in event.token_ids]


def kinds_of(events: list[Event]) -> list[str]:
    """Return the events' kinds, runs of one kind as one."""
    names = [type(event).__name__.removesuffix("Event").lower() for event in events]
    return [name for index, name in enumerate(names) if index == 0 or names[index - 1] != name]


def done_of(events: list[Event]) -> DoneEvent:
    """Return the final event; there is exactly one and it is last."""
    assert [isinstance(event, DoneEvent) for event in events].count(True) == 1
    assert isinstance(events[-1], DoneEvent)
    return events[-1]


def kill(engine: Engine, number: int = signal.SIGKILL) -> int:
    """Kill the engine's worker and return its process id."""
    pid = engine.worker_pid
    assert pid is not None
    with contextlib.suppress(ProcessLookupError):  # it was killed before
        os.kill(pid, number)
    return pid


async def read_and_kill(
    engine: Engine, stream: GenerationStream, kill_at: Callable[[int], bool]
) -> list[Event]:
    """Read a stream to its end, killing the worker before each event whose number is chosen."""
    events: list[Event] = []
    async for event in stream:
        if kill_at(len(events)) and engine.worker_pid is not None:
            kill(engine)
        events.append(event)
    return events


async def undisturbed(prompt: Any, model: Any = None, **options: Any) -> str:
    """Return what a fresh engine in a thread says to `prompt`."""
    async with Engine.open(FakeModel() if model is None else model, isolation="thread") as engine:
        return await engine.session().complete(prompt, **options)


async def until(condition: Callable[[], bool], timeout_s: float = 20.0) -> None:
    """Wait for what another process or thread brings about, by polling."""

    async def poll() -> None:
        while not condition():
            await asyncio.sleep(0.005)

    await asyncio.wait_for(poll(), timeout_s)


def is_alive(pid: int) -> bool:
    """Whether a process runs (a zombie does not)."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
        return status.rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
