"""Questions, the palette, and what is said when something fails: the window never ends by it."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import flet as ft
import pytest

from onhand.errors import StoreError
from onhand.ui.app import PLACES
from onhand.ui.backend import Backend
from onhand.ui.shell import Shell
from tests.unit.ui.desk import desk, scripted
from tests.unit.ui.window import Window, opened


@asynccontextmanager
async def shelled(backend: Backend) -> AsyncIterator[tuple[Shell, Window]]:
    """Give the shell of a window, too."""
    window = Window()
    shell = Shell(window.page, backend, PLACES)
    await shell.start()
    yield shell, window
    await window.fire(window.page, "close")
    assert window.crashed == []


async def typed(window: Window, query: str) -> None:
    """Write into the palette."""
    field = window.identified("palette")
    field.value = query
    await window.fire(field, "change", query)


def marked(window: Window) -> str:
    """Return the palette's row that Enter takes."""
    row = window.find(
        ft.Semantics, lambda one: one.selected and isinstance(one.content.content, ft.Row)
    )
    return str(row.content.content.controls[1].value)


async def test_what_was_agreed_to_and_fails_is_said(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend, shelled(backend) as (shell, window):

        async def fail() -> None:
            raise StoreError("The disk is full.", hint="Free some space.")

        shell.dialogs.confirm("Really?", "It cannot be undone.", fail, action="Do it")
        await window.fire(window.identified("confirm"), "click")
        assert shell.dialogs.shown is None
        assert window.has("The disk is full. Free some space.")


async def test_what_nobody_thought_of_is_said_and_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with desk(tmp_path) as backend, shelled(backend) as (shell, window):

        async def fail(name: str) -> None:
            raise ZeroDivisionError(name)

        shell.run(fail, "odd")
        await window.until(lambda: window.has("That did not work."))
        assert [one.levelno for one in caplog.records if one.exc_info] == [logging.ERROR]
        assert "ZeroDivisionError: odd" in caplog.text


async def test_a_message_that_comes_meanwhile_does_not_take_the_answer(tmp_path: Path) -> None:
    """Flet's own `pop_dialog` would take the message away and leave the question open."""
    async with desk(tmp_path) as backend, shelled(backend) as (shell, window):

        async def act(text: str) -> None:
            raise AssertionError(f"nobody agreed to {text!r}")

        shell.dialogs.ask_text("Rename", "before", act, action="Rename")
        dialog = shell.dialogs.shown
        assert dialog is not None
        shell.notify("Something else is done.")
        await window.fire(window.find(ft.TextButton, lambda one: one.content == "Cancel"), "click")
        assert not dialog.open
        assert window.has("Something else is done.")


async def test_a_question_that_the_user_waved_away_is_not_in_front(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend, shelled(backend) as (shell, window):

        async def act() -> None:
            raise AssertionError("nobody agreed")

        shell.dialogs.confirm("Really?", "Once more.", act, action="Do it")
        await window.fire(shell.dialogs.shown, "dismiss")
        assert shell.dialogs.shown is None
        await window.key("4", ctrl=True)
        await window.until(lambda: window.page.route == "/diagnostics")


async def test_while_a_question_is_open_keys_are_its_own(tmp_path: Path) -> None:
    slow = scripted({"Hi": "word " * 400}, token_delay_s=0.002)
    async with desk(tmp_path, slow) as backend, opened(backend) as window:
        await window.write("Hi")
        await window.until(lambda: window.has("word word"))
        route = window.page.route
        await window.press("Settings of this conversation")
        for key, ctrl in (("Escape", False), ("4", True), ("K", True)):
            await window.key(key, ctrl=ctrl)
        assert window.page.route == route
        assert window.identified("save-settings")
        assert window.has("word word"), "it was not stopped"
        assert not window.has("stopped")
        await window.fire(window.find(ft.TextButton, lambda one: one.content == "Cancel"), "click")
        await window.key("Escape")
        await window.until(lambda: window.has("stopped"))


async def test_arrows_go_through_what_the_palette_found_and_ctrl_k_closes_it(
    tmp_path: Path,
) -> None:
    async with desk(tmp_path) as backend, opened(backend) as window:
        await window.key("K", ctrl=True)
        await typed(window, "theme")
        assert marked(window) == "Theme of the system"
        for key, title in (("Down", "Light theme"), ("Down", "Dark theme"),
                           ("Down", "Theme of the system"), ("Up", "Dark theme")):  # fmt: skip
            await window.key(f"Arrow {key}")
            assert marked(window) == title
        await window.fire(window.identified("palette"), "submit", "theme")
        assert window.page.theme_mode == ft.ThemeMode.DARK
        await window.key("K", ctrl=True)
        dialog = window.find(ft.AlertDialog, lambda one: one.open)
        await window.key("K", ctrl=True)
        assert not dialog.open


async def test_the_palette_offers_what_views_can_do_that_were_never_opened(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend, opened(backend) as window:
        await window.key("K", ctrl=True)
        for query, title in (("updates", "Check models for updates"),
                             ("report", "Copy the diagnostics report"),
                             ("latency", "Latency log of rewrites")):  # fmt: skip
            await typed(window, query)
            assert marked(window) == title
