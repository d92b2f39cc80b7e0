"""Draws one message: what the user said, what the model answers, what it is still writing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from onhand.ui import parts, theme
from onhand.ui.chat.blocks import blocks_of
from onhand.ui.chat.draft import Draft
from onhand.ui.chat.shelf import Entry
from onhand.ui.views.chat_blocks import Copy, GrowingBody, body_of

Act = Callable[[Any], Any]


def question(
    entry: Entry, index: int, *, copy: Copy, edit: Act, answer: Act | None = None
) -> ft.Control:
    """Return a message of the user: a bubble on the right, buttons below it.

    `answer` is called to answer it, where that was stopped before it began.
    """
    text = entry.message.text
    bubble = ft.Container(
        content=ft.Text(text, selectable=True, size=15, style=ft.TextStyle(height=1.45)),
        bgcolor=theme.BUBBLE,
        border_radius=ft.BorderRadius.only(
            top_left=18, top_right=18, bottom_left=18, bottom_right=4
        ),
        padding=ft.Padding.symmetric(horizontal=16, vertical=10),
    )
    buttons = [
        _button(ft.Icons.CONTENT_COPY, "Copy message", lambda _: copy(text)),
        _button(ft.Icons.EDIT_OUTLINED, "Edit and send again", edit),
    ]
    if answer is not None:
        buttons.append(_button(ft.Icons.REFRESH, "Answer this", answer))
    return ft.Semantics(
        identifier=f"message-{index}",
        container=True,
        label=text,  # a screen reader finds nothing in a selectable text
        content=ft.Column(
            [
                ft.Row([ft.Container(bubble, expand=True, expand_loose=True,
                                     margin=ft.Margin.only(left=56))],
                       alignment=ft.MainAxisAlignment.END),
                ft.Row(buttons, alignment=ft.MainAxisAlignment.END, spacing=0),
            ],
            spacing=0,
            tight=True,
        ),
    )  # fmt: skip


def answer(
    entry: Entry,
    index: int,
    *,
    copy: Copy,
    regenerate: Act | None,
    body: ft.Control | None = None,
) -> ft.Control:
    """Return an answer: running text, and under it buttons and what it took.

    `body` is its text's control, if it is drawn already.
    """
    message = entry.message
    buttons = [_button(ft.Icons.CONTENT_COPY, "Copy answer", lambda _: copy(message.text))]
    if regenerate is not None:
        buttons.append(_button(ft.Icons.REFRESH, "Answer again", regenerate))
    said = "" if entry.stats is None else str(entry.stats)
    rows: list[ft.Control] = []
    if message.reasoning:
        rows.append(_thoughts(message.reasoning))
    rows.append(body or body_of(blocks_of(message.text), copy))
    rows.append(
        ft.Row(
            [
                *buttons,
                ft.Semantics(
                    identifier=f"stats-{index}",
                    content=ft.Text(said, size=12, color=theme.DIM),
                ),
            ],
            spacing=0,
            wrap=True,
            vertical_alignment=ft.CrossAxisAlignment.CENTER,
        )
    )
    return ft.Semantics(
        identifier=f"message-{index}",
        container=True,
        content=ft.Column(rows, spacing=4, tight=True),
    )


class DraftEntry:
    """The answer that is being written.

    Attributes:
        control: what is drawn.
    """

    def __init__(self, copy: Copy) -> None:
        """Begin with what it does before the first word."""
        self._shown: Draft | None = None
        self._body = GrowingBody(copy)
        self._thoughts = ft.Text(size=13, color=theme.DIM, italic=True, visible=False)
        self._note = ft.Text("", size=13, color=theme.WARN, visible=False)
        self._state = ft.Text("", size=13, color=theme.DIM)
        self._ring = ft.ProgressRing(width=14, height=14, stroke_width=2)
        self._waiting = ft.Row([self._ring, self._state], spacing=10)
        self.control: ft.Control = ft.Semantics(
            identifier="draft",
            container=True,
            live_region=True,
            content=ft.Column(
                [self._waiting, self._note, self._thoughts, self._body.control],
                spacing=8,
                tight=True,
            ),
        )

    def take_body(self, entry: Entry) -> ft.Control | None:
        """Return the text's control if it shows all of `entry`, which takes its place."""
        draft = self._shown
        if draft is None or draft.done is None or draft.text != entry.message.text:
            return None
        self._body.show(draft.blocks)
        return self._body.control

    def show(self, draft: Draft) -> ft.Control | None:
        """Draw what is new; return the control that has to be updated, None for none."""
        self._shown = draft
        state = draft.state
        is_waiting = bool(state)
        changed = is_waiting != self._waiting.visible or state != self._state.value
        self._state.value, self._waiting.visible = state, is_waiting
        if draft.note != self._note.value:
            self._note.value, self._note.visible = draft.note, True
            changed = True
        thoughts = draft.reasoning[-400:]
        if thoughts != (self._thoughts.value or ""):
            self._thoughts.value = thoughts
            self._thoughts.visible = True
            changed = True
        grown = self._body.show(draft.blocks)
        return self.control if changed else grown


def _button(icon: ft.IconData, label: str, on_click: Act) -> ft.Control:
    return parts.icon_button(
        icon,
        label,
        on_click,
        size=16,
        color=theme.DIM,
        visual_density=ft.VisualDensity.COMPACT,
        padding=4,
        size_constraints=ft.BoxConstraints(min_width=30, min_height=30),
    )


def _thoughts(text: str) -> ft.Control:
    return ft.ExpansionTile(
        title=ft.Text("Thoughts", size=13, color=theme.DIM),
        controls=[ft.Text(text, size=13, color=theme.DIM, selectable=True)],
        dense=True,
        tile_padding=ft.Padding.all(0),
        shape=ft.RoundedRectangleBorder(),
    )
