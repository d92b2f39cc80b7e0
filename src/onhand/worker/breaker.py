"""Remembers models that killed the worker while loading, also across restarts of the app.

A model that crashes the loader would crash it at every start of the app; it is refused until the
caller says `force=True` or the file changes. Where the worker is a thread, the app dies with it and
can tell nobody: a mark on the disk, left behind by a load that never ended, does.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onhand.errors import ModelBlockedError

MAX_ENTRIES = 100
MAX_LOAD_DEATHS = 2
"""Once may be chance (the memory of the machine, a user who lost patience); twice is the model."""


class CrashBreaker:
    """Two small JSON files, keyed by a model's path, size and change time.

    The one has the models that are refused, the other, with "-loading" in its name, those that some
    process loads in a thread of its own now, or did when it died.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._loading_path = path.with_name(f"{path.stem}-loading{path.suffix}")

    def check(self, model_path: str) -> None:
        """Refuse a model that crashed before.

        Raises:
            ModelBlockedError: it did.
        """
        entry = _read(self._path, {"cause", "time"}).get(_key(model_path))
        if entry is not None:
            raise ModelBlockedError(
                f"{model_path} killed the worker while loading ({entry['cause']}) and is blocked.",
                path=model_path,
            )

    def block(self, model_path: str, cause: str) -> None:
        """Remember that the model killed the worker."""
        entries = _read(self._path, {"cause", "time"})
        entries[_key(model_path)] = {"cause": cause, "time": time.time()}
        newest = sorted(entries.items(), key=lambda item: -item[1]["time"])[:MAX_ENTRIES]
        _write(self._path, dict(newest))

    def clear(self, model_path: str) -> None:
        """Forget that the model ever crashed."""
        for path in (self._path, self._loading_path):
            entries = _read(path)
            if entries.pop(_key(model_path), None) is not None:
                _write(path, entries)

    @contextlib.contextmanager
    def watching(self, model_path: str) -> Iterator[None]:
        """While entered, this process loads the model in a thread, and may die of it.

        Raises:
            ModelBlockedError: processes that loaded it died meanwhile, twice in a row.
        """
        n_deaths = self._n_deaths(model_path)
        if n_deaths >= MAX_LOAD_DEATHS:
            self.clear(model_path)
            self.block(model_path, f"the app died {n_deaths} times")
            self.check(model_path)
        marks = _read(self._loading_path)
        _write(self._loading_path, {**marks, _key(model_path): {**_owner(), "deaths": n_deaths}})
        try:
            yield
        finally:
            marks = _read(self._loading_path)
            if marks.pop(_key(model_path), None) is not None:
                _write(self._loading_path, marks)

    def _n_deaths(self, model_path: str) -> int:
        """Return how often in a row a process died while it loaded the model."""
        mark = _read(self._loading_path, {"pid", "started", "deaths"}).get(_key(model_path))
        if mark is None or not isinstance(mark["deaths"], int):
            return 0
        return mark["deaths"] + (0 if _is_alive(mark) else 1)


def _read(path: Path, wanted: frozenset[str] | set[str] = frozenset()) -> dict[str, Any]:
    """Return the entries that have all that is wanted; none, if the file is missing or damaged."""
    try:
        entries = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(entries, dict):
        return {}
    return {k: e for k, e in entries.items() if isinstance(e, dict) and wanted <= set(e)}


def _write(path: Path, entries: dict[str, Any]) -> None:
    """Replace a file atomically; a disk that cannot be written to only costs the memory."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".breaker-")
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(entries, file)
        Path(temporary).replace(path)


def _owner() -> dict[str, Any]:
    """Return what tells this process from an earlier one of the same number."""
    import psutil

    return {"pid": os.getpid(), "started": psutil.Process().create_time()}


def _is_alive(mark: dict[str, Any]) -> bool:
    import psutil

    try:
        return bool(abs(psutil.Process(mark["pid"]).create_time() - mark["started"]) < 1.0)
    except (psutil.Error, TypeError, ValueError, OverflowError):
        return False


def _key(model_path: str) -> str:
    try:
        stat = Path(model_path).stat()
    except OSError:
        return model_path
    return f"{Path(model_path).resolve()}|{stat.st_size}|{stat.st_mtime_ns}"
