"""A 4,000-token answer in the app's window, in a real browser: bytes, frames, how far it lags.

    python bench/app_stream.py [--rate 100] [--chromium /usr/bin/chromium]

The same tokens at the same rate, drawn in three ways: the app's (finished blocks once, the open
one at most 30 times a second, waiting for the window), one Markdown control at most 30 times a
second, and one Markdown control at every token, as Flet's own examples do. Frames are counted by
the page itself; the lag is the time from the last token until the window has drawn the last update.
Needs the extra `app`, playwright and a Chromium.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import tempfile
import time
from collections.abc import Awaitable, Callable
from typing import Any

import flet as ft
import flet_web.fastapi
import uvicorn
from measuring import table
from playwright.async_api import async_playwright

from onhand.types.events import TokenEvent
from onhand.ui.chat.draft import Draft
from onhand.ui.chat.painter import Painter
from onhand.ui.views.chat_entry import DraftEntry

PARAGRAPH = "Words of an answer that goes on for a while, **some bold**, some `code`. " * 4
CODE = "```python\n" + "".join(f"value_{n} = compute({n})\n" for n in range(12)) + "```"
LIST = "\n".join(f"{n}. point number {n} of the list" for n in range(1, 8))
ANSWER = "\n\n".join([PARAGRAPH, CODE, LIST, PARAGRAPH] * 15)[:16_000]
TOKENS = [ANSWER[at : at + 4] for at in range(0, len(ANSWER), 4)]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update"]  # fmt: skip
FRAMES = """() => { window.gaps = []; let last = performance.now();
  const tick = now => { window.gaps.push(now - last); last = now; requestAnimationFrame(tick); };
  requestAnimationFrame(tick); }"""

Draw = Callable[[str], Awaitable[None]]
Way = Callable[[ft.ListView], "tuple[Callable[[str], None], Callable[[], Awaitable[None]]]"]


def as_the_app(view: ft.ListView) -> Any:
    """Draw as `ChatView` does."""
    entry, draft = DraftEntry(lambda _: None), Draft()
    view.controls.append(entry.control)

    async def paint() -> None:
        if (grown := entry.show(draft)) is not None:
            grown.update()
            await view.scroll_to(offset=-1)

    painter = Painter(paint)

    def take(text: str) -> None:
        draft.take(TokenEvent(text, (0,)))
        painter.touch()

    return take, painter.settle


def one_markdown(view: ft.ListView) -> Any:
    """One control, at most 30 times a second."""
    markdown = ft.Markdown(extension_set=ft.MarkdownExtensionSet.GITHUB_WEB, selectable=True)
    view.controls.append(markdown)

    async def paint() -> None:
        markdown.update()

    painter = Painter(paint)

    def take(text: str) -> None:
        markdown.value += text
        painter.touch()

    return take, painter.settle


def every_token(view: ft.ListView) -> Any:
    """One control, at every token."""
    markdown = ft.Markdown(extension_set=ft.MarkdownExtensionSet.GITHUB_WEB, selectable=True)
    view.controls.append(markdown)

    def take(text: str) -> None:
        markdown.value += text
        markdown.update()

    async def settle() -> None:
        return

    return take, settle


WAYS = {"the app": as_the_app, "one Markdown, 30/s": one_markdown, "every token": every_token}


class Counted:
    """An ASGI layer that counts what goes over the WebSocket."""

    def __init__(self, app: Any) -> None:
        self.app, self.n_bytes, self.n_messages = app, 0, 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        async def sending(message: Any) -> None:
            if message["type"] == "websocket.send":
                self.n_bytes += len(message.get("bytes") or b"")
                self.n_messages += 1
            await send(message)

        await self.app(scope, receive, sending)


async def measure(way: Any, rate: float, chromium: str) -> list[str]:
    """Return a row of the table for one way of drawing."""
    started, ended = asyncio.Event(), asyncio.get_running_loop().create_future()

    async def main(page: ft.Page) -> None:
        view = ft.ListView(expand=True)
        take, settle = way(view)
        page.add(view)

        async def stream() -> None:
            await started.wait()
            begun, cpu = time.perf_counter(), time.process_time()
            for index, token in enumerate(TOKENS):
                await asyncio.sleep(max(0.0, begun + index / rate - time.perf_counter()))
                take(token)
            last = time.perf_counter()
            await settle()
            await view.scroll_to(offset=-1)  # answered when all before it has been taken in
            now = time.perf_counter()
            ended.set_result((now - begun, now - last, time.process_time() - cpu))

        page.run_task(stream)

    counted = Counted(flet_web.fastapi.app(main, no_cdn=True))
    config = uvicorn.Config(counted, port=0, log_level="error", ws="websockets-sansio",
                            timeout_graceful_shutdown=1)  # fmt: skip
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    async with async_playwright() as playwright:
        with tempfile.TemporaryDirectory() as profile:
            browser = await playwright.chromium.launch_persistent_context(
                profile, executable_path=chromium, args=FLAGS
            )
            page = await browser.new_page()
            await page.goto(f"http://127.0.0.1:{port}/")
            await page.wait_for_selector("flt-semantics-placeholder", state="attached")
            counted.n_bytes = counted.n_messages = 0
            await page.evaluate(FRAMES)
            started.set()
            took, lag, cpu = await asyncio.wait_for(ended, 600)
            gaps = sorted((await page.evaluate("window.gaps"))[5:])
            await browser.close()
    server.should_exit = True
    with contextlib.suppress(asyncio.CancelledError):
        await serving
    n_updates = counted.n_messages
    return [
        f"{counted.n_bytes / 1e6:,.2f}",
        f"{n_updates / took:,.1f}",
        f"{cpu / max(1, n_updates) * 1e3:,.2f}",
        f"{len(gaps) / took:,.1f}",
        f"{gaps[int(len(gaps) * 0.99)]:,.0f}",
        f"{gaps[-1]:,.0f}",
        f"{lag:,.2f}",
    ]


async def run() -> None:
    """Measure the ways one after another and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=float, default=100.0, help="tokens a second")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    options = parser.parse_args()
    rows = []
    for name, way in WAYS.items():
        rows.append([name, *await measure(way, options.rate, options.chromium)])
    head = ["", "MB sent", "messages/s", "host CPU a message, ms", "frames/s", "p99 frame, ms",
            "longest frame, ms", "lag at the end, s"]  # fmt: skip
    print(f"## A {len(TOKENS):,}-token answer in the app's window, {options.rate:g} tokens/s\n")
    print(table(head, rows))


if __name__ == "__main__":
    asyncio.run(run())
