"""The cards of the diagnostics view: governor, engine, runtimes, log."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from onhand.diagnostics import RuntimeReport
from onhand.governor.levels import Level
from onhand.ui import parts, theme
from onhand.ui.diagnostics.log_ring import LogLine
from onhand.ui.diagnostics.presenter import GovernorState
from onhand.ui.diagnostics.report import Facts, runtime_facts

LEVEL_SIGNS = {
    Level.FULL: (ft.Icons.CHECK_CIRCLE, theme.GOOD),
    Level.REDUCED: (ft.Icons.SPEED, theme.WARN),
    Level.MINIMAL: (ft.Icons.SPEED, theme.WARN),
    Level.PAUSED: (ft.Icons.PAUSE_CIRCLE, ft.Colors.ERROR),
}
LOG_SIGNS = (
    (logging.ERROR, ft.Icons.ERROR_OUTLINE, ft.Colors.ERROR),
    (logging.WARNING, ft.Icons.WARNING_AMBER, theme.WARN),
    (logging.NOTSET, ft.Icons.INFO_OUTLINE, theme.DIM),
)
LOG_LEVELS = ((logging.INFO, "All"), (logging.WARNING, "Warnings"), (logging.ERROR, "Errors"))
MOST_EVENTS = 6
NAME_WIDTH = 148


def titled(title: str, *controls: ft.Control, identifier: str) -> ft.Control:
    """Return a card with a title, found by tests as `identifier`."""
    head = ft.Semantics(content=ft.Text(title, size=15, weight=ft.FontWeight.W_600), header=True)
    column = ft.Column([head, *controls], spacing=10, tight=True)
    return ft.Semantics(identifier=identifier, container=True, content=parts.card(column))


def facts(rows: Facts) -> ft.Control:
    """Return names and what is known of them, one below the other."""
    return ft.Column([_fact(name, value) for name, value in rows], spacing=5, tight=True)


def governor(state: GovernorState) -> ft.Control:
    """Return the governor's level, what asks for it, what it allows and what it did."""
    icon, color = LEVEL_SIGNS[state.level]
    why = "Because " + "; ".join(state.reasons) + "." if state.reasons else "Nothing asks for less."
    rows: list[ft.Control] = [
        ft.Semantics(
            live_region=True,
            identifier="governor-level",
            content=ft.Row(
                [
                    ft.Icon(icon, color=color),
                    ft.Text(state.title, size=20, weight=ft.FontWeight.W_600),
                ],
                spacing=8,
            ),
        ),
        ft.Text(why, size=13, selectable=False),
        ft.Text(state.allowed, size=13, color=theme.DIM),
        facts(state.facts),
    ]
    if state.events:
        rows.append(ft.Divider(height=1))
        rows += [ft.Text(said, size=12, color=theme.DIM) for said in state.events[:MOST_EVENTS]]
    return titled("Governor", *rows, identifier="governor")


def runtimes(found: Sequence[RuntimeReport] | None, *, again: Callable[[Any], Any]) -> ft.Control:
    """Return which runtimes load here, what they can use, and why another one does not."""
    if found is None:
        ring = ft.ProgressRing(width=14, height=14, stroke_width=2)
        looking = ft.Row([ring, ft.Text("Each runtime is loaded once in a process of its own …",
                                        size=13, color=theme.DIM)], spacing=10)  # fmt: skip
        return titled("Runtimes and devices", looking, identifier="runtimes")
    rows = [_runtime(one) for one in found]
    rows.append(ft.Row([ft.TextButton("Look again", icon=ft.Icons.REFRESH, on_click=again)]))
    return titled("Runtimes and devices", *rows, identifier="runtimes")


def log(lines: Sequence[LogLine], level: int, choose: Callable[[int], Any]) -> ft.Control:
    """Return the last lines of the log, newest first, and which of them are shown."""

    def chosen(event: ft.ControlEvent) -> None:
        choose(int(event.control.selected[0]))

    filters = ft.SegmentedButton(
        segments=[ft.Segment(value=str(number), label=name) for number, name in LOG_LEVELS],
        selected=[str(level)],
        show_selected_icon=False,
        on_change=chosen,
    )
    rows = [_log_row(line) for line in lines]
    nothing = "Nothing was logged." if level == logging.INFO else "Nothing of this kind was logged."
    shown: ft.Control = (
        ft.Container(ft.ListView(rows, spacing=4, padding=0), height=min(320, 12 + 26 * len(rows)))
        if rows
        else ft.Text(nothing, size=13, color=theme.DIM)
    )
    note = ft.Text(
        "What you write and what models answer is never logged.", size=12, color=theme.DIM
    )
    return titled("Log", ft.Row([filters], wrap=True), shown, note, identifier="log")


def _fact(name: str, value: str) -> ft.Control:
    return ft.Row(
        [
            ft.Container(ft.Text(name, size=13, color=theme.DIM), width=NAME_WIDTH),
            ft.Text(value, size=13, expand=True),
        ],
        spacing=8,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def _runtime(found: RuntimeReport) -> ft.Control:
    icon, color = (
        (ft.Icons.CHECK_CIRCLE, theme.GOOD)
        if found.is_available
        else (ft.Icons.REMOVE_CIRCLE_OUTLINE, theme.DIM)
    )
    head = ft.Row(
        [ft.Icon(icon, size=18, color=color), ft.Text(found.name, weight=ft.FontWeight.W_600)],
        spacing=8,
    )
    body = ft.Container(facts(runtime_facts(found)), padding=ft.Padding.only(left=26))
    return ft.Column([head, body], spacing=4, tight=True)


def _log_row(line: LogLine) -> ft.Control:
    icon, color = next((icon, color) for least, icon, color in LOG_SIGNS if line.level >= least)
    time = datetime.datetime.fromtimestamp(line.at).strftime("%H:%M:%S")
    said = logging.getLevelName(line.level).lower()
    return ft.Row(
        [
            parts.signed(icon, said, size=16, color=color),
            ft.Text(time, size=12, color=theme.DIM),
            ft.Text(line.text, size=13, expand=True, max_lines=12,
                    overflow=ft.TextOverflow.ELLIPSIS),
        ],
        spacing=8,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )  # fmt: skip
