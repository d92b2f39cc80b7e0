"""The list of recent rewrites: show again, copy, delete, forget all."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from onhand.ui import parts, theme
from onhand.ui.chat.presenter import by_day
from onhand.ui.chat.shelf import Headline
from onhand.ui.rewrite.kept import Rewritten
from onhand.ui.rewrite.presenter import RewritePresenter, aged
from onhand.ui.rewrite.voices import VOICES
from onhand.ui.shell import Shell
from onhand.ui.views.card_grid import CardGrid

WIDTH = 276
ROWS_A_STEP = 4
NOTHING = "Rewrites appear here. They stay on this device."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    kept: Rewritten
    title: str
    below: str
    is_current: bool


class HistoryList:
    """The recent rewrites beside, or in a drawer over, the one in front.

    Attributes:
        control: what is drawn.
    """

    def __init__(
        self,
        shell: Shell,
        presenter: RewritePresenter,
        *,
        show: Callable[[Rewritten], Any],
        begin: Callable[[], Any],
        copy: Callable[[Rewritten], Any],
        delete: Callable[[Rewritten], Any],
        clear: Callable[[], Any],
    ) -> None:
        """Make the controls; the arguments are what they call."""
        self._shell, self._presenter = shell, presenter
        self._show, self._copy, self._delete = show, copy, delete
        self._list = CardGrid(
            shell,
            ft.ListView(spacing=2, padding=ft.Padding.only(bottom=12), expand=True),
            rows_a_step=ROWS_A_STEP,
        )
        self._clear = ft.Semantics(
            identifier="clear-history",
            content=ft.TextButton(
                "Clear history", icon=ft.Icons.DELETE_SWEEP_OUTLINED, on_click=lambda _: clear()
            ),
        )
        self.control: ft.Control = ft.Container(
            content=ft.Column(
                [
                    ft.Semantics(
                        identifier="new-rewrite",
                        content=ft.FilledTonalButton(
                            "New rewrite",
                            icon=ft.Icons.ADD,
                            on_click=lambda _: begin(),
                        ),
                    ),
                    self._list.control,
                    self._clear,
                ],
                spacing=10,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            ),
            width=WIDTH,
            padding=ft.Padding.only(left=12, right=12, top=16, bottom=8),
            bgcolor=theme.SIDE,
        )

    def draw(self) -> None:
        """Draw the list as the presenter has it; what is drawn already stays."""
        kept = {one.id: one for one in self._presenter.history}
        headlines = (
            Headline(id=one.id, title=" ".join(one.text.split())[:80], updated_at=one.at)
            for one in kept.values()
        )
        now = datetime.datetime.now()
        shown = self._presenter.shown
        rows: list[_Row | str] = []
        for heading, group in by_day(headlines, now.date()):
            rows.append(heading)
            rows += [
                _Row(
                    kept=kept[one.id],
                    title=one.title,
                    below=f"{aged(one.updated_at, now)} · {_voices(kept[one.id])}",
                    is_current=shown is not None and shown.id == one.id,
                )
                for one in group
            ]
        if self._clear.visible != bool(rows):
            self._clear.visible = bool(rows)
            self._shell.update(self._clear)
        self._list.show(rows or [NOTHING], self._row, 1)

    def put_away(self) -> None:
        """Take the rows away while nobody looks, so that coming back costs nothing."""
        self._list.clear()

    def _row(self, row: _Row | str) -> ft.Control:
        if isinstance(row, str):
            is_heading = row != NOTHING
            return ft.Container(
                ft.Text(row, size=12 if is_heading else 13, color=theme.DIM,
                        weight=ft.FontWeight.W_600 if is_heading else None),
                padding=ft.Padding.only(left=10, top=12, bottom=4),
            )  # fmt: skip
        lines: list[ft.Control] = [_line(row.title, 14, None), _line(row.below, 12, theme.DIM)]
        return ft.Semantics(
            identifier=f"rewrite-{row.kept.id}",
            button=True,
            selected=row.is_current,
            content=ft.Container(
                content=ft.Row(
                    [ft.Column(lines, spacing=0, tight=True, expand=True), self._menu(row)],
                    spacing=0,
                ),
                border_radius=10,
                padding=ft.Padding.only(left=10, top=4, bottom=4),
                bgcolor=ft.Colors.SECONDARY_CONTAINER if row.is_current else None,
                ink=True,
                on_click=lambda _: self._show(row.kept),
            ),
        )

    def _menu(self, row: _Row) -> ft.Control:
        one = row.kept
        return ft.PopupMenuButton(
            icon=parts.signed(
                ft.Icons.MORE_HORIZ, f"More for {row.title[:40]}", size=18, color=theme.DIM
            ),
            tooltip="More",
            items=[
                ft.PopupMenuItem(
                    content="Copy all",
                    icon=ft.Icons.CONTENT_COPY,
                    on_click=lambda _: self._copy(one),
                ),
                ft.PopupMenuItem(
                    content="Delete",
                    icon=ft.Icons.DELETE_OUTLINE,
                    on_click=lambda _: self._delete(one),
                ),
            ],
        )


def _voices(one: Rewritten) -> str:
    labels = (VOICES[card.voice_id].label for card in one.renditions if card.voice_id in VOICES)
    return ", ".join(labels)


def _line(text: str, size: float, color: ft.ColorValue | None) -> ft.Text:
    return ft.Text(text, size=size, color=color, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS)
