"""Fonts of this machine for the page in the browser, which could otherwise only fetch them.

Flutter draws text itself. For a script that its own font lacks it asks `assets/fonts/noto…` of the
server that it came from; the app answers with a font that this machine has. So nothing is fetched
from a network and no megabytes of fonts are packaged. Knows no Flet.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from onhand.ui.guard import AsgiApp, Receive, Scope, Send

MONO_PATH = "machine-fonts/mono"
FALLBACK_PREFIX = "assets/fonts/noto"
MOST_BYTES = 32 * 1024 * 1024

MONO = ("DejaVuSansMono.ttf", "SFNSMono.ttf", "Menlo.ttc", "CascadiaMono.ttf", "consola.ttf",
        "NotoSansMono-Regular.ttf", "LiberationMono-Regular.ttf", "UbuntuMono-R.ttf",
        "Courier New.ttf", "cour.ttf")  # fmt: skip
WIDE = ("DejaVuSans.ttf", "Arial Unicode.ttf", "segoeui.ttf", "NotoSans-Regular.ttf", "Arial.ttf",
        "arial.ttf", "LiberationSans-Regular.ttf")  # fmt: skip
"""Fonts with many scripts, for whatever has no better candidate."""

CANDIDATES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    # what the requested family begins with -> file names, best first
    (("notocoloremoji", "notoemoji"),
     ("NotoColorEmoji.ttf", "seguiemj.ttf", "Apple Color Emoji.ttc", "NotoEmoji-Regular.ttf",
      "Symbola.ttf")),
    (("notosanssc", "notosanstc", "notosanshk", "notosansjp", "notosanskr"),
     ("NotoSansCJK-Regular.ttc", "NotoSansCJKsc-Regular.otf", "PingFang.ttc", "msyh.ttc",
      "wqy-zenhei.ttc", "wqy-microhei.ttc", "DroidSansFallbackFull.ttf", "YuGothR.ttc",
      "malgun.ttf", "ipag.ttf")),
    (("notosanssymbols", "notosansmath", "notomusic"),
     ("NotoSansSymbols2-Regular.ttf", "seguisym.ttf", "Apple Symbols.ttf")),
)  # fmt: skip
TYPES = {".ttf": b"font/ttf", ".otf": b"font/otf", ".ttc": b"font/collection"}


def folders() -> tuple[Path, ...]:
    """Return where this system keeps fonts."""
    home = Path.home()
    if sys.platform == "darwin":
        system = Path("/System/Library/Fonts")
        return (system, system / "Supplemental", Path("/Library/Fonts"), home / "Library/Fonts")
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows"))
        local = Path(os.environ.get("LOCALAPPDATA", str(home)))
        return (windows / "Fonts", local / "Microsoft/Windows/Fonts")
    return (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts")


def wanted(family: str) -> Iterator[str]:
    """Yield file names, best first, for a family that Flutter asks for (`notosanssymbols`)."""
    for families, names in CANDIDATES:
        if family.startswith(families):
            yield from names
    yield from WIDE


class MachineFonts:
    """Answers requests for fonts with files of this machine; passes everything else on.

    Args:
        app: what is asked for everything else.
        prefix: path before `assets/…`, with both slashes.
        where: folders to look in; None: the system's.
    """

    def __init__(self, app: AsgiApp, prefix: str, where: Iterable[Path] | None = None) -> None:
        self._app = app
        self._prefix = prefix
        self._where = tuple(folders() if where is None else where)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        path = str(scope.get("path", ""))
        file = None
        if scope["type"] == "http" and path.startswith(self._prefix):
            file = self._file_for(path[len(self._prefix) :])
        if file is None:
            await self._app(scope, receive, send)
            return
        headers = [
            (b"content-type", TYPES.get(file.suffix.lower(), b"application/octet-stream")),
            (b"content-length", str(file.stat().st_size).encode()),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": file.read_bytes()})

    def _file_for(self, path: str) -> Path | None:
        if path == MONO_PATH:
            return _first(self._where, MONO)
        if path.startswith(FALLBACK_PREFIX):
            family = path.removeprefix("assets/fonts/").partition("/")[0]
            return _first(self._where, tuple(wanted(family)))
        return None


def _first(where: tuple[Path, ...], names: tuple[str, ...]) -> Path | None:
    """Return the first of `names` that lies in a folder and is not too large to send."""
    known = _files(where)
    return next((known[name] for name in names if name in known), None)


@lru_cache(maxsize=4)
def _files(where: tuple[Path, ...]) -> dict[str, Path]:
    """Return the font files in some folders and theirs by name; the first of a name counts."""
    found: dict[str, Path] = {}
    for folder in where:
        for parent, _, names in os.walk(folder):
            for name in names:
                path = Path(parent) / name
                if path.suffix.lower() in TYPES and path.stat().st_size <= MOST_BYTES:
                    found.setdefault(name, path)
    return found
