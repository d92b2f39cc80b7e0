# ruff: noqa: E501, SIM905 - patterns read best in one piece
"""More, most, as and than: "more big", "the most cheap", "more better", "the same like"."""

from __future__ import annotations

import re

from onhand.rewrite.rules.mending.nouns import one_of
from onhand.rewrite.rules.mending.slips import Rule

_SHORT = frozenset("cheap fast big small old young long short high low tall cold warm quick slow hard strong easy busy happy heavy early noisy dirty close late near safe nice wide large simple cold hot bright dark clean soft loud light weak rich poor deep thick thin cool fresh tight smart healthy hungry lazy tasty funny pretty friendly".split())  # fmt: skip
_ADJECTIVE = one_of(_SHORT)
_DOUBLED = frozenset("big hot thin".split())


def _compared(word: str, ending: str) -> str:
    word = word.lower()
    if word.endswith("y"):
        return word[:-1] + "i" + ending
    if word in _DOUBLED:
        return word + word[-1] + ending
    return word.removesuffix("e") + ending


_COMPARATIVE = one_of(
    {_compared(word, "er") for word in _SHORT - {"late", "early", "clean", "long"}}
    | {"better", "worse"}
)
_SUPERLATIVE = one_of({_compared(word, "est") for word in _SHORT} | {"best", "worst"})

COMPARING: tuple[Rule, ...] = (
    ("prefer", r"\b(prefer(?:s|red)? (?:\w+ ){1,3})than (?=\w+)(?<!rather than )", lambda m: m[0] if " rather " in m[0] else f"{m[1]}to "),
    ("more", rf"\b(?P<more>[Mm]ore) (?P<good>{_COMPARATIVE})\b(?!['’-])", lambda m: m["good"].capitalize() if m["more"][0] == "M" else m["good"]),
    ("most", rf"\b[Mm]ost (?P<good>{_SUPERLATIVE})\b(?!-)", r"\g<good>"),
    ("more", rf"\b(?P<be>is|are|was|were|be|been|['’]s|['’]re|look|looks|feel|feels|get|gets|getting|got|become|becomes|seems?|much|even|far|a bit|a little) more (?P<good>{_ADJECTIVE})\b(?!['’-])(?! (?:and|or) more\b)", lambda m: f"{m['be']} {_compared(m['good'], 'er')}"),
    ("more", rf"\bmore (?P<good>{_ADJECTIVE})(?= than\b)", lambda m: _compared(m["good"], "er")),
    ("more", rf"\b(?P<a>a) more (?P<good>{_ADJECTIVE}) (?=[a-z]+)", lambda m: f"{m['a']}{'n' if m['good'][0] in 'aeio' else ''} {_compared(m['good'], 'er')} "),
    ("most", rf"\b(?P<the>the|my|your|our|his|her) most (?P<good>{_ADJECTIVE})\b(?!['’-])", lambda m: f"{m['the']} {_compared(m['good'], 'est')}"),
    ("worser", r"\bworser\b", "worse"),
    ("worst", r"\b(is|are|was|were|got|gets|feels|much|even|getting) worst(?=[.!?,]|$| (?:than|now|and|every|today)\b)", r"\1 worse"),
    ("same", r"\b(the same(?: [a-z]+)?) (?:like|than) (?=(?:the|my|your|our|his|her|yours|mine|ours|hers|me|you|him|us|them|last|before|yesterday|in|on|this|that|it|always)\b)", lambda m: m[0] if re.search(r"\bfeel|\blook", m[1]) else f"{m[1]} as "),
    ("like", r"\b(as (?:tall|big|good|bad|old|long|fast|cheap|expensive|easy|nice|small|strong|high|clean|warm|cold|heavy)) like (?=[a-z])", r"\1 as "),
)  # fmt: skip
