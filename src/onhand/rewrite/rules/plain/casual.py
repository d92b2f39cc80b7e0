# ruff: noqa: E501 - tables read best a row a line
"""As to a friend: short forms, plain words."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.continuing import continued, rejoined
from onhand.rewrite.rules.english.salutations import opening_apart
from onhand.rewrite.rules.english.sentences import (
    capital,
    join,
    sentence,
    split_sentences,
)
from onhand.rewrite.rules.english.shielding import shielded
from onhand.rewrite.rules.english.short_forms import shortened
from onhand.rewrite.rules.plain.everyday import as_talked
from onhand.rewrite.rules.plain.plainness import STIFF_GREETING, in_plain_words

_SIGN_OFF = re.compile(
    r"(?:(?:^|(?<=\n)|(?<=[.!?] ))(?:yours (?:sincerely|faithfully|truly)|(?:with )?(?:kind|best|warm|kindest|warmest)? ?regards|(?:most )?sincerely(?: yours)?|respectfully(?: yours)?|with best wishes|best wishes))(?=\s*(?:,|\.|\n|$))", re.I
)  # fmt: skip


_WHILE = re.compile(
    r"(?P<head>(?:^|(?<=[.!?] ))(?:while|although|even though|as|since) [^,.!?]{5,80})\. (?=(?:I|we)\b)",
    re.I,
)
"""A subordinate clause that was cut from its main one."""
_AFRAID = re.compile(
    r"(?P<why>\b(?:because of|after|with) [^.,;!?]{3,80}), sorry, but (?=I\b|we\b)", re.I
)
"""A refusal's "sorry" that came behind its reason."""
_ASKED_BECAUSE = re.compile(
    r"(?P<ask>(?:^|(?<=[.!?] ))can [^.?!;]{8,120}?),? because (?P<why>(?:I|we|my|our|the|he|she|it|they)\b[^.?!]{5,80})\?",
    re.I,
)
"""A question that has its reason inside: the question mark belongs before it."""
_FAVOUR = re.compile(
    r"please (?P<act>(?:send|tell|give|bring|call|email|text|forward|show|help|lend|pick|return|reply|remove|move|let|check|fix|sign|confirm|pass|print|book|add|change|cancel|update|drop|save|share|explain|pay|post|hand|water|feed)\b[^,.?!;:\n]*)\.", re.I
)  # fmt: skip


@shielded
def casual(text: str) -> str:
    """Return a text as one writes to a friend: "Hey", short forms, no officialese."""
    plain = shortened(in_plain_words(rejoined(text)))
    plain = _SIGN_OFF.sub("Cheers", plain)
    plain = _WHILE.sub(r"\g<head>, ", plain)
    plain = _AFRAID.sub(r"\g<why>, I'm afraid ", plain)
    plain = _ASKED_BECAUSE.sub(lambda m: f"{m['ask']}? {capital(m['why'])}.", plain)
    plain = join(
        [
            sentence(_as_favour(capital(one.text)), one.space)
            for one in split_sentences(plain.strip(" ,"))
        ]
    )
    return _opened(as_talked(plain))


def _as_favour(said: str) -> str:
    """Return "Please send me the list." as friends ask it, "Can you send … ?"."""
    match = _FAVOUR.fullmatch(said)
    return f"Can you {match['act']}?" if match else said


def _opened(plain: str) -> str:
    plain = STIFF_GREETING.sub("Hi there", plain)
    greeting, rest = opening_apart(plain)
    if not greeting:
        if not plain:
            return plain
        said = continued(plain)
        return f"Hey, {said}" if said != plain or re.match(r"I\b", plain) else f"Hey! {plain}"
    gap = re.match(r"\s*", plain[len(greeting) :])
    greeting = re.sub(
        r"^(?:hello|dear|good (?:day|morning|afternoon|evening)|greetings)\b",
        "Hey",
        greeting,
        flags=re.I,
    )
    greeting = re.sub(r"^Hey, (?=(?:Mr|Mrs|Ms|Dr|Prof)\b)", "Hey ", greeting)
    greeting = re.sub(r"^Hey(?= (?:Mr|Mrs|Ms|Dr|Prof)\b)", "Hi", greeting)
    if not rest:
        return greeting
    if gap and "\n" in gap.group():
        return greeting + gap.group() + capital(rest)
    if re.search(r"[!.]$", greeting):
        return f"{greeting} {capital(rest)}"
    return f"{greeting.rstrip(',')}, {continued(rest)}"
