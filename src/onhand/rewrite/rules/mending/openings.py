# ruff: noqa: E501 - patterns read best in one piece
"""A comma after how a message begins: "Sorry, can't come", "Ma'am, my salary", "Heads up, the road"."""

from __future__ import annotations

import re

from onhand.rewrite.rules.mending.dictionary import frequency
from onhand.rewrite.rules.mending.known_names import FIRST_NAMES

_CALLED = r"(?:sir|ma['’]?am|madam|miss|boss|mate|bro|bruh|dude|guys|lads|folks|mum|mom|mam|dad|nan|hun|hon|babe|prof|professor|doc|doctor|coach|chef|nurse|captain|auntie|uncle|grandma|grandpa)"
_I_OR_WE = r"(?:i|we|i['’](?:m|ve|ll|d)|we['’](?:re|ve|ll|d))\b"
_ASKS = r"(?:(?:can|could|would|will|do|did|have|are|is) (?:i|we|you|u|it|there)\b)"
_CLAUSE = rf"(?:{_I_OR_WE}|{_ASKS}|(?:my|our|please|sorry|what|when|where|why|how|there['’]s|it['’]s|just)\b)"
_OPENING = re.compile(
    rf"(?:{_CALLED} (?={_CLAUSE})"
    r"|(?:so |very )?sorry (?=(?:can['’]t|cannot|couldn['’]t|won['’]t|don['’]t|didn['’]t|haven['’]t|no|wrong|running|stuck|been|got|had to|have to|need to|gotta|just|missed|forgot|lost)\b)"
    r"|(?:heads up|(?:good|bad|big|great) news|(?:quick|small|last|random) (?:question|update|one)|fun fact) (?=(?:the|my|our|your|we|i|there|it|they|he|she|is|are|can|could|do|does|did|will|would|what|when|where|how|who|any|has|have)\b)"
    rf"|if (?:so|not) (?={_ASKS}|(?:who|what|when|where|how|please|i|we)\b)"
    rf"|right (?=so\b|{_I_OR_WE})"
    r"|(?:anyways?|honestly|seriously|basically|obviously|luckily|unfortunately|sadly|hopefully|apparently|thankfully|actually) (?=(?:i|i['’]\w+|we|we['’]\w+|the|my|our|it|it['’]s|he|she|they|there|you)\b)"
    rf"|(?:thanks|thank you|cheers|great|perfect|cool|nice|brilliant|lovely|awesome|sure|fine|ok cool|ok great|no worries|no problem) (?={_I_OR_WE}|{_ASKS}|(?:that['’]s|see you|see u)\b)"
    rf"|(?:yep|yup|yeah|yes|nope|nah|no) (?={_I_OR_WE}|{_ASKS}|(?:that['’]s|that|it|it['’]s|he|she|they|you|please|not yet|the|my|our|there|sorry)\b))",
    re.I,
)


_FRONTED = re.compile(
    r"as (?:i|we) (?:said|mentioned|told you|wrote|explained)(?: (?:on the phone|before|earlier|yesterday|already|last (?:time|week)|in my (?:last )?(?:email|message|mail|letter)))* (?=(?:i|we|you|he|she|it|they|there|the|my|our|your|this)\b)"
    rf"|((?:(?:and|but|so|also),? )?(?:when|whenever|if|once|after|before|as soon as|while)(?= (?:(?:i|we|you|u|he|she|it|they|there|this|that|these|someone|anyone|nobody|possible|so|not|the|my|your|our|his|her|their|\w+ing)\b|(?-i:[A-Z])))(?!\w+ (?:is|are|do|does|can|did|will) )[^,.!?]{{4,60}}?) (?={_ASKS}|(?:please|pls) [a-z])",
    re.I,
)


_NAME = re.compile(
    r"(?P<name>[A-Z][^\W\d_]+) (?:(?=(?:you|your|can you|could you|please)\b)"
    r"|(?=(?P<loose>i|we|why|where|when|what|how|did|do|are|have|will|stop|don['’]t)\b))",
    re.IGNORECASE,
)


def _calls(match: re.Match[str]) -> bool:
    """Whether a sentence begins with whom it speaks to: "Marlena you forgot the keys"."""
    name = match["name"]
    is_unknown = not match["loose"] and name[0].isupper() and not frequency(name.lower())
    return name.lower() in FIRST_NAMES or is_unknown


def with_opening_apart(text: str) -> str:
    """Return a sentence with a comma after an opening that is no part of its main clause."""
    called = _NAME.match(text)
    if called is not None and _calls(called):
        return f"{called['name']}, {text[called.end() :]}"
    match = _OPENING.match(text) or _FRONTED.match(text)
    if match is None:
        return text
    return f"{match.group().rstrip()}, {text[match.end() :]}"
