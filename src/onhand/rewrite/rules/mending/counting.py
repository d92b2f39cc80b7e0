# ruff: noqa: E501 - patterns read best in one piece
"""Nouns by number, and what goes before them: "two box", "how much cars", "informations", "my mums car"."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.orders import VERBS
from onhand.rewrite.rules.english.plurals import singular
from onhand.rewrite.rules.mending.agreement import OF_ONE
from onhand.rewrite.rules.mending.nouns import (
    COUNTED,
    DOUBLE_PLURALS,
    ODD_SINGULARS,
    PEOPLE,
    PLURAL,
    SINGULAR,
    is_plural,
    one_of,
    plural_of,
    singular_of,
)
from onhand.rewrite.rules.mending.slips import Rule

_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|hundred|many|several|few|both|these|those|various|[2-9]|[1-9]\d+)"
_ENDS = r"(?=[.!?,;]|$| (?:of|for|from|on|at|to|with|and|or|but|because|is|are|was|were|has|have|that|which|who|will|can|should|in|by|near|today|tomorrow|yesterday|ago|please|per|before|after|when|if|so|I|we|you|they|he|she|need|needs|left|late|later|early|missing|until|between|each)\b)"

_VERBS_TOO = frozenset(["account", "figure", "document", "result", "detail", "parent", "engineer", "police", "drill", "flower", "garden", "ghost", "goal", "holiday", "question", "cake", "can", "benefit"])  # fmt: skip
_NO_VERBS = one_of({plural_of(noun) for noun in COUNTED - VERBS - _VERBS_TOO})
"""Plurals that are no verb's third person: "this changes" may be right."""


def _number(match: re.Match[str]) -> str:
    noun = match["noun"].lower()
    if noun not in COUNTED or (
        match[1].lower() == "both" and re.match(r" (?:and|or)\b", match.string[match.end() :])
    ):
        return match[0]
    before = match.string[: match.start()]
    if re.search(
        r"\b(?:an?|per|every|each|room|flat|number|no|page|part|chapter|step|level|grade|platform|bus|line|gate|unit|apartment|version|type|size|option|at|about|than|by|question|day|week|year|the|my|your|his|her|our|£|\$|€|[.,:/#-])\s?$",
        before,
        re.I,
    ) and re.match(r"\d", match[1]):
        return match[0]
    if re.search(
        r"\b(?:an?|per|every|each|a (?:good|great|quite)|too|very|so|of|one|no|\d) $", before, re.I
    ) and match[1].lower() not in ("two", "three", "many"):
        return match[0]
    if re.search(r"\b(?:an?|per|one) $", before, re.I):
        return match[0]
    if match[1].isdigit() and re.fullmatch(r"(?:19|20)\d\d", match[1]):
        return match[0]
    return f"{match[1]} {match['mid'] or ''}{plural_of(noun)}"


def _every(match: re.Match[str]) -> str:
    return f"{match[1]} {singular_of(match[2].lower()) or match[2]}"


def _uncounted(match: re.Match[str]) -> str:
    verb = match["verb"]
    new = ODD_SINGULARS[match["noun"].lower()]
    if match["noun"][0].isupper():
        new = new.capitalize()
    det = match["det"] or ""
    det = {
        "many ": "much ",
        "these ": "this ",
        "those ": "that ",
        "a ": "some ",
        "an ": "some ",
        "few ": "little ",
    }.get(det.lower(), det)
    return det + new + (f" {OF_ONE[verb.lower()]}" if verb else "")


def _possessor(match: re.Match[str]) -> str:
    return f"{match[1]} {match[2][:-1]}'s "


