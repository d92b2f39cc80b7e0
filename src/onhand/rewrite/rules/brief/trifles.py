# ruff: noqa: E501 - patterns read best a row a line
"""Clauses that carry nothing, dropped with the joint that holds them: "as you know", "no rush"."""

from __future__ import annotations

import re
from functools import cache

from onhand.rewrite.rules.english.sentences import capital

_ON = r"[^,.;:!?\d]"
_TAIL = r"(?: (?:at|in|from|on|during|of|by|about|to|with|before|after) (?:all )?(?:the|our|my|your|last|that|this|you)\b(?: \w+)?| (?!I\b|we\b|the\b|my\b|our\b|your\b|they\b|he\b|she\b|you\b|there\b)[^,.;:!?\d ]+){0,12}"
_LEADING = (  # up to a "but", which begins what is meant
    r"(?:(?:ok |okay |so )*)I (?:do )?know (?:that )?(?:we|you|I|it|this|they|he|she|there)\b[^.;:!?\d]{0,110}",
    rf"I (?:really )?(?:hate|don['’]t (?:want|mean|like)|do not (?:want|mean|like)|never want) to (?:be|sound|seem|bother|complain|nag|push|come across|make)\b{_ON}{{0,70}}",
    rf"I(?:['’]m| am) (?:sure|certain) (?:that )?(?:it|this|that|you|they)\b{_ON}{{0,60}}",
    rf"it (?:happens|can happen)\b{_ON}{{0,30}}",
    rf"I(?:['’]ve| have) (?:\w+ )?been meaning to\b{_ON}{{0,60}}",
    rf"I (?:was|had been|am|['’]m) (?:really |so |very much )*looking forward to\b{_ON}{{0,60}}",
    rf"(?:I )?never found the right (?:moment|time)\b{_ON}{{0,20}}",
    rf"(?:I(?:['’]m| am) )?not (?:really |entirely |quite )?sure (?:if|whether) you(?:['’]ve| have)?\b{_ON}{{0,50}}",
    rf"you (?:probably|maybe|surely|most likely) (?:have|know|did|do|saw|already know)\b{_ON}{{0,20}}",
    r"(?:it(?:['’]s| has) been (?:such )?an? (?:\w+ ){1,4}(?:week|weeks|day|days|month|months|year|time)\b[^.;:!?\d]{0,70})",
    rf"I(?:['’]m| am) (?:really |so |very |truly )*sorry (?:that|for|about|to)\b{_ON}{{0,70}}",
    rf"(?:sorry|apologies)(?: (?:that|for|about|to|if)\b{_ON}{{0,70}})?",
    rf"I (?:totally |completely |really |fully )?(?:get|understand|respect) (?:that|it)\b{_ON}{{0,20}}",
    rf"I(?:['’]m| am) (?:really |so |very )*sorry to (?:have to )?(?:bother|disturb|trouble|nag|ask)\b{_ON}{{0,60}}",
    rf"I (?:do |really )*appreciate\b{_ON}{{0,70}}",
    rf"I know how\b{_ON}{{0,60}}",
    rf"I (?:do |really )?hope (?:that )?I(?:['’]m| am) not (?:bothering|disturbing|annoying|interrupting|being)\b{_ON}{{0,50}}",
    r"(?:a |one )?(?:quick|small|silly|stupid) question",
)
_BOTH = (  # anywhere between commas
    rf"as (?:I|we|you|they|some of you|many of you|most of you|all of you|everyone|everybody|has|was|had|is|it|already|previously)\b{_ON}{{0,50}}(?:know|knows|aware|remember|recall|mention|mentioned|said|say|noticed|notice|heard|discussed|agreed|explained|told|seen|see|guess|guessed|imagine|written|wrote|saying|case)\b{_TAIL}",
    rf"(?:and )?(?:please )?(?:forgive|excuse|pardon) me\b{_ON}{{0,50}}",
    rf"(?:and )?for (?:those|anyone|anybody|everyone)(?: of you)? who\b{_ON}{{0,50}}",
    r"(?:from|on) (?:my|our) (?:side|end)|for my part",
    rf"as far as I(?:['’]m| am) (?:personally )?concerned{_ON}{{0,10}}",
    rf"and I(?:['’]ve| have) been an? {_ON}{{3,50}} after all|(?:and )?I say (?:this|that) (?:as|with) {_ON}{{3,90}}",
    rf"(?:but )?(?:just )?in case (?:anyone|anybody|any of you|some of you|you|somebody|that|this|it)\b{_ON}{{0,25}}(?:missed|forgot|forgotten|missed it|interest|interested|help|helps|wondering|wondered)\b{_ON}{{0,30}}",
    r"(?:but )?(?:there(?:['’]s| is) )?(?:really )?no (?:rush|hurry|pressure|stress)\b(?: at all)?[^,.;:!?\d]{0,25}",
    rf"(?:and )?(?:many |so many )?(?:thanks|thank you)\b{_ON}{{0,70}}",
    rf"(?:and )?(?:I(?:['’]m| am)|we(?:['’]re| are)) (?:really |so |very |truly |terribly )*sorry (?:for|about) (?:all |any |the |this |that )*(?:inconvenience|trouble|delay|confusion|mess|mix-up|noise|short notice|hassle)\b{_ON}{{0,25}}",
    r"that(?:['’]s| is| was) (?:really |very |so )*(?:kind|nice|sweet|lovely|good) of you",
    rf"if (?:it|that|this)(?:['’]s| is)(?:n['’]t| not) too much (?:trouble|to ask|bother|of a bother)\b{_ON}{{0,15}}",
    r"if (?:it|that|this)(?:['’]s| is) at all possible",
    r"which I was (?:really |so |very )*(?:worried|happy|unhappy|nervous|sad|annoyed|excited) about",
    rf"for which (?:our whole family|the whole team|we|I|we all|our family)(?: is| are| am|['’]m|['’]re) (?:very |most |really |truly |so )*(?:grateful|thankful)\b{_ON}{{0,10}}",
    rf"and (?:I |we )?(?:have|['’]ve) always been (?:very |really )*(?:happy|satisfied|pleased)\b{_ON}{{0,25}}",
    r"(?:that|it) would be (?:really |very |so |absolutely )*(?:great|wonderful|lovely|nice|perfect|amazing|fantastic|brilliant|ideal|super)",
    r"of course|you know|I mean it|to be fair|I guess|I suppose|really",
)
_SENTENCES = (  # whole sentences without facts
    r"(?:I |we )?(?:do |really |just )*(?:hope|trust)(?: that)? (?:you|your|all|everything|everyone|the|this|that|things)\b(?![^.!?]*\b(?:can|could|will|would|may|might|should|back|soon|come|ready)\b|['’]ll)[^.!?\d]{2,110}",
    r"(?:I |we )?(?:do |really |just )*hope you (?:do not|don['’]t|won['’]t|didn['’]t) mind\b[^.!?\d]{0,90}",
    rf"(?:we|I) (?:do |must |would like to |want to |can only )?apologi[sz]e\b(?: in advance)?(?: for (?:any|the|all the|this|that) (?:inconvenience|delay|trouble|noise|confusion|disruption)\b{_ON}{{0,30}})?(?: and hope (?:for|you)\b{_ON}{{0,30}})?",
    r"(?:and |we |I )*hope for your (?:kind )?understanding",
    r"(?:it(?:['’]s| is) )?(?:just |only )?me again\b[^.!?\d]{0,80}",
    r"I know I keep (?:going on|asking|nagging|saying)\b[^.!?\d]{0,40}",
    r"(?:cheers|thanks|thank you)(?: so much| again)? and sorry\b[^.!?\d]{0,40}",
    r"(?:I )?just wanted to make sure (?:that )?you (?:know|knew|saw|are aware|have seen)\b[^.!?\d]{0,60}",
    r"I tried to (?:call|ring|reach|phone|get hold of) you\b[^.!?\d]{0,60}so I(?:['’]m| am) (?:writing|texting|e-?mailing|messaging)(?: you)?(?: instead)?",
    r"we(?:['’]re| are) always (?:very )?(?:pleased|happy|glad|delighted) to hear from\b[^.!?\d]{0,40}",
    r"(?:thanks|thank you)(?: (?:so|very) much| a lot)? for (?:getting back to (?:me|us)|your (?:message|e-?mail|interest|reply|patience|enquiry|inquiry|order|letter|call|quick reply|quick response|visit)|contacting us|writing|reaching out)\b[^.!?\d]{0,90}",
    r"it (?:was|is|['’]s) (?:\w+ ){0,2}(?:lovely|nice|good|great) to hear from you\b[^.!?\d]{0,40}",
    r"I(?:['’]ve| have) been trying to (?:reach|call|ring|phone|get hold of) you\b[^.!?\d]{0,80}",
    r"(?:we(?:['’]re| are)|I(?:['’]m| am)) (?:very |really |so )?sorry to hear (?:that )?you (?:were(?:n['’]t| not) (?:happy|satisfied)|were (?:unhappy|disappointed|dissatisfied))\b[^.!?\d]{0,50}",
    r"that(?:['’]s| is) (?:all|it) from me\b[^.!?\d]{0,20}",
    r"I know you(?:['’]re| are) (?:\w+ ){0,3}busy\b[^.!?\d]{0,40}",
    r"(?:I(?:['’]m| am) )?(?:so |really |very )*sorry (?:that I(?:['’]m| am) only|for (?:only|the (?:late|long|slow)|not))\b[^.!?\d]{0,80}",
    r"(?:and )?I(?:['’]ve| have) been an? [^.!?\d]{3,60} after all",
    rf"I (?:really )?(?:hate|don['’]t want|do not want|never want|don['’]t mean|do not mean) to (?:be|sound|seem|bother|complain|nag|push)\b{_ON}{{0,40}}(?: and I(?:['’]m| am) (?:sure|certain)\b{_ON}{{0,40}})?",
    rf"(?:I(?:['’]m| am) )?not (?:really |entirely |quite )?sure (?:if|whether) you(?:['’]ve| have)? (?:seen|noticed|heard|got|read)\b{_ON}{{0,40}}",
    r"(?:a )?(?:quick|small|silly) question\b(?:,? (?:and )?sorry [^.!?]{0,60}?)?",
    r"it(?:['’]s| has) been (?:such )?an? (?:\w+ ){1,4}(?:week|weeks|day|days|month|months|time)\b(?! since| and I| so)[^.!?\d]{0,70}",
)
_CAPITAL = re.compile(
    r"(?<=[\w,] )(?!I\b|I['’]|Christmas\b|Easter\b|English\b|Whats[aA]pp\b)[A-Z][\w’'-]*"
)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    leading = "|".join(_LEADING)
    return (
        re.compile(rf"^(?:(?:hi|hey|ok|okay|so|well|and|because),? ){{0,3}}(?:(?:{leading}),? (?:and |because )?){{1,3}}?but,? (?=\w)", re.I),
        re.compile(rf"^(?:(?:and|so|well) )?(?:{'|'.join(_BOTH)})(?:, and I(?:['’]ve| have) been an? {_ON}{{3,60}})?, (?!because\b)(?=\w)", re.I),
        re.compile(rf"(?P<joint>,) (?:and |but )?(?:{'|'.join(_BOTH)})(?P<end>,(?= \w)|(?=$))", re.I),
        re.compile(rf"(?:{'|'.join(_SENTENCES)})[.!?…]*$", re.I),
    )  # fmt: skip


