# ruff: noqa: E501, SIM905 - tables read best a row a line
"""Refusals, and what the writer cannot, has not or does not: which sentences say so, and whose no it is."""

from __future__ import annotations

import re

from onhand.rewrite.rules.courteous.asking import gerund_base
from onhand.rewrite.rules.courteous.softening import is_gentle
from onhand.rewrite.rules.courteous.threats import writer_of

_REFUSAL = re.compile(
    r"(?:(?:no|nope|nah|no way)[,.!]*\s+)?(?P<lead>(?:(?:but|and|so|well|look|listen),?\s+)?)(?P<who>I|we)(?: really| just| simply)?"
    r"(?:(?P<cant> can['’]t| cannot| can not)|(?P<not>(?:['’]m| am|['’]re| are) not(?: going to| gonna)?)|(?P<wont> won['’]t| will not)) (?P<again>ever |always )?(?P<verb>[a-z]+)\b(?P<rest>.*)", re.I | re.S
)  # fmt: skip
_UNWILLING = frozenset(
    "do swap pay lend give help sign accept cover drive work buy cook clean wait lie fix change extend refund take babysit carry write answer discuss share approve support agree lower raise order send replace repair return pick drop host move stay come go attend join make deliver print teach review explain offer promise let allow provide cancel postpone reschedule meet call talk borrow hire sell walk feed watch lift keep store hold bring put tell open show use tolerate chase play run recommend organise organize translate bend".split()
)
_UNABLE_NOT = frozenset(
    "log open find access connect reach read print install load sleep breathe walk eat download upload believe wait stand complain imagine remember say tell see hear thank stop find understand be get seem".split()
)
_LACKING = re.compile(
    r"(?:(?:no|nope|nah|sorry)[,.!]*\s+)?(?P<said>(?P<who>I|we)(?: really| just| simply| still)?(?: do not|['’]?(?: don['’]t)| have no\b| have not got|['’]ve got no\b| haven['’]t got|(?:['’]m| am|['’]re| are) not\b| aren['’]t\b| will not be| won['’]t be)(?: really| currently| usually| normally)?(?P<rest> .+))", re.I | re.S
)  # fmt: skip
_OFFERED = re.compile(  # what a writer's "we do not" or "I am not" turns down
    r" (?:do|offer|take|accept|deliver|sell|allow|serve|repair|rent|lend|give|make|open|work|ship|provide|issue|refund|exchange|have (?:time|any|the|enough|a|an|it|that|room|space|money|anything|it|one|those)|permit|handle|stock|hire|want to|"
    r"time|room|space|money|more|vacanc\w+|tables?|seats?|places?|appointments?|intention|plans|interest|slots?|tickets?|interested|available|free|able|allowed|coming|going|joining|attending|around|in\b|at\b|there|here|home|back|looking for|hiring|responsible|liable|in a position|the right|ready|prepared|willing)\b", re.I
)  # fmt: skip
_DENIED = re.compile(
    r"(?:(?:no|nope|sorry)[,.!]*\s+)?(?P<said>you(?: guys| all)?(?: (?:did not|didn['’]t|have not|haven['’]t) (?:get (?:the|in|a place|a|into|through)|got (?:the|in|a place)|pass|passed|win|won|make (?:it|the)|made (?:it|the)|qualify|qualified|been (?:selected|chosen|accepted|invited|shortlisted|successful))| (?:have|['’]ve) been (?:removed|suspended|excluded|banned|fined|charged|rejected|dropped|deselected|fired|dismissed|disqualified|logged out|locked out|taken off)|(?: are|['’]re) (?:fired|dismissed|banned|suspended|excluded|disqualified|off the (?:team|list|project))| (?:will not|won['’]t) (?:be (?:getting|able|allowed|paid|invited|coming|going|joining|needed|admitted|considered|on|in|part|refunded|there|playing)|get|have|receive|need)|(?: can['’]t| cannot| may not) (?:just |simply )?(?!complain|go wrong|imagine|believe|beat|miss|be serious|read\b|see\b)\w+|['’]re not (?:invited|allowed|eligible|entitled|permitted|on the|in the|coming|getting|going|welcome|able|needed|part of)| are not (?:invited|allowed|eligible|entitled|permitted|on the|in the|coming|getting|going|welcome|able|needed|part of)| aren['’]t (?:invited|allowed|eligible|entitled|permitted|on the|in the|coming|getting|going|welcome|able|needed|part of))\b.*)", re.I | re.S
)  # fmt: skip
_UNSURE = re.compile(
    r" (?:understand|agree|like|follow|eat|drink|speak|happy|satisfied|impressed|convinced|pleased|comfortable|trust)\b(?! so\b)", re.I
)  # fmt: skip
_NOT_ASKED = re.compile(r"\b(?:worry|mind|hesitate|any(?:body|one) (?:asked|wants))\b", re.I)


def refusal(said: str) -> tuple[str, str, str] | None:
    """Return who, "cannot" or "will not", and the rest of a refusal; None for other sentences.

    "No, I'm not lending you money" gives ("I", "cannot", "lend you money").
    """
    match = _REFUSAL.fullmatch(said.rstrip(".! "))
    if match is None or is_gentle(said):
        return None
    verb, rest = match["verb"].lower(), match["rest"]
    if match["cant"]:
        if verb in _UNABLE_NOT or re.match(r" (?:wait|help (?:it|but))\b", rest):
            return None
        return writer_of(match), "cannot", f"{verb}{rest}"
    if match["not"]:
        base = verb if re.search(r"going to|gonna", match["not"]) else gerund_base(verb)
        if (
            base is None
            or base not in _UNWILLING
            or (base in ("come", "go", "work") and base != verb)
        ):
            return (
                (writer_of(match), "am not", said[match.start("verb") :])
                if base in ("come", "go")
                else None
            )
        return writer_of(match), "cannot", base + rest
    if verb == "be" and rest.startswith(" able to "):
        return writer_of(match), "cannot", rest[len(" able to ") :]
    return (writer_of(match), "cannot", verb + rest) if verb in _UNWILLING else None


def lacking(said: str) -> tuple[str, bool] | None:
    """Return a sentence on what the writer has not or does not, and whether it turns down.

    "We don't do refunds." gives ("We don't do refunds", True), "I don't understand." the same with
    False; None for other sentences and those said gently.
    """
    denied = _DENIED.fullmatch(said.rstrip(".! "))
    if denied and not is_gentle(said):
        return denied["said"], True
    match = _LACKING.fullmatch(said.rstrip(".! "))
    if match is None or is_gentle(said) or _NOT_ASKED.search(said):
        return None
    if _OFFERED.match(match["rest"]):
        return match["said"], True
    return (match["said"], False) if _UNSURE.match(match["rest"]) else None
