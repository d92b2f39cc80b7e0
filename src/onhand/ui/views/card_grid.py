"""Many cards, side by side or one below the other: drawn bit by bit, so that nothing waits."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable, Sequence
from typing import Any

import flet as ft

from onhand.ui.shell import Shell

GAP = 14
PAUSE_S = 0.005
"""Between two steps: events of a running answer get their turn."""


class CardGrid:
    """Rows of cards of equal width.

    Flet looks through every new control before it is sent, about a millisecond for each: a hundred
    cards at once would hold up the event loop, and with it all answers, for a tenth of a second
    and more. What stays the same is neither made nor sent again.

    Attributes:
        control: what is drawn.
    """

    def __init__(
        self,
        shell: Shell,
        control: ft.Column | ft.ListView | None = None,
        *,
        rows_a_step: int = 1,
    ) -> None:
        """Begin with no cards; `control` holds the rows, None: a column of its own."""
        self.control: ft.Column | ft.ListView = control or ft.Column(spacing=GAP, tight=True)
        self._shell = shell
        self._rows_a_step = rows_a_step
        self._rows: list[tuple[Hashable, ...]] = []
        self._task: asyncio.Task[None] | None = None

    def show(
        self, items: Sequence[Hashable], make: Callable[[Any], ft.Control], n_columns: int
    ) -> None:
        """Draw a card for each item, `n_columns` in a row; `make` makes one. Begins at once."""
        rows = [
            (n_columns, *items[start : start + n_columns])
            for start in range(0, len(items), n_columns)
        ]
        self.stop()
        if rows != self._rows:
            self._task = asyncio.get_running_loop().create_task(self._fill(rows, make))

    def stop(self) -> None:
        """Draw no more; what is drawn stays."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def clear(self) -> None:
        """Take all cards away, so that showing what holds them costs nothing."""
        self.stop()
        self._rows = []
        self.control.controls = []

    async def _fill(
        self, rows: Sequence[tuple[Hashable, ...]], make: Callable[[Any], ft.Control]
    ) -> None:
        known = dict(zip(self._rows, self.control.controls, strict=True))
        n_new = 0
        for index, row in enumerate(rows):
            if index < len(self._rows) and self._rows[index] == row:
                continue
            n_new += row not in known
            self._rows[index : index + 1] = [row]
            self.control.controls[index : index + 1] = [known.get(row) or _row(row, make)]
            if n_new == self._rows_a_step:
                n_new = 0
                self._shell.update(self.control)
                await asyncio.sleep(PAUSE_S)
        del self._rows[len(rows) :]
        del self.control.controls[len(rows) :]
        self._shell.update(self.control)


def _row(row: tuple[Any, ...], make: Callable[[Any], ft.Control]) -> ft.Control:
    n_columns, *items = row
    if n_columns == 1:
        return make(items[0])
    cells: list[ft.Control] = []
    for item in items:
        card = make(item)
        card.expand = True
        cells.append(card)
    cells += [ft.Container(expand=True) for _ in range(n_columns - len(items))]
    return ft.Row(cells, spacing=GAP, vertical_alignment=ft.CrossAxisAlignment.START)
