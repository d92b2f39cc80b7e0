# ruff: noqa: E501, SIM905 - patterns read best in one piece
"""Subjects and their verbs, numbers and their nouns: "my husband love", "the children was", "two box"."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.orders import NOUN_VERBS
from onhand.rewrite.rules.english.verbs import base_of_third, inflected
from onhand.rewrite.rules.mending.confusions import Rule
from onhand.rewrite.rules.mending.names import FIRST_NAMES
from onhand.rewrite.rules.mending.nouns import (
    DOUBLE_PLURALS,
    ODD_SINGULARS,
    PEOPLE,
    PLURAL,
    SINGULAR,
    one_of,
    plural_of,
    singular_of,
)

_START = r"(?P<start>^|[.!?;:] |\n|, |\b(?:and|but|because|that|if|when|since|so|as|think|says?|know|known|knew|thought|hope|although|while|where|until|before|after) )"
_MANY = {"is": "are", "was": "were", "has": "have", "isn't": "aren't", "wasn't": "weren't", "hasn't": "haven't", "doesn't": "don't", "does": "do"}  # fmt: skip
_ONE = {many: one for one, many in _MANY.items()}
_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|hundred|many|several|few|both|these|those|various|[2-9]|[1-9]\d+)"
_ENDS = r"(?=[.!?,;]|$| (?:of|for|from|on|at|to|with|and|or|but|because|is|are|was|were|has|have|that|which|who|will|can|should|in|by|near|today|tomorrow|yesterday|ago|please|per|before|after|when|if|so|I|we|you|they|he|she|need|needs|left|late|later|early|missing|until|between|each)\b)"
_SUBJUNCTIVE = re.compile(
    r"\b(?:suggest|recommend|insist|demand|important|essential|request|ask(?:ed)? that|require|propos|vital|necessary|wish|as though|as if|if only|let|make|makes|made|see|saw|hear|heard|watch|help|helps|had|have|does|did|do|will|would|can|could|should|may|might|must|shall)\w*(?: \w+){0,3} ?$",
    re.I,
)
_INVERTED = re.compile(
    r"\b(?:do|does|did|will|would|can|could|should|may|might|must|let|make|makes|made|help|see|saw|have|had|has|n['’]t|not|having|to|than|of|for|with|by|about|if|that|on|in|from)\W*$",
    re.I,
)
_LATER_VERB = re.compile(
    r"^[^,.;!?]*\b(?:is|are|was|were|has|had|will|would|can|could|should|does|did|isn['’]t|wasn['’]t|doesn['’]t|looks?|seems?|needs|works|came|went|started|\w{3,}ed)\b",
    re.I,
)
_OBJECT = r"(?:new|some|more|help|two|three|any|no|something|someone|people|me|us|him|them|it|you|the|a|an|my|your|our|his|her|their|this|that|these|those|to|at|in|on|too|very|so|not|every|all|about|from|up|down|out|off|again|now|always|next|today|tomorrow|well|badly|like|more|with|because|when|if)"
_COMMON_VERBS = frozenset("love like want need live know think go come say make take keep look seem open close start stop finish begin leave arrive expire work help believe understand speak eat drink sleep drive cry bark feel hate prefer enjoy hope get give put sit stand run become belong cost contain include mean remember forget happen require teach learn write sell buy pay lose win fall break grow wear bring tell ask hear see find send show".split())  # fmt: skip
_RISKY = NOUN_VERBS | {"work", "help", "love", "like", "hope", "start", "stop", "look", "show", "run", "drive", "drink", "cry", "cost", "need", "want", "sleep", "close", "open", "find", "win", "fall", "break", "keep", "hear", "say", "stand", "feel", "hate"}  # fmt: skip
_OFTEN_NOUNS = frozenset(
    "stop show look run drive drink cry work help find say break win fall hope".split()
)
_EVERYONE = r"(?:everyone|everybody|someone|somebody|anyone|anybody|nobody|no one|everything|something|nothing|every one|(?:each|one|none|neither|either|every ?one) of (?:the|my|your|our|his|her|their|these|those|us|you|them)(?: (?:two|three|other|new|old))?(?: [a-z]+s?)?(?: (?:in|on|at|from|near|of) (?:the|my|our|your) [a-z]+)?|(?:each|every)(?: single)? (?:person|student|child|member|employee|customer|volunteer|house|room|guest|team|class|player|tenant|participant))"


def _many(match: re.Match[str]) -> str:
    verb = match["verb"].lower().replace("’", "'")
    return match[0][: match.start("verb") - match.start()] + _MANY[verb]


def _one(match: re.Match[str]) -> str:
    verb = match["verb"].lower().replace("’", "'")
    if _INVERTED.search(match.string[: match.start("who")]) and match["start"].strip(
        " "
    ).lower() not in ("if", "that"):
        return match[0]
    if _SUBJUNCTIVE.search(match.string[: match.start("who")]):
        return match[0]
    new = _ONE[verb] if verb in _ONE else inflected(verb, "third")
    return match[0][: match.start("verb") - match.start()] + new


def _third(match: re.Match[str]) -> str:
    """Make a verb fit one thing: "my husband love them", unless it may be a compound noun."""
    verb, rest = match["verb"], match.string[match.end() :]
    before = match.string[: match.start("det")]
    if (
        verb not in _COMMON_VERBS
        or _SUBJUNCTIVE.search(before)
        or (_INVERTED.search(before) and match["start"].strip().lower() not in ("if", "that"))
    ):
        return match[0]
    if (
        re.search(r"\b(?:and|or) $", match["start"])
        and not re.search(r", and $", before)
        and not re.search(r"\b(?:is|was|has|\w+s|\w+ed)\b", before)
    ):
        return match[0]
    if (
        verb == "work"
        and re.search(rf"\b{one_of(PEOPLE)} work$", match[0])
        and re.match(r" (?:in|at|for|as|with|on|from)\b", rest)
    ):
        return match[0][: match.start("verb") - match.start()] + "works"
    rest = re.split(r" (?:I|we|they|he|she|you)\b", rest, maxsplit=1)[0]
    if verb in _OFTEN_NOUNS and not re.match(
        r" (?:me|us|him|them|it|very|so|not|too|again|well|badly|every|always|now)\b", rest
    ):
        return match[0]
    if verb in _RISKY and (_LATER_VERB.match(rest) or not re.match(rf" {_OBJECT}\b", rest)):
        return match[0]
    return match[0][: match.start("verb") - match.start()] + inflected(verb, "third")


def _base(match: re.Match[str]) -> str:
    base = base_of_third(match["verb"])
    if base is None or match["verb"] in ("is", "has", "does", "was"):
        base = {"has": "have", "does": "do"}.get(match["verb"])
    if base is None or (
        base in NOUN_VERBS
        and match["verb"]
        not in (
            "needs",
            "works",
            "looks",
            "calls",
            "stops",
            "starts",
            "opens",
            "closes",
            "costs",
            "loves",
            "waits",
            "plays",
            "talks",
            "walks",
            "uses",
            "stays",
        )
    ):
        return match[0]
    return match[0][: match.start("verb") - match.start()] + base


def _number(match: re.Match[str]) -> str:
    noun = match["noun"].lower()
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
    return det + new + (f" {_ONE[verb.lower()]}" if verb else "")


def _possessor(match: re.Match[str]) -> str:
    return f"{match[1]} {match[2][:-1]}'s "


_MEASURES = re.compile(
    r"\b(?:seconds|minutes|hours|days|nights|weeks|months|years|euros|dollars|pounds|kilos|kilometres|miles|metres|games|photos)\b",
    re.I,
)
_BODIES = frozenset("school hotel bank hospital shop store university college restaurant office airport library supermarket museum supplier pub garage cafe village town city country army party church management branch".split())  # fmt: skip
"""One house of many people: "the bank have told me" is said in Britain."""


def _is_inside(match: re.Match[str]) -> bool:
    """Whether what stands there is a measure ("two weeks is enough") or no subject."""
    return (
        _MEASURES.search(match[0]) is not None
        or re.search(
            r"\b(?:of|with|for|in|on|by|as well as)(?: \w+)?,? (?:and )?$",
            match.string[: match.start("start")] + match["start"],
            re.I,
        )
        is not None
    )


def _asked_of_many(match: re.Match[str]) -> str:
    noun = re.match(r"[a-z]+ (?:new |other |two |three )?[a-z]+", match.string[match.end() :], re.I)
    rest = match.string[match.end() :][noun.end() :] if noun else ""
    before = match.string[: match.start()]
    if before.strip() and not re.search(
        r"(?:[.!?,]|\b(?:where|when|why|how|who|what|and|but|so|hi|hey))\s*$", before, re.I
    ):
        return match[0]
    if not re.match(
        r"[.?!,]|$| (?:still|here|there|in|on|at|ready|open|coming|going|not|all|ok|okay|allowed|for|included|available|free|closed|be|have|need|want|like|\w+ing|\w{3,}ed)\b",
        rest,
    ):
        return match[0]
    new = _MANY[match["aux"].lower()]
    return (new.capitalize() if match["aux"][0].isupper() else new) + " "


def _one_of_all(match: re.Match[str]) -> str:
    who, verb = match["who"].lower(), match["verb"].lower()
    if who.startswith(("none", "any", "either")) and verb in ("are", "were", "have"):
        return match[0]
    if verb == "get" and " of " not in who:
        return match[0]
    return _one(match)


def _one_noun(match: re.Match[str]) -> str:
    start, verb = match["start"].strip().lower(), match["verb"].lower()
    before = match.string[: match.start("who")]
    if start in ("and", "or") or (start in ("if", "as") and verb in ("were", "weren't")):
        return match[0]
    if start == "," and re.search(
        r"(?:^|\b(?:the|my|your|our|his|her|an?|and) )\w+, $", before, re.I
    ):
        return match[0]
    if match["who"].split()[-1].lower() in _BODIES and "n" not in verb[-3:]:
        return match[0]
    if re.search(r"\bwish\b|\bas though\b", before, re.I):
        return match[0]
    return _one(match)


AGREEMENT: tuple[Rule, ...] = (
    # possessors and plurals
    ("'s ’s", r"\b([Mm]y|[Yy]our|[Hh]is|[Hh]er|[Oo]ur|[Tt]heir) (glove|shoe|boot|key|sock|egg|tomato|potato|apple|banana|photo|video|ticket|book|flower|plant|window|curtain|email|message|document|file|invoice|box|toy|brake|light|chair|table|cushion|towel|cup|plate)['’]s(?=[.,!?;]|$| (?:and|or|in|on|from|for|yesterday|today|are|were)\b)", lambda m: f"{m[1]} {plural_of(m[2].lower())}"),
    ("how many", r"\b([Hh]ow|so|too|as) many (time|thing)\b(?! (?:slots?|zones?))", r"\1 many \2s"),
    ("me and", r"(^|[.!?] |\b(?:and|but|because) )[Mm]e and (him|her) (?=(?:is|am|was|are|were|have|has|had|will|would|can|could|want|went|go|need)\b)", lambda m: f"{m[1]}{('He' if m[2] == 'him' else 'She') if not m[1] or m[1][0] in '.!?' else ('he' if m[2] == 'him' else 'she')} and I "),
    ("and he and she", r"(?P<before>\b(?-i:[a-z]{3,}) )and (he|she) have (?=(?:a|an|no|two|three|four|five|not|already|been|to|the|his|her|my|some|any)\b)", lambda m: m[0] if m["before"].strip().lower() in PEOPLE or m["before"].strip().lower() in ("you", "both", "her", "him", "that") else f"{m['before']}and {m[2]} has "),
    ("my your his her our their", rf"\b([Mm]y|[Yy]our|[Hh]is|[Hh]er|[Oo]ur|[Tt]heir) ((?:{one_of(PEOPLE)}|dog|cat|company|school)s) (?=(?:new |old |last |first )?(?:car|house|birthday|wedding|flat|apartment|bag|laptop|bike|room|kitchen|garden|dog|cat|wife|husband|son|daughter|kids|children|mum|mom|dad|brother|sister|boss|party|school|computer|jacket|coat|keys?|passport|funeral|surgery|appointment|shoes|dress|boat|van|email|address|name|number|phone|phone number|email address|place|office|job|health|fault|idea|food|tail|collar|leg|bed|teacher|desk)\b(?! (?:me|us|him|them|you)\b))(?!(?:name|phone|email|number|place|address|fault|dress|room|bag|bed|party|school|house|garden|boss|dog) (?:the|a|an|my|their|his|it)\b)", _possessor),
    ("", r"\b(in|after|with|of|need|give|given|have|has) ((?:two|three|four|five|six|ten|twelve|\d+|a few|few) (?:week|day|month|year|minute|hour)s) (?=(?:time|notice)\b(?! (?:off|to|for)\b))", r"\1 \2' "),
    ("week month day hour minute year", r"\b(in|after|with|of|need|give|given) (one|a|1) (week|month|day|year)s (?=(?:time|notice)\b)", r"\1 \2 \3's "),
    ("'s ’s", rf"\b({_NUMBER}|(?:all|both) (?:the|my|your|our|of the|of my|of them)|some|any|no|the two|the three|lots of|a lot of|other|more|our|new|own) (?P<noun>{SINGULAR}|taxi|menu|parent|thing|glove|egg|pizza|dvd|cd|pc)['’]s(?=[.,!?;]|$| (?:have|are|were|in|on|for|from|that|and|or|with|at|to|of|will|can|which|you|we|I|they|please|today|tomorrow|left|every|each|do|don['’]t|need|want)\b)", lambda m: m[0] if m[1].lower() in ("some", "no", "any", "our", "new", "own", "other", "more") and re.match(r" (?:and|or|to|that|will|can|in)\b", m.string[m.end() :]) else f"{m[1]} {plural_of(m['noun'].lower())}"),
    ("'s ’s", rf"\b(?!{one_of(PEOPLE)}\b)(?P<noun>{SINGULAR}|taxi|menu|parent|thing|glove|pizza)['’]s(?= (?:are|were|of|have been|don['’]t|aren['’]t)\b)", lambda m: (plural_of(m["noun"].lower()).capitalize() if m[0][0].isupper() else plural_of(m["noun"].lower()))),
    # nouns first
    ("childrens mens womens", rf"\b([Cc]hildren|[Mm]en|[Ww]omen)s (?={SINGULAR}\b|{PLURAL}\b|clothes\b|toilets?\b|books?\b)", r"\1's "),
    ("", rf"\b(?P<det>(?:an?|many|these|those|few) )?(?P<noun>{one_of(set(ODD_SINGULARS) - {'staffs', 'progresses', 'stuffs', 'accommodations', 'breads', 'moneys', 'hairs cut'})})\b(?: (?P<verb>are|were|have)\b)?", _uncounted),
    ("staffs stuffs", r"\b(of|the|your|our|my|some|any|more|many|other|few|all|friendly) (st[au]ff)s\b(?! (?:the|our|a)\b)", r"\1 \2"),
    ("", rf"\b(?P<noun>{one_of(DOUBLE_PLURALS)})\b", lambda m: m[0] if m[0].lower() in ("mans", "womans", "childs", "peoples", "wifes", "foots", "mens", "womens") and re.match(rf" (?:{SINGULAR}|{PLURAL}|clothes|toilets?|shoes|life|opinions?|work)\b", m.string[m.end() :]) else DOUBLE_PLURALS[m[0].lower()].capitalize() if m[0][0].isupper() else DOUBLE_PLURALS[m[0].lower()]),
    ("an a", rf"\b([Aa]n?) (?={one_of(frozenset('information advice furniture equipment homework luggage feedback software'.split()))}\b(?! (?:\w+ )?(?:desk|sheet|pack|shop|form|system|centre|center|session|line|leaflet|store|update|company|engineer|developer|email|request|rack|meeting|point|book|letter|problem|club|diary|allowance|tag|label|booklet|stand|package|bundle|licence|license|survey|page|night)\b)(?! [a-z]+ (?:desk|sheet|form)))", lambda m: "some " if m[1] == "a" or m[1] == "an" else "Some "),
    ("one each neither either", r"\b(one|each|neither|either|every ?one) of (my|your|our|his|her|their|the|these|those) (?P<noun>" + SINGULAR + r")\b(?![-'’])(?! (?:\w+ )?(?:staff|members|people|options|classes|teams|sizes|rooms|doors)\b)" + r"(?= (?:is|are|was|were|has|have|who|that|can|could|will|would|told|said|came|did|does|doesn|gets?|works?|lives?|wants?|needs?|got|went)\b|[.,!?]|$)", lambda m: f"{m[1]} of {m[2]} {plural_of(m['noun'].lower())}"),
    ("every each another", rf"\b(every|each|another) ({PLURAL})\b(?!['’])", _every),
    ("", rf"\b(?<![-.,:/#£$€])({_NUMBER}) (?P<mid>(?:other|new|more|big|small|different|old|small|large|free|empty|whole|full|extra|long|nice|good|red|blue|white|black|wooden|important) )?(?P<noun>{SINGULAR})\b(?!['’-]){_ENDS}(?! (?:to|for|in|on|at|by) (?:\w+ )?(?:house|flat|apartment)\b)", _number),
    ("many few several", rf"\b(how many|too many|so many|as many|a few|very few|not many|quite a few) (?P<mid>(?:other|new|more|different|good) )?(?P<noun>{SINGULAR})\b(?!['’-])", lambda m: f"{m[1]} {m['mid'] or ''}{plural_of(m['noun'].lower())}"),
    ("much", rf"\b(how|too|so|as|very|that|not) much ({PLURAL})\b", r"\1 many \2"),
    ("much", rf"\bmuch ({PLURAL})\b(?<!that much )", r"many \1"),
    ("this that", r"\b(this) (?=(?:(?:new|old|two|three|four) )?(?:people|children|things|days|books|documents|shoes|problems|emails|photos|pictures|tickets|keys|chairs|boxes|cars|kids|files|invoices|messages|questions|items|cookies|students|flowers|glasses|trousers|jeans|mistakes|changes|words|results|details)\b)(?!(?:days|changes|questions|documents|photos|pictures|results|details|files|tickets|messages|items|books|emails|boxes|words) (?:my|the|a|an|your|our|in|everything|how|that|it)\b)", lambda m: "These " if m[1][0] == "T" else "these "),
    ("these those", r"\b(these|those) (?P<verb>is|was|has|isn['’]t|wasn['’]t|hasn['’]t|doesn['’]t)\b", _many),
    ("this", r"(^|[.!?,;:] |\b(?:and|but|if|because|so|think) )(this|This) (are|were|aren['’]t|weren['’]t)\b", lambda m: f"{m[1]}{'These' if m[2][0] == 'T' else 'these'} {m[3]}"),
    ("there", r"\b([Tt]here)(?: is|['’]s|s) (?=(?:(?:so|too|very|not|just|only|also|still) )?(?:many|several|two|three|four|five|six|seven|eight|nine|ten|few|lots of (?!" + one_of(frozenset("time money water noise stuff work food traffic space room mail information".split())) + r")[a-z]+s\b|a few|some (?:people|things|problems|mistakes|questions|issues|errors))\b)(?!few\b(?! \w+s\b))", r"\1 are "),
    ("there", r"\b([Tt]here) was (?=(?:(?:so|too|very|not|just|only|also|still) )?(?:many|several|two|three|four|five|six|seven|eight|nine|ten|a few|lots of (?:people|cars|children|dogs|problems|things))\b)", r"\1 were "),
    ("there", rf"\b([Tt]here) (is|was) (?=(?:(?:no|some|any|also|a lot of|lots of|not any|still|other|more|only|always|often|usually) )*{PLURAL}(?:[.!?;,]|$| (?:in|on|at|for|with|left|here|there|to|from|about|that|who|and|or|of|available|outside|today|tomorrow|because|but|near|under|behind|everywhere|waiting|coming|missing|which)\b))(?!(?:no|any|some|more|other)? ?(?:news)\b)", lambda m: f"{m[1]} {'are' if m[2] == 'is' else 'were'} "),
    ("there", rf"\b([Tt]here) (are|were) (?=(?:an? |one |no |another )(?:(?:new|big|small|serious|little|good|bad|huge|strange|large) )?{SINGULAR}\b(?! (?:\w+ )?(?:and|,)))(?!(?:an? )?(?:couple|number|group|pair|hundred|dozen)\b)(?!no \w+ \w+s\b)(?!no )", lambda m: f"{m[1]} {'is' if m[2] == 'are' else 'was'} "),
    ("have don't don’t were", r"(?P<start>^|[.!?;:] |, |\b(?:but|because|that|if|when|since|so|as|think|says?|know|hope) )(?P<who>(?:[Mm]y|[Oo]ur|[Yy]our|[Hh]is|[Hh]er) (?:friend|brother|sister|boss|son|daughter|husband|wife|colleague|neighbour|neighbor|cousin|uncle|aunt|teacher|flatmate|partner) (?-i:[A-Z][a-z]+)) (?P<verb>have|don['’]t|were|are|haven['’]t|weren['’]t|want|need|know|like|love)\b", _one),
    ("every one everyone", r"\b([Ee])veryone (?=of (?:the|you|us|them|my|our|your|these|those)\b)", r"\1very one "),
    # many
    ("", rf"{_START}(?:(?:[Tt]he|[Mm]y|[Yy]our|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir|(?:[Tt]he |[Mm]y )?\w+['’]s|[Tt]hese|[Tt]hose|[Aa]ll|[Mm]any|[Ss]ome|[Bb]oth|[Mm]ost|[Tt]wo|[Tt]hree)(?: (?:the|my|two|three|other|new|old|young|small|poor|little|first|last|of the|of my|of our|of these))? )?(?:{PLURAL})(?: (?:also|still|always|never|really|just|all|both|from \w+|here|there))? (?P<verb>is|was|has|isn['’]t|wasn['’]t|hasn['’]t|doesn['’]t)\b(?! (?:what|why|how|where|when) )", lambda m: m[0] if _is_inside(m) else _many(m)),
    ("", rf"\b(?P<aux>[Ii]s|[Ww]as|[Hh]as|[Dd]oes) (?=(?:the|my|your|our|his|her|their|these|those) (?:new |other |two |three )?{PLURAL}\b(?!['’]))", _asked_of_many),
    # one
    ("", rf"(?P<start>^|[.!?;:] |\n|, |\b(?:and|but|because|that|if|when|since|so|as|think|says?|know|hope|almost|nearly) )(?P<who>{_EVERYONE}) (?P<verb>have|are|were|don['’]t|haven['’]t|aren['’]t|weren['’]t|get|want|need|know|like|love|think|say|agree|seem|live|work|understand|hate)\b(?! (?:of|in the end)\b)(?!n)", _one_of_all),
    ("", rf"{_START}(?P<det>[Tt]he|[Mm]y|[Yy]our|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir|[Tt]his|[Tt]hat|[Aa]n?) (?:(?:new|old|big|small|little|other|whole|best|younger|older|next|first|second|last|front|back|kitchen|washing) )?(?!(?:boss|couple|team|band|company|family|class|group|staff|club|council|police)\b){SINGULAR}(?: (?:also|still|always|never|really|often|usually|only))? (?P<verb>[a-z]+)\b(?!['’-])", _third),
    ("", rf"{_START}(?P<who>(?:[Tt]he|[Mm]y|[Yy]our|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir|[Tt]his|[Tt]hat) (?:(?:new|old|big|small|little|other|whole|best|younger|older|next|first|second|last|front|back) )?(?!(?:couple|team|band|company|family|class|group|staff|club|council|government|rest|pair|lot|majority|number)\b){SINGULAR}) (?P<verb>are|were|have|don['’]t|aren['’]t|weren['’]t|haven['’]t)\b(?! (?:and|or)\b)", _one_noun),
    ("i we they", r"(?:^|[.!?;:,] |\b(?:and|but|because|that|if|when|since|so|as|what|how|where|which|think|know|the \w+|one) )(?:I|we|they|We|They)(?: (?:also|still|always|never|really|just|all|both|only))? (?P<verb>[a-z]+s)\b(?!['’])", _base),
    ("you", r"(?:^|[.!?;:] |\b(?:if|when|because|where|what|as) )(?:[Yy]ou)(?: (?:also|still|always|never|really|just|only))? (?P<verb>wants|needs|knows|goes|likes|thinks|has|comes|lives|gets|says)\b(?!['’])", _base),
    ("people", r"\b([Pp]eople|[Cc]hildren|[Kk]ids|[Pp]arents) (?P<verb>wants|needs|knows|goes|likes|thinks|comes|lives|gets|says|makes|takes|loves|eats|speaks|plays)\b(?<!\bof people thinks)", _base),
    ("he she", r"(^|[.!?,;] |\b(?:and|but|because|that|so|when|if|since|as|what|where) )([Hh]e|[Ss]he) (?:are|am)\b", r"\1\2 is"),
    ("he she it", r"(^|[.!?,;] |\b(?:and|but|because|so|when|since|as) )([Hh]e|[Ss]he|[Ii]t) (?:were)\b(?! (?:to|me|you|him|possible|not for)\b)(?<!if it were)(?<!if he were)", lambda m: m[0] if re.search(r"\b(?:as|if|wish|though)\b", m.string[: m.end(1)], re.I) else f"{m[1]}{m[2]} was"),
    ("i", r"\bI (?:were) (?!to\b|you\b|in your\b|him\b|her\b|there\b|able\b)(?=\w+)", lambda m: m[0] if re.search(r"\b(?:if|wish|as|though|than|were)\b", m.string[: m.start()], re.I) else "I was "),
    ("who", r"(^|[.!?,] |\n)([Ww]ho) (want|need|know|like|live|come|think|feel)\b(?= )(?! (?:I|we|you|they)\b)", lambda m: f"{m[1]}{m[2]} {inflected(m[3].lower(), 'third')}"),
    ("find", r"\b([Ii]? ?hope (?:this|that|my|the) (?:email |message |letter |mail )?)find (you)\b", r"\1finds \2"),
    ("", rf"{_START}(?P<who>(?-i:[A-Z][a-z]+)) (?P<verb>want|need|know|think|live|like|love|don['’]t|speak|work)\b(?! and)", lambda m: _one(m) if m["who"].lower() in FIRST_NAMES and not (m["verb"].lower() in ("speak", "work", "don't", "don’t", "need", "like", "love", "think", "know") and not re.match(r" (?:to|that|in|at|for|English|German|French|Spanish|his|her|the|a|how|what|where|when|about|if|it|very|me|you|us|them|have|want|know|like|eat|work|need)\b", m.string[m.end() :])) and m["start"].strip().lower() not in ("and", ",") else m[0]),
)  # fmt: skip
