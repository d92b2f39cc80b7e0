"""The latency log in a dialog: the last rewrites as a table; copy, save, empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from onhand.ui import theme
from onhand.ui.rewrite.kept import Latency, exported
from onhand.ui.rewrite.rendition import milliseconds
from onhand.ui.rewrite.voices import VOICES

MOST_SHOWN = 100
COLUMNS = (("Time (UTC)", 78), ("Voice", 92), ("First token", 82), ("In all", 70), ("Tokens", 58),
           ("Outcome", 150))  # fmt: skip


def log_dialog(
    latencies: Sequence[Latency],
    *,
    copy: Callable[[str], Any],
    save: Callable[[str, str], Any],
    clear: Callable[[], Any],
    close: Callable[[], Any],
) -> ft.AlertDialog:
    """Return the dialog; the functions are what its buttons call."""

    def button(label: str, identifier: str, act: Callable[[Any], Any]) -> ft.Control:
        is_off = identifier != "close-log" and not latencies
        return ft.Semantics(
            identifier=identifier, content=ft.TextButton(label, on_click=act, disabled=is_off)
        )

    def save_lines(_: ft.ControlEvent) -> None:
        save("rewrite-latencies.jsonl", exported(latencies, "jsonl"))

    rows = [_row(one) for one in latencies[: -MOST_SHOWN - 1 : -1]]
    table = ft.Column(
        [_head(), ft.Divider(height=1), ft.Column(rows, spacing=0, scroll=ft.ScrollMode.AUTO,
                                                  height=min(360, 30 * max(1, len(rows))))],
        spacing=4,
        tight=True,
    )  # fmt: skip
    nothing = ft.Text("No rewrite has been made yet.", color=theme.DIM)
    said = (
        f"{len(latencies):,} line{'s' if len(latencies) != 1 else ''}, no word of your texts. "
        "Rewrites of one text run side by side."
    )
    return ft.AlertDialog(
        title="Latency log",
        content=ft.Container(
            ft.Column(
                [
                    ft.Text(said, size=13, color=theme.DIM),
                    ft.Row([table], scroll=ft.ScrollMode.AUTO) if rows else nothing,
                ],
                spacing=14,
                tight=True,
            ),
            width=580,
        ),
        actions=[
            button("Empty", "empty-log", lambda _: clear()),
            button("Copy CSV", "copy-csv", lambda _: copy(exported(latencies, "csv"))),
            button("Copy JSON lines", "copy-jsonl", lambda _: copy(exported(latencies, "jsonl"))),
            button("Save …", "save-log", save_lines),
            button("Close", "close-log", lambda _: close()),
        ],
    )


def _head() -> ft.Control:
    return ft.Row(
        [
            ft.Text(name, width=width, size=12, weight=ft.FontWeight.W_600, color=theme.DIM)
            for name, width in COLUMNS
        ],
        spacing=8,
    )


def _row(one: Latency) -> ft.Control:
    first = "–" if one.first_token_ms is None else milliseconds(one.first_token_ms)
    voice = VOICES.get(one.voice)
    outcome = f"{one.outcome}: {one.problems.replace(' ', ', ')}" if one.problems else one.outcome
    cells = (
        one.at[11:19],
        one.voice if voice is None else voice.label,
        first,
        milliseconds(one.total_ms),
        f"{one.n_tokens:,}",
        outcome,
    )
    return ft.Row(
        [
            ft.Text(cell, width=width, size=13, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS,
                    tooltip=cell if width > 100 else None)
            for cell, (_, width) in zip(cells, COLUMNS, strict=True)
        ],
        spacing=8,
        height=30,
    )  # fmt: skip
