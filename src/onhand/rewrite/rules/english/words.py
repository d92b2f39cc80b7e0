"""Words exchanged without a change of meaning: short forms, tables, chatter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from onhand.rewrite.rules.english.contractions import contracted, written_out

__all__ = ["CHATTER", "EMOJI", "contracted", "replaced", "without_chatter", "written_out"]

EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]+")
CHATTER = re.compile(
    r"(?:^|(?<=\s))(?:lol|lmao|haha(?:ha)*|omg|ugh|smh|xx+|:\)|:\(|:D|xD)(?=[\s.,!?]|$)[,]?", re.I
)
_YO = re.compile(r"^(?:yo|hey|hiya|heya)(?: there)?[,!.]*\s+", re.I)


@lru_cache(maxsize=64)
def _any_of(keys: tuple[str, ...]) -> re.Pattern[str]:
    ways = "|".join(re.escape(key) for key in sorted(keys, key=len, reverse=True))
    return re.compile(rf"(?<![\w'’-])(?:{ways})(?![\w-]|['’]\w)", re.I)


def replaced(text: str, table: Mapping[str, str]) -> str:
    """Return a text with the words of a table, in small letters there, exchanged; case is kept."""

    def put(match: re.Match[str]) -> str:
        new = table[match.group().lower()]
        return new[:1].upper() + new[1:] if match.group()[0].isupper() else new

    return _any_of(tuple(table)).sub(put, text)


def without_chatter(text: str) -> str:
    """Return a text without emoji, "lol" and its like, shouting marks and a bare "yo"."""
    quiet = CHATTER.sub("", EMOJI.sub("", text)).replace("!", ".").strip(" ,")
    return _YO.sub("", quiet)
