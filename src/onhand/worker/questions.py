"""What was asked of the worker and is not answered yet: kept, so that the next one can be asked."""

from __future__ import annotations

import asyncio
from typing import Any

from onhand.worker.messages import Call


class Questions:
    """Open calls by their id; lives on the host's event loop."""

    def __init__(self) -> None:
        self._open: dict[int, tuple[Call, asyncio.Future[Any]]] = {}

    def __bool__(self) -> bool:
        return bool(self._open)

    def ask(self, message: Call) -> asyncio.Future[Any]:
        """Keep a call until `drop`, and return where its answer will be."""
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._open[message.request_id] = message, answer
        return answer

    def drop(self, request_id: int) -> None:
        """Nobody waits for this call any more."""
        self._open.pop(request_id, None)

    def messages(self) -> list[Call]:
        """Return the open calls, oldest first."""
        return [message for message, _ in self._open.values()]

    def answer(self, request_id: int, value: Any) -> None:
        """Give a call its answer; one that nobody waits for any more is ignored."""
        _, answer = self._open.get(request_id, (None, None))
        if answer is not None and not answer.done():
            answer.set_result(value)

    def fail(self, request_id: int, error: Exception) -> None:
        """Let a call raise."""
        _, answer = self._open.get(request_id, (None, None))
        if answer is not None and not answer.done():
            answer.set_exception(error)

    def fail_all(self, error: Exception) -> None:
        """Let every open call raise."""
        for request_id in list(self._open):
            self.fail(request_id, error)
        self._open.clear()
