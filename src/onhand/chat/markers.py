"""Finding markers in text that arrives in pieces."""

from __future__ import annotations

from collections.abc import Iterable


class MarkerFinder:
    """Splits a stream at the first of several markers, wherever the pieces are cut.

    Text is held back only while it could still become a marker.
    """

    __slots__ = ("_held", "_markers")

    def __init__(self, markers: Iterable[str]) -> None:
        self._markers = sorted({marker for marker in markers if marker}, key=len, reverse=True)
        self._held = ""

    def feed(self, text: str) -> tuple[str, str | None, str]:
        """Take a piece and return (text before, marker, text after it).

        Without a marker the second is None and the third empty. Call again with what came after:
        a marker ends the look at a piece.
        """
        text, self._held = self._held + text, ""
        found = [(text.find(marker), -len(marker), marker) for marker in self._markers]
        hits = [hit for hit in found if hit[0] >= 0]
        if hits:
            at, _, marker = min(hits)
            longer = self._longer(text[at:], marker)
            if not longer:
                return text[:at], marker, text[at + len(marker) :]
            self._held = text[at:]
            return text[:at], None, ""
        n_held = self._n_beginning(text)
        self._held = text[len(text) - n_held :]
        return text[: len(text) - n_held], None, ""

    def finish(self) -> str:
        """Return what was held back; the stream is over."""
        text, self._held = self._held, ""
        return text

    def _longer(self, text: str, marker: str) -> bool:
        """Whether the text may still become a longer marker than the one that it begins with."""
        return any(
            len(other) > len(marker) and other.startswith(text) and other != text
            for other in self._markers
        )

    def _n_beginning(self, text: str) -> int:
        """Return the length of the longest end of `text` with which a marker begins."""
        longest = max((len(marker) - 1 for marker in self._markers), default=0)
        for length in range(min(longest, len(text)), 0, -1):
            tail = text[len(text) - length :]
            if any(marker.startswith(tail) for marker in self._markers):
                return length
        return 0
