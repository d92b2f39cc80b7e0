"""The models view as a user sees it, without a browser; a small catalogue and files of this
machine."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import flet as ft
import pytest

from onhand.paths import BUNDLED_MODEL
from onhand.ui.backend import Backend
from tests.store_kit import gguf
from tests.unit.ui.desk import desk
from tests.unit.ui.model_desk import Asked, fits_of
from tests.unit.ui.window import Window, opened


@asynccontextmanager
async def shop(folder: Path) -> AsyncIterator[Backend]:
    """Give a backend whose advisor is a fake."""
    async with desk(folder) as backend:
        backend.models.fits = fits_of(backend.store.root, Asked())
        yield backend


async def get(window: Window, reference: str) -> None:
    """Write a reference and press Enter."""
    field = window.identified("pull-reference")
    field.value = reference
    await window.fire(field, "submit", reference)


async def choose(window: Window, tooltip: str, item: str) -> None:
    """Choose an item of the menu with that name."""
    found = window.find(
        ft.PopupMenuButton,
        lambda menu: tooltip in (menu.tooltip, getattr(menu.icon, "semantics_label", "")),
    )
    chosen = next(one for one in found.items if one.content == item)
    await window.fire(chosen, "click")


async def confirm(window: Window) -> None:
    """Agree to what is asked."""
    await window.fire(window.identified("confirm"), "click")


async def test_the_catalogue_comes_with_verdicts_before_any_download(tmp_path: Path) -> None:
    async with shop(tmp_path) as backend, opened(backend, route="/models") as window:
        await window.until(lambda: window.has("2 cores") and window.has("tokens/s"))
        await window.until(lambda: window.has("Fits well") and window.has("Qwen3 0.6B"))
        assert window.has("onhand small")


async def test_a_model_is_pulled_verified_and_deleted(tmp_path: Path) -> None:
    path = gguf(tmp_path / "in", "tiny-Q8_0.gguf")
    async with shop(tmp_path) as backend, opened(backend, route="/models") as window:
        await get(window, str(path))
        await window.until(lambda: window.has("Every byte checked"))
        assert window.has("tiny-q8_0 is installed")
        assert window.identified("installed-tiny-q8_0")
        await choose(window, "More for tiny-q8_0", "Verify every byte")
        await window.until(lambda: window.has("is as it should be"))
        await window.press("Dismiss tiny-q8_0")
        assert not window.has("is as it should be")
        await choose(window, "More for tiny-q8_0", "Delete")
        assert window.has("Its files are removed from this device.")
        await confirm(window)
        await window.until(lambda: window.has("tiny-q8_0 deleted"))
        with pytest.raises(AssertionError):
            window.identified("installed-tiny-q8_0")


async def test_what_cannot_be_got_says_what_to_do(tmp_path: Path) -> None:
    async with shop(tmp_path) as backend, opened(backend, route="/models") as window:
        await get(window, "qwen3-0.7b")
        await window.until(lambda: window.has("Did you mean"))
        assert backend.models.jobs.all == []
        await get(window, str(tmp_path / "in"))
        await window.until(lambda: window.has("There is nothing at"))
        await get(window, "")
        await window.until(lambda: window.has("Write a name or an address first."))


async def test_a_pulled_model_is_used_in_chat(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONHAND_HOME", str(tmp_path / "store"))
    async with shop(tmp_path) as backend, opened(backend, route="/models") as window:
        await get(window, str(BUNDLED_MODEL))
        await window.until(lambda: bool(backend.models.installed))
        id = backend.models.installed[0].id
        await window.until(lambda: window.has("Every byte checked"))
        await window.fire(window.identified(f"use-{id}"), "click")
        await window.until(lambda: backend.status.is_usable and backend.model == id)
        assert window.page.route == "/chat"
        window.page.navigate("/models")
        await window.until(lambda: window.has("In use"))
        await choose(window, f"More for {id}", "Delete")
        assert window.has("the bundled model takes its place")


async def test_clearing_says_how_much_goes(tmp_path: Path) -> None:
    path = gguf(tmp_path / "in")
    async with shop(tmp_path) as backend, opened(backend, route="/models") as window:
        await get(window, str(path))
        await window.until(lambda: window.has("Every byte checked"))
        await choose(window, "More", "Clear cached models")
        assert window.has("This removes 1 model, 4")
        await confirm(window)
        await window.until(lambda: window.has("are free again."))
        assert backend.models.installed == ()


async def test_what_is_too_big_is_asked_about_first(tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.mkdir()
    huge = {"huge": {"title": "Huge", "repo": "o/huge", "params_b": 70, "uses": ["chat"]}}
    (store / "catalogue.json").write_text(json.dumps({"format": 1, "models": huge}))
    async with shop(tmp_path) as backend, opened(backend, route="/models") as window:
        await window.until(lambda: window.has("Huge") and window.has("Too big for this device"))
        await window.fire(window.identified("get-huge"), "click")
        assert window.find(ft.AlertDialog).title == "Get Huge all the same?"
        assert backend.models.jobs.all == []


async def test_the_catalogue_is_narrowed(tmp_path: Path) -> None:
    async with shop(tmp_path) as backend, opened(backend, route="/models") as window:
        chip = window.identified("filter-code")
        chip.selected = True
        await window.fire(chip, "select", True)
        await window.until(lambda: window.has("Qwen2.5 Coder"))
        await window.until(lambda: not window.has("SmolLM2 135M"))


async def test_a_narrow_window_has_one_column(tmp_path: Path) -> None:
    async with (
        shop(tmp_path) as backend,
        opened(backend, width=390, route="/models") as window,
    ):
        await window.until(lambda: window.has("Fits well"))
        assert window.identified("pull")
