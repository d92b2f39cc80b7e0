"""What the soak's users do: every task is greedy and has one right text, known beforehand."""

from __future__ import annotations

import random
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

from onhand import DoneEvent, Engine, Event, RecoveredEvent, TokenEvent

GREEDY: dict[str, Any] = {"temperature": 0.0}
N_SHORT, N_LONG, N_TURN, N_HALF = 24, 160, 24, 40
LEAST_GAP = 0.1
"""Nats between the best token and the next: closer ones are decided by rounding, not by loss."""

SCHEMA = {
    "type": "object",
    "properties": {
        "tone": {"enum": ["formal", "casual", "friendly", "polite"]},
        "urgency": {"type": "integer", "minimum": 0, "maximum": 9},
        "is_question": {"type": "boolean"},
    },
    "required": ["tone", "urgency", "is_question"],
    "additionalProperties": False,
}
NAMES = ("Anna", "Bo", "Chen", "Dora", "Emil", "Fatima", "Georg", "Hana", "Ivan", "Juno")
THINGS = ("the meeting", "lunch", "the report", "your invoice", "the train", "our call")
TAILS = (
    "is moved to {n} pm",
    "starts {n} minutes late",
    "must be ready by {n} o'clock",
    "costs {n} euros more",
    "is cancelled, sorry, see you in {n} days",
)


class LostError(Exception):
    """A stream ended without its `DoneEvent`, or otherwise than it must."""


@dataclass
class Reader:
    """Reads streams, times their tokens, and counts what came.

    `on_token` is called with the milliseconds since the token before; pauses of recoveries are
    counted apart. `gap` is the least lead that a chosen token had, where logprobs were asked for.
    """

    on_token: Callable[[float], None] = lambda ms: None
    on_first: Callable[[float], None] = lambda ms: None
    extra: dict[str, Any] = field(default_factory=dict)
    n_tokens: int = 0
    n_streams: int = 0
    n_recovered: int = 0
    active: int = 0
    pauses_ms: list[float] = field(default_factory=list)
    gap: float = float("inf")

    async def read(self, stream: Any, cancel_at: int | None = None) -> str:
        """Return the text of a stream, cancelled after `cancel_at` tokens if that is given."""
        parts, n_seen = [], 0
        done: DoneEvent | None = None
        self.active += 1
        try:
            async for event in self._timed(stream):
                if done is not None:
                    raise LostError("an event after the last")
                if isinstance(event, DoneEvent):
                    done = event
                elif isinstance(event, TokenEvent):
                    parts.append(event.text)
                    n_seen += len(event.token_ids)
                    if cancel_at is not None and n_seen >= cancel_at:
                        stream.cancel()
        finally:
            self.active -= 1
        if done is None:
            raise LostError(f"a stream ended after {n_seen} tokens without its end")
        if cancel_at is None and done.reason not in ("eog", "length", "stop"):
            raise LostError(f"a stream ended by {done.reason!r}")
        self.n_streams += 1
        return "".join(parts)

    async def _timed(self, stream: Any) -> AsyncIterator[Event]:
        last = time.perf_counter()
        is_first, is_pause = True, False
        async for event in stream:
            if isinstance(event, RecoveredEvent):
                self.n_recovered += 1
                is_pause = True
            elif isinstance(event, TokenEvent) and event.token_ids:
                now = time.perf_counter()
                elapsed_ms = (now - last) * 1e3
                if is_pause:
                    self.pauses_ms.append(elapsed_ms)
                else:
                    (self.on_first if is_first else self.on_token)(elapsed_ms)
                last, is_first, is_pause = now, False, False
                self.n_tokens += len(event.token_ids)
                for one in event.logprobs:
                    if len(one.top) > 1 and one.top[0][0] == one.token_id:
                        self.gap = min(self.gap, one.top[0][1] - one.top[1][1])
            yield event


