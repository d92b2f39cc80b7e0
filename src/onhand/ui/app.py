"""Flet's entry: what a window is made of, and the ways to open one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import flet as ft

from onhand.ui.backend import Backend
from onhand.ui.shell import Place, Shell
from onhand.ui.views.chat import ChatView
from onhand.ui.views.diagnostics import DiagnosticsView
from onhand.ui.views.models import ModelsView
from onhand.ui.views.rewrite import RewriteView

PLACES = (
    Place(
        name="chat",
        label="Chat",
        icon=ft.Icons.FORUM_OUTLINED,
        selected_icon=ft.Icons.FORUM,
        make=ChatView,
    ),
    Place(
        name="rewrite",
        label="Rewrite",
        icon=ft.Icons.AUTO_FIX_HIGH_OUTLINED,
        selected_icon=ft.Icons.AUTO_FIX_HIGH,
        make=RewriteView,
    ),
    Place(
        name="models",
        label="Models",
        icon=ft.Icons.INVENTORY_2_OUTLINED,
        selected_icon=ft.Icons.INVENTORY_2,
        make=ModelsView,
    ),
    Place(
        name="diagnostics",
        label="Diagnostics",
        icon=ft.Icons.MONITOR_HEART_OUTLINED,
        selected_icon=ft.Icons.MONITOR_HEART,
        make=DiagnosticsView,
    ),
)


def main_for(backend: Backend) -> Callable[[ft.Page], Awaitable[None]]:
    """Return the `main` that Flet calls for each new window."""

    async def main(page: ft.Page) -> None:
        await Shell(page, backend, PLACES).start()

    return main