COUNTING: tuple[Rule, ...] = (
    # possessors and plurals
    ("next_doors", r"\b([Nn]ext door)s (?=(?:\d|(?!(?:are|have|were|is|was|and|to|who|that|said|keep|told)\b)[a-z]))", r"\1's "),
    ("'s ’s", r"\b([Mm]y|[Yy]our|[Hh]is|[Hh]er|[Oo]ur|[Tt]heir) (glove|shoe|boot|key|sock|egg|tomato|potato|apple|banana|photo|video|ticket|book|flower|plant|window|curtain|email|message|document|file|invoice|box|toy|brake|light|chair|table|cushion|towel|cup|plate)['’]s(?=[.,!?;]|$| (?:and|or|in|on|from|for|yesterday|today|are|were)\b)", lambda m: f"{m[1]} {plural_of(m[2].lower())}"),
    ("my your his her our their", rf"\b([Mm]y|[Yy]our|[Hh]is|[Hh]er|[Oo]ur|[Tt]heir) ((?:{one_of(PEOPLE)}|dog|cat|company|school)s) (?=(?:new |old |last |first )?(?:car|house|birthday|wedding|flat|apartment|bag|laptop|bike|room|kitchen|garden|dog|cat|wife|husband|son|daughter|kids|children|mum|mom|dad|brother|sister|boss|party|school|computer|jacket|coat|keys?|passport|funeral|surgery|appointment|shoes|dress|boat|van|email|address|name|number|phone|phone number|email address|place|office|job|health|fault|idea|food|tail|collar|leg|bed|teacher|desk)\b(?! (?:me|us|him|them|you)\b))(?!(?:name|phone|email|number|place|address|fault|dress|room|bag|bed|party|school|house|garden|boss|dog) (?:the|a|an|my|their|his|it)\b)", _possessor),
    ("", r"\b(in|after|with|of|need|give|given|have|has) ((?:two|three|four|five|six|ten|twelve|\d+|a few|few) (?:week|day|month|year|minute|hour)s) (?=(?:time|notice)\b(?! (?:off|to|for)\b))", r"\1 \2' "),
    ("week month day hour minute year", r"\b(in|after|with|of|need|give|given) (one|a|1) (week|month|day|year)s (?=(?:time|notice)\b)", r"\1 \2 \3's "),
    ("'s ’s", rf"\b({_NUMBER}|(?:all|both) (?:the|my|your|our|of the|of my|of them)|some|any|no|the two|the three|lots of|a lot of|other|more|our|new|own) (?P<noun>{SINGULAR}|taxi|menu|parent|thing|glove|egg|pizza|dvd|cd|pc)['’]s(?=[.,!?;]|$| (?:have|are|were|in|on|for|from|that|and|or|with|at|to|of|will|can|which|you|we|I|they|please|today|tomorrow|left|every|each|do|don['’]t|need|want)\b)", lambda m: m[0] if m[1].lower() in ("some", "no", "any", "our", "new", "own", "other", "more") and re.match(r" (?:and|or|to|that|will|can|in)\b", m.string[m.end() :]) else f"{m[1]} {plural_of(m['noun'].lower())}"),
    ("'s ’s", rf"\b(?!{one_of(PEOPLE)}\b)(?P<noun>{SINGULAR}|taxi|menu|parent|thing|glove|pizza)['’]s(?= (?:are|were|of|have been|don['’]t|aren['’]t)\b)", lambda m: (plural_of(m["noun"].lower()).capitalize() if m[0][0].isupper() else plural_of(m["noun"].lower()))),
    ("childrens mens womens", rf"\b([Cc]hildren|[Mm]en|[Ww]omen)s (?={SINGULAR}\b|{PLURAL}\b|clothes\b|toilets?\b|books?\b)", r"\1's "),
    ("days morrows nights", r"\b(yesterday|today|tomorrow|tonight)s(?= [a-z]{3,}\b)", r"\1's"),
    ("'s ’s", r"\b(own|some|many|these|those|two|three|four|five|[2-9]|[1-9]\d) (\w+[a-z])['’]s(?=[.,!?]|$| (?:you|we|I|they)\b)", r"\1 \2s"),
    ("'s ’s", r"\bthe (\w+)['’]s(?= (?:you|we|I|they) (?:have|asked|sent|need|want|wanted|ordered|are|gave|bought)\b)", r"the \1s"),
    # what has no plural, or a double one
    ("", rf"\b(?P<det>(?:an?|many|these|those|few) )?(?P<noun>{one_of(set(ODD_SINGULARS) - {'staffs', 'progresses', 'stuffs', 'accommodations', 'breads', 'moneys', 'hairs cut'})})\b(?: (?P<verb>are|were|have)\b)?", _uncounted),
    ("staffs stuffs", r"\b(of|the|your|our|my|some|any|more|many|other|few|all|friendly) (st[au]ff)s\b(?! (?:the|our|a)\b)", r"\1 \2"),
    ("", rf"\b(?P<noun>{one_of(DOUBLE_PLURALS)})\b", lambda m: m[0] if m[0].lower() in ("mans", "womans", "childs", "peoples", "wifes", "foots", "mens", "womens") and re.match(rf" (?:{SINGULAR}|{PLURAL}|clothes|toilets?|shoes|life|opinions?|work)\b", m.string[m.end() :]) else DOUBLE_PLURALS[m[0].lower()].capitalize() if m[0][0].isupper() else DOUBLE_PLURALS[m[0].lower()]),
    ("information advice furniture equipment homework luggage feedback", r"\b([Aa])n? (?=(?:good |important |useful )?(?:information|advice|furniture|equipment|homework|luggage|feedback)(?:[.,!?;]|$| (?:about|on|for|that|please|from|and|to|because|in|I|you|we|is|was)\b))", lambda m: ("S" if m[1] == "A" else "s") + "ome "),
    # how many
    ("is_there was_there", r"\b([Ii]s|[Ww]as) there (?=(?:(?:a lot of|lots of|any|some|no|many|enough|more|other|still|two|three|four|five|six|seven|eight|nine|ten|\d+) )+(?:other |new |more |free )?(?P<noun>[a-z]+)\b)", lambda m: m[0] if not is_plural(m["noun"].lower()) else f"{ {'is': 'Are', 'was': 'Were'}[m[1].lower()] if m[1][0].isupper() else {'is': 'are', 'was': 'were'}[m[1]] } there "),
    ("_news", r"\ban? ((?:very |really )?(?:good|bad|great|sad|nice|new|big)) news\b(?! (?:story|item|channel|site|app|agency|report|paper|letter))", r"\1 news"),
    ("trousers jeans scissors shorts pyjamas clothes headphones leggings", r"\ban? ((?:\w+ )?(?:trousers|jeans|scissors|shorts|pyjamas|clothes|headphones|leggings))\b(?! (?:shop|store|pocket|rack|line|peg|size|jacket|hanger|leg|press|horse))", r"\1"),
    ("this", rf"\b([Tt])his (?=(?:(?:new|old|two|three|small|big|other) )?(?:{_NO_VERBS})(?:[.,!?;]|$| (?:are|were|have|for|in|on|to|and|with|from|that|which|by|at|because|please|today|tomorrow|I|we|you|they|too|but|so)\b))(?!(?:things|people) (?:to|in) )", r"\1hese "),
    ("many few", r"\b([Hh]ow|too|so|as|not|very|that) many (?=(?:money|time(?= (?:do|does|did|will|have|is|it)\b)|water|food|information|luggage|furniture|work|traffic|noise|milk|bread|sugar|rice|help|space|homework|stuff|paper|snow|rain|coffee|tea|experience(?! (?:points|years))|advice|rubbish|trouble|room left)\b)(?<!not many )", r"\1 much "),
    ("these those", r"\b([Tt]hese|[Tt]hose) (information|advice|furniture|luggage|homework|feedback|equipment|money|news|traffic|weather|software|stuff|music|food)\b(?: (are|were|have)\b)?(?! (?:\w+s)\b)", lambda m: f"{ {'these': 'this', 'These': 'This', 'those': 'that', 'Those': 'That'}[m[1]] } {m[2]}{' ' + OF_ONE[m[3].lower()] if m[3] else ''}"),
    ("these those", r"\b([Tt])h(ese|ose) one(?= (?:is|was|has|here|there|looks|in|on|with|please|for|from)\b|[.,!?]|$)", lambda m: f"{m[1]}h{'is' if m[2] == 'ese' else 'at'} one"),
    ("hairs", r"\b(long|short|blonde?|brown|black|dark|curly|red|my|your|wash(?:ed)?|brush(?:ed)?|cut|straight|beautiful|wet) hairs\b(?! (?:on|in|from|of)\b)", r"\1 hair"),
    ("how many", r"\b([Hh]ow|so|too|as) many (time|thing)\b(?! (?:slots?|zones?))", r"\1 many \2s"),
    ("one each neither either", r"\b(one|each|neither|either|every ?one) of (my|your|our|his|her|their|the|these|those) (?P<noun>" + SINGULAR + r")\b(?![-'’])(?! (?:\w+ )?(?:staff|members|people|options|classes|teams|sizes|rooms|doors)\b)" + r"(?= (?:is|are|was|were|has|have|who|that|can|could|will|would|told|said|came|did|does|doesn|gets?|works?|lives?|wants?|needs?|got|went)\b|[.,!?]|$)", lambda m: f"{m[1]} of {m[2]} {plural_of(m['noun'].lower())}"),
    ("every each another", rf"\b(every|each|another) ({PLURAL})\b(?!['’])", _every),
    ("", rf"\b(?<![-.,:/#£$€])({_NUMBER}) (?P<mid>(?:other|new|more|big|small|different|old|small|large|free|empty|whole|full|extra|long|nice|good|red|blue|white|black|wooden|important) )?(?P<noun>[a-z]+)\b(?!['’-]){_ENDS}(?! (?:to|for|in|on|at|by) (?:\w+ )?(?:house|flat|apartment)\b)", _number),
    ("many few several", r"\b(how many|too many|so many|as many|a few|very few|not many|quite a few) (?P<mid>(?:other|new|more|different|good) )?(?P<noun>[a-z]+)\b(?!['’-])(?! [a-z]+s\b)", lambda m: m[0] if m["noun"].lower() not in COUNTED else f"{m[1]} {m['mid'] or ''}{plural_of(m['noun'].lower())}"),
    ("much", rf"\b(how|too|so|as|very|that|not) much ({PLURAL})\b", r"\1 many \2"),
    ("much", rf"\bmuch ({PLURAL})\b(?<!that much )", r"many \1"),
    ("much", r"\b(much) (people|things|problems|questions|times|items|errors|emails|hours|days|friends|mistakes|options|tickets|kids|children|cars)\b", r"many \2"),
    ("every each another", r"\b(every|each|another) (days|weeks|months|years|times|persons|items)\b", lambda m: f"{m[1]} {m[2][:-1]}"),
    ("one", r"\bone of the (reason|problem|thing|item|file|key|box|room|chair|email|page|option|ticket)\b(?! \w+s\b)", r"one of the \1s"),
    ("every", r"\bevery ([a-z]{3,}s)\b", lambda m: f"every {singular(m[1])}" if singular(m[1]) else m[0]),
    ("less", r"\b([Ll])ess (?=(?:people|bags|boxes|chairs|things|mistakes|problems|cars|emails|items|books|students|children|customers|guests|errors|questions|plates|bottles|glasses|tickets|seats|rooms|files|photos|meetings|calls|shops|trains|buses|toys)\b)", lambda m: "Fewer " if m[1] == "L" else "fewer "),
    ("every one everyone", r"\b([Ee])veryone (?=of (?:the|you|us|them|my|our|your|these|those)\b)", r"\1very one "),
    ("years", r"\b(\d+|two|three|four|five|six|seven|eight|nine|ten|many) years experience\b", r"\1 years of experience"),
)  # fmt: skip
