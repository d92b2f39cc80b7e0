"""Takes the pictures of the app with the bundled model: `python -m docs.pictures.app`.

Needs the extras [app,test] and Chromium; drives the app as the browser tests do.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import tempfile
from pathlib import Path

from playwright.async_api import Browser, async_playwright

from tests.browser.conftest import FLAGS, chromium
from tests.browser.running_app import RunningApp, running_app
from tests.browser.tab import Tab

HERE = Path(__file__).parent
EARLIER = ("What can you do?", "make this concise: I just wanted to ask if Ana has the keys")
TALK = (
    "What are you?",
    "make this polite: send me invoice INV-2041 by Friday",
    "make this casual: I regret that I cannot attend the meeting on Monday.",
)
REWRITTEN = (
    "thx for teh help yesterday, it realy saved me",
    "hey, cant make it to the meeting at 3pm on friday, sorry!! can u send INV-2041 to dana?",
)
TONES = ("formal", "casual", "friendly", "concise")


async def talk(tab: Tab) -> None:
    """Have two short conversations and one that stays in sight."""
    for said in EARLIER:
        await tab.say(said)
        await tab.answer(1)
        await tab.begin()
    await talk_once(tab)


async def talk_once(tab: Tab) -> None:
    """Have one conversation."""
    for index, said in enumerate(TALK):
        await tab.say(said)
        await tab.answer(2 * index + 1)


async def rewrite(tab: Tab) -> None:
    """Rewrite two messages; the second one stays in sight."""
    for text, word in zip(REWRITTEN, ("yesterday", "INV-2041"), strict=True):
        await tab.fill("rewrite-text", text)
        await tab.page.keyboard.press("Control+Enter")
        for tone in TONES:
            done = re.compile(rf"{word}.*first token .+ in all", re.DOTALL)
            await tab.until_says(done, f"card-tone-{tone}")


async def keep(tab: Tab, name: str) -> None:
    """Put a picture of the tab beside this file."""
    await asyncio.sleep(1.0)  # what fades and grows is at its end
    shutil.copyfile(await tab.picture(name), HERE / f"{name}.png")


async def opened(browser: Browser, app: RunningApp, view: str, width: int, height: int) -> Tab:
    """Open a view in a window of that size."""
    context = await browser.new_context(viewport={"width": width, "height": height})
    tab = Tab(await context.new_page())
    await tab.open(app.url + view)
    return tab


async def main() -> None:
    """Take them all, each app with a folder of its own."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=[*FLAGS])
        for name, view, size, act in (
            ("app-chat", "chat", (1280, 800), talk),
            ("app-rewrite", "rewrite", (1280, 800), rewrite),
            ("app-phone", "chat", (390, 844), talk_once),
        ):
            with tempfile.TemporaryDirectory() as home:
                async with running_app(Path(home)) as app:
                    tab = await opened(browser, app, view, *size)
                    await act(tab)
                    await keep(tab, name)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
