"""Where the text to rewrite is written: field, chips for tones and personas, run or stop."""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import Any

import flet as ft

from onhand.ui import parts, theme
from onhand.ui.backend import Status
from onhand.ui.rewrite.voices import VOICES, Voice


class RewriteInput:
    """The box at the top of the rewrite view.

    Attributes:
        control: what is drawn.
    """

    def __init__(
        self,
        *,
        run: Callable[[str], Any],
        stop: Callable[[], Any],
        choose: Callable[[str, bool], Any],
    ) -> None:
        """Make the controls; the arguments are what they call."""
        self._run, self._stop, self._choose = run, stop, choose
        self._is_running = False
        self._field = ft.TextField(
            multiline=True,
            shift_enter=True,
            min_lines=3,
            max_lines=12,
            autofocus=True,
            border=ft.NoInputBorder(),
            hint_text="Write or paste a text",
            hint_style=ft.TextStyle(color=theme.DIM),
            content_padding=ft.Padding.only(left=18, right=18, top=16, bottom=8),
            text_size=15,
            on_submit=lambda _: self.submit(),
        )
        self._chips = {voice.id: self._chip(voice) for voice in VOICES.values()}
        self._button = ft.FilledButton("Rewrite", on_click=lambda _: self._pressed())
        self._state = ft.Container(expand=True, alignment=ft.Alignment.CENTER_LEFT)
        self.show_running(False)
        self.control: ft.Control = ft.Container(
            content=ft.Column(
                [
                    ft.Semantics(
                        identifier="rewrite-text", label="Text to rewrite", content=self._field
                    ),
                    ft.Container(
                        ft.Column([self._row("tone"), self._row("persona")], spacing=8, tight=True),
                        padding=ft.Padding.symmetric(horizontal=14),
                    ),
                    ft.Container(
                        ft.Row(
                            [
                                self._state,
                                ft.Semantics(identifier="run-rewrite", content=self._button),
                            ]
                        ),
                        padding=ft.Padding.only(left=18, right=12, bottom=12),
                    ),
                ],
                spacing=10,
                tight=True,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            ),
            bgcolor=ft.Colors.SURFACE_CONTAINER_LOWEST,
            border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT),
            border_radius=22,
        )

    @property
    def text(self) -> str:
        """What is written in it."""
        return str(self._field.value or "")

    def show_text(self, text: str) -> None:
        """Put a text into it."""
        self._field.value = text

    async def focus(self) -> None:
        """Put the cursor into it."""
        await self._field.focus()

    def show_chosen(self, chosen: Set[str]) -> None:
        """Show which chips are chosen."""
        for voice_id, chip in self._chips.items():
            chip.selected = voice_id in chosen

    def show_running(self, is_running: bool) -> None:
        """Show a button to stop instead of the one to run."""
        self._is_running = is_running
        self._button.content = "Stop" if is_running else "Rewrite"
        self._button.icon = ft.Icons.STOP if is_running else ft.Icons.AUTO_FIX_HIGH
        self._button.tooltip = "Stop (Esc)" if is_running else "Rewrite (Enter)"

    def show_status(self, status: Status) -> None:
        """Show how far the model is."""
        self._state.content = parts.engine_state(status, ft.MainAxisAlignment.START)

    def submit(self) -> None:
        """Run, if there is something to run and nothing runs."""
        if not self._is_running:
            self._run(self.text)

    def _pressed(self) -> None:
        if self._is_running:
            self._stop()
        else:
            self.submit()

    def _row(self, kind: str) -> ft.Control:
        chips: list[ft.Control] = [
            ft.Semantics(identifier=voice.id, content=self._chips[voice.id])
            for voice in VOICES.values()
            if voice.kind == kind
        ]
        return ft.Row(chips, wrap=True, spacing=8, run_spacing=8)

    def _chip(self, voice: Voice) -> ft.Chip:
        return ft.Chip(
            label=ft.Text(voice.label, size=13),
            tooltip=voice.description,
            shape=ft.RoundedRectangleBorder(radius=16),
            padding=ft.Padding.symmetric(horizontal=6, vertical=4),
            on_select=lambda event: self._choose(voice.id, bool(event.control.selected)),
        )
