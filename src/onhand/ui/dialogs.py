"""The dialogs of one window: one at a time, each closed as itself and not as whatever is on top."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import flet as ft

from onhand.ui import parts

Attempt = Callable[..., Awaitable[None]]


class Dialogs:
    """Shows dialogs and asks questions.

    Attributes:
        shown: the dialog in front, whose the keys are; None: there is none.
    """

    def __init__(self, page: ft.Page, attempt: Attempt) -> None:
        """`attempt(act, *arguments)` does what was agreed to, and says what went wrong."""
        self._page = page
        self._attempt = attempt
        self.shown: ft.AlertDialog | None = None

    def show(self, dialog: ft.AlertDialog) -> None:
        """Show a dialog, in place of the one before."""
        self.close()
        dialog.on_dismiss = lambda _: self._dismissed(dialog)
        self.shown = dialog
        self._page.show_dialog(dialog)

    def close(self) -> None:
        """Take the dialog away, if there is one.

        Flet's `pop_dialog` would take a message at the bottom away instead, if one came later.
        """
        dialog, self.shown = self.shown, None
        if dialog is not None:
            dialog.open = False
            dialog.update()

    def confirm(
        self, title: str, text: str, act: Callable[[], Awaitable[None]], *, action: str
    ) -> None:
        """Ask before `act`; the cursor is on Cancel."""
        self._ask(title, ft.Text(text), action, act, is_cautious=True)

    def ask_text(
        self,
        title: str,
        text: str,
        act: Callable[[str], Awaitable[None]],
        *,
        action: str,
        is_long: bool = False,
    ) -> None:
        """Let the user change `text`, then call `act` with it."""
        field = ft.TextField(
            value=text,
            autofocus=True,
            multiline=is_long,
            min_lines=1,
            max_lines=10 if is_long else 1,
        )
        content = ft.Container(parts.named(field, "ask-text", title), width=520)

        async def act_on_it() -> None:
            await act(str(field.value or ""))

        agreed = self._ask(title, content, action, act_on_it)
        if not is_long:
            field.on_submit = agreed

    # ── inside ──

    def _ask(
        self,
        title: str,
        content: ft.Control,
        action: str,
        act: Callable[[], Awaitable[None]],
        *,
        is_cautious: bool = False,
    ) -> Callable[[Any], Awaitable[None]]:
        """Show a question; return what the button that agrees calls."""

        async def agreed(_: Any) -> None:
            self.close()
            await self._attempt(act)

        cancel = ft.TextButton("Cancel", on_click=lambda _: self.close(), autofocus=is_cautious)
        agree = parts.named(ft.FilledButton(action, on_click=agreed), "confirm")
        self.show(ft.AlertDialog(title=title, content=content, actions=[cancel, agree]))
        return agreed

    def _dismissed(self, dialog: ft.AlertDialog) -> None:
        if self.shown is dialog:
            self.shown = None
