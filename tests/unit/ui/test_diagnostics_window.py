"""The diagnostics view in a window without a browser."""

from __future__ import annotations

from pathlib import Path

import flet as ft
import flet.canvas as cv
import pytest

from onhand.diagnostics import RuntimeReport
from onhand.ui.diagnostics.presenter import DiagnosticsPresenter
from tests.unit.ui.desk import desk, ready
from tests.unit.ui.test_diagnostics import REPORTS
from tests.unit.ui.window import Window, opened


@pytest.fixture(autouse=True)
def probed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runtimes are not asked in processes of their own."""

    def without(presenter: DiagnosticsPresenter, found: RuntimeReport) -> RuntimeReport:
        del presenter
        return found

    monkeypatch.setattr("onhand.diagnostics.probe_runtimes", lambda: REPORTS)
    monkeypatch.setattr(DiagnosticsPresenter, "_corrected", without)


async def settled(window: Window) -> None:
    """Wait until the runtimes have answered."""
    await window.until(lambda: window.has("apache-tvm is not installed."))


async def test_it_shows_runtimes_engine_governor_and_log(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend, opened(backend, route="/diagnostics") as window:
        await ready(backend)
        await settled(window)
        await backend.monitor.look()
        for text in ("Full speed", "fake: ready", "a thread of the app",
                     "The model runs in a thread here: there is no process to kill."):  # fmt: skip
            assert window.has(text), text
        assert window.find(ft.OutlinedButton).disabled
        labels = {
            control.identifier: control.label
            for control in window.controls()
            if isinstance(control, ft.Semantics) and control.identifier
        }
        assert str(labels["plot-memory"]).startswith("Memory in use: ")
        assert str(labels["plot-rate"]).startswith("Tokens a second: ")


async def test_curves_are_drawn_once_the_width_is_known(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend, opened(backend, route="/diagnostics") as window:
        await ready(backend)
        canvas = window.find(cv.Canvas)
        assert canvas.shapes == []
        await window.fire(canvas, "resize", {"w": 300, "h": 132})
        assert any(isinstance(shape, cv.Line) for shape in canvas.shapes)
        await backend.monitor.look()
        await backend.monitor.look()
        assert any(isinstance(shape, cv.Path) for shape in canvas.shapes), "memory can be read"


async def test_a_look_sends_only_what_changed(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend, opened(backend, route="/diagnostics") as window:
        await ready(backend)
        await settled(window)
        await backend.monitor.look()
        card = window.identified("engine")
        window.sizes.clear()
        await backend.monitor.look()
        assert window.identified("engine") is card
        assert sum(window.sizes) < 8000


async def test_the_report_goes_into_the_clipboard(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend, opened(backend, route="/diagnostics") as window:
        await ready(backend)
        await window.fire(window.identified("copy-report"), "click")
        await window.until(lambda: "set" in [name for name, _ in window.called])
        copied = next(arguments for name, arguments in window.called if name == "set")
        assert "# onhand diagnostics" in str(copied)
        assert "apache-tvm is not installed." in str(copied)


async def test_the_log_is_filtered(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend, opened(backend, route="/diagnostics") as window:
        await ready(backend)
        await backend.monitor.look()
        filters = window.find(ft.SegmentedButton)
        filters.selected = ["40"]
        await window.fire(filters, "change", ["40"])
        assert window.has("Nothing of this kind was logged.")


async def test_another_view_is_not_drawn_for(tmp_path: Path) -> None:
    async with desk(tmp_path) as backend, opened(backend, route="/diagnostics") as window:
        await ready(backend)
        await window.key("1", ctrl=True)
        await window.until(lambda: window.has("What is on your mind?"))
        await window.arrived()
        window.sizes.clear()
        await backend.monitor.look()
        assert window.sizes == []
