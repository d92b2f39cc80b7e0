"""Where the user writes: text, send or stop, model, settings, how full the context is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import flet as ft

from onhand.ui import parts, theme
from onhand.ui.backend import ModelName


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """A model that can be talked to.

    Attributes:
        id: what `Backend.use_model` takes; None: the bundled one.
        label: for people.
        is_current: whether it is in use.
    """

    id: ModelName
    label: str
    is_current: bool


class Composer:
    """The box at the bottom of a conversation.

    Attributes:
        control: what is drawn.
    """

    def __init__(
        self,
        *,
        send: Callable[[str], Any],
        stop: Callable[[], Any],
        open_settings: Callable[[], Any],
        choose_model: Callable[[ModelName], Any],
        manage_models: Callable[[], Any],
    ) -> None:
        """Make the controls; the arguments are what they call."""
        self._send, self._stop = send, stop
        self._choose_model, self._manage_models = choose_model, manage_models
        self._field = ft.TextField(
            multiline=True,
            shift_enter=True,
            min_lines=1,
            max_lines=8,
            autofocus=True,
            border=ft.NoInputBorder(),
            hint_text="Write a message",
            hint_style=ft.TextStyle(color=theme.DIM),
            content_padding=ft.Padding.only(left=18, right=8, top=14, bottom=10),
            text_size=15,
            on_submit=lambda _: self._submit(),
        )
        self._button = ft.IconButton(bgcolor=ft.Colors.PRIMARY, on_click=lambda _: self._pressed())
        self.show_answering(False)
        self._model_label = ft.Text("", size=13, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS)
        self._models = ft.PopupMenuButton(
            content=ft.Container(
                ft.Row(
                    [self._model_label, ft.Icon(ft.Icons.EXPAND_MORE, size=16, color=theme.DIM)],
                    spacing=4,
                    tight=True,
                ),
                padding=ft.Padding.symmetric(horizontal=10, vertical=6),
                border_radius=8,
            ),
            tooltip="Choose the model",
        )
        self._meter = ft.ProgressBar(value=0, width=64, bar_height=4, border_radius=2)
        self._meter_text = ft.Text("", size=12, color=theme.DIM)
        self._meter_row = ft.Semantics(
            identifier="context-meter",
            content=ft.Row([self._meter, self._meter_text], spacing=8, tight=True),
        )
        tools = ft.Row(
            [
                parts.icon_button(
                    ft.Icons.TUNE,
                    "Settings of this conversation",
                    lambda _: open_settings(),
                    size=18,
                    color=theme.DIM,
                ),
                ft.Semantics(identifier="model-picker", content=self._models),
                ft.Container(expand=True),
                self._meter_row,
                ft.Semantics(identifier="send", content=self._button),
            ],
            spacing=4,
            vertical_alignment=ft.CrossAxisAlignment.CENTER,
        )  # fmt: skip
        self.control: ft.Control = ft.Container(
            content=ft.Column(
                [
                    ft.Semantics(identifier="composer", label="Message", content=self._field),
                    ft.Container(tools, padding=ft.Padding.only(left=8, right=8, bottom=8)),
                ],
                spacing=0,
                tight=True,
            ),
            bgcolor=ft.Colors.SURFACE_CONTAINER_LOWEST,
            border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT),
            border_radius=22,
        )

    @property
    def text(self) -> str:
        """What is written in it."""
        return str(self._field.value or "")

    async def write(self, text: str) -> None:
        """Put a text into it and the cursor behind."""
        self._field.value = text
        self._field.update()
        await self.focus()

    async def focus(self) -> None:
        """Put the cursor into it."""
        await self._field.focus()

    def show_answering(self, is_answering: bool) -> None:
        """Show a button to stop instead of the one to send."""
        self._is_answering = is_answering
        icon, label = (
            (ft.Icons.STOP, "Stop (Esc)")
            if is_answering
            else (ft.Icons.ARROW_UPWARD, "Send (Enter)")
        )
        self._button.icon = parts.signed(icon, label, size=24, color=ft.Colors.ON_PRIMARY)
        self._button.tooltip = label

    def show_context(self, share: float, words: str, *, is_compact: bool) -> None:
        """Show how full the context is."""
        self._meter.value = share
        self._meter.color = theme.WARN if share > 0.85 else ft.Colors.PRIMARY
        self._meter.visible = share > 0
        self._meter_text.value = f"{share:.0%}" if is_compact and share > 0 else words
        self._meter_text.visible = not is_compact or share > 0
        self._meter_row.label = f"Context: {words}"

    def show_models(self, label: str, choices: Sequence[ModelChoice]) -> None:
        """Show the model in use and those to choose from."""
        self._model_label.value = label
        self._models.items = [
            *(self._model_item(choice) for choice in choices),
            ft.PopupMenuItem(),
            ft.PopupMenuItem(
                content="Get more models …",
                icon=ft.Icons.ADD,
                on_click=lambda _: self._manage_models(),
            ),
        ]

    def _model_item(self, choice: ModelChoice) -> ft.PopupMenuItem:
        return ft.PopupMenuItem(
            content=choice.label,
            checked=choice.is_current,
            on_click=lambda _: self._choose_model(choice.id),
        )

    def _pressed(self) -> None:
        if self._is_answering:
            self._stop()
        else:
            self._submit()

    def _submit(self) -> None:
        text = self.text.strip()
        if text and not self._is_answering:
            self._field.value = ""
            self._send(text)