@dataclass(frozen=True)
class Task:
    """One thing that a user does.

    Attributes:
        kind: what it is called in the report.
        prompt: what it begins with.
        cancel_at: tokens after which it is cancelled; None: never.
    """

    kind: str
    prompt: str
    cancel_at: int | None = None

    async def run(self, engine: Engine, reader: Reader) -> str:
        """Do it and return the text that came of it."""
        return await _RUNS[self.kind](self, engine, reader)

    def is_right(self, text: str, expected: str) -> bool:
        """Whether the text is the undisturbed one, or of a cancelled answer its beginning."""
        return expected.startswith(text) and bool(text) if self.cancel_at else text == expected


async def _generate(task: Task, engine: Engine, reader: Reader) -> str:
    n_tokens = N_SHORT if task.kind == "short" else N_LONG
    options = {**GREEDY, "max_tokens": n_tokens, "ignore_eog": True, **reader.extra}
    async with engine.session() as session:
        return await reader.read(session.generate(task.prompt, **options), task.cancel_at)


async def _chat(task: Task, engine: Engine, reader: Reader) -> str:
    options = {**GREEDY, "max_tokens": N_TURN, **reader.extra}
    texts = []
    async with engine.chat("You rewrite messages.") as chat:
        for text in (task.prompt, "Shorter, please.", "And now more politely."):
            texts += [await reader.read(chat.stream(text, **options))]
    return "\n".join(texts)


async def _structured(task: Task, engine: Engine, reader: Reader) -> str:
    options = {**GREEDY, "max_tokens": 64, **reader.extra}
    async with engine.session() as session:
        stream = session.generate(task.prompt, response_format=SCHEMA, **options)
        return await reader.read(stream)


async def _saved(task: Task, engine: Engine, reader: Reader) -> str:
    options = {**GREEDY, "max_tokens": N_HALF, "ignore_eog": True, **reader.extra}
    async with engine.session() as session:
        first = await reader.read(session.generate(task.prompt, **options))
        state = await session.save()
    if state is None:
        raise LostError("a session was saved to nothing")
    async with await engine.restore(state) as restored:
        return first + await reader.read(restored.generate(None, **options))


_RUNS: dict[str, Callable[[Task, Engine, Reader], Any]] = {
    "short": _generate,
    "long": _generate,
    "cancelled": _generate,
    "chat": _chat,
    "structured": _structured,
    "saved": _saved,
}
MIX = {"short": 8, "long": 3, "cancelled": 3, "chat": 3, "structured": 2, "saved": 2}
"""How often each kind comes in a round of every user."""


def candidates(source: random.Random) -> list[Task]:
    """Return three times as many tasks of each kind as a round takes."""
    tasks = []
    for kind, n in MIX.items():
        for _ in range(3 * n):
            number = source.randrange(1, 13)
            tail = source.choice(TAILS).format(n=number)
            prompt = f"Hi {source.choice(NAMES)}, {source.choice(THINGS)} {tail}"
            cancel_at = source.randrange(5, N_LONG // 2) if kind == "cancelled" else None
            tasks.append(Task(kind, prompt + (" and so on" if kind == "long" else ""), cancel_at))
    return tasks


async def references(
    engine: Engine, tasks: list[Task]
) -> tuple[list[Task], dict[Task, str], dict[str, int]]:
    """Answer every task undisturbed and leave out what a rounding error could tip.

    Returns:
        A round's tasks, the right texts, and how many of each kind were left out.
    """
    chosen: list[Task] = []
    texts: dict[Task, str] = {}
    left_out: dict[str, int] = {}
    wanted = dict(MIX)
    for task in tasks:
        if not wanted.get(task.kind) or task in texts:
            continue
        reader = Reader(extra={"logprobs": 2})
        undisturbed = Task(task.kind, task.prompt)
        text = await undisturbed.run(engine, reader)
        if reader.gap < LEAST_GAP:
            left_out[task.kind] = left_out.get(task.kind, 0) + 1
            continue
        wanted[task.kind] -= 1
        texts[task] = text
        chosen.append(task)
    missing = {kind: n for kind, n in wanted.items() if n}
    if missing:
        raise SystemExit(f"too few prompts of this model are clear of near ties: {missing}")
    return chosen, texts, left_out
