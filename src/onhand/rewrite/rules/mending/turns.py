# ruff: noqa: E501, SIM905 - patterns read best in one piece
"""Turns brought from other languages, tenses that do not fit their time, words that want another beside them."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.verbs import base_of_past, inflected, is_verb
from onhand.rewrite.rules.mending.confusions import Rule
from onhand.rewrite.rules.mending.nouns import SINGULAR

_DAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_NUMBER = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|a few|several|many)"
_AGO = r"(?:yesterday|last (?:night|week|month|year|weekend|summer|winter|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|(?:\d+|two|three|four|five|six|seven|a few|some) (?:minutes|hours|days|weeks|months|years) ago|an? (?:minute|hour|day|week|month|year) ago)"
_STATIC = frozenset("know own live have like love hate believe understand".split())
_OPINIONS = frozenset("think guess believe suppose know hope mean reckon want wish remember say see need understand like love feel please thank be".split())  # fmt: skip


def _past(verb: str) -> str | None:
    low = verb.lower()
    if low in ("am", "is"):
        return "was"
    if low == "are":
        return "were"
    if low in ("has", "have", "do", "does"):
        return {"has": "had", "have": "had"}.get(low)
    for base in (low, low.removesuffix("s"), low.removesuffix("es")):
        if is_verb(base) and base not in _OPINIONS and base_of_past(low) is None:
            past = inflected(base, "past")
            return past if past != low else None
    return None


def _then(match: re.Match[str]) -> str:
    """Put what follows "yesterday" into the past: "Yesterday we drive … so we come home"."""
    body = match["body"]
    if re.search(r"\b(?:if|when|will|would|every|usually|tomorrow|today|now)\b", body, re.I):
        first = re.split(r"\b(?:if|when|will|would|every|usually|tomorrow|today|now)\b", body)[0]
    else:
        first = body

    rest = body[len(first) :]

    def put(inner: re.Match[str]) -> str:
        past = _past(inner["verb"])
        return inner[0] if past is None else f"{inner['head']}{past}"

    first = re.sub(
        r"\b(?:has|have) (?P<verb>[a-z]+)\b(?! to\b)",
        lambda m: inflected(done, "past") if (done := base_of_past(m["verb"])) and m["verb"] != "got" else m[0], first,
    )  # fmt: skip
    changed = re.sub(
        r"(?P<head>(?:^|\b(?:and|but|so|because|then),? )(?:I|we|he|she|they|you|it) (?:all |both |just )?)(?P<verb>[a-z]+)\b(?! (?:been|got|had)\b)",
        put, first, flags=re.I,
    )  # fmt: skip
    return match["lead"] + changed + rest


def _ago(match: re.Match[str]) -> str:
    if re.search(
        r"\b(?:that|which|who|what|from|since|was|were|had|did|is|are|I|we|he|she|they|\w{3,}ed)\b",
        match["mid"],
    ) or any(base_of_past(word) for word in re.findall(r"[a-z]+", match["mid"].lower())):
        return match[0]
    past = _past(match["verb"])
    return match[0] if past is None else f"{match['head']}{past}{match['mid']} {match['when']}"


def _since(match: re.Match[str]) -> str:
    """Return "it has been raining since" for "it is raining since", "it has printed" for "prints"."""
    who, verb = match["who"], match["verb"].lower()
    has = (
        "has"
        if who.lower() in ("he", "she", "it")
        or re.match(rf"(?:the|my|your|our|his|her|this|that) {SINGULAR}$", who, re.I)
        else "have"
    )
    if re.search(
        r"\b(?:was|were|had|did|been|has|have|is|are|that|which|who|and|but|will)\b",
        match["mid"],
        re.I,
    ):
        return match[0]
    be = (match["be"] or "").strip().lower()
    if be:
        if verb.endswith("ing"):
            return f"{who} {has} been {verb}{match['mid']} {match['since']}"
        return match[0]
    base = next(
        (base for base in (verb, verb.removesuffix("s"), verb.removesuffix("es")) if is_verb(base)),
        None,
    )
    if (
        base is None
        or base_of_past(verb)
        or base in ("be", "do", "think", "need", "want", "cost", "get", "call")
    ):
        return match[0]
    done = inflected(base, "participle") if base in _STATIC else "been " + inflected(base, "gerund")
    return f"{who} {has} {done}{match['mid']} {match['since']}"


def _if_had(match: re.Match[str]) -> str:
    verb = match["verb"].lower()
    is_done = verb in ("been", "known", "gone", "seen") or base_of_past(verb) is not None
    return f"{match[1]}{match[2]} had {match['not'] or ''}{match['verb']}" if is_done else match[0]


def _not_perfect(match: re.Match[str]) -> str:
    """Return "I sent it yesterday" for "I have sent it yesterday"."""
    verb = match["verb"].lower()
    if verb == "been":
        was = (
            "was"
            if match["who"].lower() in ("i", "he", "she", "it") or " " in match["who"]
            else "were"
        )
        mid = match["mid"]
        past = "went" if mid.startswith(" to ") else was
        return f"{match['who']} {past}{mid} {match['when']}"
    base = base_of_past(verb) or ("come" if verb == "come" else None)
    if (
        base is None
        or verb == "got"
        or re.search(
            r"\b(?:that|which|who|what|was|were|had|did|is|are|I|we|he|she|they)\b", match["mid"]
        )
    ):
        return match[0]
    return f"{match['who']} {inflected(base, 'past')}{match['mid']} {match['when']}"


def _not_asked(match: re.Match[str]) -> str:
    """Return "asked me where I live" for "asked me where do I live"."""
    verb = match["verb"].lower()
    if not is_verb(verb):
        return match[0]
    form = {"do": verb, "does": inflected(verb, "third"), "did": inflected(verb, "past")}
    return f"{match[1]}{match[2]} {match[3]} {match[5]} {form[match[4].lower()]}"


def _do_you(match: re.Match[str]) -> str:
    verb = match["verb"].lower()
    if not is_verb(verb) or (
        verb in ("have", "go", "see", "come", "leave") and match[2].lower() == "when"
    ):
        return match[0]
    return f"{match[1]}{match[2]} do {match[3]} {match['verb']}{match[5]}"


TURNS: tuple[Rule, ...] = (
    # tenses
    ("n't n’t not", r"\b(?P<who>[Tt]he \w+|[Mm]y \w+|[Oo]ur \w+|[Ii]t|[Hh]e|[Ss]he) (?:doesn['’]t|does not|don['’]t|isn['’]t|is not) (?P<verb>work|working|answer|reply|open|start|come|eat|sleep|function|respond|print)(?P<mid>(?: \w+){0,2}) since (?P<many>(?:more than |about |over )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|a few|several) (?:minutes|hours|days|weeks|months|years)\b)?", lambda m: f"{m['who']} hasn't {inflected(m['verb'].removesuffix('ing'), 'participle')}{m['mid']} {'for ' + m['many'] if m['many'] else 'since '}"),
    ("if", r"(^|[.!?,] |\b(?:and|but|because|so|maybe) )((?:even )?[Ii]f (?:I|we|you|he|she|they|it)) (?:would|['’]d|would['’]ve) ?(?:have|of) (?P<not>not )?(?P<verb>[a-z]+)\b", _if_had),
    ("yesterday last ago", rf"(?P<lead>(?:^|[.!?] )(?:{_AGO}),? )(?P<body>(?:I|we|he|she|they|you|it) [^.!?]*)", _then),
    ("yesterday last ago", rf"(?P<head>(?:^|[.!?,] |\b(?:and|but|because) )(?:I|we|they|he|she) )(?P<verb>(?!am\b|are\b|is\b|have\b|has\b|can\b|will\b|do\b|just\b|also\b|did\b|had\b)[a-z]+)(?P<mid>(?: [\w'’-]+){{0,7}}?) (?P<when>{_AGO}(?=[.!?,]|$| (?:and|but|because|so)\b))", _ago),
    ("since", rf"(?:(?<=^)|(?<=[.!?,] )|(?<=\band )|(?<=\bbut )|(?<=\bbecause )|(?<=\bthat )|(?<=\bso ))(?P<who>I|we|they|you|he|she|it|(?:the|my|our|your|this) {SINGULAR})(?P<be> am| is| are|['’]m|['’]re|['’]s)? (?!(?:has|have|had|was|were|did|been|will|would|can|could|not|n|am|is|are)\b)(?P<verb>[a-z]+)(?P<mid>(?: (?!since)[\w'’-]+){{0,5}}?) (?P<since>since (?={_DAY}|yesterday|last |this morning|(?:19|20)\d\d|{_MONTH}|the (?:beginning|start)|\d{{1,2}} ?(?:am|pm)|more than|over|{_NUMBER} (?:minutes|hours|days|weeks|months|years)))", _since),
    ("since", r"\b([Ii]t|[Hh]e|[Ss]he|[Tt]his|[Tt]hat|[Tt]he \w+) (?:is|was) (lying|sitting|standing|waiting|hanging|raining|snowing|leaking|ringing|barking|making|broken|out|closed|missing|sick|ill)((?: [\w'’]+){0,6}) since (?=yesterday|last |this morning|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\d|two|three|a few|weeks|days)", r"\1 has been \2\3 since "),
    ("since", rf"\bsince (?:about |around |over |more than )?({_NUMBER} (?:minutes|hours|days|weeks|months|years))\b(?! ago)", r"for \1"),
    ("during", rf"\bduring ({_NUMBER} (?:minutes|hours|days|weeks|months|years))\b", r"for \1"),
    ("never", r"\b(and|but|because|since then) never (I|we|he|she|they) (had|have|saw|got|received|went|did|was|were)\b", lambda m: f"{m[1]} {m[2]} {'was never' if m[3] == 'was' else 'were never' if m[3] == 'were' else 'never ' + m[3]}"),
    ("ever", r"\b(the (?:best|worst|most \w+|\w+est)(?: \w+){1,2}) (I|we|they|you) ever (eaten|seen|been|done|had|taken|tasted|met|heard|read|used|bought|tried|worked|visited)\b", r"\1 \2 have ever \3"),
    ("use", r"\b(\w+) use to (?=(?:be|have|do|go|live|work|love|like|hate|know|think|play|come|say|meet|eat|take|visit|stay|get|make|see)\b)", lambda m: m[0] if re.fullmatch(r"did|didn['’]t|to|can|could|will|would|should|may|might|must|not|never|please|and|or|you|we|they|i|t|people|the|don|a|in|of|that|this|your|my", m[1], re.I) else f"{m[1]} used to "),
    ("we i they he she you", r"(^|[.!?,;] |\b(?:and|but|because|when|that|where|so) )(I|we|they|he|she|people|my \w+) use to (?=(?:be|have|do|go|live|work|love|like|hate|know|think|play|come|say|meet|eat|take|visit|stay|get|make|see)\b)", r"\1\2 used to "),
    ("suppose", r"\b(am|is|are|was|were|be|['’]m|['’]re|['’]s|not) suppose to\b", r"\1 supposed to"),
    ("forward", r"\b([Ll]ook(?:ing|s)? forward to) (?!(?:the|a|an|my|your|our|it|this|that|you|next|all|some|more|work|lunch|dinner)\b)([a-z]+)\b", lambda m: f"{m[1]} {inflected(m[2], 'gerund')}" if is_verb(m[2]) and not m[2].endswith("ing") and m[2] not in ("meeting", "visit", "call", "travel", "drinks", "work", "spring", "summer", "feedback", "change", "talk", "walk", "trip", "results", "party", "reply", "play", "answer", "rest") else m[0]),
    # no twice
    ("n't n’t not", r"(?P<head>\b(?:don|doesn|didn|can|won|haven|hasn|hadn|isn|aren|wasn|weren|couldn|wouldn|shouldn)['’]t(?: [a-z]+){0,3}?) (?P<no>no|nothing|nobody|nowhere|none|no one)\b(?! (?:longer|matter|doubt|problem|more|less|later|but|one['’]s)\b)(?! (?:and|or) )", lambda m: m[0] if re.search(r"\b(?:if|that|when|because|but|and|there|is|was|are|why|means?|say|says|said|mean|or|know|think|care|so)\b", m["head"]) else f"{m['head']} { {'no': 'any', 'nothing': 'anything', 'nobody': 'anybody', 'nowhere': 'anywhere', 'none': 'any', 'no one': 'anyone'}[m['no'].lower()]}"),
    ("n't n’t", r"\b((?:don|doesn|didn|can|won|haven|hasn|isn|aren|wasn|couldn)['’]t)((?: \w+){0,4}) no more(?=[.!?,]|$)", r"\1\2 anymore"),
    # more and most
    ("more", r"\b([Mm])uch more (better|worse|easier|cheaper|faster|bigger|smaller|older|younger)\b", r"\1uch \2"),
    ("more", r"\b[Mm]ore (better|worse|easier|cheaper|faster|bigger|smaller|older|younger|nicer|safer|harder|later|quicker|smarter|cleaner|fresher|longer|shorter|taller|stronger)\b", r"\1"),
    ("more", r"\b([Mm]ore) (cheap|fast|big|small|old|young|long|short|high|low|tall|cold|warm|quick|slow|hard|strong)(?= than\b|[.!?,]|$)", lambda m: {"big": "bigger"}.get(m[2], m[2] + "er") if not m[2].endswith("e") else m[2] + "r"),
    ("most", r"\bmost (easiest|best|worst|cheapest|fastest|biggest|smallest|nicest|oldest|youngest|longest|closest|nearest|latest|quickest)\b", r"\1"),
    ("worser worst", r"\bworser\b", "worse"),
    # well, slowly
    ("good", r"\b(speak|speaks|hear|hears|sleep|sleeps|slept|work|works|worked|play|plays|played|drive|drives|see|eat|eats|sing|sings|dance|dances|fits?|going|went|goes|run|runs|know|knows|understand|understands|doing|did|write|swim|cook|cooks|heard|walk)((?: (?:me|you|him|her|it|them|us|English|German|French|Spanish|Italian))?(?: (?:so|very|really|pretty|too|quite|not|that))?) good(?=[.,!?]|$| (?:and|anymore|any more|today|yesterday|at|in the|in this|with|but|so|because|here|now|lately|enough|since|yet|for (?:me|him|her|us|you)|on (?:my|the|your))\b)(?<!see good)(?<!pretty good)(?<!going to be good)", r"\1\2 well"),
    ("slow", r"\b(speak|talk|drive|walk|go|speaks|drives|talks|walks|eat|explain)((?: (?:more|very|so|really|too|please))?) slow (and)\b", r"\1\2 slowly \3"),
    ("good", r"\bvery much good\b", "very good"),
    # prepositions
    ("at in", rf"\b(?:at|in) (?=(?:{_DAY}s?|next {_DAY}|my birthday|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b(?! (?:market|club|times|Times|Post|school|lunch|prices|traffic|mode|night (?:live|dinner)|meetings)\b))(?!next )(?<!(?:\d) in )(?<!ate in )(?<!early in )(?<!in at )", "on "),
    ("in at", rf"\b(?:in|at) (?=(?:the )?(?:\d{{1,2}}(?:st|nd|rd|th) (?:of )?{_MONTH}|\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}}(?!\d))\b)(?<!\d in )(?<!\d at )", "on "),
    ("on", rf"\bon (?=(?:{_MONTH})(?:[.,!?]|$| (?:and|we|I|because|for|when|with|but|so|this|last|next|20\d\d)\b))(?<!based on )(?<!March on )", "in "),
    ("on at", r"\b(?:on|at) (?=20[0-4]\d(?:[.,!?]|$| (?:and|we|I|because|when|with|but|so)\b))(?<!meet at )(?<!rely on )(?<!\d at )", "in "),
    ("morning afternoon evening", r"\b(?:on|at) the (?=(?:morning|afternoon|evening)(?:[.,!?]|$| (?:and|we|I|because|but|so|at|with)\b))", "in the "),
    ("morning afternoon evening", r"\b(in) (?=(?:morning|afternoon|evening)(?:[.,!?]|$| (?:and|we|I|because|but|so|at|with|please)\b))", r"\1 the "),
    ("weekend", r"\b(?:in|at) (?:the )?(?=weekend(?:[.,!?]|$| (?:and|we|I|because|but|so|with|is|please)\b))", "at the "),
    ("night", r"\bin the night(?= (?:I|we) (?:sleep|slept)|[.!]$)", "at night"),
    ("moment", r"\b(?:in|on) (?:this|the) moment(?=[.,!?]|$| (?:I|we|he|she|it|they|because|but|and)\b)(?<!live in the moment)(?<!living in the moment)", "at the moment"),
    ("phone", r"\b(talk|talked|talking|speak|spoke|speaking|call(?:ed)? (?:you|me)|was|is|are|am|been) in the phone\b", r"\1 on the phone"),
    ("hand", r"\b([Ii])n the other hand\b", lambda m: "On the other hand" if m[1] == "I" else "on the other hand"),
    ("depend", r"\b([Dd]epend(?:s|ed|ing)?) (?:of|from|in) (?=(?:the|a|my|your|our|his|her|what|how|when|where|who|if|whether|you|it|this|that|us)\b)", r"\1 on "),
    ("depend", r"\b(it|It|that|That|this|This)(?:['’]s| is) depends?\b", r"\1 depends"),
    ("depend", r"\b([Ii]t|[Tt]hat) depend (?=on\b|if\b|how\b|what\b)", r"\1 depends "),
    ("married", r"\b(married|engaged) with\b(?= (?:a|an|the|my|your|his|her|him|me|someone|(?-i:[A-Z]))(?! (?:kids|children|two|three)))", r"\1 to"),
    ("discuss", r"\b([Dd]iscuss(?:ed|es|ing)?) about\b", r"\1"),
    ("explain", r"\b([Ee]xplain(?:ed|s|ing)?) (me|us|him|them) (?=(?:the|how|what|why|when|where|this|that|a|your|my|it|about|it|which|who|again|in)\b)", r"\1 to \2 "),
    ("explain", r"\b([Ee]xplain(?:ed|s|ing)?) (me|us|him|them)(?=[.?!]|$)", r"\1 it to \2"),
    ("explain describe suggest", r"\b([Ss]uggest(?:ed)?|[Dd]escribe) (me|us|him|them) (?=(?:the|a|an|some|how|what|your|another|which|where)\b)(?! that)", r"\1 to \2 "),
    ("wait", r"\b([Ww]ait(?:ed|s|ing)?) (?=(?:you|me|him|her|them|us|your (?:reply|answer|email|call|response|message|feedback|confirmation|decision)|the (?:bus|train|doctor|taxi|answer|results?|delivery|parcel|plumber)|an answer|a reply|a response)\b)", r"\1 for "),
    ("listen", r"\b([Ll]isten(?:ed|s|ing)?) (?=(?:music|me|him|her|them|us|the radio|radio|the news|your|this song|podcasts?)\b)", r"\1 to "),
    ("reply", r"\b([Rr]eply|[Rr]eplied|[Rr]eplying) (?=(?:me|him|her|them|us|my (?:email|message|mail|question|letter)|your (?:email|message|mail|question|letter))\b)", r"\1 to "),
    ("answer", r"\b([Aa]nswer(?:ed|ing)?) to (?=(?:me|him|her|them|us|my (?:email|message|mail|question|letter|call)|your (?:email|message|mail|question|letter|call))\b)(?<!the answer to )(?<!an answer to )(?<!your answer to )(?<!my answer to )(?<!answer to me)", r"\1 "),
    ("contact", r"\b([Cc]ontact(?:ed|ing)?) (?:to|with) (?=(?:me|him|her|them|us|you|the (?:office|manager|landlord|bank|police|school))\b)(?<!in contact with )(?<!no contact with )(?<!contact with you)(?<!have contact with )(?<!had contact with )(?<!any contact with )(?<!my contact with )(?<!eye contact with )", r"\1 "),
    ("say said says", r"\b(say|says|said|saying) (me|us|him|them) (?=(?:that|the|to|a|it|how|what|when|where|if|your|about|why|he|she|they|you|we|I)\b)", lambda m: {"say": "tell", "says": "tells", "said": "told", "saying": "telling"}[m[1].lower()] + f" {m[2]} "),
    ("interested", r"\b([Ii]nterested) (?:about|on|for|to) (?=(?:the|this|your|a|an|buying|renting|it|that|these|those|one)\b)(?! (?:\w+ )?(?:hear|see|know))", r"\1 in "),
    ("good bad", r"\b(good|bad|better|great|terrible) in (?=(?:maths?|English|French|German|Spanish|cooking|football|sports?|drawing|singing|chess|tennis|spelling|swimming|science)\b)", r"\1 at "),
    ("afraid", r"\b(afraid|scared|proud|tired|jealous) (?:from|on|about) (?=(?:the|my|your|our|dogs|spiders|it|him|her|them|you|this|that|heights|flying)\b)(?<!tired from )(?<!scared about )", r"\1 of "),
    ("responsible", r"\b([Rr]esponsible) (?:of|about) (?=(?:the|this|that|my|your|our|it|all|any)\b)", r"\1 for "),
    ("congratulat", r"\b([Cc]ongratulations?) for (?=(?:your|the|passing|getting|winning)\b)", r"\1 on "),
    ("home", r"\b([Gg]o|[Gg]oes|[Gg]oing|[Ww]ent|[Cc]ome|[Cc]ame|[Cc]omes|[Cc]oming|[Gg]et|[Gg]ot|[Dd]rive|[Dd]rove|[Ww]alk|[Bb]ack|[Ff]lew|[Rr]eturn(?:ed)?|[Aa]rrived?) (?:to|at) home\b(?! (?:and away|office|depot|bargains|improvement|care|help|delivery))(?<!back at home)(?<!arrived at home)(?<!arrive at home)", r"\1 home"),
    ("there here", r"\b([Gg]o|[Gg]oing|[Ww]ent|[Gg]oes|[Cc]ome|[Cc]ame|[Cc]oming|[Aa]rrived?|[Gg]et|[Dd]rove|[Mm]oved?|[Bb]een) to (here|there)\b(?! (?:is|are))", r"\1 \2"),
    ("shopping", r"\b([Gg]o|[Gg]oing|[Ww]ent|[Gg]oes) to (shopping|swimming|fishing|skiing|dancing|camping|jogging|hiking)(?=[.,!?]|$| (?:with|and|at|on|in|tomorrow|today|yesterday|together|every|because)\b)", r"\1 \2"),
    ("doctor cinema dentist hospital supermarket airport bank", r"\b([Gg]o|[Gg]oes|[Gg]oing|[Ww]ent|[Gg]one|[Bb]een|[Dd]rove|[Dd]rive|[Cc]ame|[Cc]ome|[Tt]ook (?:him|her|me|them)|[Tt]ake (?:him|her|me|them)|[Gg]et) to (?=(?:doctor|cinema|dentist|supermarket|airport|bank|post office|train station|beach|gym|shop|pharmacy|police|vet|bathroom|toilet|zoo|museum|library|park)(?:[.,!?]|$| (?:and|today|tomorrow|yesterday|with|at|on|because|for|to|but|so|by|now|in|every)\b))", r"\1 to the "),
    ("homework", r"\b([Mm]ak)(e|es|ing) (?=(?:my|his|her|your|their|our|the)? ?homework\b)", lambda m: ({"e": "do", "es": "does", "ing": "doing"}[m[2]].capitalize() if m[1] == "M" else {"e": "do", "es": "does", "ing": "doing"}[m[2]]) + " "),
    ("mistake", r"\b([Dd]o|[Dd]id|[Dd]oing|[Dd]one) (?=(?:a |an |the same |many |some |two |this )?(?:big |small |stupid )?mistakes?\b)(?<!to do )", lambda m: {"do": "make", "did": "made", "doing": "making", "done": "made"}[m[1].lower()] + " "),
    ("agree", r"\b(I|we|they|you|he|she)(?: (?:am|are|is)|['’](?:m|re|s)) (agree|disagree)\b", lambda m: f"{m[1]} {m[2]}{'s' if m[1].lower() in ('he', 'she') else ''}"),
    ("very", r"\b(I|we|they) very (like|love|want|hope|enjoy|appreciate)\b", r"\1 really \2"),
    ("mean", r"(^|[.!?] )([Ww])hat means (?=[^?.!]{1,30}\?)([^?.!]+)\?", r"\1\2hat does \3 mean?"),
    ("how", r"\b([Hh]ow) (?=(?:do|does|did|can|would) (?:you|they|we) (?:call|say) (?:this|that|it)\b)(?!\w+ \w+ say (?:that|it)\b)(?! ?do you say)", lambda m: "What " if m[1][0] == "H" else "what "),
    ("when where why how what", r"(^|[.!?] )([Ww]hen|[Ww]here|[Ww]hy|[Ww]hat|[Hh]ow) (you|we|they|I) (?P<verb>(?!doing)[a-z]+)\b((?: [\w'’-]+){0,8}\?)", _do_you),
    ("please", r"\b([Pp]lease),? please(?=[.?!]|$)", r"\1"),
    ("except", r"\bexcept from (?=(?:one|the|me|my|him|her|us|them|this|that|two|a)\b)", "except for "),
    ("bath reason", r"\bthe reason is because\b", "the reason is that"),
    ("cookies", r"\b(I|we) ever (eaten|seen|had)\b", r"\1 have ever \2"),
    ("upto", r"\bupto\b", "up to"),
    ("log", r"\b(to|can['’]t|cannot|can|couldn['’]t|and|then) (login|signup|setup|backup|checkout|logout) (?=(?:to|in|with|on|my|the|our|for|a|your|into|again|from|at)\b)(?<!the login )", lambda m: m[0] if m[2] == "login" and m.string[m.end() :].startswith("for") else f"{m[1]} {m[2][:-2] if m[2].endswith('in') else m[2][:-2] if m[2].endswith('up') else m[2][:-3]} {m[2][-2:] if m[2].endswith(('in', 'up')) else 'out'} "),
    # more
    ("ago yesterday last", rf"\b(?P<who>I|we|they|you|he|she|it|(?:the|my|our|his|her|your) {SINGULAR})(?: (?P<has>has|have)|['’]ve) (?:just |already )?(?P<verb>[a-z]+)(?P<mid>(?: (?!since|from|for|until|every)[\w'’-]+){{0,6}}?) (?P<when>(?:on |at )?{_AGO})(?=[.!?,]|$| (?:and|but|because|so)\b)", _not_perfect),
    ("for", r"\b(something|anything|nothing|everything|time|a place|somewhere|food|money) for (eat|drink|do|read|sleep|buy|pay|sit|stay|work|play|see|use|wear)(?=[.,!?]|$| (?:and|with|in|at|on|here|there|please|tomorrow|today)\b)", r"\1 to \2"),
    ("nobody no one everyone everybody", r"(?P<head>\b(?:was|were|waited|yesterday)\b[^.!?]* (?:and|but) (?:nobody|no one|everyone|everybody) )(?P<verb>(?:come|tell|say|help|answer|open|call|pick|speak|give|show)s?)\b", lambda m: m["head"] + (_past(m["verb"].removesuffix("s")) or m["verb"])),
    ("are", rf"\b(of|for|with|take|took|from|at|love|lost|visit|on|in) are (?=(?!late|free|home|fault){SINGULAR}\b)(?<!all of are )", r"\1 our "),
    ("worst", r"\b(is|are|was|were|got|gets|feels|much|even|getting) worst(?=[.!?,]|$| (?:than|now|and|every|today)\b)", r"\1 worse"),
    ("tell told", r"\b([Tt]ell|[Tt]old|[Tt]ells|[Tt]elling) to (?=(?:me|him|her|them|us|you|my|your|(?-i:[A-Z][a-z]+))\b)", r"\1 "),
    ("interesting", r"\b(I['’]m|I am|[Ww]e['’]re|[Ww]e are|[Hh]e is|[Ss]he is|[Hh]e['’]s|[Ss]he['’]s|[Tt]hey are|I was|we were) (very |really |also |not |still )?interesting (?=in\b)", r"\1 \2interested "),
    ("boring exciting tiring confusing", r"\b(I['’]m|I am|[Ww]e['’]re|[Ww]e are) (very |really |so |too )?(bor|excit|tir|confus)ing(?=[.,!?]|$| (?:at|about|because|today|and want)\b)", r"\1 \2\3ed"),
    ("borrowed", r"\bborrowed (me|us|him|her|them) (?=(?:a|an|his|her|their|the|some|my|your|\d+|money|five|ten|twenty)\b)", r"lent \1 "),
    ("threw", r"\bthrew (?=(?:your|you['’]re|the|my|our|a) (?:letterbox|letter box|door|window|post|app|website|mail|system|email|bank|link|portal|gate|park|tunnel|town|city)\b)(?<!door threw )", "through "),
    ("proper careful", r"\b(close|closes|shut|shuts|work|works|fit|fits|open|opens|sleep|eat|cleaned|done|fixed|closed|working|drive|drives|lock|walk) (proper|careful)(?=[.!?,]|$| (?:and|anymore|on|at|now|please|when|because|since)\b)", r"\1 \2ly"),
    ("your", r"(^|[.!?] )([Yy])our (?=(?:meeting|picking up|seeing|visiting|calling) (?:Mr|Mrs|Ms|Dr|him|her|them|me|us|my|the)\b)", r"\1\2ou're "),
    ("do does did", r"\b(asked|asks|told|tell|know|wonder|wondering|sure|understand|explain|ask)((?: me| you| us| him| her| them)?) (where|what|when|how|why|who) (do|does|did) (I|you|we|they|he|she|it) (?P<verb>[a-z]+)\b", _not_asked),
    ("less", r"\b([Ll])ess (?=(?:people|bags|boxes|chairs|things|mistakes|problems|cars|emails|items|books|students|children|customers|guests|errors|questions|plates|bottles|glasses|tickets|seats|rooms|files|photos|meetings|calls|shops|trains|buses|toys)\b)", lambda m: "Fewer " if m[1] == "L" else "fewer "),
    ("you was you wasn", r"\b(that|think|know|knew|hope|glad|said|heard|like|when|if|because|and|but|so|where|what|how|why|since|until|sorry|sure|thought|wish) you was(?=n['’]t|\b)", r"\1 you were"),
    ("ate eat finish drop left chew", r"\b(ate|eaten|eats|eat|finished|finish|dropped|left|chewed|licked|lost|broke|raised|raise|changed|missed) it['’]s (?=(?!a|an|the|my|late|not|too|so)[a-z]{3,}\b)(?!\w+ing\b|\w+ly\b)(?<!left it's )", r"\1 its "),
    ("asked", r"\b([Aa]sked(?: me| us| him| her| them)?) (where|what|when|how|who) (is|was|are|were) ((?:my|the|his|her|our|their|your) \w+)(?=[.?!]|$)", r"\1 \2 \4 \3"),
    # a and the
    ("am i'm i’m is he's she's", r"\b(I am|I['’]m|[Hh]e is|[Hh]e['’]s|[Ss]he is|[Ss]he['’]s) (?=(?:student|teacher|nurse|doctor|engineer|electrician|plumber|driver|vegetarian|vegan|beginner|lawyer|musician|tenant|customer|member|waiter|waitress|programmer|developer|designer|mother|father)\b(?! (?:and|of|here|at the (?:school|hospital))\b)(?!['’s]))", lambda m: f"{m[1]} {'an' if re.match('e[nl]', m.string[m.end():]) else 'a'} "),
    ("am i'm i’m", r"\b(I am|I['’]m) (?=(?:member|customer) (?:of|at|here)\b)", r"\1 a "),
    ("question problem", r"\b(have|has|had|got|ask|with|there is|there['’]s) (?=(?:small |quick |big |little |serious |other )?(?:question|problem)(?:[.,!?:]|$| (?:with|about|and|for|in|on|because)\b))(?<!with )", r"\1 a "),
    ("idea", r"\b(is|was|it['’]s|that['’]s|be) (?=(?:very )?(?:good|great|bad|nice|better) idea\b)", r"\1 a "),
    ("idea", r"\b(have|has|had) (?=(?:good|great|bad|nice|new) idea\b)", r"\1 a "),
    ("fever headache cold appointment", r"\b([Hh]ave|[Hh]as|[Hh]ad|[Gg]ot) (?=(?:fever|headache|stomach ache|stomachache|toothache|sore throat|cough|bad cold|high fever|appointment|doctor['’]s appointment|interview|meeting)(?:[.,!?]|$| (?:and|since|today|tomorrow|at|on|with|so|but|for|next)\b))", lambda m: f"{m[1]} {'an' if re.match('[ai]', m.string[m.end():]) else 'a'} "),
)  # fmt: skip
