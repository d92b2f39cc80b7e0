# ruff: noqa: E501, SIM905 - patterns read best in one piece
"""Subjects and their verbs: "my husband love", "the children was"."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.orders import NOUN_VERBS
from onhand.rewrite.rules.english.verbs import base_of_third, inflected, is_verb
from onhand.rewrite.rules.mending.names import FIRST_NAMES
from onhand.rewrite.rules.mending.nouns import COUNTED, PEOPLE, PLURAL, SINGULAR, is_plural, one_of
from onhand.rewrite.rules.mending.slips import Rule

OF_MANY = {
    "am": "are", "is": "are", "was": "were", "has": "have", "does": "do",
    "isn't": "aren't", "wasn't": "weren't", "hasn't": "haven't", "doesn't": "don't",
}  # fmt: skip
OF_ONE = {many: one for one, many in OF_MANY.items() if one != "am"}

_WITHOUT_S = "go do have need want work know say make take come look like live think start seem keep cost leak open close arrive include speak".split()
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|will|can|do|does|did|\w{2,}ed|am|\w+['’](?:re|m|ve|ll))\b[^.!?;]*$",
    re.I,
)
START = r"(?P<start>^|[.!?;:] |\n|, |\b(?:and|but|because|that|if|when|since|so|as|think|says?|know|known|knew|thought|hope|although|while|where|until|before|after|yesterday|today|sometimes|usually|now|then|maybe|however|unfortunately|hopefully) )"
SUBJUNCTIVE = re.compile(
    r"\b(?:suggest|recommend|insist|demand|important|essential|request|ask(?:ed)? that|require|propos|vital|necessary|wish|as though|as if|if only|let|make|makes|made|see|saw|hear|heard|watch|help|helps|had|have|does|did|do|will|would|can|could|should|may|might|must|shall)\w*(?: \w+){0,3} ?$",
    re.I,
)

INVERTED = re.compile(
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
_MEASURES = re.compile(
    r"\b(?:seconds|minutes|hours|days|nights|weeks|months|years|euros|dollars|pounds|kilos|kilometres|miles|metres|games|photos)\b",
    re.I,
)

_BODIES = frozenset("school hotel bank hospital shop store university college restaurant office airport library supermarket museum supplier pub garage cafe village town city country army party church management branch".split())  # fmt: skip
_UNCOUNTED = r"the (?:news|information|advice|furniture|luggage|traffic|equipment|weather|money|homework|music|software|mail|post|food|staff room)"
_THIRDS = "|".join(
    inflected(verb, "third")
    for verb in sorted(_COMMON_VERBS | {"complain", "smoke", "bark", "cry"})
)
COLLECTIVE = r"(?:couple|team|band|company|family|class|group|staff|club|council|government|rest|pair|lot|majority|number|police|press|crew|crowd|committee|audience|public)"
_ONE_AS_WELL = frozenset(
    "one heating weather traffic internet wifi food money music information furniture laundry post rent stuff".split()
)
NO_PART = r"(?:of|in|on|at|to|for|with|by|from|and|or|that|who|whom|which|what|where|when|if|i|we|you|they|he|she|it|two|three|four|five|six|seven|eight|nine|ten|many|few|several|both|all|some|most|more|not|no|is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|should|may|might|must|shall|cannot|ought|used|than|as|like|because|but|so|said|says|told|think|know|see|saw|[a-z]+ly)"
_NOT_AUXILIARY = "".join(
    rf"(?<!\b{word} )"
    for word in "did does do will can could would should may might must let make made".split()
)

_ITEMS = r"(?:kilos|tables?|days|weeks|hours|minutes|people|items|things|problems|questions|emails|files|orders|boxes|books|keys|chairs|pages|options|issues|errors|tickets|seats|rooms|packages|parcels)"


def _many(match: re.Match[str]) -> str:
    verb = match["verb"].lower().replace("’", "'")
    return match[0][: match.start("verb") - match.start()] + OF_MANY[verb]


def _one(match: re.Match[str]) -> str:
    verb = match["verb"].lower().replace("’", "'")
    if INVERTED.search(match.string[: match.start("who")]) and match["start"].strip(
        " "
    ).lower() not in ("if", "that"):
        return match[0]
    if SUBJUNCTIVE.search(match.string[: match.start("who")]):
        return match[0]
    new = (
        OF_ONE[verb]
        if verb in OF_ONE
        else "does not"
        if verb == "do not"
        else inflected(verb, "third")
    )
    return match[0][: match.start("verb") - match.start()] + new


def _third(match: re.Match[str]) -> str:
    """Make a verb fit one thing: "my husband love them", unless it may be a compound noun."""
    verb, rest = match["verb"], match.string[match.end() :]
    if match["noun"].lower() not in COUNTED:
        return match[0]
    before = match.string[: match.start("det")]
    if (
        verb not in _COMMON_VERBS
        or (
            SUBJUNCTIVE.search(before)
            and not re.match(r"know|thought|says?\b", match["start"], re.I)
        )
        or (INVERTED.search(before) and match["start"].strip().lower() not in ("if", "that"))
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


def _several_do(match: re.Match[str]) -> str:
    """Make a verb fit several things: "the trains leaves at six"."""
    noun, before = match["noun"].lower(), match.string[: match.start("noun")]
    if (
        not is_plural(noun)
        or _is_inside(match)
        or INVERTED.search(match.string[: match.start("start")] + match["start"])
    ):
        return match[0]
    if noun in ("police", "others") or re.search(r"\b(?:every|each|one)\b[^.!?]*$", before, re.I):
        return match[0]
    base = base_of_third(match["verb"].lower())
    if base is None or (
        base in NOUN_VERBS | _OFTEN_NOUNS
        and not re.match(
            rf" {_OBJECT}\b| (?:good|bad|great|nice|strange|cleaning|fixing)\b|[.!?]",
            match.string[match.end() :],
        )
    ):
        return match[0]
    return match[0][: match.start("verb") - match.start()] + base


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
    new = OF_MANY[match["aux"].lower()]
    return (new.capitalize() if match["aux"][0].isupper() else new) + " "


def _one_of_all(match: re.Match[str]) -> str:
    who, verb = match["who"].lower(), match["verb"].lower()
    if who.startswith(("none", "any", "either")) and verb in ("are", "were", "have"):
        return match[0]
    if verb == "get" and " of " not in who:
        return match[0]
    return _one(match)


def _one_known(match: re.Match[str]) -> str:
    """Make a verb fit one thing that is counted, or one of the few that are not."""
    noun = match["noun"].lower()
    return _one_noun(match) if noun in COUNTED or noun in _ONE_AS_WELL else match[0]


def _one_noun(match: re.Match[str]) -> str:
    start, verb = match["start"].strip().lower(), match["verb"].lower()
    before = match.string[: match.start("who")]
    if (start in ("and", "or") and not _FINITE.search(before)) or (
        start in ("if", "as") and verb in ("were", "weren't")
    ):
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


def _to_third(match: re.Match[str]) -> str:
    """Return a match with its second part in the third person: "he go" becomes "he goes"."""
    return match[1] + inflected(match[2].lower(), "third")


AGREEMENT: tuple[Rule, ...] = (
    # this, these, there is
    ("this that", r"\b(this) (?=(?:(?:new|old|two|three|four) )?(?:people|children|things|days|books|documents|shoes|problems|emails|photos|pictures|tickets|keys|chairs|boxes|cars|kids|files|invoices|messages|questions|items|cookies|students|flowers|glasses|trousers|jeans|mistakes|words)\b)(?!(?:days|changes|questions|documents|photos|pictures|results|details|files|tickets|messages|items|books|emails|boxes|words) (?:my|the|a|an|your|our|in|everything|how|that|it)\b)", lambda m: "These " if m[1][0] == "T" else "these "),
    ("these those", r"(?<!\bof )\b(these|those) (?P<verb>is|was|has|isn['’]t|wasn['’]t|hasn['’]t|doesn['’]t)\b", _many),
    ("this", r"(^|[.!?,;:] |\b(?:and|but|if|because|so|think) )(this|This) (are|were|aren['’]t|weren['’]t)\b", lambda m: f"{m[1]}{'These' if m[2][0] == 'T' else 'these'} {m[3]}"),
    ("there", r"\b([Tt]here)(?: is|['’]s|s) (?=(?:(?:so|too|very|not|just|only|also|still) )?(?:many|several|two|three|four|five|six|seven|eight|nine|ten|few|lots of (?!" + one_of(frozenset("time money water noise stuff work food traffic space room mail information".split())) + r")[a-z]+s\b|a few|some (?:people|things|problems|mistakes|questions|issues|errors))\b)(?!few\b(?! \w+s\b))", r"\1 are "),
    ("there", r"\b([Tt]here) was (?=(?:(?:so|too|very|not|just|only|also|still) )?(?:many|several|two|three|four|five|six|seven|eight|nine|ten|a few|lots of (?:people|cars|children|dogs|problems|things))\b)", r"\1 were "),
    ("there", rf"\b([Tt]here) (is|was) (?=(?:(?:no|some|any|also|a lot of|lots of|not any|still|other|more|only|always|often|usually) )*{PLURAL}(?:[.!?;,]|$| (?:in|on|at|for|with|left|here|there|to|from|about|that|who|and|or|of|available|outside|today|tomorrow|because|but|near|under|behind|everywhere|waiting|coming|missing|which)\b))(?!(?:no|any|some|more|other)? ?(?:news)\b)", lambda m: f"{m[1]} {'are' if m[2] == 'is' else 'were'} "),
    ("there", rf"\b([Tt]here) (are|were) (?=(?:an? |one |no |another )(?:(?:new|big|small|serious|little|good|bad|huge|strange|large) )?{SINGULAR}\b(?! (?:\w+ )?(?:and|,)))(?!(?:an? )?(?:couple|number|group|pair|hundred|dozen)\b)(?!no \w+ \w+s\b)(?!no )", lambda m: f"{m[1]} {'is' if m[2] == 'are' else 'was'} "),
    ("there", r"\b(there is|there's|theres|is there) (?=(?:many|several|two|three|four|five|six|seven|eight|nine|ten|[2-9]|\d\d+) )", lambda m: {"there is": "there are", "there's": "there are", "theres": "there are", "is there": "are there"}[m[1].lower()].join(("", " ")) if m[1][0].islower() else "There are " if m[1][0] == "T" else "Are there "),
    ("there", rf"\b([Tt]here) (is|was) (?=(?:some|no|a lot of|lots of) {_ITEMS}\b)(?!(?:some|no) table\b)", lambda m: f"{m[1]} {'are' if m[2] == 'is' else 'were'} "),
    # several
    ("_of_", r"\b((?:[Bb]oth|[Mm]any|[Ss]everal|[Aa] lot|[Ll]ots|[Aa] number|[Aa] couple|[Mm]ost|[Aa]ll|[Ss]ome|[Aa] few) of (?:them|us|you|people|children|kids|friends|students|customers|guests|things|problems)) (?P<verb>is|was|has|isn['’]t|wasn['’]t|hasn['’]t|doesn['’]t)\b", _many),
    ("here's here’s where's where’s here_is where_is here_was where_was what_is", r"(^|[.!?,] |\b(?:and|but|so|hi|hey|hello) )(?P<where>here|where|what)(?: (?P<verb>is|was)|['’]s) (?=(?:the|my|your|our|his|her|their|these|those) (?:new |old |other |two )?(?P<noun>[a-z]+)(?:[.,!?]|$| (?:you|that|we|from|for|I|and|now|please)\b))", lambda m: m[0] if not is_plural(m["noun"].lower()) else f"{m[1]}{m['where']} {'were' if (m['verb'] or '').lower() == 'was' else 'are'} "),
    ("number_of", r"\b([Tt]he number of [a-z]+) are\b", r"\1 is"),
    ("mathematics maths physics economics politics athletics news", r"\b(mathematics|maths|physics|economics|gymnastics|athletics) are\b", r"\1 is"),
    ("each_one every_one", r"\b([Ee]ach one|[Ee]very one) (have|are|were|need|want)\b", lambda m: f"{m[1]} {OF_ONE.get(m[2].lower()) or inflected(m[2].lower(), 'third')}"),
    ("_and_i_", r"(?P<before>^|[.!?;:,\n] ?|\b(?:because|that|when|if|so|but|think|know|hope|then|as|since|where|while|yesterday|today|sometimes|now|week|weekend|before|after|until|hi|hello) )((?:[Mm]y \w+|(?-i:[A-Z][a-z]+)|[Hh]e|[Ss]he|[Yy]ou) and I) (?P<verb>wants|needs|likes|lives|works|thinks|hopes|goes|does|loves|knows|comes|feels|agrees)\b", lambda m: f"{m[1]}{m[2]} {base_of_third(m['verb'])}"),
    ("do", r"(^|[.!?,] |\b(?:and|but|so|where|when|why|how|what) )(?P<do>[Dd]oes) (?=(?:the|my|your|our|his|her|their|these|those) (?:new |other |two )?(?P<noun>[a-z]+) (?P<verb>[a-z]+)\b)", lambda m: m[0] if not (is_plural(m["noun"].lower()) and is_verb(m["verb"].lower())) else f"{m[1]}{m['do'][:2]} "),
    ("_is _was _has isn wasn hasn doesn", rf"{START}(?:(?:[Tt]he|[Mm]y|[Yy]our|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir|(?:[Tt]he |[Mm]y )?\w+['’]s|[Tt]hese|[Tt]hose|[Aa]ll|[Mm]any|[Ss]ome|[Bb]oth|[Mm]ost|[Tt]wo|[Tt]hree)(?: (?:the|my|two|three|other|new|old|young|small|poor|little|first|last|of the|of my|of our|of these))? )?(?:{PLURAL})(?: (?:in|on|at|from|near|behind|under|around) (?:the|my|your|our|his|her|their|this|that) (?!way|time|end|middle|morning|evening|afternoon)[a-z]+)?(?: (?:also|still|always|never|really|just|all|both|from \w+|here|there))? (?P<verb>is|was|has|isn['’]t|wasn['’]t|hasn['’]t|doesn['’]t)\b(?! (?:what|why|how|where|when) )", lambda m: m[0] if _is_inside(m) else _many(m)),
    ("is_ was_ has_ does_", rf"\b(?P<aux>[Ii]s|[Ww]as|[Hh]as|[Dd]oes) (?=(?:the|my|your|our|his|her|their|these|those) (?:new |other |two |three )?{PLURAL}\b(?!['’]))", _asked_of_many),
    ("_i_", r"(?P<before>^|[.!?;:,\n] ?|\b(?:because|that|when|if|so|but|think|know|hope|then|as|since|where|while|yesterday|today|sometimes|now|week|weekend|before|after|until|hi|hello) )((?:I|he|she|they|we|you) and (?:I|my \w+|(?-i:[A-Z]\w+))|(?:my|your|his|her) \w+ and I|(?-i:[A-Z]\w+) and I) (is|was|has|wasn['’]t|isn['’]t|hasn['’]t|am)\b", lambda m: f"{m[1]}{m[2]} {OF_MANY[m[3].lower().replace(chr(8217), chr(39))]}"),
    ("you_was you_is you_has", r"\b(know|knew|think|thought|hope|sure|heard|said|wish|guess|believe|glad|happy) you (was|has|is)\b", lambda m: f"{m[1]} you {OF_MANY[m[2].lower()]}"),
    ("you_was",  r"\b(that|think|know|knew|hope|glad|said|heard|like|when|if|because|and|but|so|where|what|how|why|since|until|sorry|sure|thought|wish) you was(?=n['’]t|\b)", r"\1 you were"),
    ("is", r"\b(we|they) is\b", r"\1 are"),
    ("was", r"\b(we|they|these|those) was\b", r"\1 were"),
    ("you_was you_is you_has", r"(^|[.!?,;:] |\b(?:and|but|if|when|because|as|so|since|where|how|why|until) )you (was|is|has)\b", lambda m: f"{m[1]}you {OF_MANY[m[2].lower()]}"),
    ("you", rf"(?:^|[.!?;:,] |\b(?:if|when|because|where|what|as|and|but|so|that|hope|think|know|sure|glad|how|who|while) )(?:[Yy]ou)(?: (?:also|still|always|never|really|just|only))? (?P<verb>{_THIRDS}|has|does)\b(?!['’])", _base),
    ("wasn", r"\b(we|you|they|these|those) wasn['’]t\b", r"\1 weren't"),
    ("has", r"\b(we|they) has\b", r"\1 have"),
    ("_is _was _has isn wasn hasn doesn", rf"{START}(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]he|[Yy]our) {one_of(PEOPLE)} and (?:(?:my|our|his|her|the|your) )?{one_of(PEOPLE)} (?P<verb>is|was|has|isn['’]t|wasn['’]t|hasn['’]t|doesn['’]t)\b", lambda m: m[0] if _is_inside(m) else _many(m)),
    # one, every one
    ("have don't don’t were", r"(?P<start>^|[.!?;:] |, |\b(?:but|because|that|if|when|since|so|as|think|says?|know|hope) )(?P<who>(?:[Mm]y|[Oo]ur|[Yy]our|[Hh]is|[Hh]er) (?:friend|brother|sister|boss|son|daughter|husband|wife|colleague|neighbour|neighbor|cousin|uncle|aunt|teacher|flatmate|partner) (?-i:[A-Z][a-z]+)) (?P<verb>have|don['’]t|were|are|haven['’]t|weren['’]t|want|need|know|like|love)\b", _one),
    ("", rf"(?P<start>^|[.!?;:] |\n|, |\b(?:and|but|because|that|if|when|since|so|as|think|says?|know|hope|almost|nearly) )(?P<who>{_EVERYONE}) (?P<verb>have|are|were|don['’]t|haven['’]t|aren['’]t|weren['’]t|get|want|need|know|like|love|think|say|agree|seem|live|work|understand|hate)\b(?! (?:of|in the end)\b)(?!n)", _one_of_all),
    ("", rf"{START}(?P<det>[Tt]he|[Mm]y|[Yy]our|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir|[Tt]his|[Tt]hat|[Aa]n?) (?:(?:new|old|big|small|little|other|whole|best|younger|older|next|first|second|last|front|back|kitchen|washing) )?(?!(?:couple|team|band|company|family|class|group|staff|club|council|police)\b)(?P<noun>[a-z]+)(?: (?:also|still|always|never|really|often|usually|only))? (?P<verb>[a-z]+)\b(?!['’-])", _third),
    ("_are _were _have don aren weren haven do_not", rf"{START}(?P<who>(?:[Tt]he|[Mm]y|[Yy]our|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir|[Tt]his|[Tt]hat) (?:(?!{NO_PART}\b)[a-z'’]+ ){{0,2}}?(?!{COLLECTIVE}\b)(?P<noun>[a-z]+)) (?P<verb>are|were|have|do not|don['’]t|aren['’]t|weren['’]t|haven['’]t)\b(?! (?:and|or)\b)", _one_known),
    ("_of_", rf"{START}(?P<who>(?:[Tt]he|[Mm]y|[Yy]our|[Oo]ur|[Hh]is|[Hh]er|[Aa]n?|[Tt]his) (?!{COLLECTIVE}\b|half\b|variety\b|range\b|series\b|selection\b|handful\b|dozen\b|kind\b|sort\b|type\b|bunch\b|great\b)(?:{SINGULAR}|list|price|cost|quality|colour|color|size|smell|end|state|condition) of (?:(?:the|my|your|our|his|her|these|those|all) )?(?:{PLURAL})) (?P<verb>are|were|have|don['’]t|aren['’]t|weren['’]t|haven['’]t)\b", _one_noun),
    ("who", r"(^|[.!?,] |\n)([Ww]ho) (want|need|know|like|live|come|think|feel)\b(?= )(?! (?:I|we|you|they)\b)", lambda m: f"{m[1]}{m[2]} {inflected(m[3].lower(), 'third')}"),
    ("find", r"\b([Ii]? ?hope (?:this|that|my|the) (?:email |message |letter |mail )?)find (you)\b", r"\1finds \2"),
    ("", rf"{START}(?P<who>(?-i:[A-Z][a-z]+)) (?P<verb>want|need|know|think|live|like|love|don['’]t|speak|work)\b(?! and)", lambda m: _one(m) if m["who"].lower() in FIRST_NAMES and not (m["verb"].lower() in ("speak", "work", "don't", "don’t", "need", "like", "love", "think", "know") and not re.match(r" (?:to|that|in|at|for|English|German|French|Spanish|his|her|the|a|how|what|where|when|about|if|it|very|me|you|us|them|have|want|know|like|eat|work|need)\b", m.string[m.end() :])) and m["start"].strip().lower() not in ("and", ",") else m[0]),
    ("don", r"\b([Hh]eating|[Bb]oiler|[Pp]rinter|[Aa]pp|[Pp]hone|[Cc]ar|[Dd]oor|[Ll]ight|[Ww]ebsite|[Ll]ink|[Cc]ode|[Kk]ey|[Cc]ard|[Mm]achine|[Ll]ift|[Ee]levator|[Ff]ridge|[Bb]utton|[Ss]ystem|[Ll]aptop|[Ss]creen|[Pp]assword|[Ee]veryone|[Nn]obody|[Ss]omeone|[Aa]nyone) don['’]t\b(?! (?:you|we|i|they))", r"\1 doesn't"),
    ("no", _NOT_AUXILIARY + r"\b(nobody|no one|noone) (tell|know|want|come|say|like|need|answer|care|help|work|listen|understand|reply|call|see)(?= |$|[.,!?])(?! (?:he|she|they|I) )", lambda m: f"{m[1]} {m[2][:-1] + 'ies' if m[2] == 'reply' else m[2] + 's'}"),
    ("grand gran mum mom dad mother father no one nobody everybody someone", r"(^|[.!?] )(Grandma|Grandpa|Granny|Mum|Mom|Dad|Mother|Father|Nobody|No one|Everybody|Someone) (don['’]t|have|do|were|are|want|need|know|like|love|say|think|come|go|live|work|make|take|hope)\b", lambda m: f"{m[1]}{m[2]} {OF_ONE.get(m[3].lower().replace(chr(8217), chr(39))) or inflected(m[3].lower(), 'third')}"),
    ("are were", rf"\b({_UNCOUNTED}) are\b", r"\1 is"),
    ("were", rf"\b({_UNCOUNTED}(?: (?:you|they|he|she|I|we) (?:gave|sent|told|have|got)(?: (?:me|us|him|her|you))?)?) were\b", r"\1 was"),
    # I, you, he, they
    ("i we they", r"(?:^|[.!?;:,] |\b(?:and|but|because|that|if|when|since|so|as|what|how|where|which|before|after|until|while|although|though|unless|whether|hope|said|says|why|who|think|know|the \w+|one) )(?:I|we|they|We|They)(?: (?:also|still|always|never|really|just|all|both|only))? (?P<verb>[a-z]+s)\b(?!['’])", _base),
    ("", rf"{START}(?:(?:the|my|your|our|his|her|their|these|those|all|both|many|most|some|two|three|four) (?:the |my |our |other |two |new |old )?)?(?P<noun>[a-z]+)(?: (?:also|still|always|never|really|often|usually|only|all|both))? (?P<verb>(?:{_THIRDS}))\b(?! (?:is|are|was|were|has|have|of|and|or)\b)(?!['’-])", _several_do),
    ("he she", r"(^|[.!?,;] |\b(?:and|but|because|that|so|when|if|since|as|what|where) )([Hh]e|[Ss]he) (?:are|am)\b", r"\1\2 is"),
    ("he she it", r"(^|[.!?,;] |\b(?:and|but|because|so|when|since|as) )([Hh]e|[Ss]he|[Ii]t) (?:were)\b(?! (?:to|me|you|him|possible|not for)\b)(?<!if it were)(?<!if he were)", lambda m: m[0] if re.search(r"\b(?:as|if|wish|though)\b", m.string[: m.end(1)], re.I) else f"{m[1]}{m[2]} was"),
    ("i", r"(?<!\band )\bI (?:were) (?!to\b|you\b|in your\b|him\b|her\b|there\b|able\b)(?=\w+)", lambda m: m[0] if re.search(r"\b(?:if|wish|as|though|than|were)\b", m.string[: m.start()], re.I) else "I was "),
    ("it_ he_", r"(^|[.!?,;] |\b(?:because|(?<!suggest )(?<!suggested )(?<!recommend )(?<!recommended )(?<!insist )(?<!insisted )(?<!important )(?<!essential )(?<!demand )(?<!demanded )(?<!request )(?<!requested )that|but|when|if|since|and|so|now|as) )(it|he|she) (print|work|come|go|eat|sleep|run|need(?! not)|want|live|speak|play|show|start|stop|leak|open|close|keep|make|take|say|know|look|seem|happen|break|smell|sound|help|love|drink|write|cry|bark|wake|walk|talk|stay|arrive|finish|belong|depend|mean|get|give|turn|move|switch|crash|freeze|feel|ask|think|call|drive|learn|use|like|contain|include|require|cause|remain|continue)(?= |$|[.,!?])(?<!make it work)", lambda m: f"{m[1]}{m[2]} {inflected(m[3], 'third')}"),
    ("don", r"\b(he|she|it)(?P<n> (?:do)n['’]t)\b", lambda m: m[1] + m["n"].replace("don", "doesn")),
    ("don", r"(^|[.!?,;:] |\b(?:and|but|because|since|so) )(this|that) don['’]t\b", r"\1\2 doesn't"),
    ("doesn", r"\b(I|you|we|they) doesn['’]t\b", r"\1 don't"),
    ("have", _NOT_AUXILIARY + r"\b(?<!and )(?<!if )(?<!that )(he|she)( (?:also|still|really|always|never|only))? have\b(?<!did he have)", lambda m: f"{m[1]}{m[2] or ''} has"),
    ("he_", r"(?<!did )(?<!does )(?<!will )(?<!can )(?<!could )(?<!would )(?<!should )(?<!let )(?<!make )(?<!made )(?<!see )(?<!help )(?<!saw )(?<!may )(?<!might )(?<!must )(?<!that )(?<!suggest )(?<!didn't )(?<!doesn't )(?<!won't )(?<!can't )(?<!do )(?<!and )(?<!or )\b([Hh]e |[Ss]he )(" + "|".join(_WITHOUT_S) + r")\b(?! (?:on and|or not))", _to_third),
    ("i_", r"(?<![-’\'])\b(I)(?: is| are)\b(?<!and I is)(?<!and I are)", r"\1 am"),
    ("has", r"\b(I) has\b", r"\1 have"),
)  # fmt: skip
