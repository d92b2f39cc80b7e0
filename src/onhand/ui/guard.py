"""Who may talk to the app's local server: nobody but the page that the app opened.

An ASGI layer around Flet's app. Knows no Flet.
"""

from __future__ import annotations

import hmac
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias
from urllib.parse import urlsplit

Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send: TypeAlias = Callable[[MutableMapping[str, Any]], Awaitable[None]]
AsgiApp: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]

_log = logging.getLogger("onhand.ui")

LOOPBACK = ("127.0.0.1", "localhost")
POLICY_VIOLATION = 1008  # WebSocket close code, RFC 6455 section 7.4.1

CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'",  # Flet's page has inline scripts
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "frame-ancestors 'none'",
        "form-action 'none'",
        "base-uri 'self'",
    )
)
HEADERS = (
    (b"content-security-policy", CONTENT_POLICY.encode()),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-cache"),
)


class Guard:
    """Lets through only requests that carry the token, from this origin, to this host.

    The token is the path's first part, so that the page's own relative requests and its WebSocket
    carry it. A wrong `Host` is a name that another page bound to this address (DNS rebinding); a
    foreign `Origin` is another page. Answers forbid the page to load anything from elsewhere.

    Args:
        app: what is guarded; it is mounted at `/<token>`.
        token: the secret in the URL.
        port: where the server listens.
    """

    def __init__(self, app: AsgiApp, token: str, port: int) -> None:
        self._app = app
        self._token = token.encode()
        self._hosts = {f"{host}:{port}" for host in LOOPBACK}
        self._origins = {f"http://{host}" for host in self._hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif refusal := self._refusal(scope):
            await _refuse(scope, send, *refusal)
        elif scope["type"] == "websocket":
            await self._app(scope, receive, _while_open(send))
        else:
            await self._app(scope, receive, _with_headers(send))

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Return status and reason if the request is not the app's own page's."""
        headers = {bytes(name).lower(): bytes(value) for name, value in scope["headers"]}
        host = headers.get(b"host", b"").decode("latin-1")
        if host not in self._hosts:
            return 421, "This server answers to 127.0.0.1 and localhost only."
        origin = headers.get(b"origin")
        if origin is not None and origin.decode("latin-1") not in self._origins:
            return 403, "Requests of other pages are refused."
        if origin is None and scope["type"] == "websocket":
            return 403, "A WebSocket without an origin is refused."
        first = urlsplit(scope["path"]).path.lstrip("/").partition("/")[0]
        if not hmac.compare_digest(first.encode(), self._token):
            return 404, "Open the address that `onhand app` printed."
        return None


def _while_open(send: Send) -> Send:
    """Return a `send` that drops what comes when the page has gone.

    An error there would keep Flet from noting that its session has no page, so that the same page,
    loaded again, would not get it back.
    """

    async def sending(message: MutableMapping[str, Any]) -> None:
        try:
            await send(message)
        except Exception as error:
            _log.debug("a page that has gone was sent to: %r", error)

    return sending


def _with_headers(send: Send) -> Send:
    replaced = {name for name, _ in HEADERS} | {b"access-control-allow-origin"}

    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            kept = [pair for pair in message.get("headers", ()) if pair[0].lower() not in replaced]
            message = {**message, "headers": [*kept, *HEADERS]}
        await send(message)

    return sending


async def _refuse(scope: Scope, send: Send, status: int, reason: str) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": POLICY_VIOLATION, "reason": reason})
        return
    body = f"{reason}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
