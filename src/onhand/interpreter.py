"""Starts this Python anew: a process with this one's `sys.path` and nothing of its memory."""

from __future__ import annotations

import json
import sys

from onhand.errors import RuntimeUnavailableError

_PROLOGUE = "import sys, json; sys.path[:] = json.loads(sys.argv.pop(1)); "


def is_at_hand() -> bool:
    """Whether `sys.executable` is a Python; a frozen program would only start itself again."""
    return bool(sys.executable) and not getattr(sys, "frozen", False)


def command(code: str, *arguments: str) -> list[str]:
    """Return the command that runs `code` in a fresh interpreter, `arguments` in `sys.argv[1:]`.

    Raises:
        RuntimeUnavailableError: this program has no interpreter to start.
    """
    if not is_at_hand():
        raise RuntimeUnavailableError(
            "This program has no interpreter of its own to start another process with.",
            hint="Open engines with isolation='thread' (or 'auto') in a frozen program.",
        )
    return [sys.executable, "-I", "-c", _PROLOGUE + code, json.dumps(sys.path), *arguments]
