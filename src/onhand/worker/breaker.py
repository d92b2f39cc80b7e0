"""Remembers models that killed the worker while loading, also across restarts of the app.

A model that crashes the loader would crash it at every start of the app; it is refused until the
caller says `force=True` or the file changes.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import time
from pathlib import Path
from typing import Any

from onhand.errors import ModelBlockedError

MAX_ENTRIES = 100


class CrashBreaker:
    """A small JSON file of models that crashed on load, keyed by path, size and change time."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def check(self, model_path: str) -> None:
        """Refuse a model that crashed before.

        Raises:
            ModelBlockedError: it did.
        """
        entry = self._read().get(_key(model_path))
        if entry is not None:
            raise ModelBlockedError(
                f"{model_path} killed the worker while loading ({entry['cause']}) and is blocked.",
                path=model_path,
            )

    def block(self, model_path: str, cause: str) -> None:
        """Remember that the model killed the worker."""
        entries = self._read()
        entries[_key(model_path)] = {"cause": cause, "time": time.time()}
        newest = sorted(entries.items(), key=lambda item: -item[1]["time"])[:MAX_ENTRIES]
        self._write(dict(newest))

    def clear(self, model_path: str) -> None:
        """Forget that the model ever crashed."""
        entries = self._read()
        if entries.pop(_key(model_path), None) is not None:
            self._write(entries)

    def _read(self) -> dict[str, Any]:
        try:
            entries = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(entries, dict):
            return {}
        return {
            key: entry
            for key, entry in entries.items()
            if isinstance(entry, dict) and {"cause", "time"} <= set(entry)
        }

    def _write(self, entries: dict[str, Any]) -> None:
        """Replace the file atomically; a disk that cannot be written to only costs the memory."""
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            descriptor, temporary = tempfile.mkstemp(dir=self._path.parent, prefix=".breaker-")
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(entries, file)
            Path(temporary).replace(self._path)


def _key(model_path: str) -> str:
    try:
        stat = Path(model_path).stat()
    except OSError:
        return model_path
    return f"{Path(model_path).resolve()}|{stat.st_size}|{stat.st_mtime_ns}"
