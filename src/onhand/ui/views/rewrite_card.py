"""Draws one rendition: voice, text as it grows, what the guard did, what it took."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from onhand.ui import parts, theme
from onhand.ui.rewrite.rendition import Rendition
from onhand.ui.rewrite.voices import VOICES

STATES = {
    "waiting": "Waiting …",
    "again": "Writing it again …",
}


class RenditionCard:
    """One card of the grid.

    Attributes:
        control: what is drawn.
    """

    def __init__(
        self, rendition: Rendition, *, copy: Callable[[str], Any], replace: Callable[[str], Any]
    ) -> None:
        """Make the controls; `copy` and `replace` are called with the text."""
        self._rendition = rendition
        voice = VOICES.get(rendition.voice_id)
        label = rendition.voice_id if voice is None else voice.label
        self._text = ft.Text("", size=15, selectable=True, style=ft.TextStyle(height=1.5))
        self._ring = ft.ProgressRing(width=14, height=14, stroke_width=2)
        self._icon = ft.Icon(ft.Icons.CHECK, size=15)
        self._note = ft.Text("", size=12.5, color=theme.DIM, expand=True)
        self._note_row = ft.Row(
            [self._icon, self._note], spacing=6, vertical_alignment=ft.CrossAxisAlignment.START
        )
        self._figures = ft.Text("", size=12, color=theme.DIM, expand=True)
        self._buttons = ft.Row(
            [
                _button(ft.Icons.CONTENT_COPY, f"Copy {label}", lambda _: copy(rendition.text)),
                _button(
                    ft.Icons.SUBDIRECTORY_ARROW_LEFT,
                    f"Replace the text with {label}",
                    lambda _: replace(rendition.text),
                ),
            ],
            spacing=0,
        )
        head = ft.Row(
            [
                ft.Semantics(
                    header=True,
                    expand=True,
                    content=ft.Text(
                        label,
                        size=14,
                        weight=ft.FontWeight.W_600,
                        color=ft.Colors.PRIMARY,
                        tooltip=None if voice is None else voice.description,
                    ),
                ),
                self._ring,
                self._buttons,
            ],
            height=32,
        )
        self.control: ft.Control = ft.Semantics(
            identifier=f"card-{rendition.voice_id}",
            container=True,
            live_region=True,
            content=parts.card(
                ft.Column([head, self._text, self._note_row, self._figures], spacing=8, tight=True),
                padding=ft.Padding.only(left=18, right=12, top=10, bottom=14),
            ),
        )
        self._shown: tuple[object, ...] = ()
        self.show()

    def show(self) -> ft.Control | None:
        """Draw what is new; return the control that has to be updated, None for none."""
        one = self._rendition
        state = (one.phase, one.note, one.figures)
        text = one.text or STATES.get(one.phase, "")
        if state == self._shown:
            if text == self._text.value:
                return None
            self._text.value = text
            return self._text
        self._shown = state
        self._text.value = text
        self._text.color = None if one.text else theme.DIM
        self.control.label = text  # a screen reader finds nothing in a selectable text
        self._ring.visible, self._buttons.visible = one.is_busy, bool(one.text) and not one.is_busy
        self._note.value, self._note_row.visible = one.note, bool(one.note)
        self._icon.icon, self._icon.color = _sign(one)
        self._figures.value = "" if one.figures is None else str(one.figures)
        self._figures.visible = bool(self._figures.value)
        return self.control


def _sign(one: Rendition) -> tuple[ft.IconData, ft.ColorValue]:
    outcome = "" if one.figures is None else one.figures.outcome
    if outcome == "model":
        return ft.Icons.VERIFIED_OUTLINED, theme.GOOD
    if outcome == "rules":
        return ft.Icons.HANDYMAN_OUTLINED, theme.WARN
    if outcome == "unchanged":
        return ft.Icons.DO_NOT_DISTURB_ON_OUTLINED, theme.WARN
    return (ft.Icons.REFRESH if one.is_busy else ft.Icons.STOP_CIRCLE_OUTLINED), theme.DIM


def _button(icon: ft.IconData, label: str, on_click: Callable[[Any], Any]) -> ft.Control:
    return parts.icon_button(
        icon,
        label,
        on_click,
        size=17,
        color=theme.DIM,
        visual_density=ft.VisualDensity.COMPACT,
        padding=4,
        size_constraints=ft.BoxConstraints(min_width=32, min_height=32),
    )
