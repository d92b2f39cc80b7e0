"""The chat view."""

from __future__ import annotations

import flet as ft

from onhand.ui import parts
from onhand.ui.shell import Shell
from onhand.ui.view import View


class ChatView(View):
    """The chat view of one window."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.control: ft.Control = parts.empty_state(
            ft.Icons.FORUM, "Chat", "This view is being built."
        )
