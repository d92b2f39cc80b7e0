"""The box that takes a name, a repository of the hub or an address, and gets what it means."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import flet as ft

from onhand.ui import theme
from onhand.ui.models.presenter import ModelsPresenter
from onhand.ui.views.models_cards import fit_lines


class PullBox:
    """The box at the top of the models view.

    Attributes:
        control: what is drawn.
    """

    def __init__(
        self,
        presenter: ModelsPresenter,
        *,
        get: Callable[[str], Any],
        look: Callable[[str], Awaitable[None]],
    ) -> None:
        """Make the controls; the functions are called with what is written."""
        self._presenter = presenter
        self._get, self._look = get, look
        self._field = ft.TextField(
            border=ft.NoInputBorder(),
            hint_text="qwen3-0.6b, hf:owner/repo, or an address",
            hint_style=ft.TextStyle(color=theme.DIM),
            prefix_icon=ft.Icons.DOWNLOAD,
            text_size=15,
            content_padding=ft.Padding.symmetric(horizontal=8, vertical=14),
            on_submit=lambda _: self._submit(),
            expand=True,
        )
        self._answer = ft.Container(
            padding=ft.Padding.only(left=18, right=18, bottom=12), visible=False
        )
        self._ring = ft.ProgressRing(width=16, height=16, stroke_width=2, visible=False)
        self._named = ft.Semantics(
            identifier="pull-reference", label="Model to get", content=self._field, expand=True
        )
        self._buttons: list[ft.Control] = [
            self._ring,
            ft.Semantics(
                identifier="look-first",
                content=ft.TextButton(
                    "Check first",
                    tooltip="Says whether it fits before anything is fetched",
                    on_click=self._looked,
                ),
            ),
            ft.Semantics(
                identifier="pull",
                content=ft.FilledButton("Get", on_click=lambda _: self._submit()),
            ),
        ]
        self._rows = ft.Column(spacing=0, tight=True)
        self.control: ft.Control = ft.Container(
            ft.Column([self._rows, self._answer], spacing=0, tight=True),
            bgcolor=ft.Colors.SURFACE_CONTAINER_LOWEST,
            border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT),
            border_radius=22,
            padding=ft.Padding.only(right=8),
        )
        self.lay_out(is_compact=False)

    def lay_out(self, *, is_compact: bool) -> None:
        """Put the buttons beside the field, or below it where that is too narrow."""
        if is_compact:
            below = ft.Row(self._buttons, spacing=6, alignment=ft.MainAxisAlignment.END)
            self._rows.controls = [
                ft.Row([self._named]),
                ft.Container(below, padding=ft.Padding.only(bottom=8)),
            ]
        else:
            self._rows.controls = [ft.Row([self._named, *self._buttons], spacing=6)]

    @property
    def text(self) -> str:
        """What is written in it."""
        return str(self._field.value or "").strip()

    def clear(self) -> None:
        """Empty it."""
        self._field.value = ""

    def draw(self) -> None:
        """Show what the look found."""
        presenter = self._presenter
        self._ring.visible = presenter.is_looking
        lines = fit_lines(presenter.sight)
        if lines:
            lines.insert(0, ft.Text(presenter.looked_at, size=13, weight=ft.FontWeight.W_600))
        self._answer.content = ft.Column(lines, spacing=4, tight=True)
        self._answer.visible = bool(lines)

    def _submit(self) -> None:
        self._get(self.text)

    async def _looked(self, _: ft.ControlEvent) -> None:
        await self._look(self.text)
