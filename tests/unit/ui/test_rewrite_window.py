"""The rewrite view as a user sees it, without a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import flet as ft

from onhand.rewrite import TONES
from onhand.testing import FakeModel
from tests.unit.ui.desk import desk, ready, scripted
from tests.unit.ui.window import Window, opened

TEXT = "cant make it at 3pm"


ANSWER = "I cannot make it at 3pm."


def model(answer: str = ANSWER, **options: Any) -> FakeModel:
    """Return a scripted model that rewrites `TEXT` well in all tones."""
    return scripted({f"{TEXT}\n\nTone: {tone}": answer for tone in TONES}, **options)


async def write(window: Window, text: str = TEXT) -> None:
    """Write a text to rewrite and press Enter."""
    field = window.identified("rewrite-text")
    field.value = text
    await window.fire(field, "submit", text)


async def pick(window: Window, voice_id: str, is_chosen: bool) -> None:
    """Press a chip."""
    chip = window.identified(voice_id)
    chip.selected = is_chosen
    await window.fire(chip, "select", is_chosen)


def n_done(window: Window) -> int:
    """Return how many cards have their figures."""
    return sum("in all" in text for text in window.texts())


def button(window: Window, identifier: str) -> Any:
    """Return the button under an identifier."""
    return window.identified(identifier)


async def test_an_empty_view_says_what_to_do_and_how_far_the_model_is(tmp_path: Path) -> None:
    slow = model(load_delay_s=0.05)
    async with desk(tmp_path, slow) as backend, opened(backend, route="/rewrite") as window:
        assert window.has("One text, several tones")
        assert window.has("Loading")
        await window.until(lambda: window.has("is ready"))


async def test_enter_rewrites_in_all_chosen_tones(tmp_path: Path) -> None:
    async with desk(tmp_path, model()) as backend, opened(backend, route="/rewrite") as window:
        await pick(window, "tone-concise", False)
        await pick(window, "persona-lawyer", True)
        await write(window)
        await window.until(lambda: n_done(window) == 4)
        for voice_id in ("tone-formal", "tone-casual", "tone-friendly", "persona-lawyer"):
            assert window.identified(f"card-{voice_id}")
        await backend.rewrites.settled()
        await window.until(lambda: window.has("Formal, Casual, Friendly, Lawyer"))


async def test_a_result_can_be_copied_and_put_in_place_of_the_text(tmp_path: Path) -> None:
    async with desk(tmp_path, model()) as backend, opened(backend, route="/rewrite") as window:
        await write(window)
        await backend.rewrites.settled()
        text = backend.rewrites.kept.rewrites[0].renditions[0].text
        await window.press("Copy Formal")
        await window.until(lambda: window.has("Copied"))
        assert ("set", {"data": text}) in window.called
        await window.press("Replace the text with Formal")
        assert window.identified("rewrite-text").value == text


async def test_escape_stops_and_ctrl_enter_runs(tmp_path: Path) -> None:
    slow = model("word " * 2000, token_delay_s=0.002)
    async with desk(tmp_path, slow) as backend, opened(backend, route="/rewrite") as window:
        await ready(backend)
        window.identified("rewrite-text").value = TEXT
        await window.key("Enter", ctrl=True)
        await window.until(lambda: window.has("word word"))
        assert button(window, "run-rewrite").content == "Stop"
        await window.key("Escape")
        await window.until(lambda: window.has("Stopped"))
        assert button(window, "run-rewrite").content == "Rewrite"


async def test_history_shows_a_rewrite_again_after_a_restart(tmp_path: Path) -> None:
    async with desk(tmp_path, model()) as backend, opened(backend, route="/rewrite") as window:
        await write(window)
        await window.until(lambda: n_done(window) == 4)
    async with desk(tmp_path, model()) as backend, opened(backend, route="/rewrite") as window:
        await window.until(lambda: window.has("Formal, Casual"))
        assert n_done(window) == 0
        id = backend.rewrites.kept.rewrites[0].id
        await window.fire(window.identified(f"rewrite-{id}"), "click")
        await window.until(lambda: n_done(window) == 4)
        assert window.identified("rewrite-text").value == TEXT
        await window.fire(button(window, "clear-history"), "click")
        await window.fire(window.identified("confirm"), "click")
        await window.until(lambda: window.has("Rewrites appear here"))
        assert n_done(window) == 0


async def test_the_latency_log_is_shown_and_copied(tmp_path: Path) -> None:
    async with desk(tmp_path, model()) as backend, opened(backend, route="/rewrite") as window:
        await write(window)
        await window.until(lambda: n_done(window) == 4)
        await backend.rewrites.settled()
        await window.press("Latency log")
        await window.until(lambda: window.has("4 lines, no word of your texts"))
        await window.fire(button(window, "copy-csv"), "click")
        await window.until(lambda: any(name == "set" for name, _ in window.called))
        data = next(args["data"] for name, args in window.called if name == "set")
        assert data.startswith("at,rewrite,model,voice")
        assert TEXT not in data


async def test_without_a_text_it_says_what_is_missing(tmp_path: Path) -> None:
    async with desk(tmp_path, model()) as backend, opened(backend, route="/rewrite") as window:
        await write(window, "  ")
        await window.until(lambda: window.has("Write a text first."))


async def test_a_narrow_window_has_one_column_and_the_history_in_a_drawer(tmp_path: Path) -> None:
    async with (
        desk(tmp_path, model()) as backend,
        opened(backend, width=390, route="/rewrite") as window,
    ):
        await write(window)
        await window.until(lambda: n_done(window) == 4)
        grid = window.find(ft.ResponsiveRow)
        assert {card.col for card in grid.controls} == {12}
        await window.press("Recent rewrites")
        await window.until(lambda: "show_drawer" in [name for name, _ in window.called])
