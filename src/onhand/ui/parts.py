"""Pieces that several views are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from onhand.errors import OnhandError
from onhand.ui import theme
from onhand.ui.backend import Status


class Slot:
    """A place that one control fills at a time.

    A control that comes back as a Container's `content` is sent whole by Flet 1.0.5, and then once
    more what changed in it while it was away: the browser takes that twice and loses what follows.
    What is put into a list in place is sent once.

    Attributes:
        control: what is drawn.
    """

    def __init__(self) -> None:
        """Begin with nothing in it."""
        self.control: ft.Stack = ft.Stack(expand=True, fit=ft.StackFit.EXPAND)

    def put(self, control: ft.Control) -> None:
        """Let `control` fill it, in place of what did."""
        self.control.controls[:] = [control]

    def holds(self, control: ft.Control) -> bool:
        """Whether this very control fills it."""
        return any(one is control for one in self.control.controls)


def header(title: str, *actions: ft.Control, subtitle: str = "") -> ft.Control:
    """Return a view's head: title, a line below it, actions on the right."""
    lines: list[ft.Control] = [
        ft.Semantics(content=ft.Text(title, size=22, weight=ft.FontWeight.W_600), header=True)
    ]
    if subtitle:
        lines.append(ft.Text(subtitle, size=13, color=ft.Colors.ON_SURFACE_VARIANT))
    return ft.Container(
        content=ft.Row(
            [ft.Column(lines, spacing=2, expand=True), *actions],
            vertical_alignment=ft.CrossAxisAlignment.CENTER,
        ),
        padding=ft.Padding.symmetric(horizontal=24, vertical=16),
    )


def card(content: ft.Control, **options: Any) -> ft.Container:
    """Return `content` on a raised surface with round corners; `options` are Container's."""
    options.setdefault("padding", 16)
    return ft.Container(content=content, bgcolor=theme.CARD, border_radius=16, **options)


def empty_state(
    icon: ft.IconData, title: str, text: str, actions: Sequence[ft.Control] = ()
) -> ft.Control:
    """Return what stands where there is nothing yet: what it is for and what to do."""
    return ft.Container(
        content=ft.Column(
            [
                ft.Icon(icon, size=44, color=ft.Colors.PRIMARY),
                ft.Text(title, size=20, weight=ft.FontWeight.W_600,
                        text_align=ft.TextAlign.CENTER),
                ft.Text(text, size=14, color=ft.Colors.ON_SURFACE_VARIANT,
                        text_align=ft.TextAlign.CENTER),
                ft.Row([*actions], alignment=ft.MainAxisAlignment.CENTER, wrap=True),
            ],
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
            alignment=ft.MainAxisAlignment.CENTER,
            spacing=12,
        ),
        alignment=ft.Alignment.CENTER,
        padding=24,
        expand=True,
    )  # fmt: skip


def error_card(error: OnhandError, *, on_retry: Callable[[Any], Any] | None = None) -> ft.Control:
    """Return what went wrong, what to do, and the code to look it up by."""
    lines: list[ft.Control] = [
        ft.Text(error.message, color=ft.Colors.ON_ERROR_CONTAINER, selectable=True)
    ]
    if error.hint:
        lines.append(
            ft.Text(error.hint, size=13, color=ft.Colors.ON_ERROR_CONTAINER, selectable=True)
        )
    if on_retry is not None:
        lines.append(ft.TextButton("Try again", on_click=on_retry))
    return ft.Semantics(
        live_region=True,
        content=ft.Container(
            content=ft.Row(
                [
                    ft.Icon(ft.Icons.ERROR_OUTLINE, color=ft.Colors.ON_ERROR_CONTAINER),
                    ft.Column(lines, spacing=4, expand=True),
                ],
                vertical_alignment=ft.CrossAxisAlignment.START,
            ),
            bgcolor=ft.Colors.ERROR_CONTAINER,
            border_radius=12,
            padding=14,
        ),
    )


def icon_button(
    icon: ft.IconData,
    label: str,
    on_click: Callable[[Any], Any],
    *,
    size: float = 20,
    color: ft.ColorValue | None = None,
    **options: Any,
) -> ft.IconButton:
    """Return a button without words: `label` is its tooltip and its name for screen readers."""
    return ft.IconButton(
        icon=signed(icon, label, size=size, color=color),
        tooltip=label,
        on_click=on_click,
        **options,
    )


def signed(
    icon: ft.IconData, label: str, *, size: float = 20, color: ft.ColorValue | None = None
) -> ft.Icon:
    """Return an icon with a name for screen readers (a tooltip alone is none in Flutter)."""
    return ft.Icon(icon, size=size, color=color, semantics_label=label)


def named(control: ft.Control, identifier: str, label: str | None = None) -> ft.Semantics:
    """Return `control` under a name for screen readers and a stable id for tests."""
    return ft.Semantics(content=control, identifier=identifier, label=label)


def engine_state(
    status: Status, alignment: ft.MainAxisAlignment = ft.MainAxisAlignment.CENTER
) -> ft.Control:
    """Return how far the model is: ready, failed, or loading and what can be done meanwhile."""
    if status.is_usable:
        sign: ft.Control = ft.Icon(ft.Icons.CIRCLE, size=9, color=theme.GOOD)
        text = f"{status.model} is ready"
    elif status.phase == "failed":
        sign = ft.Icon(ft.Icons.ERROR, size=14, color=ft.Colors.ERROR)
        text = f"{status.model} is not available"
    else:
        sign = ft.ProgressRing(width=14, height=14, stroke_width=2, value=status.progress or None)
        text = f"Loading {status.model} … you can write already"
    return ft.Semantics(
        identifier="preload-state",
        live_region=True,
        content=ft.Row(
            [
                sign,
                ft.Text(text, size=13, color=theme.DIM, max_lines=1, expand=True,
                        expand_loose=True, overflow=ft.TextOverflow.ELLIPSIS),
            ],
            alignment=alignment,
            spacing=8,
        ),
    )  # fmt: skip
