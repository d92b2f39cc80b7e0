# ruff: noqa: E501 - patterns read best in one piece
"""Words confused with others that sound alike, and turns carried over from other languages."""

from __future__ import annotations

import re
from collections.abc import Callable

from onhand.rewrite.rules.english.orders import VERBS
from onhand.rewrite.rules.english.verbs import base_of
from onhand.rewrite.rules.mending.agreement import OBJECTS, PARTICIPLES, WITH_YOU

Change = str | Callable[[re.Match[str]], str]
_KNOW = r"(?:know|tell me|tell us|wonder|sure|explain|ask|asked|understand|remember|see|forgot|idea|check|find out)"
_BASE = "|".join(sorted(VERBS, key=len, reverse=True))
_NOT_NOUN = r"(?:a|an|the|not|too|very|so|really|just|been|always|never|going|getting|my|your|our|his|her|their|like|about|all|only|hard|easy|fine|ok|okay|possible|impossible|important|that|this|what|how|still|now|me|you|him|us|them|more|less|no|in|on|at|to|for|as|if|because|there|here|raining|good|bad|great|nice|late|early|cold|hot|over|up|down|out|off|then|both|possible|better|best|worse|urgent|ready|broken|closed|open|true|wrong|right|clear|cheaper|easier|part|up|\w+ing|\w+ly)\b"
_DID = {"live": "lived", "work": "worked", "study": "studied", "use": "used", "know": "known", "have": "had", "own": "owned", "stay": "stayed", "wait": "been waiting", "learn": "been learning", "try": "been trying"}  # fmt: skip
_UNITS = r"(?:years?|months?|weeks?|days?|hours?|minutes?)"


def _reordered(match: re.Match[str]) -> str:
    if re.search(
        r"\b(?:matter|point|use|who|that|which|in|on|for|to|of|at|with|going|doing)\b",
        match["what"],
    ):
        return match[0]
    return f"{match[1]} {match[2]} {match['what']} {match[3]}"


def _wanted(match: re.Match[str]) -> str:
    who = {"i": "me", "he": "him"}.get(match[2].lower(), OBJECTS.get(match[2].lower(), match[2]))
    return f"{match[1]} {who} to {match[3]}"


def _have_done(match: re.Match[str]) -> str:
    verb = match["verb"].lower()
    has = "has" if match["who"].lower() in ("he", "she", "it") else "have"
    span = (
        "since"
        if re.match(
            r" (?:\d{4}\b|[a-z]* ?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|last|yesterday|the|my|i\b|we\b))",
            match.string[match.end() :],
            re.I,
        )
        else "for"
    )
    done = _DID.get(verb.removesuffix("s")) or (
        f"been {verb}" if verb.endswith("ing") else _DID.get(verb, verb)
    )
    return f"{match['who']} {has} {done}{match['more']} {span}"


