"""The dialog in which a conversation's system prompt and sampling are set."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from onhand.ui import theme
from onhand.ui.chat.settings import OVERFLOWS, ChatSettings

FIELDS: tuple[tuple[str, str, str, type], ...] = (
    ("temperature", "Temperature", "0 takes the likeliest word; 0.7 is lively", float),
    ("top_p", "Top-p", "share of probability, 0 to 1", float),
    ("top_k", "Top-k", "how many tokens to draw from", int),
    ("min_p", "Min-p", "share of the likeliest, 0 to 1", float),
    ("repeat_penalty", "Repeat penalty", "1 is none", float),
    ("max_tokens", "Longest answer", "in tokens", int),
    ("seed", "Seed", "the same seed gives the same answer", int),
)


class SettingsDialog:
    """A dialog over the settings of one conversation.

    Attributes:
        dialog: to be shown by the page.
    """

    def __init__(
        self,
        settings: ChatSettings,
        *,
        apply: Callable[[ChatSettings], Any],
        close: Callable[[], Any],
    ) -> None:
        """Show `settings`; `apply` gets the new ones, `close` takes the dialog away."""
        self._settings, self._apply, self._close = settings, apply, close
        self._system = ft.TextField(
            label="System prompt",
            value=settings.system,
            hint_text="How the model should behave in this conversation",
            align_label_with_hint=True,
            multiline=True,
            min_lines=3,
            max_lines=8,
        )
        self._fields = {name: self._number(name, label, about) for name, label, about, _ in FIELDS}
        self._overflow = ft.Dropdown(
            label="When the context is full",
            value=settings.overflow,
            options=[ft.DropdownOption(key=key, text=text) for key, text in OVERFLOWS.items()],
            expand=True,
        )
        self.dialog: ft.AlertDialog = ft.AlertDialog(
            title="Settings of this conversation",
            content=ft.Container(
                ft.Column(
                    [
                        ft.Text("What is empty is left to the model.", size=13, color=theme.DIM),
                        self._system,
                        ft.ResponsiveRow([*self._fields.values()], spacing=12, run_spacing=12),
                        ft.Row([self._overflow]),
                    ],
                    spacing=16,
                    scroll=ft.ScrollMode.AUTO,
                    horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                ),
                width=560,
                height=520,
                padding=ft.Padding.only(top=6, right=10),
            ),
            actions=[
                ft.TextButton("Reset", on_click=lambda _: self._reset()),
                ft.TextButton("Cancel", on_click=lambda _: self._close()),
                ft.Semantics(
                    identifier="save-settings",
                    content=ft.FilledButton("Save", on_click=lambda _: self._save()),
                ),
            ],
        )

    def _number(self, name: str, label: str, about: str) -> ft.TextField:
        value = getattr(self._settings, name)
        return ft.TextField(
            label=label,
            value="" if value is None else f"{value:g}" if isinstance(value, float) else str(value),
            helper=about,
            helper_max_lines=2,
            dense=True,
            keyboard_type=ft.KeyboardType.NUMBER,
            col={"xs": 12, "sm": 6},
        )

    def _reset(self) -> None:
        self._system.value = ""
        self._overflow.value = ChatSettings().overflow
        for field in self._fields.values():
            field.value, field.error = "", None
        self.dialog.update()

    def _save(self) -> None:
        changes: dict[str, Any] = {}
        is_good = True
        for name, _, _, kind in FIELDS:
            field = self._fields[name]
            try:
                changes[name] = _read(str(field.value or ""), kind)
                ChatSettings(**{name: changes[name]})
                field.error = None
            except ValueError as error:
                field.error = str(error).removeprefix("SamplingParams.")
                is_good = False
        if not is_good:
            self.dialog.update()
            return
        changes |= {"system": str(self._system.value or ""), "overflow": self._overflow.value}
        self._apply(self._settings.changed(**changes))
        self._close()


def _read(text: str, kind: type) -> Any:
    if not text.strip():
        return None
    try:
        return kind(text.strip().replace(",", ".") if kind is float else text.strip())
    except ValueError:
        wanted = "a number" if kind is float else "a whole number"
        raise ValueError(f"{text!r} is not {wanted}") from None
