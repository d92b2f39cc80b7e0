"""The small sign of how far the engine is: in the rail of a wide window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import flet as ft

from onhand.ui import theme
from onhand.ui.backend import Status

if TYPE_CHECKING:
    from onhand.ui.shell import Shell


class StatusLine:
    """Which model is in use and whether it is ready."""

    def __init__(self, shell: Shell) -> None:
        """Make the control."""
        self._shell = shell
        self._ring = ft.ProgressRing(width=14, height=14, stroke_width=2)
        self._icon = ft.Icon(ft.Icons.CIRCLE, size=10)
        self._text = ft.Text(size=11, text_align=ft.TextAlign.CENTER, max_lines=2,
                             color=ft.Colors.ON_SURFACE_VARIANT)  # fmt: skip
        self.control: ft.Control = ft.Semantics(
            identifier="engine-status",
            live_region=True,
            content=ft.Container(
                content=ft.Column(
                    [self._ring, self._icon, self._text],
                    spacing=6,
                    tight=True,
                    horizontal_alignment=ft.CrossAxisAlignment.CENTER,
                ),
                width=76,
                padding=ft.Padding.only(bottom=16),
            ),
        )
        self._show(shell.backend.status)

    def show(self, status: Status) -> None:
        """Show another state."""
        self._show(status)
        if self._is_drawn():
            self.control.update()

    def _show(self, status: Status) -> None:
        label, color = LABELS[status.phase]
        is_busy = status.phase == "loading"
        self._ring.visible, self._icon.visible = is_busy, not is_busy
        self._ring.value = status.progress or None
        self._icon.icon = ft.Icons.ERROR if status.phase == "failed" else ft.Icons.CIRCLE
        self._icon.color = color
        self._text.value = label
        self.control.label = f"{status.model}: {label}"
        self.control.tooltip = status.model

    def _is_drawn(self) -> bool:
        try:
            return self.control.page is not None
        except RuntimeError:
            return False  # not in a page, as in a narrow window


LABELS = {
    "idle": ("Not loaded", ft.Colors.OUTLINE),
    "loading": ("Loading …", ft.Colors.PRIMARY),
    "warming": ("Ready", theme.GOOD),
    "ready": ("Ready", theme.GOOD),
    "failed": ("Not available", ft.Colors.ERROR),
    "closed": ("Closed", ft.Colors.OUTLINE),
}
