"""What stands where a conversation will be: what can be done, and how far the engine is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from onhand.ui import parts, theme
from onhand.ui.shell import Shell

BUNDLED_IDEAS = (
    ("make this formal: hey, cant make it tmrw, sorry!!", ft.Icons.AUTO_FIX_HIGH_OUTLINED),
    ("What can you do?", ft.Icons.HELP_OUTLINE),
)
IDEAS = (
    ("Explain how a bicycle stays upright.", ft.Icons.LIGHTBULB_OUTLINE),
    ("Write a Python function that finds duplicates.", ft.Icons.CODE),
    ("Plan three light dinners for this week.", ft.Icons.RESTAURANT_OUTLINED),
)


def welcome(shell: Shell, write: Callable[[str], Any]) -> ft.Control:
    """Return the empty conversation: the engine's state, ideas to begin with, a way to models."""
    status = shell.backend.status
    if status.phase == "failed" and status.failure is not None:
        return ft.Container(
            ft.Column(
                [
                    parts.error_card(status.failure, on_retry=lambda _: shell.backend.start()),
                    ft.Row(
                        [
                            ft.OutlinedButton(
                                "Choose another model",
                                icon=ft.Icons.INVENTORY_2_OUTLINED,
                                on_click=lambda _: shell.navigate("models"),
                            )
                        ],
                        alignment=ft.MainAxisAlignment.CENTER,
                    ),
                ],
                spacing=16,
                alignment=ft.MainAxisAlignment.CENTER,
                width=520,
            ),
            alignment=ft.Alignment.CENTER,
            padding=24,
            expand=True,
        )
    is_bundled = shell.backend.model is None
    said = (
        "The bundled model is small: it rewrites short messages and answers a few questions "
        "about itself. For real conversations, get a larger one."
        if is_bundled
        else f"{status.model} runs on this device. What you write stays here."
    )
    ideas = [_idea(text, icon, write) for text, icon in (BUNDLED_IDEAS if is_bundled else IDEAS)]
    more = ft.TextButton(
        "Get a larger model", icon=ft.Icons.ADD, on_click=lambda _: shell.navigate("models")
    )
    return ft.Container(
        ft.Column(
            [
                ft.Icon(ft.Icons.FORUM_OUTLINED, size=40, color=ft.Colors.PRIMARY),
                ft.Semantics(
                    header=True,
                    content=ft.Text("What is on your mind?", size=26, weight=ft.FontWeight.W_600),
                ),
                ft.Container(
                    ft.Text(said, size=14, color=theme.DIM, text_align=ft.TextAlign.CENTER),
                    width=460,
                ),
                parts.engine_state(status),
                ft.Row(ideas, wrap=True, alignment=ft.MainAxisAlignment.CENTER, spacing=10,
                       run_spacing=10),
                *([more] if is_bundled else []),
            ],
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
            alignment=ft.MainAxisAlignment.CENTER,
            spacing=16,
            scroll=ft.ScrollMode.AUTO,
        ),
        alignment=ft.Alignment.CENTER,
        padding=24,
        expand=True,
    )  # fmt: skip


def _idea(text: str, icon: ft.IconData, write: Callable[[str], Any]) -> ft.Control:
    return ft.OutlinedButton(text, icon=icon, on_click=lambda _: write(text))
