"""Makes the calls that a model asks for, and nothing else."""

from __future__ import annotations

import asyncio
import inspect
import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeAlias

from onhand.chat.tools import Tool
from onhand.errors import ToolError
from onhand.types.events import ToolCallEvent
from onhand.types.message import Message

Approve: TypeAlias = "Callable[[ToolCallEvent], bool | Awaitable[bool]]"


class ToolRounds:
    """The tools of one `Chat.run`, each with the function that may be called."""

    def __init__(self, *, tools: Sequence[Tool], approve: Approve | None, timeout_s: float) -> None:
        """Check the tools.

        Raises:
            ToolError: a tool has no function.
            ValueError: the timeout is not positive.
        """
        for tool in tools:
            if tool.function is None:
                raise ToolError(
                    f"The tool {tool.name!r} has no function to call.",
                    hint="Use `stream` or `send` and answer the calls yourself.",
                )
        if not timeout_s > 0:
            raise ValueError(f"tool_timeout_s must be greater than 0, got {timeout_s}")
        self.tools: tuple[Tool, ...] = tuple(tools)
        self._by_name = {tool.name: tool for tool in tools}
        self._approve = approve
        self._timeout_s = timeout_s

    async def results(self, calls: Sequence[ToolCallEvent]) -> list[Message]:
        """Make the calls at the same time and return a tool message for each, in order."""
        texts = await asyncio.gather(*(self._result(call) for call in calls))
        return [
            Message.tool(text, call.id, call.name) for call, text in zip(calls, texts, strict=True)
        ]

    async def _result(self, call: ToolCallEvent) -> str:
        """Return a call's result as text; what goes wrong becomes text for the model."""
        tool = self._by_name.get(call.name)
        if tool is None or tool.function is None:
            return _error(f"there is no tool {call.name!r}; there are: {', '.join(self._by_name)}")
        try:
            arguments = tool.bind(call.arguments)
        except ToolError as error:
            return _error(error.message)
        if self._approve is not None:
            allowed = self._approve(call)
            if not (await allowed if inspect.isawaitable(allowed) else allowed):
                return _error("the user refused this call")
        try:
            value = await asyncio.wait_for(_called(tool.function, arguments), self._timeout_s)
        except asyncio.TimeoutError:
            return _error(f"the call took longer than {self._timeout_s:g} s")
        except Exception as error:
            return _error(f"{type(error).__name__}: {error}")
        return value if isinstance(value, str) else json.dumps(value, default=str)


async def _called(function: Callable[..., Any], arguments: dict[str, Any]) -> Any:
    """Call a coroutine function here and a plain one in a thread."""
    if inspect.iscoroutinefunction(function):
        return await function(**arguments)
    value = await asyncio.to_thread(function, **arguments)
    return await value if inspect.isawaitable(value) else value


def _error(text: str) -> str:
    return json.dumps({"error": text}, ensure_ascii=False)
