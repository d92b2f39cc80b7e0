"""Fonts of this machine are lent to the page; nothing else is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from onhand.ui.fonts import MONO_PATH, MachineFonts, folders, wanted


async def asked(where: Path, path: str) -> tuple[int, bytes]:
    """Return status and body of an answer to a path after the token."""
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def other(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 404, "headers": []})
        await send({"type": "http.response.body", "body": b"other"})

    scope = {"type": "http", "path": f"/token/{path}", "headers": []}
    await MachineFonts(other, "/token/", [where])(scope, None, send)  # type: ignore[arg-type]
    return sent[0]["status"], sent[1]["body"]


def machine(folder: Path, *names: str) -> Path:
    """Return a folder with font files of those names."""
    for name in names:
        (folder / "truetype").mkdir(exist_ok=True)
        (folder / "truetype" / name).write_bytes(name.encode())
    return folder


async def test_a_family_is_answered_with_the_best_font_that_is_here(tmp_path: Path) -> None:
    where = machine(tmp_path, "DejaVuSans.ttf", "seguiemj.ttf")
    assert await asked(where, "assets/fonts/notosanssymbols/v43/x.woff2") == (
        200,
        b"DejaVuSans.ttf",
    )
    assert await asked(where, "assets/fonts/notocoloremoji/v32/y.woff2") == (200, b"seguiemj.ttf")


async def test_code_gets_a_monospaced_font(tmp_path: Path) -> None:
    where = machine(tmp_path, "DejaVuSans.ttf", "consola.ttf")
    assert await asked(where, MONO_PATH) == (200, b"consola.ttf")


async def test_a_machine_without_fonts_passes_the_request_on(tmp_path: Path) -> None:
    assert await asked(tmp_path, MONO_PATH) == (404, b"other")
    assert await asked(tmp_path, "assets/fonts/notosanssc/v1/x.woff2") == (404, b"other")


async def test_a_font_that_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    where = machine(tmp_path, "consola.ttf", "NotoSansMono-Regular.ttf")
    (tmp_path / "DejaVuSansMono.ttf").symlink_to(tmp_path / "removed.ttf")
    assert await asked(where, MONO_PATH) == (200, b"consola.ttf")
    (tmp_path / "truetype" / "consola.ttf").unlink()  # after the folders were looked through
    assert await asked(where, MONO_PATH) == (200, b"NotoSansMono-Regular.ttf")


async def test_only_fonts_by_known_names_are_read(tmp_path: Path) -> None:
    where = machine(tmp_path, "DejaVuSans.ttf")
    (tmp_path / "secret.txt").write_text("secret")
    for path in ("machine-fonts/../secret.txt", "secret.txt", "assets/fonts/roboto.woff2",
                 "machine-fonts/DejaVuSans.ttf"):  # fmt: skip
        assert await asked(where, path) == (404, b"other")


def test_every_family_has_candidates_and_every_system_folders() -> None:
    assert next(wanted("notosanskr")) != next(wanted("notocoloremoji"))
    assert list(wanted("notosanshebrew"))
    assert folders()
