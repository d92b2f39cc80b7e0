"""The list of conversations: search, open, rename, delete, export."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import flet as ft

from onhand.ui import parts, theme
from onhand.ui.chat.presenter import ChatPresenter, by_day
from onhand.ui.chat.shelf import ExportFormat, Headline

WIDTH = 276


class Sidebar:
    """The conversations beside, or in a drawer over, the one in front.

    Attributes:
        control: what is drawn.
    """

    def __init__(
        self,
        presenter: ChatPresenter,
        *,
        open: Callable[[str], Any],
        begin: Callable[[], Any],
        rename: Callable[[Headline], Any],
        delete: Callable[[Headline], Any],
        export: Callable[[Headline, ExportFormat], Any],
    ) -> None:
        """Make the controls; the arguments are what they call."""
        self._presenter = presenter
        self._open, self._rename, self._delete, self._export = open, rename, delete, export
        self._search = ft.TextField(
            hint_text="Search",
            prefix_icon=ft.Icons.SEARCH,
            dense=True,
            filled=True,
            fill_color=ft.Colors.SURFACE_CONTAINER,
            border=ft.OutlineInputBorder(border_radius=20, side=ft.BorderSide.none()),
            text_size=14,
            content_padding=ft.Padding.symmetric(horizontal=12, vertical=12),
            on_change=self._searched,
        )
        self._list = ft.ListView(spacing=2, padding=ft.Padding.only(bottom=12), expand=True)
        self.control: ft.Control = ft.Container(
            content=ft.Column(
                [
                    ft.Semantics(
                        identifier="new-conversation",
                        content=ft.FilledTonalButton(
                            "New conversation",
                            icon=ft.Icons.ADD,
                            on_click=lambda _: begin(),
                        ),
                    ),
                    ft.Semantics(
                        identifier="search", label="Search conversations", content=self._search
                    ),
                    self._list,
                ],
                spacing=10,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            ),
            width=WIDTH,
            padding=ft.Padding.only(left=12, right=12, top=16),
            bgcolor=theme.SIDE,
        )

    def draw(self) -> None:
        """Draw the list as the presenter has it."""
        groups = by_day(self._presenter.headlines, datetime.date.today())
        rows: list[ft.Control] = []
        for heading, headlines in groups:
            rows.append(
                ft.Container(
                    ft.Text(heading, size=12, weight=ft.FontWeight.W_600, color=theme.DIM),
                    padding=ft.Padding.only(left=10, top=12, bottom=4),
                )
            )
            rows += [self._row(headline) for headline in headlines]
        if self._presenter.problem is not None:
            rows = [parts.error_card(self._presenter.problem)]
        self._list.controls = rows or [self._nothing()]

    def _row(self, headline: Headline) -> ft.Control:
        is_current = headline.id == self._presenter.current.id
        lines: list[ft.Control] = [
            ft.Text(headline.title, size=14, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS)
        ]
        if headline.snippet:
            lines.append(
                ft.Text(headline.snippet, size=12, color=theme.DIM, max_lines=1,
                        overflow=ft.TextOverflow.ELLIPSIS)
            )  # fmt: skip
        return ft.Semantics(
            identifier=f"conversation-{headline.id}",
            button=True,
            selected=is_current,
            content=ft.Container(
                content=ft.Row(
                    [ft.Column(lines, spacing=0, tight=True, expand=True), self._menu(headline)],
                    spacing=0,
                ),
                border_radius=10,
                padding=ft.Padding.only(left=10),
                bgcolor=ft.Colors.SECONDARY_CONTAINER if is_current else None,
                ink=True,
                on_click=lambda _: self._open(headline.id),
            ),
        )

    def _menu(self, headline: Headline) -> ft.Control:
        def item(label: str, icon: ft.IconData, act: Callable[[Any], Any]) -> ft.PopupMenuItem:
            return ft.PopupMenuItem(content=label, icon=icon, on_click=act)

        return ft.PopupMenuButton(
            icon=parts.signed(
                ft.Icons.MORE_HORIZ, f"More for {headline.title}", size=18, color=theme.DIM
            ),
            tooltip="More",
            items=[
                item("Rename", ft.Icons.EDIT_OUTLINED, lambda _: self._rename(headline)),
                item("Export as Markdown", ft.Icons.DESCRIPTION_OUTLINED,
                     lambda _: self._export(headline, "markdown")),
                item("Export as JSON", ft.Icons.DATA_OBJECT,
                     lambda _: self._export(headline, "json")),
                item("Delete", ft.Icons.DELETE_OUTLINE, lambda _: self._delete(headline)),
            ],
        )  # fmt: skip

    def _nothing(self) -> ft.Control:
        text = (
            f"Nothing with “{self._presenter.query}” in it."
            if self._presenter.query
            else "Conversations appear here. They stay on this device."
        )
        return ft.Container(ft.Text(text, size=13, color=theme.DIM), padding=ft.Padding.all(10))

    async def _searched(self, event: ft.ControlEvent) -> None:
        await self._presenter.search(str(event.control.value or ""))
        self.draw()
        self._list.update()
