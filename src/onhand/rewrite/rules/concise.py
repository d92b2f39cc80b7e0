# ruff: noqa: E501 - tables read best a row a line
"""The padding taken out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from onhand.rewrite.rules.words import CHATTER, EMOJI, contracted, replaced

_PADDING: Mapping[str, str] = {
    "due to the fact that": "because", "owing to the fact that": "because", "for the reason that": "because", "in order to": "to",
    "in the event that": "if", "at this point in time": "now", "at the present time": "now", "prior to": "before", "with regard to": "about",
    "in connection with": "about", "on a daily basis": "daily", "a large number of": "many", "a lot of": "many", "made the decision to": "decided to",
    "taken the decision to": "decided to", "in the near future": "soon", "at your earliest convenience": "soon", "as soon as possible": "soon",
    "i just wanted to let you know that": "", "i wanted to let you know that": "", "just wanted to let you know that": "",
    "i would like to inform you that": "", "i am writing to inform you that": "", "please be advised that": "", "please note that": "",
    "as you may already know,": "", "really": "", "very": "", "actually": "", "basically": "", "just": "", "i think that": "", "i think": "",
}  # fmt: skip


def concise(text: str) -> str:
    short = CHATTER.sub("", EMOJI.sub("", text))
    short = replaced(contracted(short), _PADDING)
    return re.sub(r"^(?:hi|hey|hello)(?: there)?[,!. ]+", "", short.strip(), flags=re.I).strip(" ,")
