"""Diagnostics in the browser: live plots, a worker killed by its button, the report."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import OpenTab
from tests.browser.running_app import RunningApp

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.slow]


async def test_readings_are_live_and_what_cannot_be_read_is_said(
    app: RunningApp, open_tab: OpenTab
) -> None:
    tab = await open_tab(app, "diagnostics")
    await tab.until_says(re.compile(r"Memory in use: [\d.]+ (MiB|GiB)\. app .* worker"))
    await tab.until_says(re.compile(r"Tokens a second: \d+ tokens/s"))
    heat = await tab.text("plot-heat")
    assert re.search(r"Heat of the processor: (\d+ °C|not readable here)", heat)
    await tab.until_says("llama_cpp", "runtimes")
    await tab.until_says("Full speed", "governor")
    other = await open_tab(app)
    await other.say("What can you do?")
    await tab.until_says(re.compile(r"Tokens a second: .*highest [1-9]"), "plot-rate")


async def test_the_worker_is_killed_by_its_button_and_the_pause_is_told(
    app: RunningApp, open_tab: OpenTab, measured: dict[str, float]
) -> None:
    tab = await open_tab(app, "diagnostics", height=1000)
    await tab.until_says("llama_cpp", "runtimes")
    before = app.worker_pids()
    await tab.press(tab.by_id("kill-worker").get_by_role("button"), tab.by_id("confirm"))
    await tab.press(tab.by_id("confirm"))
    said = await tab.until_says(re.compile(r"came ([\d.]+) s later"), "trial")
    assert "in mid-answer" in said
    assert "The text is the same" in said
    pause = re.search(r"came ([\d.]+) s later", said)
    assert pause is not None
    measured["pause of a killed worker"] = float(pause[1])
    assert app.worker_pids() != before
    await tab.until_says("the worker died and was started again", "log")
    await tab.picture("diagnostics")


async def test_the_report_is_copied_without_what_was_written(
    app: RunningApp, open_tab: OpenTab
) -> None:
    tab = await open_tab(app, permissions=["clipboard-read", "clipboard-write"])
    await tab.begin()
    await tab.say("the purple lighthouse")
    await tab.answer(1)
    await tab.go("diagnostics")
    await tab.press(tab.by_id("copy-report").get_by_role("button"))
    report = ""

    async def is_copied() -> bool:
        nonlocal report
        report = str(await tab.page.evaluate("navigator.clipboard.readText()"))
        return report.startswith("# onhand diagnostics")

    await tab.until(is_copied, "the report is in the clipboard")
    for title in ("Machine", "Engine", "Readings", "Governor", "Runtime llama_cpp", "Log"):
        assert f"## {title}" in report
    assert "purple" not in report
    assert app.url.split("/")[-2] not in report, "the secret of the address is not in it"


async def test_on_a_phone_the_cards_are_in_one_column(app: RunningApp, open_tab: OpenTab) -> None:
    tab = await open_tab(app, "diagnostics", width=390, height=844, color_scheme="dark")
    await tab.until_says(re.compile(r"Memory in use: [\d.]+ (MiB|GiB)\."))
    boxes = [await tab.by_id(f"plot-{name}").bounding_box() for name in ("memory", "heat")]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["x"] == boxes[1]["x"]
    assert boxes[0]["x"] + boxes[0]["width"] <= 390
    await tab.picture("diagnostics-phone-dark")
