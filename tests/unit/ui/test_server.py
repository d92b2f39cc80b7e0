"""The real server on loopback: what it serves, whom it refuses, that it ends."""

from __future__ import annotations

import asyncio
import contextlib
import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import psutil
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from onhand.ui import server
from tests.unit.ui.desk import desk


@asynccontextmanager
async def served(folder: Path) -> AsyncIterator[str]:
    """Give the URL of a running app."""
    listening: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    async with desk(folder) as backend:
        serving = asyncio.create_task(server.serve(backend, on_ready=listening.set_result))
        try:
            yield await asyncio.wait_for(listening, 20)
        finally:
            serving.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.wait_for(serving, 20)


def parts(url: str) -> tuple[str, int, str]:
    """Return host, port and token."""
    found = re.fullmatch(r"http://([\d.]+):(\d+)/([\w-]+)/", url)
    assert found, url
    return found[1], int(found[2]), found[3]


async def test_the_page_and_all_that_it_names_come_from_here(tmp_path: Path) -> None:
    async with served(tmp_path) as url, httpx.AsyncClient() as client:
        page = await client.get(url)
        assert page.status_code == 200
        assert re.findall(r"https?://(?!127\.0\.0\.1)[\w.-]+", page.text) == []
        names = re.findall(r'(?:src|href)="([^"#]+)"', page.text)
        assert "flutter_bootstrap.js" in names
        for name in (*names, "canvaskit/canvaskit.wasm", "assets/fonts/roboto.woff2"):
            assert (await client.get(url + name.lstrip("/"))).status_code == 200 or name == "/", (
                name
            )


async def test_it_listens_on_loopback_only(tmp_path: Path) -> None:
    async with served(tmp_path) as url:
        _, port, _ = parts(url)
        listeners = {
            one.laddr.ip
            for one in psutil.Process().net_connections("inet")
            if one.status == psutil.CONN_LISTEN and one.laddr.port == port
        }
        assert listeners == {"127.0.0.1"}


async def test_the_token_is_long_and_another_one_each_time(tmp_path: Path) -> None:
    async with served(tmp_path / "a") as first, served(tmp_path / "b") as second:
        assert len(parts(first)[2]) >= 43  # 256 bits in base64
        assert parts(first)[2] != parts(second)[2]


async def test_a_foreign_page_cannot_open_the_websocket(tmp_path: Path) -> None:
    async with served(tmp_path) as url:
        host, port, token = parts(url)
        address = f"ws://{host}:{port}/{token}/ws"
        for origin in ("http://evil.example", None):
            with pytest.raises(InvalidStatus) as refused:
                async with connect(address, origin=origin):
                    pass
            assert refused.value.response.status_code == 403
        with pytest.raises(InvalidStatus):
            async with connect(f"ws://{host}:{port}/ws", origin=f"http://{host}:{port}"):
                pass


async def test_the_own_page_can_and_a_socket_that_just_leaves_does_no_harm(tmp_path: Path) -> None:
    async with served(tmp_path) as url, httpx.AsyncClient() as client:
        host, port, token = parts(url)
        async with connect(f"ws://{host}:{port}/{token}/ws", origin=f"http://{host}:{port}"):
            pass
        assert (await client.get(url)).status_code == 200


async def test_nothing_is_told_without_the_token(tmp_path: Path) -> None:
    async with served(tmp_path) as url, httpx.AsyncClient() as client:
        host, port, token = parts(url)
        for path in (
            "/",
            "/docs",
            "/openapi.json",
            f"/{token[:-1]}/",
            "/assets/fonts/roboto.woff2",
        ):
            answer = await client.get(f"http://{host}:{port}{path}")
            assert answer.status_code == 404
            assert token not in answer.text


async def test_a_port_that_is_taken_is_an_error(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        async with desk(tmp_path) as backend:
            with pytest.raises(OSError, match="in use"):
                await server.serve(backend, port=taken.getsockname()[1])
