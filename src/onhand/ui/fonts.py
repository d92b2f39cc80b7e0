"""Fonts of this machine for the page in the browser, which could otherwise only fetch them.

Flutter draws text itself. For a script that its own font lacks it asks `assets/fonts/noto…` of the
server that it came from; the app answers with a font that this machine has. So nothing is fetched
from a network and no megabytes of fonts are packaged. Knows no Flet.
"""

from __future__ import annotations

import asyncio
import contextlib
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
        font = None
        if scope["type"] == "http" and path.startswith(self._prefix):
            names = _names_for(path[len(self._prefix) :])
            if names:  # in a thread: folders are searched and megabytes are read
                font = await asyncio.to_thread(_first, self._where, names)
        if font is None:
            await self._app(scope, receive, send)
            return
        kind, content = font
        headers = [
            (b"content-type", kind),
            (b"content-length", str(len(content)).encode()),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": content})


def _names_for(path: str) -> tuple[str, ...]:
    """Return file names, best first, for what the page asks for; none: it is no font."""
    if path == MONO_PATH:
        return MONO
    if path.startswith(FALLBACK_PREFIX):
        return tuple(wanted(path.removeprefix("assets/fonts/").partition("/")[0]))
    return ()


def _first(where: tuple[Path, ...], names: tuple[str, ...]) -> tuple[bytes, bytes] | None:
    """Return type and content of the first of `names` that can be read; None: none can."""
    known = _files(where)
    for name in names:
        if name in known:
            with contextlib.suppress(OSError):  # it went away, or is somebody else's
                return TYPES[known[name].suffix.lower()], known[name].read_bytes()
    return None


@lru_cache(maxsize=4)
def _files(where: tuple[Path, ...]) -> dict[str, Path]:
    """Return the font files in some folders and theirs by name, but for those too large to send;
    the first of a name counts."""
    found: dict[str, Path] = {}
    for folder in where:
        for parent, _, names in os.walk(folder):
            for name in names:
                path = Path(parent) / name
                if path.suffix.lower() in TYPES and _is_small(path):
                    found.setdefault(name, path)
    return found


def _is_small(path: Path) -> bool:
    """Whether it can be sent; a link to nothing cannot."""
    try:
        return path.stat().st_size <= MOST_BYTES
    except OSError:
        return False
