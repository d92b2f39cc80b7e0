"""Draws Markdown blocks: whole texts, and one that grows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flet as ft

from onhand.ui import parts, theme
from onhand.ui.chat.blocks import Block, BlockSplitter

Copy = Callable[[str], None]


def block_control(block: Block, copy: Copy) -> ft.Control:
    """Return the control for a block that will not change."""
    if block.kind == "code":
        return _CodeCard(block, copy, is_open=False).control
    return _markdown(block.text)


def body_of(blocks: Sequence[Block], copy: Copy) -> ft.Column:
    """Return the control for a whole text."""
    return ft.Column([block_control(block, copy) for block in blocks], spacing=10, tight=True)


class GrowingBody:
    """A text that is being written: finished blocks are sent once, only the open one again.

    Attributes:
        control: what is drawn.
    """

    def __init__(self, copy: Copy) -> None:
        """Begin with nothing."""
        self.control: ft.Column = ft.Column(spacing=10, tight=True)
        self._copy = copy
        self._n_drawn = 0
        self._open: ft.Control | None = None
        self._open_kind: tuple[str, str] | None = None
        self._code: _CodeCard | None = None

    def show(self, blocks: BlockSplitter) -> ft.Control | None:
        """Draw what is new; return the control that has to be updated, None for none."""
        finished = blocks.finished[self._n_drawn :]
        self._n_drawn += len(finished)
        open_block = blocks.open
        kind = None if open_block is None else (open_block.kind, open_block.language)
        if not finished and kind == self._open_kind:
            return self._grow(open_block)
        if self._open is not None:
            if finished and finished[0].kind == "text" and self._code is None:
                self._open.value = finished.pop(0).text  # it stays: its look is not sent again
            else:
                self.control.controls.pop()  # not `remove`: equal controls are not the same
        self.control.controls += [block_control(block, self._copy) for block in finished]
        self._open, self._open_kind, self._code = None, kind, None
        if open_block is not None:
            self._open = self._begin(open_block)
            self.control.controls.append(self._open)
        return self.control

    def _begin(self, block: Block) -> ft.Control:
        if block.kind == "code":
            self._code = _CodeCard(block, self._copy, is_open=True)
            return self._code.control
        return _markdown(block.text)

    def _grow(self, block: Block | None) -> ft.Control | None:
        if block is None or self._open is None:
            return None
        if self._code is not None:
            return self._code.grow(block.text)
        if self._open.value == block.text:
            return None
        self._open.value = block.text
        return self._open


class _CodeCard:
    """A code block with its language and a button to copy it; plain while it grows."""

    def __init__(self, block: Block, copy: Copy, *, is_open: bool) -> None:
        self._text = block.text
        if is_open:
            self._code: ft.Control = ft.Text(block.text, style=theme.code_style(), no_wrap=True)
        else:
            fence = "`" * max(3, _longest_ticks(block.text) + 1)
            self._code = ft.Markdown(
                f"{fence}{block.language}\n{block.text}\n{fence}",
                extension_set=ft.MarkdownExtensionSet.GITHUB_WEB,
                code_theme=ft.MarkdownCodeTheme.ATOM_ONE_DARK,
                code_style_sheet=ft.MarkdownStyleSheet(code_text_style=theme.code_style()),
                md_style_sheet=theme.code_sheet(),
                selectable=True,
            )
        head = ft.Row(
            [
                ft.Text(block.language or "code", size=12, color=theme.CODE_DIM, expand=True),
                parts.icon_button(
                    ft.Icons.CONTENT_COPY,
                    "Copy code",
                    lambda _: copy(self._text),
                    size=15,
                    color=theme.CODE_DIM,
                ),
            ],
            height=36,
        )
        self.control: ft.Control = ft.Container(
            content=ft.Column(
                [
                    ft.Container(head, padding=ft.Padding.only(left=14, right=4)),
                    ft.Container(
                        ft.Row([self._code], scroll=ft.ScrollMode.AUTO) if is_open else self._code,
                        padding=ft.Padding.only(left=14, right=14, bottom=12),
                    ),
                ],
                spacing=0,
                tight=True,
            ),
            bgcolor=theme.CODE_SURFACE,
            border_radius=12,
        )

    def grow(self, text: str) -> ft.Control | None:
        """Show more of it; return what has to be updated."""
        if text == self._text:
            return None
        self._text = self._code.value = text
        return self._code


def _markdown(text: str) -> ft.Markdown:
    return ft.Markdown(
        text,
        extension_set=ft.MarkdownExtensionSet.GITHUB_WEB,
        md_style_sheet=theme.text_sheet(),
        selectable=True,
        soft_line_break=True,
        fit_content=False,
    )


def _longest_ticks(text: str) -> int:
    longest = run = 0
    for char in text:
        run = run + 1 if char == "`" else 0
        longest = max(longest, run)
    return longest
