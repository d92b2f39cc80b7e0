# ruff: noqa: E501, SIM905 - patterns read best in one piece
"""Small words taken for others that sound alike: there and their, its and it's, to and too, of and off."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.orders import VERBS
from onhand.rewrite.rules.mending.nouns import COUNTED, PLURAL, SINGULAR, is_plural
from onhand.rewrite.rules.mending.slips import Rule

_WHO = r"(?:I|you|we|they|he|she|it)"
_GOODS = rf"(?:{SINGULAR}|{PLURAL}|stuff|money|luggage|food|work|homework|own|rubbish)"
_BEFORE_TOO = frozenset("know knows miss enjoy enjoys saw see met bought coming come there here late tired happy hungry one it them me you us him her this that well again today tomorrow yesterday stuff money luggage food work homework own rubbish".split())  # fmt: skip
_HEAD = re.compile(r"(?:er|more|less|better|worse|rather|other|else) ", re.I)
_WANTED = re.compile(
    r"\b(?:want|need|expect|allow|ask|told|tell|get|like|prefer|use|suppose|force|help|able|talk|talking|speak|spoke|belong|given?|send|sent|gave|listen|related?|attach|add|write|wrote|said|say|happen|happened|going|next|close|forward|up|due)(?:s|ed|d)? (?:it|them|me|you|us|him|her|this|that|here|there|one|well)$",
    re.I,
)

_KNOW = r"(?:know|tell me|tell us|wonder|sure|explain|ask|asked|understand|remember|see|forgot|idea|check|find out)"
_BASE = "|".join(sorted(VERBS, key=len, reverse=True))
_NOT_NOUN = r"(?:a|an|the|not|too|very|so|really|just|been|always|never|going|getting|my|your|our|his|her|their|like|about|all|only|hard|easy|fine|ok|okay|possible|impossible|important|that|this|what|how|still|now|me|you|him|us|them|more|less|no|in|on|at|to|for|as|if|because|there|here|raining|good|bad|great|nice|late|early|cold|hot|over|up|down|out|off|then|both|possible|better|best|worse|urgent|ready|broken|closed|open|true|wrong|right|clear|cheaper|easier|part|up|\w+ing|\w+ly)\b"
_NOT_AFTER = "".join(
    rf"(?<!\b{word} )"
    for word in "of for by about to from with on in at after before without mind appreciate like than".split()
)

_AFTER_YOU_ARE = (
    r"not|gonna|going to|supposed to|kidding|joking|always|never|still|too|just|already|a|an|the|able to|allowed to|making (?:me|us|it|a|the|this)|doing|coming|sure|here|there|not|welcome to|invited|"
    r"so \w+(?! \w*(?:called|much))|getting|wasting|telling (?:me|us|him)|asking (?:me|us|for)|looking (?:for|at)|trying to|having|talking (?:to|about)|waiting (?:for|on)|taking (?:the|a|it|this|my|too)|leaving (?:the|a|it|this|at|on|for|tomorrow|today)"
)

_STATE = r"late|early|right|wrong|welcome|crazy|mad|angry|sick|ill|ready|lying|busy|free|amazing|awesome|lucky|the best|funny|working|driving|leaving|coming|paying|moving|home|kidding|so kind|very kind|too kind"


def _too(match: re.Match[str]) -> str:
    """Return "I saw it too" for "I saw it to"; "somebody to talk to" stays."""
    word, before = match["head"].lower(), match.string[: match.end("head")]
    if (
        not (word in _BEFORE_TOO or word in COUNTED or is_plural(word))
        or _WANTED.search(before)
        or re.search(r"\bwhere\b", before, re.I)
    ):
        return match[0]
    return f"{match['head']} too"


FUNCTION_WORDS: tuple[Rule, ...] = (
    # there, their, they're
    ("there", rf"\b(?<!over )(?<!up )(?<!down )(?<!out )(?<!back )(for|of|to|with|on|at|from|by|about|all|lost|forgot|brought|bring|love|loves|took|take|sold|sell|parked|lose|lose|wash|clean|changed|leave|under|behind|near) there (?={_GOODS}\b)(?!(?:people|time) (?:is|are|was|were)\b)", r"\1 their "),
    ("there", rf"(^|[.!?,;] )(T|t)here (?=(?:{SINGULAR}|{PLURAL}) (?:is|are|was|were|has|have|keeps?|looks?)\b)(?!(?:people|person|place)\b)", r"\1\2heir "),
    ("their", r"\b([Tt])heir(?= (?:seems?|appears?|might be|may be|could be|should be|must be|can be|has been|have been|is|was|are|were|isn['’]t|wasn['’]t|aren['’]t|weren['’]t|won['’]t|will)\b)", r"\1here"),
    ("their", r"\b(?:(?P<head>is|was|are|were|over|out|up|down|in|from|been|right|go|going|get|gets|got|went|hi|hello|hey)|(?P<at>live|lived|lives|living|stay|stayed|work|worked|working|sit|sat|wait|waited|eat|ate|park|parked|arrive|arrived|been|was|were|go|went|drive|drove|put it|left it|leave it)) their(?=[.,!?]|$| (?:for|in|since|and|but|until|on|at|with|now|yet|by|before|after|because|so|when|if|last|next|again|twice|once|already|too|yesterday|today|three)\b)", lambda m: m[0] if m["head"] and re.match(r" (?:for|in|since|and|on|at|with|by|before|after|so|if|last|next)\b", m.string[m.end() :]) and m["head"].lower() not in ("over", "been", "go", "went") else m[0][: -len("their")] + "there"),
    ("they're they’re", r"\b([Tt])hey['’]re(?= (?:is|are|was|were)\b)", r"\1here"),
    ("they're they’re", rf"\b([Tt])hey['’]re(?= {SINGULAR}\b)", r"\1heir"),
    ("there their", r"(^|[.!?,;] |\b(?:and|but|because|so|that|think|know|say|said|if|when|hope) )([Tt])h(?:ere|eir) (?=(?:going to|gonna|not (?:coming|going|here|there|sure|working|very)|supposed to|trying to|making|having|driving|moving|still (?:waiting|working|at|in|not)|all (?:at|in|gone|late|going|coming|very|so)|so (?:cute|nice|kind|rude|loud|noisy|late|happy|good|bad|annoying|expensive)|both)\b)(?! (?:is|are|was|were)\b)", lambda m: f"{m[1]}{m[2]}hey're "),
    ("there", r"(^|[,.!?] )there (?=(?:so|very|too|really|always|never|getting|coming)\b(?! (?:is|are|was|were|many|much|few))(?! \w+ (?:is|are|was|were|of)\b))", r"\1they're "),
    ("their", r"\b(is|was|wasn['’]t|isn['’]t|are|were|weren['’]t|be|been|get|got|go|going|over|out|up|still|not) their(?=[.,!?]|$| (?:when|at|on|now|yet|before|after|anymore|tomorrow|today|yesterday|by|in|with|for)\b)", r"\1 there"),
    ("their", r"\b([Tt])heir(?= (?:not|going to|coming|late|always|never|still|all|getting|too|very|so|really|busy|ready|already|gonna|leaving|waiting)\b)", r"\1hey're"),
    ("there", r"\b([Tt])here(?= (?:car|house|dog|dogs|phone|kids|children|parents|office|names|address|website|own|team|mum|mom|son|daughter|keys|stuff|fault|cat|music|rubbish|bins|neighbours?|fence|garden|boss)\b)", r"\1heir"),
    ("they're they’re", r"\b([Tt])hey['’]re(?= (?:car|house|dog|phone|kids|children|parents|office|own|website|team|stuff)\b)", r"\1heir"),
    ("all", r"\ball (?:they['’]re|there) (?=(?!(?:is|was|has|needs|seems|goes|comes)\b)\w+(?:s|ren|people|work|stuff|money)\b)", "all their "),
    # your, you're
    ("you're you’re", rf"\b([Yy])ou['’]re(?= (?:(?:new|old|last|first|next|lovely|beautiful|best|own) )?(?!(?:home|part|meeting|painting|building|boss|king|queen|person|man|woman|winner|star)\b){SINGULAR}\b)(?! home| late)", r"\1our"),
    ("your", r"(^|[.!?,;] |\b(?:and|but|because|so|that|think|know|say|said|if|when|hope|since|as) )([Yy])our (?=(?:not|gonna|going to|so|very|too|the (?:best|only|one)|a (?:star|legend|genius|lifesaver|great|good|bad|wonderful|true|real|hero)|always|never|still|already|late|early|right|wrong|welcome|invited|kidding|joking|coming|in charge|supposed to|able to|allowed to|free to|all (?:invited|set|welcome|right)|doing|really|just|probably|lucky|crazy|amazing|sure)\b)(?! (?:to do|hand|side|answer|self|start|end|time|own|cheque|good|much)\b)(?!right (?:hand|arm|leg|foot|eye|ear|knee|side|shoulder|to)\b)(?!(?:late|early|wrong|lucky|crazy|amazing|really \w+|very \w+|so|never|sure|welcome|invited|just|always) (?:\w+ )?(?:gift|pack|email|mail|father|mother|number|reply|payment|friend|friends|day|charm|house|son|dog|work|support|help|card|guests?|husband|wife|dad|mum)\b)", lambda m: f"{m[1]}{m[2]}ou're "),
    ("you", rf"\b(for|of|to|with|from|about|in|on|at|is|and|need|got|love|like|send|have|do) you (?=(?:(?:new|old|last|next|kind|quick) )?(?:{SINGULAR}|help|reply|time|support|understanding|patience|feedback|advice)(?:[.,!?]|$| (?:is|was|has|and|today|tomorrow|yesterday|please|on|in)\b))(?!(?:last|next) (?:week|month|year|night|time|weekend|day|monday)\b)(?!(?:book|call|plan|order|watch|work|park|answer|date|email|name|number|post|match|test|dress|quote|report|plant|switch|help|ring|line|list|present|face|head|hand|view|drill|request|question|result|comment|reply|time|book|shop|store|land|star|screen|box|bar|bin|map|nurse|judge|joke|pet|pool|page|pilot|ship|train|tie|lock|lead|plug|guest|project|estimate|advice|support|bill|stamp|voice|water|film|field|field|house|bus|bank|bag|board|branch|can)\b (?:on|in|and|please|today|tomorrow)\b)(?<!do you )", r"\1 your "),
    ("were", r"\b(if|when|because|so|that|hope|think|know|sure|says?|said|glad|happy|but|now|and) were (?=(?:late|early|going to|gonna|not (?:going|coming|there|home|able)|lost|stuck|running|coming|all (?:going|coming)|on our way|having|moving)\b)(?<!that were )(?<!and were )", r"\1 we're "),
    ("were", r"(^|[.!?,;] |\b(?:and|but|because|so|if|when|that|think|hope) )([Ww])ere (?=(?:going to|gonna|having|planning|coming|moving|leaving|running late|on our way|looking for|looking forward|out of|all set|so (?:happy|glad|excited|sorry|proud)|not (?:coming|going|able|sure)|meeting|very (?:happy|sorry|glad|excited))\b)", lambda m: f"{m[1]}{m[2]}e're "),
    ("your", r"(^|[.!?] )([Yy])our (?=(?:meeting|picking up|seeing|visiting|calling) (?:Mr|Mrs|Ms|Dr|him|her|them|me|us|my|the)\b)", r"\1\2ou're "),
    ("your", r"\b(hope|hoping|hopefully) your (?=(?:well|ok|okay|good|fine|doing|feeling|having|all|safe|enjoying|both)\b)", r"\1 you're "),
    ("were", r"\b(now|and|so|but) were (?=(?:stuck|lost|ready|here|late|not sure|on our|out of|still waiting|all waiting|running)\b)(?<!and were (?=late))", r"\1 we're "),
    ("you", r"\b(for|with|bring|brought|forget|forgot|about|of|need|in|show|send|check|lost|have|and) you (?=(?:help|passport|email|reply|support|message|patience|feedback|answer|understanding|attention|kindness|laptop|documents|keys|ticket|tickets|phone number|address|account|order number|quick reply|own|kind|prompt)\b(?! (?:me|us|to)\b))", r"\1 your "),
    ("you're you’re", r"\b(for|with|of|in|about|on|all|to|from|by|and) you['’]re (?=(?:future|health|life|work|time|name|way|family|journey|trip|studies|help|support|hard work|big day|new (?:job|house|home|role|place)|career|marriage|baby|kids)\b)", r"\1 your "),
    ("your", rf"{_NOT_AFTER}\b([Yy])our(?= (?:{_AFTER_YOU_ARE})\b(?! (?:end|start|time|side)\b))", r"\1ou're"),
    ("your", rf"\b([Yy])our(?= (?:{_STATE})(?:[.!?,]|$| (?:for|at|with|and|but|if|when|that|today|tomorrow|tonight|now|again|then|about|or|because)\b))", r"\1ou're"),
    ("you're you’re", r"(?<!one of )(?<!each of )(?<!none of )(?<!any of )(?<!list of )\b([Yy])ou['’]re(?= (?:letter|parents?|son|daughter|child|children|husband|wife|invoice|website|service|product|company|store|shop|reply|answer|question|advice|idea|opinion|mail|bill|fence|garden|boss|passport|tickets?|dinner|lunch|flat|apartment|flight|request|application|information|staff|driver|mother|father|mail|thoughts|support|patience|quick reply|dog|cats?|bike|stuff|things?|shoes|coat|birthday|party|wedding|doctor|neighbou?rs?|landlord|ad|house|home)\b(?! lovers?| people| persons?))", r"\1our"),
    ("your", r"\b(when|if|because|since|while|that|think|know|hope|and|but|says?|said) your(?= (?:on (?:the|my|a|your|holiday|vacation|call)|in (?:the|a|my|town|trouble)|at (?:the|home|work|my)|out|away|back|done|finished|ready|going|coming|having|running|feeling|looking|off)\b)", r"\1 you're"),
    ("you're you’re", r"\b(with|for|of|about|from|during|after|before|seen|saw|got|received|read|lost|love|like|need|have|use|used|forgot|sent|send|change|check|bring|take|open|close|leave|find|found) you['’]re (?=(?!(?:not|so|too|very|really|just|still|also|always|never|here|there|all|only|both|late|early|ready|able|sure|free|home|away|back|out|in|on|at|the|a|an|my|our|such|done|more|less|welcome|going|being)\b)[a-z]+\b)(?!\w+(?:ing|ed|ly)\b)", r"\1 your "),
    # its, it's
    ("it's it’s", rf"\b(of|with|from|in|on|at|by|into|has|have|had|lost|changed|opened|hurt|broke|and|to|for|all|under|after|near|during|about|lose|loses|finish|wash) it['’]s (?=(?:(?:new|old|first|own|last|usual|small|big|little|original) )?(?:{SINGULAR}|{PLURAL}|smell|taste|colou?r|name|size|value|tail|way|best|price|content|contents)(?:[.,!?]|$| (?:is|was|are|were|has|when|and|in|on|at|every|to|because)\b))(?!late|all)", r"\1 its "),
    ("its", r"(^|[.!?,;] |\b(?:and|but|because|so|that|think|know|say|said|if|when|hope|since|as|like|says|how|though) )([Ii])ts (?=(?:a|an|the|not|no|been|just|really|so|very|too|only|still|always|never|probably|definitely|my|your|our|his|her|mine|yours|ours|hers|theirs|been|gonna|going|getting|become|raining|snowing|me|us|him|\w{3,}ing (?:to|me|us|him|a|the|again|now|today|my|up|down|on|off))\b)(?!(?:very|only|still|just) (?:own|existence|name)\b)", lambda m: f"{m[1]}{m[2]}t's "),
    ("ate eat finish drop left chew", r"\b(ate|eaten|eats|eat|finished|finish|dropped|left|chewed|licked|lost|broke|raised|raise|changed|missed) it['’]s (?=(?!a|an|the|my|late|not|too|so)[a-z]{3,}\b)(?!\w+ing\b|\w+ly\b)(?<!left it's )", r"\1 its "),
    ("its", r"(?<=[a-z]) its (?=\d{1,2}(?::\d\d)? ?(?:am|pm)\b|(?:too|so) (?:late|loud|cold|hot|noisy|early|much)\b|urgent\b|(?:really|very) (?:urgent|important|loud|cold|late)\b|raining\b|freezing\b)", " it's "),
    ("it's it’s", rf"\b(of|with|from|in|on|at|by|into|has|have|had|lost|closed|changed|opened|hurt|broke|wagging|needs|reached|kept|raised|moved|eating|eats) it['’]s (?!{_NOT_NOUN})(?=[a-z]{{3,}}\b)", r"\1 its "),
    ("its", r"(^|[.!?,] |\b(?:and|but|so|because|that|think|hope|know) )its (?=(?:definitely|absolutely|clearly|obviously|basically|literally|actually|totally|completely|hardly|usually|finally|currently|apparently|certainly|simply|barely|mostly|exactly|nearly|seriously|extremely|incredibly|worth|cheaper|better|worse|easier|not|high time|part of|supposed)\b)", r"\1it's "),
    ("its", r"(^|[.!?,;:\n] |\b(?:and|but|if|so|as|or|that|when|cause|says?|said|know|sure|think|hope|guess|because|sorry|anyway|since|thinks|ok|okay|yes|no|hi|hey|please|please,|now|though) )([Ii])ts(?= (?:not|a|an|the|so|too|very|really|just|only|been|still|gone|going|getting|now|all|in|on|at|ok|okay|fine|good|great|bad|nice|cool|hot|cold|late|early|hard|easy|broken|important|urgent|for|about|been|already|never|always|my|your|our|his|her|" r"their|me|us|raining|snowing|working|making|closed|open|ready|due|stuck|dead|free|full|almost|kind of|like (?:a|the|you|he|she|they|we|I|no|nobody|it|that|this|my|being|talking)|no|quite|pretty|probably|possible|impossible|terrible|awful|cancelled|canceled|locked|missing|wrong|right|true|sad|funny|clear|unclear|unfair|fair|more|less|ridiculous|unacceptable|disgusting|lovely|amazing|awesome|perfect|beautiful|weird|strange|that|this|what|how|why|where|when|because|leaking|(?!(?:beginning|ending|meaning|opening|closing|setting|building|wing|king|string|thing|rating|timing|spelling|marking|packing|coating|lining|ceiling|heading|listing|warning|training|pricing|funding|being|handling|bearing|filling|housing|parking)s?\b)\w+ing\b|\d|(?-i:[A-Z][a-z]+)|here|there|today|tomorrow|tonight|up|down|out|off|over|from|to)\b)(?! (?:own)\b)(?! (?:good|bad|great|early|late|new|hard|free|full|open|right) (?:side|name|point|place|days?|years?)\b)", r"\1\2t's"),
    ("it's it’s", r"\bit['’]s(?= (?:own|self)\b)", "its"),
    ("it's it’s", r"\bit['’]s(?= (?:smell|name|place|head|tail|owner|colour|color|size|price|taste|value|purpose|wheels?|battery|engine|lid|cage|contents)\b)", "its"),
    # where, were, we're, wear
    ("were", r"\b(no|any|some|every) were\b(?! (?:are|is|was|better|left|there)\b)", r"\1where"),
    ("were", r"(^|[.!?,] |\b(?:know|tell me|ask|asked|hi|hey|and) )([Ww])ere (?=(?:is|are|was|do|does|did|can|could|should|will|would|have|has)\b)", r"\1\2here "),
    ("were", rf"\b(place|shop|house|street|road|room|park|school|office|area|restaurant|hotel|country|city|town|pub|corner|box|drawer|spot|know|remember|tell me|sure|see|show me) were (?={_WHO}\b)", r"\1 where "),
    ("were", r"\b(from|to|of) were (?=(?:I|we|you|they|he|she|the)\b)(?!(?:the|they) \w+ (?:all|very)\b)", r"\1 where "),
    ("where", rf"\b(we|you|they|there|(?:the|my|our|these|those|all|both) {PLURAL}|who|which|that|people|children) where (?=(?:not|at|in|on|going|here|there|so|very|too|late|told|all|both|just|still|supposed|already|always|never|only|really|\w+ing|a|no|some|many|able|allowed|ready|happy|sick|ill|tired|open|closed|broken|missing|full|lost|on|out)\b)(?!\w+ing (?:is|was))", r"\1 were "),
    ("we're we’re", r"\b(you|they|there|who|which|people|children|these|those) we['’]re\b", r"\1 were"),
    ("wear", r"(^|[.!?] |\b(?:know|tell me) )([Ww])ear (?=(?:are|is|do|did|does|can|were|was) )", r"\1\2here "),
    ("where", r"\b((?:want|wants|need|needs|have|has|had|what|going|clothes|like|allowed|forgot) to|will|can|should|must|don['’]t) where (?=(?:a|an|my|your|his|her|warm|it|them|something|black|white|shoes|masks?|helmets?)\b)", r"\1 wear "),
    ("were", rf"\b({_KNOW}) were (?=(?:the|is|are|my|i|you|we|it|he|she|they|this|that|to|your|our|can)\b)", r"\1 where "),
    # whose, who's; which, witch; whether, weather
    ("who's who’s", rf"\b([Ww])ho['’]s(?= (?:{SINGULAR}|{PLURAL}) (?:is|are|was|were|it|this|that|these|those|did|do|should|has|have|broke|got|got)\b)", r"\1hose"),
    ("who's who’s", r"\b([Ww])ho['’]s(?= (?:\w+ )?(?:is|are) (?:this|that|these|those|it|they)\b)", r"\1hose"),
    ("who's who’s", rf"\b(?-i:([a-z]+)) who['’]s (?={SINGULAR} (?!and\b|in\b|of\b))", r"\1 whose "),
    ("whose", r"\b([Ww])hose(?= (?:not|never|always|been|going to|coming|gonna|there|here|very|so|the|a|an|in|at|on|with|from|working|living|free|available|this\?|that\?)\b)", r"\1ho's"),
    ("witch", r"(^|[.,!?] |\b(?:in|of|for|from|to|on|at|know|sure|decide|tell me|and|ask) )([Ww])itch (?=(?:is|are|was|were|one|ones|we|I|way|time|day|you|they|he|she|means|makes|of|bus|train|room|has|have|can|will|should)\b)", r"\1\2hich "),
    ("weather", rf"\b(know|tell|ask|asked|sure|wonder|wondering|see|check|decide|remember|advise|advice|inform|confirm|confirmed|unsure|matter|question|decided|understand|find out|clear|doubt|told|care|say|said|idea|discuss|clarify)( me| us| him| her| you)? weather (?={_WHO}\b|the\b|to\b|or\b|this\b|that\b|there\b|my\b|your\b|our\b|his\b|her\b)(?!the (?:weather|forecast|report)\b)", r"\1\2 whether "),
    ("weather", r"\b([Ww])eather or not\b", r"\1hether or not"),
    ("whether", r"\b(the|nice|bad|good|lovely|terrible|awful|hot|cold|wet|sunny|rainy|beautiful|this|what) whether\b(?! (?:I|you|we|they|he|she|it|to|or|the)\b)", r"\1 weather"),
    ("who's who’s", r"\b([Ww])ho['’]s(?= (?:car|phone|turn|bag|keys?|house|idea|coat|book|dog|fault|responsibility)\b)", r"\1hose"),
    ("whose", r"\b([Ww])hose(?= (?:coming|going|there|driving|bringing|in charge|at|the|got|free|not)\b)", r"\1ho's"),
    # to, too, two
    ("two", r"\b(is|are|am|was|were|['’]m|['’]s|['’]re|way|far|it['’]s|be|bit) two (?=(?:tired|late|much|many|early|hot|cold|big|small|expensive|loud|long|short|busy|far|heavy|hard|easy|old|young|slow|fast|noisy|dark|good|bad)\b)", r"\1 too "),
    ("their_to there_to", r"\b(am|is|are|was|were|be|go|been) the(?:ir|re) to(?=[.!?]|$)", r"\1 there too"),
    ("too", r"\b(allergic|according|due|related|belongs?|listening|listen|addicted|engaged|similar|used|forward|next|close|married|refer|referring|able|want|wants|wanted|need|needs|needed|have|has|had|going|like|would like|try|trying|tried|hope|hoping|forgot|decided|supposed|allowed|able|ready) too (?=(?!(?:much|many|late|early|long|often|soon|far|little|few|big|small|hot|cold|old|young|hard|easy|expensive|tired|busy|bad|good|high|low)\b)[a-z]+\b)(?<!have too )(?<!had too )(?<!has too )(?<!like too )", r"\1 to "),
    ("too", r"\b(have|has|had|like) too (?=(?:be|go|do|see|know|get|come|make|take|meet|talk|hear|help|ask|buy|pay|send|find|use|work|eat|leave|tell|give|speak|move|stay|join|start|call|read|sleep|change|wait|keep|say|thank|cancel|book|bring|finish|write|drive|pick|try)\b)", r"\1 to "),
    ("too", r"\b(go|goes|went|going|come|came|drive|drove|walk|walked|travel|moved?|moving|been|back|write|wrote|speak|spoke|talk|talked|talking|send|sent|give|gave|flew|fly|return|welcome|listen|reply|thanks|up|next|closer?) too (?=(?:the|a|an|my|your|our|his|her|their|this|that|me|you|us|him|them|it|school|work|bed|church|town|(?-i:[A-Z][a-z]+))\b)(?!(?:you|it|me|us|that)[.!?]*$)", r"\1 to "),
    ("to", r"\b(is|are|was|were|it['’]s|that['’]s|there['’]s|I['’]m|way|far|much|been|be|bit|got|gets|get|arrived?|came|feel|feels|felt|looks?|seems?|costs?|cost|drives?|drove|talks?|eat|ate|drank|drink|works?|sizes?|degrees|inches|cm|minutes|hours|little|spent|sleep|slept|a lot) to (?=(?:much|many|late|early|long|expensive|loud|cold|big|small|hard|often|soon|busy|tired|noisy|heavy|far|hot|dangerous|difficult|easy|old|young|short|tight|dark|salty|sweet|spicy|weak|strong|quiet|slow|fast|quickly|slowly|high|low|ill|sick|scared|shy|nervous)\b)(?! (?:to \w+ to|customers|people|children|students)\b)", r"\1 too "),
    ("_to", r"\b(?P<head>[a-z]+) to(?=[.!]?$|[.!?,] |,? (?:and|but|because) )", _too),
    ("to", r"\b(too \w+ (?:and|or|but)(?: also)?) to (?=(?:much|many|late|early|long|expensive|loud|cold|big|small|hard|busy|tired|noisy|heavy|far|hot|dangerous|difficult|easy|old|young|short|tight|dark|salty|sweet|spicy|weak|slow|fast|high|low)\b)", r"\1 too "),
    ("to", r"\b(?<!used )(?<!going )(?<!due )(?<!up )(?<!from )(?<!next )([Tt])o(?= (?:much|late|early|expensive|loud|busy|tired|noisy|heavy|spicy|long|hard|hot|cold)(?:[.,!?]|$| (?:for|in|at|and|but|so|now|to|again|because|already|yesterday|today|this|last|lately)\b))(?<!late to)(?<!hot to)(?<!cold to)(?<!early to)(?<!easy to)", lambda m: m[1] + "oo"),
    ("too", r"\b(like|want|wants|need|needs|have|has|able|going|love|try|trying|used|hope|wish|plan|ready|happy|time|how|where|what|forgot|glad|here|easy|hard) too (?=(?:be|see|know|get|go|do|have|come|make|take|meet|talk|hear|help|ask|buy|pay|send|find|use|work|eat|leave|tell|give|speak|move|stay|join|start|call|read|sleep|change|wait|keep)\b)", r"\1 to "),
    ("too", rf"\b(told|asked|want|wants|wanted|need|needs|tell|ask|like|help|allow|expect|get|got) (him|her|me|you|us|them) too (?=(?:{_BASE})\b)", r"\1 \2 to "),
    # then, than
    ("than", r"(?<=, )than (?=(?:I|we|you|he|she|they|it|the|go|turn|take|call)\b)", lambda m: m[0] if re.search(r"\b(?:\w+er|more|less|rather|other|worse)\b[^.!?]{0,50}$", m.string[: m.start()]) else "then "),
    ("then", r"\b(\w+er|more|less|better|worse|rather|other|else|different)((?: (?!and|but|or|if|when|the|a|it|is|was|now|after)\w+){0,3}) then (?=(?:the|a|an|my|your|our|his|her|their|this|that|these|those|last|usual|expected|planned|before|ever|me|you|him|her|us|them|mine|yours|ours|I|we|he|she|they|it|\d+|one|two|three|what|in|on|at|to|(?-i:[A-Z][a-z]+))\b)(?<!ther then )(?!(?:I|we|you|he|she|they|it)(?:['’](?:ll|m|d|ve|re)| (?:can|could|will|would|should|go|went|came|got|left|start|need|want|called|told|said|put|took))\b)(?<!over then )(?<!after then )(?<!ever then )(?<!never then )(?<!water then )(?<!whatever then )(?<!dinner then )(?<!her then )(?<!number then )(?<!letter then )(?<!order then )(?<!together then )(?<!either then )(?<!paper then )(?<!remember then )(?<!sister then )(?<!brother then )(?<!mother then )(?<!father then )(?<!answer then )(?<!offer then )(?<!enter then )(?<!corner then )(?<!computer then )(?<!manager then )(?<!under then )", r"\1\2 than "),
    ("then", r"\b((?:rather|other|less|more|no sooner) )then\b(?! (?:I['’]ll|we['’]ll)\b)", r"\1than"),
    ("than", r"(^|[.!?] |\b(?:and|since|back|by|until|till|but|so|just|even|what|only) )([Tt])han\b", lambda m: m[0] if _HEAD.search(m.string[: m.start()][-25:]) else f"{m[1]}{m[2]}hen"),
    ("then", r"\b(more|less|better|worse|rather|other|earlier|later|bigger|smaller|cheaper|faster|longer|shorter|higher|lower|older|younger|easier|harder|larger|sooner|nicer|further|fewer)( \w+)? then(?= (?!(?:i|we|you|he|she|they|it)['’]|(?:we|i|you|they) (?:can|could|will|should|need|go|have to)\b)\w+)", r"\1\2 than"),
    # of, off, have
    ("of", r"\b(turn|turned|turning|turns|switch|switched|switching) of (?=(?:the|my|your|our|all|it|his|her|this|that|lights?|both)\b)(?<!the turn of )(?<!a turn of )(?!the (?:year|century|month|events|season))(?<!in turn of )", r"\1 off "),
    ("of", r"\b(take|took|taking|remove|get|got|fell|fall|cut|log|came|come) (me|him|her|it|them|us|my \w+|his \w+|her \w+) of (?=(?:the|your|this|that|my|his|her)\b)(?!the (?:way))(?<!\bget it of )", r"\1 \2 off "),
    ("of", r"\b(have|has|had|take|takes|took|taking|get|need|want|give me) ((?:a|the|my|his|her|some|one|two|three|next|this) )?(\w+ )?(days?|week|morning|afternoon|time) of(?=[.,!?]|$| (?:on|tomorrow|next|from|because|work|school|and|to|this)\b)", r"\1 \2\3\4 off"),
    ("off", r"\b(out|instead|because|kind|sort|lots?|full|think|thinking|afraid|proud|tired|sick|front|middle|couple|hundreds|thousands) off (?=(?:the|my|your|our|his|her|their|this|that|these|those|us|them|you|me|it|him|a|an)\b)", r"\1 of "),
    ("of", r"\b(?:(might|must|would|could|should|may)(n['’]t)?|(ought to)) (?:of|off) (?=(?!course\b)(?:been|had|done|gone|seen|told|known|taken|made|left|said|got|come|given|forgotten|lost|thought|\w{2,}ed|mixed|sent|put|paid|bought|written|broken|eaten|just|never|already|really|fallen|missed)\b)", lambda m: f"{(m[1] or '') + (m[2] or '') + (m[3] or '')} have "),
    ("of", r"\b(could|should|would|might|must|couldn['’]t|shouldn['’]t|wouldn['’]t) of(?= (?!course\b)\w+)", r"\1 have"),
    # our, are; them, those
    ("are", rf"\b(of|for|with|take|took|from|at|love|lost|visit|on|in) are (?=(?!late|free|home|fault){SINGULAR}\b)(?<!all of are )", r"\1 our "),
    ("them", r"\b([Tt])hem (?=(?:boxes|keys|files|people|kids|things|books|shoes|lights|papers|guys|tickets)\b(?! (?:to|in|on|at|for|by|up|out)\b))", r"\1hose "),
)  # fmt: skip
