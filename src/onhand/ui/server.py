"""The app in a browser: a server on 127.0.0.1 that only the page it opened can talk to."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable

import flet as ft
import flet_web.fastapi
import uvicorn

from onhand.ui.app import main_for
from onhand.ui.backend import Backend
from onhand.ui.fonts import MachineFonts
from onhand.ui.guard import AsgiApp, Guard

HOST = "127.0.0.1"
SHUTDOWN_S = 2
"""Seconds that open pages get at the end; one that never registered would hold it forever."""


def new_token() -> str:
    """Return 256 random bits for a URL."""
    return secrets.token_urlsafe(32)


def web_app(backend: Backend, token: str, port: int) -> AsgiApp:
    """Return the ASGI app: Flet's page, fonts and renderer from the package, behind the guard."""
    inner = flet_web.fastapi.FastAPI(openapi_url=None)
    inner.mount(
        f"/{token}",
        flet_web.fastapi.app(
            main_for(backend),
            no_cdn=True,
            app_name="onhand",
            app_short_name="onhand",
            app_description="Language models on your own device.",
            route_url_strategy=ft.RouteUrlStrategy.PATH,
        ),
    )
    return Guard(MachineFonts(inner, f"/{token}/"), token, port)


async def serve(
    backend: Backend,
    *,
    port: int = 0,
    token: str | None = None,
    on_ready: Callable[[str], None] = lambda url: None,
) -> None:
    """Serve until the process is told to end (SIGINT, SIGTERM) or the task is cancelled.

    Args:
        backend: what all windows share; closed at the end.
        port: where to listen; 0: any free port.
        token: the secret in the URL; None: a random one.
        on_ready: called with the URL once it can be opened.

    Raises:
        OSError: the port is taken.
    """
    token = token or new_token()
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        port = listener.getsockname()[1]
        config = uvicorn.Config(
            web_app(backend, token, port),
            log_level="warning",
            ws="websockets-sansio",
            server_header=False,
            timeout_graceful_shutdown=SHUTDOWN_S,
        )
        backend.start()
        url = f"http://{HOST}:{port}/{token}/"
        try:
            await _Server(config, lambda: on_ready(url)).serve(sockets=[listener])
        finally:
            await backend.close()


class _Server(uvicorn.Server):
    """A server that says when it listens."""

    def __init__(self, config: uvicorn.Config, on_started: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_started = on_started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._on_started()
