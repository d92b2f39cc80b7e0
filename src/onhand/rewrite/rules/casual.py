# ruff: noqa: E501 - tables read best a row a line
"""As to a friend: short forms, plain words."""

from __future__ import annotations

import re

from onhand.rewrite.rules.plainness import in_plain_words
from onhand.rewrite.rules.sentences import (
    capital,
    greeting_apart,
    join,
    sentence,
    split_sentences,
)
from onhand.rewrite.rules.shielding import shielded
from onhand.rewrite.rules.short_forms import shortened

_SIGN_OFF = re.compile(
    r"(?:(?:^|(?<=\n)|(?<=[.!?] ))(?:yours (?:sincerely|faithfully|truly)|(?:with )?(?:kind|best|warm|kindest|warmest)? ?regards|(?:most )?sincerely(?: yours)?|respectfully(?: yours)?|with best wishes|best wishes))(?=\s*(?:,|\.|\n|$))", re.I
)  # fmt: skip
_STIFF_GREETING = re.compile(
    r"^(?:dear (?:sirs?(?: or madam|/madam)?|madam(?: or sir)?|all|colleagues|customer|neighbou?rs?|team|residents|tenants|friends)|to whom it may concern)\b", re.I
)  # fmt: skip
_SMALL = re.compile(
    r"(?:The|A|An|My|Your|Our|His|Her|Its|Their|This|That|These|Those|It|It's|He|She|We|We're|We've|We'll|They|You|You're|There|There's|Please|Can|Could|Would|Will|Do|Does|Did|Is|Are|Was|Have|Has|If|When|What|What's|Where|Where's|Who|Why|How|Just|Sorry|Thanks|Good|Congrats|Sadly|Make|Let|Don't|Because|About|Like|So|But|Looking|Hope|Not|No|Yes|All|Some|Everyone|Going|Give|Send|Bring|Call|Come|Any|After|Before|On|At|In|For|To|As|Still|Also|And|He's|She's|They're|That's|I)\b(?!['’])"
)  # fmt: skip


@shielded
def casual(text: str) -> str:
    """Return a text as one writes to a friend: "Hey", short forms, no officialese."""
    plain = shortened(in_plain_words(text))
    plain = _SIGN_OFF.sub("Cheers", plain)
    plain = join(
        [sentence(capital(one.text), one.space) for one in split_sentences(plain.strip(" ,"))]
    )
    return _opened(plain)


def _opened(plain: str) -> str:
    plain = _STIFF_GREETING.sub("Hi there", plain)
    greeting, rest = greeting_apart(plain)
    if not greeting:
        if not plain:
            return plain
        if re.match(r"I\b", plain):
            return f"Hey, {plain}"
        return f"Hey, {plain[:1].lower()}{plain[1:]}" if _SMALL.match(plain) else f"Hey! {plain}"
    gap = re.match(r"\s*", plain[len(greeting) :])
    greeting = re.sub(
        r"^(?:hello|dear|good (?:day|morning|afternoon|evening)|greetings)\b",
        "Hey",
        greeting,
        flags=re.I,
    )
    greeting = re.sub(r"^Hey(?= (?:Mr|Mrs|Ms|Dr|Prof)\b)", "Hi", greeting)
    if not rest:
        return greeting
    if gap and "\n" in gap.group():
        return greeting + gap.group() + capital(rest)
    if greeting.endswith(","):
        return f"{greeting} {rest[:1].lower() + rest[1:] if _SMALL.match(rest) and not re.match(r'I', rest) else rest}"
    if re.search(r"[!.]$", greeting):
        return f"{greeting} {capital(rest)}"
    return f"{greeting}, {rest[:1].lower() + rest[1:] if _SMALL.match(rest) and not re.match(r'I', rest) else rest}"
