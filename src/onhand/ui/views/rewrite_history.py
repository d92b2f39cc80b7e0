"""The list of recent rewrites: show again, copy, delete, forget all."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import flet as ft

from onhand.ui import parts, theme
from onhand.ui.chat.presenter import by_day
from onhand.ui.chat.shelf import Headline
from onhand.ui.rewrite.kept import Rewritten
from onhand.ui.rewrite.presenter import RewritePresenter, aged
from onhand.ui.rewrite.voices import VOICES

WIDTH = 276


class HistoryList:
    """The recent rewrites beside, or in a drawer over, the one in front.

    Attributes:
        control: what is drawn.
    """

    def __init__(
        self,
        presenter: RewritePresenter,
        *,
        show: Callable[[Rewritten], Any],
        begin: Callable[[], Any],
        copy: Callable[[Rewritten], Any],
        delete: Callable[[Rewritten], Any],
        clear: Callable[[], Any],
    ) -> None:
        """Make the controls; the arguments are what they call."""
        self._presenter = presenter
        self._show, self._copy, self._delete = show, copy, delete
        self._list = ft.ListView(spacing=2, padding=ft.Padding.only(bottom=12), expand=True)
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
                            width=WIDTH - 24,
                        ),
                    ),
                    self._list,
                    self._clear,
                ],
                spacing=10,
                horizontal_alignment=ft.CrossAxisAlignment.CENTER,
            ),
            width=WIDTH,
            padding=ft.Padding.only(left=12, right=12, top=16, bottom=8),
            bgcolor=theme.SIDE,
        )

    def draw(self) -> None:
        """Draw the list as the presenter has it."""
        kept = {one.id: one for one in self._presenter.history}
        headlines = (
            Headline(id=one.id, title=" ".join(one.text.split()), updated_at=one.at)
            for one in kept.values()
        )
        now = datetime.datetime.now()
        rows: list[ft.Control] = []
        for heading, group in by_day(headlines, now.date()):
            rows.append(
                ft.Container(
                    ft.Text(heading, size=12, weight=ft.FontWeight.W_600, color=theme.DIM),
                    padding=ft.Padding.only(left=10, top=12, bottom=4),
                )
            )
            rows += [self._row(headline, kept[headline.id], now) for headline in group]
        self._list.controls = rows or [
            ft.Container(
                ft.Text(
                    "Rewrites appear here. They stay on this device.", size=13, color=theme.DIM
                ),
                padding=ft.Padding.all(10),
            )
        ]
        self._clear.visible = bool(rows)

    def _row(self, headline: Headline, one: Rewritten, now: datetime.datetime) -> ft.Control:
        shown = self._presenter.shown
        is_current = shown is not None and shown.id == one.id
        labels = [VOICES[card.voice_id].label for card in one.renditions if card.voice_id in VOICES]
        return ft.Semantics(
            identifier=f"rewrite-{one.id}",
            selected=is_current,
            content=ft.Container(
                content=ft.Row(
                    [
                        ft.Column(
                            [
                                _line(headline.title, 14, None),
                                _line(f"{aged(one.at, now)} · {', '.join(labels)}", 12, theme.DIM),
                            ],
                            spacing=0,
                            tight=True,
                            expand=True,
                        ),
                        self._menu(headline.title, one),
                    ],
                    spacing=0,
                ),
                border_radius=10,
                padding=ft.Padding.only(left=10, top=4, bottom=4),
                bgcolor=ft.Colors.SECONDARY_CONTAINER if is_current else None,
                ink=True,
                on_click=lambda _: self._show(one),
            ),
        )

    def _menu(self, title: str, one: Rewritten) -> ft.Control:
        return ft.PopupMenuButton(
            icon=parts.signed(
                ft.Icons.MORE_HORIZ, f"More for {title[:40]}", size=18, color=theme.DIM
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


def _line(text: str, size: float, color: ft.ColorValue | None) -> ft.Text:
    return ft.Text(text, size=size, color=color, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS)
