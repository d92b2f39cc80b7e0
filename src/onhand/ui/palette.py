"""Ctrl-K: find a conversation or a command by a few letters. The matching knows no Flet."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

import flet as ft

from onhand.ui import theme

MOST_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Something that can be chosen.

    Attributes:
        title: what is matched and shown.
        detail: shown behind it.
        icon: shown before it.
        run: what it does.
    """

    title: str
    detail: str = ""
    icon: ft.IconData = ft.Icons.CHEVRON_RIGHT
    run: Callable[[], Any]


Find: TypeAlias = Callable[[str], Awaitable[list[Command]]]


def matching(commands: Iterable[Command], query: str) -> list[Command]:
    """Return the commands that have all of the query's words; those that begin with it first."""
    words = query.lower().split()
    found = [
        command for command in commands if all(word in command.title.lower() for word in words)
    ]
    whole = " ".join(words)
    return sorted(found, key=lambda command: not command.title.lower().startswith(whole))


class Palette:
    """The dialog.

    Attributes:
        dialog: to be shown by the page.
    """

    def __init__(self, find: Find, close: Callable[[], Any]) -> None:
        """`find` gives what matches a query; `close` takes the dialog away."""
        self._find, self._close = find, close
        self._found: list[Command] = []
        self._marked = 0
        self._field = ft.TextField(
            hint_text="Find a conversation or a command",
            prefix_icon=ft.Icons.SEARCH,
            autofocus=True,
            border=ft.NoInputBorder(),
            on_change=self._changed,
            on_submit=lambda _: self._choose(self._marked),
        )
        self._list = ft.Column(spacing=2, tight=True)
        self.dialog: ft.AlertDialog = ft.AlertDialog(
            content=ft.Container(
                ft.Column(
                    [
                        ft.Semantics(identifier="palette", label="Find", content=self._field),
                        ft.Divider(height=1),
                        self._list,
                    ],
                    spacing=8,
                    tight=True,
                    horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                ),
                width=560,
            ),
            content_padding=ft.Padding.all(12),
            alignment=ft.Alignment(0, -0.6),
            semantics_label="Find a conversation or a command",
        )

    async def refresh(self) -> None:
        """Show what matches what is written."""
        self._found = (await self._find(str(self._field.value or "")))[:MOST_SHOWN]
        self._marked = 0
        self._draw()

    def on_key(self, key: str) -> None:
        """The arrows go up and down in what is shown; Enter, in the field, takes what is marked."""
        step = {"Arrow Down": 1, "Arrow Up": -1}.get(key, 0)
        if step and self._found:
            self._marked = (self._marked + step) % len(self._found)
            self._draw()
            self._list.update()

    # ── inside ──

    async def _changed(self, _: ft.ControlEvent) -> None:
        await self.refresh()
        self._list.update()

    def _choose(self, index: int) -> None:
        if index < len(self._found):
            self._close()
            self._found[index].run()

    def _draw(self) -> None:
        nothing = ft.Container(ft.Text("Nothing found.", color=theme.DIM), padding=12)
        rows = [self._row(index, command) for index, command in enumerate(self._found)]
        self._list.controls = rows or [nothing]

    def _row(self, index: int, command: Command) -> ft.Control:
        is_marked = index == self._marked
        row = ft.Container(
            ft.Row(
                [
                    ft.Icon(command.icon, size=18, color=theme.DIM),
                    ft.Text(command.title, expand=True, max_lines=1,
                            overflow=ft.TextOverflow.ELLIPSIS),
                    ft.Text(command.detail, size=12, color=theme.DIM, max_lines=1,
                            overflow=ft.TextOverflow.ELLIPSIS),
                ],
                spacing=12,
            ),
            padding=ft.Padding.symmetric(horizontal=12, vertical=10),
            border_radius=10,
            bgcolor=ft.Colors.SURFACE_CONTAINER_HIGHEST if is_marked else None,
            ink=True,
            on_click=lambda _: self._choose(index),
        )  # fmt: skip
        return ft.Semantics(content=row, button=True, selected=is_marked)
