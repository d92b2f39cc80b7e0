# ruff: noqa: E501 - patterns read best in one piece
"""Commas after what opens a sentence: "boss, …", "to be honest, …", "if it rains, …"."""

from __future__ import annotations

import re

from onhand.rewrite.rules.mending.slips import Rule

COMMAS: tuple[Rule, ...] = (
    ("if_", r"^(if (?!.*,).{6,70}?\w) ((?:I|we|you|he|she|they|it)(?: would| will| could| can|['’]d|['’]ll) .*)$", lambda m: m[0] if re.search(r"\b(?:think|know|say|hope|so|that|what|who|if|and|or|if|anything|where|how|see|sure|wish|way|believe)$", m[1], re.I) or re.search(r" (?:I|we|you|he|she|they|it)(?: would| will| could| can|['’]d|['’]ll) ", " " + m[2][2:]) else f"{m[1]}, {m[2]}"),
    ("boss guys mate dude bro teacher sir babe honey folks mum mom dad ladies", r"^(boss|guys|mate|dude|bro|teacher|sir|babe|honey|folks|mum|mom|dad|ladies) (?=(?:I|I['’]m|I['’]ve|I['’]ll|we|we['’]re|you|the|my|there|what|when|where|how|why|please|who)\b)", r"\1, "),
    ("", r"(^|[.!?] )(to be honest|by the way|in my opinion|for your information|as far as I know|if I remember correctly|unfortunately|honestly|anyway|long story short|on the other hand|for example|in short) (?=(?:I|I['’]m|I['’]ve|I['’]ll|we|he|she|it|it['’]s|they|you|the|this|that|my|our|your|there|please|can|could|what|when|is|are|do)\b)", r"\1\2, "),
    ("ok alright cool great perfect", r"(^|[.!?] )(ok|okay|alright|cool|great|perfect) (?=(?:see you|thanks|thank you|I|I['’]ll|I['’]m|we|we['’]ll|will do|let['’]s|sounds|got it|no problem)\b)", r"\1\2, "),
    ("yes no yeah yep sure", r"(^|[.!?] )(yes|no|yeah|nope|yep|sure) (?=(?:I|we|it|they|he|she|that['’]s|you|it['’]s|I['’]m|I['’]ll|we['’]ll|thanks|thank|please|of course|sorry)\b)", r"\1\2, "),
)  # fmt: skip
