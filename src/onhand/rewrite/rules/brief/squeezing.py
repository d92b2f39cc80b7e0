# ruff: noqa: E501 - patterns read best a row a line
"""Words that a long text can spare: adverbs beside the verb, "going to", clauses made phrases."""

from __future__ import annotations

import re
from functools import lru_cache

from onhand.rewrite.rules.english.frames import framed, frames
from onhand.rewrite.rules.english.orders import VERBS

_BE = r"(?:is|are|was|were|am|been|be|has|have|had|['’]s|['’]ve|['’]re|['’]m|['’]ll|will|can|could|would|should|must)"
_ADVERB = r"(?:already|currently|also|actually|immediately|certainly|definitely|personally|finally|originally|previously|recently|simply|obviously|apparently|basically|literally|honestly|normally|eventually|in fact|of course)"
_PEOPLE = r"(?:people|anyone|anybody|everyone|everybody|those|someone|somebody|person|man|woman|men|women|children|kids|students|members|staff|guests|neighbours?|neighbors?|colleagues?|customers?|parents|residents|visitors|friends?)"
_SPARED = frames(
    (
        (rf"\b({_BE}(?:n['’]t| not)?) (?:{_ADVERB} )+(?=\w)(?!enough\b)", r"\1 "),
        (rf"(?<=['’]ve) (?:{_ADVERB} )+(?=\w)", " "),
        (rf"\b(I|we|they|he|she|it|you) (?:{_ADVERB} )+(?=\w)", r"\1 "),
        (r"\b(and|but) (?:then|anyway|in fact|of course) (?=(?:I|we|they|he|she|it|you|the|my|his|her|our|their)\b)", r"\1 "),
        (r"\ba bit of (an?) (?=\w)", r"\1 "),
        (r"\ba (?:little )?bit (?=(?:too|more|less|later|earlier|longer|shorter|quieter|bigger|smaller|further)\b)", ""),
        (r",? (?:at (?:the|this) (?:moment|time|stage)|at present|right now)(?=[,.]|$)", ""),
        (r"\bbecause (?:at (?:the|this) (?:moment|time|stage)|at present|right now),? ", "because "),
        (rf"\b({_PEOPLE}) who (?:is|are|was|were)(?: currently| still)? (?=\w+ing\b)", r"\1 "),
        (r"(?<!is)(?<!are), (?:which|who) (?:is|was|are|were) (?=(?:the|an?|my|our|his|her|their)\b)", ", "),
        (r"\bgo ahead and (?=\w)", ""),
        (r"\bhad a (?:quick |brief |little )?(?:word|chat) with\b", "spoke to"),
        (r"\bhave a (?:quick |brief |little )?(?:word|chat) with\b", "speak to"),
        (r"\b(?:have|having) a (?:quick |brief |little |short )?(?:chat|talk) (?=on the phone|over the phone|about|tomorrow|next|this)", "talk "),
        (r"\b(?:has |have )?assured (?:me|us)(?: that)? (?=\w)", "said "),
        (r"\bdrop (me|us|him|her|them) a (?:quick |short )?(?:line|note|message|mail|e-mail)\b", r"write to \1"),
        (r"\b(?:drop|send) (me|us|him|her|them) a (?:quick |short )?text(?: message)?\b", r"text \1"),
        (r"\bin the meantime\b", "meanwhile"),
        (r"\bat (around|about) (?=\d|half|quarter|noon|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)", r"\1 "),
        (r"\bthe (?:whole|entire) of (the|this|my|our)\b", r"all \1"),
        (r"\bevery single (?=\w)", "every "),
        (r"\bover the course of\b", "over"),
        (r"\bnothing short of (?=\w)", ""),
        (r"\bthe (?:date|day) of (?=\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)", ""),
        (r" together with (?=the|my|a|your|our)", " with "),
        (r"\bfrom the (?:very )?(?:start|beginning|outset)(?=[,.]|$)", ""),
        (r"\b(?:up|down) (?:to|until) now(?=[,.]|$)", ""),
    )
)  # fmt: skip
_GOING_TO = re.compile(
    r"\b(?P<who>I|we|you|they|he|she|it|that|there)(?P<be>['’]m|['’]re|['’]s| am| are| is) going to (?P<verb>[a-z]+)\b|(?P<noun>\b[a-z]+) (?:is|are) going to (?P<does>[a-z]+)\b",
    re.I,
)
_VERBS = VERBS | {"rain", "snow", "cost", "last"}
_PLACES = frozenset(
    ("school", "work", "bed", "church", "town", "market", "court", "press", "college")
)


@lru_cache(maxsize=128)
def squeezed(text: str) -> str:
    """Return a sentence without the words that it can spare."""
    return _GOING_TO.sub(_will, framed(text, _SPARED))


def _will(match: re.Match[str]) -> str:
    verb = match["verb"] or match["does"]
    if verb.lower() in _PLACES or verb.lower() not in _VERBS:
        return match.group()
    return f"{match['who']}'ll {verb}" if match["who"] else f"{match['noun']} will {verb}"
