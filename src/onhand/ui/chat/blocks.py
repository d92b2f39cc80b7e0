"""Cuts streaming Markdown into blocks that are finished and the one that still grows.

A drawn block is sent to the window once; only the open one is sent again as it grows, so the cost
of an update does not grow with the answer. Follows CommonMark 0.31 as far as it must: fences
(section 4.5), blank lines, and that a list may go on after one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

BlockKind: TypeAlias = Literal["text", "code"]

MOST_OPEN_CHARS = 2000
"""An open block that is longer is cut at a line or sentence, whatever Markdown says."""

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*([^`\n]*)")
_ITEM = re.compile(r" {0,3}([-*+]|\d{1,9}[.)])([ \t]|$)")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"')\]]*\s")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of Markdown that can be drawn on its own.

    Attributes:
        kind: "text": Markdown; "code": the inside of a fence.
        text: without the fence, for code.
        language: what the fence says; "" for none and for text.
        is_continued: it goes on where the block before it was cut, without a border.
    """

    kind: BlockKind
    text: str
    language: str = ""
    is_continued: bool = False


class BlockSplitter:
    """Takes text as it comes; gives finished blocks once and the open one each time.

    Attributes:
        finished: the blocks that will not change any more, in order; only ever appended to.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.finished: list[Block] = []
        self._lines: list[str] = []
        self._rest = ""
        self._fence = ""
        self._language = ""
        self._n_chars = 0
        self._is_after_blank = False
        self._is_continued = False

    def feed(self, text: str) -> None:
        """Take the next piece of text."""
        *lines, self._rest = (self._rest + text).split("\n")
        for line in lines:
            self._take(line)
        if self._n_chars + len(self._rest) > MOST_OPEN_CHARS:
            self._cut()

    def finish(self) -> None:
        """Take the open block as finished: the text has ended."""
        if self._rest:
            line, self._rest = self._rest, ""
            self._take(line)
        self._close(is_continued=False)
        self._fence = ""

    @property
    def open(self) -> Block | None:
        """The block that still grows; None while there is none."""
        lines = [*self._lines, self._rest]
        if self._fence:
            if _is_closing(self._rest, self._fence):
                lines[-1] = ""
            return Block("code", "\n".join(lines).rstrip("\n"), self._language, self._is_continued)
        text = "\n".join(lines).strip("\n")
        if not text.strip():
            return None
        opening = _FENCE.match(self._rest)
        if opening is not None and not self._lines:
            return Block("code", "", opening[2].strip(), False)
        return Block("text", text, "", self._is_continued)

    def _take(self, line: str) -> None:
        """Take a whole line."""
        if self._fence:
            if _is_closing(line, self._fence):
                self._close(is_continued=False)
                self._fence = ""
            else:
                self._keep(line)
            return
        opening = _FENCE.fullmatch(line)
        if opening is not None and not line.startswith("    "):
            self._close(is_continued=False)
            self._fence, self._language = opening[1], opening[2].strip().partition(" ")[0]
            return
        if not line.strip():
            self._is_after_blank = bool(self._lines)
            if self._lines:
                self._keep(line)
            return
        if self._is_after_blank and not self._goes_on(line):
            self._close(is_continued=False)
        self._keep(line)

    def _goes_on(self, line: str) -> bool:
        """Whether `line`, after a blank one, still belongs to the list that is open."""
        is_list = any(_ITEM.match(kept) for kept in self._lines[:1])
        return is_list and (line.startswith(("  ", "\t")) or _ITEM.match(line) is not None)

    def _keep(self, line: str) -> None:
        self._lines.append(line)
        self._n_chars += len(line) + 1
        self._is_after_blank = not line.strip() and not self._fence

    def _close(self, *, is_continued: bool) -> None:
        """Put what is open among the finished; the next block goes on in it if so."""
        text = "\n".join(self._lines)
        if self._fence:
            if text or not self._is_continued:
                self.finished.append(Block("code", text, self._language, self._is_continued))
        elif text.strip():
            self.finished.append(Block("text", text.strip("\n"), "", self._is_continued))
        self._lines, self._n_chars = [], 0
        self._is_after_blank = False
        self._is_continued = is_continued

    def _cut(self) -> None:
        """End the open block early: at its last line, or at a sentence of one long line."""
        if not self._lines:
            cut = max((found.end() for found in _SENTENCE_END.finditer(self._rest)), default=0)
            cut = cut or self._rest.rfind(" ") + 1 or len(self._rest)
            self._lines, self._rest = [self._rest[:cut].rstrip()], self._rest[cut:]
        self._close(is_continued=True)


def blocks_of(text: str) -> list[Block]:
    """Return the blocks of a whole text."""
    splitter = BlockSplitter()
    for piece in _pieces(text):
        splitter.feed(piece)
    splitter.finish()
    return splitter.finished


def _pieces(text: str) -> Iterable[str]:
    """Yield lines, so that a whole text is cut where a streamed one would be."""
    return text.splitlines(keepends=True)


def _is_closing(line: str, fence: str) -> bool:
    """Whether `line` closes `fence`: as many of the same marks at least, and nothing else."""
    mark = line.strip()
    return len(mark) >= len(fence) and set(mark) == {fence[0]} and not line.startswith("    ")
