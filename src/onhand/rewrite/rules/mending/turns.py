# ruff: noqa: E501 - patterns read best in one piece
"""Turns brought from other languages: prepositions, articles, words that want another beside them."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.orders import VERBS
from onhand.rewrite.rules.english.verbs import inflected, is_verb
from onhand.rewrite.rules.mending.slips import Rule

_DAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)

_OBJECTS = {"she": "her", "they": "them", "we": "us"}
_BASE = "|".join(sorted(VERBS, key=len, reverse=True))


def _wanted(match: re.Match[str]) -> str:
    who = {"i": "me", "he": "him"}.get(match[2].lower(), _OBJECTS.get(match[2].lower(), match[2]))
    return f"{match[1]} {who} to {match[3]}"


TURNS: tuple[Rule, ...] = (
    # well, slowly
    ("good", r"\b(speak|speaks|hear|hears|sleep|sleeps|slept|work|works|worked|play|plays|played|drive|drives|see|eat|eats|sing|sings|dance|dances|fits?|going|went|goes|run|runs|know|knows|understand|understands|doing|did|write|swim|cook|cooks|heard|walk)((?: (?:me|you|him|her|it|them|us|English|German|French|Spanish|Italian))?(?: (?:so|very|really|pretty|too|quite|not|that))?) good(?=[.,!?]|$| (?:and|anymore|any more|today|yesterday|at|in the|in this|with|but|so|because|here|now|lately|enough|since|yet|for (?:me|him|her|us|you)|on (?:my|the|your))\b)(?<!see good)(?<!pretty good)(?<!going to be good)", r"\1\2 well"),
    ("slow quick careful bad loud", r"\b(speak|speaks|talk|talks|drive|drives|drove|driving|walk|walks|go|goes|eat|eats|explain|play|plays|played|sleep|sleeps|slept|sing|work|works)((?: (?:me|him|it|us|English))? (?:more|very|so|really|too)|) (slow|quick|careful|bad|loud)(?=[.,!?;]|$| (?:and|for|in|on|when|because|please|today|last|at|but)\b)(?<!\bgo bad)(?<!\bgoes bad)(?<!\bgo slow)(?<!\bgo quick)", lambda m: m[0] if m[3] == "slow" and not m[2] and not m.string[m.end() :].startswith(" and") else f"{m[1]}{m[2]} {m[3]}ly"),
    ("good", r"\bvery much good\b", "very good"),
    ("proper careful", r"\b(close|closes|shut|shuts|work|works|fit|fits|open|opens|sleep|eat|cleaned|done|fixed|closed|working|drive|drives|lock|walk) (proper|careful)(?=[.!?,]|$| (?:and|anymore|on|at|now|please|when|because|since)\b)", r"\1 \2ly"),
    ("very", r"\b(I|we|they) very (like|love|want|hope|enjoy|appreciate)\b", r"\1 really \2"),
    # going somewhere
    ("home", r"\b([Gg]o|[Gg]oes|[Gg]oing|[Ww]ent|[Cc]ome|[Cc]ame|[Cc]omes|[Cc]oming|[Gg]et|[Gg]ot|[Dd]rive|[Dd]rove|[Ww]alk|[Bb]ack|[Ff]lew|[Rr]eturn(?:ed)?|[Aa]rrived?) (?:to|at) home\b(?! (?:and away|office|depot|bargains|improvement|care|help|delivery))(?<!back at home)(?<!arrived at home)(?<!arrive at home)", r"\1 home"),
    ("there here", r"\b([Gg]o|[Gg]oing|[Ww]ent|[Gg]oes|[Cc]ome|[Cc]ame|[Cc]oming|[Aa]rrived?|[Gg]et|[Dd]rove|[Mm]oved?|[Bb]een) to (here|there)\b(?! (?:is|are))", r"\1 \2"),
    ("shopping", r"\b([Gg]o|[Gg]oing|[Ww]ent|[Gg]oes) to (shopping|swimming|fishing|skiing|dancing|camping|jogging|hiking)(?=[.,!?]|$| (?:with|and|at|on|in|tomorrow|today|yesterday|together|every|because)\b)", r"\1 \2"),
    ("doctor cinema dentist hospital supermarket airport bank", r"\b([Gg]o|[Gg]oes|[Gg]oing|[Ww]ent|[Gg]one|[Bb]een|[Dd]rove|[Dd]rive|[Cc]ame|[Cc]ome|[Tt]ook (?:him|her|me|them)|[Tt]ake (?:him|her|me|them)|[Gg]et) to (?=(?:doctor|cinema|dentist|supermarket|airport|bank|post office|train station|beach|gym|shop|pharmacy|police|vet|bathroom|toilet|zoo|museum|library|park)(?:[.,!?]|$| (?:and|today|tomorrow|yesterday|with|at|on|because|for|to|but|so|by|now|in|every)\b))", r"\1 to the "),
    ("school work doctor hospital office airport supermarket dentist", r"\b(come|comes|go|goes|coming|going|went|came) (school|work|doctor|hospital|office|airport|supermarket|dentist)\b(?! (?:trip|bus|bag|related))", lambda m: f"{m[1]} to {'' if m[2] in ('school', 'work') else 'the '}{m[2]}"),
    # verbs that want another shape
    ("please", r"(?<!\byou )(?<!\bguests )(?<!\bto )\b([Pp]lease),? (?:to not|not to|not) (?=(?:forget|touch|open|close|park|smoke|call|use|leave|put|ring|disturb|enter|worry|send|eat|feed|move|tell|throw|bring|go|come|wait|take|give|let|walk|run|write|be)\b)(?<!please not to be)", r"\1 don't "),
    ("please_to", r"(?<!want to )(?<!hard to )\b([Pp]lease),? to (?=(?:forget|call|send|come|wait|bring|take|give|let|write|open|close|check|tell|help|confirm|reply|contact|inform|find|fill|sign|put|leave|clean|use|make|bring)\b)", r"\1 "),
    ("know knew", r"\b(know|knows|knew) ((?:the|my|your|our|his|her|this|that|him|them|each) ?\w* ?\w*) good(?=[.,!?;]|$)", r"\1 \2 well"),
    ("forward", r"\b([Ll]ook(?:ing|s)? forward to) (?!(?:the|a|an|my|your|our|it|this|that|you|next|all|some|more|work|lunch|dinner)\b)([a-z]+)\b", lambda m: f"{m[1]} {inflected(m[2], 'gerund')}" if is_verb(m[2]) and not m[2].endswith("ing") and m[2] not in ("meeting", "visit", "call", "travel", "drinks", "work", "spring", "summer", "feedback", "change", "talk", "walk", "trip", "results", "party", "reply", "play", "answer", "rest") else m[0]),
    ("forward", r"\b(look(?:ing|s)? forward to|looking forward for) (hear|see|meet|work|receive|speak|talk|get|discuss|visit)\b", lambda m: f"{re.sub(' for$', ' to', m[1])} {inflected(m[2], 'gerund')}"),
    ("mind_to", r"\b(?:could|would) you mind to (\w+)\b", lambda m: m[0].replace("to " + m[1], inflected(m[1], 'gerund'))),
    ("that", rf"\b(want|wants|wanted|need|needs|would like|['’]d like) that (you|he|she|we|they|I) ({_BASE})\b", _wanted),
    ("not_agree", r"\bI (?:am|['’]m) not agree\b", "I don't agree"),
    ("you", r"\b(could|can|would) you (?:please )?to (?=[a-z]+\b)", r"\1 you "),
    ("homework", r"\b([Mm]ak)(e|es|ing) (?=(?:my|his|her|your|their|our|the)? ?homework\b)", lambda m: ({"e": "do", "es": "does", "ing": "doing"}[m[2]].capitalize() if m[1] == "M" else {"e": "do", "es": "does", "ing": "doing"}[m[2]]) + " "),
    ("mistake", r"\b([Dd]o|[Dd]id|[Dd]oing|[Dd]one) (?=(?:a |an |the same |many |some |two |this )?(?:big |small |stupid )?mistakes?\b)(?<!to do )", lambda m: {"do": "make", "did": "made", "doing": "making", "done": "made"}[m[1].lower()] + " "),
    ("agree", r"\b(I|we|they|you|he|she)(?: (?:am|are|is)|['’](?:m|re|s)) (agree|disagree)\b", lambda m: f"{m[1]} {m[2]}{'s' if m[1].lower() in ('he', 'she') else ''}"),
    ("log", r"\b(to|can['’]t|cannot|can|couldn['’]t|and|then) (login|signup|setup|backup|checkout|logout) (?=(?:to|in|with|on|my|the|our|for|a|your|into|again|from|at)\b)(?<!the login )", lambda m: m[0] if m[2] == "login" and m.string[m.end() :].startswith("for") else f"{m[1]} {m[2][:-2] if m[2].endswith('in') else m[2][:-2] if m[2].endswith('up') else m[2][:-3]} {m[2][-2:] if m[2].endswith(('in', 'up')) else 'out'} "),
    ("for", r"\b(something|anything|nothing|everything|time|a place|somewhere|food|money) for (eat|drink|do|read|sleep|buy|pay|sit|stay|work|play|see|use|wear)(?=[.,!?]|$| (?:and|with|in|at|on|here|there|please|tomorrow|today)\b)", r"\1 to \2"),
    ("tell told", r"\b([Tt]ell|[Tt]old|[Tt]ells|[Tt]elling) to (?=(?:me|him|her|them|us|you|my|your|(?-i:[A-Z][a-z]+))\b)", r"\1 "),
    ("interesting", r"\b(I['’]m|I am|[Ww]e['’]re|[Ww]e are|[Hh]e is|[Ss]he is|[Hh]e['’]s|[Ss]he['’]s|[Tt]hey are|I was|we were) (very |really |also |not |still )?interesting (?=in\b)", r"\1 \2interested "),
    ("boring exciting tiring confusing", r"\b(I['’]m|I am|[Ww]e['’]re|[Ww]e are) (very |really |so |too )?(bor|excit|tir|confus)ing(?=[.,!?]|$| (?:at|about|because|today|with|by|of|in (?:this|the|my)|and want)\b)", r"\1 \2\3ed"),
    ("photo picture", r"\b(make|makes|made|making) (a|the) (photo|photos|picture|pictures)\b", lambda m: f"{ {'make': 'take', 'makes': 'takes', 'made': 'took', 'making': 'taking'}[m[1].lower()]} {m[2]} {m[3]}"),
    ("maybe", r"\b(I|he|she|we|they|you) (?:comes?|goes?) maybe (?=(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|tomorrow|later|tonight|at\b|next\b)", lambda m: m[0].replace(" maybe", "").replace(m[1] + " ", m[1] + " may ").replace("comes", "come").replace("goes", "go")),
    # said otherwise
    ("old years", r"\b(I|he|she|it|(?:my|our|his|her) \w+) (?:has|have|had) (\d{1,2}) years(?: old)?(?=[.,!?;]|$| (?:and|but)\b)", lambda m: m[0] if m[0].endswith("years") and not re.match(r"(?:my|our|his|her) (?:son|daughter|dog|cat|brother|sister|child|baby|nephew|niece|girl|boy|father|mother|husband|wife)$|I$|he$|she$", m[1], re.I) else f"{m[1]} {'am' if m[1] == 'I' else 'is'} {m[2]} years old"),
    ("years", r"\b(I am|I['’]m|he is|she is|he['’]s|she['’]s) (\d{1,2}) years(?=[.,!?;]|$| and\b)", r"\1 \2 years old"),
    ("question", r"\b(ma(?:ke|kes|de|king)|do|did) (me|him|her|us|them|you) (a|some|two|many) (questions?)\b", lambda m: f"{ {'make': 'ask', 'makes': 'asks', 'made': 'asked', 'making': 'asking', 'do': 'ask', 'did': 'asked'}[m[1].lower()] } {m[2]} {m[3]} {m[4]}"),
    ("lost miss", r"\b(lost|lose|losing) (?=(?:the|my|our) (?:bus|train|flight|plane|tram|ferry|connection)(?:[.,!?;]|$| (?:and|because|to|at|this|yesterday|so|but|by|again|home)\b))", lambda m: {"lost": "missed", "lose": "miss", "losing": "missing"}[m[1].lower()] + " "),
    ("light tv radio", r"\b([Cc]lose|[Oo]pen)(d?) (?=(?:the|your) (?:lights?|tv|television|radio|heating|air conditioning|computer)\b(?! (?:box|cupboard|case|door|up)))", lambda m: ("T" if m[1][0].isupper() else "t") + f"urn{'ed' if m[2] else ''} " + ("off " if m[1].lower() == "close" else "on ")),
    ("travel", r"\b(good|nice|great|long|bad|safe|wonderful|pleasant|first|last|my|your|our) travel(?=[.,!?;]|$| (?:to (?:the|my|(?-i:[A-Z]))|was|is going)\b)", r"\1 trip"),
    ("cold hot", r"\b([Ii]t) (?:makes|does|has) (?=(?:very |so |too |really )?(?:cold|hot|warm|windy)\b)", r"\1 is "),
    ("have_cold has_cold had_cold", r"\b((?:I|he|she|we|they|you|(?:my|our|his|her) \w+) (?:have|has|had)) cold(?=[.,!?;]|$| (?:and|since|so|but|today)\b)", r"\1 a cold"),
    ("hunger thirst", r"\b(I|we|they|you|he|she) (?:have|has) (hunger|thirst)(?=[.,!?;]|$| (?:and|but|now)\b)", lambda m: f"{m[1]} {'am' if m[1] == 'I' else 'is' if m[1].lower() in ('he', 'she') else 'are'} {'hungry' if m[2] == 'hunger' else 'thirsty'}"),
    ("reason", r"\b([Yy]ou|he|she|they|we|[Hh]e|[Ss]he) (?:have|has) reason(?=[.,!?;]|$)", lambda m: f"{m[1]} {'is' if m[1].lower() in ('he', 'she') else 'are'} right"),
    ("delay", r"\b((?:train|bus|flight|plane|ferry|parcel|package|delivery)s?) (has|have|had) (?:a )?delay(?=[.,!?;]|$| (?:and|so|because|but|today)\b)", lambda m: f"{m[1]} { {'has': 'is', 'have': 'are', 'had': 'was'}[m[2].lower()] } delayed"),
    ("can_not", r"\b([Cc])an not (?=[a-z]+)(?!not (?:only|just|even)\b)", r"\1annot "),
    ("anyways irregardless", r"\b([Aa]nyway)s\b|\b([Ii])rregardless\b", lambda m: m[1] or ("Regardless" if m[2] == "I" else "regardless")),
    ("perfect beautiful quick", r"\b(works?|worked|fits?|fit|sings?|sang|sung|dances?|danced|runs?|ran|plays?|played|went|cooks?|cooked|goes|looked after \w+) (?:very )?(perfect|beautiful|quick|wonderful)(?=[.,!?;]|$| (?:and|but|now|again|thank|thanks|so)\b)", lambda m: f"{m[0]}ly"),
    ("real", r"\b(I|we|they|you|it['’]s|is|was|are|were|he|she) real (?=(?:like|love|want|need|hope|good|nice|bad|sorry|happy|tired|late|big|hard|expensive|cheap|fast|slow|important|great)\b)", r"\1 really "),
    ("born", r"\b(I|he|she|we|they) (?:am |is |are |have |has )?born(?:ing)? (?=(?:in|on|at)\b)", lambda m: f"{m[1]} {'were' if m[1].lower() in ('we', 'they') else 'was'} born "),
    ("robbed", r"\brobbed (?=(?:my|his|her|our|their|the|your) (?:phone|bag|car|bike|wallet|purse|money|laptop|passport|keys|watch|camera)\b)", "stole "),
    ("like", r"\b([Hh])ow (?=(?:(?:is|was) (?:the|your|it|he|she|his|her|this) ?\w*|(?:does|did|do) (?:it|he|she|they|the \w+|your \w+) (?:look|sound|feel|taste|smell)) like(?:[.,!?]|$| (?:in|there|today|at|now|on)\b))", lambda m: "What " if m[1] == "H" else "what "),
    ("called", r"\b([Hh])ow is (this|that|it|the \w+|your \w+) called\b|\b([Hh])ow is called (this|that|it|the \w+|your \w+)\b", lambda m: f"{'What' if (m[1] or m[3]) == 'H' else 'what'} is {m[2] or m[4]} called"),
    ("most_of almost", r"\b([Tt])he most of (?=(?:the|my|our|your|them|us|it|these|those)\b)", lambda m: ("M" if m[1] == "T" else "m") + "ost of "),
    ("enough", r"\b(is|are|was|were|not|isn['’]t|['’]s) enough (old|big|good|warm|long|tall|strong|fast|clear|clean|loud|small|safe|close)(?=[.,!?;]|$| (?:to|for|and|but)\b)", r"\1 \2 enough"),
    ("enough", r"\b((?:don['’]t|doesn['’]t|didn['’]t|not) have|have|has|had|is|was) (money|time|space|chairs|people|food|water|room|staff|tickets) enough(?=[.,!?;]|$| (?:to|for|and|but)\b)", r"\1 enough \2"),
    ("the_both", r"\b([Tt])he both (?=(?:are|were|have|of|keys|cars|rooms|dogs|cats|boys|girls|bags|tickets)\b)", lambda m: ("B" if m[1] == "T" else "b") + "oth "),
    ("persons", r"\b(?!missing )(\d+|two|three|four|five|six|seven|eight|nine|ten|many|several|more|some|all|few|other|these|those|for|of) persons\b(?! of interest)", r"\1 people"),
    ("all_the", r"\b(all) the (night|day)(?=[.,!?;]|$| (?:and|because|so|but|yesterday|long|today|in|at)\b)", r"\1 \2"),
    ("badly", r"\b([Ff]eel|[Ff]elt|[Ff]eels|[Ff]eeling) (?:so |very |really )?badly(?=[.,!?;]|$| (?:about|that|for)\b)", lambda m: m[0][:-2]),
    ("bored excited interested disappointed confused tired", r"\b(film|movie|lesson|class|meeting|book|game|party|speech|lecture|show|trip|result|results|story|instructions|job|work) (is|was|were|are)( (?:so|very|really|too|a bit|quite))? (bored|excited|interested|disappointed|confused|tired)(?=[.,!?;]|$| (?:and|but|so|because|for me)\b)", lambda m: f"{m[1]} {m[2]}{m[3] or ''} {m[4].removesuffix('d').removesuffix('e')}ing"),
    ("party", r"\b(make|makes|made|making|do|did) a (?=(?:\w+ )?party\b)(?! party (?:political|bag|dress|hat|game|food|list|cake|plan))", lambda m: f"{ {'make': 'have', 'makes': 'has', 'made': 'had', 'making': 'having', 'do': 'have', 'did': 'had'}[m[1].lower()] } a "),
    ("told_that told_me_that", r"(^|[.!?,;] |\b(?:and|but|because|so) )(I|he|she|they|we|you|(?:my|the|our|his|her) [a-z]+) told (?=that (?:I|he|she|it|we|they|the|my|there|you|our|this)\b)", r"\1\2 said "),
    ("sorry", r"\b([Ss])orry for (?:the |my )?late(?=[.,!?;]|$)", r"\1orry for being late"),
    ("please", r"\b([Pp]lease),? please(?=[.?!]|$)", r"\1"),
    ("reason", r"\bthe reason is because\b", "the reason is that"),
    ("clock", r"\b(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) o['’]? ?clock\b", r"\1 o'clock"),
    ("have", r"\b(I) have (\d\d) years(?= old\b|[.,!?]| and I\b|$)(?: old)?", r"\1 am \2 years old"),
    ("look", r"\b(how) (?=looks? (?:like )?(?:it|he|she|that|the)\b)", r"what "),
    ("possibl", r"\bas soon (?:as|like) possibl[ey]\b", "as soon as possible"),
    ("time_ago", r"\b(a) ((?:few|couple of) )?(\w+s) time ago\b", r"\1 \2\3 ago"),
    ("long_time", r"\bsince long time\b", "for a long time"),
)  # fmt: skip