USAGE: tuple[tuple[str, Change], ...] = (
    (r"(?<=[a-z]) its (?=\d{1,2}(?::\d\d)? ?(?:am|pm)\b|(?:too|so) (?:late|loud|cold|hot|noisy|early|much)\b|urgent\b|(?:really|very) (?:urgent|important|loud|cold|late)\b|raining\b|freezing\b)", " it's "),
    (r"\b(hope|hoping|hopefully) your (?=(?:well|ok|okay|good|fine|doing|feeling|having|all|safe|enjoying|both)\b)", r"\1 you're "),
    (r"\b(now|and|so|but) were (?=(?:stuck|lost|ready|here|late|not sure|on our|out of|still waiting|all waiting|running)\b)(?<!and were (?=late))", r"\1 we're "),
    (rf"\b(of|with|from|in|on|at|by|into|has|have|had|lost|closed|changed|opened|hurt|broke|wagging|needs|reached|kept|raised|moved|eating|eats) it['’]s (?!{_NOT_NOUN})(?=[a-z]{{3,}}\b)", r"\1 its "),
    (r"\b(children|women|men|people)s(?= [a-z]{3,}\b)", r"\1's"),
    (r"\b(yesterday|today|tomorrow|tonight)s(?= [a-z]{3,}\b)", r"\1's"),
    (r"\b(know|knew|think|thought|hope|sure|heard|said|wish|guess|believe|glad|happy) you (was|has|is)\b", lambda m: f"{m[1]} you {WITH_YOU[m[2].lower()]}"),
    (rf"\b({_KNOW}) were (?=(?:the|is|are|my|i|you|we|it|he|she|they|this|that|to|your|our|can)\b)", r"\1 where "),
    (rf"\b({_KNOW}) (where|what|when|how|who|why) (is|are|was|were) (?P<what>(?:the|my|your|our|his|her|their|this|that)(?: \w+){{1,3}}|it|he|she|they|you|we)(?=[.?!]|$)", _reordered),
    (r"\b(has|have|had|['’]ve) being\b", r"\1 been"),
    (r"(^|[.!?,] )(how much) costs? ([^?.]+)\?", lambda m: f"{m[1]}{m[2]} {'do' if re.match(r'(?:the|these|those|two) [a-z]+s( |$)', m[3]) else 'does'} {m[3]} cost?"),
    (r"\b(?P<who>I|we|they|you|he|she|it)(?: am| are| is|['’]m|['’]re|['’]s)? (?P<verb>living|working|waiting|studying|learning|trying|using|calling|living)(?P<more>(?: (?!since)[\w'’-]+){0,5}) since\b(?=(?: \d{4}\b| (?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|last|yesterday|this morning|January|February|March|April|June|July|August|September|October|November|December)\b))(?<!been waiting since)", lambda m: m[0] if "been" in m[0] or "was" in m[0] else _have_done(m)),
    (rf"\b(?P<who>I|we|they|you) (?P<verb>live|work|study|use|know|have|own|stay|wait|learn|try)(?P<more>(?: (?!since|for)[\w'’-]+){{0,5}}) since(?= (?:\d+|two|three|four|five|six|seven|eight|nine|ten|many|a few|several) {_UNITS}\b)", _have_done),
    (r"(^|[,.!?] )there (?=(?:so|very|too|really|always|never|getting|coming)\b(?! (?:is|are|was|were|many|much|few))(?! \w+ (?:is|are|was|were|of)\b))", r"\1they're "),
    (r"\b(the (?:news|information|advice|furniture|luggage|traffic|equipment|weather|money|homework|music|software|mail|post|food|staff room)) are\b", r"\1 is"),
    (r"\b(the (?:news|information|advice|furniture|luggage|traffic|equipment|weather|money|homework|music|software|food)(?: (?:you|they|he|she|I|we) (?:gave|sent|told|have|got)(?: (?:me|us|him|her|you))?)?) were\b", r"\1 was"),
    (r"\b(have|has|had|haven['’]t|hasn['’]t) (you|he|she|they|we|I|it) (" + "|".join(PARTICIPLES) + r")\b(?! (?:you|we|they)\b)", lambda m: f"{m[1]} {m[2]} {PARTICIPLES[m[3].lower()]}"),
    (r"(^|[.!?] )this (are|were)\b", r"\1these \2"),
    (r"\bbetween you and i\b", "between you and me"),
    (r"\b(more|less|fewer|better|worse|earlier|later|cheaper|bigger|smaller|longer|shorter|faster|higher|lower)((?: \w+){0,4}) then (?=(?:last|usual|expected|planned|normal|before|ever|mine|yours|ours|me|you|him|her|us|them)\b(?! (?:can|could|will|would|should|we|i)\b))", r"\1\2 than "),
    (r"\b(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) o['’]? ?clock\b", r"\1 o'clock"),
    (r"\b(for|with|bring|brought|forget|forgot|about|of|need|in|show|send|check|lost|have|and) you (?=(?:help|passport|email|reply|support|message|patience|feedback|answer|understanding|attention|kindness|laptop|documents|keys|ticket|tickets|phone number|address|account|order number|quick reply|own|kind|prompt)\b(?! (?:me|us|to)\b))", r"\1 your "),
    (r"\b(be|sit|keep|stay|very|so|is|it['’]s|are) quite(?=[.,!?]| and\b| please\b|$)", r"\1 quiet"),
    (r"\bborrow (me|us|him|her|them) (?=(?:a|an|the|your|some|\d+|my|his|her)\b)", r"lend \1 "),
    (r"\b(the|an|any|no|this|big|bad|good|side) affect(s?)\b(?! (?:the|you|me|us|my|your|our))", r"\1 effect\2"),
    (r"\b(i|we|please|will|to|can|could|not|cannot|can['’]t) except (?=(?:your|the|this|my|our|it|that|any|cash|cards?)\b)(?<!not except for)", r"\1 accept "),
    (r"(^|[.!?,] |\b(?:and|but|so|because|that|think|hope|know) )its (?=(?:definitely|absolutely|clearly|obviously|basically|literally|actually|totally|completely|hardly|usually|finally|currently|apparently|certainly|simply|barely|mostly|exactly|nearly|seriously|extremely|incredibly|worth|cheaper|better|worse|easier|not|high time|part of|supposed)\b)", r"\1it's "),
    (r"\b(for|with|of|in|about|on|all|to|from|by|and) you['’]re (?=(?:future|health|life|work|time|name|way|family|journey|trip|studies|help|support|hard work|big day|new (?:job|house|home|role|place)|career|marriage|baby|kids)\b)", r"\1 your "),
    (r"(^|[.!?] )(why|where|when|how|what) (you|he|she|they|we|I|it) (didn['’]t|don['’]t|doesn['’]t|can['’]t|are|is|was|were|have|has|did|will|can|haven['’]t|aren['’]t|won['’]t|isn['’]t)( [^.?!]*\?)", lambda m: f"{m[1]}{m[2]} {m[4]} {m[3]}{m[5]}"),
    (r"(^|[.!?] )(what time|when|where|how|why) (it|he|she|this|that|the \w+) (starts|opens|closes|works|ends|begins|arrives|leaves|comes|goes|needs|finishes)\b([^.?!]*\?)", lambda m: f"{m[1]}{m[2]} does {m[3]} {base_of(m[4])}{m[5]}"),
    (rf"\b(want|wants|wanted|need|needs|would like|['’]d like) that (you|he|she|we|they|I) ({_BASE})\b", _wanted),
    (r"\b([Mm])ore (taller|stronger|weaker|warmer|colder|hotter|lighter|heavier|darker|brighter|closer|nearer|quieter|slower|richer|poorer|simpler|wider|thicker|softer|louder|prettier|happier|healthier|younger|busier|dirtier|funnier|tighter|deeper|shorter|longer|larger|thinner|friendlier|earlier)\b", r"\2"),
    (r"\b(I) have (\d\d) years(?= old\b|,| and I\b|$)(?: old)?", r"\1 am \2 years old"),
    (r"\b(is|was|wasn['’]t|isn['’]t|are|were|weren['’]t|be|been|get|got|go|going|over|out|up|still|not) their(?=[.,!?]|$| (?:when|at|on|now|yet|before|after|anymore|tomorrow|today|yesterday|by|in|with|for)\b)", r"\1 there"),
    (r"\b(we|they|you|there) where (?=(?:at|in|on|not|going|there|here|so|very|late|told|all|supposed|\w+ing|too|both|just)\b)", r"\1 were "),
    (rf"\b(told|asked|want|wants|wanted|need|needs|tell|ask|like|help|allow|expect|get|got) (him|her|me|you|us|them) too (?=(?:{_BASE})\b)", r"\1 \2 to "),
    (r"(^|[.!?] |\band |\bthat )((?-i:[A-Z][a-z]+)|my \w+) and me (?=(?:are|were|is|was|have|has|will|would|can|want|need|went|got|had|live|work|did|do)\b)", lambda m: f"{m[1]}{m[2]} and I "),
    (r"\b((?-i:[A-Z][a-z]+|my \w+) and I) (is|was|has)\b", lambda m: f"{m[1]} {WITH_YOU[m[2].lower()]}"),
    (r"\bit make (?=(?:a|an|the|me|no|noise|sense|it|us|strange|weird)\b)(?<!does it make )(?<!doesn't it make )(?<!did it make )(?<!will it make )(?<!would it make )(?<!can it make )", "it makes "),
    (r"\b(an?) (advice|information|furniture|luggage|homework)s?\b(?! \w+(?:er|or|desk|sheet|centre|center|session|point|pack|line|column)\b)", r"some \2"),
    (r"\b(make|makes|made|making) (a|the) (photo|photos|picture|pictures)\b", lambda m: f"{ {'make': 'take', 'makes': 'takes', 'made': 'took', 'making': 'taking'}[m[1].lower()]} {m[2]} {m[3]}"),
    (r"\b(in|on) the (last|next) (week|month|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?=[.,!?]|$)", r"\2 \3"),
    (r"\b(arrived?|arriving|arrives) to (?=(?:the|my|your|our|work|school|home|[A-Z])\b)", r"\1 at "),
    (r"\b(depends) from\b", r"\1 on"),
    (r"\b(listen|listening|listened) (?=(?:music|me|him|her|us|them|the|my)\b)", r"\1 to "),
    (r"\b(how) (?=looks? (?:like )?(?:it|he|she|that|the)\b)", r"what "),
    (r"\b(according) with\b", r"\1 to"),
    (r"\bI (?:am|['’]m) not agree\b", "I don't agree"),
    (r"\bin case off\b", "in case of"),
    (r"\b(could|can|would) you (?:please )?to (?=[a-z]+\b)", r"\1 you "),
    (r"\bas soon (?:as|like) possibl[ey]\b", "as soon as possible"),
    (r"\b(a) ((?:few|couple of) )?(\w+s) time ago\b", r"\1 \2\3 ago"),
    (r"\bsince long time\b", "for a long time"),
    (r"\b(very|too|so) much (people|things|problems|questions|cars|mistakes)\b", lambda m: f"{m[1]} many {m[2]}"),
)  # fmt: skip
