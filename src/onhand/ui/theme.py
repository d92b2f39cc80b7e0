"""Colours, type and the few shapes that all views share."""

from __future__ import annotations

import flet as ft

from onhand.ui.fonts import MONO_PATH

SEED = "#3B6EA5"
RAIL = ft.Colors.SURFACE_CONTAINER_LOW
SIDE = ft.Colors.SURFACE_CONTAINER_LOWEST
CARD = ft.Colors.SURFACE_CONTAINER
BUBBLE = ft.Colors.SECONDARY_CONTAINER
DIM = ft.Colors.ON_SURFACE_VARIANT
GOOD = ft.Colors.GREEN_600
WARN = ft.Colors.AMBER_700
CODE_SURFACE = "#282C34"  # the background that the code theme (Atom One Dark) is made for
CODE_TEXT = "#ABB2BF"
CODE_DIM = "#9DA5B4"
READING_WIDTH = 760
"""Widest column of running text, in logical pixels."""
MONO = "onhand mono"
"""Family name of the monospaced font: a file of this machine in a browser (see `fonts`)."""
MONO_FALLBACK = ["packages/flutter_math_fork/KaTeX_Typewriter", "monospace"]

MODES = (
    ("Light theme", ft.Icons.LIGHT_MODE_OUTLINED, ft.ThemeMode.LIGHT),
    ("Dark theme", ft.Icons.DARK_MODE_OUTLINED, ft.ThemeMode.DARK),
    ("Theme of the system", ft.Icons.BRIGHTNESS_AUTO_OUTLINED, ft.ThemeMode.SYSTEM),
)


def apply(page: ft.Page) -> None:
    """Give the page its light and its dark look."""
    page.padding = 0
    page.spacing = 0
    if page.web and page.url:
        address = page.url.replace("ws://", "http://", 1).rstrip("/")
        page.fonts = {MONO: f"{address}/{MONO_PATH}"}
    page.theme = _theme()
    page.dark_theme = _theme()
    page.theme_mode = ft.ThemeMode.SYSTEM


def mark() -> ft.Control:
    """Return the app's sign."""
    return ft.Container(
        content=ft.Text("onhand", size=15, weight=ft.FontWeight.W_700, color=ft.Colors.PRIMARY),
        padding=ft.Padding.only(top=18, bottom=14),
    )


def code_style() -> ft.TextStyle:
    """Return the type of code on `CODE_SURFACE`."""
    return ft.TextStyle(
        font_family=MONO,
        font_family_fallback=MONO_FALLBACK,
        size=13,
        height=1.45,
        color=CODE_TEXT,
    )


def code_sheet() -> ft.MarkdownStyleSheet:
    """Return the look of a fence inside a code card, which has its own border."""
    return ft.MarkdownStyleSheet(
        codeblock_padding=ft.Padding.all(0),
        codeblock_decoration=ft.BoxDecoration(bgcolor=CODE_SURFACE),
        code_text_style=code_style(),
    )


def text_sheet() -> ft.MarkdownStyleSheet:
    """Return the look of running text."""
    return ft.MarkdownStyleSheet(
        p_text_style=ft.TextStyle(size=15, height=1.5),
        code_text_style=ft.TextStyle(
            font_family=MONO,
            font_family_fallback=MONO_FALLBACK,
            size=13.5,
            color=ft.Colors.PRIMARY,
            bgcolor=ft.Colors.SURFACE_CONTAINER_HIGH,
        ),
        h1_text_style=ft.TextStyle(size=22, weight=ft.FontWeight.W_700, height=1.3),
        h2_text_style=ft.TextStyle(size=19, weight=ft.FontWeight.W_700, height=1.3),
        h3_text_style=ft.TextStyle(size=16.5, weight=ft.FontWeight.W_600, height=1.35),
        list_bullet_text_style=ft.TextStyle(size=15, height=1.5),
        list_indent=22,
        block_spacing=10,
        table_head_text_style=ft.TextStyle(weight=ft.FontWeight.W_600),
        table_cells_padding=ft.Padding.symmetric(horizontal=12, vertical=8),
        blockquote_padding=ft.Padding.only(left=14, top=4, bottom=4),
        blockquote_decoration=ft.BoxDecoration(
            border=ft.Border.only(left=ft.BorderSide(3, ft.Colors.OUTLINE_VARIANT))
        ),
        horizontal_rule_decoration=ft.BoxDecoration(
            border=ft.Border.only(top=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT))
        ),
    )


def _theme() -> ft.Theme:
    return ft.Theme(color_scheme_seed=SEED, visual_density=ft.VisualDensity.COMFORTABLE)
