"""A window without a browser: Flet's own session over a connection that only listens.

It uses what Flet 1.0.5 keeps inside (`Session`, `Connection`); the version is pinned.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import flet as ft
import msgpack
from flet.controls.base_control import BaseControl
from flet.messaging.connection import Connection
from flet.messaging.protocol import (
    Message,
    MessageAction,
    configure_encode_object_for_msgpack,
)
from flet.messaging.session import Session
from flet.pubsub.pubsub_hub import PubSubHub

from onhand.ui.app import main_for
from onhand.ui.backend import Backend
from tests.unit.ui.mirror import Mirror, skeleton

ENCODE = configure_encode_object_for_msgpack(BaseControl)


class Window(Connection):
    """One window; answers what Flet asks of a client, and counts what it is sent.

    Attributes:
        mirror: what a browser would have by now; None: nobody wants to know, as in a measurement.
    """

    def __init__(
        self, width: float = 1280, height: float = 800, *, is_mirrored: bool = True
    ) -> None:
        super().__init__()
        self.loop = asyncio.get_running_loop()
        self.pubsubhub = PubSubHub(loop=self.loop)
        self.page_url = "http://127.0.0.1:1/token"
        self.sizes: list[int] = []
        self.called: list[tuple[str, Any]] = []
        self.crashed: list[str] = []
        self._task: asyncio.Task[None] | None = None
        self.session = Session(self)
        self.page: ft.Page = self.session.page
        self.session.apply_page_patch({"width": width, "height": height, "route": "/", "web": True})
        page = self.encoded_page()
        self.mirror = Mirror(page) if is_mirrored else None

    def encoded_page(self) -> Any:
        """Return the whole window as a client gets it that comes now; it counts as sent."""
        return _decoded(msgpack.packb(self.session.get_page_patch(), default=ENCODE))

    def send_message(self, message: Message) -> None:
        """Take what the client would be sent, in its own encoding."""
        packed = msgpack.packb([message.action, message.body], default=ENCODE)
        if message.action == MessageAction.PATCH_CONTROL:
            self.sizes.append(len(packed))
            if self.mirror is not None:
                body = _decoded(packed)[1]
                self.mirror.patch(body["id"], body["patch"])
        elif message.action == MessageAction.SESSION_CRASHED:
            self.crashed.append(message.body.message)
        elif message.action == MessageAction.INVOKE_METHOD:
            self.loop.call_soon(self._answer, message.body)

    def _answer(self, asked: Any) -> None:
        self.called.append((asked.name, asked.args))
        if asked.control_id not in self.session.index:
            return  # it left the window meanwhile
        self.session.handle_invoke_method_results(asked.control_id, asked.call_id, None, None)
        if asked.name == "push_route":
            self.page.route = asked.args["route"]
            event = self.page._trigger_event("route_change", {"route": self.page.route})
            self._task = self.loop.create_task(event)

    def controls(self) -> Iterator[Any]:
        """Yield every control that is in the window."""
        seen: set[int] = set()

        def walk(value: Any) -> Iterator[Any]:
            if isinstance(value, (list, tuple)):
                for item in value:
                    yield from walk(item)
            elif isinstance(value, BaseControl) and id(value) not in seen:
                seen.add(id(value))
                if getattr(value, "visible", True) is False:
                    return
                yield value
                for name in value.__dataclass_fields__:
                    if not name.startswith("_") or name in ("_dialogs", "_overlay"):
                        yield from walk(getattr(value, name, None))

        yield from walk(self.page)

    def find(self, kind: type, test: Callable[[Any], bool] = lambda control: True) -> Any:
        """Return the first control of a kind that passes a test; fails with what there is."""
        found = [control for control in self.controls() if isinstance(control, kind)]
        for control in found:
            if test(control):
                return control
        raise AssertionError(f"no such {kind.__name__} among {len(found)}: {self.texts()}")

    def identified(self, identifier: str) -> Any:
        """Return what is inside the control of an identifier."""
        return self.find(ft.Semantics, lambda found: found.identifier == identifier).content

    def texts(self) -> list[str]:
        """Return all that can be read in it."""
        return [
            str(control.value)
            for control in self.controls()
            if isinstance(control, (ft.Text, ft.Markdown)) and control.value
        ]

    def has(self, text: str) -> bool:
        """Whether `text` can be read in it."""
        return any(text in said for said in self.texts())

    async def fire(self, control: Any, event: str, data: Any = None) -> None:
        """Do what the client does when something happens to a control."""
        await self.session.dispatch_event(control._i, event, data)

    async def press(self, tooltip: str) -> None:
        """Press the last button with that tooltip."""
        buttons = [
            control
            for control in self.controls()
            if isinstance(control, ft.IconButton) and control.tooltip == tooltip
        ]
        assert buttons, f"no button {tooltip!r}"
        await self.fire(buttons[-1], "click")

    async def key(self, key: str, *, ctrl: bool = False) -> None:
        """Press a key in the window."""
        data = {"key": key, "shift": False, "ctrl": ctrl, "alt": False, "meta": False}
        await self.fire(self.page, "keyboard_event", data)

    async def write(self, text: str) -> None:
        """Write a message and press Enter."""
        field = self.identified("composer")
        field.value = text
        await self.fire(field, "submit", text)

    async def until(self, test: Callable[[], bool]) -> None:
        """Wait until something is so."""

        async def look() -> None:
            while not test():
                await asyncio.sleep(0.002)

        await asyncio.wait_for(look(), 10)

    async def leave(self) -> None:
        """Close the tab, as far as the server can see."""
        await self.session.disconnect(60)

    async def come_back(self) -> None:
        """Open the tab again: it gets all of the page anew."""
        await self.session.connect(self)
        if self.mirror is not None:
            self.mirror = Mirror(self.encoded_page())

    async def arrived(self) -> None:
        """Wait until the way to another view is gone to its end and nothing more is sent for it."""
        if self._task is not None:
            await self._task
        n_sent = -1
        while n_sent != len(self.sizes):
            n_sent = len(self.sizes)
            await asyncio.sleep(0.1)


def _decoded(packed: bytes) -> Any:
    return msgpack.unpackb(packed, strict_map_key=False)


@asynccontextmanager
async def opened(
    backend: Backend, *, width: float = 1280, route: str = "/", is_mirrored: bool = True
) -> AsyncIterator[Window]:
    """Give a window over the backend, with the first view in it.

    At the end nothing may have crashed, and a browser must show what the app believes it shows.
    """
    window = Window(width, is_mirrored=is_mirrored)
    window.page.route = route
    await main_for(backend)(window.page)
    yield window
    if window.mirror is not None:
        window.page.update()
        assert skeleton(window.mirror.page) == skeleton(window.encoded_page())
    await window.fire(window.page, "close")
    assert window.crashed == []
