# ruff: noqa: E501, SIM905 - patterns read best in one piece
"""Verbs that agree with nouns that no list has: "the heating make a noise", "the puppies is"."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.plurals import NOT_PLURAL, singular
from onhand.rewrite.rules.english.verbs import inflected
from onhand.rewrite.rules.mending.agreement import (
    COLLECTIVE,
    INVERTED,
    NO_PART,
    OF_MANY,
    OF_ONE,
    START,
    SUBJUNCTIVE,
)
from onhand.rewrite.rules.mending.dictionary import frequency
from onhand.rewrite.rules.mending.slips import Rule

_PLURALS = frozenset(
    "remaining following people children kids men women police staff team family team's guys folks parents crew group band government committee majority rest data media others both fish sheep feet teeth mice geese jury audience public couple board council company class army press pair lot number few many two three four five six seven eight nine ten all bank school hotel hospital shop university airline restaurant museum supplier garage office council".split()
)
_NO_NOUNS = frozenset(
    "first last best worst rest poor rich old young same next only most more one ones other others week month year morning evening afternoon weekend day night time way thing english french german spanish dutch italian british chinese japanese sick dead".split()
)


def _any_third(match: re.Match[str]) -> str:
    """Make a verb fit a noun that we don't know: "the heating make a noise"."""
    words = match["noun"].split()
    noun, before = words[-1], match.string[: match.start("det")]
    if noun in _PLURALS | _NO_NOUNS or words[0] in _PLURALS or words[0].endswith(("s", "ly")):
        return match[0]
    if noun.endswith("s") or re.fullmatch(NO_PART, noun) or not frequency(noun):
        return match[0]
    if SUBJUNCTIVE.search(before) or INVERTED.search(before):
        return match[0]
    return match[0][: match.start("verb") - match.start()] + inflected(match["verb"], "third")


def _any_one_does(match: re.Match[str]) -> str:
    """Make one thing's verb singular ("the shop don't"), unless it is a plural or asked about."""
    noun = match["noun"].split()[-1]
    before = match.string[: match.start("det")].lower()
    if match["noun"] in ("there", "here") or re.search(
        r"\b(?:who|whom|which|that|where)\b[^.,!?;]*$", before
    ):
        return match[0]  # it may be what somebody has, not who has it
    first = match["noun"].split()[0]
    if noun.endswith("s") or noun in _PLURALS or first in _PLURALS or first.endswith("s"):
        return match[0]
    if first in ("and", "or", "i", "we", "you", "they", "that", "who", "which") or noun in (
        "i",
        "we",
        "you",
        "they",
        "that",
        "who",
        "which",
        "one",
    ):
        return match[0]
    if len(match["noun"].split()) > 1 and (
        first.endswith(("ly", "ing", "ed"))
        or first
        in (
            "of",
            "to",
            "in",
            "for",
            "with",
            "as",
            "than",
            "if",
            "when",
            "should",
            "would",
            "could",
            "must",
            "might",
            "may",
            "will",
            "can",
            "not",
            "you",
            "do",
        )
    ):
        return match[0]
    if re.search(
        r"\b(?:and|or|if|wish|though|does|did|do|would|could|should|will|can|may|might|must|let|make|made|of|in|on|for|with|by|to|from|at|have|see|help|about|had|gave|give|told|than|like|suggest|so)(?: \w+)? $",
        before,
    ):
        return match[0]
    if noun in (
        "should",
        "would",
        "could",
        "must",
        "might",
        "may",
        "will",
        "can",
        "to",
        "not",
    ) or not frequency(noun):
        return match[0]
    return (
        match[0][: match.start("verb") - match.start()]
        + OF_ONE[match["verb"].lower().replace("’", "'")]
    )


def _any_many_do(match: re.Match[str]) -> str:
    """Make several things' verb plural ("the puppies is"), unless they only belong to the subject."""
    before = match.string[: match.start("det")].lower()
    if (
        match["noun"] in NOT_PLURAL
        or not singular(match["noun"])
        or match["noun"].endswith(("ss", "us"))
    ):
        return match[0]
    if re.search(
        r"\b(?:of|in|on|for|with|by|to|from|at|about|behind|between|near|under|over|and|or|than|what|that|which|who|because of|after|before|like|through|against|into|without|around) $",
        before,
    ) or re.search(r"\w+ing $|\bto [a-z]+ $", before):
        return match[0]
    return (
        match[0][: match.start("verb") - match.start()]
        + OF_MANY[match["verb"].lower().replace("’", "'")]
    )


OTHER_SUBJECTS: tuple[Rule, ...] = (
    ("is was has doesn", r"(?P<pre>\b\w+[.,!?;:]? |^)(?P<det>the|my|your|our|his|her|their|these|those) (?P<noun>[a-z]+s) (?P<verb>is|was|has|isn['’]t|wasn['’]t|hasn['’]t|doesn['’]t)\b", _any_many_do),
    ("say make take come go want know need live love hate seem look smell taste sound cost contain belong start finish close open leave arrive keep work", rf"{START}(?P<det>[Tt]he|[Mm]y|[Yy]our|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir|[Tt]his|[Tt]hat) (?P<noun>(?:(?!{NO_PART}\b)[a-z]+ )?(?!{COLLECTIVE}\b)[a-z]+) (?P<verb>say|make|take|come|go|want|know|live|hate|seem|smell|taste|sound|contain|belong|(?:need|look|love|cost|start|finish|close|open|leave|arrive|keep|work)(?= (?:at|in|on|the|a|an|my|your|to|very|too|every|again|now|good|like|me|us|it|so|strange|bad)\b))\b", _any_third),
    ("don't don’t have were", r"(?P<pre>\b\w+[.,!?;:]? |^)(?P<det>the|my|your|our|his|her|this|that|a|an) (?P<noun>(?:[a-z]+ )?[a-z]+) (?P<verb>don['’]t|have|were|haven['’]t|weren['’]t)\b", _any_one_does),
)  # fmt: skip
