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
    # more and most; well, slowly
    ("more", r"\b([Mm])uch more (better|worse|easier|cheaper|faster|bigger|smaller|older|younger)\b", r"\1uch \2"),
    ("more", r"\b[Mm]ore (better|worse|easier|cheaper|faster|bigger|smaller|older|younger|nicer|safer|harder|later|quicker|smarter|cleaner|fresher|longer|shorter|taller|stronger)\b", r"\1"),
    ("more", r"\b([Mm]ore) (cheap|fast|big|small|old|young|long|short|high|low|tall|cold|warm|quick|slow|hard|strong)(?= than\b|[.!?,]|$)", lambda m: {"big": "bigger"}.get(m[2], m[2] + "er") if not m[2].endswith("e") else m[2] + "r"),
    ("most", r"\bmost (easiest|best|worst|cheapest|fastest|biggest|smallest|nicest|oldest|youngest|longest|closest|nearest|latest|quickest)\b", r"\1"),
    ("worser", r"\bworser\b", "worse"),
    ("good", r"\b(speak|speaks|hear|hears|sleep|sleeps|slept|work|works|worked|play|plays|played|drive|drives|see|eat|eats|sing|sings|dance|dances|fits?|going|went|goes|run|runs|know|knows|understand|understands|doing|did|write|swim|cook|cooks|heard|walk)((?: (?:me|you|him|her|it|them|us|English|German|French|Spanish|Italian))?(?: (?:so|very|really|pretty|too|quite|not|that))?) good(?=[.,!?]|$| (?:and|anymore|any more|today|yesterday|at|in the|in this|with|but|so|because|here|now|lately|enough|since|yet|for (?:me|him|her|us|you)|on (?:my|the|your))\b)(?<!see good)(?<!pretty good)(?<!going to be good)", r"\1\2 well"),
    ("slow", r"\b(speak|talk|drive|walk|go|speaks|drives|talks|walks|eat|explain)((?: (?:more|very|so|really|too|please))?) slow (and)\b", r"\1\2 slowly \3"),
    ("good", r"\bvery much good\b", "very good"),
    ("more", r"\b([Mm])ore (taller|stronger|weaker|warmer|colder|hotter|lighter|heavier|darker|brighter|closer|nearer|quieter|slower|richer|poorer|simpler|wider|thicker|softer|louder|prettier|happier|healthier|younger|busier|dirtier|funnier|tighter|deeper|shorter|longer|larger|thinner|friendlier|earlier)\b", r"\2"),
    ("proper careful", r"\b(close|closes|shut|shuts|work|works|fit|fits|open|opens|sleep|eat|cleaned|done|fixed|closed|working|drive|drives|lock|walk) (proper|careful)(?=[.!?,]|$| (?:and|anymore|on|at|now|please|when|because|since)\b)", r"\1 \2ly"),
    ("very", r"\b(I|we|they) very (like|love|want|hope|enjoy|appreciate)\b", r"\1 really \2"),
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
    ("accident", r"\bon accident\b", "by accident"),
    ("in_the", r"\bin the (?=(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b(?! (?:morning|afternoon|evening|paper|meeting|class|game|group|session|slot)))", "on "),
    ("the_last the_next", r"\b(in|on) the (last|next) (week|month|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?=[.,!?]|$)", r"\2 \3"),
    ("arriv", r"\b(arrived?|arriving|arrives) to (?=(?:the|my|your|our|work|school|home|[A-Z])\b)", r"\1 at "),
    ("according", r"\b(according) with\b", r"\1 to"),
    ("regard", r"\b([Rr]egarding) (?:of|to|about) (?=(?:the|my|your|our|this)\b)", r"\1 "),
    ("_am", r"\bI am (hope|wait|need|want|think|know|have)\b", r"I \1"),
    # going somewhere
    ("home", r"\b([Gg]o|[Gg]oes|[Gg]oing|[Ww]ent|[Cc]ome|[Cc]ame|[Cc]omes|[Cc]oming|[Gg]et|[Gg]ot|[Dd]rive|[Dd]rove|[Ww]alk|[Bb]ack|[Ff]lew|[Rr]eturn(?:ed)?|[Aa]rrived?) (?:to|at) home\b(?! (?:and away|office|depot|bargains|improvement|care|help|delivery))(?<!back at home)(?<!arrived at home)(?<!arrive at home)", r"\1 home"),
    ("there here", r"\b([Gg]o|[Gg]oing|[Ww]ent|[Gg]oes|[Cc]ome|[Cc]ame|[Cc]oming|[Aa]rrived?|[Gg]et|[Dd]rove|[Mm]oved?|[Bb]een) to (here|there)\b(?! (?:is|are))", r"\1 \2"),
    ("shopping", r"\b([Gg]o|[Gg]oing|[Ww]ent|[Gg]oes) to (shopping|swimming|fishing|skiing|dancing|camping|jogging|hiking)(?=[.,!?]|$| (?:with|and|at|on|in|tomorrow|today|yesterday|together|every|because)\b)", r"\1 \2"),
    ("doctor cinema dentist hospital supermarket airport bank", r"\b([Gg]o|[Gg]oes|[Gg]oing|[Ww]ent|[Gg]one|[Bb]een|[Dd]rove|[Dd]rive|[Cc]ame|[Cc]ome|[Tt]ook (?:him|her|me|them)|[Tt]ake (?:him|her|me|them)|[Gg]et) to (?=(?:doctor|cinema|dentist|supermarket|airport|bank|post office|train station|beach|gym|shop|pharmacy|police|vet|bathroom|toilet|zoo|museum|library|park)(?:[.,!?]|$| (?:and|today|tomorrow|yesterday|with|at|on|because|for|to|but|so|by|now|in|every)\b))", r"\1 to the "),
    ("school work doctor hospital office airport supermarket dentist", r"\b(come|comes|go|goes|coming|going|went|came) (school|work|doctor|hospital|office|airport|supermarket|dentist)\b(?! (?:trip|bus|bag|related))", lambda m: f"{m[1]} to {'' if m[2] in ('school', 'work') else 'the '}{m[2]}"),
    # verbs that want another shape
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
    ("boring exciting tiring confusing", r"\b(I['’]m|I am|[Ww]e['’]re|[Ww]e are) (very |really |so |too )?(bor|excit|tir|confus)ing(?=[.,!?]|$| (?:at|about|because|today|with|by|of|and want)\b)", r"\1 \2\3ed"),
    ("photo picture", r"\b(make|makes|made|making) (a|the) (photo|photos|picture|pictures)\b", lambda m: f"{ {'make': 'take', 'makes': 'takes', 'made': 'took', 'making': 'taking'}[m[1].lower()]} {m[2]} {m[3]}"),
    ("maybe", r"\b(I|he|she|we|they|you) (?:comes?|goes?) maybe (?=(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|tomorrow|later|tonight|at\b|next\b)", lambda m: m[0].replace(" maybe", "").replace(m[1] + " ", m[1] + " may ").replace("comes", "come").replace("goes", "go")),
    # a and the
    ("am i'm i’m is he's she's", r"\b(I am|I['’]m|[Hh]e is|[Hh]e['’]s|[Ss]he is|[Ss]he['’]s) (?=(?:student|teacher|nurse|doctor|engineer|electrician|plumber|driver|vegetarian|vegan|beginner|lawyer|musician|tenant|customer|member|waiter|waitress|programmer|developer|designer|mother|father)\b(?! (?:and|of|here|at the (?:school|hospital))\b)(?!['’s]))", lambda m: f"{m[1]} {'an' if re.match('e[nl]', m.string[m.end():]) else 'a'} "),
    ("am i'm i’m", r"\b(I am|I['’]m) (?=(?:member|customer) (?:of|at|here)\b)", r"\1 a "),
    ("question problem", r"\b(have|has|had|got|ask|with|there is|there['’]s) (?=(?:small |quick |big |little |serious |other )?(?:question|problem)(?:[.,!?:]|$| (?:with|about|and|for|in|on|because)\b))(?<!with )", r"\1 a "),
    ("idea", r"\b(is|was|it['’]s|that['’]s|be) (?=(?:very )?(?:good|great|bad|nice|better) idea\b)", r"\1 a "),
    ("idea", r"\b(have|has|had) (?=(?:good|great|bad|nice|new) idea\b)", r"\1 a "),
    ("fever ache cold appointment throat cough interview meeting tyre tire", r"\b([Hh]ave|[Hh]as|[Hh]ad|[Gg]ot) (?=(?:fever|headache|stomach ache|stomachache|toothache|sore throat|flat t[iy]re|cough|bad cold|high fever|appointment|doctor['’]s appointment|interview|meeting)(?:[.,!?]|$| (?:and|since|today|tomorrow|at|on|with|so|but|for|next)\b))", lambda m: f"{m[1]} {'an' if re.match('[ai]', m.string[m.end():]) else 'a'} "),
    ("fever", r"\b(has|have|had) (?:a )?fever (?=3[6-9]|4[0-2])", r"\1 a fever of "),
    ("sorry_for", r"\bsorry for (late|delayed|slow|short) (reply|answer|response|notice)\b", r"sorry for the \1 \2"),
    # said otherwise
    ("please", r"\b([Pp]lease),? please(?=[.?!]|$)", r"\1"),
    ("reason", r"\bthe reason is because\b", "the reason is that"),
    ("clock", r"\b(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) o['’]? ?clock\b", r"\1 o'clock"),
    ("have", r"\b(I) have (\d\d) years(?= old\b|,| and I\b|$)(?: old)?", r"\1 am \2 years old"),
    ("look", r"\b(how) (?=looks? (?:like )?(?:it|he|she|that|the)\b)", r"what "),
    ("possibl", r"\bas soon (?:as|like) possibl[ey]\b", "as soon as possible"),
    ("time_ago", r"\b(a) ((?:few|couple of) )?(\w+s) time ago\b", r"\1 \2\3 ago"),
    ("long_time", r"\bsince long time\b", "for a long time"),
)  # fmt: skip
