"""Draws a value over the last minutes."""

from __future__ import annotations

import flet as ft
import flet.canvas as cv

from onhand.ui import parts, theme
from onhand.ui.diagnostics.presenter import Plot
from onhand.ui.diagnostics.series import WINDOW_S

HEIGHT = 132
SCALE_HEIGHT = 18
N_STEPS = 4
LINE = ft.Colors.PRIMARY
GRID = ft.Colors.OUTLINE_VARIANT


class PlotCard:
    """A card with title, last reading and curve.

    Attributes:
        control: what is drawn.
    """

    def __init__(self, name: str) -> None:
        """Make the controls; nothing is drawn before the width is known."""
        self._plot: Plot | None = None
        self._width = 0.0
        self._title = ft.Text("", size=13, color=theme.DIM)
        self._value = ft.Text("", size=22, weight=ft.FontWeight.W_600)
        self._note = ft.Text("", size=12, color=theme.DIM, max_lines=2,
                             overflow=ft.TextOverflow.ELLIPSIS)  # fmt: skip
        self._canvas = cv.Canvas(
            height=HEIGHT, expand=True, resize_interval=50, on_resize=self._resized
        )
        self._semantics = ft.Semantics(
            identifier=f"plot-{name}",
            container=True,
            exclude_semantics=True,
            content=parts.card(
                ft.Column(
                    [
                        self._title,
                        ft.Container(self._value, height=30, alignment=ft.Alignment.CENTER_LEFT),
                        ft.Container(ft.Row([self._canvas]), margin=ft.Margin.only(top=6)),
                        ft.Container(self._note, height=34),
                    ],
                    spacing=4,
                    tight=True,
                )
            ),
        )
        self.control: ft.Control = self._semantics

    def show(self, plot: Plot) -> None:
        """Draw another state."""
        self._plot = plot
        self._title.value, self._value.value, self._note.value = plot.title, plot.value, plot.note
        self._value.size = 22 if plot.lines else 17
        self._value.color = None if plot.lines else theme.DIM
        self._semantics.label = plot.spoken
        self._draw()

    def _resized(self, event: cv.CanvasResizeEvent) -> None:
        self._width = float(event.width)
        self._draw()
        self._canvas.update()

    def _draw(self) -> None:
        if self._plot is None or self._width < 1:
            return
        self._canvas.shapes = [*_grid(self._width, self._plot), *_curves(self._width, self._plot)]


def _grid(width: float, plot: Plot) -> list[cv.Shape]:
    """Return the lines of the scale, its top in words, and the time below."""
    paint = ft.Paint(color=GRID, stroke_width=0.5, style=ft.PaintingStyle.STROKE)
    bottom = HEIGHT - SCALE_HEIGHT
    small = ft.TextStyle(size=10, color=theme.DIM)
    shapes: list[cv.Shape] = [
        cv.Line(0, y, width, y, paint) for step in range(N_STEPS + 1)
        if (y := 1 + (bottom - 1) * step / N_STEPS) >= 0
    ]  # fmt: skip
    if plot.lines:
        shapes.append(cv.Text(4, 3, plot.top_label, small))
    shapes.append(cv.Text(0, bottom + 4, f"{WINDOW_S / 60:.0f} min ago", small))
    shapes.append(cv.Text(width, bottom + 4, "now", small, alignment=ft.Alignment.TOP_RIGHT))
    return shapes


def _curves(width: float, plot: Plot) -> list[cv.Shape]:
    """Return the curve with its shade, and the limit."""
    bottom = HEIGHT - SCALE_HEIGHT

    def place(share: float, value: float) -> tuple[float, float]:
        return width * share, bottom - (bottom - 1) * min(1.0, value / plot.top)

    line = ft.Paint(color=LINE, stroke_width=2, style=ft.PaintingStyle.STROKE,
                    stroke_join=ft.StrokeJoin.ROUND, stroke_cap=ft.StrokeCap.ROUND)  # fmt: skip
    shade = ft.Paint(color=ft.Colors.with_opacity(0.12, LINE), style=ft.PaintingStyle.FILL)
    shapes: list[cv.Shape] = []
    for points in plot.lines:
        places = [place(*point) for point in points]
        if len(places) == 1:
            places.append((places[0][0] + 1, places[0][1]))
        steps: list[cv.Path.PathElement] = [cv.Path.MoveTo(*places[0])]
        steps += [cv.Path.LineTo(*place) for place in places[1:]]
        ground = [
            cv.Path.LineTo(places[-1][0], bottom),
            cv.Path.LineTo(places[0][0], bottom),
            cv.Path.Close(),
        ]
        shapes += [cv.Path([*steps, *ground], shade), cv.Path(steps, line)]
    if plot.limit is not None:
        _, y = place(0, plot.limit)
        dashed = ft.Paint(color=theme.WARN, stroke_width=1, style=ft.PaintingStyle.STROKE,
                          stroke_dash_pattern=[6, 4])  # fmt: skip
        shapes.append(cv.Line(0, y, width, y, dashed))
    return shapes
