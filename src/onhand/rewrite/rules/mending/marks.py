# ruff: noqa: E501 - patterns read best in one piece
"""Marks as print has them: spoken ones read, one "!" for three, spaces after commas."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from onhand.rewrite.rules.english.shielding import shielded

_DICTATED = {" comma": ",", " full stop": ".", " question mark": "?", " exclamation mark": "!"}
_SPOKEN_MARK = re.compile(
    r"(?<=\w)(?<!\ba)(?<!\bthe)(?<!\bof)(?<!\bthis)(?<!\bthat)(?<!\bno)(?<!\bto)(?<!\bone)(?<!\band)(?<!\bor) (?:comma|full stop|question mark|exclamation mark)(?=\s|$)",
    re.I,
)
_FILLER = re.compile(r"\b(?:u+m+|u+h+|erm+)\b,? ", re.I)


def _with_spoken_marks(text: str) -> str:
    """Return a dictated text with "comma" and "full stop" as the marks they name."""
    if not _SPOKEN_MARK.search(text) or re.search(r"[.,!?]\s", text):
        return text
    return _FILLER.sub("", _SPOKEN_MARK.sub(lambda match: _DICTATED[match.group().lower()], text))


_CORRECTED = re.compile(
    r"^(?P<said>.*?)[,.]?\s+(?:\*(?P<right>[^\W\d_]{3,})|(?P<right_>[^\W\d_]{3,})\*)(?P<end>[.!?]?)$",
    re.S,
)


def _with_correction_taken(text: str) -> str:
    """Return a text with what the sender corrected put right: "the contacts *contracts"."""
    match = _CORRECTED.match(text) if "*" in text else None
    if match is None or text.count("*") > 1:
        return text
    right, said = match["right"] or match["right_"], match["said"]
    near = [
        (SequenceMatcher(None, word.group().lower(), right.lower()).ratio(), word.start(), word)
        for word in re.finditer(r"[^\W\d_]{3,}", said)
        if word.group().lower() != right.lower()
    ]
    ratio, _, wrong = max(near, key=lambda found: found[:2], default=(0.0, 0, None))
    if wrong is None or ratio < 0.65:
        return text
    return said[: wrong.start()] + right + said[wrong.end() :] + match["end"]


@shielded
def with_marks_tidied(text: str) -> str:
    """Return a text with its marks as print has them: one "!", no dots that trail off, spaces after commas."""
    text = _with_correction_taken(_with_spoken_marks(text))
    text = re.sub(r"!{2,}", "!", text)
    text = re.sub(r"(?:\?!|!\?)[?!]*|\?{2,}", "?", text)
    text = re.sub(r"(?<=[^\W_])[ \t]+(?=[,.!?](?:\s|$))", "", text)
    text = re.sub(r"(?<=[^\W\d_]),(?=[^\W\d_])", ", ", text)
    text = re.sub(r"(?<=[a-z]{3})([!?])(?=[A-Za-z])", r"\1 ", text)
    text = re.sub(r",{2,}", ",", text)
    text = re.sub(
        r"(?<=[^\W_])(?:\.{2,}|…)(?=\s+(?:i|and|but|so|we|it|can|please|the|any|just|what|how|why|is|are|do)\b)",
        ".",
        text,
        flags=re.I,
    )
    return re.sub(r"(?<=[^\W_])(?:\.{2,}|…)\s*$", ".", text)