def is_trifle(sentence: str) -> bool:
    """Whether a whole sentence is a hope, an apology or thanks without a fact."""
    if len(sentence) > 200 or _CAPITAL.search(sentence):
        return False
    return bool(_patterns()[3].match(sentence))


def without_trifles(body: str) -> str:
    """Return a sentence's body without the clauses that carry nothing.

    A clause with a name in it stays, as does one whose loss would leave no sentence.
    """
    if len(body) > 900:
        return body
    leading, opening, inside, _whole = _patterns()
    for pattern in (leading, opening, opening, leading):
        match = pattern.match(body)
        if match and not _CAPITAL.search(match.group()) and len(body) - match.end() > 15:
            body = capital(body[match.end() :])
    return inside.sub(_closed, body)


def _closed(match: re.Match[str]) -> str:
    if _CAPITAL.search(match.group()):
        return match.group()
    before = match.string[: match.start()]
    if not match["end"] or re.search(
        r"\b(?:that|and|but|because|so|which|if|when|otherwise|then|or|either|to|is|are|was)$",
        before,
        re.I,
    ):
        return ""
    after = match.string[match.end() :].lstrip()
    is_joined = re.match(r"(?:and|but|so|or|because|which|then|since|as|although|though|while|when|if|the|I|we|you|it|there|they|he|she|my|our|please|can|could|do|would|what|this|that|these|let|your|his|her|their)\b", after, re.I)  # fmt: skip
    return "," if is_joined else ""
