# ruff: noqa: E501 - word lists read best as words
"""Noun phrases that tell something by themselves: what is where, when, and how good it is."""

from __future__ import annotations

import re

from onhand.rewrite.rules.stiff.subjects import determined, in_small
from onhand.rewrite.rules.stiff.word_classes import THINKING, is_many, verb_forms

_FOUND = re.compile(
    r"(?:a |an |some )?(?P<how>(?:really |very |so )?(?:huge|big|massive|bad|terrible|heavy|long|large|small|weird|strange|strong|lots of|bit of|new|slight|major|serious|awful|horrible|nasty|loud|constant) )?(?P<what>(?P<mass>traffic|smoke|mould|water|noise|ice|snow|rain|damp|glass|oil|dust|fog|rubbish|construction|flooding)|(?P<many>roadworks|delays|queues|ants|mice|rats|leaks|cracks|wasps|people|problems|errors|mistakes)|(?:accident|strike|leak|queue|fire|power cut|crack|hole|puddle|smell|problem|fault|error|mistake|typo|wasp nest|crash|delay|merge conflict|bug|diversion|spill|stain|dent|scratch|fee|charge))(?= (?:on|in|at|near|by|under|behind|outside|inside|between|from|with|everywhere|around|coming|again)\b|$)",
    re.I,
)  # fmt: skip
_QUALITY = re.compile(
    r"(?P<how>(?:really |very |absolutely )?(?:nice|lovely|great|good|beautiful|terrible|awful|horrible|bad|excellent|amazing|fantastic|wonderful|poor|dreadful|disgusting|brilliant|rude|friendly|helpful|slow|tiny|dirty|cold)) (?P<what>place|hotel|room|rooms|food|staff|service|view|views|location|music|atmosphere|price|prices|weather|bed|breakfast|shower|parking|area|neighbourhood|beach|pool|host|driver|quality|communication|delivery|packaging|product|colour|taste|waiter|waitress|reception|portions)",
    re.I,
)  # fmt: skip
_EVENT = re.compile(
    r"(?P<what>(?:the |our |my |your )?(?:[\w'’-]+ ){0,3}?(?P<event>meeting|test|party|dinner|lunch|breakfast|appointment|class|lesson|training|practice|rehearsal|match|game|interview|exam|call|delivery|inspection|drill|wedding|funeral|service|session|workshop|tour|visit|barbecue|handover|deadline|checkout|check-in|pickup|pick-up|collection|viewing|review|demo|stand-?up|drinks|birthday|quiz|concert|gig|show|screening|lecture|seminar|webinar)(?: (?:at|in|with) (?:the )?[\w'’]+)?)[:,]? (?P<when>(?:(?:on |this |next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|today|at \d|(?:about )?\d{1,2}(?:[:.]\d\d| ?(?:am|pm))?\b(?! \w+s\b)).*)",
    re.I,
)  # fmt: skip
_VERBAL = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|does|did|do)\b", re.I)


def told(part: str) -> str | None:
    """Return a noun phrase as a sentence; None where it tells nothing by itself."""
    if _VERBAL.search(part):
        return None
    return rated(part) or waiting(part) or left_over(part) or there_is(part) or takes_place(part)


def left_over(part: str) -> str | None:
    """Complete what is left: "loads of cake left" gives "There is plenty of cake left"."""
    match = re.match(
        r"(?P<much>loads|lots|plenty|tons|heaps|some|a few|a lot|a bit|a little)(?: of)? (?P<what>[a-z]+)(?P<left> (?:left|available|over|still left)\b.*)",
        part,
        re.I,
    )
    if match is None:
        return None
    much = {"some": "some", "a few": "a few"}.get(match["much"].lower(), "plenty of")
    verb = "are" if is_many(match["what"]) else "is"
    return f"There {verb} {much} {match['what']}{match['left']}"


def waiting(part: str) -> str | None:
    """Complete what is there for somebody: "parcel for you at reception"."""
    match = re.match(
        r"(?:an? )?(?P<what>(?:small |big |large |new |spare |double |single |twin )?(?:parcel|package|letter|message|delivery|call|visitor|note|card|present|gift|job|position|vacancy|room|space|seat|table|ticket|place|spot|voicemail)) (?P<rest>(?:for (?:you|him|her|them|us|me)|waiting|available|free|going)\b.*)",
        part,
        re.I,
    )
    return f"There is a {in_small(match['what'])} {match['rest']}" if match else None


def rated(part: str) -> str | None:
    """Complete what is praised or blamed: "Nice place" gives "The place is nice"."""
    match = _QUALITY.fullmatch(part)
    if match is None:
        return None
    verb = "are" if is_many(match["what"].lower()) else "is"
    return f"The {match['what'].lower()} {verb} {in_small(match['how'])}"


def there_is(part: str) -> str | None:
    """Complete what is found somewhere: "huge queue at the gate" gives "There is a huge …"."""
    match = _FOUND.match(part)
    if match is None or (match.end() == len(part) and not match["how"]):
        return None
    named = (match["how"] or "") + match["what"]
    if match["many"]:
        return f"There are {in_small(named)}{part[match.end() :]}"
    article = "" if match["mass"] else "an " if named[0].lower() in "aeiou" else "a "
    return f"There is {article}{in_small(named)}{part[match.end() :]}"


def takes_place(part: str) -> str | None:
    """Complete what is when: "Fire drill Thursday 11am" gives "The fire drill is on Thursday …"."""
    match = _EVENT.fullmatch(part)
    if match is None:
        return None
    when = match["when"]
    if re.match(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", when, re.I):
        when = f"on {when}"
    elif when[0].isdigit() or when.startswith("about"):
        when = f"at {when}"
    what = re.sub(
        r"^(?:the )?(?:dr|doctor|doc) (?=appointment)", "doctor's ", match["what"], flags=re.I
    )
    return (
        f"{determined(in_small(what))} {'are' if is_many(match['event'].lower()) else 'is'} {when}"
    )


def called_on(part: str) -> str | None:
    """Turn what all are to do into a request: "everyone bring a torch"."""
    match = re.match(
        r"(?P<who>everyone|everybody|all of you),? (?:please )?(?P<verb>\w+)", part, re.I
    )
    if match is None:
        return None
    forms = verb_forms(match["verb"].lower())
    if "base" not in forms or "past" in forms or match["verb"].lower() in THINKING:
        return None
    return f"{match['who']}, please {part[match.start('verb') :]}"
