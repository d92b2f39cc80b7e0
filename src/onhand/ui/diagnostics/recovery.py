"""A trial of the recovery: the worker is killed in mid-answer, and the answer is compared."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import onhand
from onhand.errors import OnhandError

PROMPT = "Once upon a time there was a lighthouse, and in it"
OPTIONS: dict[str, Any] = {"temperature": 0, "max_tokens": 400, "ignore_eog": True}
MOST_S = 2.0
"""How long the answer to compare with may take; it is as long as what came by then."""
KILL_AT = 0.25
"""After this share of the answer the worker is killed."""


class NoWorkerProcessError(OnhandError):
    """There is no process to kill: the model runs in a thread, or between two lives."""

    code = "no_worker_process"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a trial found.

    Attributes:
        pid: the process that was killed.
        new_pid: the one that took its place.
        n_tokens: tokens of the answer.
        n_before: tokens that had come when the worker was killed.
        pause_s: from the kill to the next token, or, if all had come, to a new worker's answer.
        is_in_answer: whether the death fell into the answer.
        is_same: whether the text is the one without a death.
    """

    pid: int
    new_pid: int
    n_tokens: int
    n_before: int
    pause_s: float
    is_in_answer: bool
    is_same: bool

    def __str__(self) -> str:
        """Return it in words."""
        where = (
            f"in mid-answer, after {self.n_before} of {self.n_tokens} tokens; the next one came"
            if self.is_in_answer
            else "when the answer had come already; a new one answered"
        )
        same = "the same, letter by letter," if self.is_same else "NOT the same"
        return (
            f"Process {self.pid} was killed {where} {self.pause_s:.2f} s later, from process "
            f"{self.new_pid}. The text is {same} as without a death."
        )


async def kill_in_mid_answer(
    engine: onhand.Engine,
    *,
    kill: Callable[[int], None] | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Trial:
    """Let the engine write something twice, the second time with a death, and compare.

    Takes about twice `MOST_S` and a load of the model. Other answers pause and go on.

    Raises:
        NoWorkerProcessError: there is no process to kill.
        OnhandError: the worker did not come back.
    """
    pid = engine.worker_pid
    if pid is None:
        raise NoWorkerProcessError(
            "The model runs in a thread of the app: there is no process to kill.",
            hint="Where there are child processes, onhand runs models in one.",
        )
    whole = await _undisturbed(engine, clock)
    heard = _Heard()
    killed_at = back_at = None
    n_before = 0
    async with engine.session() as session:
        stream = session.generate(PROMPT, **OPTIONS)
        async for event in stream:
            if isinstance(event, onhand.RecoveredEvent):
                n_before = heard.n_tokens
            elif isinstance(event, onhand.TokenEvent):
                heard.take(event)
                if n_before and back_at is None:
                    back_at = clock()
            if killed_at is None and heard.n_tokens >= whole.n_tokens * KILL_AT:
                (kill or _kill)(pid)
                killed_at = clock()
            if back_at is not None and heard.n_tokens >= whole.n_tokens:
                break
        await stream.aclose()
    await engine.stats()  # waits for the new worker
    return Trial(
        pid=pid,
        new_pid=engine.worker_pid or 0,
        n_tokens=heard.n_tokens,
        n_before=n_before or heard.n_tokens,
        pause_s=(back_at or clock()) - (killed_at or clock()),
        is_in_answer=back_at is not None,
        is_same=heard.text.startswith(whole.text) or whole.text.startswith(heard.text),
    )


class _Heard:
    """What came of an answer."""

    def __init__(self) -> None:
        self.text = ""
        self.n_tokens = 0

    def take(self, event: onhand.TokenEvent) -> None:
        self.text += event.text
        self.n_tokens += len(event.token_ids)


async def _undisturbed(engine: onhand.Engine, clock: Callable[[], float]) -> _Heard:
    """Return the answer as far as it comes in `MOST_S`."""
    heard = _Heard()
    began = clock()
    async with engine.session() as session:
        stream = session.generate(PROMPT, **OPTIONS)
        async for event in stream:
            if isinstance(event, onhand.TokenEvent):
                heard.take(event)
                if clock() - began > MOST_S:
                    break
        await stream.aclose()
    return heard


def _kill(pid: int) -> None:
    os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))
