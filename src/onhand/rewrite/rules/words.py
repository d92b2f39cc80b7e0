# ruff: noqa: E501 - tables read best a row a line
"""Words exchanged without a change of meaning: short forms, tables, chatter."""

from __future__ import annotations

import re
from collections.abc import Mapping

_WHOLE = {"can't": "cannot", "won't": "will not", "let's": "let us"}
_PARTS = {"n't": " not", "'re": " are", "'ve": " have", "'ll": " will", "'m": " am"}
_SHORT = re.compile(
    r"\b(?:(can't|won't|let's)|([a-z]+)(n't|'re|'ve|'ll|'m)|(it|that|there|he|she|what|who|where|here)'s(?! been))\b", re.I
)  # fmt: skip
_LONG = re.compile(
    r"\b(do|does|did|is|are|was|were|have|has|had|could|would|should) not\b|\bcannot\b|\bwill not\b"
    r"|\b(I) (am|have|will)\b|\b(it|that) (is)\b(?! not)|\b(we|you|they) (are|will)\b(?! not)", re.I
)  # fmt: skip
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]+")
CHATTER = re.compile(
    r"(?:^|(?<=\s))(?:lol|lmao|haha(?:ha)*|omg|ugh|smh|xx+|:\)|:\(|:D|xD)(?=[\s.,!?]|$)[,]?", re.I
)
_YO = re.compile(r"^(?:yo|hey|hiya|heya)(?: there)?[,!.]*\s+", re.I)


def written_out(text: str) -> str:
    def full(match: re.Match[str]) -> str:
        whole, head, tail, subject = match.groups()
        if whole:
            said = _WHOLE[whole.lower()]
            return said.capitalize() if whole[0].isupper() else said
        return f"{subject} is" if subject else head + _PARTS[tail.lower()]

    return _SHORT.sub(full, text)


def contracted(text: str) -> str:
    def short(match: re.Match[str]) -> str:
        said = match.group()
        if said.lower() in ("cannot", "will not"):
            return said[0] + {"c": "an't", "w": "on't"}[said[0].lower()]
        head, tail = said.split(" ")
        return (
            head
            + {"not": "n't", "am": "'m", "have": "'ve", "will": "'ll", "is": "'s", "are": "'re"}[
                tail.lower()
            ]
        )

    return _LONG.sub(short, text)


def replaced(text: str, table: Mapping[str, str]) -> str:
    pattern = "|".join(
        rf"(?<![\w-]){re.escape(key)}(?![\w-])" for key in sorted(table, key=len, reverse=True)
    )

    def put(match: re.Match[str]) -> str:
        new = table[match.group().lower()]
        return new[:1].upper() + new[1:] if match.group()[0].isupper() else new

    return re.sub(pattern, put, text, flags=re.I)


def without_chatter(text: str) -> str:
    quiet = CHATTER.sub("", EMOJI.sub("", text)).replace("!", ".").strip(" ,")
    return _YO.sub("", quiet)
