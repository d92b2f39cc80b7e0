# ruff: noqa: E501, SIM905 - patterns read best in one piece
"""Verbs by their time: "I send it yesterday", "it is raining since Monday", "if I would have known"."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.verbs import base_of, base_of_past, inflected, is_verb
from onhand.rewrite.rules.mending.nouns import SINGULAR
from onhand.rewrite.rules.mending.slips import Rule

_DAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)

_NUMBER = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|a few|several|many)"
_AGO = r"(?:yesterday|last (?:night|week|month|year|weekend|summer|winter|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|(?:\d+|two|three|four|five|six|seven|a few|some) (?:minutes|hours|days|weeks|months|years) ago|an? (?:minute|hour|day|week|month|year) ago)"
_THING = re.compile(
    r" (?:an?|the|this|that|these|my|our|your|his|her|no|it|them|some|problems?|pain|fever)\b", re.I
)
_VISITS = frozenset(
    "go see come buy meet get write send call speak tell receive visit eat arrive leave lose find try ask pay".split()
)
_STATIC = frozenset("know own live have like love hate believe understand".split())
_OPINIONS = frozenset("think guess believe suppose know hope mean reckon want wish remember understand like love please thank be".split())  # fmt: skip


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
        r"(?P<head>(?:^|\b(?:and|but|so|because|then),? )(?:I|we|he|she|they|you|it) (?:all |both |just )?)(?P<verb>[a-z]+)\b(?![-'’])(?! (?:been|got|had)\b)",
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
    if verb.endswith("ing") and (be or " " not in who):
        return f"{who} {has} been {verb}{match['mid']} {match['since']}"
    if be or (verb == "have" and not _THING.match(match["mid"])):
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
    if match["when"].lower().startswith("on ") and base not in _VISITS:
        return match[0]  # what is booked on Monday may be for Monday
    if (
        base is None
        or verb == "got"
        or re.search(
            r"\b(?:that|which|who|what|was|were|had|did|is|are|I|we|he|she|they)\b", match["mid"]
        )
    ):
        return match[0]
    return f"{match['who']} {inflected(base, 'past')}{match['mid']} {match['when']}"


def _done_of(match: re.Match[str]) -> str:
    """Return "I saw", "I did" or "I've been" for "I seen", "I done" and "I been"."""
    verb = match[2]
    if verb == "been":
        return f"{match[1]}{'s' if match[1] in ('he', 'she') else 've'} been".replace(
            "hes", "he's"
        ).replace("ve been", "'ve been")
    return f"{match[1]} {'saw' if verb == 'seen' else 'did'}"


TENSES: tuple[Rule, ...] = (
    # before now
    ("yesterday last ago", rf"(?P<lead>(?:^|[.!?] )(?:{_AGO}),? )(?P<body>(?:I|we|he|she|they|you|it) [^.!?]*)", _then),
    ("yesterday last ago", rf"(?P<head>(?:^|[.!?,] |\b(?:and|but|because) )(?:I|we|they|he|she) )(?P<verb>(?!am\b|are\b|is\b|have\b|has\b|can\b|will\b|do\b|just\b|also\b|did\b|had\b)[a-z]+)(?P<mid>(?: [\w'’-]+){{0,7}}?) (?P<when>{_AGO}(?=[.!?,]|$| (?:and|but|because|so)\b))", _ago),
    ("have has haven hasn ve", r"\b(have|has|haven['’]t|hasn['’]t|['’]ve) (ask|send|receive|lose|forget|pay|find|try|finish|buy|write|arrive|decide|win|break|choose|cancel|tell|sell|bring|leave|forgot|apply|complete|fill|visit|cancel|book|check|contact|inform|attach|upload|download|install|notice|deliver|repair|reserve)(?= (?:for|to|the|it|you|me|my|your|our|a|an|all|this|that|him|her|us|them|some|many|two|three|[a-z]+ed|(?-i:[A-Z][a-z]+))\b|[.,!?]|$)", lambda m: f"{m[1]} {inflected(base_of(m[2]), 'participle')}"),
    ("ago yesterday last day 20 19", rf"\b(?P<who>I|we|they|you|he|she|it|(?:the|my|our|his|her|your) {SINGULAR})(?: (?P<has>has|have)|['’]ve) (?:just |already )?(?P<verb>[a-z]+)(?P<mid>(?: (?!since|from|for|until|every)[\w'’-]+){{0,6}}?) (?P<when>(?:on |at )?{_AGO}|on {_DAY}|in (?:19|20)\d\d)(?=[.!?,]|$| (?:and|but|because|so)\b)", _not_perfect),
    ("nobody no one everyone everybody", r"(?P<head>\b(?:was|were|waited|yesterday)\b[^.!?]* (?:and|but) (?:nobody|no one|everyone|everybody) )(?P<verb>(?:come|tell|say|help|answer|open|call|pick|speak|give|show)s?)\b", lambda m: m["head"] + (_past(m["verb"].removesuffix("s")) or m["verb"])),
    ("before", r"\b(\d+|two|three|four|five|six) (days|weeks|months|years|hours|minutes) before(?=[.!?]|$)", r"\1 \2 ago"),
    # up to now
    ("already", rf"\b(?P<who>I|[Ww]e|[Tt]hey) (?P<verb>wait|stand|sit|live|work|learn|try|stay)(?P<mid>(?: here| there| in \w+)?) already (?:for |since )?(?P<many>(?:more than |over |about )?(?:{_NUMBER}|an?) (?:minutes?|hours?|days?|weeks?|months?|years?))\b", lambda m: f"{m['who']} have already been {inflected(m['verb'].lower(), 'gerund')}{m['mid']} for {m['many']}"),
    ("not_", rf"\b(?P<who>I|[Ww]e|[Tt]hey|[Hh]e|[Ss]he|[Ii]t|[Yy]ou)(?: am| is| are|['’]m|['’]s|['’]re) not (?P<state>(?:an? \w+|here|there|well|at \w+|in \w+|available|working|sleeping|feeling well|happy)(?: \w+){{0,2}}?) since (?=(?:yesterday|last|this|{_DAY}|{_MONTH}|(?:19|20)\d\d|the)\b)", lambda m: f"{m['who']} {'has' if m['who'].lower() in ('he', 'she', 'it') else 'have'}n't been {m['state']} since "),
    ("n't n’t not", r"\b(?P<who>[Tt]he \w+|[Mm]y \w+|[Oo]ur \w+|[Ii]t|[Hh]e|[Ss]he) (?:doesn['’]t|does not|don['’]t|isn['’]t|is not) (?P<verb>work|working|answer|reply|open|start|come|eat|sleep|function|respond|print)(?P<mid>(?: \w+){0,2}) since (?P<many>(?:more than |about |over )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|a few|several) (?:minutes|hours|days|weeks|months|years)\b)?", lambda m: f"{m['who']} hasn't {inflected(m['verb'].removesuffix('ing'), 'participle')}{m['mid']} {'for ' + m['many'] if m['many'] else 'since '}"),
    ("since", rf"(?:(?<=^)|(?<=[.!?,] )|(?<=\band )|(?<=\bbut )|(?<=\bbecause )|(?<=\bthat )|(?<=\bso ))(?P<who>I|we|they|you|he|she|it|(?:the|my|our|your|this) {SINGULAR})(?P<be> am| is| are|['’]m|['’]re|['’]s)? (?!(?:has|had|was|were|did|been|will|would|can|could|not|n|am|is|are)\b)(?P<verb>[a-z]+)(?P<mid>(?: (?!since)[\w'’-]+){{0,5}}?) (?P<since>since (?={_DAY}|yesterday|last |this morning|(?:19|20)\d\d|{_MONTH}|school\b|university\b|childhood\b|college\b|christmas|easter|the (?:beginning|start)|\d{{1,2}} ?(?:am|pm)|more than|over|{_NUMBER} (?:minutes|hours|days|weeks|months|years)))", _since),
    ("since", rf"\b(?P<who>I|[Ww]e|[Tt]hey|[Yy]ou|[Hh]e|[Ss]he|[Ii]t)(?: am| are| is|['’]m|['’]re|['’]s) (?P<state>(?:here|ill|sick|at home|home|there|married|together|away|out of hospital|out|back|off sick|on sick leave|on leave|in (?:hospital|bed|London|Germany|England|this (?:\w+))|on holiday|unemployed|without (?:\w+ )?\w+|closed|broken|out of order|off work|pregnant|retired|friends|a member|a customer|your customer)(?: [\w'’]+){{0,3}}?) since (?P<many>(?:about |more than |over )?{_NUMBER} (?:minutes|hours|days|weeks|months|years)\b)?", lambda m: f"{m['who']} {'has' if m['who'].lower() in ('he', 'she', 'it') else 'have'} been {m['state']} {'for ' + m['many'] if m['many'] else 'since '}"),
    ("since", r"\b([Ii]t|[Hh]e|[Ss]he|[Tt]his|[Tt]hat|[Tt]he \w+) (?:is|was) (lying|sitting|standing|waiting|hanging|raining|snowing|leaking|ringing|barking|making|broken|out|closed|missing|sick|ill)((?: [\w'’]+){0,6}) since (?=yesterday|last |this morning|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\d|two|three|a few|weeks|days)", r"\1 has been \2\3 since "),
    ("since", rf"\bsince (?:about |around |over |more than )?({_NUMBER} (?:minutes|hours|days|weeks|months|years))\b(?! ago)", r"for \1"),
    ("_for_", rf"\b(I|[Ww]e|[Tt]hey)(?: am| are|['’]m|['’]re) (waiting(?: \w+){{0,3}}?|(?:living|working|learning|studying)(?: \w+){{0,3}}?(?= for [^.!?]{{1,9}}(?:months|years))) for ((?:already |over |more than |about )?{_NUMBER} (?:minutes|hours|days|weeks|months|years))\b(?! (?:more|longer|next|from|in)\b)", r"\1 have been \2 for \3"),
    ("during", rf"\bduring ({_NUMBER} (?:minutes|hours|days|weeks|months|years))\b", r"for \1"),
    ("never", r"\b(and|but|because|since then) never (I|we|he|she|they) (had|have|saw|got|received|went|did|was|were)\b", lambda m: f"{m[1]} {m[2]} {'was never' if m[3] == 'was' else 'were never' if m[3] == 'were' else 'never ' + m[3]}"),
    ("ever", r"\b(the (?:best|worst|most \w+|\w+est)(?: \w+){1,2}) (I|we|they|you) ever (eaten|seen|been|done|had|taken|tasted|met|heard|read|used|bought|tried|worked|visited)\b", r"\1 \2 have ever \3"),
    ("never", r"\b(I|we|they|you) never (forgotten|seen|been|done|gone|taken|eaten|written|known|given|spoken|driven|had any|broken|stolen)\b", r"\1 have never \2"),
    ("never", r"\b(he|she|it) never (forgotten|seen|been|done|gone|taken|eaten|written|known|given|spoken|driven|broken|stolen)\b", r"\1 has never \2"),
    ("being", r"\b(has|have|had|['’]ve) being\b", r"\1 been"),
    ("seen done been", r"(?<!have )(?<!has )(?<!had )(?<!ve )(?<!n't )(?<!n’t )(?<!\bhave)(?<!ever )\b(I|we|they|you|he|she) (seen|done|been)\b(?! (?:by|in)\b)(?<!have I seen)(?<!have you seen)(?<!have we seen)", _done_of),
    # what was not
    ("_has_ _hasn", r"(?P<head>(?:^|[.!?] )(?:I|We|They|You)['’ ](?!.{0,70}\b(?:he|she|it|who|which|that|it['’]s|everyone|nobody|someone|everybody)\b)[^.!?,;]{2,70} and(?: still| also| already| now| just)?) has(?P<after>n['’]t| not| never| been| [a-z]+ed)\b", r"\g<head> have\g<after>"),
    ("if", r"(^|[.!?,] |\b(?:and|but|because|so|maybe) )((?:even )?[Ii]f (?:I|we|you|he|she|they|it)) (?:would|['’]d|would['’]ve) ?(?:have|of) (?P<not>not )?(?P<verb>[a-z]+)\b", _if_had),
    ("if i was you", r"\b([Ii]f) I was (?=you\b|him\b|her\b|them\b)", r"\1 I were "),
    # used to, supposed to
    ("use", r"\b(\w+) use to (?=(?:be|have|do|go|live|work|love|like|hate|know|think|play|come|say|meet|eat|take|visit|stay|get|make|see)\b)", lambda m: m[0] if re.fullmatch(r"did|didn['’]t|to|can|could|will|would|should|may|might|must|not|never|please|and|or|you|we|they|i|t|people|the|don|a|in|of|that|this|your|my", m[1], re.I) else f"{m[1]} used to "),
    ("we i they he she you", r"(^|[.!?,;] |\b(?:and|but|because|when|that|where|so) )(I|we|they|he|she|people|my \w+) use to (?=(?:be|have|do|go|live|work|love|like|hate|know|think|play|come|say|meet|eat|take|visit|stay|get|make|see)\b)", r"\1\2 used to "),
    ("suppose", r"\b(am|is|are|was|were|be|['’]m|['’]re|['’]s|not) suppose to\b", r"\1 supposed to"),
    ("suppose", r"\b([Ss])uppose to\b(?! be true)(?<!I suppose to)", r"\1upposed to"),
    ("use to", r"(^|[.!?,;] |\b(?:and|but|because|when|as) )(I|we|he|she|they|it|you) use to\b", r"\1\2 used to"),
    ("used to", r"\b(did(?:n['’]t)?(?: (?:I|we|he|she|they|it|you))?) used to\b", r"\1 use to"),
    # after an auxiliary
    ("has", r"\b(do|does|did|can|could|will|would|should|(?-i:may)|might|must) (he|she|it) (has)\b", r"\1 \2 have"),
    ("has", r"\b(don['’]t|doesn['’]t|didn['’]t|can['’]t|won['’]t|wouldn['’]t|couldn['’]t) has\b", r"\1 have"),
    ("does", r"\b(doesn['’]t|does not) (works|needs|wants|knows|goes|comes|makes|looks|opens|closes|starts|has|does|says|takes|likes|gets|seems|fits|helps|matters|exists|arrives|answers|replies)\b", lambda m: f"{m[1]} {base_of(m[2])}"),
    ("does", r"\b(does (?:it|he|she|this|that|anyone|anybody|someone|the \w+|my \w+|your \w+)) (works|needs|wants|knows|goes|comes|makes|looks|opens|closes|starts|has|says|takes|likes|gets|seems|fits|helps|exists|arrives)\b", lambda m: f"{m[1]} {base_of(m[2])}"),
    ("_to_", r"\b(can|could|will|would|should|must|(?-i:may)|might)( not)? to (?=[a-z]+)", lambda m: f"{m[1]}{m[2] or ''} "),
    ("went came saw gave sent bought brought told knew took forgot received arrived understood happened", r"\b(to|can|could|will|would|should|must|(?-i:may)|might|can['’]t|won['’]t|couldn['’]t|wouldn['’]t|shouldn['’]t|cannot|don['’]t|didn['’]t|doesn['’]t|did not|do not|does not) (went|came|saw|gave|sent|bought|brought|told|knew|took|forgot|received|arrived|understood|happened)\b(?<!due to received)", lambda m: f"{m[1]} {base_of(m[2])}"),
    ("ed", r"\b(can|could|will|would|did|should|must) (you|we|they|he|she|it|I|someone|somebody) (?:please )?(\w+ed)\b", lambda m: m[0].replace(m[3], base_of(m[3]))),
    ("attach", r"\b([Pp]lease (?:find|see)) attach\b(?!ed)", r"\1 attached"),
)  # fmt: skip
