"""Rewriting in the browser with the bundled model."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import OpenTab
from tests.browser.running_app import RunningApp

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.slow]
TONES = ("tone-formal", "tone-casual", "tone-friendly")


async def test_one_text_in_three_tones_side_by_side(app: RunningApp, open_tab: OpenTab) -> None:
    tab = await open_tab(app, "rewrite")
    await tab.fill("rewrite-text", "hey, cant make it tmrw at 3pm, sorry!!")
    concise = tab.page.get_by_role("checkbox", name="Concise")
    await tab.press(concise, tab.page.get_by_role("checkbox", name="Concise", checked=False))
    await tab.page.keyboard.press("Control+Enter")
    texts = []
    for tone in TONES:
        await tab.until_says(re.compile(r"first token .+ in all"), f"card-{tone}")
        texts.append(await tab.label(f"card-{tone}"))
    assert await tab.by_id("card-tone-concise").count() == 0, "it was taken out of the choice"
    assert len(set(texts)) >= 2, f"tones differ: {texts}"
    assert all("3" in text for text in texts), f"the guard keeps the time: {texts}"
    await tab.picture("rewrite")
    await tab.reload()
    await tab.until_says("hey, cant make it tmrw at 3pm, sorry!!")
