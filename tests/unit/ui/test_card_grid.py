"""Many cards are drawn bit by bit, and what stays the same is not made again."""

from __future__ import annotations

import asyncio

import flet as ft

from onhand.ui.views.card_grid import CardGrid


class Counting:
    """Stands for the shell: counts what is sent."""

    def __init__(self) -> None:
        self.n_updates = 0

    def update(self, control: ft.Control) -> None:
        self.n_updates += 1


class Maker:
    """Makes cards, and notes which."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def __call__(self, item: str) -> ft.Control:
        self.made.append(item)
        return ft.Text(item)


async def drawn(grid: CardGrid) -> list[list[str]]:
    """Wait until all is drawn; return the rows' texts."""
    if grid._task is not None:
        await grid._task
    rows = []
    for row in grid.control.controls:
        cells = row.controls if isinstance(row, ft.Row) else [row]
        rows.append([str(cell.value) for cell in cells if isinstance(cell, ft.Text)])
    return rows


async def test_cards_come_in_rows_each_in_a_step_of_its_own() -> None:
    shell, make = Counting(), Maker()
    grid = CardGrid(shell)  # type: ignore[arg-type]
    grid.show("abcde", make, 2)
    await asyncio.sleep(0)
    assert len(grid.control.controls) == 1
    assert await drawn(grid) == [["a", "b"], ["c", "d"], ["e"]]
    assert shell.n_updates == 4


async def test_what_stays_is_neither_made_nor_moved() -> None:
    shell, make = Counting(), Maker()
    grid = CardGrid(shell)  # type: ignore[arg-type]
    grid.show("abc", make, 1)
    await drawn(grid)
    first = grid.control.controls[0]
    grid.show("axc", make, 1)
    assert await drawn(grid) == [["a"], ["x"], ["c"]]
    assert grid.control.controls[0] is first
    assert make.made == ["a", "b", "c", "x"]
    n = shell.n_updates
    grid.show("axc", make, 1)
    await drawn(grid)
    assert shell.n_updates == n


async def test_a_new_card_at_the_top_moves_the_others() -> None:
    make = Maker()
    grid = CardGrid(Counting(), ft.ListView(), rows_a_step=4)  # type: ignore[arg-type]
    grid.show("bc", make, 1)
    await drawn(grid)
    second = grid.control.controls[0]
    grid.show("abc", make, 1)
    assert await drawn(grid) == [["a"], ["b"], ["c"]]
    assert grid.control.controls[1] is second
    assert make.made == ["b", "c", "a"]


async def test_fewer_cards_leave_no_rest() -> None:
    grid = CardGrid(Counting())  # type: ignore[arg-type]
    grid.show("abcd", Maker(), 1)
    await drawn(grid)
    grid.show("b", Maker(), 1)
    assert await drawn(grid) == [["b"]]


async def test_a_change_in_the_middle_of_drawing_wins() -> None:
    grid = CardGrid(Counting())  # type: ignore[arg-type]
    grid.show("abcdef", Maker(), 1)
    await asyncio.sleep(0)
    grid.show("xy", Maker(), 1)
    assert await drawn(grid) == [["x"], ["y"]]
    grid.clear()
    assert await drawn(grid) == []
