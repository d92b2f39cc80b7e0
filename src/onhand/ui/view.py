"""What a view is: one of the app's pages in one window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import flet as ft

from onhand.ui.palette import Command

if TYPE_CHECKING:
    from onhand.ui.shell import Shell


class View:
    """One of the app's pages in one window.

    Attributes:
        shell: the window: `page`, `backend`, `notify`, `navigate`, `width`, `is_compact`.
        control: what is drawn; the subclass sets it when it is made.
    """

    control: ft.Control

    def __init__(self, shell: Shell) -> None:
        """Make the controls; nothing is loaded or started before `on_show`."""
        self.shell: Shell = shell

    async def on_show(self) -> None:
        """The view is in front now: start what is live."""

    async def on_hide(self) -> None:
        """Another view is in front, or the window closes: stop what is live."""

    async def on_detail(self, detail: str) -> None:
        """The route's rest changed (`/chat/17` → "17"), also just before `on_show`."""

    def on_resize(self) -> None:
        """The window has another size (`shell.width`, `shell.is_compact`)."""

    def commands(self) -> list[Command]:
        """Return what Ctrl-K offers of this view."""
        return []

    async def on_key(self, event: ft.KeyboardEvent) -> bool:
        """Answer a key that was pressed in the window; return whether it was used."""
        del event
        return False
