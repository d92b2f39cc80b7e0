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
        """Return a tool message for each call, in order.

        What must be approved is asked for one by one, then the calls are made at the same time.
        """
        made = [await self._checked(call) for call in calls]
        texts = await asyncio.gather(
            *(self._made(call, arguments) for call, arguments in zip(calls, made, strict=True))
        )
        return [
            Message.tool(text, call.id, call.name) for call, text in zip(calls, texts, strict=True)
        ]

    async def _checked(self, call: ToolCallEvent) -> dict[str, Any] | str:
        """Return the arguments that a call is to be made with, or why it is not, for the model."""
        tool = self._by_name.get(call.name)
        if tool is None:
            return _error(f"there is no tool {call.name!r}; there are: {', '.join(self._by_name)}")
        try:
            arguments = tool.bind(call.arguments)
        except ToolError as error:
            return _error(error.message)
        if self._approve is not None:
            allowed = self._approve(call)
            if not (await allowed if inspect.isawaitable(allowed) else allowed):
                return _error("the user refused this call")
        return arguments

    async def _made(self, call: ToolCallEvent, arguments: dict[str, Any] | str) -> str:
        """Make a call and return its result as text; what goes wrong becomes text for the model."""
        function = self._by_name[call.name].function if call.name in self._by_name else None
        if isinstance(arguments, str) or function is None:
            return str(arguments)
        try:
            return await asyncio.wait_for(_text_of(function, arguments), self._timeout_s)
        except asyncio.TimeoutError:
            return _error(f"the call took longer than {self._timeout_s:g} s")


def unanswered(calls: Sequence[ToolCallEvent]) -> list[Message]:
    """Return the tool messages of calls that were given up, so that each call has its answer."""
    text = _error("the call was given up")
    return [Message.tool(text, call.id, call.name) for call in calls]


async def _text_of(function: Callable[..., Any], arguments: dict[str, Any]) -> str:
    """Call a function and return what it gives, or raises, as text."""
    try:
        value = await _called(function, arguments)
        if isinstance(value, str):
            return value
        return json.dumps(value, default=str, ensure_ascii=False)
    except Exception as error:
        return _error(f"{type(error).__name__}: {error}")


async def _called(function: Callable[..., Any], arguments: dict[str, Any]) -> Any:
    """Call a coroutine function here and a plain one in a thread."""
    if inspect.iscoroutinefunction(function):
        return await function(**arguments)
    value = await asyncio.to_thread(function, **arguments)
    return await value if inspect.isawaitable(value) else value


def _error(text: str) -> str:
    return json.dumps({"error": text}, ensure_ascii=False)
