"""How sensors are reached: files below a root, commands, a clock. Tests put a recorded device here.

Every read says nothing (None, empty) instead of raising: a sensor that breaks is a sensor that the
device does not have.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, Generic, TypeVar

from onhand.governor.readings import Reading

T = TypeVar("T")

_COMMAND_LIMIT_S: Final = 5.0
_NO_WINDOW: Final = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_MOST_DIGITS: Final = 20


def run_command(command: Sequence[str]) -> str | None:
    """Return what a command writes; None: it is missing, failed, or took longer than 5 s."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_COMMAND_LIMIT_S,
            check=True,
            env={**os.environ, "LC_ALL": "C"},
            creationflags=_NO_WINDOW,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", errors="replace")


def as_number(text: str | None) -> int | None:
    """Return a decimal integer, signed or not; None where the text is anything else."""
    digits = (text or "").strip()
    bare = digits.removeprefix("-")
    if not (bare.isascii() and bare.isdigit() and len(bare) < _MOST_DIGITS):
        return None
    return int(digits)


class Access:
    """The ways to a device's sensors."""

    def __init__(
        self,
        *,
        root: Path = Path("/"),
        clock: Callable[[], float] = time.monotonic,
        run: Callable[[Sequence[str]], str | None] = run_command,
    ) -> None:
        """Reach sensors of this machine, or of a recorded one.

        Args:
            root: where /proc and /sys are looked for.
            clock: monotonic seconds.
            run: runs a command and returns what it writes, or None.
        """
        self.root: Path = root
        self._prefix = str(root).rstrip("/")
        self.clock: Callable[[], float] = clock
        self.run: Callable[[Sequence[str]], str | None] = run

    def text(self, path: str) -> str | None:
        """Return a file's text without the blanks around it; None: it is missing or unreadable.

        Args:
            path: absolute, as the device has it.
        """
        try:
            content = self._at(path).read_bytes()
        except (OSError, ValueError):
            return None
        return content.decode("utf-8", errors="replace").strip()

    def number(self, path: str) -> int | None:
        """Return the integer in a file; None: there is none."""
        return as_number(self.text(path))

    def names(self, path: str) -> list[str]:
        """Return the names in a folder, sorted; empty: it is missing or unreadable."""
        try:
            return sorted(entry.name for entry in self._at(path).iterdir())
        except (OSError, ValueError):
            return []

    def reading(self, value: T | None, source: str, at: float | None = None) -> Reading[T]:
        """Return a reading of now, or of `at`; one without a value says that the source gave none.

        Args:
            value: what was read.
            source: where.
            at: monotonic seconds of the reading; None: now.
        """
        said = source if value is not None else f"none: {source} is missing, unreadable or garbage"
        return Reading(value, said, self.clock() if at is None else at)

    def unknown(self, why: str) -> Reading[T]:
        """Return that there is no such sensor here, and why."""
        return Reading(None, f"none: {why}", self.clock())

    def _at(self, path: str) -> Path:
        return Path(f"{self._prefix}{path}")


class Renewed(Generic[T]):
    """Something dear to read, read anew only once it is old."""

    def __init__(
        self, read: Callable[[], T], *, after_s: float, clock: Callable[[], float]
    ) -> None:
        """Read nothing yet.

        Args:
            read: reads it.
            after_s: age from which it is read anew.
            clock: monotonic seconds.
        """
        self._read = read
        self._after_s = after_s
        self._clock = clock
        self._kept: tuple[float, T] | None = None

    def get(self) -> T:
        """Return it, at most that old."""
        now = self._clock()
        if self._kept is None or now - self._kept[0] >= self._after_s:
            self._kept = (now, self._read())
        return self._kept[1]
