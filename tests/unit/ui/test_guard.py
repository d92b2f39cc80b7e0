"""Nobody but the app's own page gets an answer from the local server."""

from __future__ import annotations

from typing import Any

import pytest

from onhand.ui.guard import Guard

TOKEN = "a-secret"
OWN = "http://127.0.0.1:8123"


async def app(scope: Any, receive: Any, send: Any) -> None:
    """Answer everything, with the headers that Flet sends."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        return
    headers = [(b"access-control-allow-origin", b"*"), (b"x-own", b"kept")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"hello"})


async def asked(
    path: str = f"/{TOKEN}/", kind: str = "http", **headers: str
) -> tuple[int | str, dict[str, str]]:
    """Return status (or the WebSocket's message) and headers of an answer."""
    headers = {"host": "127.0.0.1:8123"} | headers
    scope = {
        "type": kind,
        "path": path,
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    await Guard(app, TOKEN, 8123)(scope, None, send)  # type: ignore[arg-type]
    first = sent[0]
    got = {name.decode(): value.decode() for name, value in first.get("headers", ())}
    return first.get("status", first["type"]), got


async def test_the_page_with_the_token_is_served() -> None:
    assert (await asked())[0] == 200


@pytest.mark.parametrize("path", ["/", "/ws", "/a-secre/", "/a-secret2/", "/A-SECRET/", "//", ""])
async def test_nothing_is_served_without_the_token(path: str) -> None:
    assert (await asked(path))[0] == 404


async def test_a_websocket_of_the_page_is_accepted() -> None:
    assert (await asked(f"/{TOKEN}/ws", "websocket", origin=OWN))[0] == "websocket.accept"


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "https://127.0.0.1:8123", "http://127.0.0.1:9", "file://"],
)
async def test_other_origins_are_refused_even_with_the_token(origin: str) -> None:
    assert (await asked(f"/{TOKEN}/ws", "websocket", origin=origin))[0] == "websocket.close"
    assert (await asked(origin=origin))[0] == 403


async def test_a_websocket_that_says_no_origin_is_refused() -> None:
    assert (await asked(f"/{TOKEN}/ws", "websocket"))[0] == "websocket.close"


async def test_a_websocket_without_the_token_is_refused() -> None:
    assert (await asked("/ws", "websocket", origin=OWN))[0] == "websocket.close"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8123", "127.0.0.1", "0.0.0.0:8123"])
async def test_other_names_of_this_address_are_refused(host: str) -> None:
    """A foreign page can bind its own name to 127.0.0.1 (DNS rebinding)."""
    assert (await asked(host=host))[0] == 421


async def test_answers_forbid_the_page_to_load_anything_from_elsewhere() -> None:
    _, headers = await asked()
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert all("http" not in sources and "*" not in sources for sources in policy.values())
    assert headers["referrer-policy"] == "no-referrer"


async def test_answers_do_not_invite_other_origins() -> None:
    _, headers = await asked()
    assert "access-control-allow-origin" not in headers
    assert headers["x-own"] == "kept"


async def test_a_page_that_has_gone_is_no_error() -> None:
    """Flet sends until it notices; an error there would lose its session."""

    async def send(message: Any) -> None:
        raise ConnectionError("gone")

    scope = {
        "type": "websocket",
        "path": f"/{TOKEN}/ws",
        "headers": [(b"host", b"127.0.0.1:8123"), (b"origin", OWN.encode())],
    }
    await Guard(app, TOKEN, 8123)(scope, None, send)  # type: ignore[arg-type]
