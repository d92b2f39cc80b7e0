"""One window: navigation between the views, what all of them show, keys. Knows no view by name."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import flet as ft

from onhand.errors import OnhandError
from onhand.ui import parts, theme
from onhand.ui.backend import Backend, ModelName, Status
from onhand.ui.dialogs import Dialogs
from onhand.ui.palette import Command, Palette, matching
from onhand.ui.status_line import StatusLine
from onhand.ui.view import View

_log = logging.getLogger("onhand.ui")

COMPACT_WIDTH = 640
"""Narrower windows get the bar at the bottom and one column."""
LIST_WIDTH = 960
"""Narrower windows get a view's list in a drawer."""
RAIL_WIDTH = 84


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A view that can be navigated to.

    Attributes:
        name: in the route.
        label: for people.
        icon: while another one is in front.
        selected_icon: while it is in front.
        make: makes the view for a window.
    """

    name: str
    label: str
    icon: ft.IconData
    selected_icon: ft.IconData
    make: Callable[[Shell], View]


class Shell:
    """One window of the app.

    Attributes:
        page: Flet's page.
        backend: what all windows share.
        dialogs: what is in front of the views.
    """

    def __init__(self, page: ft.Page, backend: Backend, places: Sequence[Place]) -> None:
        """Lay the window out; nothing is shown before `start`."""
        self.page: ft.Page = page
        self.backend: Backend = backend
        self.dialogs: Dialogs = Dialogs(page, self.attempt)
        self._palette: Palette | None = None
        self._places = tuple(places)
        self._views: dict[str, View] = {}
        self._current: str | None = None
        self._is_compact = False
        self._status = StatusLine(self)
        self._body = parts.Slot()
        self._rail = ft.NavigationRail(
            destinations=[
                ft.NavigationRailDestination(
                    icon=place.icon, selected_icon=place.selected_icon, label=place.label
                )
                for place in self._places
            ],
            label_type=ft.NavigationRailLabelType.ALL,
            min_width=RAIL_WIDTH,
            group_alignment=-1.0,
            bgcolor=theme.RAIL,
            leading=theme.mark(),
            trailing=self._status.control,
            pin_trailing_to_bottom=True,
            on_change=lambda event: self._chosen(event.control.selected_index),
        )
        self._bar = ft.NavigationBar(
            destinations=[
                ft.NavigationBarDestination(
                    icon=place.icon, selected_icon=place.selected_icon, label=place.label
                )
                for place in self._places
            ],
            height=64,
            bgcolor=theme.RAIL,
            on_change=lambda event: self._chosen(event.control.selected_index),
        )
        self._stop_listening: Callable[[], None] = lambda: None

    @property
    def width(self) -> float:
        """The window's width in logical pixels."""
        return float(self.page.width or 1280)

    @property
    def is_compact(self) -> bool:
        """Whether it is as narrow as a phone: one column."""
        return self.width < COMPACT_WIDTH

    @property
    def has_list(self) -> bool:
        """Whether there is room for a view's list beside what it lists."""
        return self.width >= LIST_WIDTH

    @property
    def inner_width(self) -> float:
        """The width that the view has, in logical pixels."""
        return self.width - (0 if self.is_compact else RAIL_WIDTH)

    async def start(self) -> None:
        """Show the view that the route names, else the first; begin to load the model."""
        page = self.page
        theme.apply(page)
        page.on_resize = lambda _: self._resized()
        page.on_keyboard_event = self._key
        page.on_route_change = self._route_changed
        page.on_connect = self._connected
        page.on_disconnect = self._left
        page.on_close = self._left
        self._listen()
        self._lay_out()
        self.backend.start()
        await self.attempt(self._go, page.route)

    def navigate(self, name: str, detail: str = "") -> None:
        """Bring the view called `name` to the front; `detail` is the rest of its route."""
        self.page.navigate(f"/{name}/{detail}" if detail else f"/{name}")

    def notify(
        self, text: str, *, action: str = "", on_action: Callable[..., Any] | None = None
    ) -> None:
        """Say something in passing, at the bottom."""
        bar = ft.SnackBar(
            content=ft.Text(text),
            action=ft.SnackBarAction(action, on_click=on_action) if action else None,
            behavior=ft.SnackBarBehavior.FLOATING,
            persist=False,
        )
        self.page.show_dialog(bar)

    def notify_error(self, error: OnhandError) -> None:
        """Say what went wrong and what to do about it."""
        self.notify(f"{error.message} {error.hint}".strip())

    def update(self, control: ft.Control) -> None:
        """Send what changed in `control` to the window, if it is in it."""
        try:
            control.update()
        except RuntimeError:
            return  # not in the page now: it is sent whole when it comes in

    async def attempt(self, act: Callable[..., Awaitable[None]], *arguments: Any) -> None:
        """Call `act(*arguments)`; what goes wrong is said, where Flet would end the window."""
        try:
            await act(*arguments)
        except OnhandError as error:
            self.notify_error(error)
        except Exception:
            _log.exception("something that the user asked for failed")
            self.notify("That did not work. Diagnostics has the reason in its log.")

    def run(self, act: Callable[..., Awaitable[None]], *arguments: Any) -> None:
        """Do the same in the background."""
        self.page.run_task(self.attempt, act, *arguments)

    def copy(self, text: str) -> None:
        """Put a text into the clipboard and say so."""

        async def copy() -> None:
            await ft.Clipboard().set(text)
            self.notify("Copied")

        self.run(copy)

    async def save_file(self, name: str, text: str) -> None:
        """Let the user save a text as a file called `name`."""
        await ft.FilePicker().save_file(file_name=name, src_bytes=text.encode())

    async def open_drawer(self, content: ft.Control) -> None:
        """Show `content` over the left of the window."""
        self.fill_drawer(content)
        self.page.update()
        await self.page.show_drawer()

    def fill_drawer(self, content: ft.Control | None) -> None:
        """Give the window a drawer with `content`; None: none.

        Before it is opened: the browser ignores an order to open one that is new to it.
        """
        before = self.page.drawer
        if content is None:
            self.page.drawer = None
        elif before is None or before.controls[0] is not content:
            self.page.drawer = ft.NavigationDrawer(controls=[content], bgcolor=theme.SIDE)

    def close_drawer(self) -> None:
        """Take the drawer away, if it is there."""
        if self.page.drawer is not None:
            self.run(self.page.close_drawer)

    def use_model(self, model: ModelName) -> None:
        """Change to another model for all windows; say so if it cannot be loaded.

        The one in use stays as it is.
        """

        async def change() -> None:
            if model != self.backend.model or self.backend.open_engine is None:
                await self.backend.use_model(model)

        self.run(change)

    # ── inside ──

    def _lay_out(self) -> None:
        """Put rail or bar where the width wants them."""
        self._is_compact = self.is_compact
        page = self.page
        page.controls.clear()
        if self._is_compact:
            page.navigation_bar = self._bar
            page.add(ft.SafeArea(content=self._body.control, expand=True))
        else:
            page.navigation_bar = None
            row = ft.Row([self._rail, self._body.control], spacing=0, expand=True,
                         vertical_alignment=ft.CrossAxisAlignment.STRETCH)  # fmt: skip
            page.add(row)
        page.update()

    async def _go(self, route: str) -> None:
        name, _, detail = route.strip("/").partition("/")
        names = [place.name for place in self._places]
        if name not in names:
            name, detail = names[0], ""
        index = names.index(name)
        view = self._view(self._places[index])
        await view.on_detail(detail)
        if name == self._current:
            return
        if self._current is not None:
            await self._views[self._current].on_hide()
        self._current = name
        self._rail.selected_index = self._bar.selected_index = index
        self._body.put(view.control)
        self.page.title = f"{self._places[index].label} · onhand"
        self.fill_drawer(None)
        view.on_resize()
        self.page.update()
        await view.on_show()

    def _view(self, place: Place) -> View:
        """Return the view of a place, made when it is first needed."""
        if place.name not in self._views:
            self._views[place.name] = place.make(self)
        return self._views[place.name]

    def _chosen(self, index: int) -> None:
        self.navigate(self._places[index].name)

    def _resized(self) -> None:
        if self.is_compact != self._is_compact:
            self._lay_out()
        if self._current is not None:
            self._views[self._current].on_resize()
            self.page.update()

    async def _key(self, event: ft.KeyboardEvent) -> None:
        await self.attempt(self._act_on_key, event)

    async def _act_on_key(self, event: ft.KeyboardEvent) -> None:
        is_command = event.ctrl or event.meta
        if is_command and event.key.upper() == "K":
            await self._toggle_palette()
        elif self.dialogs.shown is not None:
            if (palette := self._open_palette()) is not None:
                palette.on_key(event.key)
        elif self._current is not None and await self._views[self._current].on_key(event):
            return
        elif is_command and event.key in "1234"[: len(self._places)]:
            self._chosen(int(event.key) - 1)

    async def _toggle_palette(self) -> None:
        """Open the palette, or close it; a question stays in front."""
        if self._open_palette() is not None:
            self.dialogs.close()
        elif self.dialogs.shown is None:
            self._palette = Palette(self._found, self.dialogs.close)
            await self._palette.refresh()
            self.dialogs.show(self._palette.dialog)

    def _open_palette(self) -> Palette | None:
        palette = self._palette
        return palette if palette and palette.dialog is self.dialogs.shown else None

    async def _found(self, query: str) -> list[Command]:
        """Return commands and conversations that match, conversations last."""
        commands = [
            Command(
                title=f"Go to {place.label}",
                detail=f"Ctrl-{number}",
                icon=place.icon,
                run=partial(self.navigate, place.name),
            )
            for number, place in enumerate(self._places, 1)
        ]
        for place in self._places:
            commands += self._view(place).commands()
        commands += [
            Command(title=title, icon=icon, run=partial(self._set_theme, mode))
            for title, icon, mode in theme.MODES
        ]
        found = matching(commands, query)
        with contextlib.suppress(OnhandError):  # the list itself says what is wrong
            headlines = await self.backend.conversations.headlines(query)
            found += [
                Command(
                    title=headline.title,
                    detail=headline.snippet or "Conversation",
                    icon=ft.Icons.CHAT_BUBBLE_OUTLINE,
                    run=partial(self.navigate, self._places[0].name, headline.id),
                )
                for headline in headlines
            ]
        return found

    def _set_theme(self, mode: ft.ThemeMode) -> None:
        self.page.theme_mode = mode
        self.page.update()

    def _backend_changed(self, status: Status) -> None:
        self._status.show(status)

    async def _route_changed(self, event: ft.RouteChangeEvent) -> None:
        await self.attempt(self._go, event.route)

    async def _connected(self, _: ft.ControlEvent) -> None:
        """The page was loaded again: it has the same session, but not where it was scrolled to."""
        if self._current is not None:
            view = self._views[self._current]
            await self._left(None)
            self._listen()
            view.on_resize()
            await self.attempt(view.on_show)

    def _listen(self) -> None:
        self._stop_listening = self.backend.listen(self._backend_changed)
        self._status.show(self.backend.status)

    async def _left(self, _: ft.ControlEvent | None) -> None:
        """The page has gone, perhaps to be loaded again: nothing is sent meanwhile."""
        self._stop_listening()
        if self._current is not None:
            await self._views[self._current].on_hide()
