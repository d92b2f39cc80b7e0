"""One Chromium for all tests of this folder, running apps for each module that asks."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest
import pytest_asyncio

pytest.importorskip("flet_web", reason="the extra [app] is not installed")
pytest.importorskip("playwright.async_api", reason="playwright is not installed")

from playwright.async_api import Browser, Playwright, async_playwright

from onhand.testing import FakeModel
from tests.browser.running_app import RunningApp, running_app
from tests.browser.tab import Tab

FLAGS = (
    "--no-sandbox",  # CI is root
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # its own services, too
)
TEMPLATE = (
    "{% for m in messages %}{{ m.role }}:{{ m.content }}<turn>{% endfor %}"
    "{% if add_generation_prompt %}assistant:{% endif %}"
)
OpenTab = Callable[..., Awaitable[Tab]]
Launch = Callable[..., Awaitable[Browser]]
_measured: dict[str, float] = {}


def chromium() -> str | None:
    """Return where Chromium is: `ONHAND_CHROMIUM`, else Debian's; None: there is none."""
    named = os.environ.get("ONHAND_CHROMIUM")
    return named or shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say what was measured."""
    if _measured:
        said = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in _measured.items())
        terminalreporter.write_line(f"browser: {said}")


@pytest.fixture
def measured() -> dict[str, float]:
    """Where tests put the seconds that the summary tells."""
    return _measured


@pytest_asyncio.fixture(loop_scope="package", scope="package")
async def playwright() -> AsyncIterator[Playwright]:
    """What drives browsers."""
    if chromium() is None:
        pytest.skip("no Chromium: apt-get install chromium, or name it in ONHAND_CHROMIUM")
    async with async_playwright() as playwright:
        yield playwright


@pytest_asyncio.fixture(loop_scope="package")
async def launch(playwright: Playwright) -> AsyncIterator[Launch]:
    """Launch a browser of the test's own, with further flags."""
    async with AsyncExitStack() as stack:

        async def launch_(*flags: str) -> Browser:
            browser = await playwright.chromium.launch(
                executable_path=chromium(), args=[*FLAGS, *flags]
            )
            stack.push_async_callback(browser.close)
            return browser

        yield launch_


@pytest_asyncio.fixture(loop_scope="package", scope="package")
async def browser(playwright: Playwright) -> AsyncIterator[Browser]:
    """A headless Chromium that can reach nothing but 127.0.0.1."""
    browser = await playwright.chromium.launch(executable_path=chromium(), args=[*FLAGS])
    yield browser
    await browser.close()


@pytest_asyncio.fixture(loop_scope="package", scope="package")
async def app(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[RunningApp]:
    """The app with the bundled model, as a user starts it."""
    async with running_app(tmp_path_factory.mktemp("app")) as app:
        yield app


@pytest_asyncio.fixture(loop_scope="package", scope="package")
async def slow_app(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[RunningApp]:
    """The app with a scripted model that takes its time, in a process of its own."""
    async with running_app(tmp_path_factory.mktemp("slow"), "--model", os.fspath(SLOW)) as app:
        yield app


@pytest_asyncio.fixture(loop_scope="package")
async def open_tab(browser: Browser) -> AsyncIterator[OpenTab]:
    """Open tabs, each with cookies and cache of its own; no script in them may have failed."""
    tabs: list[Tab] = []
    async with AsyncExitStack() as stack:

        async def open_(
            app: RunningApp, path: str = "", *, width: int = 1280, height: int = 800, **options: Any
        ) -> Tab:
            context = await browser.new_context(
                viewport={"width": width, "height": height}, accept_downloads=True, **options
            )
            stack.push_async_callback(context.close)
            tab = Tab(await context.new_page())
            tabs.append(tab)
            await tab.open(app.url + path)
            return tab

        yield open_
    assert [problem for tab in tabs for problem in tab.problems] == []


STORY = "\n\n".join(
    f"Part {number}: the lighthouse keeper wrote down the weather and trimmed the lamp."
    for number in range(1, 13)
)
"""An answer of about 900 tokens (bytes): five seconds of the scripted model."""
SLOW = FakeModel(
    replies={
        "user:Tell me a story<turn>assistant:": STORY,
        "user:Hi<turn>assistant:": "Hello there!",
        "user:Hello<turn>assistant:": "Good day!",
    },
    n_ctx=8000,
    token_delay_s=0.006,
    chat_template=TEMPLATE,
)
