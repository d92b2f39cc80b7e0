"""Nothing from outside, nobody from outside."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import Launch, OpenTab
from tests.browser.running_app import RunningApp
from tests.browser.tab import Tab

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.slow]
SLOW_PAINT_S = 20.0
"""Far above what is measured (about a second): only a page that waits for a network is so slow."""


async def test_first_paint(app: RunningApp, launch: Launch, measured: dict[str, float]) -> None:
    """With an empty cache, in a browser started for it."""
    browser = await launch()
    context = await browser.new_context(viewport={"width": 1280, "height": 800})
    tab = Tab(await context.new_page())
    measured["app start"] = app.start_s
    measured["first paint"] = await tab.open(app.url)
    await tab.until_says("onhand small is ready", "preload-state")
    await tab.picture("first-start")
    began = asyncio.get_running_loop().time()
    await tab.reload()
    measured["again"] = asyncio.get_running_loop().time() - began
    assert measured["first paint"] < SLOW_PAINT_S


async def test_every_request_is_logged_and_none_leaves_the_machine(
    app: RunningApp, launch: Launch, tmp_path: Path
) -> None:
    """What Playwright sees, and what the browser's own log says that this page sent.

    It writes scripts beyond Latin too, so that Flutter looks for fonts, and visits every view.
    """
    log = tmp_path / "network.json"
    browser = await launch(f"--log-net-log={log}")
    context = await browser.new_context(viewport={"width": 1280, "height": 800})
    tab = Tab(await context.new_page())
    await tab.open(app.url)
    fonts = [r for r in tab.requests if "/assets/fonts/noto" in r.url]
    await tab.say("日本語 العربية हिन्दी ไทย עברית → ✓ 😀")
    await tab.answer(1)
    await tab.until(lambda: _n_fonts(tab) > len(fonts), "fonts are asked for")
    for view in ("rewrite", "models", "diagnostics"):
        await tab.go(view)
    await tab.reload()
    own = urlsplit(app.url)
    assert {urlsplit(url).netloc for url in tab.sockets} == {own.netloc}
    assert len(tab.requests) > 20
    for request in tab.foreign_requests():
        assert request.failure == "csp", f"{request.url} was not refused by the policy"
    assert app.remote_addresses() <= {"127.0.0.1"}
    await browser.close()
    sent = _sent_by(app.origin, log)
    assert len(sent) > 10
    assert {urlsplit(url).netloc for url in sent} == {own.netloc}


async def test_without_the_secret_there_is_nothing(app: RunningApp, open_tab: OpenTab) -> None:
    tab = await open_tab(app)
    for path in ("/", "/wrong/", "/index.html", "/main.dart.js", "/ws"):
        answer = await tab.page.goto(app.origin + path)
        assert answer is not None
        assert answer.status == 404
        assert "Open the address that `onhand app` printed" in await answer.text()


async def test_another_page_is_refused_even_with_the_secret(
    app: RunningApp, open_tab: OpenTab
) -> None:
    """A page of this machine on another port is another origin, too."""
    tab = await open_tab(app)
    assert await tab.page.evaluate(TRY_SOCKET, app.url.replace("http", "ws", 1) + "ws") == "open"
    async with await asyncio.start_server(_other_page, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        await tab.page.goto(f"http://127.0.0.1:{port}/")
        address = app.url.replace("http", "ws", 1) + "ws"
        assert await tab.page.evaluate(TRY_SOCKET, address) == "refused"
        assert await tab.page.evaluate(TRY_FETCH, app.url) == "refused"
        await tab.page.evaluate(FRAME, app.url)
        frame = tab.page.frames[-1]
        await tab.until(lambda: frame.url.startswith("chrome-error:"), "it cannot be framed")


TRY_SOCKET = """url => new Promise(resolve => {
  const socket = new WebSocket(url);
  socket.onopen = () => { resolve('open'); socket.close(); };
  socket.onerror = () => resolve('refused');
})"""
TRY_FETCH = "url => fetch(url).then(answer => answer.text()).catch(() => 'refused')"
FRAME = """url => new Promise(resolve => {
  const frame = document.createElement('iframe');
  frame.onload = resolve;
  frame.src = url;
  document.body.append(frame);
})"""


async def _other_page(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    body = b"<!doctype html><title>another page</title>"
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n"
    writer.write(head.encode() + b"Connection: close\r\n\r\n" + body)
    await writer.drain()
    writer.close()
    await writer.wait_closed()


def _n_fonts(tab: Tab) -> int:
    return sum("/assets/fonts/noto" in request.url for request in tab.requests)


def _sent_by(origin: str, log: Path) -> list[str]:
    """Return the addresses of all requests that Chromium sent for pages of an origin."""
    data = json.loads(log.read_text("utf-8"))
    start = data["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"]
    jobs = [
        event["params"] for event in data["events"] if event["type"] == start and "params" in event
    ]
    return [job["url"] for job in jobs if job.get("initiator") == origin]
