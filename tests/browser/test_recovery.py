"""What happens in mid-answer: it grows, it is stopped, its worker is killed, its page goes."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import STORY, OpenTab
from tests.browser.running_app import RunningApp
from tests.browser.tab import Tab

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.slow]
PART = re.compile(r"Part \d+: .*")
WHOLE = STORY.split("\n\n")
END = "Part 12"


async def begin(tab: Tab) -> None:
    """Ask for the story and wait until it has begun."""
    await tab.begin()
    await tab.say("Tell me a story")
    await tab.until_says("Part 2")


async def story(tab: Tab) -> list[str]:
    """Wait for the end; return the paragraphs of the answer."""
    return PART.findall(await tab.answer(1))


async def test_an_answer_is_shown_while_it_grows(slow_app: RunningApp, open_tab: OpenTab) -> None:
    tab = await open_tab(slow_app)
    await begin(tab)
    seen: list[int] = []

    async def is_done() -> bool:
        said = await tab.text()
        seen.append(len(PART.findall(said)))
        return "tokens/s" in said

    await tab.until(is_done, "the answer ends")
    assert len(set(seen)) >= 4, f"it grew in {seen}"
    assert seen == sorted(seen), "nothing that was shown went away"
    assert await story(tab) == WHOLE


async def test_killed_in_mid_answer_the_same_answer_is_completed(
    slow_app: RunningApp, open_tab: OpenTab
) -> None:
    tab = await open_tab(slow_app)
    await begin(tab)
    killed = slow_app.kill_worker()
    await tab.until_says("The worker died and was started again")
    await tab.picture("recovering")
    assert await story(tab) == WHOLE
    await tab.until_says("worker restarted once", "stats-1")
    assert slow_app.worker_pids() != [killed]
    await tab.picture("recovered")


async def test_escape_stops_an_answer_and_what_there_is_of_it_stays(
    slow_app: RunningApp, open_tab: OpenTab
) -> None:
    """Over a dialog it closes that only."""
    tab = await open_tab(slow_app)
    await begin(tab)
    await tab.page.keyboard.press("Control+k")
    await tab.by_id("palette").wait_for()
    await tab.page.keyboard.press("Escape")
    await tab.until_gone(tab.by_id("palette"))
    await tab.button("Stop (Esc)").wait_for()
    await tab.page.keyboard.press("Escape")
    assert "stopped" in await tab.answer(1)
    assert 1 <= len(await story(tab)) < len(WHOLE)
    await tab.button("Send (Enter)").wait_for()
    await tab.say("Hi")
    assert "Hello there!" in await tab.answer(3), "and it goes on"


async def test_the_stop_button_stops_too(slow_app: RunningApp, open_tab: OpenTab) -> None:
    tab = await open_tab(slow_app)
    await begin(tab)
    await tab.press("Stop (Esc)")
    assert "stopped" in await tab.answer(1)


async def test_an_answer_goes_on_while_its_page_is_away(
    slow_app: RunningApp, open_tab: OpenTab
) -> None:
    tab = await open_tab(slow_app)
    await begin(tab)
    await tab.reload()
    assert await story(tab) == WHOLE


async def test_answer_again_puts_another_answer_in_its_place(
    slow_app: RunningApp, open_tab: OpenTab
) -> None:
    tab = await open_tab(slow_app)
    await begin(tab)
    await tab.press("Stop (Esc)")
    assert len(await story(tab)) < len(WHOLE)
    await tab.press("Answer again")
    await tab.until_says(END)
    assert await story(tab) == WHOLE
    await tab.until_gone(tab.by_id("message-2"))
