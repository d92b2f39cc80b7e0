"""The last lines that onhand logged, without what is private."""

from __future__ import annotations

import logging
import re
from collections import deque
from dataclasses import dataclass
from pathlib import Path

LOGGER = "onhand"
MOST_LINES = 500
MOST_CHARACTERS = 4000

_SECRETS = (
    (re.compile(r"hf_[A-Za-z0-9]{8,}"), "hf_…"),
    (re.compile(r"(?i)\b(bearer|basic)\s+[A-Za-z0-9+/=._~-]{8,}"), r"\1 …"),
    (re.compile(r"(?i)\b(token|key|secret|password)(\s*[=:]\s*)\S+"), r"\1\2…"),
    (re.compile(r"(\w+://)[^/\s@]+@"), r"\1…@"),
    (re.compile(r"(https?://(?:127\.0\.0\.1|localhost):\d+/)[A-Za-z0-9_-]{43}"), r"\1…"),
)


def without_secrets(text: str, home: Path | None = None) -> str:
    """Return a text without access tokens, passwords in addresses and the user's name in paths."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    folder = str(home or Path.home()).rstrip("/\\")
    return text.replace(folder, "~") if len(folder) > 1 else text


@dataclass(frozen=True, slots=True)
class LogLine:
    """Something that was logged.

    Attributes:
        at: Unix time.
        level: `logging`'s number: 20 info, 30 warning, 40 error.
        logger: who logged it.
        text: what, with the trace of an exception below.
    """

    at: float
    level: int
    logger: str
    text: str


class LogRing(logging.Handler):
    """Keeps the last lines of the logger "onhand".

    No logger of onhand is told what people write or models answer; what else is private is taken
    out here.
    """

    def __init__(self, most: int = MOST_LINES) -> None:
        """Keep at most `most` lines; none come before `install`."""
        super().__init__(logging.INFO)
        self._lines: deque[LogLine] = deque(maxlen=most)
        self._level_before: int | None = None
        self.n_seen: int = 0
        self.setFormatter(logging.Formatter("%(message)s"))

    def install(self) -> None:
        """Listen from now on; information counts as worth logging while somebody listens."""
        logger = logging.getLogger(LOGGER)
        if self._level_before is None:
            self._level_before = logger.level
            if logger.getEffectiveLevel() > logging.INFO:
                logger.setLevel(logging.INFO)
            logger.addHandler(self)

    def remove(self) -> None:
        """Listen no longer; what was kept stays."""
        logger = logging.getLogger(LOGGER)
        if self._level_before is not None:
            logger.removeHandler(self)
            logger.setLevel(self._level_before)
            self._level_before = None

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        try:
            text = without_secrets(self.format(record))[:MOST_CHARACTERS]
        except Exception:
            self.handleError(record)
            return
        self._lines.append(LogLine(record.created, record.levelno, record.name, text))
        self.n_seen += 1

    def lines(self, level: int = logging.INFO) -> tuple[LogLine, ...]:
        """Return the lines of this level and worse, oldest first."""
        return tuple(line for line in self._lines.copy() if line.level >= level)
