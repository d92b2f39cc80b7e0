"""The app in a window of its own, by Flet's desktop client where it is installed."""

from __future__ import annotations

import importlib.util
import os
import sys

import flet as ft

from onhand.ui.app import main_for
from onhand.ui.backend import Backend


def is_available() -> bool:
    """Whether a window can be opened without downloading anything.

    Flet's package for the desktop fetches its client at the first run, so the client counts only
    if `FLET_VIEW_PATH` says where one lies.
    """
    if importlib.util.find_spec("flet_desktop") is None or not os.environ.get("FLET_VIEW_PATH"):
        return False
    return not sys.platform.startswith("linux") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def run(backend: Backend) -> None:
    """Open a window and return when it is closed."""
    ft.run(main_for(backend), view=ft.AppView.FLET_APP, no_cdn=True)
