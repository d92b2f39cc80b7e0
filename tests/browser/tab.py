"""A tab with the app in it, driven by what a screen reader would be told.

Flutter draws on a canvas. Beside it stands a tree of elements for screen readers once its
placeholder is clicked; roles, names and `Semantics(identifier=…)` are found there.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import Error, Locator, Page, Request, expect
from playwright.async_api import TimeoutError as TooLong

PICTURES = Path(__file__).parents[2] / "build" / "screenshots"
PATIENCE_S = 60.0
"""Longest wait for one thing; a loaded machine needs seconds."""
SEEN_S = 4.0
"""How long the effect of a key or a click is waited for before it is given again: one in some
hundred is lost when the tree is built anew at that moment."""
LOOK_S = 0.05
"""Time between two looks at something that tells of no change."""
EMPTY_BYTES = 10_000
"""A picture in one colour is smaller, any view larger."""
TREE = "flt-semantics-host"


class Tab:
    """One tab.

    Attributes:
        page: Playwright's page.
        requests: everything that it asked for, WebSockets too, in order.
        problems: errors that its scripts raised.
    """

    def __init__(self, page: Page) -> None:
        self.page: Page = page
        self.requests: list[Request] = []
        self.sockets: list[str] = []
        self.problems: list[str] = []
        page.set_default_timeout(PATIENCE_S * 1000)
        page.on("request", lambda request: self.requests.append(request))
        page.on("websocket", lambda socket: self.sockets.append(socket.url))
        page.on("pageerror", lambda error: self.problems.append(str(error)))

    async def open(self, url: str) -> float:
        """Go to an address; return the seconds until the app was drawn."""
        began = time.monotonic()
        await self.page.goto(url, wait_until="commit")
        return await self.drawn(began)

    async def reload(self) -> None:
        """Load the page again."""
        await self.page.reload(wait_until="commit")
        await self.drawn()

    async def drawn(self, began: float | None = None) -> float:
        """Wait until the app is drawn, then ask for the tree; return the seconds to the first."""
        began = time.monotonic() if began is None else began
        await self.page.locator("flt-semantics-placeholder").wait_for(state="attached")
        first_frame = time.monotonic() - began
        await self.page.evaluate("document.querySelector('flt-semantics-placeholder').click()")
        await self.page.get_by_role("tab").or_(self.by_id("engine-status")).first.wait_for()
        return first_frame

    # ── what is there ──

    def by_id(self, identifier: str) -> Locator:
        """What `Semantics(identifier=…)` marks."""
        return self.page.locator(f'[flt-semantics-identifier="{identifier}"]')

    def button(self, name: str | re.Pattern[str]) -> Locator:
        """Buttons of that name."""
        return self.page.get_by_role("button", name=name, exact=isinstance(name, str))

    async def text(self, identifier: str | None = None) -> str:
        """Return all that a screen reader would say of a part ("": it is not there) or of all."""
        part = TREE if identifier is None else f'[flt-semantics-identifier="{identifier}"]'
        return str(await self.page.evaluate(SAID, part))

    async def label(self, identifier: str) -> str:
        """Return a part's own name, without what is in it."""
        return str(await self.by_id(identifier).first.get_attribute("aria-label") or "")

    async def until(
        self, test: Callable[[], Awaitable[bool]] | Callable[[], bool], what: str
    ) -> None:
        """Wait until something is so; fails with what the window says."""
        end = time.monotonic() + PATIENCE_S
        while True:
            try:
                said = test()
                if said if isinstance(said, bool) else await said:
                    return
            except Error:
                pass  # the element was replaced just now
            if time.monotonic() > end:
                raise AssertionError(f"{what}: not within {PATIENCE_S:.0f} s\n{await self.text()}")
            await asyncio.sleep(LOOK_S)

    async def until_says(self, text: str | re.Pattern[str], identifier: str | None = None) -> str:
        """Wait until a part (None: the window) has a text in it; return all it says."""
        pattern = re.compile(re.escape(text)) if isinstance(text, str) else text
        said = ""

        async def has_it() -> bool:
            nonlocal said
            said = await self.text(identifier)
            return pattern.search(said) is not None

        await self.until(has_it, f"{pattern.pattern!r} is said")
        return said

    async def until_gone(self, what: Locator) -> None:
        """Wait until something is no longer there."""
        await expect(what).to_have_count(0, timeout=PATIENCE_S * 1000)

    # ── what the user does ──

    async def press(self, what: Locator | str, then: Locator | None = None) -> None:
        """Press a button, whatever lies over it in the tree, until `then` is there."""
        target = self.button(what) if isinstance(what, str) else what

        async def is_done() -> bool:
            await target.first.click(force=True)
            return then is None or await self.comes(then)

        await self.until(is_done, f"{what} was pressed")

    async def choose(self, menu: str, item: str, then: Locator | None = None) -> None:
        """Open a menu by its button and press one of its items, until `then` is there."""
        row = self.page.get_by_role("menuitem", name=item)

        async def is_done() -> bool:
            if await row.count() == 0:
                await self.press(menu, row)
            await self.page.evaluate(TWO_FRAMES)
            await row.first.click(force=True, timeout=SEEN_S * 1000)
            return then is None or await self.comes(then)

        await self.until(is_done, f"{item} was chosen in {menu!r}")

    async def comes(self, what: Locator) -> bool:
        """Whether something comes within `SEEN_S`."""
        try:
            await what.first.wait_for(state="attached", timeout=SEEN_S * 1000)
        except TooLong:
            return False
        return True

    async def go(self, view: str) -> None:
        """Bring a view to the front, by the rail or the bar."""
        in_rail = self.button(re.compile(rf"^{view.title()}\s+Tab \d of \d$"))
        place = in_rail.or_(self.page.get_by_role("tab", name=view.title()))

        async def is_there() -> bool:
            await self.press(place)
            try:
                await self.page.wait_for_url(f"**/{view}**", timeout=SEEN_S * 1000)
            except TooLong:
                return False
            return True

        await self.until(is_there, f"{view} is in front")

    async def fill(self, identifier: str, text: str) -> Locator:
        """Write into a field until it holds the text; return the field.

        Flutter takes the focus some frames later and then sets the field to what it had before.
        """
        field = self.by_id(identifier).locator("input, textarea").first

        async def holds() -> bool:
            await field.click(force=True)
            await self.page.evaluate(TWO_FRAMES)
            await field.fill(text, force=True)
            await self.page.evaluate(TWO_FRAMES)
            return await field.input_value() == text

        await self.until(holds, f"the field {identifier!r} holds {text!r}")
        return field

    async def begin(self) -> None:
        """Begin a new conversation, and wait until the one before is out of sight."""
        await self.press("New conversation", self.page.get_by_text("What is on your mind?"))
        await self.until_gone(self.messages())

    def messages(self) -> Locator:
        """All messages that are in sight."""
        return self.page.locator('[flt-semantics-identifier^="message-"]')

    async def say(self, text: str) -> None:
        """Write a message and press Enter, until it is among the messages."""
        before = await self.messages().count()

        async def is_said() -> bool:
            await self.fill("composer", text)
            await self.page.keyboard.press("Enter")
            return await self.comes(self.messages().nth(before))

        await self.until(is_said, f"{text!r} is sent")

    async def answer(self, index: int) -> str:
        """Wait for the answer that is message `index`; return what is under it and in it."""
        await self.until_says(re.compile(r"\d tokens?\b"), f"stats-{index}")
        return await self.text(f"message-{index}")

    async def picture(self, name: str) -> Path:
        """Keep a picture of the window among the build's output; it must not be empty.

        Chromium without a graphics card gives an empty one now and then, between two frames.
        """
        PICTURES.mkdir(parents=True, exist_ok=True)
        path = PICTURES / f"{name}.png"

        async def is_drawn() -> bool:
            await self.page.evaluate(TWO_FRAMES)
            return len(await self.page.screenshot(path=path)) > EMPTY_BYTES

        await self.until(is_drawn, f"there is something on the picture {name}")
        return path

    def foreign_requests(self) -> list[Request]:
        """Return what it asked of anything but the app's own server."""
        own = urlsplit(self.page.url).netloc
        inner = ("data", "blob", "about")
        return [
            request
            for request in self.requests
            if (parts := urlsplit(request.url)).scheme not in inner and parts.netloc != own
        ]


TWO_FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
SAID = """selector => {
  const said = [];
  const element = document.querySelector(selector);
  const walk = node => {
    if (node.nodeType === Node.TEXT_NODE) {
      if (node.textContent.trim()) said.push(node.textContent);
      return;
    }
    const label = node.getAttribute && node.getAttribute('aria-label');
    if (label) said.push(label);
    for (const child of node.childNodes) walk(child);
  };
  if (element) walk(element);
  return said.join('\\n');
}"""
