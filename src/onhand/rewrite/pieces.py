"""Cuts a long text into pieces that a small model can hold, and keeps what stands between them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"(\s*\n\s*)")
_SENTENCE = re.compile(r"(?<=[.!?…])(\s+)(?=[^\s])")
_NOT_AN_END = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|st|no|vs|etc|e\.g|i\.e|approx|prof)\.|\b[A-Z]\.)$", re.I
)


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A piece of a text and the white space after it."""

    text: str
    space: str


def split_text(text: str, max_words: int) -> list[TextPiece]:
    """Cut `text` at paragraphs, and those at sentences, into pieces of about `max_words` words.

    A sentence is never cut, however long. Joining texts and spaces gives the text back, without
    the white space at its very start.
    """
    pieces: list[TextPiece] = []
    parts = _PARAGRAPH.split(text.lstrip())
    for index in range(0, len(parts), 2):
        space = parts[index + 1] if index + 1 < len(parts) else ""
        if not parts[index]:
            continue
        sentences = _grouped(_sentences(parts[index]), max_words)
        sentences[-1] = TextPiece(sentences[-1].text, sentences[-1].space + space)
        pieces.extend(sentences)
    return pieces


def _sentences(paragraph: str) -> list[TextPiece]:
    found: list[TextPiece] = []
    parts = _SENTENCE.split(paragraph)
    text = ""
    for index in range(0, len(parts), 2):
        text += parts[index]
        space = parts[index + 1] if index + 1 < len(parts) else ""
        if space and _NOT_AN_END.search(text):
            text += space
            continue
        found.append(TextPiece(text, space))
        text = ""
    if text:
        found.append(TextPiece(text, ""))
    return found


def _grouped(sentences: list[TextPiece], max_words: int) -> list[TextPiece]:
    groups: list[TextPiece] = []
    n_words = 0
    for sentence in sentences:
        n_new = len(sentence.text.split())
        if groups and n_words + n_new <= max_words:
            last = groups[-1]
            groups[-1] = TextPiece(last.text + last.space + sentence.text, sentence.space)
            n_words += n_new
        else:
            groups.append(sentence)
            n_words = n_new
    return groups
