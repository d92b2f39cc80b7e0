"""Colours, type and the few shapes that all views share."""

from __future__ import annotations

import flet as ft

SEED = "#3B6EA5"
RAIL = ft.Colors.SURFACE_CONTAINER_LOW
CARD = ft.Colors.SURFACE_CONTAINER
GOOD = ft.Colors.GREEN_600
WARN = ft.Colors.AMBER_700
READING_WIDTH = 760
"""Widest column of running text, in logical pixels."""


def apply(page: ft.Page) -> None:
    """Give the page its light and its dark look."""
    page.padding = 0
    page.spacing = 0
    page.theme = _theme()
    page.dark_theme = _theme()
    page.theme_mode = ft.ThemeMode.SYSTEM


def mark() -> ft.Control:
    """Return the app's sign."""
    return ft.Container(
        content=ft.Text("onhand", size=15, weight=ft.FontWeight.W_700, color=ft.Colors.PRIMARY),
        padding=ft.Padding.only(top=18, bottom=14),
    )


def _theme() -> ft.Theme:
    return ft.Theme(color_scheme_seed=SEED, visual_density=ft.VisualDensity.COMFORTABLE)
